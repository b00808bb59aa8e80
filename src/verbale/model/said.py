"""A time as a text says it, before it is known what day that was: "next year", "by March", "Friday".

Written as a core, with a bound before it and a direction after it where there are any: `year+1`, `by --03 future`, `W5 past`.

    2010-05-14  2010-05  2010  2010-05-13/2010-05-14     told in full (EDTF)
    --05  --05-14  --05-13/--05-14                       a month, a day, some days of a year that isn't told
    W5  W1/W2  W2+7                                      a weekday (ISO: Monday is 1), some weekdays, "Tuesday week"
    day-1  week+0  weekend+0  month+1  quarter-1  year+1  decade+0  century+0     yesterday, this week, next month
    -3 week  +2 day  past 5 year  next 10 day            three weeks ago, in two days, in the past five years, over the next ten days
    year+1:H2  2011:early  week-1:W5  year+1:SP          a part of any of these: H1 H2 Q1-Q4 SP SU AU WI early mid late end, a month, a day
    now  soon  lately                                    told, and of no day

Several that tell of one time are joined by ` & `. Bounds: `by` (and before, until), `since` (and from), `after`. Everything here is
arithmetic: the language lies in `verbale.stories.times`.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from verbale.model.edtf import valid
from verbale.model.interval import Interval, hull

Direction = Literal["past", "future"]
Bound = Literal["by", "since", "after"]

_UNIT = re.compile(r"(day|week|weekend|month|quarter|year|decade|century)([+-]\d{1,4})")
_COUNTED = re.compile(r"([+-]|past |next )(\d{1,4}) (day|week|month|year|decade)")
_YEARLESS = re.compile(r"--(\d\d)(?:-(\d\d))?(?:/--(\d\d)-(\d\d))?|--(SP|SU|AU|WI|H1|H2|Q[1-4]|end)")
_WEEKDAYS = re.compile(r"W([1-7])(?:/W([1-7])|([+]\d{1,2}))?")
_PART = re.compile(r"H[12]|Q[1-4]|SP|SU|AU|WI|early|mid|late|end|\d\d(?:-\d\d)?(?:/\d\d-\d\d)?|W[1-7](?:/W[1-7])?")
_VAGUE = ("now", "soon", "lately")
_SEASONS = {"SP": (3, 5), "SU": (6, 8), "AU": (9, 11), "WI": (12, 2)}
_MONTHS = {"H1": (1, 6), "H2": (7, 12), "Q1": (1, 3), "Q2": (4, 6), "Q3": (7, 9), "Q4": (10, 12), "end": (11, 12)}
_LONGEST_SPAN = 31
"""Days that two days told of one sitting may lie apart and be its first and its last."""


@dataclass(frozen=True, slots=True)
class Said:
    """One time as said. Raises ValueError where `core` is none of the forms above."""

    core: str
    direction: Direction | None = None
    bound: Bound | None = None

    def __post_init__(self) -> None:
        if not _is_core(self.core):
            raise ValueError(f"{self.core!r} is no time as said")

    def __str__(self) -> str:
        return " ".join(part for part in (self.bound, self.core, self.direction) if part)

    @classmethod
    def of(cls, written: str) -> Said:
        """The time written so. Raises ValueError."""
        words = written.split(" ")
        bound = words.pop(0) if words[0] in ("by", "since", "after") and len(words) > 1 else None
        direction = words.pop() if words[-1] in ("past", "future") and len(words) > 1 else None
        return cls(" ".join(words), direction, bound)  # type: ignore[arg-type]

    @property
    def is_absolute(self) -> bool:
        """Whether it is told in full, with nothing that it is relative to."""
        return valid(self.core.partition(":")[0])

    def resolve(self, anchor: Interval | None) -> Interval | None:
        """What days it means, told on the anchor's day: for an anchor of an unknown day, what it may mean on any of them.

        None where it tells no day, or is relative and nothing is known of the anchor.
        """
        if self.is_absolute:
            core = self._on(date(2000, 1, 1))
            return None if core is None else self._bounded(core, anchor)
        if anchor is None:
            return None
        ends = [None if end is None else self._told_on(end) for end in (anchor.first, anchor.last)]
        if anchor.is_day:
            return ends[0]
        first = None if ends[0] is None else ends[0].first
        last = None if ends[1] is None else ends[1].last
        if (
            (anchor.first is not None and ends[0] is None)
            or (anchor.last is not None and ends[1] is None)
            or (first is None and last is None)
        ):
            return None
        return Interval(first, last)

    def _told_on(self, day: date) -> Interval | None:
        core = self._on(day)
        return None if core is None else self._bounded(core, Interval.day(day))

    def _bounded(self, core: Interval, anchor: Interval | None) -> Interval | None:
        """The core as a bound: what is to be by a time lies between the day it was said and then."""
        now_first = None if anchor is None else anchor.first
        now_last = None if anchor is None else anchor.last
        if self.bound == "by":
            first = now_first if now_first is not None and core.last is not None and now_first <= core.last else None
            return Interval(first, core.last) if core.last is not None or first is not None else None
        if self.bound == "since":
            last = now_last if now_last is not None and core.first is not None and core.first <= now_last else None
            return Interval(core.first, last) if core.first is not None or last is not None else None
        if self.bound == "after":
            return None if core.last is None else Interval(core.last, None)
        return core

    def _on(self, day: date) -> Interval | None:
        whole, _, part = self.core.partition(":")
        found = _whole(whole, day, self.direction)
        return found if found is None or not part else _part(found, part)


def _is_core(core: str) -> bool:
    whole, colon, part = core.partition(":")
    if colon and not _PART.fullmatch(part):
        return False
    forms = (_UNIT, _COUNTED, _YEARLESS, _WEEKDAYS)
    return whole in _VAGUE or valid(whole) or any(form.fullmatch(whole) for form in forms)


def joined(times: list[Said]) -> str | None:
    """Several that tell of one time, as `When.said` holds them."""
    return " & ".join(dict.fromkeys(map(str, times))) or None


def resolve(written: str, anchor: Interval | None) -> Interval | None:
    """What `joined` times mean together: what lies in all; two days apart are the first and last of a span. Raises ValueError."""
    found = [i for part in written.split(" & ") if (i := Said.of(part).resolve(anchor)) is not None]
    if not found:
        return None
    met: Interval | None = found[0]
    for other in found[1:]:
        met = None if met is None else met.met(other)
    if met is not None:
        whole = [i for i in found if i.lasts and i.first == met.first and i.last == met.last]
        return whole[0] if whole else met
    days = [i for i in found if i.first is not None and i.last is not None and (i.is_day or i.lasts)]
    span = hull(days)
    if len(days) > 1 and span is not None and span.first and span.last and (span.last - span.first).days <= _LONGEST_SPAN:
        return Interval(span.first, span.last, lasts=True)
    return min(found, key=lambda i: (i.last - i.first).days if i.first and i.last else 10**6)


def is_absolute(written: str) -> bool:
    """Whether any of the joined times is told in full."""
    return any(Said.of(part).is_absolute for part in written.split(" & "))


def _whole(core: str, day: date, direction: Direction | None) -> Interval | None:
    if core in _VAGUE:
        return None
    if valid(core):
        return Interval.of(core)
    for form, meaning in _FORMS:
        if (found := form.fullmatch(core)) is not None:
            return meaning(found, day, direction)
    return None


def _unit(found: re.Match[str], day: date, _: Direction | None) -> Interval:
    return _shifted_unit(found[1], int(found[2]), day)


def _shifted_unit(unit: str, by: int, day: date) -> Interval:
    if unit == "day":
        return Interval.day(_plus(day, by))
    if unit in ("week", "weekend"):
        monday = _plus(day, 7 * by - day.weekday())
        return Interval(_plus(monday, 5 if unit == "weekend" else 0), _plus(monday, 6))
    if unit in ("month", "quarter"):
        width = 1 if unit == "month" else 3
        first = (day.year * 12 + day.month - 1) // width * width + width * by
        return _months(first, first + width - 1)
    width = {"year": 1, "decade": 10, "century": 100}[unit]
    year = day.year // width * width + width * by
    return _months(year * 12, (year + width) * 12 - 1)


def _counted(found: re.Match[str], day: date, _: Direction | None) -> Interval:
    """So many units ago or ahead, give or take half of one; the past and the next so many."""
    sign, number, unit = found[1].strip(), int(found[2]), found[3]
    length = {"day": 1.0, "week": 7.0, "month": 30.44, "year": 365.25, "decade": 3652.5}[unit]
    if sign == "past":
        return Interval(_plus(day, -round(number * length)), day)
    if sign == "next":
        return Interval(day, _plus(day, round(number * length)))
    middle = _plus(day, round(number * length) * (1 if sign == "+" else -1))
    slack = int(length / 2)
    return Interval(_plus(middle, -slack), _plus(middle, slack))


def _yearless(found: re.Match[str], day: date, direction: Direction | None) -> Interval | None:
    made = [i for year in range(day.year - 1, day.year + 2) if (i := _of_year(found, year)) is not None]
    if direction == "past":
        made = [i for i in made if i.first is not None and i.first <= day][-1:]
    elif direction == "future":
        made = [i for i in made if i.last is not None and i.last >= day][:1]
    return min(made, key=lambda i: _distance(i, day), default=None)


def _of_year(found: re.Match[str], year: int) -> Interval | None:
    if found[5] is not None:
        return _part(_months(year * 12, year * 12 + 11), found[5])
    try:
        if found[2] is None:
            return _months(year * 12 + int(found[1]) - 1, year * 12 + int(found[1]) - 1)
        first = date(year, int(found[1]), int(found[2]))
        if found[3] is None:
            return Interval.day(first)
        last = date(year + (int(found[3]) < int(found[1])), int(found[3]), int(found[4]))
        return Interval(first, last, lasts=True)
    except ValueError:
        return None


def _distance(interval: Interval, day: date) -> int:
    if interval.first is not None and day < interval.first:
        return (interval.first - day).days
    return (day - interval.last).days if interval.last is not None and day > interval.last else 0


def _weekdays(found: re.Match[str], day: date, direction: Direction | None) -> Interval:
    first, last = int(found[1]), int(found[2] or found[1])
    span = (last - first) % 7
    ahead, back = (first - day.isoweekday()) % 7, (day.isoweekday() - last) % 7 + span
    start = _plus(day, (ahead if direction == "future" else -back) + int(found[3] or 0))
    return Interval(start, _plus(start, span), lasts=span > 0)


_FORMS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], date, Direction | None], Interval | None]], ...] = (
    (_UNIT, _unit),
    (_COUNTED, _counted),
    (_YEARLESS, _yearless),
    (_WEEKDAYS, _weekdays),
)


def _part(whole: Interval, part: str) -> Interval | None:
    """A part of a stretch of days."""
    if whole.first is None or whole.last is None:
        return None
    if part in _SEASONS:
        first, last = _SEASONS[part]
        year = whole.first.year
        return _months(year * 12 + first - 1, (year + (last < first)) * 12 + last - 1)
    if part in _MONTHS and (whole.last - whole.first).days > 300:
        first, last = _MONTHS[part]
        return _months(whole.first.year * 12 + first - 1, whole.first.year * 12 + last - 1)
    if part in ("early", "mid", "late", "end", "H1", "H2"):
        length = (whole.last - whole.first).days + 1
        low, high = {"early": (0, 1 / 3), "mid": (1 / 3, 2 / 3), "late": (2 / 3, 1), "end": (3 / 4, 1), "H1": (0, 1 / 2), "H2": (1 / 2, 1)}[
            part
        ]
        return Interval(_plus(whole.first, int(length * low)), _plus(whole.first, max(0, int(length * high) - 1)))
    if part.startswith("W"):
        ends = [int(end[1:]) for end in part.split("/")]
        monday = _plus(whole.first, -whole.first.weekday())
        first_day, last_day = (_plus(monday, end - 1) for end in (ends[0], ends[-1]))
        return Interval(first_day, max(first_day, last_day), lasts=len(ends) > 1)
    found = _YEARLESS.fullmatch("--" + part.replace("/", "/--"))
    return None if found is None else _of_year(found, whole.first.year)


def _months(first: int, last: int) -> Interval:
    """From the first day of one month to the last of another; months are counted from the year 0."""
    first, last = (min(max(m, 12), 9999 * 12 + 11) for m in (first, last))
    start, end = date(first // 12, first % 12 + 1, 1), date(last // 12, last % 12 + 1, 1)
    return Interval(start, end.replace(day=calendar.monthrange(end.year, end.month)[1]))


def _plus(day: date, days: int) -> date:
    return date.fromordinal(min(max(day.toordinal() + days, 1), date.max.toordinal()))
