"""Tables of a user's own, laid over ours: a record keeps them, reads and links by them, and is as before when they are taken away."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from papers import Paper
from verbale.cli import app
from verbale.errors import TableError
from verbale.model import Entry
from verbale.pipeline import keep_tables, read_document, relink, tables_of
from verbale.reading import OnnxReader
from verbale.record import Record
from verbale.tables import Tables

READER = {"weights": "w1", "cpu": "avx2", "version": "1"}


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A folder with a table in which Mik is short for Michael."""
    folder = tmp_path / "own"
    folder.mkdir()
    (folder / "nicknames.csv").write_text("nickname,name,example\nMik,Michael,Mik Tan\n", encoding="utf-8")
    return folder


@pytest.fixture
def record(tmp_path: Path) -> Iterator[Record]:
    """A record in which one paper tells of Mik Tan and another of Michael Tan."""
    with Record.open(tmp_path / "r.db", create=True) as kept:
        for name in ("Mik Tan", "Michael Tan"):
            paper = Paper("2010-05-14", f"Told of {name} here.")
            paper.actor(name, "SGP")
            kept.add(paper.document, [paper.story, *paper.told], **READER)
        relink(kept)
        yield kept


def actors(record: Record) -> list[Entry]:
    return list(record.entries("actors"))


def test_a_record_links_by_the_tables_it_keeps_and_without_them_as_before(record: Record, own: Path) -> None:
    before = actors(record)
    assert len(before) == 2
    keep_tables(record, own)
    relink(record)
    assert len(actors(record)) == 1
    (own / "nicknames.csv").unlink()
    assert tables_of(record).nicknames.of("mik") == "michael"
    relink(record)
    assert len(actors(record)) == 1
    keep_tables(record, None)
    relink(record)
    assert actors(record) == before


def test_the_same_tables_again_change_nothing(record: Record, own: Path) -> None:
    keep_tables(record, own)
    relink(record)
    stamp = record.stamp()
    keep_tables(record, own)
    relink(record)
    assert record.stamp() == stamp


def test_tables_that_cannot_be_laid_over_ours_are_not_kept(record: Record, own: Path) -> None:
    (own / "nicknames.csv").write_text("nickname\nMik\n", encoding="utf-8")
    with pytest.raises(TableError):
        keep_tables(record, own)
    assert record.tables() == {}


def test_what_was_read_by_other_tables_is_read_again(record: Record, own: Path) -> None:
    reader, document = OnnxReader(), Paper("2010-05-14", "Mik Tan said the talks were useful.").document
    ours, theirs = Tables.load(), Tables.load(own)
    assert [read_document(record, "a.txt", document, reader, tables).changed for tables in (ours, ours, theirs, theirs)] == [
        True,
        False,
        True,
        False,
    ]
    assert read_document(record, "a.txt", document, reader, ours).facts is not None
    assert not list(record.verify())


def test_a_command_lays_them_over_ours_for_all_that_come_after_it(record: Record, own: Path, tmp_path: Path) -> None:
    def listed(*options: str) -> int:
        done = CliRunner().invoke(app, ["list", "actors", "--json", "--record", str(tmp_path / "r.db"), *options])
        assert done.exit_code == 0, done.output
        return done.output.count('"name": "Mi')

    assert [listed(), listed("--tables", str(own)), listed(), listed("--tables", "ours"), listed()] == [2, 1, 1, 2, 2]
