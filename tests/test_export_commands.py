"""The commands `export`, `import` and `diff`, as scripts and people meet them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from export_samples import filled
from test_cli import on_a_terminal, verbale_does
from test_import import KNOWN, release
from verbale.linking import VERSION as LINKING
from verbale.record import Record


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A folder with a record whose views are up to date."""
    with filled(tmp_path / "verbale.db") as record:
        entries = [e for kind in ("documents",) for e in record.entries(kind)]
        assert len(entries) == 2
        with record._store.writing() as connection:
            from verbale.record import marks

            marks.put(connection, {marks.LINKED_VERSION: LINKING})
        assert record.linked(LINKING)
    return tmp_path


def test_export_writes_a_file_a_folder_and_standard_output(home: Path) -> None:
    assert verbale_does("export", "json", "out.json", cwd=home).returncode == 0
    printed = verbale_does("export", "json", "-", cwd=home)
    assert printed.stdout == (home / "out.json").read_bytes()
    assert printed.stderr == b""
    assert verbale_does("export", "csv", "out", "--excerpts", "8", cwd=home).returncode == 0
    assert "We rais…" in (home / "out" / "statements.csv").read_text()


@pytest.mark.parametrize(
    "arguments",
    [
        ["export", "docx", "x"],
        ["export", "csv", "-"],
        ["export", "json"],
        ["export", "json", "x", "--excerpts", "0"],
        ["import", "csv", "x"],
        ["diff", "a"],
    ],
    ids=" ".join,
)
def test_wrong_usage_exits_with_2(arguments: list[str], tmp_path: Path) -> None:
    done = verbale_does(*arguments, cwd=tmp_path)
    assert done.returncode == 2
    assert b"Usage" in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_what_can_not_be_written_exits_with_1(home: Path) -> None:
    done = verbale_does("export", "json", "none/out.json", cwd=home)
    assert done.returncode == 1
    assert done.stderr.decode() == "verbale: none/out.json: no such file or directory\n"


def test_a_progress_bar_is_shown_on_a_terminal(home: Path) -> None:
    status, printed = on_a_terminal("export", "json", "out.json", cwd=home)
    assert status == 0
    assert b"writing" in printed


def test_import_lays_a_release_beside_ours_and_names_the_rows_it_refuses(tmp_path: Path) -> None:
    release(tmp_path / "r.txt", KNOWN, KNOWN | {"Event Type": "DANCE\x1b[31m"})
    done = verbale_does("import", "polecat", "r.txt", cwd=tmp_path)
    assert done.returncode == 1
    assert done.stdout.decode() == "r.txt: 1 documents, 2 facts\n"
    assert "r.txt, row 3: 'DANCE" in done.stderr.decode()
    assert b"\x1b" not in done.stderr
    with Record.open(tmp_path / "verbale.db") as record:
        assert len(record.events) == 1


def test_diff_tells_what_two_records_differ_in(home: Path) -> None:
    assert verbale_does("export", "json", "a.json", cwd=home).returncode == 0
    same = verbale_does("diff", "a.json", "verbale.db", cwd=home)
    assert same.returncode == 0
    assert "events: 4 same, 0 differ, 0 only A, 0 only B" in same.stdout.decode()
    whole = json.loads((home / "a.json").read_bytes())
    (gone,) = [e for e in whole["events"] if e["type"] == "THREATEN"]
    whole["events"].remove(gone)
    (home / "b.json").write_text(json.dumps(whole))
    other = verbale_does("diff", "a.json", "b.json", cwd=home)
    assert f"only A    {gone['id']}" in other.stdout.decode()
    (told,) = json.loads(verbale_does("diff", "b.json", "a.json", "--json", cwd=home).stdout)["differences"]
    assert (told["kind"], told["where"], told["id"]) == ("events", "second", gone["id"])
    assert verbale_does("diff", "a.json", "none.db", cwd=home).returncode == 1
