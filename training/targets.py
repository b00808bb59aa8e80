"""Annotated texts as arrays: the pieces of a text, and for each head what it should say of each piece.

Every target is an array with a value a piece; IGNORE where nothing is known. Pointers (a word's head, a cue's source) hold the
index of a piece in the same text, or SELF for none.
"""

from __future__ import annotations

from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import NDArray

from training.corpora.annotated import Annotated, Span
from verbale.reading.labels import BEGIN, ENTITIES, INSIDE, OUTSIDE, PARTS_OF_SPEECH, RELATIONS, STANDINGS, TIME_TYPES
from verbale.reading.pieces import Pieces, PieceTokenizer
from verbale.reading.shape import Gap

IGNORE = -100
SELF = -1
Column = NDArray[np.int32]


@dataclass(slots=True)
class Targets:
    """n pieces and their labels, each column of shape (n,).

    pointers: `source_of` (at the first piece of a cue, the first piece of its source), `cue_of` (at the first piece of each part
    of a content, the first piece of its cue), `head` (at the first piece of a word, that of its head).
    standing: at the first piece of a word, 0 where it stands for no event, else 1 + the index in `STANDINGS`.
    """

    ids: Column
    shape: Column
    gap: Column
    sentence: Column
    word: Column
    entity: Column
    other: Column
    source: Column
    cue: Column
    content: Column
    source_of: Column
    cue_of: Column
    pos: Column
    head: Column
    relation: Column
    story: Column
    time: Column
    standing: Column

    def __len__(self) -> int:
        return len(self.ids)


POINTERS = ("source_of", "cue_of", "head")
NAMES = tuple(f.name for f in fields(Targets))


class _Aligned:
    """Spans of text to ranges of pieces."""

    def __init__(self, pieces: Pieces) -> None:
        self.start, self.end, self.opens = pieces.start, pieces.end, pieces.opens

    def pieces(self, span: Span) -> tuple[int, int] | None:
        """The pieces that the span covers at least in part, end exclusive; None where it covers none."""
        first = int(np.searchsorted(self.end, span[0], side="right"))
        last = int(np.searchsorted(self.start, span[1], side="left"))
        return (first, last) if first < last else None

    def opening(self, span: Span) -> int | None:
        """The first piece that starts within the span."""
        first = int(np.searchsorted(self.start, span[0], side="left"))
        return first if first < len(self.start) and self.start[first] < span[1] else None


def targets(annotated: Annotated, tokenizer: PieceTokenizer) -> Targets:
    """What each head should say of each piece of the text."""
    pieces = tokenizer(annotated.text)
    n = len(pieces)
    columns = {name: np.full(n, IGNORE, np.int32) for name in NAMES}
    columns |= {"ids": pieces.ids, "shape": pieces.shape, "gap": pieces.gap}
    made = Targets(**columns)
    aligned = _Aligned(pieces)
    _stories(made, annotated, aligned)
    _sentences(made, annotated, aligned)
    _words(made, annotated, aligned)
    _entities(made, annotated, aligned)
    _attributions(made, annotated, aligned)
    _times(made, annotated, aligned)
    _standings(made, annotated, aligned)
    return made


def _tag(column: Column, aligned: _Aligned, spans: list[Span], begin: int = BEGIN, inside: int = INSIDE) -> None:
    for span in sorted(spans):
        if covered := aligned.pieces(span):
            column[covered[0] : covered[1]] = inside
            column[covered[0]] = begin


def _stories(made: Targets, annotated: Annotated, aligned: _Aligned) -> None:
    if annotated.stories is None:
        return
    made.story[made.gap >= Gap.LINE] = 0
    for start in annotated.stories:
        opening = aligned.opening((start, len(annotated.text)))
        if opening is not None:
            made.story[opening] = 1


def _sentences(made: Targets, annotated: Annotated, aligned: _Aligned) -> None:
    if annotated.sentences is None:
        return
    made.sentence[:] = 0
    for span in annotated.sentences:
        opening = aligned.opening(span)
        if opening is not None:
            made.sentence[opening] = 1


def _words(made: Targets, annotated: Annotated, aligned: _Aligned) -> None:
    if annotated.words is None:
        return
    openings = [aligned.opening(word.span) for word in annotated.words]
    if annotated.words_whole:
        made.word[:] = 0
        made.word[[o for o in openings if o is not None]] = 1
    for opening, word in zip(openings, annotated.words, strict=True):
        if opening is None:
            continue
        if word.pos is not None:
            made.pos[opening] = PARTS_OF_SPEECH.index(word.pos) if word.pos in PARTS_OF_SPEECH else PARTS_OF_SPEECH.index("X")
        if word.head is not None:
            head = SELF if word.head < 0 else openings[word.head]
            if head is not None:
                made.head[opening] = head
                made.relation[opening] = RELATIONS.index(word.relation) if word.relation else IGNORE


def _entities(made: Targets, annotated: Annotated, aligned: _Aligned) -> None:
    if annotated.entities is not None:
        made.entity[:] = OUTSIDE
        for i, kind in enumerate(ENTITIES):
            _tag(made.entity, aligned, [span for span, k in annotated.entities if k == kind], 2 * i + BEGIN, 2 * i + INSIDE)
    if annotated.others is not None:
        made.other[:] = OUTSIDE
        _tag(made.other, aligned, list(annotated.others))


def _times(made: Targets, annotated: Annotated, aligned: _Aligned) -> None:
    if annotated.times is None:
        return
    made.time[aligned.start >= annotated.timed_from] = OUTSIDE
    for i, kind in enumerate(TIME_TYPES):
        _tag(made.time, aligned, [t.span for t in annotated.times if t.type == kind], 2 * i + BEGIN, 2 * i + INSIDE)


def _standings(made: Targets, annotated: Annotated, aligned: _Aligned) -> None:
    if annotated.events is None:
        return
    made.standing[aligned.opens & (aligned.start >= annotated.timed_from)] = 0
    for event in annotated.events:
        opening = aligned.opening(event.span)
        if opening is not None:
            made.standing[opening] = IGNORE if event.standing is None else 1 + STANDINGS.index(event.standing)


def _attributions(made: Targets, annotated: Annotated, aligned: _Aligned) -> None:
    if annotated.attributions is None:
        return
    for role, column in (("source", made.source), ("cue", made.cue), ("content", made.content)):
        column[:] = OUTSIDE
        _tag(column, aligned, [span for a in annotated.attributions for span in getattr(a, role)])
    for attribution in annotated.attributions:
        firsts = {
            role: [covered[0] for span in getattr(attribution, role) if (covered := aligned.pieces(span))]
            for role in ("source", "cue", "content")
        }
        for cue in firsts["cue"]:
            made.source_of[cue] = firsts["source"][0] if firsts["source"] else SELF
        for content in firsts["content"]:
            if firsts["cue"]:
                made.cue_of[content] = firsts["cue"][0]


def joined(parts: list[Targets], gaps: list[Gap]) -> Targets:
    """Several texts as one page: part k follows its forerunner after gaps[k]. What each part is ignorant of, the page is there."""
    columns: dict[str, list[Column]] = {name: [] for name in NAMES}
    offset = 0
    for part, gap in zip(parts, gaps, strict=True):
        for name in NAMES:
            column = getattr(part, name).copy()
            if name in POINTERS:
                column[column >= 0] += offset
            columns[name].append(column)
        if len(part):
            columns["gap"][-1][0] = gap
        offset += len(part)
    return Targets(**{name: np.concatenate(column) for name, column in columns.items()})


def window_of(page: Targets, context: int, end: int) -> Targets:
    """Pieces [context:end] alone: pointers that lead out of it are not known in it."""
    cut = {name: getattr(page, name)[context:end].copy() for name in NAMES}
    for name in POINTERS:
        column = cut[name]
        inside = (column >= context) & (column < end)
        column[(column >= 0) & ~inside] = IGNORE
        column[inside & (column >= 0)] -= context
    return Targets(**cut)
