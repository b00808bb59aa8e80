"""What a time as said names: a date, what comes round again, a step from the anchor, a count, or something vague.

Each kind has a canonical form of words (`str`; `moment` reads it), and `options` tells which days it may mean in a text of some day. Both
ends of each option move forwards with that day.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Literal, get_args

from verbale.model.calendar import MONTHS, SEASONS, UNITS, WEEKDAYS, Unit, clamped, days_in, iso_week, later, moved, period, season
from verbale.model.interval import Interval

Which = Literal["past", "future", "either", "last", "next", "this"]
"""past, future: where the tense tells; either: where it tells that neither is sure; last, next, this: where a word does."""
Mode = Literal["ago", "in", "within", "past", "lasting", "every"]
Vagueness = Literal["now", "once", "sometime"]
Cut = Callable[[Interval], Interval]
"""From a period to the part of it that is meant."""
_WHICH: tuple[Which, ...] = get_args(Which)
_MODES: tuple[Mode, ...] = get_args(Mode)
_ABSOLUTE = re.compile(
    r"(?P<year>\d{4})(?:-(?P<month>\d\d)(?:-\d\d)?|-(?P<half>[QH][1-4])|-W(?P<week>\d\d)|-(?P<season>[a-z]+))?|(?P<decade>\d{3})X|(?P<century>\d\d)XX"
)
_NAMED = re.compile(
    rf"(?:(?P<on>{'|'.join(WEEKDAYS)}) (?=[A-Z][a-z]+ \d))?(?P<month>{'|'.join(MONTHS)})(?: (?P<day>[1-9]\d?))?"
    rf"|(?P<day_of_month>[1-9]\d?)th|(?P<half>Q[1-4]|H[12])"
    rf"|(?P<season>{'|'.join(SEASONS)})|(?P<weekday>{'|'.join(WEEKDAYS)})|(?P<weekend>weekend)"
)
_COUNT = re.compile(
    rf"(?P<about>about )?(?P<mode>in |within |past |every )?(?:(?P<number>[1-9]\d{{0,5}}) )?(?P<unit>{'|'.join(UNITS)})(?P<ago> ago)?"
)
_STEP = re.compile(rf"(?P<word>this|last|next) (?P<unit>{'|'.join(UNITS)})|(?P<other>{'|'.join(UNITS)})(?P<steps>[+-]\d{{1,4}})")
_DAYS = {"today": 0, "yesterday": -1, "tomorrow": 1}
_NEAR = {"this": 0, "last": -1, "next": 1}
_PLURALS = {"centurys": "centuries", "halfs": "halves"}
_SINGULARS = {plural: regular[:-1] for regular, plural in _PLURALS.items()}
_HALF: dict[Unit, int] = {
    "second": 0,
    "minute": 0,
    "hour": 1,
    "day": 0,
    "week": 3,
    "month": 15,
    "quarter": 46,
    "half": 91,
    "year": 183,
    "decade": 1826,
    "century": 18262,
}
"""Days in half a unit: "two years ago" is nearer to two years than to one or three."""
_NEAREST = 1300
"""Days within which a date that has its weekday is looked for: the same date falls on the same weekday again after five years at least."""
_YEARS = range(-9, 10)
"""Years among which a day of February 29 comes round at least once on either side."""


@dataclass(frozen=True, slots=True)
class Absolute:
    """What needs no anchor: a day, month, year, week, season, quarter, half, decade or century. Raises ValueError if it is none."""

    name: str

    def __post_init__(self) -> None:
        _ = self.interval

    def __str__(self) -> str:
        return self.name

    @property
    def interval(self) -> Interval:
        """Its days."""
        found = _ABSOLUTE.fullmatch(self.name)
        if found is None:
            raise ValueError(f"{self.name!r} is no date")
        if found["decade"] is not None:
            return period(date(int(found["decade"] + "0"), 1, 1), "decade")
        if found["century"] is not None:
            return period(date(int(found["century"] + "50"), 1, 1), "century")
        year = date(int(found["year"]), 1, 1).year
        if found["week"] is not None:
            return iso_week(year, int(found["week"]))
        if found["season"] is not None:
            return _season_of(found["season"], year)
        return Interval.of(self.name) if found["half"] is None else _part_of_year(found["half"], year)

    @property
    def is_day(self) -> bool:
        """Whether it names a single day."""
        return self.interval.is_day


@dataclass(frozen=True, slots=True)
class Step:
    """The unit of the calendar that the anchor lies in (0), the one before it (-1), after it (1), and so on."""

    unit: Unit
    steps: int = 0

    def __post_init__(self) -> None:
        if self.unit in ("second", "minute", "hour"):
            raise ValueError(f"{self.unit}s are counted, not named")
        if not -10000 < self.steps < 10000:
            raise ValueError(f"{self.steps} {self.unit}s are too far")

    def __str__(self) -> str:
        if -1 <= self.steps <= 1:
            if self.unit == "day":
                return next(word for word, steps in _DAYS.items() if steps == self.steps)
            return next(f"{word} {self.unit}" for word, steps in _NEAR.items() if steps == self.steps)
        return f"{self.unit}{self.steps:+d}"

    @property
    def is_day(self) -> bool:
        """Whether it names a single day."""
        return self.unit == "day"

    def on(self, day: date, cut: Cut) -> list[Interval]:
        """What the cut leaves of that unit."""
        first = period(day, self.unit).first
        assert first is not None
        return [cut(period(later(first, self.steps, self.unit), self.unit))]


@dataclass(frozen=True, slots=True)
class Named:
    """What comes round again: a month, a day of one, a weekday, weekend, season, quarter, half. Raises ValueError if it is none.

    name: a day of a month may have its weekday before it ("Friday May 14"): it is then the nearest such day, whatever the tense tells.
    which: None where nothing tells; it is then the one before or the one after, and of weekdays and weekends the one before, as in news.
    of: the year, month or week that it is the one of ("June of last year", "Friday of next week").
    """

    name: str
    which: Which | None = None
    of: Step | None = None

    def __post_init__(self) -> None:
        found = _NAMED.fullmatch(self.name)
        if found is None:
            raise ValueError(f"{self.name!r} does not come round in the calendar")
        longest = 31 if found["month"] is None else days_in(2000, MONTHS.index(found["month"]) + 1)
        if int(found["day"] or found["day_of_month"] or 1) > longest:
            raise ValueError(f"{self.name!r} is no day of a month")
        if self.of is not None and (self.which is not None or self.of.unit != self.round):
            raise ValueError(f"{self.name!r} is not one of a {self.of.unit}")

    def __str__(self) -> str:
        if self.of is not None:
            return f"{self.name} of {self.of}"
        return self.name if self.which is None else f"{self.which} {self.name}"

    @property
    def round(self) -> Unit:
        """With what it comes round: the week, the month or the year."""
        return "week" if self.weekly else "month" if self.name.endswith("th") else "year"

    @property
    def is_day(self) -> bool:
        """Whether it names a single day."""
        return " " in self.name or self.name in WEEKDAYS or self.name.endswith("th")

    @property
    def weekly(self) -> bool:
        """Whether it comes round with the week."""
        return self.name in WEEKDAYS or self.name == "weekend"

    def on(self, day: date, cut: Cut) -> list[Interval]:
        """The part of it that the cut leaves: of the one that is meant, or of each that may be."""
        if self.of is not None:
            return self._of(self.of, day, cut)
        found = [cut(interval) for interval in self.near(day)]
        if len(found) == 1:
            return found
        begun = [i for i in found if i.first is not None and i.first <= day]
        to_come = [i for i in found if i.last is not None and i.last >= day]
        match self.which:
            case "past":
                return begun[-1:]
            case "future":
                return to_come[:1]
            case "last":
                over = [i for i in found if i.last is not None and i.last < day]
                return over[-2:] if self.weekly and _same_week(over[-1], day) else over[-1:]
            case "next":
                new = [i for i in found if i.first is not None and i.first > day]
                return new[:2] if self.weekly and _same_week(new[0], day) else new[:1]
            case "this":
                return to_come[:1] if self.weekly or self.name.endswith("th") else _of_the_year(found, day)
        return begun[-1:] if self.weekly and self.which is None else [*begun[-1:], *to_come[:1]]

    def _of(self, step: Step, day: date, cut: Cut) -> list[Interval]:
        """The one that begins in that year, month or week."""
        there = options(step, day)[0]
        assert there.first is not None
        return [cut(i) for i in self.near(there.first) if i.first is not None and there.met(Interval.day(i.first)) is not None]

    def near(self, day: date) -> list[Interval]:
        """Those around that day, in order: at least two before it and two after it, as far as the calendar goes."""
        found = _NAMED.fullmatch(self.name)
        assert found is not None
        if self.weekly:
            monday = moved(day, -day.weekday())
            first, length = (5, 2) if found["weekend"] is not None else (WEEKDAYS.index(self.name), 1)
            weeks = [moved(monday, 7 * k) for k in range(-2, 3)]
            return [Interval(moved(start, first), moved(start, first + length - 1)) for start in weeks]
        if found["day_of_month"] is not None:
            months = [later(day.replace(day=1), k, "month") for k in range(-4, 5)]
            return _existing(months, int(found["day_of_month"]))
        years = [day.year + k for k in _YEARS if date.min.year <= day.year + k <= date.max.year]
        if found["month"] is not None:
            months = [date(year, MONTHS.index(found["month"]) + 1, 1) for year in years]
            if found["day"] is None:
                return [period(month, "month") for month in months]
            days = _existing(months, int(found["day"]))
            return days if found["on"] is None else _on_weekday(days, found["on"], day) or days
        if found["season"] is not None:
            return [season(self.name, year) for year in years]
        return [_part_of_year(self.name, year) for year in years]


def _on_weekday(days: list[Interval], weekday: str, day: date) -> list[Interval]:
    """The nearest of these days that is on that weekday; none where it isn't among the nearest three or four years."""
    fit = [i for i in days if i.first is not None and i.first.weekday() == WEEKDAYS.index(weekday) and abs((i.first - day).days) < _NEAREST]
    return sorted(fit, key=lambda i: abs(((i.first or day) - day).days))[:1]


@dataclass(frozen=True, slots=True)
class Count:
    """So many units: ago, in so many from now, within the next or the past so many; or lasting so long, or every so many.

    number: None where only the unit is said ("in recent weeks"). about: whether the number is said to be rough.
    """

    number: int | None
    unit: Unit
    mode: Mode
    about: bool = False

    def __post_init__(self) -> None:
        if self.number is not None and not 0 < self.number < 10**6:
            raise ValueError(f"{self.number} is no number of {self.unit}s to count")

    def __str__(self) -> str:
        plural = _PLURALS.get(f"{self.unit}s", f"{self.unit}s")
        counted = plural if self.number is None else f"{self.number} {self.unit if self.number == 1 else plural}"
        before, after = {"ago": ("", " ago"), "lasting": ("", "")}.get(self.mode, (f"{self.mode} ", ""))
        return f"{'about ' * self.about}{before}{counted}{after}"

    @property
    def is_day(self) -> bool:
        """Whether it names a single day."""
        return self.unit == "day" and self.number is not None and not self.about and self.mode in ("ago", "in")

    def on(self, day: date) -> list[Interval]:
        """Those days; nothing of what lasts or repeats."""
        if self.mode in ("lasting", "every"):
            return []
        back = self.mode in ("ago", "past")
        if self.number is None:
            return [Interval(None, day) if back else Interval(day, None)]
        number = self.number + self._slack if self.mode in ("within", "past") else self.number
        far = later(day, -number if back else number, self.unit)
        if self.mode in ("within", "past"):
            return [Interval(far, day) if back else Interval(day, far)]
        return [self._around(day, far, back)]

    def _around(self, day: date, far: date, back: bool) -> Interval:
        """The unit that lies so far away, be it counted by the calendar or to the nearest half."""
        if self.unit == "day" and not self.about:
            return Interval.day(far)
        there = period(far, self.unit)
        if self.unit in ("second", "minute", "hour"):
            there = Interval(far, moved(far, 1)) if back else Interval(moved(far, -1), far)
        assert there.first is not None
        assert there.last is not None
        half = _HALF[self.unit]
        first, last = (later(moved(end, half * s), s * self._slack, self.unit) for end, s in ((far, -1), (far, 1)))
        first, last = min(there.first, first), max(there.last, last)
        return Interval(first, min(last, day)) if back else Interval(max(first, day), last)

    @property
    def _slack(self) -> int:
        """Units by which a rough number may be wrong."""
        return max(1, (self.number or 0) // 4) if self.about else 0


@dataclass(frozen=True, slots=True)
class Vague:
    """The present, the past or the future, no nearer: no days."""

    name: Vagueness

    def __post_init__(self) -> None:
        if self.name not in get_args(Vagueness):
            raise ValueError(f"{self.name!r} is not a vague time")

    def __str__(self) -> str:
        return self.name

    @property
    def is_day(self) -> bool:
        """Whether it names a single day."""
        return False


Moment = Absolute | Named | Step | Count | Vague


def _whole(interval: Interval) -> Interval:
    return interval


def options(time: Moment, day: date | None, cut: Cut = _whole) -> list[Interval]:
    """The days that it may mean in a text of that day, or what the cut leaves of them: none, one or two intervals, in order.

    day: None where it isn't known; only what is absolute then means any.
    """
    if isinstance(time, Absolute):
        return [cut(time.interval)]
    if day is None or isinstance(time, Vague):
        return []
    return time.on(day) if isinstance(time, Count) else time.on(day, cut)


def moment(text: str) -> Moment:
    """What the canonical form names. Raises ValueError where it isn't one."""
    found = _moment(text)
    if str(found) != text:
        raise ValueError(f"{text!r} is not the form of a time; {str(found)!r} would be")
    return found


def _moment(text: str) -> Moment:
    if text in get_args(Vagueness):
        return Vague(next(word for word in get_args(Vagueness) if word == text))
    if text in _DAYS:
        return Step("day", _DAYS[text])
    if (step := _STEP.fullmatch(text)) is not None:
        steps = _NEAR[step["word"]] if step["word"] else int(step["steps"])
        return Step(_unit(step["unit"] or step["other"]), steps)
    if text[:1].isdigit() and _ABSOLUTE.fullmatch(text):
        return Absolute(text)
    first, _, rest = text.partition(" ")
    which = next((w for w in _WHICH if w == first), None)
    name = text if which is None else rest
    if _NAMED.fullmatch(name):
        return Named(name, which)
    name, joined, period_of = text.partition(" of ")
    if joined and _NAMED.fullmatch(name):
        of = _moment(period_of)
        return Named(name, None, of if isinstance(of, Step) else None)
    return _count(text)


def _count(text: str) -> Count:
    head, _, tail = text.removesuffix(" ago").rpartition(" ")
    singular = _SINGULARS.get(tail, tail.removesuffix("s"))
    ago = " ago" if text.endswith(" ago") else ""
    found = _COUNT.fullmatch(f"{head} {singular}{ago}".strip())
    if found is None or (found["mode"] and ago):
        raise ValueError(f"{text!r} is not the form of a time")
    mode: Mode = next((m for m in _MODES if m == (found["mode"] or "").strip()), "ago" if ago else "lasting")
    return Count(int(found["number"]) if found["number"] else None, _unit(found["unit"]), mode, found["about"] is not None)


def _unit(word: str) -> Unit:
    return next(unit for unit in UNITS if unit == word)


def _season_of(name: str, year: int) -> Interval:
    """The season of a year; the winter of 2010 may be the one that begins in it or the one that ends in it."""
    if name not in SEASONS:
        raise ValueError(f"{name!r} is no season")
    found = season(name, year)
    return Interval(date(year, 1, 1), found.last) if name == "winter" else found


def _part_of_year(name: str, year: int) -> Interval:
    """The quarter (Q1 to Q4) or half (H1, H2) of a year. Raises ValueError where there is none of that number."""
    length: Unit = "quarter" if name[0] == "Q" else "half"
    month = (int(name[1]) - 1) * (3 if length == "quarter" else 6) + 1
    return period(date(year, month, 1), length)


def _existing(months: list[date], day: int) -> list[Interval]:
    """That day of each of these months that has it."""
    return [Interval.day(clamped(m.year, m.month, day)) for m in months if day <= days_in(m.year, m.month)]


def _same_week(interval: Interval, day: date) -> bool:
    return interval.first is not None and moved(interval.first, -interval.first.weekday()) == moved(day, -day.weekday())


def _of_the_year(found: list[Interval], day: date) -> list[Interval]:
    """The one that the day lies in, else the one that begins in its year."""
    holding = [i for i in found if i.met(Interval.day(day)) is not None]
    return holding[:1] or [i for i in found if i.first is not None and i.first.year == day.year][:1]
