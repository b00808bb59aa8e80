"""What all documents say together: a pure function of the documents and their facts, the same in whatever order they come."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from verbale.linking.actors import link_actors
from verbale.model import Actor, Document, Fact, Speaker, Statement, Story, StoryWhen, View, When

VERSION = "3"
"""Counted up whenever the same facts would be linked otherwise, so that records are linked anew."""
_DAY = re.compile(r"-?\d{4}(?:-\d{2}(?:-\d{2})?)?")


def link(documents: Iterable[Document], facts: Iterable[Fact]) -> Iterator[View]:
    """Every entry of the record: the documents, and what their facts say together."""
    by_id = {document.id: document for document in documents}
    for document in by_id.values():
        yield View(document, (document.id,), _earliest(document.date), document.id, 0)
    stories: dict[str, Story] = {}
    actors: list[Actor] = []
    statements: list[Statement] = []
    for fact in facts:
        if isinstance(fact, Story):
            stories[fact.id] = _dated(fact, by_id[fact.document_id])
        elif isinstance(fact, Actor):
            actors.append(fact)
        else:
            statements.append(fact)
    for story in stories.values():
        yield View(story, story.sources, _earliest(story.date), story.document_id, story.start)
    yield from _linked(actors, statements, stories)


def _linked(actors: list[Actor], statements: list[Statement], stories: dict[str, Story]) -> Iterator[View]:
    whom: dict[str | None, Actor] = {}
    for linked in link_actors(actors):
        actor = linked.actor
        whom.update(dict.fromkeys((member.id for member in linked.members), actor))
        documents = tuple(sorted({e.document_id for e in actor.evidence}))
        dates = [d for e in actor.evidence if e.story_id is not None and (d := _earliest(stories[e.story_id].date)) is not None]
        position = min(e.start for e in actor.evidence if e.document_id == documents[0])
        yield View(actor, documents, min(dates, default=None), documents[0], position, tuple(m.id for m in linked.members))
    for statement in statements:
        story = stories[statement.story_id]
        named = replace(
            statement, speaker=_named(statement.speaker, whom), co_speakers=tuple(_named(s, whom) for s in statement.co_speakers)
        )
        start = min(e.start for e in statement.evidence)
        yield View(named, story.sources, _earliest(story.date), story.document_id, start)


def _named(speaker: Speaker, whom: dict[str | None, Actor]) -> Speaker:
    actor = whom.get(speaker.actor_id)
    return speaker if actor is None else Speaker(actor.id, actor.name)


def _dated(story: Story, document: Document) -> Story:
    """A story has its document's date where that has one: what the user told, else the page's metadata, else the file's name.

    Else it keeps what its own words tell: its dateline, else the bounds by the offices in it. So does a teaser in any case, being of
    another day than the page it hangs on. Words that bounded a date which isn't taken are no evidence of the one that is.
    """
    if story.kind == "teaser" or document.date.edtf is None:
        return story
    when = StoryWhen(document.date.edtf, document.date.basis, weekday=story.date.weekday)
    return replace(story, date=when, evidence=tuple(e for e in story.evidence if e.field != "date"))


def _earliest(when: When) -> str | None:
    """The first day that an EDTF expression names, for sorting."""
    found = _DAY.search(when.edtf or "")
    return None if found is None else found.group()
