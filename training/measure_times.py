"""How well the times of a text are found and understood: on TimeBank, whose values (TIMEX3) ours are written as."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from training.corpora.annotated import Annotated, Time
from training.measures import Counts, Figure, digest, figure
from verbale.model.calendar import SEASONS, Unit, later, period
from verbale.model.moment import Absolute, Count, Moment, Named, Step, Vague, options
from verbale.reading import Reader, Reading
from verbale.reading.structure import Structure
from verbale.stories.time_grammar import TimeType
from verbale.stories.times import Expression, times
from verbale.tables import Tables

_VAGUE = {"now": "PRESENT_REF", "once": "PAST_REF", "sometime": "FUTURE_REF"}
_SIGNS: dict[Unit, tuple[str, int]] = {
    "second": ("TS", 1),
    "minute": ("TM", 1),
    "hour": ("TH", 1),
    "day": ("D", 1),
    "week": ("W", 1),
    "month": ("M", 1),
    "quarter": ("M", 3),
    "half": ("M", 6),
    "year": ("Y", 1),
    "decade": ("Y", 10),
    "century": ("Y", 100),
}
_DURATIONS = (
    (r"P(\d+)E", 10, "Y"),
    (r"P(\d+)C", 100, "Y"),
    (r"P(\d+)Y(\d+)M", 12, "M"),
    (r"PT(\d+)H(\d+)M", 60, "TM"),
)
"""Durations that the corpus writes in another unit than we: the form, how many of ours its first number is, our unit."""
_SEASONS = dict(zip(SEASONS, ("SP", "SU", "FA", "WI"), strict=True))


def measure_times(reader: Reader, documents: Sequence[Annotated], where: str) -> Iterator[Figure]:
    """Spans found, to the letter and by overlap, and their values; and the values alone where the spans are given.

    Documents without a whole day of creation are left out. What the corpus calls a value is compared to the day: hours, "morning" and
    modifiers ("early") count for nothing.
    """
    dated = [d for d in documents if d.times is not None and re.match(r"\d{4}-\d\d-\d\d", d.created or "")]
    gold, tables = digest(dated), Tables.load()
    given, strict, relaxed, valued = [], [], [], []
    for document in dated:
        reading = reader.read(document.text)
        day, wanted = date.fromisoformat(str(document.created)[:10]), list(document.times or ())
        told = [(*t.span, kind) for t in wanted if (kind := _kind(t.type)) is not None]
        given.append(_values(wanted, _timed(times(Structure(reading), tables, told), document), day, counted=False))
        found = _timed(times(Structure(reading), tables, of_reader(reading)), document)
        strict.append(Counts(len({t.span for t in wanted} & {e.span for e in found}), len(wanted), len(found)))
        relaxed.append(Counts(len(_pairs(wanted, found)), len(wanted), len(found)))
        valued.append(_values(wanted, found, day, counted=True))
    yield figure(f"{where}: times, value F1 given the spans", given, gold)
    yield figure(f"{where}: times, exact span F1", strict, gold)
    yield figure(f"{where}: times, span F1 by overlap", relaxed, gold)
    yield figure(f"{where}: times, value F1 end to end", valued, gold)


def of_reader(reading: Reading) -> list[tuple[int, int, TimeType]]:
    """The spans that the reader found; none of a reader that looks for none."""
    found = getattr(reading, "times", None)
    if found is None:
        return []
    kinds: tuple[TimeType, ...] = ("DATE", "TIME", "DURATION", "SET")
    return [(a, b, kinds[k]) for a, b, k in zip(found.start.tolist(), found.end.tolist(), found.type.tolist(), strict=True)]


def _kind(name: str) -> TimeType | None:
    kinds: tuple[TimeType, ...] = ("DATE", "TIME", "DURATION", "SET")
    return next((k for k in kinds if k == name), None)


def _timed(found: list[Expression], document: Annotated) -> list[Expression]:
    return [e for e in found if e.start >= document.timed_from]


def _pairs(wanted: Sequence[Time], found: Sequence[Expression]) -> list[tuple[Time, Expression]]:
    """One to one where they overlap, in order of place."""
    pairs, used = [], set()
    for time in wanted:
        over = [k for k, e in enumerate(found) if e.start < time.span[1] and time.span[0] < e.end and k not in used]
        if over:
            best = max(over, key=lambda k: min(found[k].end, time.span[1]) - max(found[k].start, time.span[0]))
            used.add(best)
            pairs.append((time, found[best]))
    return pairs


def _values(wanted: Sequence[Time], found: Sequence[Expression], day: date, *, counted: bool) -> Counts:
    """Values that are right. counted: whether what was found and isn't in the gold counts as found."""
    told = {id(e): value(e, day) for e in found}
    right = given = 0
    for time in wanted:
        over = [e for e in found if e.start < time.span[1] and time.span[0] < e.end]
        values = [v for e in over for v in told[id(e)]]
        right += plain(time.value) in values
        given += bool(values)
    return Counts(right, len(wanted), len([e for e in found if told[id(e)]]) if counted else given)


def plain(gold: str | None) -> str | None:
    """A value of the corpus to the day, in one of its several spellings of it ("1989-XX" is "1989", "198X" and "198" are one)."""
    if gold is None:
        return None
    if gold.startswith("P"):
        for form, size, sign in _DURATIONS:
            if (found := re.fullmatch(form, gold)) is not None:
                return f"P{sign[:-1]}{size * int(found[1]) + int((*found.groups()[1:], 0)[0])}{sign[-1]}"
        return gold
    if not gold[:1].isdecimal():
        return gold
    gold = re.sub(r"T.*$", "", gold)
    gold = re.sub(r"-W(\d)(?!\d)", r"-W0\1", gold)
    return re.sub(r"(?:-XX|-WXX)+$|X+$", "", gold)


def value(expression: Expression, day: date) -> list[str]:
    """What the expression says as TIMEX3 writes it, of a text of that day: one value, or one for each end of a span."""
    said = expression.said
    if said is None:
        return []
    ends = [said.time] if said.to is None else [said.time, said.to]
    if said.part in ("first half of", "second half of") and isinstance(said.time, Absolute | Step):
        return [f"{v}-H{1 if said.part == 'first half of' else 2}" for v in _moment_value(said.time, day)]
    return [v for end in ends for v in _moment_value(end, day)]


def _moment_value(time: Moment, day: date) -> list[str]:
    if isinstance(time, Vague):
        return [_VAGUE[time.name]]
    if isinstance(time, Count):
        return [_count_value(time, day), *_length_value(time)]
    if isinstance(time, Step) and (found := _step_value(time, day)):
        return [found]
    spans = options(time, day)
    if not spans or spans[-1].first is None:
        return []
    first = min((s.first for s in spans if s.first is not None), key=lambda start: abs((start - day).days))
    name = time.name if isinstance(time, Absolute | Named) else ""
    return [_date_value(name, first, is_day=time.is_day)]


def _date_value(name: str, first: date, *, is_day: bool) -> str:
    """Of what begins on that day: a day, month, year, season, quarter, decade or weekend."""
    season = next((sign for word, sign in _SEASONS.items() if name.endswith(word)), None)
    if is_day:
        return first.isoformat()
    if season is not None:
        return f"{first.year:04}-{season}"
    if name == "weekend":
        year, week, _ = first.isocalendar()
        return f"{year:04}-W{week:02}-WE"
    if name.endswith("X"):
        return name.rstrip("X")
    if name[-2:-1] in ("Q", "H"):
        return f"{first.year:04}-{name[-2:]}"
    return f"{first.year:04}" if re.fullmatch(r"\d{4}", name) else f"{first.year:04}-{first.month:02}"


def _step_value(time: Step, day: date) -> str:
    there = options(time, day)[0].first
    assert there is not None
    return _unit_value(time.unit, there)


def _unit_value(unit: Unit, there: date) -> str:
    """The unit that this day lies in."""
    if unit in ("second", "minute", "hour", "day"):
        return there.isoformat()
    if unit == "week":
        year, week, _ = there.isocalendar()
        return f"{year:04}-W{week:02}"
    if unit in ("quarter", "half"):
        return f"{there.year:04}-{'Q' if unit == 'quarter' else 'H'}{(there.month - 1) // (3 if unit == 'quarter' else 6) + 1}"
    lengths = {"month": 7, "year": 4, "decade": 3, "century": 2}
    first = period(there, unit).first
    assert first is not None
    return first.isoformat()[: lengths[unit]]


def _length_value(time: Count) -> list[str]:
    """Of "the coming months", which is FUTURE_REF in the corpus, or PXM: both count."""
    sign, _ = _SIGNS[time.unit]
    return [f"P{sign[:-1]}X{sign[-1]}"] if time.number is None and time.mode in ("within", "past") else []


def _count_value(time: Count, day: date) -> str:
    sign, size = _SIGNS[time.unit]
    back = time.mode in ("ago", "past")
    if time.number is None:
        return ("PAST_REF" if back else "FUTURE_REF") if time.mode in ("ago", "in", "within", "past") else f"P{sign[:-1]}X{sign[-1]}"
    if time.mode in ("ago", "in"):
        return _unit_value(time.unit, later(day, -time.number if back else time.number, time.unit))
    return f"P{sign[:-1]}{time.number * size}{sign[-1]}"
