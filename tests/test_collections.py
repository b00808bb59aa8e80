"""A record from Python: kinds as lazy collections, filters, frames, and what a notebook shows."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import polars as pl
import pyarrow as pa
import pytest
from lxml import html

import verbale
from export_samples import HOSTILE, filled, hostile_entries
from verbale.model import KINDS
from verbale.record import Record


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Record]:
    with filled(tmp_path_factory.mktemp("record") / "verbale.db") as kept:
        yield kept


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.plural)
def test_each_kind_is_a_collection_of_what_is_listed(record: Record, kind: verbale.model.Kind) -> None:
    collection = record.collection(kind.plural)
    listed = list(record.entries(kind.plural))
    assert list(collection) == listed
    assert len(collection) == len(listed)
    assert (collection[0], collection[-1]) == (listed[0], listed[-1])
    assert repr(collection) == f"<{len(listed)} {kind.plural}>"
    if kind.plural != "documents":
        assert list(getattr(record, kind.plural)) == listed
    with pytest.raises(IndexError):
        collection[len(listed)]
    with pytest.raises(IndexError):
        collection[-len(listed) - 1]


def test_a_kind_that_is_none_is_told(record: Record) -> None:
    with pytest.raises(verbale.RecordError, match="no kind 'people'"):
        record.collection("people")


def test_a_collection_is_read_as_it_is_asked_for(tmp_path: Path) -> None:
    with filled(tmp_path / "verbale.db") as record:
        events = record.events
        assert len(events) == 4
        record.replace_views([])
        assert len(events) == 0
        assert not events


def test_events_are_filtered_by_who_what_and_whether(record: Record) -> None:
    def types(**options: object) -> list[str]:
        return [event.type for event in record.events.where(**options)]  # type: ignore[arg-type]

    assert types(country="NOR") == ["CONSULT", "ACCUSE", "CONSULT", "THREATEN"]
    assert types(country="USA") == []
    assert types(dyad=("LAO", "NOR")) == types(dyad=("NOR", "LAO")) == ["CONSULT", "ACCUSE", "CONSULT", "THREATEN"]
    assert types(dyad=("NOR", "USA")) == []
    assert types(type="CONSULT", status="planned") == ["CONSULT"]
    assert types(status="denied") == ["THREATEN"]
    assert types(right=lambda event: event.mode == "allege") == ["ACCUSE"]
    assert [e.type for e in record.events.where(country="LAO").where(type="ACCUSE")] == ["ACCUSE"]


def test_dates_are_met_by_whatever_may_have_been_between_them(record: Record) -> None:
    def days(**options: object) -> list[str | None]:
        return [event.date.edtf for event in record.events.where(**options)]  # type: ignore[arg-type]

    assert days(since="2011-05-11", until=date(2011, 12, 31)) == ["2011-05-10/2011-05-11"]
    assert days(since="2012-03-15") == ["2012-03"]
    assert days(until="2011-05-10") == ["2011-05-10/2011-05-11", "2011-05-10"]
    assert days(since="1990-01-01") == ["2011-05-10/2011-05-11", "2011-05-10", "2012-03"]
    assert [c.what for c in record.commitments.where(since="1999-01-01")] == ["release him"]
    assert [c.what for c in record.commitments.where(since="2011-07-01")] == []
    with pytest.raises(ValueError, match="soon"):
        record.events.where(since="soon")


def test_other_kinds_are_filtered_by_those_who_took_part(record: Record) -> None:
    assert [s.content for s in record.statements.where(country="NOR")] == ["We raised his case"]
    assert not record.statements.where(country="LAO")
    assert [r.ordinal for r in record.rounds.where(dyad=("NOR", "LAO"))] == [3, 4]
    assert [c.name for c in record.cases.where(country="NOR")] == ["Somsy Keo"]
    assert [a.name for a in record.actors.where(type="person")] == ["Kari Lunde", "Somsy Keo"]
    assert [a.name for a in record.actors.where(country="NOR", below_line=True)] == ["Oslo", "Kari Lunde"]


def test_a_collection_of_a_document_has_what_is_from_it(record: Record) -> None:
    (second,) = [d for d in record.documents() if d.outlet == "Bergen Post"]
    assert [event.type for event in record.events.where(document=second.id)] == ["ACCUSE"]


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.plural)
def test_each_kind_is_a_typed_frame(record: Record, kind: verbale.model.Kind) -> None:
    table = record.collection(kind.plural).to_arrow()
    table.validate(full=True)
    assert table.num_rows == len(record.collection(kind.plural))
    fields = [f.name for f in kind.fields]
    assert [name for name in table.column_names if not name.endswith(("_from", "_to"))] == fields
    frame = record.collection(kind.plural).to_polars()
    assert frame.height == table.num_rows
    assert frame["id"].to_list() == [entry.id for entry in record.collection(kind.plural)]
    empty = record.collection(kind.plural).where(right=lambda _: False).to_arrow()
    assert empty.schema == table.schema


def test_a_frames_columns_have_their_types(record: Record) -> None:
    frame = record.events.to_polars()
    assert frame.schema["date_from"] == pl.Date
    assert frame.schema["confidence"] == pl.Float64
    assert frame["date_to"].to_list() == [date(2011, 5, 11), date(2011, 5, 10), date(2012, 3, 31), None]
    parties = frame.explode("actors").with_columns(pl.col("actors").struct.field("country").alias("code"))
    assert parties["code"].to_list() == ["NOR", "LAO", "NOR", "NOR", "LAO", "LAO"]
    assert record.rounds.to_arrow().schema.field("heads").type == pa.list_(
        pa.struct([("party", pa.string()), ("actor_id", pa.string()), ("name", pa.string())])
    )


def test_a_notebook_shows_entries_with_their_words_marked(record: Record) -> None:
    shown = html.fragment_fromstring(record.statements._repr_html_(), create_parent=True)
    assert [mark.text for mark in shown.iter("mark")] == ["We raised his case", "said", "Lunde"]
    assert "for years. “" not in shown.text_content()
    assert 'for years. "We raised his case," Lunde said' in shown.text_content()


@pytest.mark.parametrize("words", HOSTILE)
def test_a_notebook_obeys_no_words_of_a_document(words: str, tmp_path: Path) -> None:
    of, made = hostile_entries(words)
    with filled(tmp_path / "verbale.db", made=made, of=[of]) as record:
        for kind in KINDS:
            page = record.collection(kind.plural)._repr_html_()
            shown = html.fragment_fromstring(page, create_parent=True)
            assert {element.tag for element in shown.iter()} <= {"div", "table", "thead", "tbody", "tr", "th", "td", "mark", "p"}
            assert not set(page) & set("\x1b\x07\x9b\u202e\u2066")


def test_a_long_collection_is_shown_in_part(record: Record, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("verbale.record.collection.SHOWN", 2)
    shown = record.events._repr_html_()
    assert shown.count("<tr title=") == 2
    assert shown.endswith("<p>…</p>")


def test_frames_without_their_extra_say_which(record: Record, monkeypatch: pytest.MonkeyPatch) -> None:
    def none(name: str) -> None:
        raise ImportError(name)

    monkeypatch.setattr("importlib.import_module", none)
    with pytest.raises(verbale.ExportError, match=r"pip install 'verbale\[frames\]'"):
        record.events.to_polars()


def test_what_is_read_from_a_text_is_shown_with_its_words_marked() -> None:
    found = verbale.read('Michael Posner said: "The talks were <b>useful</b>." He left.', date="2010-05-14")
    shown = html.fragment_fromstring(found._repr_html_(), create_parent=True)
    assert [heading.text for heading in shown.iter("h4")][:2] == ["stories", "actors"]
    assert "Michael Posner" in [mark.text for mark in shown.iter("mark")]
    assert [*shown.iter("b")] == []
