"""What `verify` finds: anything in the record that isn't as it should be, said so that one can go and look."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from record_samples import READER, actor, document, facts, link, quote, raw, statement, view
from verbale.record import Broken, Record

SAID = document()
Run = Callable[[str], list[tuple[str, ...]]]


@pytest.fixture
def linked(where: str) -> str:
    """A record with a document, its facts, and a plain linking, whose database no longer guards it."""
    with Record.open(where, create=True) as record:
        record.add(SAID, facts(SAID), **READER)
        link(record)
    with raw(where) as run:
        unguard(where, run)
    return where


def unguard(where: str, run: Run) -> None:
    """Take the triggers away, and what foreign keys a client of PostgreSQL can't leave off."""
    if where.startswith("postgresql://"):
        for table in ("texts", "facts", "evidence"):
            run(f"ALTER TABLE {table} DISABLE TRIGGER ALL")
        return
    for (name,) in run("SELECT name FROM sqlite_master WHERE type = 'trigger'"):
        run(f"DROP TRIGGER {name}")


def found(where: str) -> list[Broken]:
    """What verify says."""
    with Record.open(where) as record:
        return list(record.verify())


def test_a_sound_record_has_nothing_to_tell(linked: str) -> None:
    assert found(linked) == []


def test_words_that_are_not_at_their_place_are_told_with_those_that_are(linked: str) -> None:
    who = actor(SAID)
    start = who.evidence[0].start
    with raw(linked) as run:
        run(f'UPDATE evidence SET start = start - 1, "end" = "end" - 1 WHERE fact_id = \'{who.id}\'')
    assert found(linked) == [
        Broken("evidence", who.id, "'Wang Baodong'", "' Wang Baodon'", SAID.id, "name", start - 1, start + 11),
    ]
    assert str(found(linked)[0]) == (
        f"evidence: {who.id} name in {SAID.id} at {start - 1}:{start + 11}: expected 'Wang Baodong', found ' Wang Baodon'"
    )


def test_words_of_a_linked_entry_that_are_not_there_are_told(linked: str) -> None:
    wrong = replace(quote(SAID, "Friday", "name"), exact="Sunday")
    with Record.open(linked) as record:
        record.replace_views([view(replace(actor(SAID), evidence=(wrong,)))])
    told = found(linked)
    assert [(broken.what, broken.expected, broken.found) for broken in told if broken.what == "evidence"] == [
        ("evidence", "'Sunday'", "'Friday'"),
    ]


def test_words_of_a_document_that_is_not_in_the_record_are_told(linked: str) -> None:
    other = document("B. " + SAID.text)
    with Record.open(linked) as record:
        record.replace_views([view(actor(other))])
    assert ("evidence", "no such document") in [(broken.what, broken.found) for broken in found(linked)]


def test_a_text_that_was_changed_is_told_though_every_quotation_holds(linked: str) -> None:
    with raw(linked) as run:
        run("UPDATE texts SET text = replace(text, 'BEIJING', 'NANKING')")
    assert [(broken.what, broken.id) for broken in found(linked) if broken.what == "text"] == [("text", SAID.id)]


def test_a_fact_without_evidence_is_told(linked: str) -> None:
    who = actor(SAID)
    with raw(linked) as run:
        run(f"DELETE FROM evidence WHERE fact_id = '{who.id}'")
    assert found(linked) == [Broken("fact", who.id, "evidence", "none", SAID.id, "evidence")]


def test_evidence_without_its_fact_is_told(linked: str) -> None:
    who = actor(SAID)
    with raw(linked) as run:
        run(f"DELETE FROM facts WHERE id = '{who.id}'")
    assert [(broken.what, broken.id, broken.expected) for broken in found(linked)] == [
        ("reference", who.id, "the fact that these words show"),
    ]


def test_facts_and_evidence_of_no_reading_are_told(linked: str) -> None:
    who = actor(SAID)
    with raw(linked) as run:
        run(f"UPDATE facts SET reading_id = 99 WHERE id = '{who.id}'")
        run(f"UPDATE evidence SET reading_id = 99 WHERE fact_id = '{who.id}'")
    assert [(broken.what, broken.id, broken.expected) for broken in found(linked)] == [
        ("reference", who.id, "the reading it comes from"),
        ("reference", who.id, "the reading it comes from"),
    ]


def test_a_story_that_is_not_there_is_told(linked: str) -> None:
    with raw(linked) as run:
        run(f"UPDATE evidence SET story_id = 'sto-lost' WHERE fact_id = '{actor(SAID).id}'")
    assert [(broken.what, broken.expected) for broken in found(linked)] == [("reference", "the story sto-lost")]


def test_a_fact_that_is_not_in_shape_is_told(linked: str) -> None:
    with raw(linked) as run:
        run("UPDATE facts SET body = '[]' WHERE kind = 'actor'")
        run("UPDATE facts SET kind = 'treaty' WHERE kind = 'story'")
    assert sorted(broken.id for broken in found(linked) if broken.what == "fact") == sorted(
        fact.id for fact in facts(SAID) if fact.id != statement(SAID).id
    )


def test_an_entry_that_is_not_in_shape_is_told(linked: str) -> None:
    with raw(linked) as run:
        run("UPDATE linked_actors SET kind = 'ghost', aliases = 'none'")
    assert [(broken.what, broken.id) for broken in found(linked)] == [("entry", actor(SAID).id)]


def test_an_entry_that_names_what_is_not_in_the_record_is_told(linked: str) -> None:
    with Record.open(linked) as record:
        record.replace_views([view(fact) for fact in record.facts() if fact.id != actor(SAID).id])
    assert [(broken.what, broken.id, broken.expected) for broken in found(linked)] == [
        ("reference", statement(SAID).id, f"{actor(SAID).id} in the record"),
    ]


def test_old_readings_are_not_checked_for_they_are_not_listed(linked: str) -> None:
    with Record.open(linked) as record:
        record.add(SAID, [], **READER | {"version": "0.2.0"})
        record.replace_views([view(SAID)])
    with raw(linked) as run:
        run("UPDATE evidence SET exact = 'Nobody Said', \"end\" = start + 11 WHERE field = 'name'")
    assert found(linked) == []


@pytest.mark.parametrize("where", ["sqlite"], indirect=True)
def test_many_documents_are_checked_one_at_a_time(where: str) -> None:
    said = [document(f"{i}. {SAID.text}") for i in range(40)]
    with Record.open(where, create=True) as record:
        for of in said:
            record.add(of, facts(of), **READER)
        link(record)
    assert found(where) == []
    with raw(where) as run:
        unguard(where, run)
        run("UPDATE evidence SET exact = 'sung' WHERE exact = 'said'")
    assert len(found(where)) == 40
