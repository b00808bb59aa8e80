"""Search over everything: words, quotations, and names under any script or spelling."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Literal

from fastapi import APIRouter, Query

from verbale.model import Entry
from verbale.record import Named, Wanted
from verbale.web.given import After, Limit, Plural, Text
from verbale.web.sheets import Source, sources_of
from verbale.web.site import Site

KINDS = ("statements", "stories", "events", "commitments", "rounds", "cases", "dialogues", "actors")
"""What can be searched for, in the order of the tabs."""


@dataclass(frozen=True, slots=True)
class Found:
    """What was found. names: entries that go by a name which begins so; entries: those that have the words, the newest first."""

    words: str | None
    kind: str | None
    names: tuple[Named, ...]
    entries: tuple[Entry, ...]
    sources: tuple[Source, ...]
    next: int | None
    total: int | None


@dataclass(frozen=True, slots=True)
class Names:
    """What goes by a name that begins so."""

    names: tuple[Named, ...]


def routes(site: Site) -> APIRouter:
    """Search."""
    router, asked = APIRouter(tags=["search"]), site.asked
    site.jinja.globals |= {"SEARCHED": KINDS}

    def search(
        q: Text = None,
        kind: Plural = None,
        order: Annotated[Literal["newest", "relevance"], Query()] = "newest",
        after: After = None,
        limit: Limit = 30,
    ) -> Found:
        """Words, all of which it has; what stands in quotation marks, together. Newest first; `order=relevance` ranks, on one page."""
        if q is None or not q.strip():
            return Found(q, kind, (), (), (), None, 0)
        names = () if after is not None else tuple(asked.named(q, kind, 12))
        page = asked.page(Wanted(kind, (), q, order=order, after=after, limit=limit))
        return Found(q, kind, names, page.entries, sources_of(asked, page.entries), page.next, page.total)

    def names(q: Text = None, limit: Annotated[int, Query(ge=1, le=50)] = 12) -> Names:
        """Whoever and whatever goes by a name that begins so, from any of its words on, in any script."""
        return Names(tuple(asked.named(q, None, limit)) if q else ())

    site.both(router, "/search", search, "search.html", "Search")
    site.both(router, "/names", names, "names.html", "Names")
    return router
