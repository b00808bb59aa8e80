"""What stories tell of talks, with its dates resolved and its people under the actors that they are as linked."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date

from verbale.linking.dates import resolved
from verbale.model import (
    UNKNOWN,
    Actor,
    Dialogue,
    Event,
    Interval,
    Party,
    Round,
    When,
)

Whom = Mapping[str | None, Actor]
"""The actor as linked, by the id of any of its members."""


def linked_round(fact: Round, published: When, whom: Whom) -> Round:
    """The round with its date, and its heads under the actors that they are. published: the story's date."""
    heads = tuple(replace(h, actor_id=a.id, name=a.name) if (a := whom.get(h.actor_id)) is not None else h for h in fact.heads)
    date = spanned(resolved(fact.date, published), fact.days)
    return replace(fact, date=date, days=fact.days or days_of(date), heads=heads)


def days_of(when: When) -> int | None:
    """How many days a sitting took whose days are known."""
    if when.edtf is None:
        return None
    known = Interval.of(when.edtf)
    if known.first is None or known.last is None or not (known.lasts or known.is_day):
        return None
    return (known.last - known.first).days + 1


def spanned(when: When, days: int | None) -> When:
    """The date of a sitting of so many days: that of its last day, where a single one is known, reaches back over the others."""
    if when.edtf is None or days is None or days < 2:
        return when
    known = Interval.of(when.edtf)
    if not known.is_day or known.first is None or known.last is None:
        return when
    first = date.fromordinal(max(1, known.last.toordinal() - days + 1))
    return replace(when, edtf=Interval(first, known.last, lasts=True).edtf)


def linked_party(party: Party, whom: Whom) -> Party:
    """The party under the actor that it is."""
    actor = whom.get(party.actor_id)
    return party if actor is None else replace(party, actor_id=actor.id, name=actor.name)


def linked_event(fact: Event, published: When, whom: Whom) -> Event:
    """The event with its date, and those who took part under the actors that they are."""
    return replace(
        fact,
        date=resolved(fact.date, published),
        actors=tuple(linked_party(p, whom) for p in fact.actors),
        recipients=tuple(linked_party(p, whom) for p in fact.recipients),
    )


def in_order(dialogue: Dialogue, rounds: Mapping[str, Round], first_day: Callable[[When], str | None]) -> Dialogue:
    """The dialogue with its rounds in order of date, then ordinal; unknown dates last."""

    def place(ident: str) -> tuple[bool, str, int, str]:
        found = rounds[ident]
        day = first_day(found.date)
        return (day is None, day or "", found.ordinal or 0, ident)

    return replace(dialogue, rounds=tuple(sorted(dialogue.rounds, key=place)))


def newest_of(dates: Iterable[When]) -> When:
    """The date of the newest document: the one whose latest possible day is the latest."""
    known = [(Interval.of(d.edtf).last or date.max, d.edtf) for d in dates if d.edtf is not None]
    return UNKNOWN if not known else When(max(known)[1], "stated")
