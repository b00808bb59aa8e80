"""The tables of what is true, as the last migration leaves them.

    documents ─┬─ provenance      the sources the same bytes came from, and what is known of each
               ├─ texts           what was decoded out of the bytes: one, unless a later version decodes them otherwise
               └─ readings        by which weights and version; one is current
                    └─ facts ⇄ evidence      neither can be stored without the other
    corrections                   what a person said about an entry
    apart                         pairs of entries that a person said are two (apart.py)
    search_*                      by what the linked entries are found; made anew with them (index.py)
    meta                          the record's own marks

documents, texts, facts, evidence and corrections are append-only, and of a reading only `current` changes; triggers see to it
(migrations/versions). What is linked out of these is kept apart (views.py) and can be made again at any time.
Offsets are code points into the text, end exclusive.
"""

from __future__ import annotations

from sqlalchemy import (
    DDL,
    CheckConstraint,
    Column,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    MetaData,
    Table,
    UniqueConstraint,
    event,
)

from verbale.record.words import Words

HEAD = "0003"
"""The last migration's revision. Revisions are numbers, so that a record can be seen to come from a newer version."""

APPLICATION = "verbale"
APPLICATION_ID = 0x56657262
"""`Verb`: what SQLite's application_id says in a record of ours."""

metadata = MetaData()

documents = Table(
    "documents",
    metadata,
    Column("id", Words, primary_key=True),
    Column("sha256", Words, nullable=False),
    UniqueConstraint("sha256", name="documents_sha256"),
    sqlite_strict=True,
)

provenance = Table(
    "provenance",
    metadata,
    Column("document_id", Words, ForeignKey("documents.id", name="provenance_document"), primary_key=True),
    Column("source", Words, primary_key=True),
    Column("url", Words),
    Column("outlet", Words),
    Column("date_edtf", Words),
    Column("date_basis", Words),
    CheckConstraint("(date_edtf IS NULL) = (date_basis IS NULL)", name="provenance_date_whole"),
    sqlite_strict=True,
)

texts = Table(
    "texts",
    metadata,
    Column("document_id", Words, ForeignKey("documents.id", name="texts_document"), primary_key=True),
    Column("sha256", Words, primary_key=True),
    Column("length", Integer, nullable=False),
    Column("text", Words, nullable=False),
    CheckConstraint("length = length(text)", name="texts_length"),
    sqlite_strict=True,
)

readings = Table(
    "readings",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("document_id", Words, nullable=False),
    Column("text_sha256", Words, nullable=False),
    Column("media_type", Words, nullable=False),
    Column("weights", Words, nullable=False),
    Column("cpu", Words, nullable=False),
    Column("version", Words, nullable=False),
    Column("current", Integer),
    ForeignKeyConstraint(["document_id", "text_sha256"], ["texts.document_id", "texts.sha256"], name="readings_text"),
    UniqueConstraint("document_id", "weights", "version", name="readings_once"),
    UniqueConstraint("id", "document_id", name="readings_document"),
    UniqueConstraint("document_id", "current", name="readings_one_current"),
    CheckConstraint("current = 1", name="readings_current"),
    sqlite_strict=True,
)
"""weights: their digest, and after a + that of the user's own tables, where it was read by such.
current: 1, or NULL for the older ones: NULLs don't clash, so that one reading of a document is current."""

facts = Table(
    "facts",
    metadata,
    Column("reading_id", Integer, ForeignKey("readings.id", name="facts_reading"), primary_key=True),
    Column("id", Words, primary_key=True),
    Column("kind", Words, nullable=False),
    Column("body", Words, nullable=False),
    Column("first_evidence", Integer, nullable=False),
    ForeignKeyConstraint(
        ["reading_id", "id", "first_evidence"],
        ["evidence.reading_id", "evidence.fact_id", "evidence.position"],
        name="facts_have_evidence",
        deferrable=True,
        initially="DEFERRED",
        use_alter=True,
    ),
    CheckConstraint("first_evidence = 0", name="facts_first_evidence"),
    sqlite_strict=True,
)

evidence = Table(
    "evidence",
    metadata,
    Column("reading_id", Integer, primary_key=True),
    Column("fact_id", Words, primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("document_id", Words, nullable=False),
    Column("story_id", Words),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("exact", Words, nullable=False),
    Column("field", Words, nullable=False),
    Column("role", Words),
    ForeignKeyConstraint(
        ["reading_id", "fact_id"], ["facts.reading_id", "facts.id"], name="evidence_of_a_fact", deferrable=True, initially="DEFERRED"
    ),
    ForeignKeyConstraint(["reading_id", "document_id"], ["readings.id", "readings.document_id"], name="evidence_of_its_document"),
    CheckConstraint("position >= 0", name="evidence_position"),
    CheckConstraint('start >= 0 AND "end" > start', name="evidence_offsets"),
    CheckConstraint('length(exact) = "end" - start', name="evidence_length"),
    CheckConstraint("role IN ('source', 'cue', 'content')", name="evidence_role"),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)

corrections = Table(
    "corrections",
    metadata,
    Column("id", Words, primary_key=True),
    Column("target_id", Words, nullable=False),
    Column("kind", Words, nullable=False),
    Column("document_id", Words),
    Column("field", Words),
    Column("value", Words),
    Column("start", Integer),
    Column("exact", Words),
    Column("action", Words, nullable=False),
    Column("who", Words, nullable=False),
    Column("why", Words),
    Column("made_at", Words, nullable=False),
    Column("undoes", Words, ForeignKey("corrections.id", name="corrections_undoes")),
    CheckConstraint(
        "action IN ('correct', 'merge', 'split', 'reject', 'confirm', 'withdraw', 'redact')",
        name="corrections_action",
    ),
    CheckConstraint("start >= 0", name="corrections_start"),
    sqlite_strict=True,
)
"""value: JSON. exact: the quoted words, and start where they stood, to find them again after a re-reading. Undoing one is a row too."""

apart = Table(
    "apart",
    metadata,
    Column("one", Words, primary_key=True),
    Column("other", Words, primary_key=True),
    Column("who", Words, nullable=False),
    Column("made_at", Words, nullable=False),
    sqlite_strict=True,
)
"""Pairs of entries that a person said are two: ids of what they were linked of, the smaller first."""

meta = Table(
    "meta",
    metadata,
    Column("key", Words, primary_key=True),
    Column("value", Words, nullable=False),
    sqlite_strict=True,
)

search_entries = Table(
    "search_entries",
    metadata,
    Column("place", Integer, primary_key=True, autoincrement=False),
    Column("kind", Words, nullable=False),
    Column("entry_id", Words, nullable=False),
    Column("date", Words),
    Column("above", Integer, nullable=False),
    Index("search_entries_kind", "kind", "place"),
    Index("search_entries_line", "above", "kind", "place"),
    Index("search_entries_date", "date", "place"),
    Index("search_entries_id", "entry_id"),
    sqlite_strict=True,
)
"""Every linked entry in the order of time. place: 1 for the oldest and so on; what has no date has -1, -2, and so on, in listings' order.
above: 1 where it lies above the confidence line, else 0."""

search_ties = Table(
    "search_ties",
    metadata,
    Column("kind", Words, primary_key=True),
    Column("role", Words, primary_key=True),
    Column("key", Words, primary_key=True),
    Column("place", Integer, primary_key=True),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)
"""What an entry has to do with: (statement, speaker, act-...), (event, type, CONSULT)."""

search_names = Table(
    "search_names",
    metadata,
    Column("form", Words, primary_key=True),
    Column("place", Integer, primary_key=True),
    Column("name", Words, nullable=False),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)
"""The forms of names, a row each; name: as it is written."""

search_counts = Table(
    "search_counts",
    metadata,
    Column("kind", Words, primary_key=True),
    Column("role", Words, primary_key=True),
    Column("key", Words, primary_key=True),
    Column("number", Integer, nullable=False),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)
"""How many entries above the line have that tie."""

search_acts = Table(
    "search_acts",
    metadata,
    Column("source", Words, primary_key=True),
    Column("target", Words, primary_key=True),
    Column("month", Words, primary_key=True),
    Column("type", Words, primary_key=True),
    Column("number", Integer, nullable=False),
    Index("search_acts_type", "type"),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)
"""Events above the line by dyad, month (`2010-05`, empty where it is not known) and type; source, target: codes of countries."""

SEARCH_WORDS = {
    "sqlite": [
        "CREATE VIRTUAL TABLE search_words USING fts5(kind, words, content='', "
        "tokenize=\"unicode61 remove_diacritics 2 categories 'L* N* Co Mn Mc'\")"
    ],
    "postgresql": [
        "CREATE TABLE search_words (place integer PRIMARY KEY, words tsvector NOT NULL)",
        "CREATE INDEX search_words_words ON search_words USING gin (words)",
    ],
}
"""The full-text index, which is each database's own: FTS5 without a copy of the text, whose rowid is the place; a tsvector."""

for _dialect, _statements in SEARCH_WORDS.items():
    for _statement in _statements:
        event.listen(metadata, "after_create", DDL(_statement).execute_if(dialect=_dialect))  # type: ignore[no-untyped-call]
