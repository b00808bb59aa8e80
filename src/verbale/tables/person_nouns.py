"""Nouns by which a story refers back to a person, or to a source it doesn't name: "the diplomat", "officials"."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from verbale.tables.sectors import Gender, Sector
from verbale.tables.table import Table
from verbale.tables.words import Lead, Words


@dataclass(frozen=True, slots=True)
class PersonNoun:
    """One noun. gender, sector: what the word tells of the person, None where it doesn't."""

    noun: str
    plural: str
    gender: Gender | None
    sector: Sector | None
    example: str

    @property
    def words(self) -> tuple[str, ...]:
        """Every word that leads here."""
        return (self.noun, self.plural)


class PersonNouns:
    """The table of nouns for persons. Case doesn't matter, singular and plural are one."""

    __slots__ = ("_plural", "nouns", "rows")

    def __init__(self, table: Table[PersonNoun]) -> None:
        self.rows = table.rows
        self.nouns = Words(
            (
                Lead(word, row, False, where, "noun")
                for row, where in zip(table.rows, table.where, strict=True)
                for word in dict.fromkeys(row.words)
            ),
            cased=False,
        )
        self._plural = frozenset(row.plural.casefold() for row in table.rows if row.plural != row.noun)

    @classmethod
    def load(cls, overlay: Path | None = None) -> PersonNouns:
        """The table, with the one in the folder `overlay` laid over it. Raises TableError."""
        return cls(Table.load(PersonNoun, "person_nouns.csv", ("noun",), overlay=overlay))

    def by_word(self, word: str) -> PersonNoun | None:
        """The row of this noun, in the singular or the plural."""
        return self.nouns.get(word)

    def is_plural(self, word: str) -> bool:
        """Whether this is one of the plurals."""
        return word.casefold() in self._plural
