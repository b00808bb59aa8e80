"""Time expressions: from words to what they say (`verbale.model.said`), by a small grammar over the table of time words.

What day they mean isn't asked here; nor is whether they look back or ahead, except where words such as "last" and "next" tell.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from verbale.model.said import Bound, Direction, Said
from verbale.reading.structure import Span
from verbale.tables import Sort, Tables, TimeWords
from verbale.tables.numbers import cardinal

_YEAR = r"(?:1[6-9]|20)\d\d"
_DAY = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?"
_DASH = r"\s?(?:[-–—/]|to|and|until|till|through)\s?(?:the\s)?"
_NUMBER = (
    r"(?:\d{1,3}|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|eighteen|twenty|"
    r"thirty|forty|fifty|sixty|ninety|several|a few)"
)
_SHIFT = {"this": 0, "the current": 0, "last": -1, "the last": -1, "the past": -1, "the previous": -1, "past": -1, "previous": -1} | {
    "next": 1,
    "the next": 1,
    "the coming": 1,
    "coming": 1,
    "the following": 1,
    "following": 1,
}
_SHIFTS = "|".join(sorted(_SHIFT, key=len, reverse=True))
_NOT_YEARS = re.compile(r"(?:resolution|no\.?|number|article|room|law|decree|question|flight|\$|€|£|¥|note)\s?$", re.IGNORECASE)
_NOT_YEARS_AFTER = re.compile(
    r"\s?(?:people|men|women|tonnes|tons|euros?|dollars|troops|names|km|miles|metres|soldiers|percent|per cent|%)|[,.]\d|-\d{2,}-?\d"
)
_BOUND_WORDS: tuple[tuple[str, Bound], ...] = (
    (r"no later than|not later than|before|by|until|till|up to", "by"),
    (r"since|ever since|as of|starting|beginning|from", "since"),
    (r"after", "after"),
)


_BEFORE_MONTH = re.compile(
    r"(?:\b(?:in|by|since|until|till|of|last|next|this|early|mid|late|from|to|before|after|during|for|and|through)[-\s]|[-–])$",
    re.IGNORECASE,
)
_SINCE_WHEN = re.compile(r"\b(?:first|only|since)\b[^.]{0,40}$")
"""Before "in six years" these make of it the years that have passed: "the first meeting in six years"."""


@dataclass(frozen=True, slots=True)
class Time:
    """One expression. span: its words, with the word that bounds it ("by", "since")."""

    span: Span
    said: Said


def times(text: str, span: Span, tables: Tables) -> list[Time]:
    """The time expressions in this stretch, in order of place; none overlap, and the longest is taken where several begin at one place."""
    found: list[Time] = []
    at = span[0]
    for time in sorted(_all(text, span, tables.time_words), key=lambda t: (t.span[0], -t.span[1])):
        if time.span[0] >= at:
            found.append(time)
            at = time.span[1]
    return found


def _all(text: str, span: Span, words: TimeWords) -> Iterator[Time]:
    for pattern, meaning in _grammar(words):
        for hit in pattern.finditer(text, *span):
            core = meaning(hit, words)
            if core is None:
                continue
            direction = _direction(hit)
            start, bound = _bound(text, hit.start(), span[0])
            if bound == "since" and "/" in core:
                start, bound = hit.start(), None  # "from 6 to 10 November" is these days
            yield Time((start, hit.end()), Said(core, direction, bound))


def _bound(text: str, start: int, floor: int) -> tuple[int, Bound | None]:
    """Where the expression begins with the word that bounds it, and what bound that is."""
    before = text[max(floor, start - 30) : start]
    for pattern, bound in _BOUND_WORDS:
        hit = re.search(rf"(?<![\w-])(?:{pattern})\s+(?:the\s+|about\s+|around\s+)?$", before, re.IGNORECASE)
        if hit is not None:
            return start - (len(before) - hit.start()), bound
    return start, None


def _direction(hit: re.Match[str]) -> Direction | None:
    opening = hit.group().casefold()
    if opening.startswith(("last ", "past ", "the past ", "the last ", "previous ")):
        return "past"
    return "future" if opening.startswith(("next ", "the next ", "coming ", "the coming ", "this coming ")) else None


Meaning = Callable[[re.Match[str], TimeWords], str | None]


def _either(words: dict[str, str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


@lru_cache(maxsize=8)
def _compiled(*sorts: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    months, weekdays, seasons, units, days, vague, feasts, portions = sorts
    month, weekday = rf"(?P<month>{months})", rf"(?P<weekday>{weekdays})"
    other_month = rf"(?P<month2>{months})"
    period = rf"(?:(?P<year>{_YEAR})|(?P<shift>{_SHIFTS})\s(?P<unit>{units})|(?P<the>the)\s(?P<unit0>year|month|week))"
    forms = (
        ("iso", rf"(?<![\d-])(?P<year>{_YEAR})-(?P<m>0[1-9]|1[0-2])-(?P<d>0[1-9]|[12]\d|3[01])(?![\d-])"),
        ("day", rf"\b(?P<d>{_DAY})\s(?:of\s)?{month},?\s(?P<year>{_YEAR})\b"),
        ("day", rf"\b{month}\s(?P<d>{_DAY}),?\s(?P<year>{_YEAR})\b"),
        ("days", rf"\b(?P<d>{_DAY}){_DASH}(?P<d2>{_DAY})\s(?:of\s)?{month}(?:,?\s(?P<year>{_YEAR}))?\b"),
        ("days", rf"\b{month}\s(?P<d>{_DAY}){_DASH}(?P<d2>{_DAY})(?:,?\s(?P<year>{_YEAR}))?\b"),
        ("days", rf"\b(?P<d>{_DAY})\s(?:of\s)?{month}{_DASH}(?P<d2>{_DAY})\s(?:of\s)?{other_month}(?:,?\s(?P<year>{_YEAR}))?\b"),
        ("days", rf"\b{month}\s(?P<d>{_DAY}){_DASH}{other_month}\s(?P<d2>{_DAY})(?:,?\s(?P<year>{_YEAR}))?\b"),
        (
            "day_of_period",
            rf"\b(?:(?P<d>{_DAY})\s(?:of\s)?{month}|(?P<month3>{months})\s(?P<d3>{_DAY}))\s(?:of\s)?"
            r"(?P<shift>this|last|next)\s(?P<unit>year)\b",
        ),
        ("day", rf"\b(?P<d>{_DAY})\s(?:of\s)?{month}\b"),
        ("day", rf"\b{month}\s(?P<d>{_DAY})\b(?!\s?(?:per cent|percent|%|people))"),
        ("month", rf"\b{month},?\s(?:of\s)?(?P<year>{_YEAR})\b"),
        (
            "part",
            rf"\b(?:(?P<portion>{portions})[-\s](?:in\s)?)(?:the\s)?(?:{month}(?:,?\s(?:of\s)?(?P<year>{_YEAR}))?|"
            rf"(?P<season>{seasons})(?:\s(?:of\s)?(?P<year2>{_YEAR}))?)\b",
        ),
        ("part", rf"\b(?P<portion>{portions})[-\s](?:in\s|of\s)?{period}\b"),
        ("out", rf"\b{period}\s(?:is|was)\s(?:out|over)\b"),
        ("month_of_period", rf"\b(?:{month}|(?P<season>{seasons}))\s(?:of\s)?(?P<shift>this|last|next)\s(?P<unit>year)\b"),
        ("season", rf"\b(?P<season>{seasons})\s(?:of\s)?(?P<year>{_YEAR})\b"),
        ("weekday_of_period", rf"\b{weekday}(?:{_DASH}(?P<weekday2>{weekdays}))?\s(?:of\s)?(?P<shift>this|last|next)\s(?P<unit>week)\b"),
        ("weekday_week", rf"\b{weekday}\sweek\b"),
        ("weekdays", rf"\b{weekday}(?:[^\W\d_]*\s(?:morning|afternoon|evening|night))?{_DASH}(?P<weekday2>{weekdays})\b"),
        ("shifted_name", rf"\b(?P<shift>{_SHIFTS})\s(?:{month}|(?P<season>{seasons})|{weekday})\b"),
        ("within_unit", rf"\b(?P<when>earlier|later)\s(?P<shift>this)\s(?P<unit>{units})\b"),
        ("ago", rf"\b(?P<n>{_NUMBER})\s(?P<unit>{units})\s(?:ago|back|earlier|before that)\b"),
        ("range", rf"\b(?P<which>past|last|next|coming|following)\s(?P<n>{_NUMBER})\s(?P<unit>{units})\b"),
        ("ahead", rf"\b(?P<how>in|within)\s(?P<n>{_NUMBER})\s(?P<unit>{units})(?:[’']s?\stime)?\b"),
        ("coming", r"\bin\sthe\s(?:coming|next\sfew|following)\s(?P<unit>days|weeks|months|years)\b"),
        ("shifted", rf"\b(?P<shift>{_SHIFTS})\s(?P<unit>{units})\b"),
        ("of_this_unit", r"\b(?:at\s|by\s)?(?P<end>year|month|week)[-\s]end\b"),
        ("decade", r"\bthe\s(?P<d>(?:1[6-9]|20)\d0)[’']?s\b"),
        ("today", rf"\b(?:{days})\b"),
        ("vague", rf"\b(?:{vague})\b"),
        ("feast", rf"\b(?:{feasts})\b"),
        ("month", rf"\b{month}(?![\w’'])"),
        ("weekday", rf"\b{weekday}(?:[’']s)?(?:\s(?:morning|afternoon|evening|night))?(?!\w)"),
        ("bare_season", rf"\b(?:in|by|until|before|since|over)\s(?:the\s)?(?P<season>{seasons})\b"),
        ("year", rf"(?<![\d.,$€£/-])\b(?P<year>{_YEAR})\b(?![\d%])"),
        ("span_of_years", rf"(?<![\d.,$€£/-])\b(?P<year>{_YEAR})[-–](?P<year2>{_YEAR})\b"),
    )
    return tuple((re.compile(pattern, re.IGNORECASE), name) for name, pattern in forms)


def _grammar(words: TimeWords) -> list[tuple[re.Pattern[str], Meaning]]:
    sorts: tuple[Sort, ...] = ("month", "weekday", "season", "unit", "day", "vague", "feast", "portion")
    compiled = _compiled(*(_either(words.of(sort)) for sort in sorts))
    return [(pattern, _MEANINGS[name]) for pattern, name in compiled]


def _n(word: str) -> int | None:
    plain = word.casefold()
    if plain in ("several", "a few"):
        return None
    return 1 if plain in ("a", "an") else cardinal(plain)


def _month(hit: re.Match[str], words: TimeWords, group: str = "month") -> str:
    return words.of("month")[hit[group].casefold()]


def _is_month(hit: re.Match[str], group: str = "month") -> bool:
    """A month's name is written with a capital: "may" and "march" are verbs."""
    return hit[group][:1].isupper()


def _d(day: str) -> str:
    return f"{int(re.sub(r'[a-z]+$', '', day.casefold())):02}"


def _groups(hit: re.Match[str]) -> dict[str, str | None]:
    return hit.groupdict()


def _iso(hit: re.Match[str], _: TimeWords) -> str:
    return hit.group()


def _of_day(hit: re.Match[str], words: TimeWords) -> str | None:
    if not _is_month(hit):
        return None
    year = _groups(hit).get("year")
    core = f"{year or '-'}-{_month(hit, words)}-{_d(hit['d'])}"
    return core if _exists(core) else None


def _of_days(hit: re.Match[str], words: TimeWords) -> str | None:
    if not _is_month(hit):
        return None
    year, month = _groups(hit).get("year") or "-", _month(hit, words)
    month2 = _month(hit, words, "month2") if _groups(hit).get("month2") else month
    first, last = f"{year}-{month}-{_d(hit['d'])}", f"{year}-{month2}-{_d(hit['d2'])}"
    if not (_exists(first) and _exists(last)) or (month, _d(hit["d"])) >= (month2, _d(hit["d2"])):
        return None
    return f"{first}/{last}"


def _day_of_period(hit: re.Match[str], words: TimeWords) -> str | None:
    month = "month" if hit["month"] else "month3"
    day = f"{_month(hit, words, month)}-{_d(hit['d'] or hit['d3'])}"
    return f"{_shifted_period(hit, words)}:{day}" if _exists(f"--{day}") else None


def _exists(core: str) -> bool:
    try:
        return Said(core.replace("/", "/")) is not None and Said(core.replace("--", "2000-", 1)) is not None
    except ValueError:
        return False


def _of_month(hit: re.Match[str], words: TimeWords) -> str | None:
    if not _is_month(hit):
        return None
    year = _groups(hit).get("year")
    if year is None and hit["month"].casefold() in ("may", "march") and not _telling_month(hit):
        return None
    return f"{year}-{_month(hit, words)}" if year else f"--{_month(hit, words)}"


def _telling_month(hit: re.Match[str]) -> bool:
    """Whether what stands before it makes a month of a word that may be a name or open a sentence with a verb."""
    return _BEFORE_MONTH.search(hit.string, max(0, hit.start() - 14), hit.start()) is not None


def _shifted_period(hit: re.Match[str], words: TimeWords) -> str:
    unit = words.of("unit")[hit["unit"].casefold()]
    by = _SHIFT[hit["shift"].casefold()]
    return f"day{14 * by:+d}" if unit == "fortnight" else f"{unit}{by:+d}"


def _period(hit: re.Match[str], words: TimeWords) -> str | None:
    groups = _groups(hit)
    if groups.get("year"):
        return hit["year"]
    if groups.get("shift"):
        return _shifted_period(hit, words)
    return f"{hit['unit0'].casefold()}+0" if groups.get("unit0") else None


def _of_part(hit: re.Match[str], words: TimeWords) -> str | None:
    portion = words.of("portion")[hit["portion"].casefold()]
    groups = _groups(hit)
    if groups.get("month"):
        if not _is_month(hit):
            return None
        month = _month(hit, words)
        return f"{groups['year']}-{month}:{portion}" if groups.get("year") else f"--{month}:{portion}"
    if groups.get("season"):
        season = words.of("season")[hit["season"].casefold()]
        return f"{groups['year2']}:{season}" if groups.get("year2") else f"--{season}:{portion}"
    period = _period(hit, words)
    return None if period is None else f"{period}:{portion}"


def _out(hit: re.Match[str], words: TimeWords) -> str | None:
    return _period(hit, words)


def _month_of_period(hit: re.Match[str], words: TimeWords) -> str | None:
    part = _month(hit, words) if hit["month"] else words.of("season")[hit["season"].casefold()]
    return f"{_shifted_period(hit, words)}:{part}"


def _season(hit: re.Match[str], words: TimeWords) -> str:
    return f"{hit['year']}:{words.of('season')[hit['season'].casefold()]}"


def _w(hit: re.Match[str], words: TimeWords, group: str = "weekday") -> str:
    return f"W{words.of('weekday')[hit[group].casefold()]}"


def _weekday_of_period(hit: re.Match[str], words: TimeWords) -> str:
    days = _w(hit, words) + (f"/{_w(hit, words, 'weekday2')}" if hit["weekday2"] else "")
    return f"{_shifted_period(hit, words)}:{days}"


def _weekday_week(hit: re.Match[str], words: TimeWords) -> str:
    return f"{_w(hit, words)}+7"


def _weekdays(hit: re.Match[str], words: TimeWords) -> str | None:
    first, last = _w(hit, words), _w(hit, words, "weekday2")
    return f"{first}/{last}" if first != last and hit["weekday"][0].isupper() else None


def _shifted_name(hit: re.Match[str], words: TimeWords) -> str | None:
    groups = _groups(hit)
    if groups.get("month"):
        return f"--{_month(hit, words)}" if _is_month(hit) else None
    if groups.get("season"):
        season = words.of("season")[hit["season"].casefold()]
        return f"year+0:{season}" if hit["shift"].casefold() == "this" else f"--{season}"
    return _w(hit, words)


def _within_unit(hit: re.Match[str], words: TimeWords) -> str:
    return _shifted_period(hit, words)


def _ago(hit: re.Match[str], words: TimeWords) -> str | None:
    number, unit = _n(hit["n"]), words.of("unit")[hit["unit"].casefold()]
    if number is None or unit in ("weekend", "quarter", "century"):
        return None
    number, unit = (14 * number, "day") if unit == "fortnight" else (number, unit)
    return f"day-{number}" if unit == "day" else f"-{number} {unit}"


def _range(hit: re.Match[str], words: TimeWords) -> str | None:
    number, unit = _n(hit["n"]), words.of("unit")[hit["unit"].casefold()]
    if number is None or unit in ("weekend", "quarter", "century", "fortnight"):
        return None
    return f"{'past' if hit['which'].casefold() in ('past', 'last') else 'next'} {number} {unit}"


def _ahead(hit: re.Match[str], words: TimeWords) -> str | None:
    number, unit = _n(hit["n"]), words.of("unit")[hit["unit"].casefold()]
    if number is None or unit in ("weekend", "quarter", "century"):
        return None
    number, unit = (14 * number, "day") if unit == "fortnight" else (number, unit)
    if hit["how"].casefold() == "within":
        return f"next {number} {unit}"
    passed = _SINCE_WHEN.search(hit.string, max(0, hit.start() - 50), hit.start())
    return None if passed else f"+{number} {unit}"


def _coming(_: re.Match[str], __: TimeWords) -> str:
    return "soon"


def _shifted(hit: re.Match[str], words: TimeWords) -> str:
    return _shifted_period(hit, words)


def _of_this_unit(hit: re.Match[str], _: TimeWords) -> str:
    return f"{hit['end'].casefold()}+0:end"


def _decade(hit: re.Match[str], _: TimeWords) -> str:
    year = int(hit["d"])
    return f"{year}-01-01/{year + 9}-12-31"


def _today(hit: re.Match[str], words: TimeWords) -> str:
    return words.of("day")[" ".join(hit.group().casefold().split())]


def _vague(hit: re.Match[str], words: TimeWords) -> str:
    return words.of("vague")[" ".join(hit.group().casefold().split())]


def _feast(hit: re.Match[str], words: TimeWords) -> str | None:
    return words.of("feast")[hit.group().casefold().replace("’", "'")] if hit.group()[0].isupper() else None


def _weekday(hit: re.Match[str], words: TimeWords) -> str | None:
    return _w(hit, words) if hit["weekday"][0].isupper() else None


def _bare_season(hit: re.Match[str], words: TimeWords) -> str:
    return f"--{words.of('season')[hit['season'].casefold()]}"


def _of_year(hit: re.Match[str], _: TimeWords) -> str | None:
    if _NOT_YEARS.search(hit.string, max(0, hit.start() - 12), hit.start()) or _NOT_YEARS_AFTER.match(hit.string, hit.end()):
        return None
    return hit["year"]


def _span_of_years(hit: re.Match[str], _: TimeWords) -> str | None:
    return f"{hit['year']}/{hit['year2']}" if hit["year"] < hit["year2"] else None


_MEANINGS: dict[str, Meaning] = {
    "iso": _iso,
    "day": _of_day,
    "days": _of_days,
    "day_of_period": _day_of_period,
    "month": _of_month,
    "part": _of_part,
    "out": _out,
    "month_of_period": _month_of_period,
    "season": _season,
    "weekday_of_period": _weekday_of_period,
    "weekday_week": _weekday_week,
    "weekdays": _weekdays,
    "shifted_name": _shifted_name,
    "within_unit": _within_unit,
    "ago": _ago,
    "range": _range,
    "ahead": _ahead,
    "coming": _coming,
    "shifted": _shifted,
    "of_this_unit": _of_this_unit,
    "decade": _decade,
    "today": _today,
    "vague": _vague,
    "feast": _feast,
    "weekday": _weekday,
    "bare_season": _bare_season,
    "year": _of_year,
    "span_of_years": _span_of_years,
}
