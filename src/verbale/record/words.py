"""Text in a column, and which text a column can't take."""

from __future__ import annotations

from typing import Any

from sqlalchemy import TEXT, Dialect, Text
from sqlalchemy.types import TypeDecorator, TypeEngine


class Words(TypeDecorator[str]):
    """Text ordered by code point in every database: PostgreSQL's own order depends on how the server was set up."""

    impl = Text
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """TEXT, with PostgreSQL's "C" collation there."""
        return TEXT(collation="C") if dialect.name == "postgresql" else TEXT()


def flaw(value: object) -> str | None:
    """Why this value (a string, or lists and dicts that hold some) can't be stored, or None where it can.

    No Unicode text holds a lone surrogate, and PostgreSQL takes no U+0000; what one database refuses, both refuse.
    """
    if isinstance(value, str):
        return _flaw_of_string(value)
    if isinstance(value, dict):
        value = [*value.keys(), *value.values()]
    if isinstance(value, list | tuple):
        return next((found for found in map(flaw, value) if found), None)
    return None


def _flaw_of_string(value: str) -> str | None:
    if "\x00" in value:
        return "it holds U+0000"
    if value.isascii():
        return None
    try:
        value.encode()
    except UnicodeEncodeError as error:
        return f"it holds a lone surrogate, U+{ord(value[error.start]):04X}"
    return None
