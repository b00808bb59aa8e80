"""What all documents say together: a pure function of the documents and their facts, the same in whatever order they come."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from verbale.linking.actors import LinkedActor, link_actors
from verbale.linking.dates import resolved
from verbale.linking.talks import Whom, in_order, linked_case, linked_commitment, linked_event, linked_round, newest_of
from verbale.model import (
    Actor,
    Case,
    Commitment,
    Dialogue,
    Document,
    Entry,
    Event,
    Fact,
    Round,
    Speaker,
    Statement,
    Story,
    StoryWhen,
    View,
    When,
)

VERSION = "3"
"""Counted up whenever the same facts would be linked otherwise, so that records are linked anew."""
_DAY = re.compile(r"-?\d{4}(?:-\d{2}(?:-\d{2})?)?")


def link(documents: Iterable[Document], facts: Iterable[Fact]) -> Iterator[View]:
    """Every entry of the record: the documents, and what their facts say together."""
    by_id = {document.id: document for document in documents}
    for document in by_id.values():
        yield View(document, (document.id,), _earliest(document.date), document.id, 0)
    told = list(facts)
    stories = {fact.id: _dated(fact, by_id[fact.document_id]) for fact in told if isinstance(fact, Story)}
    for story in stories.values():
        yield View(story, story.sources, _earliest(story.date), story.document_id, story.start)
    whom: dict[str | None, Actor] = {}
    for linked in link_actors(fact for fact in told if isinstance(fact, Actor)):
        whom.update(dict.fromkeys((member.id for member in linked.members), linked.actor))
        yield _actor_view(linked, stories)
    newest = newest_of(document.date for document in by_id.values())
    yield from _views([fact for fact in told if not isinstance(fact, Story | Actor)], stories, whom, newest)


def _actor_view(linked: LinkedActor, stories: Mapping[str, Story]) -> View:
    actor = linked.actor
    documents = tuple(sorted({e.document_id for e in actor.evidence}))
    dates = [d for e in actor.evidence if e.story_id is not None and (d := _earliest(stories[e.story_id].date)) is not None]
    position = min(e.start for e in actor.evidence if e.document_id == documents[0])
    return View(actor, documents, min(dates, default=None), documents[0], position, tuple(m.id for m in linked.members))


def _views(facts: Sequence[Fact], stories: Mapping[str, Story], whom: Whom, newest: When) -> Iterator[View]:
    """What stories tell, under the actors as linked and with its dates resolved against the stories'."""
    rounds: dict[str, Round] = {}
    for fact in facts:
        story = _story_of(fact, stories)
        if isinstance(fact, Statement):
            co_speakers = tuple(_named(s, whom) for s in fact.co_speakers)
            date = resolved(fact.date, story.date)
            yield _view(replace(fact, speaker=_named(fact.speaker, whom), co_speakers=co_speakers, date=date), story, story.date)
        elif isinstance(fact, Round):
            rounds[fact.id] = linked_round(fact, story.date, whom)
            yield _view(rounds[fact.id], story, rounds[fact.id].date)
        elif isinstance(fact, Case):
            yield _view(linked_case(fact, whom), story, story.date)
        elif isinstance(fact, Commitment):
            commitment = linked_commitment(fact, story.date, newest, whom)
            yield _view(commitment, story, commitment.due)
        elif isinstance(fact, Event):
            event = linked_event(fact, story.date, whom)
            yield _view(event, story, event.date if event.date.edtf else story.date)
    for fact in facts:
        if isinstance(fact, Dialogue):
            dialogue = in_order(fact, rounds, _earliest)
            days = [d for ident in dialogue.rounds if (d := _earliest(rounds[ident].date)) is not None]
            story = _story_of(fact, stories)
            yield View(dialogue, story.sources, min(days, default=None), story.document_id, min(e.start for e in fact.evidence))


def _story_of(fact: Fact, stories: Mapping[str, Story]) -> Story:
    return stories[next(e.story_id for e in fact.evidence if e.story_id is not None)]


def _view(entry: Entry, story: Story, when: When) -> View:
    return View(entry, story.sources, _earliest(when), story.document_id, min(e.start for e in entry.evidence))


def _named(speaker: Speaker, whom: Whom) -> Speaker:
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
