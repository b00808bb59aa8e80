"""What the database itself refuses, whoever asks: raw SQL, by clients that never saw this code.

The SQLite client here leaves foreign keys off, as SQLite does unless it is told otherwise.
"""

from __future__ import annotations

import sqlite3

import psycopg
import pytest

from record_samples import READER, document, everything, facts, raw
from verbale.record import Record

REFUSALS = (sqlite3.IntegrityError, psycopg.Error)
FACT = "INSERT INTO facts (reading_id, id, kind, body, first_evidence) VALUES"
EVIDENCE = 'INSERT INTO evidence (reading_id, fact_id, position, document_id, start, "end", exact, field, role) VALUES'
CORRECTION = "INSERT INTO corrections (id, target_id, kind, action, who, made_at) VALUES"
SAID = document()


@pytest.fixture
def filled(where: str) -> str:
    """A record with one document, its facts, and a correction."""
    with Record.open(where, create=True) as record:
        record.add(SAID, facts(SAID), **READER)
    with raw(where) as run:
        run(f"{CORRECTION} ('cor-1', 'act-1', 'actor', 'confirm', 'me', '2026-01-01T00:00:00Z')")
    return where


def together(where: str, *statements: str) -> None:
    """Run these in one transaction."""
    with raw(where) as run:
        for statement in statements:
            run(statement)


def refused(where: str, *statements: str) -> None:
    """These, in one transaction, must fail, at the latest when it is committed, and change nothing."""
    before = everything(where)
    with pytest.raises(REFUSALS):
        together(where, *statements)
    assert everything(where) == before


def test_a_fact_without_evidence_is_refused_by_the_database(filled: str) -> None:
    refused(filled, f"{FACT} (1, 'sta-cheat', 'statement', '{{}}', 0)")


def test_a_fact_is_not_saved_by_evidence_of_another_place_in_the_row(filled: str) -> None:
    evidence = f"{EVIDENCE} (1, 'sta-cheat', 1, '{SAID.id}', 0, 1, 'B', 'x', NULL)"
    refused(filled, evidence, f"{FACT} (1, 'sta-cheat', 'statement', '{{}}', 0)")
    refused(filled, evidence, f"{FACT} (1, 'sta-cheat', 'statement', '{{}}', 1)")
    refused(filled, evidence, f"{FACT} (1, 'sta-cheat', 'statement', '{{}}', NULL)")


def test_a_fact_with_its_evidence_is_taken_by_the_database(filled: str) -> None:
    with raw(filled) as run:
        run(f"{EVIDENCE} (1, 'sta-fair', 0, '{SAID.id}', 0, 1, 'B', 'x', 'cue')")
        run(f"{FACT} (1, 'sta-fair', 'statement', '{{}}', 0)")
    with raw(filled) as run:
        assert run("SELECT kind FROM facts WHERE id = 'sta-fair'") == [("statement",)]


@pytest.mark.parametrize("table", ["documents", "texts", "readings", "facts", "evidence", "corrections"])
def test_what_is_stored_is_never_deleted(filled: str, table: str) -> None:
    refused(filled, f"DELETE FROM {table}")


@pytest.mark.parametrize(
    "change",
    [
        "documents SET sha256 = 'x'",
        "texts SET text = 'x', length = 1",
        "readings SET weights = 'x'",
        "facts SET body = '{}'",
        "facts SET kind = 'actor' WHERE kind = 'story'",
        "evidence SET field = 'x'",
        "evidence SET start = start + 1, exact = 'x'",
        "corrections SET who = 'you'",
        "readings SET current = 2",
    ],
)
def test_what_is_stored_is_never_changed(filled: str, change: str) -> None:
    refused(filled, f"UPDATE {change}")


@pytest.mark.parametrize(
    "values",
    [
        "0, 'doc', -1, 2, 'abc', NULL",
        "0, 'doc', 2, 2, '', NULL",
        "0, 'doc', 3, 2, 'a', NULL",
        "0, 'doc', 0, 2, 'abc', NULL",
        "0, 'doc', 0, 1, '🕊🕊', NULL",
        "0, 'doc', 0, 1, NULL, NULL",
        "0, 'doc', 0, 1, 'B', 'witness'",
        "-1, 'doc', 0, 1, 'B', NULL",
        "0, 'doc', 'nought', 1, 'B', NULL",
    ],
)
def test_evidence_that_is_no_stretch_of_text_is_refused_by_the_database(filled: str, values: str) -> None:
    position, of, start, end, exact, role = values.replace("'doc'", f"'{SAID.id}'").split(", ")
    evidence = f"{EVIDENCE} (1, 'sta-cheat', {position}, {of}, {start}, {end}, {exact}, 'x', {role})"
    refused(filled, evidence, f"{FACT} (1, 'sta-cheat', 'statement', '{{}}', 0)")


def test_no_evidence_is_added_to_a_fact_once_it_is_stored(filled: str) -> None:
    with raw(filled) as run:
        ((fact,),) = run("SELECT id FROM facts WHERE kind = 'actor'")
    refused(filled, f"{EVIDENCE} (1, '{fact}', 7, '{SAID.id}', 0, 1, 'B', 'x', NULL)")


def test_a_text_of_another_length_than_is_said_is_refused(filled: str) -> None:
    refused(filled, f"INSERT INTO texts (document_id, sha256, length, text) VALUES ('{SAID.id}', 'x', 2, 'abc')")


def test_a_document_has_one_current_reading(filled: str) -> None:
    columns = "(id, document_id, text_sha256, media_type, weights, cpu, version, current)"
    copied = "SELECT 99, document_id, text_sha256, media_type, 'other', cpu, version, 1 FROM readings"
    refused(filled, f"INSERT INTO readings {columns} {copied}")


@pytest.mark.parametrize("action", ["delete", "", "Confirm"])
def test_a_correction_of_no_known_action_is_refused(filled: str, action: str) -> None:
    refused(filled, f"{CORRECTION} ('cor-2', 'act-1', 'actor', '{action}', 'me', '2026-01-01T00:00:00Z')")


@pytest.mark.parametrize("where", ["sqlite"], indirect=True)
@pytest.mark.parametrize("table", ["documents", "texts", "readings", "facts", "evidence", "corrections"])
def test_sqlite_replaces_nothing_by_insert_or_replace(filled: str, table: str) -> None:
    refused(filled, f"INSERT OR REPLACE INTO {table} SELECT * FROM {table}")


@pytest.mark.parametrize("where", ["sqlite"], indirect=True)
def test_sqlite_lets_no_reading_usurp_another_s_place(filled: str) -> None:
    with raw(filled) as run:
        run("INSERT INTO readings SELECT 99, document_id, text_sha256, media_type, 'other', cpu, version, NULL FROM readings")
    refused(filled, "UPDATE OR REPLACE readings SET current = 1 WHERE id = 99")


@pytest.mark.parametrize("where", ["postgresql"], indirect=True)
@pytest.mark.parametrize("table", ["documents", "texts", "readings", "facts", "evidence", "corrections"])
def test_postgresql_truncates_nothing(filled: str, table: str) -> None:
    refused(filled, f"TRUNCATE {table} CASCADE")


@pytest.mark.parametrize("where", ["postgresql"], indirect=True)
def test_postgresql_changes_nothing_on_conflict(filled: str) -> None:
    conflict = "ON CONFLICT (reading_id, id) DO UPDATE SET body = '{}'"
    refused(filled, f"INSERT INTO facts SELECT * FROM facts {conflict}")


@pytest.mark.parametrize("where", ["postgresql"], indirect=True)
def test_postgresql_takes_no_evidence_without_its_fact(filled: str) -> None:
    refused(filled, f"{EVIDENCE} (1, 'sta-cheat', 0, '{SAID.id}', 0, 1, 'B', 'x', NULL)")
