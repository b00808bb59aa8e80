"""Pairs of entries that a person said are two, so that nobody is asked again."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table."""
    dialect = op.get_bind().dialect.name
    words = sa.Text(collation="C") if dialect == "postgresql" else sa.Text()
    op.create_table(
        "apart",
        sa.Column("one", words, primary_key=True),
        sa.Column("other", words, primary_key=True),
        sa.Column("who", words, nullable=False),
        sa.Column("made_at", words, nullable=False),
        sqlite_strict=True,
    )
    if dialect == "sqlite":
        op.execute("PRAGMA user_version = 3")
