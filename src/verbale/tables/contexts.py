"""Words that tell what an act is about: PLOVER's contexts.

The contexts and their names are those of PLOVER's codebook (openeventdata/PLOVER, PLOVER_MANUAL, "General contexts"), by which the POLECAT
releases are coded. Its four auxiliary modes, which stand among the contexts there, are no subjects and not here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from verbale.tables.table import Table
from verbale.tables.words import Found, Lead, Words

Context = Literal[
    "military",
    "intelligence",
    "executive",
    "legislative",
    "election",
    "political_institutions",
    "pro_democracy",
    "pro_autocracy",
    "economic",
    "legal",
    "reparations",
    "human_rights",
    "rights_freedoms",
    "repression",
    "human_security",
    "gender",
    "lgbt",
    "religion_ethnicity",
    "inequality",
    "diplomatic",
    "territory",
    "peacekeeping",
    "health",
    "asylum",
    "migration",
    "disasters",
    "natural_resource",
    "environment",
    "technology",
    "terrorism",
    "cbrn",
    "cyber",
    "misinformation",
    "crime",
    "corruption",
    "illegal_drugs",
    "trafficking",
]
_WORD = re.compile(r"[^\W_]+(?:[’'][^\W_]+)*(?:(?<=s)[’'])?")
_POSSESSIVE = re.compile(r"[’']s?$")


@dataclass(frozen=True, slots=True)
class ContextWord:
    """One word or phrase, its other forms and others like it, and the contexts that they tell.

    A phrase without contexts tells nothing, though a word in it would ("trade barbs").
    """

    word: str
    forms: tuple[str, ...]
    contexts: tuple[Context, ...]
    example: str

    @property
    def words(self) -> tuple[str, ...]:
        """Every word that leads here."""
        return (self.word, *self.forms)


class ContextWords:
    """The table of such words. Case doesn't matter, hyphens count as spaces."""

    __slots__ = ("_words", "rows")

    def __init__(self, table: Table[ContextWord]) -> None:
        self.rows = table.rows
        self._words = Words(
            (Lead(word, row, False, where, "forms") for row, where in zip(table.rows, table.where, strict=True) for word in row.words),
            cased=False,
        )

    @classmethod
    def load(cls, overlay: Path | None = None) -> ContextWords:
        """The table, with the one in the folder `overlay` laid over it. Raises TableError."""
        return cls(Table.load(ContextWord, "contexts.csv", ("word",), overlay=overlay))

    def told_by(self, phrase: str) -> Iterator[Context]:
        """The contexts that the words of the phrase tell, in their order, as often as they do; of words that overlap the longest phrase."""
        tokens = _WORD.findall(phrase)
        bare = [_POSSESSIVE.sub("", token) for token in tokens]
        at = 0
        while at < len(tokens):
            hit = self._longest(tokens, bare, at)
            if hit is not None:
                yield from hit.value.contexts
            at = at + 1 if hit is None else hit.end

    def _longest(self, tokens: list[str], bare: list[str], at: int) -> Found[ContextWord] | None:
        """The longest of ours that begins with this token, with its possessive endings ("women's rights") or without ("the army's")."""
        found = [hit for words in (tokens, bare) if (hit := self._words.longest(words, at)) is not None]
        return max(found, key=lambda hit: hit.end, default=None)
