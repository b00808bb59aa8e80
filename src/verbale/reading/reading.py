"""A reading: what the text says of itself, in columns, before any politics.

Every offset is in code points of the text, end exclusive. Columns of one table have one length. A `Reading` depends on the text and
the reader alone.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Protocol, runtime_checkable

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int32]
Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Paragraphs:
    """p paragraphs. start, end (p,); vector (p, d): the mean of the encoder's vectors; opens_story (p,): the probability that a
    story starts with it.
    """

    start: Ints
    end: Ints
    vector: Floats
    opens_story: Floats

    def __len__(self) -> int:
        return len(self.start)


@dataclass(frozen=True, slots=True)
class Sentences:
    """s sentences: start, end (s,)."""

    start: Ints
    end: Ints

    def __len__(self) -> int:
        return len(self.start)


@dataclass(frozen=True, slots=True)
class Words:
    """w syntactic words. start, end (w,); pos (w,): index in `PARTS_OF_SPEECH`; head (w,): index of the word it depends on, -1 for a
    root; relation (w,): index in `RELATIONS`; sentence (w,): index of its sentence.
    """

    start: Ints
    end: Ints
    pos: Ints
    head: Ints
    relation: Ints
    sentence: Ints

    def __len__(self) -> int:
        return len(self.start)


@dataclass(frozen=True, slots=True)
class Mentions:
    """m named mentions in order of place. start, end (m,); type (m,): index in `MENTION_TYPES`; score (m,) in [0, 1]."""

    start: Ints
    end: Ints
    type: Ints
    score: Floats

    def __len__(self) -> int:
        return len(self.start)


@dataclass(frozen=True, slots=True)
class Attributions:
    """The spans of a attributions: r rows, a span each, ordered by attribution, role and place.

    attribution (r,): which attribution it belongs to, 0 to a - 1 in order of place. role (r,): index in `ROLES`. start, end (r,).
    score (a,) in [0, 1]: how sure the reader is of the attribution as a whole.
    A divided content has a row for each part. An attribution has at least one content, one cue at most and one source at most.
    """

    attribution: Ints
    role: Ints
    start: Ints
    end: Ints
    score: Floats

    def __len__(self) -> int:
        return len(self.score)

    def spans(self, attribution: int, role: int) -> list[tuple[int, int]]:
        """The spans that play this role in this attribution, in order of place."""
        rows = np.flatnonzero((self.attribution == attribution) & (self.role == role))
        return [(int(self.start[r]), int(self.end[r])) for r in rows]


@dataclass(frozen=True, slots=True)
class Times:
    """t time expressions in order of place ("Friday", "next year", "three days").

    start, end (t,); type (t,): index in `TIME_TYPES`; score (t,) in [0, 1].
    """

    start: Ints
    end: Ints
    type: Ints
    score: Floats

    def __len__(self) -> int:
        return len(self.start)

    @classmethod
    def none(cls) -> Times:
        """No time expressions."""
        return cls(np.zeros(0, np.int32), np.zeros(0, np.int32), np.zeros(0, np.int32), np.zeros(0, np.float32))


@dataclass(frozen=True, slots=True)
class EventWords:
    """e words that stand for an event each ("met", "talks"), in order of place.

    start, end (e,): the word; standing (e,): index in `STANDINGS`, how what it tells of stands for the text (docs/standing.md); score
    (e,) in [0, 1].
    """

    start: Ints
    end: Ints
    standing: Ints
    score: Floats

    def __len__(self) -> int:
        return len(self.start)

    @classmethod
    def none(cls) -> EventWords:
        """No event words."""
        return cls(np.zeros(0, np.int32), np.zeros(0, np.int32), np.zeros(0, np.int32), np.zeros(0, np.float32))


@dataclass(frozen=True, slots=True)
class Marks:
    """m marks in order of place, outer ones first. start, end (m,); label (m,): index in `MARKS`; score (m,) in [0, 1].

    which, standing, kind, acceptance, whose (m,): indices in the classes of that name in `MARK_CLASSES`, of meaning for some labels only.
    by (m,): the index of the mark whose words tell whose this one is, -1 for none.
    """

    start: Ints
    end: Ints
    label: Ints
    score: Floats
    which: Ints
    standing: Ints
    kind: Ints
    acceptance: Ints
    whose: Ints
    by: Ints

    def __len__(self) -> int:
        return len(self.start)

    @classmethod
    def none(cls) -> Marks:
        """No marks."""
        empty = np.zeros(0, np.int32)
        return cls(empty, empty, empty, np.zeros(0, np.float32), empty, empty, empty, empty, empty, empty)


@dataclass(frozen=True, slots=True)
class Acts:
    """a acts between two, in order of their sentences, the surest of a sentence first.

    start, end (a,): who acts. to_start, to_end (a,): who is acted on. type (a,): index in `ACT_TYPES`. score (a,) in [0, 1].
    mode (a,): index in `ACT_MODES`, -1 for none.
    """

    start: Ints
    end: Ints
    to_start: Ints
    to_end: Ints
    type: Ints
    score: Floats
    mode: Ints

    def __len__(self) -> int:
        return len(self.start)

    @classmethod
    def none(cls) -> Acts:
        """No acts."""
        empty = np.zeros(0, np.int32)
        return cls(empty, empty, empty, empty, empty, np.zeros(0, np.float32), empty)


@dataclass(frozen=True, slots=True)
class Reading:
    """All that the reader sees in one text."""

    text: str
    paragraphs: Paragraphs
    sentences: Sentences
    words: Words
    mentions: Mentions
    attributions: Attributions
    marks: Marks = field(default_factory=Marks.none)
    times: Times = field(default_factory=Times.none)
    events: EventWords = field(default_factory=EventWords.none)
    acts: Acts = field(default_factory=Acts.none)


@runtime_checkable
class Reader(Protocol):
    """What reads. Anything with these three can stand in for ours.

    weights: a digest of everything that decides what it sees. cpu: the class of processor that its numbers hold for.
    read: the reading of a text; the same for the same text, whatever was read before or is read beside it.
    """

    @property
    def weights(self) -> str: ...

    @property
    def cpu(self) -> str: ...

    def read(self, text: str) -> Reading: ...
