"""Search: the linked entries in order, what they have to do with, their names' forms, their words."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

WORDS = {
    "sqlite": [
        "CREATE VIRTUAL TABLE search_words USING fts5(kind, words, content='', "
        "tokenize=\"unicode61 remove_diacritics 2 categories 'L* N* Co Mn Mc'\")"
    ],
    "postgresql": [
        "CREATE TABLE search_words (place integer PRIMARY KEY, words tsvector NOT NULL)",
        "CREATE INDEX search_words_words ON search_words USING gin (words)",
    ],
}


def upgrade() -> None:
    """Make the tables, empty: the views are said to be behind, so that they are filled when the record is next linked."""
    dialect = op.get_bind().dialect.name
    words = sa.Text(collation="C") if dialect == "postgresql" else sa.Text()
    op.create_table(
        "search_entries",
        sa.Column("place", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("kind", words, nullable=False),
        sa.Column("entry_id", words, nullable=False),
        sa.Column("date", words),
        sa.Column("above", sa.Integer, nullable=False),
        sqlite_strict=True,
    )
    op.create_index("search_entries_kind", "search_entries", ["kind", "place"])
    op.create_index("search_entries_line", "search_entries", ["above", "kind", "place"])
    op.create_index("search_entries_date", "search_entries", ["date", "place"])
    op.create_index("search_entries_id", "search_entries", ["entry_id"])
    _keyed("search_ties", words, ["kind", "role", "key"], sa.Column("place", sa.Integer, primary_key=True))
    _keyed("search_names", words, ["form"], sa.Column("place", sa.Integer, primary_key=True), sa.Column("name", words, nullable=False))
    _keyed("search_counts", words, ["kind", "role", "key"], sa.Column("number", sa.Integer, nullable=False))
    _keyed("search_acts", words, ["source", "target", "month", "type"], sa.Column("number", sa.Integer, nullable=False))
    op.create_index("search_acts_type", "search_acts", ["type"])
    for statement in WORDS[dialect]:
        op.execute(statement)
    op.execute("DELETE FROM meta WHERE key = 'linked_version'")
    if dialect == "sqlite":
        op.execute("PRAGMA user_version = 2")


def _keyed(name: str, words: sa.Text, keys: list[str], *more: sa.Column[int] | sa.Column[str]) -> None:
    columns = [sa.Column(key, words, primary_key=True) for key in keys]
    op.create_table(name, *columns, *more, sqlite_strict=True, sqlite_with_rowid=False)
