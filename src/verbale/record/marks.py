"""The record's own marks: how many times what is true has changed, and what the linked views were made of."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlalchemy import Connection, delete, insert, select, update

from verbale.record.schema import meta

REVISION = "revision"
LINKED_REVISION = "linked_revision"
LINKED_VERSION = "linked_version"
LINKED_SHAPE = "linked_shape"
OWN_TABLES = "own_tables"
"""The user's own tables, a JSON object of their texts by file name."""
APART = "apart"
_SHORT = select(meta.c.key, meta.c.value).where(meta.c.key != OWN_TABLES)
"""All but the long one; a query that is always the same is not compiled anew."""


def revision(connection: Connection) -> int:
    """A number that grows whenever documents, facts or corrections change."""
    return int(mark(connection, REVISION) or 0)


def advance(connection: Connection) -> None:
    """Say that what is true has changed, so that the views are seen to be behind."""
    connection.execute(update(meta).where(meta.c.key == REVISION).values(value=str(revision(connection) + 1)))


def mark(connection: Connection, key: str) -> str | None:
    """What stands under this key, or None."""
    return connection.scalar(select(meta.c.value).where(meta.c.key == key))


def marked(connection: Connection, keys: Sequence[str]) -> list[str]:
    """What stands under these keys, in their order, in one look; empty for what isn't there."""
    found: dict[str, str] = {row[0]: row[1] for row in connection.execute(_SHORT)}
    return [found.get(key, "") for key in keys]


def put(connection: Connection, marks: Mapping[str, str | None]) -> None:
    """Set these marks; None takes one away."""
    connection.execute(delete(meta).where(meta.c.key.in_(list(marks))))
    if rows := [{"key": key, "value": value} for key, value in marks.items() if value is not None]:
        connection.execute(insert(meta), rows)
