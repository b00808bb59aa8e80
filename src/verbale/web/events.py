"""Events: by dyad, type, place and status; how many in which month, and who to whom."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace

from fastapi import APIRouter, Depends

from verbale.model import Event, Story
from verbale.record import Sides, Wanted
from verbale.web.charts import Bar
from verbale.web.downloads import offer
from verbale.web.given import After, Code, Doubtful, Limit, Since, Sorted, Text, Until
from verbale.web.narrowing import narrowed
from verbale.web.sheets import Count, Source, counted, sources_of
from verbale.web.site import Site

SIDES = 12
"""Countries on each side of the matrix."""
BARS = 240
"""Months of a chart; where there are more, it shows years."""


@dataclass(frozen=True, slots=True)
class Line:
    """One row of the matrix: what a country directed at each of the targets, in order."""

    source: str
    numbers: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Matrix:
    """Who to whom: the countries with the most events."""

    targets: tuple[str, ...]
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Events:
    """A page of events; by month, and who to whom, of all that have these countries and this type."""

    entries: tuple[Event, ...]
    months: tuple[Count, ...]
    matrix: Matrix
    types: tuple[Count, ...]
    statuses: tuple[Count, ...]
    sides: tuple[Count, ...]
    sources: tuple[Source, ...]
    next: int | None
    total: int | None


@dataclass(frozen=True, slots=True)
class EventSheet:
    """One event, and the story that tells it."""

    event: Event
    story: Story | None
    sources: tuple[Source, ...]


def routes(site: Site) -> APIRouter:
    """Events."""
    router, asked = APIRouter(tags=["events"]), site.asked
    site.jinja.globals |= {"month_bars": month_bars}

    def chosen(
        source: Code = None,
        target: Code = None,
        type: Code = None,
        status: Code = None,
        place: Code = None,
        words: Text = None,
        since: Since = None,
        until: Until = None,
        doubtful: Doubtful = False,
    ) -> Wanted:
        who = {"dyad": f"{source}-{target}"} if source and target else {"source": source, "target": target}
        return narrowed("events", {**who, "type": type, "status": status, "place": place}, words, since, until, doubtful)

    choice = Depends(chosen)

    def events(
        wanted: Wanted = choice,
        source: Code = None,
        target: Code = None,
        type: Code = None,
        order: Sorted = "newest",
        after: After = None,
        limit: Limit = 50,
    ) -> Events:
        """Who did what to whom. source, target, place: codes of countries. The chart and the matrix heed source, target and type."""
        page = asked.page(replace(wanted, order=order, after=after, limit=limit))
        entries = tuple(entry for entry in page.entries if isinstance(entry, Event))
        of = Sides(source, target, type)
        types, statuses, sides = (counted(asked.counts("events", role)) for role in ("type", "status", "source"))
        matrix, sources = _matrix(asked.acts_by_dyad(of)), sources_of(asked, entries)
        return Events(
            entries,
            tuple(Count(month, n) for month, n in asked.acts_by_month(of).items()),
            matrix,
            types,
            statuses,
            sides,
            sources,
            page.next,
            page.total,
        )

    def event(ident: str) -> EventSheet:
        """One event."""
        found = asked.entry(ident, Event)
        story = asked.some(Story, [found.story_id]).get(found.story_id)
        return EventSheet(found, story, sources_of(asked, [found]))

    site.both(router, "/events", events, "events.html", "Events")
    site.both(router, "/events/{ident}", event, "event.html", "An event")
    offer(site, router, "events", chosen)
    return router


def _matrix(cells: Mapping[tuple[str, str], int]) -> Matrix:
    sources, targets = Counter[str](), Counter[str]()
    for (source, target), number in cells.items():
        sources[source] += number
        targets[target] += number
    across = tuple(key for key, _ in sorted(targets.items(), key=lambda item: (-item[1], item[0]))[:SIDES])
    down = [key for key, _ in sorted(sources.items(), key=lambda item: (-item[1], item[0]))[:SIDES]]
    return Matrix(across, tuple(Line(source, tuple(cells.get((source, target), 0) for target in across)) for source in down))


def month_bars(months: tuple[Count, ...]) -> list[Bar]:
    """A bar for each month from the first to the last, or for each year where those are too many; January has its year below it."""
    if not months:
        return []
    numbers = {count.key: count.number for count in months}
    first, last = (int(key[:4]) * 12 + int(key[5:7]) - 1 for key in (months[0].key, months[-1].key))
    if last - first < BARS:
        keys = [f"{at // 12:04}-{at % 12 + 1:02}" for at in range(first, last + 1)]
        every = max(1, len(keys) // 120)
        return [
            Bar(k, numbers.get(k, 0), k[:4] if i == 0 or (k[5:] == "01" and int(k[:4]) % every == 0) else "") for i, k in enumerate(keys)
        ]
    years: Counter[str] = Counter()
    for count in months:
        years[count.key[:4]] += count.number
    span = range(first // 12, last // 12 + 1)
    every = max(1, len(span) // 12)
    return [Bar(f"{year:04}", years[f"{year:04}"], f"{year:04}" if not at % every else "") for at, year in enumerate(span)]
