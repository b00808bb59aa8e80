"""Days between bounds: what an EDTF expression says, as numbers that can be shifted, met and widened."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from verbale.model.edtf import valid

_PART = r"[0-9-]*"
_SPAN = re.compile(rf"({_PART})/({_PART})")
_BOUNDS = re.compile(rf"\[({_PART})\.\.({_PART})\]")


@dataclass(frozen=True, slots=True)
class Interval:
    """From `first` to `last`, days inclusive; None where that end is open.

    lasts: whether it is all these days (`A/B`) rather than one unknown day or span within them (`[A..B]`). A single day is both.
    Raises ValueError where both ends are open, the last comes before the first, or what lasts has an open end.
    """

    first: date | None
    last: date | None
    lasts: bool = False

    def __post_init__(self) -> None:
        if self.first is None and self.last is None:
            raise ValueError("an interval has at least one end")
        if self.first is not None and self.last is not None and self.last < self.first:
            raise ValueError(f"{self.last} comes before {self.first}")
        if self.lasts and (self.first is None or self.last is None):
            raise ValueError("what lasts has two ends")

    @classmethod
    @lru_cache(maxsize=1 << 16)
    def of(cls, edtf: str) -> Interval:
        """What the expression says; `2010-05` and `2010` are an unknown day or span within. Raises ValueError where `valid` is false."""
        if not valid(edtf):
            raise ValueError(f"{edtf!r} is no EDTF expression of the forms kept here")
        if (found := _SPAN.fullmatch(edtf)) is not None:
            return cls(_first(found[1]), _last(found[2]), lasts=True)
        if (found := _BOUNDS.fullmatch(edtf)) is not None:
            return cls(_first(found[1]) if found[1] else None, _last(found[2]) if found[2] else None)
        return cls(_first(edtf), _last(edtf))

    @classmethod
    def day(cls, day: date) -> Interval:
        """That one day."""
        return cls(day, day)

    @property
    def edtf(self) -> str:
        """The shortest expression: a day, month or year where it is one, else `A/B` or `[A..B]`."""
        first, last = self.first, self.last
        if first is not None and first == last:
            return first.isoformat()
        if first is not None and last is not None and not self.lasts:
            if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31) and first.year == last.year:
                return f"{first.year:04}"
            if first.day == 1 and last == _month_end(first):
                return f"{first.year:04}-{first.month:02}"
        one, other = ("" if end is None else end.isoformat() for end in (first, last))
        return f"{one}/{other}" if self.lasts else f"[{one}..{other}]"

    @property
    def is_day(self) -> bool:
        """Whether it is a single day."""
        return self.first is not None and self.first == self.last

    def within(self) -> Interval:
        """The same bounds, of an unknown day or span within them."""
        return replace(self, lasts=False)

    def met(self, other: Interval) -> Interval | None:
        """What lies in both; None where nothing does."""
        firsts = [end for end in (self.first, other.first) if end is not None]
        lasts = [end for end in (self.last, other.last) if end is not None]
        first, last = max(firsts, default=None), min(lasts, default=None)
        if first is not None and last is not None and last < first:
            return None
        return Interval(first, last, self.lasts and other.lasts)

    def shifted(self, days: int) -> Interval:
        """Both ends moved by so many days; stays within the calendar."""
        return replace(self, first=_moved(self.first, days), last=_moved(self.last, days))


def hull(intervals: Iterable[Interval]) -> Interval | None:
    """The least interval that holds them all, of an unknown day within; None of none, or where it would be open at both ends."""
    found = list(intervals)
    firsts, lasts = [i.first for i in found], [i.last for i in found]
    first = None if None in firsts else min((d for d in firsts if d is not None), default=None)
    last = None if None in lasts else max((d for d in lasts if d is not None), default=None)
    return None if first is None and last is None else Interval(first, last)


def _parts(day: str) -> list[int]:
    return [int(part) for part in day.split("-")]


def _first(day: str) -> date:
    return date(*[*_parts(day), 1, 1][:3])


def _last(day: str) -> date:
    parts = _parts(day)
    if len(parts) == 3:
        return date(*parts)
    return _month_end(date(parts[0], parts[1] if len(parts) == 2 else 12, 1))


def _month_end(day: date) -> date:
    return day.replace(day=calendar.monthrange(day.year, day.month)[1])


def _moved(day: date | None, days: int) -> date | None:
    if day is None:
        return None
    return date.fromordinal(min(max(day.toordinal() + days, date.min.toordinal()), date.max.toordinal()))
