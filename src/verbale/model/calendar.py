"""The calendar: which days a week, a month, a season or a decade has, and how far one is from another."""

from __future__ import annotations

import calendar
from datetime import date, timedelta
from typing import Literal, get_args

from verbale.model.interval import Interval

Unit = Literal["second", "minute", "hour", "day", "week", "month", "quarter", "half", "year", "decade", "century"]
UNITS: tuple[Unit, ...] = get_args(Unit)
MONTHS = tuple(calendar.month_name[1:])
WEEKDAYS = tuple(calendar.day_name)
_IN_A_DAY: dict[str, int] = {"hour": 24, "minute": 1440, "second": 86400}
_MONTHS_IN: dict[str, int] = {"month": 1, "quarter": 3, "half": 6, "year": 12, "decade": 120, "century": 1200}
_SEASONS = {"spring": ((3, 1), (6, 21)), "summer": ((6, 1), (9, 22)), "autumn": ((9, 1), (12, 21)), "winter": ((12, 1), (3, 20))}
"""First and last day, whether counted by the month or by the sun; of the northern half of the world."""
SEASONS = tuple(_SEASONS)


def clamped(year: int, month: int, day: int = 1) -> date:
    """That day, or the month's last where it has fewer; the calendar's first or last day where the year lies outside it."""
    if year < date.min.year:
        return date.min
    if year > date.max.year:
        return date.max
    return date(year, month, min(day, days_in(year, month)))


def days_in(year: int, month: int) -> int:
    """How many days the month has."""
    return calendar.monthrange(year, month)[1]


def moved(day: date, days: int) -> date:
    """So many days later; stays within the calendar."""
    return date.fromordinal(min(max(day.toordinal() + days, 1), date.max.toordinal()))


def later(day: date, count: int, unit: Unit) -> date:
    """So many units later, or earlier where the count is negative; the last of a month that is too short. A part of a day counts as one."""
    if unit in _IN_A_DAY:
        return moved(day, -(-count // _IN_A_DAY[unit]) if count > 0 else count // _IN_A_DAY[unit])
    if unit == "day" or unit == "week":
        return moved(day, count * (7 if unit == "week" else 1))
    months = day.year * 12 + day.month - 1 + count * _MONTHS_IN[unit]
    return clamped(months // 12, months % 12 + 1, day.day)


def period(day: date, unit: Unit) -> Interval:
    """The week (Monday to Sunday), month, ... that this day lies in; the day itself for what is no longer than a day.

    A decade is 1990 to 1999, a century 1901 to 2000.
    """
    if unit == "day" or unit in _IN_A_DAY:
        return Interval.day(day)
    if unit == "week":
        monday = moved(day, -day.weekday())
        return Interval(monday, moved(monday, 6))
    length = _MONTHS_IN[unit]
    offset = 12 if unit == "century" else 0
    months = day.year * 12 + day.month - 1 - offset
    return _months(months // length * length + offset, length)


def _months(first: int, length: int) -> Interval:
    """So many months from this one on, counted from the year 0."""
    end = first + length
    return Interval(clamped(first // 12, first % 12 + 1), moved(clamped(end // 12, end % 12 + 1), -1 if end // 12 <= date.max.year else 0))


def season(name: str, year: int) -> Interval:
    """The season that begins in this year, at its widest. The winter of 2010 ends in March 2011."""
    (month, day), (last_month, last_day) = _SEASONS[name]
    return Interval(clamped(year, month, day), clamped(year + (last_month < month), last_month, last_day))


def iso_week(year: int, week: int) -> Interval:
    """The week of that number (ISO 8601). Raises ValueError where the year has none of it."""
    monday = date.fromisocalendar(year, week, 1)
    return Interval(monday, monday + timedelta(days=6))
