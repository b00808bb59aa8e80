"""The bounds of an undated story's day, from what stands in it: the offices that people hold, the years that it writes out.

How pieces of evidence are put together: the date lies in all of them at once, so they are met. Where they contradict each other, some tell
of an earlier time than the story's own (a past holder under the old title), or of one that may come (a possible one under the coming
title). A title is given in looking back far more often than in looking forward. So what begins last is believed where at least as many
namings speak for it as against it; else both are let stand, and the bound reaches from the one to the other. Where three agree two by two
alone, nothing is said. A year to come bounds from above only where it agrees with all else. The outcome is never narrower than what one
checked piece of evidence, or several met, support.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from verbale.model import Interval, hull
from verbale.reading.quotations import Quotation
from verbale.reading.structure import Span, Structure
from verbale.stories.bound import Bound
from verbale.stories.names import Named
from verbale.stories.tenures import Tenures
from verbale.stories.years import years
from verbale.tables import Tables
from verbale.tables.office_holders import HANDOVER

Days = tuple[Interval, ...]

_FEW = 60
"""Pieces of evidence up to which it is tried what each one adds: more are a list of office holders rather than a story."""


@dataclass(frozen=True, slots=True)
class Dating:
    """Within what a story's day lies. days: None where nothing tells. reasons: the evidence that bounds it, in order of place."""

    days: Interval | None
    reasons: tuple[Bound, ...] = ()


def dating(structure: Structure, story: Span, named: Sequence[Named], quoted: Sequence[Quotation], tables: Tables) -> Dating:
    """What the story itself tells of the day it was written on."""
    found = [*Tenures(structure, story, named, quoted, tables).bounds(), *years(structure, story)]
    return combined(sorted(found, key=lambda bound: bound.span))


def combined(bounds: Sequence[Bound]) -> Dating:
    """All evidence put together, as the head of this file says."""
    whole = hull(_days(bounds))
    return Dating(None) if whole is None else Dating(whole, tuple(_reasons(bounds, whole)))


def _days(bounds: Sequence[Bound]) -> Days:
    sure = [bound for bound in bounds if bound.kind != "year to come"]
    days = _together(sure) if sure else ()
    for bound in bounds:
        if bound.kind == "year to come" and (met := _met(days, bound.days)):
            days = met
    return days


def _together(bounds: Sequence[Bound]) -> Days:
    """The days that the evidence leaves: in all of it at once where it agrees; else as the head of this file says, latest first."""
    stand: list[Interval] = []
    left = bounds
    while left and not (met := _all_met(left)):
        latest = max(map(_first, left))
        last = next(bound for bound in left if _first(bound) == latest)
        agreeing = [bound for bound in left if _met(bound.days, last.days)]
        against, late = len(left) - len(agreeing), sum(_first(bound) == latest for bound in left)
        if not against:
            return ()
        if late >= against:
            met = _all_met(agreeing)
            break
        stand += _all_met(agreeing)
        left = [bound for bound in left if _first(bound) < latest]
    if not left or not met or not stand:
        return met if left else ()
    whole = hull([*met, *stand])
    return () if whole is None else (whole,)


def _all_met(bounds: Iterable[Bound]) -> Days:
    days: Days | None = None
    for bound in bounds:
        days = bound.days if days is None else _met(days, bound.days)
    return days or ()


def _met(one: Days, other: Days) -> Days:
    """The days in both. The days on which one office ends and another begins are none: that two are named doesn't date a story to them."""
    return tuple(met for a in one for b in other if (met := a.met(b)) is not None and not _touch(met, a, b))


def _touch(met: Interval, *of: Interval) -> bool:
    return _lasts(met) <= HANDOVER and all(_lasts(one) > HANDOVER for one in of)


def _lasts(days: Interval) -> timedelta:
    """From the first day to the last; without end where one end is open."""
    return timedelta.max if days.first is None or days.last is None else days.last - days.first


def _first(bound: Bound) -> date:
    return bound.days[0].first or date.min


def _reasons(bounds: Sequence[Bound], whole: Interval) -> Iterator[Bound]:
    """The evidence that has an end of the bound, or without which it would be another; of what says the same the first piece."""
    few = len(bounds) <= _FEW
    seen: set[tuple[str | None, Days]] = set()
    for bound in bounds:
        said = (bound.who, bound.days)
        if said in seen:
            continue
        seen.add(said)
        ends = {day for i in bound.days for day in (i.first, i.last)} - {None}
        if ends & {whole.first, whole.last} or (few and _without(said, bounds) != whole):
            yield bound


def _without(said: tuple[str | None, Days], bounds: Sequence[Bound]) -> Interval | None:
    return hull(_days([bound for bound in bounds if (bound.who, bound.days) != said]))
