"""The front page: what is due, what lapsed, the latest rounds."""

from __future__ import annotations

from dataclasses import dataclass

from fastapi import APIRouter

from verbale.model import KINDS, Commitment, Dialogue, Entry, Round
from verbale.record import Wanted
from verbale.web.sheets import Count, Source, sources_of
from verbale.web.site import Site

SHOWN = 6
"""Entries under each head."""


@dataclass(frozen=True, slots=True)
class Front:
    """as_of: the day of the newest document. due, lapsed: promises; rounds: the latest held, with their dialogues; counts: by kind."""

    as_of: str | None
    due: tuple[Commitment, ...]
    lapsed: tuple[Commitment, ...]
    kept: tuple[Commitment, ...]
    rounds: tuple[Round, ...]
    dialogues: tuple[Dialogue, ...]
    counts: tuple[Count, ...]
    sources: tuple[Source, ...]


def routes(site: Site) -> APIRouter:
    """The front page."""
    router, asked = APIRouter(tags=["front"]), site.asked

    def promises(status: str, oldest: bool = False) -> tuple[Entry, ...]:
        order = "oldest" if oldest else "newest"
        return asked.page(Wanted("commitments", (("status", status),), order=order, limit=SHOWN)).entries  # type: ignore[arg-type]

    def front() -> Front:
        """What is due, what lapsed, what was kept, and the latest rounds."""
        day = asked.day(None)
        due, lapsed, kept = promises("pending", oldest=True), promises("overdue"), promises("kept")
        rounds = asked.page(Wanted("rounds", (("status", "held"),), limit=SHOWN)).entries
        dialogues = tuple(asked.some(Dialogue, [r.dialogue_id for r in rounds if isinstance(r, Round)]).values())
        counts = tuple(Count(kind.plural, asked.counts(kind.plural).get("", 0)) for kind in KINDS)
        sources = sources_of(asked, [*due, *lapsed, *kept, *rounds])
        return Front(None if day is None else day.isoformat(), due, lapsed, kept, rounds, dialogues, counts, sources)  # type: ignore[arg-type]

    site.both(router, "/", front, "front.html", "The front page")
    return router
