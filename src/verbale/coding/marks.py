"""The reader's marks of one story, as the coding of talks reads them: a name for each label, and whose each one is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from verbale.coding.scene import Scene
from verbale.reading import MARK_CLASSES, MARKS
from verbale.reading.structure import Span

_NAMES = {"head": ("PER",), "case": ("PER",), "member": ("ORG",), "venue": ("LOC",)}
"""Labels whose marks are of names, and of what types: such a mark holds the whole name."""
_LEAST = 0.35
"""Score of a mark below which it is not looked at."""


@dataclass(frozen=True, slots=True, eq=False)
class Mark:
    """One mark. label: as in `MARKS`. which, standing, kind, acceptance, whose: of `MARK_CLASSES`, of meaning for some labels only.

    by: the span of the words that tell whose it is, None where none do.
    """

    span: Span
    label: str
    score: float
    which: str
    standing: str
    kind: str
    acceptance: str
    whose: str
    by: Span | None


def marks_of(scene: Scene, apart: list[Span]) -> list[Mark]:
    """The marks of the story in order of place, outer ones first. apart: stretches that are not the story's own words."""
    return list({(mark.label, mark.span): mark for mark in _marks(scene, apart)}.values())


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
        yield Mark(
            span=scene.whole(_trimmed(scene.text, span), *_NAMES.get(label, ())),
            label=label,
            score=float(m.score[i]),
            by=(int(m.start[by]), int(m.end[by])) if by >= 0 and told["whose"] != "nobody" else None,
            **told,
        )


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
