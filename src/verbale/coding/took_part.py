"""Who took part in an act: the nouns around its verb, and the parties that they are."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from verbale.coding.affiliation import country_of
from verbale.coding.scene import Scene
from verbale.coding.sides import party_of
from verbale.coding.talks import Talks
from verbale.model import Party
from verbale.reading.structure import Span

_ARTICLE = re.compile(r"(?:the|an?|its|his|her|their)\s+", re.IGNORECASE)
_LONGEST = 80
_BELONGS = re.compile(r"\b([^\W\d_]+)\s+(?:of|for|to|loyal to)\s+(?:(?!\b(?:and|or|but|that|who|said)\b)[^,;.:“”\"()])*$")
_REACH = 8
"""Words from a noun that its phrase reaches at most."""


@dataclass(frozen=True, slots=True)
class Took:
    """One who took part: the words that name it and the party that it is."""

    span: Span
    party: Party


def nouns_of(scene: Scene, verb: int, *relations: str) -> list[int]:
    """The nouns in these relations to a verb, with those joined to them; a verb joined to another shares the other's subject."""
    s = scene.structure
    found = s.dependents(verb, *relations)
    at, seen = verb, {verb}
    while not found and relations[0].startswith("nsubj") and s.relation(at) in ("conj", "xcomp", "advcl") and s.heads[at] not in seen:
        at = s.heads[at]
        if at < 0:
            break
        seen.add(at)
        found = s.dependents(at, "nsubj")
    return [noun for first in found for noun in (first, *s.dependents(first, "conj"))]


def nouns_after(scene: Scene, verb: int, prepositions: Sequence[str]) -> list[int]:
    """The nouns that stand after one of these prepositions with the verb."""
    s = scene.structure
    return [
        noun
        for first in s.dependents(verb, "obl", "nmod")
        if any(s.word(case).casefold() in prepositions for case in s.dependents(first, "case"))
        for noun in (first, *s.dependents(first, "conj"))
    ]


def took_part(scene: Scene, nouns: Sequence[int], talks: Talks | None) -> list[Took]:
    """Those of the nouns that are political actors: of a country, or named; "both sides" are both parties to the story's talks."""
    return apart([took for noun in nouns for took in _one(scene, noun, talks)])


def apart(took: Sequence[Took]) -> list[Took]:
    """Each once; the words of an office or a country beside the person of that country who is meant go with that person."""
    people = {t.party.country for t in took if t.party.actor_id is not None}
    kept = [t for t in took if t.party.actor_id is not None or t.party.country not in people]
    return list({(t.party.actor_id or t.party.name): t for t in kept}.values())


def _one(scene: Scene, noun: int, talks: Talks | None) -> list[Took]:
    s = scene.structure
    span = _phrase(scene, noun)
    head = (s.starts[noun], s.ends[noun])
    holder = next((n for n in scene.inside(head)), None)
    group = None if holder is None else _of_whom(scene, head)
    if group is not None and holder is not None:
        country = scene.country(holder)
        return [] if country is None else [Took(group, Party(None, scene.words(group), country))]
    actor = None if holder is None else scene.actor(holder)
    if actor is not None and holder is not None:
        return [Took(span, Party(actor.id, actor.name, actor.country or scene.country(holder)))]
    words = _ARTICLE.sub("", scene.words(span), count=1)
    country = country_of(scene.words(span), scene.tables)
    if country is None:
        country = next((c for n in scene.inside(span) if (c := scene.country(n)) is not None), None)
    if country is not None and len(words) <= _LONGEST:
        return [Took(span, Party(None, words, country))]
    if talks is not None and scene.tables.party_words.of(words) == "both":
        return [Took(span, party_of(scene, side)) for side in talks.parties[0].sides]
    return []


def right_before(scene: Scene, verb: int) -> list[Took]:
    """Who is named right before a verb that has no subject, as in what a crawler ran together: "a pundit said Supporters of X stormed"."""
    s = scene.structure
    start = s.sentence(s.starts[verb])[0]
    stops = [w for w in s.within((start, s.starts[verb])) if s.pos(w) in ("VERB", "AUX") and s.relation(w) not in ("amod", "acl")]
    span = (s.ends[stops[-1]] if stops else start, s.starts[verb])
    words = list(s.within(span))
    group = scene.tables.person_nouns.by_word(s.word(words[0])) if words and scene.tables.person_nouns.is_plural(s.word(words[0])) else None
    if group is not None:
        country = country_of(scene.words((s.ends[words[0]], span[1])), scene.tables)
        head = (s.starts[words[0]], s.ends[words[0]])
        return [] if country is None else [Took(head, Party(None, scene.words(head), country))]
    took = []
    for named in scene.people(span):
        actor = scene.actor(named)
        at = next((m.start, m.end) for m in named.mentions if span[0] <= m.start < span[1])
        if actor is not None and actor.country is not None:
            took.append(Took(at, Party(actor.id, actor.name, actor.country)))
    return apart(took)


def _of_whom(scene: Scene, head: Span) -> Span | None:
    """The words of those who only belong to the one named: of "Supporters of President X" the first; None where there are none."""
    start = scene.structure.sentence(head[0])[0]
    before = _BELONGS.search(scene.text, max(start, head[0] - _LONGEST), head[0])
    if before is None or not scene.tables.person_nouns.by_word(before[1]):
        return None
    return before.span(1)


def _phrase(scene: Scene, noun: int) -> Span:
    """The noun with what stands before it and what hangs on it by "of" or "from", without clauses and what is joined to it."""
    s = scene.structure
    first, last = noun, noun
    for i in s.dependents(noun):
        if s.relation(i) in ("compound", "amod", "nmod:poss", "flat", "det", "nummod") or (s.relation(i) == "nmod" and i > noun):
            start, end = s.phrase(i)
            inside = s.within((start, end))
            if len(inside) and abs(inside[0] - noun) <= _REACH:
                first, last = min(first, inside[0]), max(last, min(inside[-1], noun + _REACH))
    return (s.starts[first], s.ends[last])
