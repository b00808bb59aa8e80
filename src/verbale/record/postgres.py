"""A record in a PostgreSQL database, in a schema of its own (`verbale`) beside whatever else the database holds."""

from __future__ import annotations

from sqlalchemy import Connection, Engine, create_engine, make_url, text
from sqlalchemy.engine import URL
from sqlalchemy.exc import ArgumentError

from verbale.errors import RecordError
from verbale.record.migration import bring_up, migrate
from verbale.record.store import Store

STANDING = text("SELECT 1 FROM pg_namespace WHERE nspname = 'verbale'")
TABLES = text("SELECT count(*) FROM pg_tables WHERE schemaname = 'verbale'")


def open_url(where: str, *, create: bool) -> Store:
    """The record at this URL, migrated; made there where `create` says so and the database has none. Raises RecordError."""
    try:
        url = make_url(where)
    except (ArgumentError, ValueError) as error:
        raise RecordError("this is no postgresql:// URL; it looks like postgresql://user@host/database") from error
    store = Store(_engine(url), url.render_as_string(hide_password=True))
    try:
        if not _made(store):
            if not create:
                raise RecordError(f"no record at {store.name}; `verbale read` makes one")
            _make(store)
        bring_up(store)
    except BaseException:
        store.close()
        raise
    return store


def _engine(url: URL) -> Engine:
    given = url.query.get("options", "")
    options = " ".join([given] if isinstance(given, str) else given)
    try:
        return create_engine(
            url.set(drivername="postgresql+psycopg").difference_update_query(["options"]),
            connect_args={"options": f"{options} -c search_path=verbale".strip()},
        )
    except ImportError as error:
        raise RecordError('a record in PostgreSQL needs an extra: pip install "verbale[postgres]"') from error


def _made(store: Store) -> bool:
    with store.reading() as connection:
        return bool(connection.scalar(TABLES))


def _make(store: Store) -> None:
    with store.writing() as connection:
        if connection.scalar(TABLES):
            return
        _refuse_encoding(store.name, connection)
        if not connection.scalar(STANDING):
            connection.execute(text("CREATE SCHEMA verbale"))
        migrate(connection)


def _refuse_encoding(name: str, connection: Connection) -> None:
    encoding = connection.scalar(text("SHOW server_encoding"))
    if encoding != "UTF8":
        raise RecordError(f"{name}: the database is in {encoding}; a record needs one in UTF8 (CREATE DATABASE ... ENCODING 'UTF8')")
