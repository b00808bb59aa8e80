"""The day that a story says it is from: its dateline, the line that dates a release or an answer, the weekday that it names for itself."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import get_args

from verbale.model import Said, Weekday
from verbale.model.moment import Absolute, Named
from verbale.reading.structure import Span, Structure
from verbale.stories.times import Expression, times
from verbale.tables import Tables

_FRONT = 6
"""Lines at the front among which a dating line stands, and at the end of a release."""
_END = 4
_SHORT = 14
"""Words of a line that does nothing but say where and when, at most."""
_REACH = 90
"""Code points from the start of a paragraph within which a dateline closes."""
_PLACE = re.compile(r"[A-ZÀ-Þ][\w .,’'/-]{1,60}$")
_CLOSES = re.compile(r"\s*(?:\([^()\n]{1,40}\)\s*)?(?:[-–—]|--|:)\s")
_DATED = re.compile(r"(?:published|updated|posted|issued|released?|date[d:]?|for (?:immediate )?release)\b", re.IGNORECASE)
_SENTENCES = 2
_WEEKDAYS = get_args(Weekday)


@dataclass(frozen=True, slots=True)
class Dateline:
    """day: the story's own day, told in full. weekday: the one it names for that day. Each with its words, None where it isn't told."""

    day: Said | None = None
    day_span: Span | None = None
    weekday: Weekday | None = None
    weekday_span: Span | None = None


def dateline(structure: Structure, lines: Sequence[Span], tables: Tables, *, release: bool) -> Dateline:
    """What the story of these paragraphs says of its own day. release: whether the line that dates it may also stand at its end."""
    if not lines:
        return Dateline()
    text = structure.text
    found = [t for t in times(structure, tables, within=(lines[0][0], lines[-1][1])) if t.said is not None]
    told = next(_days(text, lines, [t for t in found if _in_full(t)], release), None)
    weekday, span = _weekday(structure, (lines[0][0], lines[-1][1]), found) or (None, None)
    return Dateline(None if told is None else told.said, None if told is None else told.span, weekday, span)


def _in_full(time: Expression) -> bool:
    """Whether it tells one day, in full and without a bound."""
    said = time.said
    return said is not None and isinstance(said.time, Absolute) and said.time.is_day and said == Said(said.time)


def _within(found: Sequence[Expression], span: Span) -> list[Expression]:
    return [t for t in found if span[0] <= t.start and t.end <= span[1]]


def _days(text: str, lines: Sequence[Span], found: Sequence[Expression], release: bool) -> Iterator[Expression]:
    """The days, told in full, in lines that say nothing but when and where, and at the head of a paragraph before a dash."""
    for line in lines[:_FRONT]:
        for time in _within(found, (line[0], min(line[1], line[0] + _REACH))):
            place = _PLACE.match(text[line[0] : time.span[0]].rstrip(" ,(") or "X")
            if place is not None and _CLOSES.match(text, time.span[1], line[1]):
                yield time
        yield from _alone(text, line, found)
    for line in reversed(lines[-_END:] if release else []):
        yield from _alone(text, line, found)


def _alone(text: str, line: Span, found: Sequence[Expression]) -> Iterator[Expression]:
    words = text[slice(*line)]
    if len(words.split()) <= _SHORT and (not words.rstrip().endswith((".", "?")) or _DATED.match(words)):
        yield from _within(found, line)


def _weekday(structure: Structure, story: Span, found: Sequence[Expression]) -> tuple[Weekday, Span] | None:
    """The first weekday that the story's first sentences name for what they report."""
    for sentence in structure.sentences(story)[:_SENTENCES]:
        for time in _within(found, sentence):
            said = time.said
            if said is None or said.bound is not None or said.to is not None or not isinstance(said.time, Named):
                continue
            name = next((day for day in _WEEKDAYS if day == said.time.name), None)
            if name is not None and said.time.which in (None, "past") and said.time.of is None and time.toward != "future":
                return name, time.span
    return None
