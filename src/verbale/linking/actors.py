"""Actors that several stories name, as one.

Persons are one if they bear the same full name (two words or more, "Mike" being "Michael") or the same name in their own script, whether
traditional or simplified; one of whom only a surname is known joins the only one of that surname and country. Others are one if they are of
one kind and bear the same name. Two countries are a veto: one whose country isn't known joins the others only where these have one
country among them.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from opencc import OpenCC

from verbale.linking.groups import NO_RULINGS, Rulings
from verbale.linking.merging import Merged, first_known
from verbale.model import Actor, Evidence
from verbale.tables import Tables

SAME_NAME = "the same name"
SAME_NATIVE = "the same name in its own script"
ONLY_ONE = "the only one of that surname and country"
FAMILY_FIRST = frozenset({"CHN", "HKG", "HUN", "KHM", "KOR", "PRK", "SGP", "TWN", "VNM"})
"""Countries where the family name stands first, or does in Latin script too."""
_LISTS = ("native_names", "titles", "aliases")
_WORD = re.compile(r"[^\W_]+")

Key = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LinkedActor:
    """One actor, the actors of single stories that it was linked of, by id, and why each is one with the first."""

    actor: Actor
    members: tuple[Actor, ...]
    whys: tuple[str | None, ...] = ()


def link_actors(actors: Iterable[Actor], tables: Tables, rulings: Rulings = NO_RULINGS) -> list[LinkedActor]:
    """The actors of all stories, those that are one put together; by id. Any order of the same actors gives the same."""
    told = sorted(actors, key=lambda a: a.id)
    keys = {actor.id: _key(actor, tables) for actor in told}
    native = _by_native(told, keys)
    surnames = _by_surname(told, keys)
    groups: dict[Key, list[tuple[Actor, str]]] = defaultdict(list)
    for actor in told:
        key, why = keys[actor.id], SAME_NAME
        if (only := surnames.get(actor.id)) is not None:
            key, why = only, ONLY_ONE
        if key in native:
            key, why = native[key], SAME_NATIVE if native[key] != key else why
        groups[key].append((actor, why))
    apart = [same for group in groups.values() for same in _apart(group)]
    linked = [_merged(group) for group in rulings.over(apart, lambda told: told[0].id)]
    return sorted(linked, key=lambda one: one.actor.id)


def _key(actor: Actor, tables: Tables) -> Key:
    """What actors that may be one have alike."""
    words = tuple(_WORD.findall(actor.name.casefold()))
    if words[:1] == ("the",):
        words = words[1:]
    if actor.kind == "person":
        return (actor.kind, tables.nicknames.of(words[0]), *words[1:]) if len(words) > 1 else (actor.kind, actor.id)
    if actor.kind == "government" and actor.country is not None:
        return (actor.kind, actor.country, *words)
    return (actor.kind, *words) if words else (actor.kind, actor.id)


def _by_native(actors: Sequence[Actor], keys: Mapping[str, Key]) -> dict[Key, Key]:
    """For each key the least of those that a name in its own script makes one with it."""
    bearing: dict[tuple[str, str], set[Key]] = defaultdict(set)
    for actor in actors:
        for name in actor.native_names:
            bearing[actor.kind, simplified(name)].add(keys[actor.id])
    one: dict[Key, Key] = {}

    def root(key: Key) -> Key:
        while one.get(key, key) != key:
            key = one[key]
        return key

    for _, same in sorted(bearing.items()):
        roots = sorted({root(key) for key in same})
        for key in roots:
            one[key] = roots[0]
    return {key: root(key) for key in one}


def _by_surname(actors: Sequence[Actor], keys: Mapping[str, Key]) -> dict[str, Key]:
    """For each person of whom only one word is known, by id, the key of the only full name with that surname in that country."""
    full: dict[tuple[str, str], set[Key]] = defaultdict(set)
    stories: dict[Key, set[str | None]] = defaultdict(set)
    persons = [a for a in actors if a.kind == "person" and a.country is not None]
    for actor in persons:
        words = _WORD.findall(actor.name.casefold())
        if len(words) > 1 and actor.country is not None:
            full[actor.country, words[0] if actor.country in FAMILY_FIRST else words[-1]].add(keys[actor.id])
            stories[keys[actor.id]] |= {e.story_id for e in actor.evidence}
    found: dict[str, Key] = {}
    for actor in persons:
        words = _WORD.findall(actor.name.casefold())
        bearers = full.get((actor.country or "", words[0]), set()) if len(words) == 1 else set()
        if len(bearers) == 1 and stories[only := next(iter(bearers))].isdisjoint(e.story_id for e in actor.evidence):
            found[actor.id] = only  # had they been one within a story, that story's names would be one already
    return found


@cache
def _converter() -> OpenCC:
    return OpenCC("t2s")


def simplified(name: str) -> str:
    """A name in its own script as it is compared: Chinese in simplified characters, without spaces, marks and case."""
    return "".join(_WORD.findall(_converter().convert(name).casefold()))


def _apart(group: Sequence[tuple[Actor, str]]) -> list[list[tuple[Actor, str]]]:
    countries = sorted({actor.country for actor, _ in group if actor.country is not None})
    if len(countries) <= 1:
        return [list(group)]
    unknown = [[told] for told in group if told[0].country is None]
    return [*([told for told in group if told[0].country == country] for country in countries), *unknown]


def _merged(group: Sequence[tuple[Actor, str]]) -> LinkedActor:
    members = sorted((actor for actor, _ in group), key=lambda a: a.id)
    whys = {actor.id: why for actor, why in group}
    first = min(members, key=lambda a: (-_fullness(a), _place(a), a.id))
    if len(members) == 1:
        return LinkedActor(first, (first,), (None,))
    by_place = [first, *sorted((a for a in members if a is not first), key=lambda a: (_place(a), a.id))]
    merged = Merged([tuple(_named(e, first.name) for e in a.evidence) for a in by_place])
    names = [[*a.aliases, a.name] for a in by_place]
    lists = {field: tuple(merged.lists(field, [getattr(a, field) for a in by_place], str)) for field in _LISTS[:2]}
    aliases = tuple(dict.fromkeys(name for own in names for name in own if name != first.name))
    actor = replace(
        first,
        id=members[0].id,
        country=first_known(a.country for a in by_place),
        sector=first_known(a.sector for a in by_place),
        confidence=max(a.confidence for a in by_place),
        evidence=tuple(_alias(e, aliases) for e in merged.evidence()),
        native_names=lists["native_names"],
        titles=lists["titles"],
        aliases=aliases,
    )
    return LinkedActor(actor, tuple(members), tuple(None if a is first else whys[a.id] for a in members))


def _fullness(actor: Actor) -> int:
    """Words of a person's name: the fullest is the name. Others are named as where they come first."""
    return min(len(actor.name.split()), 4) if actor.kind == "person" else 0


def _place(actor: Actor) -> tuple[str, int]:
    return min((e.document_id, e.start) for e in actor.evidence)


def _named(evidence: Evidence, name: str) -> Evidence:
    """What is a name in one story can be an alias in all, and the other way round."""
    if evidence.field == "name" or evidence.field.startswith("aliases["):
        return replace(evidence, field="name" if evidence.exact == name else "aliases")
    return evidence


def _alias(evidence: Evidence, aliases: tuple[str, ...]) -> Evidence:
    if evidence.field != "aliases":
        return evidence
    return replace(evidence, field=f"aliases[{aliases.index(evidence.exact)}]" if evidence.exact in aliases else "name")
