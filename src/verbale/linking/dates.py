"""Dates resolved: what the words said, against the day of the story that says it."""

from __future__ import annotations

from dataclasses import replace
from typing import TypeVar

from verbale.model import Interval, Said, When, hull
from verbale.model.said import TOGETHER

W = TypeVar("W", bound=When)
_LONGEST = 31
"""Days that two days told of one sitting may lie apart and be its first and its last."""


def resolved(when: W, anchor: When) -> W:
    """The same with its date filled in, where its words tell one, and nothing left to resolve.

    anchor: the date of the story. basis: `stated` where the words alone tell the date, `relative` where it took the anchor. The weekday
    of a story narrows nothing: a story that speaks of "Friday" may be of the day after.
    Raises ValueError where `said` is not the canonical form of a `Said`.
    """
    if when.said is None or when.edtf is not None:
        return replace(when, said=None)
    parts = [Said.of(part) for part in when.said.split(TOGETHER)]
    day = None if anchor.edtf is None else Interval.of(anchor.edtf)
    found = _together([i for part in parts if (i := part.resolve(day)) is not None])
    if found is None:
        return replace(when, said=None)
    stated = found == _together([i for part in parts if (i := part.resolve(None)) is not None])
    return replace(when, said=None, edtf=found.edtf, basis="stated" if stated else "relative")


def _together(found: list[Interval]) -> Interval | None:
    """What several times mean that tell of one: what lies in all of them; two days apart are the first and the last of a span."""
    if not found:
        return None
    met: Interval | None = found[0]
    for other in found[1:]:
        met = None if met is None else met.met(other)
    if met is not None:
        lasting = [i for i in found if i.lasts and (i.first, i.last) == (met.first, met.last)]
        return lasting[0] if lasting else met
    span = hull([i for i in found if i.is_day or i.lasts])
    if span is not None and span.first and span.last and 0 < (span.last - span.first).days <= _LONGEST:
        return Interval(span.first, span.last, lasts=True)
    return found[0]
