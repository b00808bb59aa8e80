"""Statements: by speaker, country, date and words; each has a page of its own, with its source."""

from __future__ import annotations

from dataclasses import dataclass, replace

from fastapi import APIRouter, Depends

from verbale.model import Actor, Statement, Story
from verbale.record import Wanted
from verbale.web.downloads import offer
from verbale.web.given import After, Code, Doubtful, Ident, Limit, Since, Sorted, Text, Until
from verbale.web.narrowing import narrowed
from verbale.web.sheets import Count, Source, counted, sources_of
from verbale.web.site import Site


@dataclass(frozen=True, slots=True)
class Statements:
    """A page of statements. speakers: the actors who speak in them; countries: of all speakers."""

    entries: tuple[Statement, ...]
    speakers: tuple[Actor, ...]
    countries: tuple[Count, ...]
    sources: tuple[Source, ...]
    next: int | None
    total: int | None


@dataclass(frozen=True, slots=True)
class StatementSheet:
    """One statement, who made it, and the story that tells it."""

    statement: Statement
    speaker: Actor | None
    story: Story | None
    sources: tuple[Source, ...]


def routes(site: Site) -> APIRouter:
    """Statements."""
    router, asked = APIRouter(tags=["statements"]), site.asked

    def chosen(
        speaker: Ident = None,
        name: Text = None,
        country: Code = None,
        form: Code = None,
        words: Text = None,
        since: Since = None,
        until: Until = None,
        doubtful: Doubtful = False,
    ) -> Wanted:
        if name is not None and speaker is None:
            speaker = next((found.id for found in asked.named(name, "actors", 1)), "nobody")
        return narrowed("statements", {"speaker": speaker, "country": country, "form": form}, words, since, until, doubtful)

    choice = Depends(chosen)

    def statements(wanted: Wanted = choice, order: Sorted = "newest", after: After = None, limit: Limit = 50) -> Statements:
        """Who said what. name: of a speaker, in any script; the first who goes by it is meant."""
        page = asked.page(replace(wanted, order=order, after=after, limit=limit))
        entries = tuple(entry for entry in page.entries if isinstance(entry, Statement))
        ids = [s.actor_id for entry in entries for s in (entry.speaker, *entry.co_speakers) if s.actor_id is not None]
        speakers = tuple(asked.actors(ids).values())
        countries = counted(asked.counts("statements", "country"))
        return Statements(entries, speakers, countries, sources_of(asked, entries), page.next, page.total)

    def statement(ident: str) -> StatementSheet:
        """One statement, at an address that stays its own."""
        found = asked.entry(ident, Statement)
        who = found.speaker.actor_id
        speaker = None if who is None else asked.actors([who]).get(who)
        story = asked.some(Story, [found.story_id]).get(found.story_id)
        return StatementSheet(found, speaker, story, sources_of(asked, [found]))

    site.both(router, "/statements", statements, "statements.html", "Statements")
    site.both(router, "/statements/{ident}", statement, "statement.html", "A statement")
    offer(site, router, "statements", chosen)
    return router
