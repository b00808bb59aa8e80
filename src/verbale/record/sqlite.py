"""A record in a file.

A file that isn't a record of ours is told by its first 100 bytes, before SQLite sees it, so that it is never changed
(https://www.sqlite.org/fileformat.html#the_database_header). A new record is made beside its place under another name, with mode 0600
from the first byte, and put there whole; SQLite gives its own -wal and -shm files the mode of the file.
"""

from __future__ import annotations

import os
import sqlite3
import stat
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.pool import QueuePool

from verbale.errors import RecordError
from verbale.record.failure import DAMAGED
from verbale.record.migration import NEWER, bring_up, migrate
from verbale.record.schema import APPLICATION_ID, HEAD
from verbale.record.store import Store

MAGIC = b"SQLite format 3\x00"
HEADER = 100
"""Bytes of an SQLite header. At 60: user_version; at 68: application_id; big-endian."""
PATIENCE = 30.0
"""Seconds to wait for another writer."""
NOT_OURS = "it is no record of Verbale; name another file"


def open_file(path: Path, *, create: bool) -> Store:
    """The record in this file, migrated; made there where `create` says so and nothing is there. Raises RecordError."""
    with _file_errors(path):
        path = path.absolute()
        if not path.exists():
            if not create:
                raise RecordError(f"no record at {path}; `verbale read` makes one")
            _make(path)
        _refuse_file(path)
    store = Store(_engine(path), str(path))
    try:
        bring_up(store)
    except BaseException:
        store.close()
        raise
    return store


@contextmanager
def _file_errors(path: Path) -> Iterator[None]:
    try:
        yield
    except PermissionError as error:
        raise RecordError(f"{path}: permission denied; a record needs leave to read and write the file and the folder it is in") from error
    except OSError as error:
        raise RecordError(f"{path}: {(error.strerror or str(error)).lower()}; name another file") from error
    except ValueError as error:
        raise RecordError(f"{str(path)!r} is no name for a file: {error}") from error


def _refuse_file(path: Path) -> None:
    """Raise RecordError unless this file is a record of ours, of this version or an older one, that can be read and written."""
    mode = path.stat().st_mode
    if stat.S_ISDIR(mode):
        raise RecordError(f"{path}: it is a folder; name a file in it")
    if not stat.S_ISREG(mode):
        raise RecordError(f"{path}: it is no ordinary file; name another")
    if not mode & 0o444 or not os.access(path, os.R_OK):
        raise RecordError(f"{path}: it can't be read; allow it (chmod u+rw), or work on a copy")
    with path.open("rb") as file:
        header = file.read(HEADER)
    _refuse_header(path, header)
    if not mode & 0o222 or not os.access(path, os.W_OK):
        raise RecordError(f"{path}: it is read-only; a record needs to be written to, so allow it (chmod u+w), or work on a copy")


def _refuse_header(path: Path, header: bytes) -> None:
    if not header:
        raise RecordError(f"{path}: it is empty; remove it, and `verbale read` makes a record there")
    if not header.startswith(MAGIC):
        raise RecordError(f"{path}: {NOT_OURS}")
    if len(header) < HEADER:
        raise RecordError(f"{path}: {DAMAGED}")
    if int.from_bytes(header[68:72]) != APPLICATION_ID:
        raise RecordError(f"{path}: {NOT_OURS} (this is a database of another program)")
    if int.from_bytes(header[60:64]) > int(HEAD):
        raise RecordError(f"{path}: {NEWER}")


def _make(path: Path) -> None:
    """Put an empty record there. Killed on the way, it leaves at most a hidden file `.NAME.*` beside it."""
    file, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    os.close(file)
    new = Path(name)
    try:
        store = Store(_engine(new), str(path))
        try:
            with store.writing() as connection:
                migrate(connection)
            _to_wal(store)
        finally:
            store.close()
        _place(new, path)
    finally:
        new.unlink(missing_ok=True)


def _place(new: Path, path: Path) -> None:
    """Give the new record its name, unless another program was faster: then its record stands."""
    try:
        os.link(new, path)
    except FileExistsError:
        return
    except OSError:  # a file system without links
        if not path.exists():
            new.rename(path)


def _engine(path: Path) -> Engine:
    def connect() -> sqlite3.Connection:
        connection = sqlite3.connect(f"{path.as_uri()}?mode=rw", uri=True, timeout=PATIENCE, isolation_level=None, check_same_thread=False)
        connection.execute("PRAGMA foreign_keys = ON")
        return connection

    engine = create_engine("sqlite://", creator=connect, poolclass=QueuePool)

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE" if connection.get_execution_options().get("writes") else "BEGIN")

    return engine


def _to_wal(store: Store) -> None:
    """Let readers go on while one writes. On a file system that can't do that (a network's) the rollback journal stays."""
    connection = store.engine.raw_connection()
    try:
        with suppress(sqlite3.OperationalError):
            connection.cursor().execute("PRAGMA journal_mode = WAL")
    finally:
        connection.close()
