"""What the record promises of linked entries: listed in one order, found under any id, replaced as a whole."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from record_samples import READER, actor, document, facts, link, raw, statement, story, view
from verbale.errors import NotInRecord, RecordError
from verbale.model import CONFIDENCE_LINE, KINDS, Document, Entry, View, When
from verbale.record import Record
from verbale.record.views import TABLES

SAID = document()


@pytest.fixture
def record(where: str) -> Iterator[Record]:
    """A record with one document and its facts, not linked yet."""
    with Record.open(where, create=True) as opened:
        opened.add(SAID, facts(SAID), **READER)
        yield opened


def test_every_kind_has_a_table_whose_columns_are_its_fields_in_their_order() -> None:
    for kind in KINDS:
        names = [column.name for column in TABLES[kind.plural].columns]
        assert names == [field.name for field in kind.fields] + ["sort_date", "sort_document", "sort_position"]


def test_scalar_fields_are_typed_columns_that_sql_can_ask(record: Record, where: str) -> None:
    link(record)
    with raw(where) as run:
        assert run("SELECT name FROM linked_actors WHERE country = 'CHN' AND confidence > 0.85") == [("Wang Baodong",)]
        assert run('SELECT "end" - start FROM linked_stories') == [(len(SAID.text),)]
        assert run("SELECT count(*) FROM linked_stories WHERE NOT truncated") == [(1,)]


def test_entries_come_back_as_they_were_and_documents_without_their_text(record: Record) -> None:
    link(record)
    assert list(record.entries("stories")) == [story(SAID)]
    assert list(record.entries("actors")) == [actor(SAID)]
    assert list(record.entries("statements")) == [statement(SAID)]
    assert list(record.entries("documents")) == [replace(SAID, text="")]
    assert record.entry(SAID.id) == replace(SAID, text="")


def test_entries_are_listed_by_date_document_position_and_id_with_unknown_dates_last(record: Record) -> None:
    places = [
        ("2009-12-31", "doc-b", 9),
        ("2010-01-01", "doc-a", 7),
        ("2010-01-01", "doc-a", 70),
        ("2010-01-01", "doc-b", 8),
        (None, "doc-a", 3),
        (None, "doc-a", 3),
        (None, "doc-b", 1),
    ]
    entries = [replace(actor(SAID), id=f"act-{i}") for i in range(len(places))]
    views = [View(entry, (SAID.id,), *place) for entry, place in zip(entries, places, strict=True)]
    record.replace_views(reversed(views))
    assert list(record.entries("actors")) == entries


def test_what_is_below_the_confidence_line_is_listed_only_when_asked_for(record: Record) -> None:
    sure = replace(actor(SAID), id="act-1", confidence=CONFIDENCE_LINE)
    unsure = replace(actor(SAID), id="act-2", confidence=CONFIDENCE_LINE - 0.01)
    record.replace_views([view(sure), view(unsure)])
    assert list(record.entries("actors")) == [sure]
    assert list(record.entries("actors", below_line=True)) == [sure, unsure]
    assert record.entry("act-2") == unsure


def test_entries_can_be_asked_for_by_document(record: Record) -> None:
    other = document("B. " + SAID.text)
    record.add(other, facts(other), **READER)
    both = View(actor(SAID), (SAID.id, other.id), None, SAID.id, 0, (actor(other).id,))
    record.replace_views([both, view(statement(SAID)), view(statement(other))])
    assert list(record.entries("actors", document=other.id)) == [actor(SAID)]
    assert list(record.entries("statements", document=other.id)) == [statement(other)]


def test_the_id_of_a_member_leads_to_what_it_was_linked_into(record: Record) -> None:
    record.replace_views([View(actor(SAID), (SAID.id,), None, SAID.id, 0, ("act-one", "act-two"))])
    for id_ in ("act-one", "act-two", actor(SAID).id):
        assert record.entry(id_) == actor(SAID)


@pytest.mark.parametrize("unknown", ["act-nobody", "", "x' OR '1'='1", "\x00", "\ud800"])
def test_an_id_that_nothing_has_is_told(unknown: str, record: Record) -> None:
    link(record)
    with pytest.raises(NotInRecord, match="nothing in the record is called"):
        record.entry(unknown)
    with pytest.raises(NotInRecord):
        record.entries("actors", document=unknown)


def test_a_kind_that_there_is_not_is_told_with_those_there_are(record: Record) -> None:
    with pytest.raises(RecordError, match="documents, stories"):
        record.entries("facts; --")


def test_replacing_leaves_nothing_of_what_was_there(record: Record) -> None:
    link(record)
    record.replace_views([view(SAID)])
    assert list(record.entries("actors")) == []
    with pytest.raises(NotInRecord):
        record.entry(actor(SAID).id)


def broken_off() -> Iterator[View]:
    """A linking that fails half-way."""
    yield view(SAID)
    raise KeyboardInterrupt


def test_a_linking_that_breaks_off_leaves_the_old_entries(record: Record) -> None:
    link(record)
    with pytest.raises(KeyboardInterrupt):
        record.replace_views(broken_off())
    assert list(record.entries("actors")) == [actor(SAID)]


WRONG = {
    "no evidence": ([view(replace(actor(SAID), evidence=()), document_id=SAID.id)], "no evidence"),
    "one id twice": ([view(actor(SAID)), view(actor(SAID))], "refused"),
    "a member of two": ([view(actor(SAID), members=("act-x",)), view(statement(SAID), members=("act-x",))], "refused"),
    "a lone surrogate": ([view(replace(actor(SAID), name="\ud800"))], "U\\+D800"),
    "certainty above one": ([view(replace(actor(SAID), confidence=1.01))], "1.01"),
}


@pytest.mark.parametrize(("wrong", "says"), WRONG.values(), ids=WRONG)
def test_a_wrong_entry_is_refused_and_the_old_ones_stay(wrong: list[View], says: str, record: Record) -> None:
    link(record)
    with pytest.raises(RecordError, match=says):
        record.replace_views(wrong)
    assert list(record.entries("actors")) == [actor(SAID)]


def test_a_linking_may_read_the_record_while_it_is_stored(record: Record) -> None:
    record.replace_views(view(fact) for fact in record.facts())
    assert record.linked()
    assert list(record.entries("stories")) == [story(SAID)]


def test_the_record_knows_when_its_entries_are_behind(record: Record) -> None:
    assert not record.linked()
    link(record)
    assert record.linked()
    assert not record.linked("linking 2")
    record.add(document(outlet="The Paper"), [], **READER)
    assert not record.linked()


def test_what_is_added_while_facts_are_linked_is_seen_to_be_missing(record: Record) -> None:
    revision = record.revision()
    linked = [view(fact) for fact in record.facts()]
    record.add(document("x"), [], **READER)
    record.replace_views(linked, revision=revision, version="1")
    assert not record.linked("1")


def test_entries_are_made_anew_when_the_model_s_shape_has_changed(record: Record, where: str, monkeypatch: pytest.MonkeyPatch) -> None:
    link(record)
    with raw(where) as run:
        run("CREATE TABLE linked_visits (id text)")
    monkeypatch.setattr("verbale.record.views.shape_of_views", lambda: "another shape")
    with Record.open(where) as later:
        assert not later.linked()
        assert list(later.entries("actors")) == []
        link(later)
        assert list(later.entries("actors")) == [actor(SAID)]
    with raw(where) as run, pytest.raises(Exception, match="linked_visits"):
        run("SELECT * FROM linked_visits")


def test_many_entries_are_stored_and_listed(record: Record) -> None:
    entries: list[Entry] = [replace(actor(SAID), id=f"act-{i:04}") for i in range(1700)]
    record.replace_views(map(view, entries))
    assert list(record.entries("actors")) == entries


def test_a_listing_half_read_holds_nobody_up(record: Record) -> None:
    link(record)
    listing = record.entries("documents")
    record.replace_views([])
    assert not [*listing]
    link(record)
    begun = record.facts()
    next(begun)
    record.replace_views([])
    assert len(list(begun)) == 2


def test_a_document_s_own_evidence_and_date_can_come_of_linking(record: Record) -> None:
    dated: Document = replace(SAID, text="", date=When("2010-05-14", "stated"), confidence=0.8, evidence=(statement(SAID).evidence[0],))
    record.replace_views([view(dated)])
    assert list(record.entries("documents")) == [dated]
