"""The acts of a story as they are told: by the verbs of the table, and by what the reader sees between two.

Where both see one act, it is surer than where one alone does. What the reader alone sees is kept apart, below the confidence line: it was
taught on sentences that tell of an act, and sees one in too many that don't. What word tells an act: the verb that both hang on.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import get_args

from verbale.coding.contexts import contexts_of
from verbale.coding.dates import when_in
from verbale.coding.place import place_in
from verbale.coding.scene import Scene
from verbale.coding.status import status_of
from verbale.coding.talks import Talks
from verbale.coding.took_part import Took, apart, nouns_after, nouns_of, right_before, took_part
from verbale.model import SYMMETRIC, Event, EventType, Evidence, NamedPlace, mint
from verbale.reading import ACT_MODES, ACT_TYPES
from verbale.reading.structure import Span
from verbale.tables import Act

_BY_VERB, _BY_READER, _BOTH = 0.6, 0.49, 0.3
"""What confidence a verb of the table gives; what the reader's is multiplied by; what a verb's gains where the reader sees the act too."""
_UNKNOWN = 0.85
"""What it is multiplied by where one who took part has no country and is nobody of the record."""
_LONGEST_SENTENCE = 600
"""Code points of a sentence that is kept to show how an act is told."""
_UNDIRECTED = frozenset({"REJECT", "AGREE", "PROTEST", "MOBILIZE"})
"""Types whose acts need nobody that they are done to: "Ankara dismissed the complaint"."""
_TYPES: dict[str, EventType] = {kind: kind for kind in get_args(EventType)}
_PASSIVE_AGENT = "by"


@dataclass(frozen=True, slots=True)
class Told:
    """An act as it is told: the word that tells it, its type and mode, who took part, and how sure it is."""

    word: int
    type: EventType
    mode: str | None
    actors: tuple[Took, ...]
    recipients: tuple[Took, ...]
    score: float

    @property
    def pair(self) -> tuple[frozenset[str], frozenset[str]]:
        """Who took part, by country or name: what tells this act from another told by the same word."""
        return _keys(self.actors), _keys(self.recipients)


def _keys(took: Sequence[Took]) -> frozenset[str]:
    return frozenset(t.party.country or t.party.name for t in took)


def acts_told(scene: Scene, quoted: Sequence[Span], talks: Talks | None) -> list[Told]:
    """The acts that the story tells of itself, in order of place. quoted: stretches in which somebody else speaks."""
    by_verb = [told for told in _by_verbs(scene, talks) if not _lies_in(scene, told.word, quoted)]
    seen = [told for told in _by_reader(scene, talks) if not _lies_in(scene, told.word, quoted)]
    kept: list[Told] = []
    for told in by_verb:
        same = next((s for s in seen if s.word == told.word and s.type == told.type), None)
        if same is not None:
            seen.remove(same)
        kept.append(told if same is None else replace(told, mode=same.mode, score=told.score + _BOTH))
    return sorted([*kept, *seen], key=lambda t: (t.word, t.type))


def _lies_in(scene: Scene, index: int, spans: Sequence[Span]) -> bool:
    start = scene.structure.starts[index]
    return any(a <= start < b for a, b in spans)


def _by_verbs(scene: Scene, talks: Talks | None) -> Iterator[Told]:
    s = scene.structure
    for index in s.within(scene.span):
        act = scene.tables.acts.by_form(s.word(index))
        if act is not None and s.pos(index) in ("VERB", "AUX") and (told := _by_verb(scene, index, act, talks)) is not None:
            yield told


def _by_verb(scene: Scene, verb: int, act: Act, talks: Talks | None) -> Told | None:
    s = scene.structure
    passive = bool(s.dependents(verb, "nsubj:pass", "aux:pass"))
    subjects = nouns_of(scene, verb, "nsubj:pass" if passive else "nsubj")
    objects = nouns_of(scene, verb, "obj", "iobj")
    doers = [*nouns_after(scene, verb, (_PASSIVE_AGENT,))] if passive else subjects
    done_to = subjects if passive else objects if "obj" in act.recipient else []
    done_to = [*done_to, *nouns_after(scene, verb, act.recipient)]
    actors = took_part(scene, doers, talks) if doers or passive else right_before(scene, verb)
    recipients = [t for t in took_part(scene, done_to, talks) if t.party not in {a.party for a in actors}]
    return _told(verb, act.type, None, actors, recipients, act.symmetric, bool(act.recipient), _BY_VERB)


def _told(
    word: int,
    kind: EventType,
    mode: str | None,
    actors: Sequence[Took],
    recipients: Sequence[Took],
    symmetric: bool,
    directed: bool,
    score: float,
) -> Told | None:
    """The act; None where too few are known to have taken part for it to be one."""
    if symmetric:
        actors, recipients = apart([*actors, *recipients]), []
    if not actors or (symmetric and len({t.party.country or t.party.name for t in actors}) < 2):
        return None
    if directed and not symmetric and not recipients and kind not in _UNDIRECTED:
        return None
    known = all(t.party.country or t.party.actor_id for t in [*actors, *recipients])
    return Told(word, kind, mode, tuple(actors), tuple(recipients), score * (1.0 if known else _UNKNOWN))


def _by_reader(scene: Scene, talks: Talks | None) -> Iterator[Told]:
    """The acts between two that the reader sees, where both are political actors."""
    a, s = scene.reading.acts, scene.structure
    for i in range(len(a)):
        source, target = (int(a.start[i]), int(a.end[i])), (int(a.to_start[i]), int(a.to_end[i]))
        doer, done_to = s.head(source), s.head(target)
        if not scene.span[0] <= source[0] < scene.span[1] or doer is None or done_to is None:
            continue
        actors, recipients = (took_part(scene, [h, *(c for c in s.dependents(h, "conj"))], talks) for h in (doer, done_to))
        recipients = [t for t in recipients if t.party not in {one.party for one in actors}]
        word = _word(scene, doer, done_to)
        kind, mode = _kind(scene, ACT_TYPES[int(a.type[i])], int(a.mode[i]), word)
        told = _told(word, kind, mode, actors, recipients, kind in SYMMETRIC, True, _BY_READER * float(a.score[i]))
        if told is not None and (told.recipients or kind in SYMMETRIC):
            yield told


def _word(scene: Scene, doer: int, done_to: int) -> int:
    """The verb that both hang on: the nearest above the one acted on that is above the one who acts too, else the nearest verb above."""
    s = scene.structure
    above = list(s.ancestors(doer))
    shared = [i for i in s.ancestors(done_to) if i in above]
    verbs = [i for i in [*s.ancestors(done_to)] if s.pos(i) == "VERB" and (i in above or s.heads[i] in above or not shared)]
    return verbs[0] if verbs else shared[0] if shared else done_to


def _kind(scene: Scene, kind: str, mode: int, word: int) -> tuple[EventType, str | None]:
    """The type, of which the reader sees two as one, and the mode without its type."""
    told = None if mode < 0 else ACT_MODES[mode]
    if kind in _TYPES:
        return _TYPES[kind], None if told is None else told.split(":")[1]
    act = scene.tables.acts.by_form(scene.structure.word(word))
    if act is not None and act.type in ("CONCEDE", "RETREAT"):
        return act.type, told.split(":")[1] if told is not None and told.startswith(act.type) else None
    if told is not None and told.startswith("RETREAT"):
        return "RETREAT", told.split(":")[1]
    return "CONCEDE", None


def event_of(scene: Scene, told: Sequence[Told]) -> Event:
    """One act as a fact, with the words of every sentence that tells it; the first tells who, when and where."""
    s = scene.structure
    first = told[0]
    span = (s.starts[first.word], s.ends[first.word])
    date, shown = when_in(scene, span)
    sentence = s.sentence(span[0])
    place, place_span = place_in(scene, sentence)
    evidence: list[Evidence] = [scene.shown((s.starts[t.word], s.ends[t.word]), "type") for t in told]
    for one in told:
        evidence += [scene.shown(t.span, f"actors[{i}]") for i, t in enumerate(one.actors) if i < len(first.actors)]
        evidence += [scene.shown(t.span, f"recipients[{i}]") for i, t in enumerate(one.recipients) if i < len(first.recipients)]
    evidence += [scene.shown(part, "date") for part in shown]
    if place_span is not None:
        evidence.append(scene.shown(place_span, "place"))
    if sentence[1] - sentence[0] <= _LONGEST_SENTENCE:
        evidence.append(scene.shown(sentence, "status"))
    return Event(
        id=mint("event", scene.document.sha256, first.type, *span),
        story_id=scene.story_id,
        type=first.type,
        mode=next((t.mode for t in told if t.mode is not None), None),
        contexts=contexts_of(scene, span),
        actors=tuple(dict.fromkeys(t.party for t in first.actors)),
        recipients=tuple(dict.fromkeys(t.party for t in first.recipients)),
        date=date,
        place=NamedPlace(place.city, place.country),
        status=status_of(scene, first.word),
        confidence=round(max(t.score for t in told), 2),
        evidence=tuple(dict.fromkeys(evidence)),
    )
