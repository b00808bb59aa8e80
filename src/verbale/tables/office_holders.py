"""Who held which office from when to when: what dates a story in which people are called by their offices.

A row was drawn up by one hand and looked up by another, who names in `sources` where. Only what two public sources agree on may narrow a
date; any other row can but widen one: so do the rows before 1990, of those whose names or offices came back after it.

The file's rows stand in order of country, office, start, end (an open one last), holder and standing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Literal

from verbale.model import Interval
from verbale.tables.table import Table
from verbale.tables.words import Found, Lead, Words

OfficeKey = Literal[
    "president",
    "vice president",
    "prime minister",
    "chancellor",
    "monarch",
    "supreme leader",
    "paramount leader",
    "crown prince",
    "foreign minister",
    "justice",
    "secretary general",
    "commission president",
    "council president",
    "high representative",
]
Standing = Literal["in_office", "acting", "elect", "impeached"]

SOURCES = 2
"""Public sources that must agree on a row before it narrows any date."""
HANDOVER = timedelta(days=6)
"""How long two may both stand in one office at most: where sources differ about the day, by three days or less, a row reaches to the
last and the next one from the first."""
_OF_START, _OF_END = "(start)", "(end)"
"""How a source ends that bears out the one day alone."""
COLLEGES = frozenset({"justice"})
"""Offices that several hold at one time, wherever it is."""
SHARED = frozenset({("ZAF", "vice president")})
"""Country and office that two held at one time, or claimed, each with a following. ZAF: two deputies from 1994 to 1996."""
PAST_STATES = {
    "SUN": ("Soviet Union", "Soviet", "Soviets", "USSR", "U.S.S.R."),
    "YUG": ("Yugoslavia", "Yugoslav", "Yugoslavs", "Yugoslavian"),
    "SCG": ("Serbia and Montenegro",),
    "CSK": ("Czechoslovakia", "Czechoslovak", "Czechoslovakian"),
    "DDR": ("East Germany", "East German", "East Germans", "GDR", "German Democratic Republic"),
}
"""States that are no more and are no parties (ISO 3166-3), whose offices still date a text, and the words for them."""
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class OfficeHolder:
    """One unbroken span in which one person held one office, or stood before it.

    titles: words that news puts before the name, without the country. holder: the name most used in English; forms: other spellings.
    standing: `elect` from the decision to the day before taking office, `impeached` while it was suspended (beside the row `in_office`).
    start, end: the first and the last day, both within; end None where it had not ended when the row was written.
    sources: where the row was looked up; what ends in "(start)" or "(end)" bears out that day alone.
    """

    country: str
    office: OfficeKey
    titles: tuple[str, ...]
    holder: str
    forms: tuple[str, ...]
    standing: Standing
    start: date
    end: date | None
    example: str
    sources: tuple[str, ...]

    @property
    def words(self) -> tuple[str, ...]:
        """Every form of the name."""
        return (self.holder, *self.forms)

    @property
    def span(self) -> Interval:
        """From the first day to the last, one unknown day within."""
        return Interval(self.start, self.end)

    @property
    def checked(self) -> bool:
        """Whether it may narrow a date: whether sources enough bear out its first day, and its last."""
        first = [source for source in self.sources if not source.endswith(_OF_END)]
        last = [source for source in self.sources if not source.endswith(_OF_START)]
        return len(first) >= SOURCES and (self.end is None or len(last) >= SOURCES)


@dataclass(frozen=True, slots=True)
class Gap:
    """Days on which nobody is known to have held the office in full, between two who did."""

    country: str
    office: OfficeKey
    days: Interval


class OfficeHolders:
    """The table of who held which office. titles: an index of all titles."""

    __slots__ = ("_countries", "rows", "titles")

    def __init__(self, table: Table[OfficeHolder]) -> None:
        table.check("titles", lambda row: bool(row.titles), "a title is expected, the cell is empty")
        table.check("end", lambda row: row.end is None or row.start <= row.end, "it comes before the start")
        twice = {id(later) for _, later in overlaps(table.rows)}
        table.check(
            "start", lambda row: id(row) not in twice, f"another holds this office then; two may share {HANDOVER.days} days at most"
        )
        self.rows = table.rows
        self._countries: dict[str, set[str]] = {}
        for row in table.rows:
            for name in row.words:
                if row.country not in PAST_STATES:
                    self._countries.setdefault(name.casefold(), set()).add(row.country)
        self.titles: Words[str] = Words(
            (
                Lead(title, _plain(title), True, where, "titles")
                for row, where in zip(table.rows, table.where, strict=True)
                for title in row.titles
            ),
            cased=False,
        )

    @classmethod
    def load(cls, countries: frozenset[str], overlay: Path | None = None) -> OfficeHolders:
        """The table, with the one in the folder `overlay` laid over it. Raises TableError."""
        key = ("country", "office", "holder", "standing", "start")
        return cls(Table.load(OfficeHolder, "office_holders.csv", key, overlay=overlay, codes={"country": countries | PAST_STATES.keys()}))

    def country_of(self, name: str) -> str | None:
        """The country in which somebody of this full name held an office; None of a surname alone, of nobody's, of two countries'."""
        found = self._countries.get(name.casefold(), set()) if len(name.split()) > 1 else set()
        return next(iter(found)) if len(found) == 1 else None

    def title_before(self, tokens: list[str], end: int) -> Found[str] | None:
        """The longest title that ends just before token `end`, where a name begins; in lower case, hyphens as spaces."""
        return self.titles.ending(tokens, end, ambiguous=True)


def overlaps(rows: Iterable[OfficeHolder]) -> Iterator[tuple[OfficeHolder, OfficeHolder]]:
    """Two who hold one office of one country in full at one time, the earlier first, but for the days of handover."""
    for office in _tenures(rows).values():
        latest = office[0]
        for row in office[1:]:
            if latest.end is None or latest.end - row.start > HANDOVER:
                yield latest, row
            if latest.end is not None and (row.end is None or row.end > latest.end):
                latest = row


def gaps(rows: Iterable[OfficeHolder]) -> Iterator[Gap]:
    """Where the table knows of nobody in full office between two who were: its holes, or days of an acting one."""
    for (country, office), tenures in sorted(_tenures(rows).items()):
        for earlier, later in pairwise(tenures):
            if earlier.end is not None and later.start - earlier.end > _DAY:
                yield Gap(country, office, Interval(earlier.end + _DAY, later.start - _DAY))


def _tenures(rows: Iterable[OfficeHolder]) -> dict[tuple[str, OfficeKey], list[OfficeHolder]]:
    """Those in full office by country and office, in order of time."""
    found: dict[tuple[str, OfficeKey], list[OfficeHolder]] = {}
    for row in sorted(rows, key=lambda row: (row.start, row.end or date.max)):
        if row.standing == "in_office" and row.office not in COLLEGES and (row.country, row.office) not in SHARED:
            found.setdefault((row.country, row.office), []).append(row)
    return found


def _plain(title: str) -> str:
    return " ".join(title.casefold().replace("-", " ").split())
