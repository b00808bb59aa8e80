"""Facts without those that a person rejected: what was told in a rejected story or of a rejected series of talks goes with it, and
whatever else spoke of something that is gone speaks of it no more.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from verbale.model import Case, Commitment, Dialogue, Event, Fact, Party, Round, Speaker, Statement


def without(facts: Sequence[Fact], rejected: Iterable[str]) -> list[Fact]:
    """The facts that remain, in the same order, none of them with a reference to one that doesn't. rejected: ids."""
    gone = set(rejected)
    if not gone:
        return list(facts)
    gone |= {fact.id for fact in facts if not gone.isdisjoint(e.story_id for e in fact.evidence)}
    gone |= {fact.id for fact in facts if isinstance(fact, Round) and fact.dialogue_id in gone}
    return [_freed(fact, gone) for fact in facts if fact.id not in gone]


def _freed(fact: Fact, gone: set[str]) -> Fact:
    """The fact without references to what is gone. A name stays as it is written; a speaker that is nobody's is null whole."""
    changed = {name: value for name, value in _references(fact, gone).items() if value != getattr(fact, name)}
    return replace(fact, **changed) if changed else fact


def _references(fact: Fact, gone: set[str]) -> dict[str, Any]:
    match fact:
        case Statement():
            others = tuple(s for s in fact.co_speakers if s.actor_id not in gone)
            return {"speaker": Speaker() if fact.speaker.actor_id in gone else fact.speaker, "co_speakers": others}
        case Event():
            return {"actors": _parties(fact.actors, gone), "recipients": _parties(fact.recipients, gone)}
        case Dialogue():
            return {"rounds": _ids(fact.rounds, gone)}
        case Round():
            heads = tuple(replace(h, actor_id=None) if h.actor_id in gone else h for h in fact.heads)
            return {"heads": heads, "case_ids": _ids(fact.case_ids, gone)}
        case Case():
            replies = tuple(replace(r, round_id=None) if r.round_id in gone else r for r in fact.replies)
            actor = None if fact.actor_id in gone else fact.actor_id
            return {"actor_id": actor, "round_ids": _ids(fact.round_ids, gone), "replies": replies}
        case Commitment():
            return {"who": _parties(fact.who, gone), "round_id": None if fact.round_id in gone else fact.round_id}
    return {}


def _parties(parties: tuple[Party, ...], gone: set[str]) -> tuple[Party, ...]:
    return tuple(replace(p, actor_id=None) if p.actor_id in gone else p for p in parties)


def _ids(ids: tuple[str, ...], gone: set[str]) -> tuple[str, ...]:
    return tuple(ident for ident in ids if ident not in gone)
