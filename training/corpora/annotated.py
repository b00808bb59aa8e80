"""An annotated text: what every corpus is turned into before anything is learnt from it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field, replace
from pathlib import Path

CORPORA = Path(__file__).resolve().parents[3] / "shared" / "corpora"

Span = tuple[int, int]
"""Code points, end exclusive."""


@dataclass(frozen=True, slots=True)
class Word:
    """One syntactic word. head: index of its head among the text's words, -1 for a root, None where it is not known."""

    span: Span
    pos: str | None
    head: int | None
    relation: str | None


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who (source) said (cue) what (content), each in one or more spans."""

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Time:
    """One time expression (TIMEX3). The attributes are the corpus's own; None where it gives none.

    type: DATE, TIME, DURATION or SET. value: ISO 8601 as TimeML writes it ("1998-08-07", "P3D", "PAST_REF"). function: what the time
    is in its document ("PUBLICATION_TIME"), None for most. relative: whether the value was worked out from another time
    (`temporalFunction`). anchor: the id of that time among the text's times, or `CREATED`. mod: "START", "END", "APPROX", ...
    """

    span: Span
    id: str
    type: str
    value: str | None
    function: str | None = None
    relative: bool = False
    anchor: str | None = None
    mod: str | None = None


CREATED = "created"
"""The anchor of a time that is counted from the document's creation time."""


@dataclass(frozen=True, slots=True)
class EventWord:
    """A word that stands for an event. standing: one of `STANDINGS`, None where the corpus leaves it open (docs/standing.md)."""

    span: Span
    standing: str | None


@dataclass(frozen=True, slots=True)
class Annotated:
    """A text with what a corpus says of it. None: the corpus says nothing of that layer, so nothing is learnt of it.

    sentences: spans. words: with `words_whole` where they are also the gold tokenization. entities: (span, PER|LOC|ORG).
    others: spans of other names (nationalities, events). stories: offsets at which a story starts. times, events: from the offset
    `timed_from` on; of what stands before it (a headline) the corpus says nothing. created: the value of the document's creation time.
    """

    id: str
    text: str
    sentences: tuple[Span, ...] | None = None
    words: tuple[Word, ...] | None = None
    words_whole: bool = False
    entities: tuple[tuple[Span, str], ...] | None = None
    others: tuple[Span, ...] | None = None
    attributions: tuple[Attribution, ...] | None = None
    stories: tuple[int, ...] | None = None
    times: tuple[Time, ...] | None = field(default=None, repr=False)
    events: tuple[EventWord, ...] | None = field(default=None, repr=False)
    timed_from: int = field(default=0, repr=False)
    created: str | None = field(default=None, repr=False)

    def cut(self, length: int) -> Annotated:
        """The first `length` characters; what goes over the edge is clipped, what lies beyond it is dropped."""

        def clip(spans: tuple[Span, ...]) -> tuple[Span, ...]:
            return tuple((a, min(b, length)) for a, b in spans if a < length)

        kept = [i for i, w in enumerate(self.words or ()) if w.span[1] <= length]
        return replace(
            self,
            text=self.text[:length],
            sentences=None if self.sentences is None else clip(self.sentences),
            words=None if self.words is None else tuple(_detach(self.words[i], len(kept)) for i in kept),
            entities=None if self.entities is None else tuple(e for e in self.entities if e[0][1] <= length),
            others=None if self.others is None else tuple(s for s in self.others if s[1] <= length),
            times=None if self.times is None else tuple(t for t in self.times if t.span[1] <= length),
            events=None if self.events is None else tuple(e for e in self.events if e.span[1] <= length),
            attributions=None
            if self.attributions is None
            else tuple(
                Attribution(clip(a.source), clip(a.cue), clip(a.content)) for a in self.attributions if all(s[0] < length for s in a.cue)
            ),
        )


def _detach(word: Word, kept: int) -> Word:
    return word if word.head is None or word.head < kept else replace(word, head=None, relation=None)


def bucket(name: str, buckets: int) -> int:
    """A fixed share of a corpus: the bucket that this id hashes into, the same on every machine."""
    return int(hashlib.sha256(name.encode()).hexdigest(), 16) % buckets
