"""Series of talks that have a name of their own: what they are called, between whom they are, and what about."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from verbale.tables.table import Table
from verbale.tables.words import Lead, Words

_WORD = re.compile(r"[^\W_]+(?:[’'][^\W_]+)*")


@dataclass(frozen=True, slots=True)
class Series:
    """One series. key: what it is known by. names: what it is called, without its parties.

    parties: codes, where it is always between the same: then its name alone says who they are; else empty.
    topic, among: the key of the topic by which talks that have no name are known to be of it, where all of these are parties; None and
        empty where nothing but a name tells.
    """

    key: str
    names: tuple[str, ...]
    parties: tuple[str, ...]
    topic: str | None
    among: tuple[str, ...]
    example: str

    @property
    def words(self) -> tuple[str, ...]:
        """Every name that leads here."""
        return self.names


class SeriesNames:
    """The table of such series. Case doesn't matter, hyphens count as spaces."""

    __slots__ = ("_names", "rows")

    def __init__(self, table: Table[Series]) -> None:
        self.rows = table.rows
        self._names = Words(
            (Lead(name, row, False, where, "names") for row, where in zip(table.rows, table.where, strict=True) for name in row.names),
            cased=False,
        )

    @classmethod
    def load(cls, overlay: Path | None = None) -> SeriesNames:
        """The table, with the one in the folder `overlay` laid over it. Raises TableError."""
        return cls(Table.load(Series, "series.csv", ("key",), overlay=overlay))

    def of(self, phrase: str) -> Series | None:
        """The series whose name stands in a phrase, the longest; None for none."""
        tokens = _WORD.findall(phrase)
        found = [hit for at in range(len(tokens)) if (hit := self._names.longest(tokens, at)) is not None]
        best = max(found, key=lambda hit: (hit.end - hit.start, -hit.start), default=None)
        return None if best is None else best.value

    def on(self, topic: str, parties: Iterable[str]) -> Series | None:
        """The series that talks on this topic between these parties, and perhaps others, are known to be of; None where none is."""
        told = set(parties)
        return next((row for row in self.rows if row.topic == topic and row.among and told >= set(row.among)), None)
