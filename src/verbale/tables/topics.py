"""What dialogues are about and what is discussed in them: a key for each subject, under whatever words it comes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from verbale.tables.table import Table
from verbale.tables.words import Lead, Words

_WORD = re.compile(r"[^\W_]+(?:[-’'][^\W_]+)*")


@dataclass(frozen=True, slots=True)
class Subject:
    """One subject. key: what it is known by, everywhere. name: as a dialogue on it is described. forms: other words for it."""

    key: str
    name: str
    forms: tuple[str, ...]
    example: str

    @property
    def words(self) -> tuple[str, ...]:
        """Every word that leads here."""
        return (self.name, *self.forms)


class Topics:
    """The table of subjects. Case doesn't matter, hyphens count as spaces."""

    __slots__ = ("_names", "rows")

    def __init__(self, table: Table[Subject]) -> None:
        self.rows = table.rows
        self._names = Words(
            (
                Lead(word, row, False, where, "forms")
                for row, where in zip(table.rows, table.where, strict=True)
                for word in dict.fromkeys(row.words)
            ),
            cased=False,
        )

    @classmethod
    def load(cls, overlay: Path | None = None) -> Topics:
        """The table, with the one in the folder `overlay` laid over it. Raises TableError."""
        return cls(Table.load(Subject, "topics.csv", ("key",), overlay=overlay))

    def of(self, phrase: str) -> Subject | None:
        """The subject that a phrase names: the longest of the words in it that are ours, the first of those as long; None for none."""
        tokens = _WORD.findall(phrase)
        found = [hit for at in range(len(tokens)) if (hit := self._names.longest(tokens, at)) is not None]
        best = max(found, key=lambda hit: (hit.end - hit.start, -hit.start), default=None)
        return None if best is None else best.value
