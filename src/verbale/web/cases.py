"""Cases: each person, in both scripts, every round in which the case was raised, and in whose words."""

from __future__ import annotations

from dataclasses import dataclass, replace

from fastapi import APIRouter, Depends

from verbale.model import Actor, Case, Dialogue, Round
from verbale.record import Wanted
from verbale.web.downloads import offer
from verbale.web.given import After, Code, Doubtful, Limit, Text
from verbale.web.narrowing import narrowed
from verbale.web.sheets import Count, Source, counted, sources_of
from verbale.web.site import Site


@dataclass(frozen=True, slots=True)
class Cases:
    """A page of cases. rounds: those in which they were raised; parties: those that raised any."""

    entries: tuple[Case, ...]
    rounds: tuple[Round, ...]
    parties: tuple[Count, ...]
    sources: tuple[Source, ...]
    next: int | None
    total: int | None


@dataclass(frozen=True, slots=True)
class CaseSheet:
    """One person's case, the rounds in which it was raised, in order of time, and their dialogues."""

    case: Case
    actor: Actor | None
    rounds: tuple[Round, ...]
    dialogues: tuple[Dialogue, ...]
    sources: tuple[Source, ...]


def routes(site: Site) -> APIRouter:
    """Cases."""
    router, asked = APIRouter(tags=["cases"]), site.asked

    def chosen(party: Code = None, words: Text = None, doubtful: Doubtful = False) -> Wanted:
        return narrowed("cases", {"party": party}, words, doubtful=doubtful)

    choice = Depends(chosen)

    def cases(wanted: Wanted = choice, after: After = None, limit: Limit = 50) -> Cases:
        """Persons whose situation one side raised with the other, the latest first."""
        page = asked.page(replace(wanted, after=after, limit=limit))
        entries = tuple(entry for entry in page.entries if isinstance(entry, Case))
        rounds = tuple(asked.rounds([ident for entry in entries for ident in entry.round_ids]).values())
        parties = counted(asked.counts("cases", "party"))
        return Cases(entries, rounds, parties, sources_of(asked, entries), page.next, page.total)

    def case(ident: str) -> CaseSheet:
        """One person's case."""
        found = asked.entry(ident, Case)
        actor = asked.actors([found.actor_id]).get(found.actor_id) if found.actor_id else None
        rounds = sorted(asked.rounds(found.round_ids).values(), key=lambda r: (r.date.edtf is None, r.date.edtf or "", r.id))
        dialogues = asked.some(Dialogue, [r.dialogue_id for r in rounds])
        return CaseSheet(found, actor, tuple(rounds), tuple(dialogues.values()), sources_of(asked, [found, *rounds]))

    site.both(router, "/cases", cases, "cases.html", "Cases")
    site.both(router, "/cases/{ident}", case, "case.html", "A case")
    offer(site, router, "cases", chosen)
    return router
