"""The day that a story says it is from: its dateline, the line that dates a release or an answer, the weekday that it names for itself."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import get_args

from verbale.model import Weekday
from verbale.model.said import Said
from verbale.reading.structure import Span, Structure
from verbale.stories.times import Time, times
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
_OTHER_WEEK = re.compile(r"\b(?:next|last|every|each|coming|following|previous)\s+$", re.IGNORECASE)
_AHEAD = re.compile(r"\b(?:will|would|is to|are to|due|plans?|expected|set|scheduled)\b", re.IGNORECASE)
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
    told = next(_days(text, lines, tables, release), None)
    story = (lines[0][0], lines[-1][1])
    weekday, span = _weekday(structure, story, tables) or (None, None)
    return Dateline(None if told is None else told.said, None if told is None else told.span, weekday, span)


def _days(text: str, lines: Sequence[Span], tables: Tables, release: bool) -> Iterator[Time]:
    """The days, told in full, in lines that say nothing but when and where, and at the head of a paragraph before a dash."""
    for line in lines[:_FRONT]:
        for time in _full(text, (line[0], min(line[1], line[0] + _REACH)), tables):
            place = _PLACE.match(text[line[0] : time.span[0]].rstrip(" ,(") or "X")
            if place is not None and _CLOSES.match(text, time.span[1], line[1]):
                yield time
        yield from _alone(text, line, tables)
    for line in reversed(lines[-_END:] if release else []):
        yield from _alone(text, line, tables)


def _alone(text: str, line: Span, tables: Tables) -> Iterator[Time]:
    words = text[slice(*line)]
    if len(words.split()) <= _SHORT and (not words.rstrip().endswith((".", "?")) or _DATED.match(words)):
        yield from _full(text, line, tables)


def _full(text: str, span: Span, tables: Tables) -> Iterator[Time]:
    for time in times(text, span, tables):
        if time.said.bound is None and re.fullmatch(r"\d{4}-\d\d-\d\d", time.said.core):
            yield time


def _weekday(structure: Structure, story: Span, tables: Tables) -> tuple[Weekday, Span] | None:
    """The first weekday that the story's first sentences name for what they report."""
    for sentence in structure.sentences(story)[:_SENTENCES]:
        for time in times(structure.text, sentence, tables):
            found = re.fullmatch(r"W([1-7])", time.said.core)
            before = structure.text[sentence[0] : time.span[0]]
            if (
                found
                and time.said.bound is None
                and time.said.direction is None
                and not _OTHER_WEEK.search(before)
                and not _AHEAD.search(before)
            ):
                return _WEEKDAYS[int(found[1]) - 1], time.span
    return None
