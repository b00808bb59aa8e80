"""The marks of one story: what the reader underlines, and what plain words tell besides."""

from __future__ import annotations

import re
from collections.abc import Iterator

from verbale.coding.cues import cues
from verbale.coding.mark import Mark
from verbale.coding.scene import Scene
from verbale.reading import MARK_CLASSES, MARKS
from verbale.reading.structure import Span

_NAMES = {"head": ("PER",), "case": ("PER",), "member": ("ORG",), "venue": ("LOC",)}
"""Labels whose marks are of names, and of what types: such a mark holds the whole name."""
_CLAUSE = 3
"""Words of a promise at least."""
_PART_OF_ONE = re.compile(r"\w+ (?:and \w+ )?(?:days?|half|hour|evening|morning|afternoon|week|visit|time he|time she)\b", re.IGNORECASE)
"""On the first day; in the second half: a part of a sitting, or of a year, and no sitting."""
_LEAST = 0.35
"""Score of a mark below which it is not looked at."""


def marks_of(scene: Scene, apart: list[Span]) -> list[Mark]:
    """The marks of the story in order of place, outer ones first, the network's and those that plain words give where it has none.

    apart: stretches that are not the story's own words.
    """
    found = list({(mark.label, mark.span): mark for mark in _marks(scene, apart)}.values())
    for cue in cues(scene, apart):
        if not any(m.label == cue.label and m.span[0] < cue.span[1] and cue.span[0] < m.span[1] for m in found):
            found.append(cue)
    return sorted(found, key=lambda m: (m.span[0], -m.span[1]))


def _marks(scene: Scene, apart: list[Span]) -> Iterator[Mark]:
    m = scene.reading.marks
    first, last = scene.span
    for i in range(len(m)):
        span = (int(m.start[i]), int(m.end[i]))
        if m.score[i] < _LEAST or not first <= span[0] < span[1] <= last or any(a <= span[0] < b for a, b in apart):
            continue
        told = {name: values[int(m.told[name][i])] for name, values in MARK_CLASSES.items()}
        by = int(m.by[i])
        label = MARKS[int(m.label[i])]
        span = scene.whole(_trimmed(scene.text, span), *_NAMES.get(label, ()))
        if not _can_be(scene, label, span):
            continue
        yield Mark(
            span=span,
            label=label,
            score=float(m.score[i]),
            by=(int(m.start[by]), int(m.end[by])) if by >= 0 and told["whose"] != "nobody" else None,
            **told,
        )


def _can_be(scene: Scene, label: str, span: Span) -> bool:
    """Whether a mark of this label can be on these words: a case and a head are persons, a promise is a clause, a "first day" is no round."""
    if label in ("case", "head"):
        return bool(scene.people(span))
    if label == "promise":
        verbs = any(scene.structure.pos(w) in ("VERB", "AUX") for w in scene.structure.within(span))
        return verbs and len(scene.words(span).split()) >= _CLAUSE
    return label != "round" or _PART_OF_ONE.match(scene.text, span[0]) is None


def _trimmed(text: str, span: Span) -> Span:
    """The span without white space, commas and quotation marks at its edges that have no partner in it."""
    start, end = span
    while start < end - 1 and (text[start].isspace() or text[start] in ',;:.“"”„«'):
        start += 1
    while end > start + 1 and (text[end - 1].isspace() or text[end - 1] in ',;:“"”»' or _full_stop(text, start, end)):
        end -= 1
    return (start, end)


def _full_stop(text: str, start: int, end: int) -> bool:
    """Whether the last character is a full stop that closes a sentence rather than an abbreviation."""
    return text[end - 1] == "." and not (end - start > 3 and text[end - 3 : end - 2] in (".", " "))
