"""Words that lead to something: an index from a word or phrase to what it names, which knows what is ambiguous.

Names keep their case ("US" is a country, "us" is not); titles and other common nouns don't, and to them a hyphen is a space.
Apostrophes are straight or not. A word that isn't found as it stands is looked up without a leading "the", and then without a possessive
ending. A name all in capitals of four letters or more (a headline) finds the same name in ordinary case.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, NamedTuple, TypeVar

from verbale.tables.table import fail

V = TypeVar("V")
CAPITALS = 4
"""Letters from which a word in capitals may be an ordinary name in a headline; shorter ones are acronyms."""
_HYPHENS = re.compile(r"[-‐‑]")


class Lead(NamedTuple, Generic[V]):
    """word leads to value; ambiguous: to other things too. where, column: as errors name the row."""

    word: str
    value: V
    ambiguous: bool
    where: str
    column: str


@dataclass(frozen=True, slots=True)
class Found(Generic[V]):
    """A phrase found among tokens: it is `tokens[start:end]`."""

    value: V
    start: int
    end: int


@dataclass(slots=True)
class _Hit(Generic[V]):
    values: list[V]
    ambiguous: bool
    where: str


class Words(Generic[V]):
    """An index of words and phrases. Two rows may share a word only if both mark it as ambiguous, else TableError."""

    __slots__ = ("_cased", "_firsts", "_hits", "_longest", "_phrases", "_upper")

    def __init__(self, leads: Iterable[Lead[V]], *, cased: bool = True) -> None:
        self._cased = cased
        self._hits: dict[str, _Hit[V]] = {}
        self._upper: dict[str, _Hit[V]] = {}
        self._phrases: dict[tuple[str, ...], _Hit[V]] = {}
        self._firsts: frozenset[str] = frozenset()
        self._longest = 0
        for lead in leads:
            self._add(lead)
        if cased:
            self._index_capitals()

    def get(self, word: str, *, ambiguous: bool = False) -> V | None:
        """What the word leads to, or None.

        ambiguous: whether to take a word that has other senses too, because the caller knows from elsewhere in which sense it stands here.
        A word that leads to two of us is None in any case.
        """
        hit = self._find(word)
        return None if hit is None else _only(hit, ambiguous)

    def candidates(self, word: str) -> tuple[V, ...]:
        """All that the word may lead to, in the table's order."""
        hit = self._find(word)
        return () if hit is None else tuple(hit.values)

    def is_ambiguous(self, word: str) -> bool:
        """Whether the word is one of ours and has more senses than one."""
        hit = self._find(word)
        return hit is not None and (hit.ambiguous or len(hit.values) > 1)

    def longest(self, tokens: Sequence[str], at: int = 0, *, ambiguous: bool = False) -> Found[V] | None:
        """The longest phrase that starts with token `at` and ends with a token; hyphens count as spaces."""
        phrases = self._index_phrases()
        found: Found[V] | None = None
        pieces: list[str] = []
        for end in range(at, len(tokens)):
            more = self._pieces(tokens[end])
            pieces += more
            if len(pieces) > self._longest or not pieces or pieces[0] not in self._firsts:
                break
            hit = phrases.get(tuple(pieces)) if more else None
            value = None if hit is None else _only(hit, ambiguous)
            if value is not None:
                found = Found(value, at, end + 1)
        return found

    def ending(self, tokens: Sequence[str], end: int, *, ambiguous: bool = False) -> Found[V] | None:
        """The longest phrase that ends just before token `end`."""
        self._index_phrases()
        first = max(0, end - 2 * self._longest)
        window = tokens[first:end]
        for start in range(len(window)):
            found = self.longest(window, start, ambiguous=ambiguous)
            if found is not None and found.end == len(window):
                return Found(found.value, first + start, end)
        return None

    def __contains__(self, word: object) -> bool:
        return isinstance(word, str) and self._find(word) is not None

    def __iter__(self) -> Iterator[str]:
        return iter(self._hits)

    def __len__(self) -> int:
        return len(self._hits)

    def _add(self, lead: Lead[V]) -> None:
        word = self._plain(lead.word)
        hit = self._hits.get(word)
        if hit is None:
            self._hits[word] = _Hit([lead.value], lead.ambiguous, lead.where)
        elif lead.value not in hit.values:
            if not (hit.ambiguous and lead.ambiguous):
                fail(lead.where, lead.column, f"{lead.word!r} stands in {hit.where} too, and isn't marked as ambiguous in both")
            hit.values.append(lead.value)

    def _index_capitals(self) -> None:
        for word, hit in self._hits.items():
            if len(word) >= CAPITALS and not word.isupper():
                upper = word.upper()
                self._upper[upper] = _both(hit, self._upper.get(upper))

    def _index_phrases(self) -> dict[tuple[str, ...], _Hit[V]]:
        """Built when a phrase is first looked for: most indices never need it."""
        if not self._phrases:
            for word, hit in self._hits.items():
                pieces = tuple(self._pieces(word))
                self._phrases[pieces] = _both(hit, self._phrases.get(pieces))
            self._longest = max(map(len, self._phrases), default=0)
            self._firsts = frozenset(pieces[0] for pieces in self._phrases if pieces)
        return self._phrases

    def _find(self, word: str) -> _Hit[V] | None:
        plain = self._plain(word)
        for form in _forms(plain):
            hit = self._hits.get(form) or (self._upper.get(form) if form.isupper() else None)
            if hit is not None:
                return hit
        return None

    def _plain(self, word: str) -> str:
        plain = " ".join(word.replace("’", "'").split())
        return plain if self._cased else " ".join(_HYPHENS.sub(" ", plain).casefold().split())

    def _pieces(self, token: str) -> list[str]:
        """The words of a token, parted at spaces and hyphens, as the index has them."""
        text = token if token.isalpha() else _HYPHENS.sub(" ", token).replace("’", "'")
        return (text if self._cased else text.casefold()).split()


def _both(hit: _Hit[V], other: _Hit[V] | None) -> _Hit[V]:
    """What two spellings lead to that a look-up can't tell apart."""
    if other is None:
        return hit
    values = other.values + [value for value in hit.values if value not in other.values]
    return _Hit(values, hit.ambiguous or other.ambiguous, other.where)


def _only(hit: _Hit[V], ambiguous: bool) -> V | None:
    if len(hit.values) > 1 or (hit.ambiguous and not ambiguous):
        return None
    return hit.values[0]


def _forms(word: str) -> Iterator[str]:
    """The word as it stands, then without "the", then without its possessive ending."""
    short = word[4:] if word[:4] in ("the ", "The ", "THE ") else None
    for form in (word, short):
        if form is not None:
            yield form
    for form in (word, short):
        if form is not None and form.endswith(("'s", "'S")):
            yield form[:-2]
        elif form is not None and form.endswith(("s'", "S'")):
            yield form[:-1]
