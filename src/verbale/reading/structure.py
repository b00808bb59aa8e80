"""The structure of a reading as questions: the head of a span, what depends on a word, how far a phrase goes."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from functools import cached_property

from verbale.reading.labels import PARTS_OF_SPEECH, RELATIONS
from verbale.reading.reading import Reading

Span = tuple[int, int]
"""Code points in the text, end exclusive."""


class Structure:
    """The words of one reading and how they depend on each other. Words are known by their index in the reading."""

    def __init__(self, reading: Reading) -> None:
        self.text = reading.text
        self.starts: list[int] = reading.words.start.tolist()
        self.ends: list[int] = reading.words.end.tolist()
        self.heads: list[int] = reading.words.head.tolist()
        self._pos: list[int] = reading.words.pos.tolist()
        self._relations: list[int] = reading.words.relation.tolist()
        self._sentences: list[int] = reading.words.sentence.tolist()
        self._sentence_starts: list[int] = reading.sentences.start.tolist()
        self._sentence_ends: list[int] = reading.sentences.end.tolist()

    def __len__(self) -> int:
        return len(self.starts)

    def word(self, index: int) -> str:
        """The word as written."""
        return self.text[self.starts[index] : self.ends[index]]

    def pos(self, index: int) -> str:
        """Its part of speech."""
        return PARTS_OF_SPEECH[self._pos[index]]

    def relation(self, index: int) -> str:
        """Its relation to the word that it depends on."""
        return RELATIONS[self._relations[index]]

    def within(self, span: Span) -> range:
        """The words that lie at least in part in the span."""
        return range(bisect_right(self.ends, span[0]), bisect_left(self.starts, span[1]))

    def sentence(self, offset: int) -> Span:
        """The sentence that this place lies in; the nearest before it where it lies between two."""
        i = max(0, bisect_right(self._sentence_starts, offset) - 1)
        return (self._sentence_starts[i], self._sentence_ends[i])

    def sentences(self, span: Span) -> list[Span]:
        """The sentences that lie at least in part in the span."""
        first = bisect_right(self._sentence_ends, span[0])
        last = bisect_left(self._sentence_starts, span[1])
        return list(zip(self._sentence_starts[first:last], self._sentence_ends[first:last], strict=True))

    def head(self, span: Span) -> int | None:
        """The word of the span that the others hang on: the first whose own head lies outside, names and nouns before others."""
        words = self.within(span)
        tops = [i for i in words if self.heads[i] not in words and self.pos(i) not in {"PUNCT", "ADP", "DET"}]
        return min(tops, key=lambda i: (self.pos(i) not in {"PROPN", "NOUN", "PRON"}, i), default=None)

    def dependents(self, index: int, *relations: str) -> list[int]:
        """The words that depend on this one, in these relations if any are given."""
        found = self._children.get(index, [])
        return [i for i in found if self.relation(i) in relations] if relations else found

    def phrase(self, index: int) -> Span:
        """From the first to the last word that depends on this one at any remove, itself included."""
        reached = list(self._below(index))
        return (self.starts[min(reached)], self.ends[max(reached)])

    def ancestors(self, index: int) -> Iterator[int]:
        """The word it depends on, the word that one depends on, and so on."""
        seen = {index}
        while (index := self.heads[index]) >= 0 and index not in seen:
            seen.add(index)
            yield index

    def _below(self, index: int) -> Iterator[int]:
        waiting, seen = [index], set()
        while waiting:
            i = waiting.pop()
            if i not in seen:
                seen.add(i)
                yield i
                waiting += self._children.get(i, [])

    @cached_property
    def _children(self) -> dict[int, list[int]]:
        children: dict[int, list[int]] = {}
        for i, head in enumerate(self.heads):
            if head >= 0:
                children.setdefault(head, []).append(i)
        return children
