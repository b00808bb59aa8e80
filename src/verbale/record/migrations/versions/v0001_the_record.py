"""The record: documents and their texts, readings, facts and evidence, corrections, marks."""

from __future__ import annotations

from collections.abc import Iterator

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

APPEND_ONLY = {
    "documents": "id = NEW.id OR sha256 = NEW.sha256",
    "texts": "document_id = NEW.document_id AND sha256 = NEW.sha256",
    "facts": "reading_id = NEW.reading_id AND id = NEW.id",
    "evidence": "reading_id = NEW.reading_id AND fact_id = NEW.fact_id AND position = NEW.position",
    "corrections": "id = NEW.id",
}
"""Table: when a row is already there (SQLite's INSERT OR REPLACE deletes it without firing a trigger on DELETE)."""

READING_THERE = """id = NEW.id OR (document_id = NEW.document_id AND
    ((weights = NEW.weights AND version = NEW.version) OR (current = 1 AND NEW.current = 1)))"""
READING_FIXED = "id, document_id, text_sha256, media_type, weights, cpu, version"


def upgrade() -> None:
    """Make the tables, then the triggers that the constraints leave work for."""
    postgresql = op.get_bind().dialect.name == "postgresql"
    words = sa.Text(collation="C") if postgresql else sa.Text()
    _documents(words)
    _readings(words)
    _facts(words)
    _evidence(words)
    if postgresql:
        op.create_foreign_key(
            "facts_have_evidence",
            "facts",
            "evidence",
            ["reading_id", "id", "first_evidence"],
            ["reading_id", "fact_id", "position"],
            deferrable=True,
            initially="DEFERRED",
        )
    _corrections(words)
    for statement in _postgresql_triggers() if postgresql else _sqlite_triggers():
        op.execute(statement)
    _mark(words, postgresql)


def _documents(words: sa.Text) -> None:
    op.create_table(
        "documents",
        sa.Column("id", words, primary_key=True),
        sa.Column("sha256", words, nullable=False),
        sa.UniqueConstraint("sha256", name="documents_sha256"),
        sqlite_strict=True,
    )
    op.create_table(
        "provenance",
        sa.Column("document_id", words, sa.ForeignKey("documents.id", name="provenance_document"), primary_key=True),
        sa.Column("source", words, primary_key=True),
        sa.Column("url", words),
        sa.Column("outlet", words),
        sa.Column("date_edtf", words),
        sa.Column("date_basis", words),
        sa.CheckConstraint("(date_edtf IS NULL) = (date_basis IS NULL)", name="provenance_date_whole"),
        sqlite_strict=True,
    )
    op.create_table(
        "texts",
        sa.Column("document_id", words, sa.ForeignKey("documents.id", name="texts_document"), primary_key=True),
        sa.Column("sha256", words, primary_key=True),
        sa.Column("length", sa.Integer, nullable=False),
        sa.Column("text", words, nullable=False),
        sa.CheckConstraint("length = length(text)", name="texts_length"),
        sqlite_strict=True,
    )


def _readings(words: sa.Text) -> None:
    op.create_table(
        "readings",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("document_id", words, nullable=False),
        sa.Column("text_sha256", words, nullable=False),
        sa.Column("media_type", words, nullable=False),
        sa.Column("weights", words, nullable=False),
        sa.Column("cpu", words, nullable=False),
        sa.Column("version", words, nullable=False),
        sa.Column("current", sa.Integer),
        sa.ForeignKeyConstraint(["document_id", "text_sha256"], ["texts.document_id", "texts.sha256"], name="readings_text"),
        sa.UniqueConstraint("document_id", "weights", "version", name="readings_once"),
        sa.UniqueConstraint("id", "document_id", name="readings_document"),
        sa.UniqueConstraint("document_id", "current", name="readings_one_current"),
        sa.CheckConstraint("current = 1", name="readings_current"),
        sqlite_strict=True,
    )


def _facts(words: sa.Text) -> None:
    op.create_table(
        "facts",
        sa.Column("reading_id", sa.Integer, sa.ForeignKey("readings.id", name="facts_reading"), primary_key=True),
        sa.Column("id", words, primary_key=True),
        sa.Column("kind", words, nullable=False),
        sa.Column("body", words, nullable=False),
        sa.Column("first_evidence", sa.Integer, nullable=False),
        sa.ForeignKeyConstraint(
            ["reading_id", "id", "first_evidence"],
            ["evidence.reading_id", "evidence.fact_id", "evidence.position"],
            name="facts_have_evidence",
            deferrable=True,
            initially="DEFERRED",
            use_alter=True,
        ),
        sa.CheckConstraint("first_evidence = 0", name="facts_first_evidence"),
        sqlite_strict=True,
    )


def _evidence(words: sa.Text) -> None:
    op.create_table(
        "evidence",
        sa.Column("reading_id", sa.Integer, primary_key=True),
        sa.Column("fact_id", words, primary_key=True),
        sa.Column("position", sa.Integer, primary_key=True),
        sa.Column("document_id", words, nullable=False),
        sa.Column("story_id", words),
        sa.Column("start", sa.Integer, nullable=False),
        sa.Column("end", sa.Integer, nullable=False),
        sa.Column("exact", words, nullable=False),
        sa.Column("field", words, nullable=False),
        sa.Column("role", words),
        sa.ForeignKeyConstraint(
            ["reading_id", "fact_id"], ["facts.reading_id", "facts.id"], name="evidence_of_a_fact", deferrable=True, initially="DEFERRED"
        ),
        sa.ForeignKeyConstraint(["reading_id", "document_id"], ["readings.id", "readings.document_id"], name="evidence_of_its_document"),
        sa.CheckConstraint("position >= 0", name="evidence_position"),
        sa.CheckConstraint('start >= 0 AND "end" > start', name="evidence_offsets"),
        sa.CheckConstraint('length(exact) = "end" - start', name="evidence_length"),
        sa.CheckConstraint("role IN ('source', 'cue', 'content')", name="evidence_role"),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )


def _corrections(words: sa.Text) -> None:
    op.create_table(
        "corrections",
        sa.Column("id", words, primary_key=True),
        sa.Column("target_id", words, nullable=False),
        sa.Column("kind", words, nullable=False),
        sa.Column("document_id", words),
        sa.Column("field", words),
        sa.Column("value", words),
        sa.Column("start", sa.Integer),
        sa.Column("exact", words),
        sa.Column("action", words, nullable=False),
        sa.Column("who", words, nullable=False),
        sa.Column("why", words),
        sa.Column("made_at", words, nullable=False),
        sa.Column("undoes", words, sa.ForeignKey("corrections.id", name="corrections_undoes")),
        sa.CheckConstraint(
            "action IN ('correct', 'merge', 'split', 'reject', 'confirm', 'withdraw', 'redact')",
            name="corrections_action",
        ),
        sa.CheckConstraint("start >= 0", name="corrections_start"),
        sqlite_strict=True,
    )


def _mark(words: sa.Text, postgresql: bool) -> None:
    meta = op.create_table("meta", sa.Column("key", words, primary_key=True), sa.Column("value", words, nullable=False), sqlite_strict=True)
    op.bulk_insert(meta, [{"key": "application", "value": "verbale"}, {"key": "revision", "value": "0"}])
    if not postgresql:
        op.execute("PRAGMA application_id = 1449488994")
        op.execute("PRAGMA user_version = 1")


def _sqlite_triggers() -> Iterator[str]:
    """SQLite's own: they hold even where a client has left foreign keys off, as they are by default there."""
    for table, there in APPEND_ONLY.items():
        yield _refusal(f"{table}_no_update", f"UPDATE ON {table}", "1", f"{table} is append-only")
        yield _refusal(f"{table}_no_delete", f"DELETE ON {table}", "1", f"{table} is append-only")
        yield _refusal(
            f"{table}_no_replace", f"INSERT ON {table}", f"EXISTS (SELECT 1 FROM {table} WHERE {there})", f"{table} has this already"
        )
    yield _refusal("readings_no_update", f"UPDATE OF {READING_FIXED} ON readings", "1", "of a reading only current changes")
    yield _refusal("readings_no_delete", "DELETE ON readings", "1", "readings are kept")
    yield _refusal(
        "readings_no_replace", "INSERT ON readings", f"EXISTS (SELECT 1 FROM readings WHERE {READING_THERE})", "readings has this already"
    )
    yield _refusal(
        "readings_no_usurping",
        "UPDATE OF current ON readings",
        "NEW.current = 1 AND EXISTS (SELECT 1 FROM readings WHERE document_id = NEW.document_id AND current = 1 AND id <> NEW.id)",
        "one reading of a document is current",
    )
    yield _refusal(
        "facts_need_evidence",
        "INSERT ON facts",
        "NOT EXISTS (SELECT 1 FROM evidence WHERE reading_id = NEW.reading_id AND fact_id = NEW.id AND position = NEW.first_evidence)",
        "a fact needs evidence, stored before it",
    )
    yield _refusal(
        "evidence_is_settled",
        "INSERT ON evidence",
        "EXISTS (SELECT 1 FROM facts WHERE reading_id = NEW.reading_id AND id = NEW.fact_id)",
        "the evidence of a stored fact is settled",
    )


def _refusal(name: str, event: str, when: str, why: str) -> str:
    return f"CREATE TRIGGER {name} BEFORE {event} WHEN {when} BEGIN SELECT RAISE(ABORT, '{why}'); END"


def _postgresql_triggers() -> Iterator[str]:
    """PostgreSQL's own. By statement, so that TRUNCATE and ON CONFLICT DO UPDATE are refused too."""
    yield """CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME; END $$"""
    for table in APPEND_ONLY:
        yield f"""CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON {table}
            FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()"""
    yield f"""CREATE TRIGGER readings_append_only BEFORE UPDATE OF {READING_FIXED} OR DELETE OR TRUNCATE ON readings
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()"""
    yield """CREATE FUNCTION refuse_late_evidence() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN
            IF EXISTS (SELECT 1 FROM facts WHERE reading_id = NEW.reading_id AND id = NEW.fact_id) THEN
                RAISE EXCEPTION 'the evidence of a stored fact is settled';
            END IF;
            RETURN NEW;
        END $$"""
    yield """CREATE TRIGGER evidence_is_settled BEFORE INSERT ON evidence
        FOR EACH ROW EXECUTE FUNCTION refuse_late_evidence()"""
