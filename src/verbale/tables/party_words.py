"""Words by which a story of talks means one of the parties, or both, without naming it: "the hosts", "the visitors", "both sides"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from verbale.tables.table import Table
from verbale.tables.words import Lead, Words

Means = Literal["host", "guest", "both", "other"]
_WORD = re.compile(r"[^\W_]+(?:[-’'][^\W_]+)*")


@dataclass(frozen=True, slots=True)
class PartyWord:
    """One word. means: the party where the talks are held, the one that travelled, both, or the other one."""

    word: str
    plural: str | None
    means: Means
    example: str

    @property
    def words(self) -> tuple[str, ...]:
        """Every word that leads here."""
        return (self.word,) if self.plural is None else (self.word, self.plural)


class PartyWords:
    """The table of such words. Case doesn't matter."""

    __slots__ = ("_words", "rows")

    def __init__(self, table: Table[PartyWord]) -> None:
        self.rows = table.rows
        self._words = Words(
            (Lead(word, row, False, where, "word") for row, where in zip(table.rows, table.where, strict=True) for word in row.words),
            cased=False,
        )

    @classmethod
    def load(cls, overlay: Path | None = None) -> PartyWords:
        """The table, with the one in the folder `overlay` laid over it. Raises TableError."""
        return cls(Table.load(PartyWord, "party_words.csv", ("word",), overlay=overlay))

    def of(self, phrase: str) -> Means | None:
        """What the phrase means by the longest of its words that is ours; None where none is."""
        tokens = _WORD.findall(phrase)
        found = [hit for at in range(len(tokens)) if (hit := self._words.longest(tokens, at)) is not None]
        best = max(found, key=lambda hit: (hit.end - hit.start, -hit.start), default=None)
        return None if best is None else best.value.means
