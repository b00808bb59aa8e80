"""Words of saying, thinking and asking, by which news attributes words to somebody."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from verbale.tables.table import Table
from verbale.tables.words import Found, Lead, Words

SayingKind = Literal[
    "say",  # neutral: says, tells, announces, explains
    "claim",  # holds something to be so, which others may dispute
    "admit",  # says what tells against oneself
    "deny",  # says that something is not so; rejects
    "ask",  # asks a question
    "demand",  # asks for a deed: urges, calls on, appeals
    "promise",  # says that oneself will do something
    "warn",  # says what may come
    "praise",  # welcomes, thanks, supports
    "blame",  # condemns, accuses, complains
    "agree",  # says the same as another, consents
    "write",  # says in writing
    "think",  # believes, hopes, knows, fears: attributed, not uttered
    "show",  # what a document, poll or study says
    "voice",  # how it sounded: quipped, thundered
    "source",  # not a verb: according to
]
Frame = Literal[
    "that",  # a clause: said (that) talks had ended
    "quote",  # goes with the quoted words themselves: "...", he said
    "whether",  # an indirect question: asked whether, asked how
    "infinitive",  # urged them to leave, promised to leave
    "for",  # called for restraint
    "of",  # accused them of lying, warned of war
    "as",  # described them as friends
    "about",  # complained about noise
    "object",  # a noun: announced a ceasefire, denied the report
    "source",  # the source comes after it: according to her
]


@dataclass(frozen=True, slots=True)
class Saying:
    """One word of saying. forms: all inflected forms, the lemma too. frame: what its content looks like."""

    lemma: str
    forms: tuple[str, ...]
    kind: SayingKind
    frame: tuple[Frame, ...]
    example: str

    @property
    def words(self) -> tuple[str, ...]:
        """Every word that leads here."""
        return self.forms


class Sayings:
    """The table of words of saying. Case doesn't matter."""

    __slots__ = ("_by_lemma", "forms", "rows")

    def __init__(self, table: Table[Saying]) -> None:
        self.rows = table.rows
        self._by_lemma = {row.lemma: row for row in table.rows}
        self.forms = Words(
            (Lead(form, row, False, where, "forms") for row, where in zip(table.rows, table.where, strict=True) for form in row.forms),
            cased=False,
        )

    @classmethod
    def load(cls, overlay: Path | None = None) -> Sayings:
        """The table, with the one in the folder `overlay` laid over it. Raises TableError."""
        return cls(Table.load(Saying, "sayings.csv", ("lemma",), overlay=overlay))

    def by_lemma(self, lemma: str) -> Saying | None:
        """The row of this lemma."""
        return self._by_lemma.get(lemma)

    def by_form(self, word: str) -> Saying | None:
        """The row of which this is an inflected form: "said", "according to"."""
        return self.forms.get(word)

    def longest(self, tokens: Sequence[str], at: int = 0) -> Found[Saying] | None:
        """The longest word or phrase of saying that starts with token `at`."""
        return self.forms.longest(tokens, at)
