"""What all documents say together: a pure function of the documents and their facts, the same in whatever order they come."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TypeVar

from verbale.linking.actors import LinkedActor, link_actors
from verbale.linking.cases import SAME_PERSON, link_cases
from verbale.linking.corrections import laid
from verbale.linking.dates import resolved
from verbale.linking.dialogues import LinkedDialogue, about, link_dialogues
from verbale.linking.duplicates import same_stories
from verbale.linking.events import SAME_COPY, link_events, link_statements
from verbale.linking.groups import Rulings
from verbale.linking.ledger import ToldCommitment, dated, link_commitments
from verbale.linking.outcomes import Told as Searched
from verbale.linking.outcomes import tellings
from verbale.linking.rounds import LinkedRound, ToldRound, link_rounds
from verbale.linking.talks import in_order, linked_event, linked_round, newest_of
from verbale.linking.told import Told
from verbale.model import (
    NOWHERE,
    Actor,
    Case,
    Commitment,
    Correction,
    Dialogue,
    Document,
    Entry,
    Event,
    Fact,
    Interval,
    Round,
    Speaker,
    Statement,
    Story,
    StoryWhen,
    View,
    When,
)
from verbale.tables import Tables

VERSION = "5"
"""Counted up whenever the same facts would be linked otherwise, so that records are linked anew."""
_DAY = re.compile(r"-?\d{4}(?:-\d{2}(?:-\d{2})?)?")
F = TypeVar("F")


def link(
    documents: Iterable[Document],
    facts: Iterable[Fact],
    tables: Tables | None = None,
    day: date | None = None,
    corrections: Iterable[Correction] = (),
) -> Iterator[View]:
    """Every entry of the record: the documents, and what their facts say together.

    tables: ours where None. day: on which it is asked how promises stand; None for the day of the newest document.
    corrections: what persons said, laid over it.
    """
    known = laid(documents, facts, corrections)
    linking = _Linking({document.id: document for document in known.documents}, known.facts, tables or Tables.load(), day, known.rulings)
    for view in linking.views():
        yield replace(view, entry=known.said(view.entry, view.members or (view.entry.id,)))


@dataclass(slots=True)
class _Linking:
    """One linking.

    stories: by the id of each, or of a copy, dated. one_story: by a copy's id that of the story it counts as. whom: by any member's id.
    """

    documents: Mapping[str, Document]
    facts: Sequence[Fact]
    tables: Tables
    day: date | None
    rulings: Rulings
    stories: dict[str, Story] = field(default_factory=dict)
    one_story: Mapping[str, str] = field(default_factory=dict)
    whom: dict[str | None, Actor] = field(default_factory=dict)

    def views(self) -> Iterator[View]:
        """All views, kind after kind: each kind may rest on those before it."""
        for document in self.documents.values():
            yield View(document, (document.id,), _earliest(document.date), document.id, 0)
        yield from self._story_views()
        for linked in link_actors(self._of(Actor), self.tables, self.rulings):
            self.whom.update(dict.fromkeys((member.id for member in linked.members), linked.actor))
            yield self._actor_view(linked)
        for said in link_statements(map(self._said, self._of(Statement)), self.one_story):
            members = [s.id for s in said.members]
            yield self._view(said.statement, self.stories[said.statement.story_id].date, members, [SAME_COPY] * len(members))
        imported = frozenset(story.id for story in self.stories.values() if story.kind == "other")
        dated_acts = (linked_event(e, self._story(e).date, self.whom) for e in self._of(Event))
        events = link_events(dated_acts, self.one_story, self.rulings, imported)
        for act in events:
            when = act.event.date if act.event.date.edtf else self.stories[act.event.story_id].date
            yield self._view(act.event, when, [e.id for e in act.members], act.whys)
        yield from self._talks([act.event for act in events])

    def _of(self, kind: type[F]) -> Iterator[F]:
        return (fact for fact in self.facts if isinstance(fact, kind))

    def _story_views(self) -> Iterator[View]:
        told = {fact.id: _dated(fact, self.documents[fact.document_id]) for fact in self._of(Story)}
        self.one_story = same_stories(told.values())
        copies: dict[str, list[Story]] = defaultdict(list)
        for ident in sorted(told):
            copies[self.one_story.get(ident, ident)].append(told[ident])
        for group in copies.values():
            story = _as_one(group)
            for copy in group:
                self.stories[copy.id] = story
            members = tuple(copy.id for copy in group)
            yield View(story, story.sources, _earliest(story.date), story.document_id, story.start, members, (SAME_COPY,) * len(members))

    def _story(self, fact: Fact) -> Story:
        """The story that tells a fact; of a copy, the one that it counts as."""
        return self.stories[_story_id(fact)]

    def _said(self, statement: Statement) -> Statement:
        """The statement under the actors as linked, with its date."""
        co_speakers = tuple(self._named(s) for s in statement.co_speakers)
        date_ = resolved(statement.date, self._story(statement).date)
        return replace(statement, speaker=self._named(statement.speaker), co_speakers=co_speakers, date=date_)

    def _named(self, speaker: Speaker) -> Speaker:
        actor = self.whom.get(speaker.actor_id)
        return speaker if actor is None else Speaker(actor.id, actor.name)

    def _talks(self, events: Sequence[Event]) -> Iterator[View]:
        dialogues = link_dialogues(self._of(Dialogue), self.tables, self.rulings)
        dialogue_of = {member.id: linked.dialogue.id for linked in dialogues for member in linked.members}
        promised = {fact.round_id: fact for fact in self._of(Commitment) if fact.round_id is not None}
        told = [self._told_round(fact, promised.get(fact.id)) for fact in self._of(Round)]
        rounds = link_rounds(told, dialogue_of, self.rulings)
        round_of = {member.round.id: linked.round.id for linked in rounds for member in linked.members}
        cases = link_cases(self._of(Case), round_of, self.whom, self.rulings)
        case_of = {member.id: linked.case.id for linked in cases for member in linked.members}
        for linked in rounds:
            ids = tuple(dict.fromkeys(case_of[i] for i in linked.round.case_ids))
            yield self._view(replace(linked.round, case_ids=ids), linked.round.date, [m.round.id for m in linked.members], linked.whys)
        for one in cases:
            members = [c.id for c in one.members]
            yield self._view(one.case, self._story(one.case).date, members, [SAME_PERSON] * len(members))
        yield from self._dialogue_views(dialogues, rounds)
        yield from self._commitments(dialogues, rounds, round_of, events)

    def _told_round(self, fact: Round, promise: Commitment | None) -> ToldRound:
        """The round dated; one that is yet to come by the promise of it, where nothing else tells when or where."""
        story = self._story(fact)
        if promise is not None:
            date_ = promise.due if fact.date.edtf is None and fact.date.said is None else fact.date
            fact = replace(fact, date=date_, place=promise.place if fact.place == NOWHERE else fact.place)
        return ToldRound(linked_round(fact, story.date, self.whom), _story_id(fact), _earliest(story.date) or "")

    def _dialogue_views(self, dialogues: Sequence[LinkedDialogue], rounds: Sequence[LinkedRound]) -> Iterator[View]:
        by_id = {linked.round.id: linked.round for linked in rounds}
        of: dict[str, list[str]] = defaultdict(list)
        for linked in rounds:
            of[linked.round.dialogue_id].append(linked.round.id)
        for one in dialogues:
            dialogue = in_order(replace(one.dialogue, rounds=tuple(of[one.dialogue.id])), by_id, _earliest)
            days = [d for ident in dialogue.rounds if (d := _earliest(by_id[ident].date)) is not None]
            yield self._placed(dialogue, min(days, default=None), [d.id for d in one.members], one.whys)

    def _commitments(
        self, dialogues: Sequence[LinkedDialogue], rounds: Sequence[LinkedRound], round_of: Mapping[str, str], events: Sequence[Event]
    ) -> Iterator[View]:
        by_dialogue: dict[str, list[LinkedRound]] = defaultdict(list)
        for linked in rounds:
            by_dialogue[linked.round.dialogue_id].append(linked)
        known = {one.dialogue.id: one.dialogue for one in dialogues}
        told = []
        for fact in self._of(Commitment):
            story = self._story(fact)
            told.append(ToldCommitment(dated(fact, story.date, self.whom, round_of), _story_id(fact), fact.evidence[0].document_id))
        sentences = tellings([one.commitment for one in told], self._searched())
        subjects = {i: about(d, self.tables) for i, d in known.items()}
        published = {ident: story.date for ident, story in self.stories.items()}
        told_in: dict[str, list[str]] = defaultdict(list)
        for one in dialogues:
            for member in one.members:
                told_in[_story_id(member)].append(one.dialogue.id)
        among = Told(by_dialogue, known, subjects, events, sentences, published, told_in, self.tables)
        now = self.day or newest_day(self.documents.values())
        for promise in link_commitments(told, among, now, self.rulings):
            yield self._view(promise.commitment, promise.commitment.due, [c.id for c in promise.members], promise.whys)

    def _searched(self) -> list[Searched]:
        """The stories, each once, with the countries that they name."""
        countries: dict[str, set[str]] = defaultdict(set)
        for actor in self._of(Actor):
            if actor.country is not None:
                countries[self.stories[_story_id(actor)].id].add(actor.country)
        for dialogue in self._of(Dialogue):
            countries[self.stories[_story_id(dialogue)].id].update(dialogue.parties)
        stories = {story.id: story for story in self.stories.values()}
        return [Searched(stories[ident], frozenset(countries[ident])) for ident in sorted(stories)]

    def _actor_view(self, linked: LinkedActor) -> View:
        stories = [self.stories[e.story_id] for e in linked.actor.evidence if e.story_id is not None]
        dates = [d for story in stories if (d := _earliest(story.date)) is not None]
        return self._placed(linked.actor, min(dates, default=None), [m.id for m in linked.members], linked.whys)

    def _view(self, entry: Entry, when: When, members: Sequence[str], whys: Sequence[str | None]) -> View:
        return self._placed(entry, _earliest(when), members, whys)

    def _placed(self, entry: Entry, sort_date: str | None, members: Sequence[str], whys: Sequence[str | None]) -> View:
        """The view of an entry: it stands where the first of its words do."""
        own = {e.document_id for e in entry.evidence}
        copies = self.stories[entry.story_id].sources if isinstance(entry, Statement | Event) else ()
        documents = tuple(sorted(own)) + tuple(sorted(set(copies) - own))
        position = min(e.start for e in entry.evidence if e.document_id == documents[0])
        told = tuple(whys) if len(members) > 1 else (None,) * len(members)
        return View(entry, documents, sort_date, documents[0], position, tuple(members), told)


def _dated(story: Story, document: Document) -> Story:
    """A story has its document's date where that has one: what the user told, else the page's metadata, else the file's name.

    Else it keeps what its own words tell: its dateline, else the bounds by the offices in it. So does a teaser in any case, being of
    another day than the page it hangs on. Words that bounded a date which isn't taken are no evidence of the one that is.
    """
    if story.kind == "teaser" or document.date.edtf is None:
        return story
    when = StoryWhen(document.date.edtf, document.date.basis, weekday=story.date.weekday)
    return replace(story, date=when, evidence=tuple(e for e in story.evidence if e.field != "date"))


_TOLD = ("flag", "metadata", "filename", "stated")
"""Whence a date is known that a copy of the story takes over."""


def _as_one(copies: Sequence[Story]) -> Story:
    """A story and its copies, by id, as one: the first that has its own day goes before, and gives it to those that have none."""
    if len(copies) == 1:
        return copies[0]
    dated_ = [s for s in copies if s.date.basis in _TOLD]
    when = min((s.date for s in dated_), key=lambda d: _earliest(d) or "", default=copies[0].date)
    story = copies[0]
    if when.edtf != story.date.edtf:
        when = StoryWhen(when.edtf, "duplicate", weekday=story.date.weekday)
    sources = tuple(sorted({source for s in copies for source in s.sources}))
    return replace(story, date=when, sources=sources, evidence=tuple(e for s in copies for e in s.evidence))


def _story_id(fact: Fact) -> str:
    return next(e.story_id for e in fact.evidence if e.story_id is not None)


def newest_day(documents: Iterable[Document]) -> date | None:
    """The day of the newest document, the first that it can be from; None where none is dated."""
    when = newest_of(document.date for document in documents)
    return None if when.edtf is None else Interval.of(when.edtf).first


def _earliest(when: When) -> str | None:
    """The first day that an EDTF expression names, for sorting."""
    found = _DAY.search(when.edtf or "")
    return None if found is None else found.group()
