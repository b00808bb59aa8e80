"""Actors that several stories name, as one.

Two are one if they are of one kind and bear the same full name (two words or more for a person), and nothing that is known of them
clashes: two countries are a veto. One whose country isn't known joins the others only where these have one country among them.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from verbale.model import Actor, Evidence

_INDEXED = re.compile(r"(native_names|titles|aliases)\[(\d+)\]$")


@dataclass(frozen=True, slots=True)
class LinkedActor:
    """One actor, and the actors of single stories that it was linked of, by id."""

    actor: Actor
    members: tuple[Actor, ...]


def link_actors(actors: Iterable[Actor]) -> list[LinkedActor]:
    """The actors of all stories, those that are one put together; by id. Any order of the same actors gives the same."""
    groups: dict[tuple[str, ...], list[Actor]] = defaultdict(list)
    for actor in actors:
        groups[_key(actor)].append(actor)
    linked = [_merged(same) for group in groups.values() for same in _apart(group)]
    return sorted(linked, key=lambda one: one.actor.id)


def _key(actor: Actor) -> tuple[str, ...]:
    words = tuple(re.findall(r"[^\W_]+", actor.name.casefold()))
    if words[:1] == ("the",):
        words = words[1:]
    if actor.kind == "person" and len(words) < 2:
        return (actor.kind, actor.id)
    if actor.kind == "government" and actor.country is not None:
        return (actor.kind, actor.country, *words)
    return (actor.kind, *words) if words else (actor.kind, actor.id)


def _apart(group: Sequence[Actor]) -> list[list[Actor]]:
    countries = sorted({actor.country for actor in group if actor.country is not None})
    if len(countries) <= 1:
        return [list(group)]
    unknown = [[actor] for actor in group if actor.country is None]
    return [*([a for a in group if a.country == country] for country in countries), *unknown]


def _merged(group: Sequence[Actor]) -> LinkedActor:
    members = sorted(group, key=lambda a: a.id)
    by_place = sorted(members, key=lambda a: (_place(a), a.id))
    first = by_place[0]
    if len(members) == 1:
        return LinkedActor(first, tuple(members))
    lists = {
        field: tuple(dict.fromkeys(value for a in by_place for value in getattr(a, field)))
        for field in ("native_names", "titles", "aliases")
    }
    names = dict.fromkeys([*lists["aliases"], *(a.name for a in by_place)])
    lists["aliases"] = tuple(name for name in names if name != first.name)
    actor = replace(
        first,
        id=members[0].id,
        country=next((a.country for a in by_place if a.country), None),
        sector=next((a.sector for a in by_place if a.sector), None),
        confidence=max(a.confidence for a in by_place),
        evidence=tuple(_shown(e, lists, first.name) for a in by_place for e in a.evidence),
        native_names=lists["native_names"],
        titles=lists["titles"],
        aliases=lists["aliases"],
    )
    return LinkedActor(actor, tuple(members))


def _place(actor: Actor) -> tuple[str, int]:
    return min((e.document_id, e.start) for e in actor.evidence)


def _shown(evidence: Evidence, lists: dict[str, tuple[str, ...]], name: str) -> Evidence:
    """The evidence with its field counted in the merged lists; what is an alias in one story can be the name in all."""
    indexed = _INDEXED.match(evidence.field)
    field = indexed[1] if indexed else "aliases" if evidence.field == "name" else None
    if field is None:
        return evidence
    if field == "aliases" and evidence.exact == name:
        return replace(evidence, field="name")
    return replace(evidence, field=f"{field}[{lists[field].index(evidence.exact)}]")
