"""The plain acts of a story: Event facts, by PLOVER's types. What is said to have been done inside somebody's words is none of these."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from verbale.coding.affiliation import country_of
from verbale.coding.commitments import place_in
from verbale.coding.dates import when_in
from verbale.coding.scene import Scene
from verbale.model import Event, EventStatus, Evidence, NamedPlace, Party, mint
from verbale.reading.structure import Span
from verbale.tables import Act

_SURE = 0.75
_ONE_SIDED = 0.85
"""What confidence an act has that a verb of the table tells of, and what it is multiplied by where only one who took part is known."""
_ARTICLE = re.compile(r"(?:the|an?|its|his|her|their)\s+", re.IGNORECASE)
_LONGEST = 80
_PLANNED = frozenset(
    {"will", "shall", "going", "plan", "plans", "planned", "intends", "intend", "due", "set", "scheduled", "agreed", "wants"}
)
_SUPPOSED = frozenset({"would", "could", "might", "may", "should", "if", "whether", "unless", "must"})
_NEVER = frozenset({"not", "n't", "n’t", "never", "no", "denied", "denies"})
_PASSIVE_AGENT = "by"
_REACH = 8
"""Words from a noun that its phrase reaches at most."""


@dataclass(frozen=True, slots=True)
class _Took:
    """One who took part: the words that name it and the party that it is."""

    span: Span
    party: Party


def events(scene: Scene, quoted: Sequence[Span]) -> list[Event]:
    """The acts that the story tells of itself. quoted: stretches in which somebody else speaks."""
    found: dict[tuple[object, ...], Event] = {}
    for index in scene.structure.within(scene.span):
        act = scene.tables.acts.by_form(scene.structure.word(index))
        if act is None or scene.structure.pos(index) not in ("VERB", "AUX") or _lies_in(scene, index, quoted):
            continue
        event = _event(scene, index, act)
        if event is not None:
            key = (event.type, tuple(p.name for p in event.actors), tuple(p.name for p in event.recipients))
            found.setdefault(key, event)
    return list(found.values())


def _lies_in(scene: Scene, index: int, spans: Sequence[Span]) -> bool:
    start = scene.structure.starts[index]
    return any(a <= start < b for a, b in spans)


def _event(scene: Scene, verb: int, act: Act) -> Event | None:
    s = scene.structure
    passive = bool(s.dependents(verb, "nsubj:pass", "aux:pass"))
    subjects = _nouns(scene, verb, "nsubj:pass" if passive else "nsubj")
    objects = _nouns(scene, verb, "obj", "iobj")
    doers = [*_after(scene, verb, (_PASSIVE_AGENT,))] if passive else subjects
    done_to = subjects if passive else objects if "obj" in act.recipient else []
    done_to = [*done_to, *_after(scene, verb, act.recipient)]
    actors = _took(scene, doers)
    recipients = _took(scene, done_to)
    if act.symmetric:
        actors, recipients = [*actors, *recipients], []
    if not actors or (act.symmetric and len({t.party.country or t.party.name for t in actors}) < 2):
        return None
    if act.recipient and not act.symmetric and not recipients:
        return None
    span = (s.starts[verb], s.ends[verb])
    date, shown = when_in(scene, span)
    place, place_span = place_in(scene, s.sentence(span[0]))
    evidence: list[Evidence] = [scene.shown(span, "type")]
    evidence += [scene.shown(t.span, f"actors[{i}]") for i, t in enumerate(actors)]
    evidence += [scene.shown(t.span, f"recipients[{i}]") for i, t in enumerate(recipients)]
    evidence += [scene.shown(part, "date") for part in shown]
    if place_span is not None:
        evidence.append(scene.shown(place_span, "place"))
    known = all(t.party.country or t.party.actor_id for t in [*actors, *recipients])
    return Event(
        id=mint("event", scene.document.sha256, act.type, *span),
        story_id=scene.story_id,
        type=act.type,
        mode=None,
        contexts=(),
        actors=tuple(dict.fromkeys(t.party for t in actors)),
        recipients=tuple(dict.fromkeys(t.party for t in recipients)),
        date=date,
        place=NamedPlace(place.city, place.country),
        status=_status(scene, verb),
        confidence=round(_SURE * (1.0 if known else _ONE_SIDED), 2),
        evidence=tuple(dict.fromkeys(evidence)),
    )


def _nouns(scene: Scene, verb: int, *relations: str) -> list[int]:
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


def _after(scene: Scene, verb: int, prepositions: Sequence[str]) -> list[int]:
    """The nouns that stand after one of these prepositions with the verb."""
    s = scene.structure
    return [
        noun
        for first in s.dependents(verb, "obl", "nmod")
        if any(s.word(case).casefold() in prepositions for case in s.dependents(first, "case"))
        for noun in (first, *s.dependents(first, "conj"))
    ]


def _took(scene: Scene, nouns: Sequence[int]) -> list[_Took]:
    """Those of the nouns that are political actors: of a country, or named."""
    return [took for noun in nouns if (took := _one(scene, noun)) is not None]


def _one(scene: Scene, noun: int) -> _Took | None:
    s = scene.structure
    span = _phrase(scene, noun)
    head = (s.starts[noun], s.ends[noun])
    named = [n for n in scene.inside(span) if n.type in ("PER", "ORG", "LOC", "OTHER")]
    holder = next((n for n in scene.inside(head)), None)
    actor = None if holder is None else scene.actor(holder)
    words = _ARTICLE.sub("", scene.words(span), count=1)
    if actor is not None:
        country = actor.country or scene.country(holder) if holder is not None else actor.country
        return _Took(span, Party(actor.id, actor.name, country))
    country = country_of(scene.words(span), scene.tables)
    if country is None:
        country = next((c for n in named if (c := scene.country(n)) is not None), None)
    if country is None or len(words) > _LONGEST:
        return None
    return _Took(span, Party(None, words, country))


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


def _status(scene: Scene, verb: int) -> EventStatus:
    """Whether it happened, by the words that hang on the verb and those that it hangs on."""
    s = scene.structure
    around = {s.word(i).casefold() for i in s.dependents(verb, "aux", "aux:pass", "advmod", "mark", "det")}
    above = s.heads[verb]
    governor = {s.word(above).casefold(), *(s.word(i).casefold() for i in s.dependents(above, "aux", "advmod"))} if above >= 0 else set()
    infinitive = s.relation(verb) in ("xcomp", "advcl", "acl") and "to" in around
    if around & _NEVER or (governor & _NEVER and infinitive):
        return "denied"
    if around & _SUPPOSED:
        return "hypothetical"
    if around & _PLANNED or infinitive:
        return "planned" if around & _PLANNED or governor & _PLANNED else "hypothetical"
    present = s.word(verb).casefold().endswith("ing") and bool({"is", "are"} & around)
    return "ongoing" if present else "occurred"
