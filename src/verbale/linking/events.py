"""Acts that several stories tell of, as one: by the same doers, to the same, on the same day; and whatever a story's copies repeat.

Of two acts that their doers can do more than once a day (all but talks, visits and agreements) the place has to be the same too.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from verbale.linking.groups import NO_RULINGS, Member, Rulings, blocks, grouped, months
from verbale.linking.merging import Merged, first_known
from verbale.linking.rounds import width
from verbale.model import Event, Interval, Party, Statement

SAME_COPY = "the same words in a copy of its story"
SAME_DAY = "the same act on the same day"
_ONCE_A_DAY = frozenset({"CONSULT", "AGREE"})
_A_DAY = 3
"""Days within which a date must lie to tell the day."""


@dataclass(frozen=True, slots=True)
class LinkedEvent:
    """One act, those of single stories that it was linked of, by id, and why each belongs."""

    event: Event
    members: tuple[Event, ...]
    whys: tuple[str | None, ...]


@dataclass(frozen=True, slots=True)
class LinkedStatement:
    """One statement, and those of a story's copies that it was linked of, by id."""

    statement: Statement
    members: tuple[Statement, ...]


def link_events(
    events: Iterable[Event], one_story: Mapping[str, str], rulings: Rulings = NO_RULINGS, apart: frozenset[str] = frozenset()
) -> list[LinkedEvent]:
    """The acts of all stories, those that are one put together; by id.

    one_story: the story that a copy counts as, by the copy's id. apart: stories whose acts are one with no other's: data of others that
    was imported, to lie beside what was read.

    The events are dated, and their parties are the actors as linked.
    """
    told = [replace(e, story_id=one_story.get(e.story_id, e.story_id)) for e in events]
    groups = [
        group
        for block in blocks(told, lambda e: None if e.story_id in apart else _key(e))
        for group in grouped(block, lambda e: (e.id,), _fits, _ties)
    ]
    ruled = [sorted(group, key=lambda m: m.item.id) for group in rulings.over(groups, lambda m: m.item.id)]
    linked = [_merged(group) for group in ruled]
    return sorted(linked, key=lambda one: one.event.id)


def _key(event: Event) -> tuple[object, ...]:
    return (event.type, event.status, _parties(event.actors), _parties(event.recipients))


def _parties(parties: Sequence[Party]) -> tuple[str, ...]:
    return tuple(sorted({p.actor_id or p.country or p.name for p in parties}))


def _fits(group: Sequence[Event], one: Event) -> str | None:
    if any(e.story_id == one.story_id for e in group):
        copies = any(e.story_id == one.story_id and _documents(e) != _documents(one) for e in group)
        return SAME_COPY if copies else None
    first = group[0]
    if not (_day(first) and _day(one)) or Interval.of(first.date.edtf or "").met(Interval.of(one.date.edtf or "")) is None:
        return None
    places = (first.place.name or first.place.country, one.place.name or one.place.country)
    if places[0] == places[1] if None not in places else one.type in _ONCE_A_DAY:
        return SAME_DAY
    return None


def _ties(event: Event) -> Iterator[Hashable]:
    """What it has in common with any that it is one with: the story, or the month."""
    yield "story", event.story_id
    if _day(event):
        yield from months(Interval.of(event.date.edtf or ""))


def _documents(event: Event) -> set[str]:
    return {e.document_id for e in event.evidence}


def _day(event: Event) -> bool:
    return event.date.edtf is not None and width(Interval.of(event.date.edtf)) <= _A_DAY


def _merged(group: Sequence[Member[Event]]) -> LinkedEvent:
    events = [member.item for member in group]
    merged = Merged([e.evidence for e in events])
    known = next((e.place for e in events if e.place.name or e.place.country), events[0].place)
    event = replace(
        events[0],
        actors=tuple(merged.lists("actors", [e.actors for e in events], _one)),
        recipients=tuple(merged.lists("recipients", [e.recipients for e in events], _one)),
        mode=first_known(e.mode for e in events),
        contexts=tuple(dict.fromkeys(c for e in events for c in e.contexts)),
        place=known,
        confidence=max(e.confidence for e in events),
        evidence=merged.evidence(),
    )
    return LinkedEvent(event, tuple(events), tuple(member.why for member in group))


def _one(party: Party) -> tuple[str | None, str | None]:
    """What tells one who took part from another."""
    return (party.actor_id or party.name.casefold(), party.country)


def link_statements(statements: Iterable[Statement], one_story: Mapping[str, str]) -> list[LinkedStatement]:
    """The statements of all stories; those that a story's copies repeat, of one speaker, are one. By id."""
    told = sorted((replace(s, story_id=one_story.get(s.story_id, s.story_id)) for s in statements), key=lambda s: s.id)
    linked = []
    for group in blocks(told, _said):
        by_story = {e.document_id for s in group for e in s.evidence}
        linked += [_one_statement(group)] if len(by_story) == len(group) else [_one_statement([s]) for s in group]
    return sorted(linked, key=lambda one: one.statement.id)


def _said(statement: Statement) -> tuple[object, ...]:
    words = "".join(c for c in statement.content.casefold() if c.isalnum())
    return (statement.story_id, words, statement.speaker.actor_id or statement.speaker.name)


def _one_statement(group: Sequence[Statement]) -> LinkedStatement:
    shown = tuple(e for s in group for e in s.evidence)
    return LinkedStatement(replace(group[0], confidence=max(s.confidence for s in group), evidence=shown), tuple(group))
