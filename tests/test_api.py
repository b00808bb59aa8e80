"""Verbale from Python: the same objects that the record keeps, with no record."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest

import verbale
from verbale.model import KINDS, Entry, to_shape
from verbale.pipeline import Told, read_into, relink
from verbale.reading import OnnxReader
from verbale.record import Record
from verbale.tables import Tables

TEXT = """Michael Posner said the talks were useful.

Wang Baodong (王寶東), a spokesman for the embassy, said the two sides had agreed to meet again. "We are very pleased," he told reporters.
"""
PLURALS = [kind.plural for kind in KINDS]


@pytest.fixture(scope="module")
def findings() -> verbale.Findings:
    return verbale.read(TEXT, date="2010-05-14", outlet="The Gazette", url="https://example.org/1")


@pytest.fixture(scope="module")
def reader() -> OnnxReader:
    return OnnxReader(jobs=2)


def shapes(findings: verbale.Findings) -> dict[str, Any]:
    """What was found, as JSON would have it, by kind."""
    found = {plural: getattr(findings, plural) for plural in PLURALS if plural != "documents"}
    return {plural: to_shape(entries) for plural, entries in found.items()} | {"documents": [to_shape(findings.document)]}


def test_who_said_what_is_found_in_a_text_with_its_words(findings: verbale.Findings) -> None:
    said = next(s for s in findings.statements if s.content == "the talks were useful")
    assert said.speaker.name == "Michael Posner"
    assert said.cue == "said"
    assert said.kind == "indirect"
    assert {a.name for a in findings.actors} >= {"Michael Posner", "Wang Baodong"}
    assert next(a for a in findings.actors if a.name == "Wang Baodong").native_names == ("王寶東",)


def test_a_text_makes_one_document_of_its_utf_8_bytes(findings: verbale.Findings) -> None:
    of = findings.document
    assert of.text == TEXT
    assert of.length == len(TEXT)
    assert (of.outlet, of.url, of.date) == ("The Gazette", "https://example.org/1", verbale.When("2010-05-14", "flag"))
    assert [story.date.edtf for story in findings.stories] == ["2010-05-14"]


def test_every_anchor_is_the_exact_words_at_its_place(findings: verbale.Findings) -> None:
    entries: list[Entry] = [*findings.stories, *findings.actors, *findings.statements]
    assert entries
    for entry in entries:
        assert entry.evidence
        for evidence in entry.evidence:
            assert evidence.holds(TEXT)
            assert evidence.document_id == findings.document.id


def test_speakers_and_stories_are_among_what_is_found(findings: verbale.Findings) -> None:
    actors = {actor.id: actor.name for actor in findings.actors}
    stories = {story.id for story in findings.stories}
    for statement in findings.statements:
        assert statement.story_id in stories
        assert statement.speaker.name == actors.get(statement.speaker.actor_id or "")


def test_what_is_found_equals_what_a_record_of_the_same_text_lists(findings: verbale.Findings, reader: OnnxReader, tmp_path: Path) -> None:
    told = Told(verbale.When("2010-05-14", "flag"), "The Gazette", "https://example.org/1")
    with Record.open(tmp_path / "verbale.db", create=True) as record:
        (outcome,) = read_into(record, ["-"], reader, Tables.load(), told, io.BytesIO(TEXT.encode()))
        assert outcome.error is None
        relink(record)
        listed = {plural: to_shape(list(record.entries(plural, below_line=True))) for plural in PLURALS}
    assert json.dumps(shapes(findings), sort_keys=True) == json.dumps(listed, sort_keys=True)


def test_the_same_text_twice_gives_the_same_objects(findings: verbale.Findings) -> None:
    assert verbale.read(TEXT, date="2010-05-14", outlet="The Gazette", url="https://example.org/1") == findings


def test_a_reader_of_ones_own_is_taken(findings: verbale.Findings, reader: OnnxReader) -> None:
    assert verbale.read(TEXT, reader=reader).statements == findings.statements


def test_a_text_that_names_nobody_gives_a_story_alone() -> None:
    findings = verbale.read("It rained all day.")
    assert len(findings.stories) == 1
    assert not findings.actors
    assert not findings.statements


@pytest.mark.parametrize("text", ["", " \n\t ", "\ufeff"])
def test_an_empty_text_is_refused(text: str) -> None:
    with pytest.raises(verbale.SourceError, match="it is empty"):
        verbale.read(text)


def test_another_language_is_refused_by_its_name() -> None:
    with pytest.raises(verbale.UnreadableLanguage, match="Russian") as error:
        verbale.read("Министр заявил, что переговоры были полезными, но вопросы остаются.")
    assert isinstance(error.value, verbale.SourceError)


@pytest.mark.parametrize("date", ["yesterday", "2010-13", "2010-05-14/2010-05-13", ""])
def test_what_is_no_date_is_refused(date: str) -> None:
    with pytest.raises(ValueError, match="no EDTF date"):
        verbale.read(TEXT, date=date)


def test_reading_leaves_no_file_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    verbale.read("Michael Posner said the talks were useful.")
    assert list(tmp_path.iterdir()) == []


def test_a_record_that_is_there_is_opened_and_one_that_is_not_is_told(tmp_path: Path) -> None:
    where = tmp_path / "verbale.db"
    with pytest.raises(verbale.RecordError, match="no record"):
        verbale.open(where)
    assert not where.exists()
    Record.open(where, create=True).close()
    with verbale.open(where) as record:
        assert list(record.entries("documents")) == []


def test_weights_that_are_missing_are_told(tmp_path: Path) -> None:
    with pytest.raises(verbale.WeightsError, match="install verbale again"):
        verbale.read(TEXT, reader=OnnxReader(tmp_path))


def test_everything_that_verbale_raises_on_purpose_is_one_error() -> None:
    errors = [getattr(verbale, name) for name in verbale.__all__ if isinstance(getattr(verbale, name), type)]
    raised = [error for error in errors if issubclass(error, Exception)]
    assert len(raised) > 5
    assert all(issubclass(error, verbale.VerbaleError) for error in raised)
