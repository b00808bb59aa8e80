"""Commitments: the ledger, each promise beside its outcome, and the calendar of what is due."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from fastapi import APIRouter, Depends, Request, Response

from verbale.model import Commitment, Dialogue, Entry, Interval, Round
from verbale.record import Wanted
from verbale.web.calendar import Entry as Day
from verbale.web.calendar import calendar
from verbale.web.downloads import offer
from verbale.web.given import AsOf, Code, Offset, Text
from verbale.web.sheets import Count, Source, sources_of
from verbale.web.site import Site
from verbale.web.talks import Outcome, outcomes_of

STATUSES = ("overdue", "pending", "kept", "late", "withdrawn", "unknown")
SHOWN = 100
"""Promises on a page."""


@dataclass(frozen=True, slots=True)
class Ledger:
    """Promises as of a day. statuses: how many there are of each; next: the offset of the next page."""

    as_of: str | None
    entries: tuple[Commitment, ...]
    statuses: tuple[Count, ...]
    outcomes: tuple[Outcome, ...]
    sources: tuple[Source, ...]
    next: int | None
    total: int


@dataclass(frozen=True, slots=True)
class Promise:
    """A promise beside its outcome. round: that it promises or was made at."""

    commitment: Commitment
    outcome: Outcome | None
    round: Round | None
    dialogue: Dialogue | None
    sources: tuple[Source, ...]


def routes(site: Site) -> APIRouter:
    """The ledger."""
    router, asked = APIRouter(tags=["commitments"]), site.asked

    def told(as_of: AsOf = None, status: Code = None, party: Code = None, kind: Code = None, words: Text = None) -> list[Commitment]:
        promises = [e for e in asked.talks(as_of) if isinstance(e, Commitment)]
        return [
            p
            for p in promises
            if (status is None or p.status == status)
            and (party is None or any(party == who.country for who in p.who))
            and (kind is None or p.kind == kind)
            and (words is None or words.casefold() in p.what.casefold())
        ]

    def commitments(
        as_of: AsOf = None, status: Code = None, party: Code = None, kind: Code = None, words: Text = None, offset: Offset = 0
    ) -> Ledger:
        """The ledger: who promised what, due when, and how it stands on the day of the newest document, or on another."""
        found = told(as_of, status, party, kind, words)
        shown = tuple(found[offset : offset + SHOWN])
        more = offset + SHOWN if offset + SHOWN < len(found) else None
        every = told(as_of, None, party, kind, words)
        statuses = tuple(Count(s, n) for s in STATUSES if (n := sum(p.status == s for p in every)))
        day = asked.day(as_of)
        outcomes = outcomes_of(site, shown)
        as_told = None if day is None else day.isoformat()
        return Ledger(as_told, shown, statuses, outcomes, sources_of(asked, shown), more, len(found))

    def commitment(ident: str) -> Promise:
        """One promise, and what shows that it was kept."""
        promise = asked.entry(ident, Commitment)
        outcome = next(iter(outcomes_of(site, (promise,))), None)
        sitting = asked.some(Round, [promise.round_id]).get(promise.round_id) if promise.round_id else None
        dialogue = None if sitting is None else asked.some(Dialogue, [sitting.dialogue_id]).get(sitting.dialogue_id)
        of: list[Entry] = [promise] if outcome is None else [promise, asked.any(outcome.id)]
        return Promise(promise, outcome, sitting, dialogue, sources_of(asked, of))

    def feed(request: Request) -> Response:
        """What is due, as a calendar (RFC 5545)."""
        entries = []
        for promise in asked.page(Wanted("commitments", (("status", "pending"),), order="oldest", limit=500)).entries:
            due = None if not isinstance(promise, Commitment) or promise.due.edtf is None else Interval.of(promise.due.edtf)
            if due is not None and due.last is not None and isinstance(promise, Commitment):
                who = ", ".join(dict.fromkeys(p.country or p.name for p in promise.who))
                link = f"{request.url.scheme}://{request.headers.get('host', '')}/commitments/{promise.id}"
                entries.append(
                    Day(promise.id, due.first if due.lasts else None, due.last, f"{who}: {promise.what}" if who else promise.what, link)
                )
        body = calendar("Verbale: what is due", entries, datetime.now(UTC))
        return Response(body.encode("utf-8", "replace"), media_type="text/calendar; charset=utf-8")

    site.both(router, "/commitments", commitments, "commitments.html", "The ledger")
    router.add_api_route(
        "/commitments.ics", feed, methods=["GET"], include_in_schema=False, dependencies=[Depends(site.fresh)], name="calendar"
    )
    site.both(router, "/commitments/{ident}", commitment, "commitment.html", "A promise and its outcome")
    offer(site, router, "commitments", told)
    return router
