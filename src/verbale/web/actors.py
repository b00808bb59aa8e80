"""Actors: one page a person or body, with the offices held, statements, events, dialogues."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from fastapi import APIRouter, Depends

from verbale.model import Actor, Case, Commitment, Dialogue, Event, Round, Statement
from verbale.record import Wanted
from verbale.web.downloads import offer
from verbale.web.given import After, Code, Doubtful, Limit, Text
from verbale.web.narrowing import narrowed
from verbale.web.sheets import Count, Source, counted, sources_of
from verbale.web.site import Site

SHOWN = 12
"""Entries of each kind on an actor's page; the rest is a click away."""

NAMED = 50
"""Actors that are found by a name."""


@dataclass(frozen=True, slots=True)
class Actors:
    """A page of actors."""

    entries: tuple[Actor, ...]
    countries: tuple[Count, ...]
    sectors: tuple[Count, ...]
    next: int | None
    total: int | None


@dataclass(frozen=True, slots=True)
class Office:
    """An office that somebody held, in the words of a document. span: EDTF of the story that calls them so, where it has a date."""

    title: str
    document_id: str
    start: int


@dataclass(frozen=True, slots=True)
class ActorSheet:
    """One actor, and the latest of what the record has of it."""

    actor: Actor
    offices: tuple[Office, ...]
    statements: tuple[Statement, ...]
    statement_count: int | None
    events: tuple[Event, ...]
    event_count: int | None
    rounds: tuple[Round, ...]
    dialogues: tuple[Dialogue, ...]
    cases: tuple[Case, ...]
    commitments: tuple[Commitment, ...]
    sources: tuple[Source, ...]


def routes(site: Site) -> APIRouter:
    """Actors."""
    router, asked = APIRouter(tags=["actors"]), site.asked

    def chosen(
        name: Text = None, country: Code = None, sector: Code = None, form: Code = None, doubtful: Doubtful = False
    ) -> Wanted | Sequence[Actor]:
        if name is not None:
            ids = [found.id for found in asked.named(name, "actors", NAMED)]
            known = asked.actors(ids)
            return [known[ident] for ident in ids if ident in known and _is(known[ident], country, sector, form)]
        return narrowed("actors", {"country": country, "sector": sector, "form": form}, doubtful=doubtful)

    choice = Depends(chosen)

    def actors(wanted: Wanted | Sequence[Actor] = choice, after: After = None, limit: Limit = 50) -> Actors:
        """Whom the stories name. name: the beginning of any of its words, in any script; then all that go by it are on one page."""
        countries, sectors = counted(asked.counts("actors", "country")), counted(asked.counts("actors", "sector"))
        if not isinstance(wanted, Wanted):
            return Actors(tuple(wanted), countries, sectors, None, len(wanted))
        page = asked.page(replace(wanted, after=after, limit=limit))
        return Actors(page.entries, countries, sectors, page.next, page.total)  # type: ignore[arg-type]

    def actor(ident: str) -> ActorSheet:
        """One person or body."""
        found = asked.entry(ident, Actor)

        def of(kind: str, role: str) -> tuple[object, ...]:
            return asked.page(Wanted(kind, ((role, found.id),), limit=SHOWN)).entries

        statements = asked.page(Wanted("statements", (("speaker", found.id),), limit=SHOWN))
        events = asked.page(Wanted("events", (("actor", found.id),), limit=SHOWN))
        rounds, cases, promises = of("rounds", "head"), of("cases", "actor"), of("commitments", "actor")
        dialogues = tuple(asked.some(Dialogue, [r.dialogue_id for r in rounds if isinstance(r, Round)]).values())
        offices = tuple(
            Office(e.exact, e.document_id, e.start)
            for e in {e.exact.casefold(): e for e in reversed(found.evidence) if e.field.startswith("titles")}.values()
        )
        sources = sources_of(asked, [found, *statements.entries, *events.entries])
        return ActorSheet(
            found, offices[::-1], statements.entries, statements.total, events.entries, events.total,  # type: ignore[arg-type]
            rounds, dialogues, cases, promises, sources,  # type: ignore[arg-type]
        )  # fmt: skip

    site.both(router, "/actors", actors, "actors.html", "Actors")
    site.both(router, "/actors/{ident}", actor, "actor.html", "An actor")
    offer(site, router, "actors", chosen)
    return router


def _is(actor: Actor, country: str | None, sector: str | None, form: str | None) -> bool:
    given = ((actor.country, country), (actor.sector, sector), (actor.kind, form))
    return all(wanted is None or has == wanted for has, wanted in given)
