"""The day that a story says it is from: its dateline, the line that dates a release or an article, the weekday that it names for itself."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import get_args

from verbale.model import Said, Weekday
from verbale.model.moment import Absolute, Named
from verbale.reading.structure import Span, Structure
from verbale.stories.tense import premodifies
from verbale.stories.times import Expression, times
from verbale.tables import Tables

_FRONT = 8
"""Lines at the front among which a dating line stands, and at the end of a release."""
_END = 4
_SHORT = 14
"""Words of a line that does nothing but say who wrote where and when, at most."""
_BARE = 4
"""Words beside the date in such a line that has no label ("Geneva, 3 May 2011")."""
_REACH = 110
"""Code points from the start of a paragraph within which a dateline closes."""
_SENTENCES = 3
_PLACE_WORDS = 8
_SMALL = frozenset({"de", "da", "do", "del", "la", "al", "el", "es", "of", "the"})
"""Words of a place's name that are written small."""
_CLOSES = re.compile(r"[\s,.)]*(?:\([^()\n]{1,40}\)\s*)?(?:[A-Z][\w.]{1,12}(?:/[A-Z][\w.]{1,12})?\s*)?(?:[—–]|--?|:)(?:\s|$)")
_LABEL = re.compile(
    r"\W{0,3}(?:(?:first |last )?(?:published|updated|posted|issued|released|modified)|date[d]?|release date|"
    r"(?:for )?(?:immediate )?release|by(?= [A-ZÀ-Þ])|from(?= [A-ZÀ-Þ])|press (?:release|statement)|(?:media|press) (?:note|advisory))\b",
    re.IGNORECASE,
)
_TIED = re.compile(r"\b(?:of|on|in|from|since|after|before|until|till|by|to|for|and|the|between|dated)\s*$", re.IGNORECASE)
"""Words right before a date that make it a part of what the line tells: "the treaty of 5 May 1949"."""
_WORD = re.compile(r"[^\W\d_]{2,}")
_WEEKDAYS: tuple[Weekday, ...] = get_args(Weekday)


@dataclass(frozen=True, slots=True)
class Dateline:
    """What a story says of its own day, each with its words; None where it doesn't say.

    day: the day, in full or without its year (`Said.relative` then). weekday: the one that it names for the day that it reports from.
    """

    day: Said | None = None
    day_span: Span | None = None
    weekday: Weekday | None = None
    weekday_span: Span | None = None

    @property
    def in_full(self) -> bool:
        """Whether the day is told, and with its year."""
        return self.day is not None and not self.day.relative


def dateline(structure: Structure, lines: Sequence[Span], tables: Tables, *, release: bool) -> Dateline:
    """What the story of these paragraphs says of its own day. release: whether the line that dates it may also stand at its end.

    A day in full is preferred to one without its year, and else the first.
    """
    found = list(_days(structure, lines, tables, release))
    told = next((e for e in found if e.said is not None and not e.said.relative), next(iter(found), None))
    weekday = weekday_of(structure, lines, tables)
    return Dateline(None if told is None else told.said, None if told is None else told.span, *(weekday or (None, None)))


def weekday_of(structure: Structure, lines: Sequence[Span], tables: Tables) -> tuple[Weekday, Span] | None:
    """The weekday that the first sentences of these paragraphs name for what they report as past, and where.

    A day of saying ("said on Friday") goes before one on which something else was done.
    """
    sentences = [
        s for line in lines for s in structure.sentences(line) if structure.text[s[0] : s[1]].rstrip("”\"’') ").endswith((".", "!", "?"))
    ]
    found = [e for s in sentences[:_SENTENCES] for e in times(structure, tables, within=s) if _reported(structure, e)]
    said = [e for e in found if _hangs_on_saying(structure, e.span, tables)]
    first = next(iter(said), next(iter(found), None))
    if first is None or first.said is None:
        return None
    return next((day, first.span) for day in _WEEKDAYS if isinstance(first.said.time, Named) and day == first.said.time.name)


def _reported(structure: Structure, time: Expression) -> bool:
    """Whether a time is a weekday of what has been."""
    said = time.said
    if said is None or said.bound is not None or said.to is not None or not isinstance(said.time, Named):
        return False
    return said.time.name in _WEEKDAYS and said.time.which == "past" and said.time.of is None and not premodifies(structure, time.span)


def _hangs_on_saying(structure: Structure, span: Span, tables: Tables) -> bool:
    head = structure.head(span)
    above = -1 if head is None else structure.heads[head]
    return above >= 0 and tables.sayings.by_form(structure.word(above)) is not None


def _days(structure: Structure, lines: Sequence[Span], tables: Tables, release: bool) -> Iterator[Expression]:
    """The days in lines that say nothing but who, where and when, and at the head of a paragraph before a dash."""
    for line in lines[:_FRONT]:
        yield from _leading(structure, line, tables)
        yield from _alone(structure, line, tables)
    for line in reversed(lines[max(_FRONT, len(lines) - _END) :] if release else []):
        yield from _alone(structure, line, tables)


def _leading(structure: Structure, line: Span, tables: Tables) -> Iterator[Expression]:
    """As in "GENEVA, May 3, 2011 (AP) —"."""
    head = (line[0], min(line[1], line[0] + _REACH))
    for time in _of_day(structure, head, tables):
        if _is_place(structure.text[line[0] : time.start]) and _CLOSES.match(structure.text, time.end, line[1]):
            yield time


def _is_place(before: str) -> bool:
    """Whether these words are a place, maybe with its country or an agency, and what parts it from the day."""
    words = before.split()
    names = [word.strip("(),./") for word in words]
    return (
        0 < len(words) <= _PLACE_WORDS
        and before.rstrip().endswith((",", "(", "/"))
        and all(name in _SMALL or name[:1].isupper() or not name for name in names)
    )


def _alone(structure: Structure, line: Span, tables: Tables) -> Iterator[Expression]:
    """As in "Published: 3 May 2011", "By Ann Lee, May 3, 2011", "Geneva, 3 May 2011"."""
    words = structure.text[slice(*line)]
    if len(words.split()) > _SHORT or words.rstrip().endswith(("?", "!")):
        return
    label = _LABEL.match(words) is not None
    for time in _of_day(structure, line, tables):
        before, after = structure.text[line[0] : time.start], structure.text[time.end : line[1]]
        bare = len(_WORD.findall(before + after)) <= _BARE and not words.rstrip().endswith(".") and _TIED.search(before) is None
        if label or bare:
            yield time


def _of_day(structure: Structure, span: Span, tables: Tables) -> Iterator[Expression]:
    """The single days of a month in a span; one without its year is the last one before the text came out."""
    for time in times(structure, tables, within=span):
        said = time.said
        if said is None or said.bound is not None or said.to is not None or not said.time.is_day:
            continue
        if isinstance(said.time, Absolute):
            yield time
        elif isinstance(said.time, Named) and " " in said.time.name and said.time.of is None:
            yield replace(time, said=Said(Named(said.time.name, "past")))
