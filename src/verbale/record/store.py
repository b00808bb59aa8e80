"""A database that is open: how it is read and written."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from sqlalchemy import Connection, Engine, text

from verbale.record.failure import told

ONE_WRITER = text("SELECT pg_advisory_xact_lock(1449488994)")
"""One writer at a time in PostgreSQL, as there is in SQLite; the number is ours (schema.APPLICATION_ID)."""


@dataclass(frozen=True, slots=True)
class Store:
    """name: as messages name it, without a password."""

    engine: Engine
    name: str

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection that sees the record as it is at its first look, whatever is written meanwhile. Raises RecordError."""
        options = {"isolation_level": "REPEATABLE READ"} if self.engine.dialect.name == "postgresql" else {}
        with told(self.name), self.engine.connect() as connection:
            yield connection.execution_options(**options)

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """One transaction, the only writer: all of it is stored where the block ends, none of it where it raises. Raises RecordError."""
        with told(self.name), self.engine.connect() as connection:
            connection = connection.execution_options(writes=True)
            with connection.begin():
                if connection.dialect.name == "postgresql":
                    connection.execute(ONE_WRITER)
                yield connection

    def close(self) -> None:
        """Let go of the database."""
        self.engine.dispose()
