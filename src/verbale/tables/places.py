"""Cities, regions and states whose country a reader is expected to know."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from verbale.tables.table import Table
from verbale.tables.words import Lead, Words

PlaceKind = Literal["city", "region", "state"]
"""state: a constituent state, province or the like of a federation; region: any other area, islands and seas too."""


@dataclass(frozen=True, slots=True)
class Place:
    """One place. country: its code; None where states dispute it, or where it lies in several.

    ambiguous: its names mean other things too.
    """

    name: str
    names: tuple[str, ...]
    country: str | None
    kind: PlaceKind
    ambiguous: bool
    example: str

    @property
    def words(self) -> tuple[str, ...]:
        """Every word that leads here."""
        return (self.name, *self.names)


class Places:
    """The table of places. A place is known by its name and country: there may be several of one name, then marked as ambiguous."""

    __slots__ = ("names", "rows")

    def __init__(self, table: Table[Place]) -> None:
        self.rows = table.rows
        self.names = Words(
            Lead(word, row, row.ambiguous, where, "names") for row, where in zip(table.rows, table.where, strict=True) for word in row.words
        )

    @classmethod
    def load(cls, countries: frozenset[str], overlay: Path | None = None) -> Places:
        """The table, with the one in the folder `overlay` laid over it. `countries`: the codes there are. Raises TableError."""
        return cls(Table.load(Place, "places.csv", ("name", "country"), overlay=overlay, codes={"country": countries}))

    def by_name(self, word: str, *, ambiguous: bool = False) -> Place | None:
        """The place of this name; None if there is none or two, or if it means other things too (unless `ambiguous`)."""
        return self.names.get(word, ambiguous=ambiguous)
