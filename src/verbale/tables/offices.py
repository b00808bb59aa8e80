"""Words of titles and roles, before or after a person's name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from verbale.tables.plural import plural
from verbale.tables.sectors import Gender, Sector
from verbale.tables.table import Table
from verbale.tables.words import Found, Lead, Words


@dataclass(frozen=True, slots=True)
class Office:
    """One title. plural: where it isn't regular. sector: None where it depends on the body ("president").

    own_sector: whether the word alone decides the sector, whatever the body (a "judge" of a ministry is still JUD).
    gender: what it tells of its holder. honorific: a form of address that is no office (Mr, Sir, Sheikh).
    """

    title: str
    plural: str | None
    sector: Sector | None
    own_sector: bool
    gender: Gender | None
    honorific: bool
    example: str

    @property
    def plurals(self) -> str:
        """The plural, regular or not."""
        return self.plural or plural(self.title)

    @property
    def words(self) -> tuple[str, ...]:
        """Every word that leads here."""
        return (self.title, self.plurals)


class Offices:
    """The table of titles. Case doesn't matter, hyphens count as spaces, singular and plural are one."""

    __slots__ = ("_plural", "rows", "titles")

    def __init__(self, table: Table[Office]) -> None:
        self.rows = table.rows
        self.titles = Words(
            (
                Lead(word, row, False, where, "title")
                for row, where in zip(table.rows, table.where, strict=True)
                for word in dict.fromkeys(row.words)
            ),
            cased=False,
        )
        self._plural = frozenset(_spaced(row.plurals) for row in table.rows if row.plurals != row.title)

    @classmethod
    def load(cls, overlay: Path | None = None) -> Offices:
        """The table, with the one in the folder `overlay` laid over it. Raises TableError."""
        return cls(Table.load(Office, "offices.csv", ("title",), overlay=overlay))

    def by_title(self, title: str) -> Office | None:
        """The office that is exactly this title."""
        found = self.longest(title.split())
        return found.value if found is not None and found.end == len(title.split()) else None

    def longest(self, tokens: Sequence[str], at: int = 0) -> Found[Office] | None:
        """The longest title that starts with token `at`: of "deputy foreign minister of", the first three."""
        return self.titles.longest(tokens, at)

    def ending(self, tokens: Sequence[str], end: int) -> Found[Office] | None:
        """The longest title that ends just before token `end`, where a name begins."""
        return self.titles.ending(tokens, end)

    def is_plural(self, title: str) -> bool:
        """Whether the title is in the plural: several people hold it."""
        return _spaced(title) in self._plural


def _spaced(title: str) -> str:
    return " ".join(title.casefold().replace("-", " ").split())
