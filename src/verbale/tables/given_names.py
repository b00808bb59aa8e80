"""Frequent given names in Latin script, with the gender they tell."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from verbale.tables.sectors import Gender
from verbale.tables.table import Table
from verbale.tables.words import Lead, Words


@dataclass(frozen=True, slots=True)
class GivenName:
    """One name. gender: `u` where women and men bear it. example: the one table whose rows may do without, a name being its own."""

    name: str
    gender: Gender
    example: str | None

    @property
    def words(self) -> tuple[str, ...]:
        """Every word that leads here."""
        return (self.name,)


class GivenNames:
    """The table of given names. They keep their case; all in capitals, from four letters on, they are found too."""

    __slots__ = ("names", "rows")

    def __init__(self, table: Table[GivenName]) -> None:
        self.rows = table.rows
        self.names = Words(Lead(row.name, row, False, where, "name") for row, where in zip(table.rows, table.where, strict=True))

    @classmethod
    def load(cls, overlay: Path | None = None) -> GivenNames:
        """The table, with the one in the folder `overlay` laid over it. Raises TableError."""
        return cls(Table.load(GivenName, "given_names.csv", ("name",), overlay=overlay))

    def gender(self, name: str) -> Gender | None:
        """`m`, `f`, `u` for a name borne by both, None for one that we don't know."""
        row = self.names.get(name)
        return None if row is None else row.gender

    def __contains__(self, name: object) -> bool:
        return name in self.names
