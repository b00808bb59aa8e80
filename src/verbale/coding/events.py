"""The plain acts of a story: Event facts, by PLOVER's types. What is said to have been done inside somebody's words is none of these."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from verbale.coding.affiliation import country_of
from verbale.coding.dates import when_in, when_of
from verbale.coding.dialogues import Channel
from verbale.coding.place import place_in
from verbale.coding.scene import Scene
from verbale.coding.sides import party_of
from verbale.coding.sittings import Sitting
from verbale.coding.talks import Talks
from verbale.model import Event, EventStatus, Evidence, NamedPlace, Party, mint
from verbale.reading.structure import Span
from verbale.tables import Act

_SURE = 0.75
_ONE_SIDED = 0.85
"""What confidence an act has that a verb of the table tells of, and what it is multiplied by where only one who took part is known."""
_ARTICLE = re.compile(r"(?:the|an?|its|his|her|their)\s+", re.IGNORECASE)
_LONGEST = 80
_LONGEST_SENTENCE = 600
"""Code points of a sentence that is kept to show how an act is told."""
_PLANNED = frozenset(
    {"will", "shall", "going", "plan", "plans", "planned", "intends", "intend", "due", "set", "scheduled", "agreed", "wants"}
)
_SUPPOSED = frozenset({"would", "could", "might", "may", "should", "if", "whether", "unless", "must"})
_NEVER = frozenset({"not", "n't", "n’t", "never", "no", "denied", "denies"})
_PASSIVE_AGENT = "by"
_BELONGS = re.compile(r"\b([^\W\d_]+)\s+(?:of|for|to|loyal to)\s+(?:(?!\b(?:and|or|but|that|who|said)\b)[^,;.:“”\"()])*$")
_UNDIRECTED = frozenset({"REJECT", "AGREE", "PROTEST", "MOBILIZE"})
"""Types whose acts need nobody that they are done to: "Ankara dismissed the complaint"."""
_ROUNDS: dict[str, EventStatus] = {"held": "occurred", "ongoing": "ongoing", "scheduled": "planned"}
_REACH = 8
"""Words from a noun that its phrase reaches at most."""


@dataclass(frozen=True, slots=True)
class _Took:
    """One who took part: the words that name it and the party that it is."""

    span: Span
    party: Party


def events(scene: Scene, quoted: Sequence[Span], told: Sequence[Channel], talks: Talks | None) -> list[Event]:
    """The acts that the story tells of itself, and each round of its talks. quoted: stretches in which somebody else speaks."""
    found: dict[tuple[object, ...], Event] = {}
    for channel in told:
        for sitting, _ in channel.sittings:
            if (met := _consultation(scene, channel, sitting)) is not None:
                found[(met.id,)] = met
    for index in scene.structure.within(scene.span):
        act = scene.tables.acts.by_form(scene.structure.word(index))
        if act is None or scene.structure.pos(index) not in ("VERB", "AUX") or _lies_in(scene, index, quoted):
            continue
        event = _event(scene, index, act, talks)
        if event is not None:
            key = (event.type, tuple(p.name for p in event.actors), tuple(p.name for p in event.recipients))
            found.setdefault(key, event)
    return list(found.values())


def _lies_in(scene: Scene, index: int, spans: Sequence[Span]) -> bool:
    start = scene.structure.starts[index]
    return any(a <= start < b for a, b in spans)


def _consultation(scene: Scene, channel: Channel, sitting: Sitting) -> Event | None:
    """A round as the act that it is."""
    status = _ROUNDS.get(sitting.standing)
    if status is None or len(channel.parties.sides) < 2:
        return None
    date, shown = when_of(scene, sitting)
    anchor = sitting.anchor
    places = [m.span for m in sitting.all("venue")]
    place, place_span = place_in(scene, *places)
    evidence = [scene.shown(anchor.span, "type"), *(scene.shown(span, "date") for span in shown)]
    if place_span is not None:
        evidence.append(scene.shown(place_span, "place"))
    return Event(
        id=mint("event", scene.document.sha256, "CONSULT", *anchor.span),
        story_id=scene.story_id,
        type="CONSULT",
        mode=None,
        contexts=(),
        actors=tuple(party_of(scene, side) for side in channel.parties.sides),
        recipients=(),
        date=date,
        place=NamedPlace(place.city, place.country),
        status=status,
        confidence=round(min(channel.dialogue.confidence, anchor.score), 2),
        evidence=tuple(dict.fromkeys(evidence)),
    )


def _event(scene: Scene, verb: int, act: Act, talks: Talks | None) -> Event | None:
    s = scene.structure
    passive = bool(s.dependents(verb, "nsubj:pass", "aux:pass"))
    subjects = _nouns(scene, verb, "nsubj:pass" if passive else "nsubj")
    objects = _nouns(scene, verb, "obj", "iobj")
    doers = [*_after(scene, verb, (_PASSIVE_AGENT,))] if passive else subjects
    done_to = subjects if passive else objects if "obj" in act.recipient else []
    done_to = [*done_to, *_after(scene, verb, act.recipient)]
    actors = _took(scene, doers, talks) if doers or passive else _right_before(scene, verb)
    recipients = [t for t in _took(scene, done_to, talks) if t.party not in {a.party for a in actors}]
    if act.symmetric:
        actors, recipients = _apart([*actors, *recipients]), []
    if not actors or (act.symmetric and len({t.party.country or t.party.name for t in actors}) < 2):
        return None
    if act.recipient and not act.symmetric and not recipients and act.type not in _UNDIRECTED:
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
    sentence = s.sentence(span[0])
    if sentence[1] - sentence[0] <= _LONGEST_SENTENCE:
        evidence.append(scene.shown(sentence, "status"))
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


def _took(scene: Scene, nouns: Sequence[int], talks: Talks | None) -> list[_Took]:
    """Those of the nouns that are political actors: of a country, or named; "both sides" are both parties to the story's talks."""
    return _apart([took for noun in nouns for took in _one(scene, noun, talks)])


def _apart(took: Sequence[_Took]) -> list[_Took]:
    """Each once; the words of an office or a country beside the person of that country who is meant go with that person."""
    people = {t.party.country for t in took if t.party.actor_id is not None}
    kept = [t for t in took if t.party.actor_id is not None or t.party.country not in people]
    return list({(t.party.actor_id or t.party.name): t for t in kept}.values())


def _one(scene: Scene, noun: int, talks: Talks | None) -> list[_Took]:
    s = scene.structure
    span = _phrase(scene, noun)
    head = (s.starts[noun], s.ends[noun])
    holder = next((n for n in scene.inside(head)), None)
    group = None if holder is None else _of_whom(scene, head)
    if group is not None and holder is not None:
        country = scene.country(holder)
        return [] if country is None else [_Took(group, Party(None, scene.words(group), country))]
    actor = None if holder is None else scene.actor(holder)
    if actor is not None and holder is not None:
        return [_Took(span, Party(actor.id, actor.name, actor.country or scene.country(holder)))]
    words = _ARTICLE.sub("", scene.words(span), count=1)
    country = country_of(scene.words(span), scene.tables)
    if country is None:
        country = next((c for n in scene.inside(span) if (c := scene.country(n)) is not None), None)
    if country is not None and len(words) <= _LONGEST:
        return [_Took(span, Party(None, words, country))]
    if talks is not None and scene.tables.party_words.of(words) == "both":
        return [_Took(span, party_of(scene, side)) for side in talks.parties[0].sides]
    return []


def _right_before(scene: Scene, verb: int) -> list[_Took]:
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
        return [] if country is None else [_Took(head, Party(None, scene.words(head), country))]
    took = []
    for named in scene.people(span):
        actor = scene.actor(named)
        at = next((m.start, m.end) for m in named.mentions if span[0] <= m.start < span[1])
        if actor is not None and actor.country is not None:
            took.append(_Took(at, Party(actor.id, actor.name, actor.country)))
    return _apart(took)


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
