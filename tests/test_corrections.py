"""A person's word outlives the machine's: laid over what is read, found again after a re-reading, taken back without a trace."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from papers import Paper
from verbale import correcting
from verbale.errors import NotInRecord, RecordError
from verbale.model import Actor, Dialogue, Document, Entry, Fact, Place, Round, Statement, mint
from verbale.pipeline import relink
from verbale.record import Record

READER = {"weights": "w1", "cpu": "avx2", "version": "1"}
WHO = "mo"


def put(record: Record, *papers: Paper, weights: str = "w1") -> None:
    for paper in papers:
        record.add(paper.document, [paper.story, *paper.told], **(READER | {"weights": weights}))
    relink(record)


@pytest.fixture
def record(tmp_path: Path) -> Iterator[Record]:
    with Record.open(tmp_path / "r.db", create=True) as kept:
        yield kept


def everything(record: Record) -> list[Entry]:
    relink(record)
    kinds = ("documents", "stories", "actors", "statements", "events", "dialogues", "rounds", "cases", "commitments")
    return [entry for kind in kinds for entry in record.entries(kind, below_line=True)]


def first_round(record: Record) -> Round:
    (found,) = record.entries("rounds")
    assert isinstance(found, Round)
    return found


def held() -> Paper:
    paper = Paper("2010-05-14")
    paper.round(paper.dialogue("rights talks"), "2010-05-13", place=Place("Beijing", "CHN"))
    return paper


def test_a_corrected_field_says_what_the_person_said(record: Record) -> None:
    put(record, held())
    correcting.correct(record, first_round(record).id, "place", {"city": "Washington", "country": "USA"}, who=WHO)
    correcting.correct(record, first_round(record).id, "ordinal", 2, who=WHO)
    relink(record)
    assert (first_round(record).place, first_round(record).ordinal) == (Place("Washington", "USA"), 2)


def test_of_two_corrections_of_one_field_the_later_counts(record: Record) -> None:
    put(record, held())
    for days in (2, 3):
        correcting.correct(record, first_round(record).id, "days", days, who=WHO)
    relink(record)
    assert first_round(record).days == 3


@pytest.mark.parametrize(("field", "value"), [("nothing", 1), ("ordinal", "many"), ("date", "soon"), ("id", "x"), ("evidence", [])])
def test_what_a_field_cannot_be_is_refused_with_the_reason(record: Record, field: str, value: object) -> None:
    put(record, held())
    with pytest.raises(RecordError):
        correcting.correct(record, first_round(record).id, field, value, who=WHO)
    assert record.corrections() == []


def test_a_correction_taken_back_leaves_no_trace_but_in_the_log(record: Record) -> None:
    put(record, held())
    before = everything(record)
    ident = first_round(record).id
    for correction in (
        lambda: correcting.correct(record, ident, "days", 9, who=WHO),
        lambda: correcting.reject(record, ident, who=WHO),
        lambda: correcting.withdraw(record, held().document.id, who=WHO),
    ):
        made = correction()
        assert everything(record) != before
        correcting.undo(record, made.id, who=WHO)
        assert everything(record) == before
    assert len(record.corrections()) == 6
    with pytest.raises(RecordError):
        correcting.undo(record, made.id, who=WHO)


def test_a_corrected_date_of_a_document_dates_all_that_is_relative_to_it(record: Record) -> None:
    paper = Paper(None)
    talks = paper.dialogue("rights talks")
    ident = paper.round(talks)
    said = next(f for f in paper.told if f.id == ident)
    assert isinstance(said, Round)
    paper.told[-1] = replace(said, date=replace(said.date, said="yesterday"))
    put(record, paper)
    assert first_round(record).date.edtf is None
    correcting.correct(record, paper.document.id, "date", "2010-05-14", who=WHO)
    relink(record)
    documents = [d for d in record.entries("documents") if isinstance(d, Document)]
    assert (documents[0].date.edtf, documents[0].date.basis) == ("2010-05-14", "flag")
    assert first_round(record).date.edtf == "2010-05-13"


def test_two_entries_that_a_person_merged_are_one_and_parted_again_two(record: Record) -> None:
    a, b = Paper("2010-05-14"), Paper("2010-05-20")
    one, other = a.dialogue("talks about fish", ("ISL", "NOR"), "fisheries"), b.dialogue("cod talks", ("ISL", "NOR"), "cod")
    put(record, a, b)
    if len(list(record.entries("dialogues"))) == 1:
        correcting.split(record, max(one, other), who=WHO)
        relink(record)
    assert len(list(record.entries("dialogues"))) == 2
    correcting.merge(record, one, other, who=WHO, why="one series")
    relink(record)
    (merged,) = record.entries("dialogues")
    assert isinstance(merged, Dialogue)
    assert record.entry(one).id == record.entry(other).id == merged.id
    with pytest.raises(RecordError):
        correcting.merge(record, one, other, who=WHO)


def test_what_a_person_split_off_stands_alone(record: Record) -> None:
    a, b = Paper("2010-05-14", "Told by Aiko Tan here."), Paper("2010-05-20", "Again by Aiko Tan, another one.")
    one, other = a.actor("Aiko Tan"), b.actor("Aiko Tan")
    put(record, a, b)
    assert record.entry(one).id == record.entry(other).id
    correcting.split(record, other, who=WHO)
    relink(record)
    assert record.entry(one).id != record.entry(other).id


def test_a_rejected_entry_is_gone_and_so_is_what_two_documents_said_of_it(record: Record) -> None:
    a, b = held(), Paper("2010-05-20")
    b.round(b.dialogue("rights talks"), "2010-05-13")
    put(record, a, b)
    correcting.reject(record, first_round(record).id, who=WHO)
    relink(record)
    assert list(record.entries("rounds")) == []


def test_a_confirmed_entry_is_certain_and_is_exported_as_gold(record: Record) -> None:
    put(record, held())
    correcting.confirm(record, first_round(record).id, who=WHO)
    relink(record)
    assert first_round(record).confidence == 1.0
    (row,) = correcting.confirmed(record)
    assert (row["kind"], row["entry"]["id"], row["correction"]["who"]) == ("round", first_round(record).id, WHO)


def test_a_withdrawn_document_is_gone_with_all_it_gave(record: Record) -> None:
    kept, gone = held(), Paper("2011-04-29")
    gone.round(gone.dialogue("rights talks"), "2011-04-27")
    put(record, kept, gone)
    correcting.withdraw(record, gone.document.source, who=WHO)
    after = everything(record)
    assert all(gone.document.id not in {e.document_id for e in entry.evidence} for entry in after)
    assert not list(record.verify())
    with pytest.raises(RecordError):
        correcting.withdraw(record, "nothing.txt", who=WHO)


def reread(paper: Paper, shift: str) -> list[Fact]:
    """The paper's facts as another version would find them: called otherwise, on the same words."""
    return [paper.story, *(replace(f, id=mint("round", shift, f.id)) if isinstance(f, Round) else f for f in paper.told)]


def test_a_correction_is_found_again_by_its_words_after_a_re_reading(record: Record) -> None:
    paper = held()
    put(record, paper)
    correcting.correct(record, first_round(record).id, "days", 9, who=WHO)
    record.add(paper.document, reread(paper, "later"), **(READER | {"weights": "w2"}))
    relink(record)
    assert first_round(record).days == 9
    assert correcting.orphans(record) == set()


def test_one_whose_words_are_read_no_more_is_an_orphan_and_does_nothing(record: Record) -> None:
    paper = held()
    put(record, paper)
    made = correcting.correct(record, first_round(record).id, "days", 9, who=WHO)
    record.add(paper.document, [paper.story], **(READER | {"weights": "w2"}))
    relink(record)
    assert correcting.orphans(record) == {made.id}
    assert [row[6] for row in correcting.shown(record.corrections(), {made.id})] == ["orphan"]


def test_a_withheld_name_is_seen_nowhere_and_every_anchor_still_holds(record: Record) -> None:
    paper = Paper("2010-05-14", "Told by Aiko Tan here: Aiko Tan said that Tan would go, and AIKO TAN went with Tanaka.")
    ident = paper.actor("Aiko Tan")
    paper.statement((ident, "Aiko Tan"), "Tan would go")
    put(record, paper)
    made = correcting.redact(record, ident, who=WHO)
    after = everything(record)
    assert not any("Aiko" in repr(entry) for entry in after)
    text = record.text(paper.document.id)
    assert "aiko" not in text.casefold()
    assert "Tanaka" in text
    assert len(text) == paper.document.length
    assert all(text[e.start : e.end] == e.exact for entry in after for e in entry.evidence)
    assert not list(record.verify())
    correcting.undo(record, made.id, who=WHO)
    relink(record)
    actors = [a for a in record.entries("actors") if isinstance(a, Actor)]
    assert actors[0].name == "Aiko Tan"


def test_a_statement_is_given_to_the_speaker_whom_the_person_names(record: Record) -> None:
    paper = Paper("2010-05-14", "Told by Aiko Tan here that all is well.")
    ident = paper.actor("Aiko Tan")
    said = paper.statement(None, "all is well")
    put(record, paper)
    correcting.correct(record, said, "speaker", "Aiko Tan", who=WHO)
    relink(record)
    statement = record.entry(said)
    assert isinstance(statement, Statement)
    assert (statement.speaker.actor_id, statement.speaker.name) == (ident, "Aiko Tan")


def test_what_is_not_there_cannot_be_corrected(record: Record) -> None:
    put(record, held())
    with pytest.raises(NotInRecord):
        correcting.correct(record, "rnd-none", "days", 1, who=WHO)


def told_whole() -> Paper:
    paper = Paper("2010-05-14", "Told by Aiko Tan here that all is well.")
    ident = paper.actor("Aiko Tan")
    paper.statement((ident, "Aiko Tan"), "all is well")
    talks = paper.dialogue("rights talks")
    sitting = paper.round(talks, "2010-05-13")
    case = paper.case("Liu Xiaobo", (sitting,))
    told = next(f for f in paper.told if f.id == sitting)
    assert isinstance(told, Round)
    paper.told[paper.told.index(told)] = replace(told, case_ids=(case,))
    paper.promise("another round", "round", "2011", round_id=sitting)
    return paper


@pytest.mark.parametrize(
    ("kind", "left"),
    [
        ("stories", "documents"),
        ("dialogues", "documents stories actors statements cases commitments"),
        ("rounds", "documents stories actors statements dialogues cases commitments"),
        ("cases", "documents stories actors statements dialogues rounds commitments"),
        ("actors", "documents stories statements dialogues rounds cases commitments"),
    ],
)
def test_what_hangs_on_a_rejected_entry_goes_with_it_or_speaks_of_it_no_more(record: Record, kind: str, left: str) -> None:
    paper = told_whole()
    put(record, paper)
    (gone,) = record.entries(kind)
    correcting.reject(record, gone.id, who=WHO)
    after = everything(record)
    assert {f"{type(e).__name__.lower()}s".replace("storys", "stories") for e in after} == set(left.split())
    assert gone.id not in repr(after)
    assert not list(record.verify())
