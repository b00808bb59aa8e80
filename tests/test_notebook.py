"""The notebook in docs/ runs, and counts what it says."""

from __future__ import annotations

import sys
import warnings
from pathlib import Path
from typing import Any

import nbformat
import pytest

NOTEBOOK = Path(__file__).parents[1] / "docs" / "dyads.ipynb"


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """The notebook with its outputs, made anew in a kernel of this Python."""
    home = tmp_path_factory.mktemp("jupyter")
    with warnings.catch_warnings(), pytest.MonkeyPatch.context() as patched:
        warnings.simplefilter("ignore")
        for name in ("JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR", "IPYTHONDIR", "TMPDIR"):
            patched.setenv(name, str(home))
        patched.setenv("JUPYTER_PLATFORM_DIRS", "1")
        from jupyter_client.kernelspec import KernelSpecManager
        from nbclient import NotebookClient

        assert KernelSpecManager().get_kernel_spec("python3").argv[0].startswith(("python", sys.executable))
        notebook = nbformat.read(NOTEBOOK, as_version=4)
        nbformat.validate(notebook)
        return NotebookClient(notebook, timeout=300, kernel_name="python3").execute()


def outputs(run: Any, mime: str) -> list[str]:
    return [output.data[mime] for cell in run.cells for output in cell.get("outputs", []) if mime in output.get("data", {})]


def test_the_notebook_is_kept_without_outputs() -> None:
    notebook = nbformat.read(NOTEBOOK, as_version=4)
    assert [cell for cell in notebook.cells if cell.get("outputs")] == []


def test_the_notebook_shows_entries_with_their_words_marked(run: Any) -> None:
    shown = "".join(outputs(run, "text/html"))
    assert "<mark" in shown
    assert "accused" in shown


def test_the_notebook_counts_by_dyad_and_month_and_plots_it(run: Any) -> None:
    (plot,) = outputs(run, "image/svg+xml")
    assert "LKA-NOR 2011-05" in plot
    assert "GRC-TUR 2011-06" in plot
