"""A small grammar of English time expressions, over tokens; its words are the table `time_words.csv`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from verbale.model.calendar import MONTHS, Unit
from verbale.model.moment import Absolute, Count, Mode, Moment, Named, Step, Vague, moment
from verbale.model.said import Bound, Part, Said
from verbale.stories.time_tokens import Number, TimeTokens

TimeType = Literal["DATE", "TIME", "DURATION", "SET"]
_DASHES = frozenset({"-", "–", "—", "/"})
_NAMELIKE = frozenset({"May", "March", "April", "June", "August"})
"""Months whose names people bear too, or that are other words."""
_PARTS: tuple[Part, ...] = ("early", "late", "mid", "start of", "end of", "first half of", "second half of", "earlier", "later")
_OLD = frozenset({"old", "olds"})
_SUB = {"year": ("month", 12), "day": ("hour", 24), "hour": ("minute", 60), "decade": ("year", 10), "century": ("year", 100)}


@dataclass(frozen=True, slots=True)
class Phrase:
    """Tokens `start` to `end` and what they say. age: it is nobody's time but somebody's age."""

    start: int
    end: int
    type: TimeType
    said: Said | None
    age: bool = False


@dataclass(frozen=True, slots=True)
class _Core:
    """A date without what stands around it. end: the token after it."""

    time: Moment | None
    end: int
    type: TimeType = "DATE"
    part: Part | None = None
    bound: Bound | None = None
    to: Moment | None = None

    @property
    def said(self) -> Said | None:
        """What it says."""
        try:
            return None if self.time is None else Said(self.time, self.part, self.to, self.bound)
        except ValueError:
            return None


class TimeGrammar:
    """The expressions that may begin at each token. sure: whether to leave alone what may as well be a name, a verb or a number."""

    def __init__(self, tokens: TimeTokens, sure: bool = True) -> None:
        self.t = tokens
        self.sure = sure

    def phrase(self, i: int) -> Phrase | None:
        """The longest expression that begins with token i."""
        return max((p for p in self._alternatives(i) if p is not None), key=lambda p: p.end, default=None)

    def _alternatives(self, i: int) -> Iterator[Phrase | None]:
        yield self._counted(i)
        yield self._set(i)
        yield self._vague(i)
        yield self._clock(i)
        core = self._span(i) or self._dated(i)
        yield None if core is None else Phrase(i, core.end, core.type, core.said)

    # Dates, and spans of them

    def _span(self, i: int) -> _Core | None:
        """Such as "May 30-June 2", "from 2009 to 2011", "between 1994 and 1997", "Monday to Friday"; from the first date on."""
        between = self.t.low(i - 1) == "between"
        one = self._core(i)
        if one is None or one.time is None or isinstance(one.time, Count | Vague):
            return None
        low, j = self.t.low(one.end), one.end + 1
        dash = self.t.form(one.end) in _DASHES
        if not (dash or (between and low == "and") or self.t.is_a("join", one.end) is not None):
            return None
        if isinstance(one.time, Absolute) and len(one.time.name) == 4 and dash and (short := self._short_year(one.time, j)) is not None:
            return _Core(one.time, j + 1, to=short)
        other = self._core(j, inside=True)
        if other is None or other.time is None or isinstance(other.time, Count | Vague) or other.part is not None:
            return None
        start = _with_year_of(one.time, other.time)
        if type(start) is not type(other.time) or (isinstance(start, Step) and not start.is_day):
            return None
        if (
            isinstance(start, Named)
            and isinstance(other.time, Named)
            and (start.round, start.is_day) != (other.time.round, other.time.is_day)
        ):
            return None
        if isinstance(start, Absolute) and isinstance(other.time, Absolute) and not _before(start, other.time):
            return None
        return replace(one, time=start, end=other.end, to=other.time, bound="between" if between else None)

    def _short_year(self, year: Absolute, j: int) -> Absolute | None:
        """The "10" of "2009-10"."""
        form = self.t.form(j)
        if len(form) == 2 and form.isdecimal() and int(form) > int(year.name[2:]) and not self.t.joined(j + 1):
            return Absolute(year.name[:2] + form)
        return None

    def _dated(self, i: int) -> _Core | None:
        """A date with the part of it that is meant and the time of day: "the end of next year", "early on Friday morning"."""
        about = self.t.phrase("about", i)
        start = i if about is None or about.value.value != "date" else about.end
        found = self.t.phrase("part", start + (self.t.low(start) == "the"))
        whole = self.t.phrase("part", start)
        found = whole if whole is not None and (found is None or whole.end >= found.end) else found
        if found is not None and (core := self._in_part(next(p for p in _PARTS if p == found.value.value), found.end)) is not None:
            return core
        if self.t.low(start) == "year" and (core := self._year_end(start)) is not None:
            return core
        return self._core(start)

    def _in_part(self, part: Part, i: int) -> _Core | None:
        """What the words of a part stand before."""
        dashed = self.t.form(i) in _DASHES
        place = i + dashed
        place += self.t.low(place) in ("in", "on")
        core = self._core(place, inside=True) or self._the_unit(place)
        if core is None or core.time is None or isinstance(core.time, Count | Vague):
            return None
        if core.time.is_day or core.part is not None:
            return core
        if part in ("earlier", "later") and not (isinstance(core.time, Step) and core.time.steps == 0):
            return core if self.t.low(i - 1) != "of" else None
        return replace(core, part=part)

    def _the_unit(self, i: int) -> _Core | None:
        """Such as "the year" after "the end of": the present one."""
        place = i + (self.t.low(i) in ("the", "each"))
        unit = self.t.unit(place)
        if place == i or unit is None or unit[2] or unit[0] in ("second", "minute", "hour", "day") or self.t.low(place) == "night":
            return None
        return _Core(Step(unit[0]), place + 1)

    def _year_end(self, i: int) -> _Core | None:
        """Such as "year-end", "year's end", "year end"."""
        place = i + 1 + (self.t.form(i + 1) in _DASHES or self.t.low(i + 1) in ("'s", "’s"))
        return _Core(Step("year"), place + 1, part="end of") if self.t.low(place) == "end" else None

    def _core(self, i: int, inside: bool = False) -> _Core | None:
        """The longest date that begins here. inside: whether what stands before it shows already that a date is to come."""
        the = self.t.low(i) == "the"
        j = i + the
        bare = j if inside else i
        found = [
            self._iso(i),
            self._slashed(i),
            self._day_first(j),
            self._month_first(bare, inside),
            self._weekday(bare),
            self._fixed_day(i),
            self._year(bare, inside),
            self._decade(j),
            self._century(j),
            self._part_of_year(j),
            self._season(j, inside or the),
            self._today(i),
            self._which_unit(j, the),
            self._other_unit(j, the),
            self._weekend(j, the),
            self._day_alone(j) if the else None,
        ]
        best = max((core for core in found if core is not None), key=lambda core: core.end, default=None)
        return None if best is None else self._with_daytime(best)

    def _with_daytime(self, core: _Core) -> _Core:
        """Such as "Friday morning", "May 14 in the evening"."""
        if core.time is None or not core.time.is_day:
            return core
        place = core.end
        if self.t.is_a("daytime", place) is not None:
            return replace(core, end=place + 1, type="TIME")
        return core

    def _iso(self, i: int) -> _Core | None:
        t = self.t
        if t.year(i) is None or not all(t.joined(i + k) for k in range(1, 5)) or t.form(i + 1) != "-" or t.form(i + 3) != "-":
            return None
        return _absolute(f"{t.form(i)}-{t.form(i + 2)}-{t.form(i + 4)[:2]}", i + 5)

    def _slashed(self, i: int) -> _Core | None:
        """Such as "5/14/2010", "14.5.2010": month and day in either order where both may be; with full stops the day comes first."""
        t = self.t
        mark = t.form(i + 1)
        parts = [t.form(i), t.form(i + 2), t.form(i + 4)]
        if mark not in ("/", ".", "-") or t.form(i + 3) != mark or not all(t.joined(i + k) for k in range(1, 5)) or t.joined(i):
            return None
        if not all(p.isdecimal() for p in parts) or [len(p) <= 2 for p in parts[:2]] != [True, True] or len(parts[2]) != 4:
            return None
        one, two, year = map(int, parts)
        readings = [(one, two)] if mark == "." else [(one, two), (two, one)]
        days = sorted(
            {
                core.time.name
                for d, m in readings
                if (core := _absolute(f"{year:04}-{m:02}-{d:02}", i + 5)) and isinstance(core.time, Absolute)
            }
        )
        if not days:
            return None
        return _Core(Absolute(days[0]), i + 5) if len(days) == 1 else _Core(Absolute(days[0]), i + 5, bound="between", to=Absolute(days[1]))

    def _month_first(self, i: int, inside: bool) -> _Core | None:
        """Such as "May 14, 2010", "May 13-14", "May 2010", "May last year", "May"."""
        named = self.t.month(i)
        if named is None:
            return self._which_month(i)
        place, month = named
        day = self.t.day_of_month(place)
        if day is not None and self.t.low(place) != "the":
            return self._days(month, day[1], day[0])
        if (core := self._with_year(month, place)) is not None:
            return core
        short = len(self.t.form(i)) < len(month) and place == i + 1
        if short and self.sure and not inside:
            return None
        return _Core(Named(month), place) if inside or self._is_month(i, place) else None

    def _days(self, month: str, first: int, j: int) -> _Core | None:
        """After a month and a day: more days, a year."""
        t = self.t
        last, end = None, j
        joint = t.form(j) in _DASHES or t.low(j) in ("and", "to", "through", "&")
        more = t.day_of_month(j + 1) if joint else None
        if more is not None and more[1] > first and t.unit(more[0]) is None and t.month(more[0]) is None:
            last, end = more[1], more[0]
        apart = t.low(j) in ("and", "&") and last is not None and last > first + 1
        return self._day_or_days(month, first, last, end, apart)

    def _day_or_days(self, month: str, first: int, last: int | None, end: int, apart: bool) -> _Core | None:
        one, end = self._day_of(month, first, end)
        if one is None or last is None:
            return None if one is None else _Core(one, self._weekday_after(end))
        other, _ = self._day_of(month, last, end)
        if isinstance(one, Absolute) or isinstance(other, Absolute) or (isinstance(one, Named) and one.of is not None):
            year = str(one.name)[:4] if isinstance(one, Absolute) else None
            other = None if year is None else _moment(f"{year}-{MONTHS.index(month) + 1:02}-{last:02}")
        return None if other is None else _Core(one, end, to=other, bound="between" if apart else None)

    def _day_of(self, month: str, day: int, end: int) -> tuple[Moment | None, int]:
        """The day, of the year that follows, if one does."""
        year = self._year_after(end)
        if year is None:
            return _moment(f"{month} {day}"), end
        if isinstance(year[0], Step):
            return _moment(f"{month} {day} of {year[0]}"), year[1]
        return _moment(f"{year[0]:04}-{MONTHS.index(month) + 1:02}-{day:02}"), year[1]

    def _weekday_after(self, j: int) -> int:
        """The place after a weekday in brackets: "May 14 (Friday)"."""
        if self.t.form(j) == "(" and (day := self.t.weekday(j + 1)) is not None and self.t.form(day[0]) == ")":
            return day[0] + 1
        return j

    def _year_after(self, j: int) -> tuple[int | Step, int] | None:
        """The year that belongs to what ends here: "2010", ", 2010", "of 2010", "last year", "of this year"."""
        place = j + (self.t.form(j) == "," or self.t.low(j) in ("of", "in"))
        year = self.t.year(place)
        if year is not None:
            return (year, place + 1)
        return self._step_after(place, "year") if self.t.form(j) != "," else None

    def _step_after(self, place: int, unit: Unit) -> tuple[Step, int] | None:
        """Such as "last year", "this week", "the following" not."""
        place += self.t.low(place) == "of"
        which = {"last": -1, "this": 0, "next": 1, "the": 0}.get(self.t.low(place))
        found = self.t.unit(place + 1)
        if which is None or found is None or found[0] != unit or found[2] or found[1] != 1:
            return None
        if self.t.low(place) == "the" and self.t.low(place - 1) != "of":
            return None
        return (Step(unit, which), place + 2)

    def _with_year(self, name: str, place: int) -> _Core | None:
        """A month, season or quarter with its year."""
        year = self._year_after(place)
        if year is None:
            return None
        if isinstance(year[0], Step):
            return _Core(Named(name, None, year[0]), year[1])
        if name in MONTHS:
            return _absolute(f"{year[0]:04}-{MONTHS.index(name) + 1:02}", year[1])
        return _absolute(f"{year[0]:04}-{name}", year[1])

    def _is_month(self, i: int, end: int) -> bool:
        """Whether a bare month is one, and not a name or a verb."""
        if not self.sure:
            return True
        t = self.t
        before, after = t.low(i - 1), t.form(end)
        if before == "the" and (t.form(i) in _NAMELIKE) and not after[:1].islower():
            return False
        if t.form(i) == "March" and before == "the" and t.low(end) in ("on", "for", "of", "to"):
            return False
        if t.form(i) in _NAMELIKE or t.form(i).isupper():
            return self._opened("month", i) and not (t.capital(end) and t.form(i) in _NAMELIKE and not t.apart(end))
        return not (t.capital(i - 1) and not self._opened("month", i) and not t.apart(i) and t.is_a("month", i - 1) is None and i > 0)

    def _opened(self, what: str, i: int) -> bool:
        """Whether the word or mark before token i is one that stands before a month, a season or a year."""
        form = self.t.form(i - 1)
        if form in _DASHES or form in ("(", "'s", "’s"):
            return what != "season"
        found = self.t.is_a("opens", i - 1)
        return found is not None and what in found.split()

    def _which_month(self, i: int) -> _Core | None:
        """Such as "last May", "this past Friday", "next spring"."""
        which, place = self._which(i)
        if which is None:
            return None
        named = self.t.month(place)
        if named is not None:
            day = self.t.day_of_month(named[0])
            if day is not None and which in ("last", "next", "this"):
                return _named(f"{named[1]} {day[1]}", which, day[0])
            return _named(named[1], which, named[0])
        weekday = self.t.weekday(place)
        if weekday is not None:
            return self._dated_weekday(weekday[0]) or _named(weekday[1], which, weekday[0])
        season = self.t.is_a("season", place)
        if season is not None:
            return _named(season, which, place + 1)
        quarter = self._quarter(place) if which != "this" else None
        return None if quarter is None else _named(quarter[0], which, quarter[1])

    def _which(self, i: int) -> tuple[str | None, int]:
        """Such as "last", "next", "this", and with two words "this past", "this coming": which one, and the place after."""
        word = self.t.is_a("which", i)
        if word is None or self.t.low(i) in ("recent", "preceding", "current", "latest"):
            return (None, i)
        second = self.t.is_a("which", i + 1) if word == "this" else None
        if second in ("past", "coming", "last", "next"):
            return ({"past": "past", "last": "past"}.get(second, "future"), i + 2)
        return ({"coming": "future"}.get(word, word), i + 1)

    def _day_first(self, i: int) -> _Core | None:
        """Such as "14 May 2010", "14th of May", "13-14 May", "3 to 5 May", "13 and 14 May 2010"."""
        t = self.t
        day = t.day_of_month(i)
        if day is None or (t.form(i - 1) in _DASHES and t.joined(i)):
            return None
        last, end = None, day[0]
        joint = t.form(end) in _DASHES or t.low(end) in ("and", "to", "&", "through")
        if joint and (more := t.day_of_month(end + 1)) is not None and more[1] > day[1]:
            last, end = more[1], more[0]
        apart = last is not None and t.low(day[0]) in ("and", "&") and last > day[1] + 1
        month = t.month(end + (t.low(end) == "of"))
        if month is None or (
            t.day_of_month(month[0]) is not None and t.year(month[0]) is None and t.form(month[0]).isdecimal() and last is None
        ):
            return None
        return self._day_or_days(month[1], day[1], last, month[0], apart)

    def _weekday(self, i: int) -> _Core | None:
        """Such as "Friday", "Friday, May 14", "Friday of next week"."""
        named = self.t.weekday(i)
        if named is None:
            return None
        end, name = named
        if (dated := self._dated_weekday(end)) is not None:
            return _on(dated, name)
        if not self._is_weekday(i, end, name):
            return None
        step = self._step_after(end, "week")
        return _Core(Named(name), end) if step is None else _Core(Named(name, None, step[0]), step[1])

    def _dated_weekday(self, end: int) -> _Core | None:
        """The date that follows a weekday: it says more than the weekday does."""
        place = end + (self.t.form(end) in (",", "(")) + (self.t.low(end) == "the")
        dated = self._day_first(place)
        named = self.t.month(place) if dated is None else None
        if named is not None and (day := self.t.day_of_month(named[0])) is not None:
            dated = self._days(named[1], day[1], day[0])
        if dated is None:
            return None
        return replace(dated, end=dated.end + (self.t.form(end) == "(" and self.t.form(dated.end) == ")"))

    def _is_weekday(self, i: int, end: int, name: str) -> bool:
        t = self.t
        if not self.sure:
            return True
        if len(t.form(i)) < len(name) or (t.is_a("feast", i - 1) is not None and not t.apart(i)):
            return False
        return t.phrase("paper", end) is None or not t.capital(end)

    def _weekend(self, i: int, the: bool) -> _Core | None:
        """Such as "the weekend", "last weekend", "the weekend of next week" not."""
        which, place = self._which(i)
        if self.t.low(place) not in ("weekend", "week") or (
            self.t.low(place) == "week" and self.t.low(place + 1) + self.t.low(place + 2) != "-end"
        ):
            return None
        end = place + 1 if self.t.low(place) == "weekend" else place + 3
        return _named("weekend", which, end) if which is not None or the or self.t.low(i - 1) in ("over", "at", "on", "during") else None

    def _fixed_day(self, i: int) -> _Core | None:
        found = self.t.phrase("day", i)
        if found is None or not self.t.capital(i) or found.value.value is None:
            return None
        month, _, day = found.value.value.partition(" ")
        time, end = self._day_of(month, int(day), found.end)
        return None if time is None else _Core(time, end)

    def _year(self, i: int, inside: bool) -> _Core | None:
        """Such as "2010", "fiscal 2010", "the year 2000"."""
        t = self.t
        place = i
        while t.low(place) in ("fiscal", "year", "calendar", "financial"):
            place += 1
        year = t.year(place)
        if year is None:
            return None
        if not (inside or place > i or not self.sure or self._is_year(place, year)):
            return None
        return _absolute(f"{year:04}", place + 1)

    def _is_year(self, i: int, year: int) -> bool:
        """Whether four digits are a year, and no count, sum or number of a thing."""
        t = self.t
        before, after = t.low(i - 1), t.low(i + 1)
        if t.is_a("numbered", i - 1) is not None or (before == "." and t.is_a("numbered", i - 2) is not None and t.joined(i - 1)):
            return False
        if (
            t.is_a("counted", i + 1) is not None
            or t.unit(i + 1) is not None
            or (t.joined(i) and before in {"-", "+"} and t.form(i - 2)[-1:].isdecimal())
        ):
            return False
        if t.joined(i + 1) and after == "-" and t.form(i + 2)[-1:].isdecimal() and len(t.form(i + 2)) not in (2, 4):
            return False
        if self._opened("year", i):
            return year >= 1500 or before in ("in", "since", "until", "before", "after")
        return 1900 <= year < 2100 and not (t.capital(i - 1) and not t.apart(i) and i > 0) and not after[:1].isdecimal()

    def _decade(self, i: int) -> _Core | None:
        """Such as "1990s", "the 1990's", "the '90s"."""
        t = self.t
        form, end = t.low(i), i + 1
        if form in ("'", "’", "‘") and t.joined(i + 1):
            form, end = t.low(i + 1), i + 2
            if len(form) == 3 and form.endswith("0s") and form[:2].isdecimal():
                return _absolute(f"{'20' if form[0] in '01' else '19'}{form[0]}X"[-4:], end)
            return None
        if (
            form.isdecimal()
            and len(form) == 4
            and form.endswith("0")
            and t.low(end) in ("'s", "’s")
            and t.joined(end)
            and t.low(i - 1) in ("the", "early", "late", "mid")
        ):
            form, end = form + "s", end + 1
        if len(form) == 5 and form.endswith("0s") and form[:4].isdecimal():
            return _absolute(f"{form[:3]}X", end)
        return None

    def _century(self, i: int) -> _Core | None:
        """Such as "the 20th century", "the nineteenth century"."""
        number, end = self._ordinal(i)
        end += self.t.form(end) == "-"
        if number is None or not 1 < number <= 22 or self.t.low(end) != "century":
            return None
        return _absolute(f"{number - 1:02}XX", end + 1)

    def _ordinal(self, i: int) -> tuple[int | None, int]:
        form = self.t.low(i)
        if form[:-2].isdecimal() and form[-2:] in ("st", "nd", "rd", "th"):
            return int(form[:-2]), i + 1
        found = self.t.phrase("ordinal", i)
        return (None, i) if found is None else (int(found.value.value or 0), found.end)

    def _quarter(self, i: int) -> tuple[str, int] | None:
        """Such as "third quarter", "second half", "Q3", "H1": its name, and the place after it."""
        form = self.t.form(i)
        if form in ("Q", "H") and self.t.joined(i + 1) and self.t.form(i + 1) in tuple("1234"[: 4 if form == "Q" else 2]):
            return (form + self.t.form(i + 1), i + 2)
        if self.t.low(i) == "fiscal":
            i += 1 + (self.t.form(i + 1) in _DASHES)
        number, end = self._ordinal(i)
        end += self.t.form(end) == "-"
        if number is not None and 1 <= number <= 4 and self.t.low(end) == "quarter":
            return (f"Q{number}", end + 1)
        return None

    def _part_of_year(self, i: int) -> _Core | None:
        """Such as "the third quarter of 2010", "Q3", "the 2010 third quarter"."""
        year = self.t.year(i)
        quarter = self._quarter(i if year is None else i + 1)
        if quarter is None:
            return None
        if year is not None:
            return _absolute(f"{year:04}-{quarter[0]}", quarter[1])
        return self._with_year(*quarter) or _Core(Named(quarter[0]), quarter[1])

    def _season(self, i: int, inside: bool) -> _Core | None:
        """Such as "summer 2010", "the spring of next year", "in the autumn"."""
        season = self.t.is_a("season", i)
        if season is None:
            return None
        if (core := self._with_year(season, i + 1)) is not None:
            return core
        opened = not self.sure or self._opened("season", i - (self.t.low(i - 1) == "the"))
        return _Core(Named(season), i + 1) if opened and (inside or self.t.low(i) not in ("fall", "spring") or not self.sure) else None

    def _today(self, i: int) -> _Core | None:
        t = self.t
        if t.low(i) == "last" and t.low(i + 1) == "night":
            return _Core(Step("day", -1), i + 2, "TIME")
        if t.low(i) == "this" and t.is_a("daytime", i + 1) is not None:
            return _Core(Step("day"), i + 2, "TIME")
        found = t.phrase("today", i)
        if found is None or found.value.value is None:
            return None
        if found.value.value == "tonight":
            return _Core(Step("day"), found.end, "TIME")
        return _Core(moment(found.value.value), found.end)

    def _which_unit(self, i: int, the: bool) -> _Core | None:
        """Such as "last week", "this year", "the coming month", "the past year"; "the next day" is that of another day."""
        which, place = self._which(i)
        if self.t.low(i) in ("current", "present"):
            which, place = "this", i + 1
        place += self.t.low(place) in ("fiscal", "financial", "calendar", "academic", "school", "full")
        unit = self.t.unit(place)
        if which is None or unit is None or unit[2] or unit[0] in ("second", "minute", "hour"):
            return None
        name, size, end = unit[0], unit[1], place + 1
        if name == "day" or size != 1:
            return _Core(None, end) if the and which in ("last", "next") else None
        if (name == "year" and self.t.low(i) == "current") or which == "this":
            return _Core(Step(name), end)
        if which == "future":
            return _Core(Step("day"), end, bound="between", to=Step(name, 1))
        if which == "past" or (the and self.t.low(i - 2) in ("in", "over", "during", "for", "within", "throughout")):
            back = which in ("past", "last")
            return _Core(Count(1, name, "past" if back else "within"), end, "DURATION")
        return _Core(None, end) if the and which == "next" else _Core(Step(name, 1 if which == "next" else -1), end)

    def _other_unit(self, i: int, the: bool) -> _Core | None:
        """Such as "the same day", "the following week": of a time that stands elsewhere in the text."""
        if self.t.is_a("other", i) is None or not (the or self.t.low(i) in ("that", "another")):
            return None
        unit = self.t.unit(i + 1) if self.t.low(i) != "another" else None
        if unit is None or unit[2] or unit[0] in ("second", "minute"):
            return None
        return _Core(None, i + 2)

    def _day_alone(self, i: int) -> _Core | None:
        """Such as "on the 14th"."""
        day = self.t.day_of_month(i)
        if day is None or self.t.form(i).isdecimal() or self.t.low(i - 2) not in ("on", "until", "by", "since", "before", "after"):
            return None
        step = self._step_after(day[0], "month")
        if step is not None:
            return _Core(Named(f"{day[1]}th", None, step[0]), step[1])
        return None if self.t.form(day[0])[:1].isalpha() and not self._opened("year", day[0] + 1) else _Core(Named(f"{day[1]}th"), day[0])

    # What is counted, repeated, vague, or told by the clock

    def _counted(self, i: int) -> Phrase | None:
        """Such as "three weeks ago", "the next ten days", "two-day", "32-year-old", "years"."""
        t = self.t
        j = i + (t.low(i) == "the" or (t.low(i) == "a" and t.is_a("which", i + 1) is not None))
        which, place = self._counting(j)
        number = t.number(place)
        if number is None:
            number = Number(None, place)
        dashed = t.form(number.end) in _DASHES and t.joined(number.end)
        unit_at = number.end + dashed
        while number.end > place and t.low(unit_at) in (
            "straight",
            "consecutive",
            "full",
            "whole",
            "long",
            "calendar",
            "working",
            "trading",
            "business",
        ):
            unit_at += 1
        unit = t.unit(unit_at)
        if unit is None:
            return None
        if t.low(unit_at) == "night" and which is None:
            return None
        return self._count(i, j, place, which, number, unit_at, dashed)

    def _counting(self, i: int) -> tuple[str | None, int]:
        word = self.t.is_a("which", i)
        if word is None or self.t.low(i) in ("current",) or word == "this":
            return ("first", i + 1) if self.t.low(i) == "first" and self.t.number(i + 1) is not None else (None, i)
        return (word, i + 1)

    def _count(self, i: int, j: int, place: int, which: str | None, number: Number, unit_at: int, dashed: bool) -> Phrase | None:
        t = self.t
        unit = t.unit(unit_at)
        assert unit is not None
        name, size, plural = unit
        bare = number.end == place
        end = unit_at + 1
        if self._is_age(i, end):
            return Phrase(i, end + 2, "DURATION", None, age=True)
        if which is None and j > i and bare:
            return None
        if bare and (not plural or dashed or (t.form(i - 1) in _DASHES and t.joined(i))):
            return None
        if not (bare or plural or dashed) and number.value != 1 and not (t.form(end).islower() and name not in ("second", "quarter")):
            return None
        if name == "quarter" and (dashed or t.low(end) == "of") and not bare:
            return None
        if not bare and number.value == 1 and name in ("second", "quarter") and t.is_a("ago", end) is None:
            return None
        if t.low(place) in ("a", "an") and number.end == place + 1 and t.low(i - 1) in ("such", "what"):
            return None
        count = _counted(number, name, size)
        return self._moded(i, end, which, count)

    def _moded(self, i: int, end: int, which: str | None, count: tuple[int | None, Unit, bool] | None) -> Phrase | None:
        """The count with what says from when: "ago", "from now", "the next"."""
        t = self.t
        mode: Mode = "lasting"
        kind: TimeType = "DURATION"
        half = [t.low(k) for k in range(end, end + 3)] == ["and", "a", "half"]
        if half and count is not None and count[0] is not None and count[1] in _SUB:
            end += 3
            sub, times = _SUB[count[1]]
            count = (count[0] * times + times // 2, _unit(sub), count[2])
        if [t.low(end), t.low(end + 1)] == ["or", "so"]:
            end += 2
            count = None if count is None else (count[0], count[1], True)
        if t.is_a("ago", end) is not None:
            mode, kind, end = "ago", "DATE", end + 1
        elif (t.low(end), t.low(end + 1)) == ("from", "now") or t.low(end) == "hence":
            mode, kind, end = "in", "DATE", end + (2 if t.low(end) == "from" else 1)
        elif which in ("last", "past"):
            mode = "past"
        elif which in ("next", "coming"):
            mode = "within"
        elif t.low(end) in ("later", "earlier") and not t.capital(end):
            return Phrase(i, end + 1, "DATE", None)
        elif t.phrase_before("within", i) is not None:
            mode = "within"
        if count is None:
            return Phrase(i, end, kind, None)
        return Phrase(i, end, kind, Said(Count(count[0], count[1], mode, count[2])))

    def _is_age(self, i: int, end: int) -> bool:
        t = self.t
        if t.form(end) in _DASHES:
            return t.low(end + 1) in _OLD
        return t.low(end) in _OLD or t.low(i - 1) == "aged"

    def _set(self, i: int) -> Phrase | None:
        """Such as "every two weeks", "daily", "on Mondays"."""
        t = self.t
        found = t.phrase("set", i)
        if found is not None and found.value.value is not None:
            return Phrase(i, found.end, "SET", Said(Count(1, _unit(found.value.value), "every")))
        if t.is_a("weekdays", i) is not None and t.capital(i):
            return Phrase(i, i + 1, "SET", Said(Count(1, "week", "every")))
        if t.is_a("every", i) is None:
            return None
        if t.weekday(i + 1) is not None:
            return Phrase(i, i + 2, "SET", Said(Count(1, "week", "every")))
        if t.month(i + 1) is not None or t.is_a("season", i + 1) is not None:
            return Phrase(i, i + 2, "SET", Said(Count(1, "year", "every")))
        number = t.number(i + 1)
        unit = None if number is None else t.unit(number.end)
        if number is None or unit is None or number.value is None:
            return None
        return Phrase(i, number.end + 1, "SET", Said(Count(number.value * unit[1], unit[0], "every")))

    def _vague(self, i: int) -> Phrase | None:
        found = self.t.phrase("vague", i) or (None if self.sure else self.t.phrase("loose", i))
        if found is None or found.value.value is None or (self.sure and self._is_conjunction(i, found.end)):
            return None
        kind: Literal["now", "once", "sometime"] = next(v for v in ("now", "once", "sometime") if v == found.value.value)
        return Phrase(i, found.end, "DATE", Said(Vague(kind)))

    def _is_conjunction(self, i: int, end: int) -> bool:
        """Such as "once the talks begin", "now that", "more than once"; "the past" of "the past five years"."""
        t = self.t
        if t.low(i) == "once":
            return end == i + 1 and (
                t.capital(i)
                or t.low(end) in ("the", "a", "an", "it", "they", "he", "she", "we", "you", "again", "more", "in", "every")
                or t.low(i - 1) in ("at", "than", "only", "but", ",")
            )
        if t.low(end - 1) == "past" and (t.number(end) is not None or t.unit(end) is not None):
            return True
        if t.low(i) == "soon" and t.low(i - 1) == "as":
            return True
        return t.low(i) == "now" and t.low(end) == "that"

    def _clock(self, i: int) -> Phrase | None:
        """Such as "10:35 a.m.", "5 p.m. EST on Friday", "1700 GMT": the day of it, where it follows."""
        t = self.t
        end = self._hour(i)
        if end is None:
            return None
        if t.is_a("zone", end) is not None or (t.form(end) == "(" and t.form(end + 2) == ")"):
            end += 1 if t.form(end) != "(" else 3
        place = end + (t.low(end) in ("on", ","))
        core = self._core(place, inside=True) if not t.apart(place) else None
        if core is None or core.time is None or not core.time.is_day:
            return Phrase(i, end, "TIME", None)
        return Phrase(i, core.end, "TIME", core.said)

    def _hour(self, i: int) -> int | None:
        t = self.t
        if t.low(i) in ("noon", "midnight", "midday"):
            return i + 1
        if not t.form(i).isdecimal() or len(t.form(i)) > 4 or t.joined(i):
            return None
        end = i + 1
        minutes = t.form(end) == ":" and t.joined(end) and len(t.form(end + 1)) == 2 and t.form(end + 1).isdecimal()
        end += 2 if minutes else 0
        if t.low(end).rstrip(".") in ("a.m", "p.m", "am", "pm"):
            return end + 1
        return end if minutes or (len(t.form(i)) == 4 and t.low(end) in ("gmt", "utc")) else None


def _absolute(name: str, end: int) -> _Core | None:
    found = _moment(name)
    return None if found is None else _Core(found, end)


def _moment(form: str) -> Moment | None:
    """What the form names, None where there is no such day."""
    try:
        return moment(form)
    except ValueError:
        return None


def _on(dated: _Core, weekday: str) -> _Core:
    """A day of a month with the weekday that stands before it."""
    time = dated.time
    if not isinstance(time, Named) or time.of is not None or " " not in time.name or dated.to is not None:
        return dated
    return replace(dated, time=Named(f"{weekday} {time.name}"))


def _named(name: str, which: str | None, end: int) -> _Core | None:
    found = _moment(name if which is None else f"{which} {name}")
    return None if found is None else _Core(found, end)


def _unit(word: str) -> Unit:
    found = moment(f"1 {word}")
    assert isinstance(found, Count)
    return found.unit


def _counted(number: Number, unit: Unit, size: int) -> tuple[int | None, Unit, bool] | None:
    """How many of which unit, and whether roughly; halves in the next smaller unit. None where they can't be counted so."""
    if number.value is None:
        return (None, unit, False)
    if not number.half:
        return (number.value * size, unit, number.about) if number.value * size < 10**6 else None
    if unit not in _SUB:
        return None
    sub, times = _SUB[unit]
    return (number.value * size * times + times // 2, _unit(sub), number.about)


def _with_year_of(start: Moment, end: Moment) -> Moment:
    """The first date of a span with the year that stands with its last alone: "May 30 to June 2, 2010"."""
    if not (isinstance(start, Named) and isinstance(end, Absolute) and start.which is None and start.of is None):
        return start
    month, _, day = start.name.partition(" ")
    if month not in MONTHS:
        return start
    form = f"{MONTHS.index(month) + 1:02}" + (f"-{int(day):02}" if day else "")
    year = int(end.name[:4])
    found = [m for y in (year, year - 1) if isinstance(m := _moment(f"{y:04}-{form}"), Absolute) and _before(m, end)]
    return found[0] if found else start


def _before(one: Absolute, other: Absolute) -> bool:
    first, last = one.interval.first, other.interval.first
    return first is not None and last is not None and first <= last
