"""Bringing a record up to the schema of this version. Alembic is imported only where there is something to bring up: it is slow."""

from __future__ import annotations

from sqlalchemy import Connection, inspect, text

from verbale.errors import RecordError
from verbale.record.failure import DAMAGED
from verbale.record.schema import APPLICATION, HEAD, meta
from verbale.record.store import Store

NEWER = "it was made by a newer version of Verbale than this one; update Verbale (pip install -U verbale)"


def bring_up(store: Store) -> None:
    """Check that this is a record of ours and migrate it where it is older.

    Raises RecordError where it is damaged, another program's, or from a newer version; it is then left as it was. A migration is one
    transaction: it is done whole or not at all.
    """
    with store.reading() as connection:
        behind = _standing(store.name, connection) < int(HEAD)
    if behind:
        with store.writing() as connection:
            if _standing(store.name, connection) < int(HEAD):
                migrate(connection)


def migrate(connection: Connection) -> None:
    """Run what migrations are missing, from none at all on, in the connection's transaction."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", "verbale.record:migrations")
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def _standing(name: str, connection: Connection) -> int:
    """The number of the last migration that this record has had."""
    if not {"alembic_version", "meta"} <= set(inspect(connection).get_table_names()):
        raise RecordError(f"{name}: it is no record of Verbale, or {DAMAGED}")
    if connection.scalar(meta.select().with_only_columns(meta.c.value).where(meta.c.key == "application")) != APPLICATION:
        raise RecordError(f"{name}: it is no record of Verbale; name another")
    revision = connection.scalar(text("SELECT version_num FROM alembic_version"))
    if not isinstance(revision, str) or not revision.isdecimal():
        raise RecordError(f"{name}: {DAMAGED}")
    if int(revision) > int(HEAD):
        raise RecordError(f"{name}: {NEWER}")
    return int(revision)
