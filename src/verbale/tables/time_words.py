"""Words of time: months, units, numbers, "last" and "next", "soon", and what tells the tense of a clause."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, get_args

from verbale.tables.table import Table
from verbale.tables.words import Found, Lead, Words

TimeWordKind = Literal[
    "month",
    "weekday",
    "weekdays",
    "season",
    "unit",
    "number",
    "some",
    "ordinal",
    "which",
    "other",
    "part",
    "daytime",
    "today",
    "day",
    "vague",
    "loose",
    "set",
    "every",
    "about",
    "ago",
    "bound",
    "within",
    "span",
    "join",
    "numbered",
    "counted",
    "paper",
    "feast",
    "future",
    "past",
    "did",
    "scheduled",
    "opens",
    "zone",
]
"""What a word does in a time expression.

numbered: nouns whose number is no year; counted: nouns that a number counts; paper, feast: what makes another thing of a weekday;
future, past: verbs and auxiliaries that tell the tense of what hangs on them; did: verbs after which
an infinitive has happened; scheduled: verbs whose present tells of what is to come;
opens: words before a month, a season or a year (`value` says which) that show that it is one; zone: time zones;
loose: vague words that are often no time, taken only where the reader found one.
"""


@dataclass(frozen=True, slots=True)
class TimeWord:
    """The words of one kind that say one thing. value: what, in the words of `verbale.model.said` where it has one."""

    kind: TimeWordKind
    value: str | None
    forms: tuple[str, ...]
    example: str

    @property
    def words(self) -> tuple[str, ...]:
        """Every word that leads here."""
        return self.forms


class TimeWords:
    """The table of words of time, an index a kind. Case doesn't matter, and a hyphen is a space."""

    __slots__ = ("_by_kind", "rows")

    def __init__(self, table: Table[TimeWord]) -> None:
        self.rows = table.rows
        leads: dict[str, list[Lead[TimeWord]]] = {kind: [] for kind in get_args(TimeWordKind)}
        for row, where in zip(table.rows, table.where, strict=True):
            leads[row.kind] += [Lead(word, row, False, where, "forms") for word in dict.fromkeys(row.forms)]
        self._by_kind = {kind: Words(found, cased=False) for kind, found in leads.items()}

    @classmethod
    def load(cls, overlay: Path | None = None) -> TimeWords:
        """The table, with the one in the folder `overlay` laid over it. Raises TableError."""
        return cls(Table.load(TimeWord, "time_words.csv", ("kind", "value"), overlay=overlay))

    def value(self, kind: TimeWordKind, word: str) -> str | None:
        """What the word says as one of this kind; None where it is none, "" where it says no more than that it is one."""
        row = self._by_kind[kind].get(word)
        return None if row is None else row.value or ""

    def longest(self, kind: TimeWordKind, tokens: Sequence[str], at: int) -> Found[TimeWord] | None:
        """The longest phrase of this kind that starts with token `at`."""
        return self._by_kind[kind].longest(tokens, at)

    def ending(self, kind: TimeWordKind, tokens: Sequence[str], end: int) -> Found[TimeWord] | None:
        """The longest phrase of this kind that ends just before token `end`."""
        return self._by_kind[kind].ending(tokens, end)
