"""Typed columns for data frames: a kind's entries as Arrow, with a schema that derives from its dataclass.

Each field is a column of its type; nested ones are structs and lists. Beside each date stand the first and the last day that it may be,
`<field>_from` and `<field>_to`.
"""

from __future__ import annotations

import typing
from collections.abc import Iterable, Iterator
from dataclasses import fields, is_dataclass
from datetime import date
from itertools import islice
from typing import Any

from verbale.errors import ExportError
from verbale.model import Entry, Kind, When, to_shape
from verbale.model.columns import days, plain

BATCH = 5_000
"""Entries that become columns at a time."""


def arrow() -> Any:
    """The module pyarrow. Raises ExportError where it isn't installed."""
    return _module("pyarrow")


def polars() -> Any:
    """The module polars. Raises ExportError where it isn't installed."""
    return _module("polars")


def _module(name: str) -> Any:
    import importlib

    try:
        return importlib.import_module(name)
    except ImportError as error:
        raise ExportError(name, "data frames need an extra: pip install 'verbale[frames]'") from error


def schema(kind: Kind, beside: Iterable[tuple[str, type]] = ()) -> Any:
    """The Arrow schema of a kind. beside: names and types (`str`, `int`, or `list` for a list of texts) of columns that come after."""
    pa = arrow()
    found = []
    hints = typing.get_type_hints(kind.type)
    for field in kind.fields:
        hint, nullable = plain(hints[field.name])
        found.append(pa.field(field.name, _type(hint), nullable=nullable or is_dataclass(hint)))
        if _is_when(hint):
            found += [pa.field(f"{field.name}_{side}", pa.date32()) for side in ("from", "to")]
    more = {str: pa.string(), int: pa.int64(), list: pa.list_(pa.string())}
    return pa.schema([*found, *(pa.field(name, more[of]) for name, of in beside)])


def _is_when(hint: Any) -> bool:
    return isinstance(hint, type) and issubclass(hint, When)


def _type(hint: Any) -> Any:
    pa = arrow()
    if typing.get_origin(hint) is tuple:
        return pa.list_(_type(plain(typing.get_args(hint)[0])[0]))
    if is_dataclass(hint) and isinstance(hint, type):
        hints = typing.get_type_hints(hint)
        kept = [f for f in fields(hint) if f.metadata.get("listed", True) and not f.metadata.get("sparse", False)]
        return pa.struct([pa.field(f.name, _type(plain(hints[f.name])[0])) for f in kept])
    return {str: pa.string(), int: pa.int64(), float: pa.float64(), bool: pa.bool_()}[hint]


def row(kind: Kind, entry: Entry) -> dict[str, Any]:
    """An entry as a row of the schema."""
    shape: dict[str, Any] = to_shape(entry)
    made: dict[str, Any] = {}
    for field in kind.fields:
        made[field.name] = shape[field.name]
        value = getattr(entry, field.name)
        if isinstance(value, When):
            made[f"{field.name}_from"], made[f"{field.name}_to"] = days(value)
    return made


def batches(rows: Iterable[dict[str, Any]], of: Any) -> Iterator[Any]:
    """Record batches of these rows under this schema, one at a time."""
    pa = arrow()
    waiting = iter(rows)
    while some := list(islice(waiting, BATCH)):
        yield pa.RecordBatch.from_pylist(some, schema=of)


Day = date | str | None


def day(value: Day) -> date | None:
    """A day given as a date or as YYYY-MM-DD. Raises ValueError."""
    return date.fromisoformat(value) if isinstance(value, str) else value
