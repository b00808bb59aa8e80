"""The record as tables: json, csv with its views, and typed columns."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from export_samples import HOSTILE, filled, hostile_entries
from verbale.export import export
from verbale.export.cell import unguarded
from verbale.model import KINDS, Kind, to_shape
from verbale.model.columns import columns
from verbale.record import Record

PLURALS = [kind.plural for kind in KINDS]


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Record]:
    with filled(tmp_path_factory.mktemp("record") / "verbale.db") as kept:
        yield kept


def asked(folder: Path, question: str, monkeypatch: pytest.MonkeyPatch) -> list[tuple[Any, ...]]:
    """What DuckDB answers, with the folder's views."""
    monkeypatch.chdir(folder)
    with duckdb.connect() as database:
        database.execute((folder / "views.sql").read_text())
        return database.execute(question).fetchall()


def test_json_is_the_whole_record_in_the_contracts_shapes_and_order(record: Record, tmp_path: Path) -> None:
    export(record, "json", str(tmp_path / "out.json"))
    whole = json.loads((tmp_path / "out.json").read_bytes())
    assert list(whole) == ["layout", "excerpts", *PLURALS]
    for plural in PLURALS:
        listed = [to_shape(entry) for entry in record.entries(plural, below_line=True)]
        assert whole[plural] == listed
        assert [list(entry) for entry in whole[plural]] == [list(entry) for entry in listed]


def test_json_has_an_entry_a_line_and_no_spaces_between_tokens(record: Record, tmp_path: Path) -> None:
    export(record, "json", str(tmp_path / "out.json"))
    text = (tmp_path / "out.json").read_text(encoding="utf-8")
    entries = [line.rstrip(",") for line in text.splitlines() if line.startswith('{"id":')]
    assert len(entries) == sum(record.count(plural, below_line=True) for plural in PLURALS)
    assert all(json.dumps(json.loads(line), ensure_ascii=False, separators=(",", ":")) == line for line in entries)
    assert "ສົມສີ" in text


def test_csv_has_a_file_a_kind_with_its_columns(record: Record, tmp_path: Path) -> None:
    export(record, "csv", str(tmp_path / "out"))
    for kind in KINDS:
        with (tmp_path / "out" / f"{kind.plural}.csv").open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        names = [column.name for column in columns(kind)]
        assert list(rows[0]) == [*names, "source_url", "source_urls", "source_count", "permalink"]
        assert len(rows) == record.count(kind.plural)
        assert all(row["source_url"].startswith("https://news.example/") for row in rows)
        assert [row["permalink"] for row in rows] == [f"urn:verbale:{row['id']}" for row in rows]


def test_below_the_line_is_written_only_when_asked_for(record: Record, tmp_path: Path) -> None:
    for everything, names in ((False, 3), (True, 4)):
        export(record, "csv", str(tmp_path / "out"), below_line=everything)
        assert (tmp_path / "out" / "actors.csv").read_text().count("urn:verbale:act-") == names


def test_the_views_give_each_column_its_type(record: Record, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    export(record, "csv", str(tmp_path / "out"))
    question = "SELECT type, date_from, date_to, confidence, source_count, json_array_length(actors) FROM events ORDER BY date_from"
    assert asked(tmp_path / "out", question, monkeypatch) == [
        ("CONSULT", date(2011, 5, 10), date(2011, 5, 11), 0.9, 1, 2),
        ("ACCUSE", date(2011, 5, 10), date(2011, 5, 10), 0.8, 2, 1),
        ("CONSULT", date(2012, 3, 1), date(2012, 3, 31), 0.7, 1, 2),
        ("THREATEN", None, None, 0.6, 1, 1),
    ]
    counts = " UNION ALL ".join(f"SELECT count(*) FROM {plural}" for plural in PLURALS)
    assert sum(count for (count,) in asked(tmp_path / "out", counts, monkeypatch)) == sum(map(record.count, PLURALS))


@pytest.mark.parametrize("words", HOSTILE)
def test_csv_keeps_every_character_and_computes_none(words: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    of, made = hostile_entries(words)
    with filled(tmp_path / "verbale.db", made=made, of=[of]) as record:
        export(record, "csv", str(tmp_path / "out"))
    with (tmp_path / "out" / "statements.csv").open(encoding="utf-8", newline="") as file:
        (row,) = csv.DictReader(file)
    assert unguarded(row["content"]) == words if row["content"].startswith("'") else row["content"] == words
    assert [cell for cell in row.values() if cell.startswith(("=", "+", "-", "@", "\t", "\r"))] == []
    ((content, quoted),) = asked(tmp_path / "out", "SELECT content, evidence->0->>'exact' FROM statements", monkeypatch)
    assert (content, quoted) == (words, words)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.plural)
def test_parquet_and_arrow_have_a_typed_file_a_kind(record: Record, kind: Kind, tmp_path: Path) -> None:
    export(record, "parquet", str(tmp_path / "p"))
    export(record, "arrow", str(tmp_path / "a"))
    kept = pq.read_table(tmp_path / "p" / f"{kind.plural}.parquet")
    mapped = pa.ipc.open_file(tmp_path / "a" / f"{kind.plural}.arrow").read_all()
    mapped.validate(full=True)
    assert kept.equals(mapped)
    assert kept.select(record.collection(kind.plural).to_arrow().column_names).equals(record.collection(kind.plural).to_arrow())
    assert kept["permalink"].to_pylist() == [f"urn:verbale:{ident}" for ident in kept["id"].to_pylist()]
    assert all(url.startswith("https://news.example/") for url in kept["source_url"].to_pylist())


def test_the_views_of_parquet_count_dyads(record: Record, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    export(record, "parquet", str(tmp_path / "out"))
    question = "SELECT type, one, other, mutual FROM dyads ORDER BY date_from, type, one"
    assert asked(tmp_path / "out", question, monkeypatch) == [
        ("ACCUSE", "NOR", "LAO", False),
        ("CONSULT", "LAO", "NOR", True),
        ("CONSULT", "LAO", "NOR", True),
        ("THREATEN", "LAO", "NOR", False),
    ]
    assert asked(tmp_path / "out", "SELECT source_count FROM events WHERE type = 'ACCUSE'", monkeypatch) == [(2,)]


def test_columns_are_written_a_few_entries_at_a_time(record: Record, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("verbale.record.frames.BATCH", 2)
    export(record, "parquet", str(tmp_path / "out"))
    assert pq.ParquetFile(tmp_path / "out" / "events.parquet").num_row_groups == 2
