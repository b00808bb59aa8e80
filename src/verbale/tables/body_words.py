"""Head nouns that tell what sort of body a name is: Ministry, Court, University."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from verbale.tables.bodies import BodyKind
from verbale.tables.sectors import Sector
from verbale.tables.table import Table
from verbale.tables.words import Lead, Words

_AFTER_HEAD = frozenset({"of", "for", "on", "in", "to", "against", "at", "de", "du", "der", "des", "del", "della", "di", "da", "without"})


@dataclass(frozen=True, slots=True)
class BodyWord:
    """One head noun. kind, sector: those of the bodies so called; sector is None where the word alone doesn't tell."""

    word: str
    kind: BodyKind
    sector: Sector | None
    example: str

    @property
    def words(self) -> tuple[str, ...]:
        """Every word that leads here."""
        return (self.word,)


class BodyWords:
    """The table of head nouns. Case doesn't matter."""

    __slots__ = ("rows", "words")

    def __init__(self, table: Table[BodyWord]) -> None:
        self.rows = table.rows
        self.words = Words(
            (Lead(row.word, row, False, where, "word") for row, where in zip(table.rows, table.where, strict=True)), cased=False
        )

    @classmethod
    def load(cls, overlay: Path | None = None) -> BodyWords:
        """The table, with the one in the folder `overlay` laid over it. Raises TableError."""
        return cls(Table.load(BodyWord, "body_words.csv", ("word",), overlay=overlay))

    def by_word(self, word: str) -> BodyWord | None:
        """The row of this head noun."""
        return self.words.get(word)

    def of_name(self, name: str) -> BodyWord | None:
        """The row of the head of a whole name: "Ministry of Foreign Affairs", "Human Rights Committee of the Bar", "Xinhua News Agency".

        The head is what stands before the first preposition, or, where that is no word of ours, what stands last.
        """
        tokens = name.split()
        cut = next((i for i, token in enumerate(tokens) if i and token.casefold() in _AFTER_HEAD), len(tokens))
        for end in (cut, len(tokens)):
            found = self.words.ending(tokens, end)
            if found is not None:
                return found.value
        return None
