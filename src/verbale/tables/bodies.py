"""Well-known organizations: ministries, parliaments, services, parties, armed groups, intergovernmental bodies, NGOs, media, companies."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from verbale.tables.sectors import Sector
from verbale.tables.table import Table
from verbale.tables.words import Lead, Words

BodyKind = Literal["agency", "organization", "group", "government"]
"""agency: an organ of a state or of an international organization; organization: whatever has statutes of its own;
group: an armed or loose one; government: one that governs, though no country of the table."""


@dataclass(frozen=True, slots=True)
class Body:
    """One body. country: None where it belongs to none, or to whichever the story is about ("the Supreme Court").

    aliases: other names; ambiguous: those of its names that also mean something else.
    """

    name: str
    aliases: tuple[str, ...]
    ambiguous: tuple[str, ...]
    kind: BodyKind
    country: str | None
    sector: Sector | None
    example: str

    @property
    def words(self) -> tuple[str, ...]:
        """Every word that leads here."""
        return (self.name, *self.aliases)


class Bodies:
    """The table of bodies."""

    __slots__ = ("names", "rows")

    def __init__(self, table: Table[Body]) -> None:
        table.check("ambiguous", lambda row: set(row.ambiguous) <= set(row.words), "a word here is none of the row's other words")
        self.rows = table.rows
        self.names = Words(
            Lead(word, row, word in row.ambiguous, where, "aliases")
            for row, where in zip(table.rows, table.where, strict=True)
            for word in row.words
        )

    @classmethod
    def load(cls, countries: frozenset[str], overlay: Path | None = None) -> Bodies:
        """The table, with the one in the folder `overlay` laid over it. `countries`: the codes there are. Raises TableError."""
        return cls(Table.load(Body, "bodies.csv", ("name",), overlay=overlay, codes={"country": countries}))

    def by_name(self, word: str, *, ambiguous: bool = False) -> Body | None:
        """The body of this name or alias; None if there is none or two, or if it means other things too (unless `ambiguous`)."""
        return self.names.get(word, ambiguous=ambiguous)
