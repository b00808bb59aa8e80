"""What is installed: the lock, the wheel and what its code needs; and the documents that tell people how to use it."""

from __future__ import annotations

import ast
import importlib.util
import re
import sys
import tomllib
from email import message_from_string
from email.message import Message
from importlib.metadata import packages_distributions, requires
from pathlib import Path
from zipfile import ZipFile

import pytest
import typer
from hatchling.builders.wheel import WheelBuilder
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

import verbale
from verbale.cli import app

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "src" / "verbale"
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
RUNTIME = [Requirement(line) for line in PROJECT["dependencies"]]
EXTRAS = [Requirement(line) for lines in PROJECT["optional-dependencies"].values() for line in lines]
README = (ROOT / "README.md").read_text()


def pins(file: str) -> dict[str, str]:
    lines = [line for line in (ROOT / file).read_text().splitlines() if line and not line.startswith("#")]
    return {canonicalize_name(name): version for name, _, version in (line.partition("==") for line in lines)}


LOCK = pins("requirements.lock")


@pytest.mark.parametrize("needed", [*RUNTIME, *EXTRAS], ids=str)
def test_the_lock_pins_each_dependency_at_a_version_that_the_project_allows(needed: Requirement) -> None:
    assert needed.specifier.contains(LOCK[canonicalize_name(needed.name)])


def test_the_lock_pins_whatever_the_dependencies_need_in_turn() -> None:
    waiting, seen = [*RUNTIME, *EXTRAS], set()
    while waiting:
        needed = waiting.pop()
        if (key := (canonicalize_name(needed.name), frozenset(needed.extras))) in seen:
            continue
        seen.add(key)
        for further in map(Requirement, requires(needed.name) or ()):
            if further.marker is None or any(further.marker.evaluate({"extra": extra}) for extra in (*needed.extras, "")):
                waiting.append(further)
    assert {name for name, _ in seen} <= LOCK.keys()


def test_training_takes_the_locked_version_of_what_the_reader_runs_on() -> None:
    training = pins("training/requirements.txt")
    assert all(training.values())
    assert {name: LOCK[name] for name in training.keys() & LOCK.keys()} == {"onnxruntime": training["onnxruntime"]}


def test_running_verbale_never_needs_torch() -> None:
    assert "torch" not in LOCK


def test_whatever_the_code_imports_is_a_dependency() -> None:
    imported = set()
    for file in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text())):
            if isinstance(node, ast.Import):
                imported |= {alias.name.partition(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module:
                imported.add(node.module.partition(".")[0])
    providers = packages_distributions()
    extras = (Requirement(line) for extra in ("postgres", "web", "frames", "formats") for line in _extra(extra))
    needed = {canonicalize_name(requirement.name) for requirement in (*RUNTIME, *extras)}
    foreign = imported - set(sys.stdlib_module_names) - {"verbale"}
    assert [module for module in sorted(foreign) if not needed & {canonicalize_name(n) for n in providers[module]}] == []


def _extra(name: str) -> list[str]:
    lines: list[str] = PROJECT["optional-dependencies"][name]
    return lines


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> ZipFile:
    """The wheel, as pip would build it."""
    (built,) = WheelBuilder(str(ROOT)).build(directory=str(tmp_path_factory.mktemp("wheel")), versions=["standard"])
    return ZipFile(built)


def test_the_wheel_holds_the_whole_package(wheel: ZipFile) -> None:
    ours = {f"verbale/{file.relative_to(PACKAGE).as_posix()}" for file in PACKAGE.rglob("*") if file.is_file()}
    ours = {name for name in ours if "__pycache__" not in name}
    weights = {f"verbale/reading/weights/{name}" for name in ("reader.onnx", "vocab.txt", "LICENSE", "CARD.md")}
    data = {"verbale/py.typed", "verbale/stories/seams.json", "verbale/tables/countries.csv", "verbale/sample/iran-deal.txt"}
    assert sorted((ours | weights | data) - set(wheel.namelist())) == []


def test_the_wheel_holds_nothing_else(wheel: ZipFile) -> None:
    assert {name.partition("/")[0] for name in wheel.namelist()} == {"verbale", f"verbale-{verbale.__version__}.dist-info"}


def test_the_wheel_tells_both_licences(wheel: ZipFile) -> None:
    about: Message = message_from_string(wheel.read(f"verbale-{verbale.__version__}.dist-info/METADATA").decode())
    assert about["License-Expression"] == "Apache-2.0 AND CC-BY-NC-SA-4.0"
    assert about.get_all("License-File") == ["LICENSE", "src/verbale/reading/weights/LICENSE"]


def commands() -> set[str]:
    return set(typer.main.get_command(app).commands)  # type: ignore[attr-defined]


def pages() -> list[Path]:
    return [ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").rglob("*.md"))]


def code_in(page: Path) -> str:
    """What stands in a page as code, between backticks or indented."""
    text = page.read_text()
    return "\n".join(
        [*re.findall(r"```\w*\n(.*?)```", text, re.DOTALL), *re.findall(r"`([^`\n]+)`", text), *re.findall(r"^    .*", text, re.M)]
    )


def test_every_command_is_in_the_readme() -> None:
    assert {name for name in commands() if f"verbale {name}" not in README} == set()


@pytest.mark.parametrize("page", pages(), ids=lambda page: page.name)
def test_every_command_that_a_page_names_is_there(page: Path) -> None:
    code = code_in(page)
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(), re.M))
    assert set(re.findall(r"\bmake ([a-z]+)", code)) <= targets
    assert set(re.findall(r"\bverbale ([a-z]+)\b", code)) <= commands()


@pytest.mark.parametrize("page", pages(), ids=lambda page: page.name)
def test_every_link_in_a_page_leads_somewhere(page: Path) -> None:
    links = [link.partition("#")[0] for link in re.findall(r"\]\(([^)\s]+)\)", page.read_text()) if "://" not in link]
    assert [link for link in links if link and not (page.parent / link).exists()] == []


def test_the_command_reference_is_up_to_date() -> None:
    spec = importlib.util.spec_from_file_location("make_cli", ROOT / "docs" / "make_cli.py")
    assert spec is not None
    assert spec.loader is not None
    maker = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(maker)
    assert (ROOT / "docs" / "cli.md").read_text() == maker.page(), "run: make docs"


def test_the_example_in_the_readme_prints_what_it_says(capsys: pytest.CaptureFixture[str]) -> None:
    example, printed = re.search(r"```python\n(.*?)```\s+This prints\s+```\n(.*?)```", README, re.DOTALL).groups()  # type: ignore[union-attr]
    exec(compile(example, "README.md", "exec"), {})
    assert capsys.readouterr().out == printed


def test_every_decision_is_in_the_index_under_its_own_title() -> None:
    index = (ROOT / "docs" / "decisions" / "README.md").read_text()
    for file in sorted((ROOT / "docs" / "decisions").glob("[0-9]*.md")):
        number, title = re.match(r"# (\d+)\. (.+)", file.read_text()).groups()  # type: ignore[union-attr]
        assert int(file.name[:4]) == int(number)
        assert f"{number}. [{title}]({file.name})" in index
