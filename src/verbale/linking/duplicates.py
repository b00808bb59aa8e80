"""Stories that are one: wire copy that several outlets print, cut or with another headline.

Two stories are one if most of the runs of five words of the shorter stand in the other too, and nothing clashes: days known and
more than a week apart, or figures that differ ("the 15th round" in last year's release). Runs are compared by their hashes, of which
those that end in five zero bits are kept (Manber 1994, Finding similar files in a large file system), and the least few: a sample that is
the same wherever a run stands.
"""

from __future__ import annotations

import re
import zlib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise

from verbale.model import Interval, Story

RUN = 5
"""Words in a run."""
SHARE = 0.75
"""Of the shorter one's runs that stand in the other: 0.75 keeps copy that was cut or whose names were respelt, and parts follow-ups."""
FEWEST = 20
"""Runs below which a text is too short to tell: a teaser of a line or two."""
COMMON = 40
"""Stories that share a run above which it is the outlet's, not the story's ("All rights reserved ...")."""
APART = 7
"""Days between two printings of one story at most."""
_SAMPLED = 0x1F
_LEAST = 4
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class _Text:
    """A story as compared. runs: the hashes of its runs of words. figures: the words with digits in it."""

    story: Story
    runs: frozenset[int]
    figures: frozenset[str]


def same_stories(stories: Iterable[Story]) -> dict[str, str]:
    """For each story that is another's copy the id of the one it counts as: the smallest of theirs. Any order gives the same.

    What is no news item (a table of others' data that was imported) is nobody's copy.
    """
    told = sorted((story for story in stories if story.kind != "other"), key=lambda s: s.id)
    texts = [text for story in told if len((text := _text(story)).runs) >= FEWEST]
    one: dict[str, str] = {}
    for first, second in sorted(_pairs(texts)):
        a, b = texts[first], texts[second]
        if _same(a, b):
            mine, theirs = _root(one, a.story.id), _root(one, b.story.id)
            if mine != theirs:
                one[max(mine, theirs)] = min(mine, theirs)
    return {ident: _root(one, ident) for ident in one}


def _root(one: Mapping[str, str], ident: str) -> str:
    while ident in one:
        ident = one[ident]
    return ident


def _text(story: Story) -> _Text:
    whole = next((e.exact for e in story.evidence if e.field == "start"), "")
    words = _WORD.findall(whole.casefold())
    coded = [word.encode("utf-8", "replace") for word in words]
    runs = frozenset(zlib.crc32(b" ".join(coded[i : i + RUN])) for i in range(len(coded) - RUN + 1))
    return _Text(story, runs, frozenset(word for word in set(words) if not word.isalpha() and any(c.isdigit() for c in word)))


def _pairs(texts: list[_Text]) -> set[tuple[int, int]]:
    """Places of stories that share a sampled run; of a run that many share, neighbours alone."""
    sharing: dict[int, list[int]] = defaultdict(list)
    for place, text in enumerate(texts):
        for run in {run for run in text.runs if not run & _SAMPLED} | set(sorted(text.runs)[:_LEAST]):
            sharing[run].append(place)
    return {pair for places in sharing.values() if len(places) <= COMMON for pair in pairwise(places)}


def _same(a: _Text, b: _Text) -> bool:
    shorter, longer = sorted((a, b), key=lambda t: len(t.runs))
    if len(shorter.runs & longer.runs) < SHARE * len(shorter.runs):
        return False
    if len(shorter.figures - longer.figures) > len(shorter.figures) // 4:
        return False
    return _days_apart(a.story, b.story) <= APART


def _days_apart(a: Story, b: Story) -> int:
    """How many days lie between them at least; 0 where one isn't known."""
    if a.date.edtf is None or b.date.edtf is None:
        return 0
    one, other = sorted((Interval.of(a.date.edtf), Interval.of(b.date.edtf)), key=lambda i: (i.first is not None, i.first))
    if one.last is None or other.first is None:
        return 0
    return max(0, (other.first - one.last).days)
