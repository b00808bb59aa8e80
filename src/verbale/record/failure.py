"""What a database says when it fails, in words that say what to do."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import IntegrityError, SQLAlchemyError, StatementError

from verbale.errors import RecordError

DAMAGED = "it is damaged; go back to a copy, or read the documents again into a new record"
SQLITE = {
    "SQLITE_NOTADB": DAMAGED,
    "SQLITE_CORRUPT": DAMAGED,
    "SQLITE_BUSY": "another program is writing to it; try again when that is done",
    "SQLITE_LOCKED": "another program is writing to it; try again when that is done",
    "SQLITE_FULL": "the disk is full; nothing was changed",
    "SQLITE_READONLY": "it, or the folder it is in, can't be written to; a record needs both, so allow it or work on a copy",
    "SQLITE_CANTOPEN": "it can't be opened; a record needs leave to read and write the file and the folder it is in",
    "SQLITE_IOERR": "the disk failed to read or write it; nothing was changed",
}
"""SQLite's error name, without what may follow it (SQLITE_READONLY_DIRECTORY): what to tell."""


@contextmanager
def told(name: str) -> Iterator[None]:
    """Turn what the database library raises in this block into a RecordError that starts with the record's name."""
    try:
        yield
    except IntegrityError as error:
        raise RecordError(f"{name}: refused, nothing was changed: {_first_line(error.orig)}") from error
    except StatementError as error:
        raise RecordError(f"{name}: {_reason(error.orig)}") from error
    except SQLAlchemyError as error:
        raise RecordError(f"{name}: {_first_line(error)}") from error


def _reason(error: BaseException | None) -> str:
    code = getattr(error, "sqlite_errorname", None) or ""
    for known, reason in SQLITE.items():
        if code == known or code.startswith(f"{known}_"):
            return reason
    return _first_line(error)


def _first_line(error: BaseException | None) -> str:
    lines = str(error).strip().splitlines()
    return lines[0] if lines else type(error).__name__
