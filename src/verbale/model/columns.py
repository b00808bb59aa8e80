"""Flat columns of a kind, derived from its dataclass: what a spreadsheet or a data frame has of it."""

from __future__ import annotations

import json
import types
import typing
from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from functools import cache
from typing import Any, Literal, Union

from verbale.model.interval import Interval
from verbale.model.kinds import Entry, Kind
from verbale.model.shape import to_shape
from verbale.model.when import When

Cell = str | int | float | bool | date | None


@dataclass(frozen=True, slots=True)
class Column:
    """One column.

    name: that of the field; of a field in a nested dataclass, both names with `_` between (`place_country`).
    path: the fields that lead to its value. type: `str`, `int`, `float`, `bool`, `date`, or `list` for what is written as JSON.
    side: for the two columns that each date has beside it, whether the first or the last day that it may be; None for all others.
    """

    name: str
    path: tuple[str, ...]
    type: type
    side: Literal["from", "to"] | None = None

    def of(self, entry: Entry) -> Cell:
        """The entry's value in this column; lists as JSON."""
        value: Any = entry
        for name in self.path:
            value = getattr(value, name)
        if self.side is not None:
            first, last = days(value)
            return first if self.side == "from" else last
        if self.type is list:
            return json.dumps(to_shape(value), ensure_ascii=False, separators=(",", ":"))
        return typing.cast(Cell, round(value, 2) if isinstance(value, float) else value)


def days(when: When) -> tuple[date | None, date | None]:
    """The first and the last day that it may be, each None where that end is open or nothing is known."""
    if when.edtf is None:
        return None, None
    interval = Interval.of(when.edtf)
    return interval.first, interval.last


@cache
def columns(kind: Kind) -> tuple[Column, ...]:
    """The kind's columns, in the order of its fields. After each date's own stand the first and the last day that it may be."""
    return tuple(_columns(kind.type, ()))


def _columns(cls: type, path: tuple[str, ...]) -> Iterator[Column]:
    hints = typing.get_type_hints(cls)
    for field in fields(cls):
        if not field.metadata.get("listed", True) or field.metadata.get("sparse", False):
            continue
        hint = plain(hints[field.name])[0]
        here = (*path, field.name)
        if is_dataclass(hint) and isinstance(hint, type):
            yield from _columns(hint, here)
            if issubclass(hint, When):
                yield Column("_".join((*here, "from")), here, date, "from")
                yield Column("_".join((*here, "to")), here, date, "to")
        else:
            yield Column("_".join(here), here, hint if hint in (str, int, float, bool) else list)


def plain(hint: Any) -> tuple[Any, bool]:
    """A field's type without `None` and with a `Literal` as the type of its values; and whether None is among its values."""
    nullable = False
    if typing.get_origin(hint) in (Union, types.UnionType):
        args = [arg for arg in typing.get_args(hint) if arg is not type(None)]
        nullable = len(args) < len(typing.get_args(hint))
        hint = args[0] if len(args) == 1 else hint
    if typing.get_origin(hint) is Literal:
        hint = type(typing.get_args(hint)[0])
    return hint, nullable
