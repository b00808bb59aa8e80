"""Words by which it is told what sort of thing is promised."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from verbale.model import CommitmentKind
from verbale.tables.table import Table
from verbale.tables.words import Lead, Words

_WORD = re.compile(r"[^\W_]+(?:[-’'][^\W_]+)*")


@dataclass(frozen=True, slots=True)
class PromiseWord:
    """One word, and the kind of commitment that it makes of a promise."""

    word: str
    kind: CommitmentKind
    example: str

    @property
    def words(self) -> tuple[str, ...]:
        """Every word that leads here."""
        return (self.word,)


class PromiseWords:
    """The table of such words. Case doesn't matter."""

    __slots__ = ("_words", "rows")

    def __init__(self, table: Table[PromiseWord]) -> None:
        self.rows = table.rows
        self._words = Words(
            (Lead(row.word, row.kind, False, where, "word") for row, where in zip(table.rows, table.where, strict=True)), cased=False
        )

    @classmethod
    def load(cls, overlay: Path | None = None) -> PromiseWords:
        """The table, with the one in the folder `overlay` laid over it. Raises TableError."""
        return cls(Table.load(PromiseWord, "promise_words.csv", ("word",), overlay=overlay))

    def of(self, phrase: str) -> CommitmentKind:
        """The kind that the phrase's first telling word makes of it; `other` where none tells."""
        return next((kind for word in _WORD.findall(phrase) if (kind := self._words.get(word)) is not None), "other")
