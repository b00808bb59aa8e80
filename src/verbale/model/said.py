"""A time as a text says it, not yet resolved: "next May", "within six months", "since 2002".

A `Said` has a canonical form of words, which is what `When.said` keeps, and resolves against the day of the text that says it (the
anchor). It holds no language: whoever reads "letzten Mai" may build the same value as whoever reads "last May".

The canonical forms, by example:

| form | what it says |
|---|---|
| `2010-05-14` `2010-05` `2010` `2010-W20` `2010-summer` `2010-Q2` `2010-H1` `199X` `19XX` | a day, month, year, ... of the calendar |
| `May` `May 14` `Friday May 14` `14th` `Friday` `weekend` `summer` `Q2` `H1` | what comes round again |
| `past May` `future May` `either May` | the same, where the tense tells, or tells that neither is sure |
| `last May` `next May` `this May` `June of last year` `Friday of next week` | the same, where a word tells |
| `today` `yesterday` `tomorrow` `this week` `last year` `next decade` `month+2` | whole units of the calendar, from the anchor's on |
| `3 weeks ago` `in 2 days` `within 6 months` `past 5 years` `about 3 weeks ago` | counted from the anchor; `past weeks` without a number |
| `3 days` `every 1 week` | how long, how often: no date |
| `now` `once` `sometime` | the present, the past, the future, no nearer: no date |
| `early 2011` `mid May` `end of this year` `first half of 2009` `earlier this month` | a part of it |
| `2009 to 2011` `between 1994 and 1997` | a span; one unknown day or span between two |
| `since 2002` `from June` `until June` `by future March` `before end of this year` `after 2002` | bounds |
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal, TypeVar, get_args

from verbale.model.calendar import later, moved
from verbale.model.interval import Interval, hull
from verbale.model.moment import Absolute, Count, Moment, Named, Step, Vague, moment, options

Part = Literal["start of", "early", "mid", "late", "end of", "first half of", "second half of", "earlier", "later"]
Bound = Literal["since", "from", "until", "by", "before", "after", "between"]
TOGETHER = " & "
"""What joins, in `When.said`, several times that tell of one."""
_PARTS: tuple[Part, ...] = get_args(Part)
_BOUNDS: tuple[Bound, ...] = get_args(Bound)
_SHARES: dict[str, tuple[int, int]] = {
    "start of": (0, 4),
    "early": (0, 6),
    "mid": (3, 9),
    "late": (6, 12),
    "end of": (8, 12),
    "first half of": (0, 6),
    "second half of": (6, 12),
}
"""From which twelfth of a period to which: wide enough for what writers mean by the words."""
_ENDS = frozenset({"late", "end of", "second half of", "later"})
"""Parts that reach to the end of their period."""
_MONTHLY = 80
"""Days from which a period is cut at the turn of a month."""
W = TypeVar("W", Part, Bound)


@dataclass(frozen=True, slots=True)
class Said:
    """A time as said; the value that a canonical form stands for.

    part: the part of it that is meant. to: the other end of a span; with the bound `between` it is one day or span between the two.
    Raises ValueError for what can't be said so: a part of a span, a span of counts.
    """

    time: Moment
    part: Part | None = None
    to: Moment | None = None
    bound: Bound | None = None

    def __post_init__(self) -> None:
        if self.bound is not None and (self.bound == "between") != (self.to is not None):
            raise ValueError("between has two ends, other bounds have one")
        if self.part is not None and (self.to is not None or isinstance(self.time, Count | Vague)):
            raise ValueError("a part is one of a single period")
        if self.part in ("earlier", "later") and not (isinstance(self.time, Step) and self.time.steps == 0):
            raise ValueError("only the present unit has an earlier and a later part")
        if self.to is not None and (isinstance(self.time, Count | Vague) or isinstance(self.to, Count | Vague)):
            raise ValueError("a span has two dates for ends")

    def __str__(self) -> str:
        words = [self.bound, self.part, str(self.time)]
        if self.to is not None:
            words += ["and" if self.bound == "between" else "to", str(self.to)]
        return " ".join(word for word in words if word is not None)

    @classmethod
    def of(cls, text: str) -> Said:
        """What the canonical form says. Raises ValueError where it isn't one."""
        bound, rest = _leading(text, _BOUNDS)
        part, rest = _leading(rest, _PARTS)
        one, joined, other = rest.partition(" and " if bound == "between" else " to ")
        return cls(moment(one), part, moment(other) if joined else None, bound)

    @property
    def relative(self) -> bool:
        """Whether it tells nothing without an anchor. An absolute one's bound has an open end without one."""
        ends = [self.time] if self.to is None else [self.time, self.to]
        return self.part in ("earlier", "later") or not all(isinstance(end, Absolute) for end in ends)

    def resolve(self, anchor: Interval | None = None) -> Interval | None:
        """The days it means in a text of the anchor's day; None where it tells of no days, or of none without an anchor.

        Where the anchor is an unknown day within bounds, the result holds what each day of it would give: since both ends of what is
        relative move forwards with the anchor, the anchor's ends give the result's. It `lasts` only where both its ends are days that
        the text names and that are known.
        """
        if not self.relative:
            spans = self._spans(None)
            return self._bounded(spans[0], anchor) if spans else None
        if anchor is None:
            return None
        early, late = (None if end is None else self._on(end) for end in (anchor.first, anchor.last))
        if anchor.is_day or (early is None and late is None):
            return early
        first, last = None if early is None else early.first, None if late is None else late.last
        return None if first is None and last is None else Interval(first, last)

    def _on(self, day: date) -> Interval | None:
        """In a text of that day."""
        anchor = Interval.day(day)
        found = [bounded for span in self._spans(day) if (bounded := self._bounded(span, anchor)) is not None]
        return found[0] if len(found) == 1 else hull(found)

    def _spans(self, day: date | None) -> list[Interval]:
        """The options before the bound is looked at. day: None for what is absolute."""
        times = _options(self._tensed(), day, self.part)
        if self.to is None:
            return times
        ends = [_end(self.to, start, day) for start in times]
        lasts = self.time.is_day and self.to.is_day and self.bound is None
        return [_span(start, end, lasts) for start, end in zip(times, ends, strict=True) if end is not None and _ordered(start, end)]

    def _tensed(self) -> Moment:
        """The time with the direction that its bound gives it where nothing else does."""
        if not isinstance(self.time, Named) or self.time.of is not None:
            return self.time
        which = self.time.which
        if which is None and self.bound == "since":
            return Named(self.time.name, "past")
        if which is None and self.bound in ("until", "by", "before"):
            which = "future"
        if which == "future" and self.bound == "before" and not self.time.weekly:
            return Named(self.time.name, "next")
        return self.time if which == self.time.which else Named(self.time.name, which)

    def _bounded(self, span: Interval, anchor: Interval | None) -> Interval | None:
        """What the bound leaves or makes of it. None where a bound and the anchor contradict each other."""
        now = None if anchor is None else anchor.last
        match self.bound:
            case None:
                return span
            case "between":
                return span.within()
            case "since":
                return self._since(span, now)
            case "from":
                return None if span.first is None else Interval(span.first, None)
            case "after":
                return None if span.last is None else Interval(moved(span.last, 1), None)
        end = span.last if self.bound != "before" or self.part in _ENDS else None if span.first is None else moved(span.first, -1)
        if end is None:
            return None
        if anchor is None or now is None or not self._ahead:
            return Interval(None, end)
        if self.relative:
            end = max(end, now)
        return Interval(anchor.first if now <= end else None, end)

    def _since(self, span: Interval, now: date | None) -> Interval | None:
        if span.first is None:
            return None
        if now is not None and now < span.first:
            return Interval.day(now) if self.relative else None
        return Interval(span.first, now)

    @property
    def _ahead(self) -> bool:
        """Whether what is to be done by then is still ahead of the anchor, on whatever day that is."""
        match self._tensed():
            case Absolute():
                return True
            case Named(_, which, of):
                return (of is not None and of.steps > 0) or which in ("future", "next")
            case Step(_, steps):
                return steps > 0 or (steps == 0 and (self.part in _ENDS or (self.part is None and self.bound == "by")))
            case Count(_, _, mode):
                return mode in ("in", "within")
        return False


def _leading(text: str, words: tuple[W, ...]) -> tuple[W | None, str]:
    """The one of these words that the text begins with, and what follows it."""
    found = next((word for word in words if text.startswith(f"{word} ")), None)
    return found, text if found is None else text[len(found) + 1 :]


def _options(time: Moment, day: date | None, part: Part | None) -> list[Interval]:
    """The days that the time, or the part of it, may mean."""
    if part is None:
        return options(time, day)
    if part in _SHARES:
        low, high = _SHARES[part]
        return options(time, day, lambda interval: _share(interval, low, high))
    side = Interval(None, day) if part == "earlier" else Interval(day, None)
    return [met for interval in options(time, day) if (met := interval.met(side)) is not None]


def _share(interval: Interval, low: int, high: int) -> Interval:
    """From the one twelfth of it to the other, rounded outwards to days, and of long ones to months."""
    first, last = interval.first, interval.last
    if first is None or last is None:
        return interval
    length = (last - first).days + 1
    if length >= _MONTHLY and first.day == 1 and moved(last, 1).day == 1:
        months = (last.year - first.year) * 12 + last.month - first.month + 1
        end = later(first, -(-months * high // 12), "month")
        return Interval(later(first, months * low // 12, "month"), last if high == 12 else moved(end, -1))
    return Interval(moved(first, length * low // 12), moved(first, -(-length * high // 12) - 1))


def _end(time: Moment, start: Interval, day: date | None) -> Interval | None:
    """The other end of a span: of what comes round again, the first one that doesn't come before the start."""
    if isinstance(time, Named) and time.which is None and time.of is None:
        assert start.first is not None
        return next((i for i in time.near(start.first) if i.first is not None and i.first >= start.first), None)
    found = options(time, day)
    return hull(found) if len(found) > 1 else next(iter(found), None)


def _ordered(start: Interval, end: Interval) -> bool:
    return start.first is not None and end.last is not None and start.first <= end.last


def _span(start: Interval, end: Interval, lasts: bool) -> Interval:
    return Interval(start.first, end.last, lasts and start.is_day and end.is_day)
