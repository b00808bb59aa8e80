"""Countries, territories and the five unions that can be parties; how news names them, their people, capitals and seats of government."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from verbale.tables.table import Table
from verbale.tables.words import Lead, Words


@dataclass(frozen=True, slots=True)
class Country:
    """One country.

    code: ISO 3166-1 alpha-3, or XKX, EU, UN, NATO, AU, ASEAN. names: other names than `name`.
    demonyms: adjectives and what its people are called. capitals: cities whose name stands for the government.
    seats: houses whose name stands for the government. ambiguous: those of these words that also mean something else.
    """

    code: str
    name: str
    names: tuple[str, ...]
    demonyms: tuple[str, ...]
    capitals: tuple[str, ...]
    seats: tuple[str, ...]
    ambiguous: tuple[str, ...]
    example: str

    @property
    def words(self) -> tuple[str, ...]:
        """Every word that leads here."""
        return (self.name, *self.names, *self.demonyms, *self.capitals, *self.seats)


class Countries:
    """The table of countries. The four indices are public: they also find phrases among tokens and tell what is ambiguous."""

    __slots__ = ("_by_code", "capitals", "demonyms", "names", "rows", "seats")

    def __init__(self, table: Table[Country]) -> None:
        table.check("ambiguous", lambda row: set(row.ambiguous) <= set(row.words), "a word here is none of the row's other words")
        self.rows = table.rows
        self._by_code = {row.code: row for row in table.rows}
        self.names = _index(table, "names", lambda row: (row.name, *row.names))
        self.demonyms = _index(table, "demonyms", lambda row: row.demonyms)
        self.capitals = _index(table, "capitals", lambda row: row.capitals)
        self.seats = _index(table, "seats", lambda row: row.seats)

    @classmethod
    def load(cls, overlay: Path | None = None) -> Countries:
        """The table, with the one in the folder `overlay` laid over it. Raises TableError."""
        return cls(Table.load(Country, "countries.csv", ("code",), overlay=overlay))

    @property
    def codes(self) -> frozenset[str]:
        """All codes."""
        return frozenset(self._by_code)

    def by_code(self, code: str) -> Country | None:
        """The country of this code."""
        return self._by_code.get(code)

    def by_name(self, word: str, *, ambiguous: bool = False) -> str | None:
        """The code of the country with this name; None if none has it, two have it, or it means other things too (unless `ambiguous`)."""
        return self.names.get(word, ambiguous=ambiguous)

    def by_demonym(self, word: str, *, ambiguous: bool = False) -> str | None:
        """The code of the country this adjective or name of a people belongs to."""
        return self.demonyms.get(word, ambiguous=ambiguous)

    def by_capital(self, word: str, *, ambiguous: bool = False) -> str | None:
        """The code of the country for whose government this city stands."""
        return self.capitals.get(word, ambiguous=ambiguous)

    def by_seat(self, word: str, *, ambiguous: bool = False) -> str | None:
        """The code of the country for whose government this house stands."""
        return self.seats.get(word, ambiguous=ambiguous)


def _index(table: Table[Country], column: str, words: Callable[[Country], tuple[str, ...]]) -> Words[str]:
    return Words(
        Lead(word, row.code, word in row.ambiguous, where, column)
        for row, where in zip(table.rows, table.where, strict=True)
        for word in words(row)
    )
