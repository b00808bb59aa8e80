"""What a party says will happen, or agrees to do: Commitment facts. A hope, a demand, what could happen, what no one rules out are none."""

from __future__ import annotations

import re
from collections.abc import Sequence

from verbale.coding.dates import due_beside, due_of
from verbale.coding.dialogues import Channel
from verbale.coding.hedging import is_hedged
from verbale.coding.mark import Mark
from verbale.coding.place import place_in
from verbale.coding.scene import Scene
from verbale.coding.sides import Parties, Side, party_of, sides_named
from verbale.coding.sittings import Sitting
from verbale.coding.talks import Talks
from verbale.model import NOWHERE, UNKNOWN, Commitment, CommitmentKind, Evidence, Party, mint
from verbale.reading.structure import Span

_HOSTS = re.compile(r"\b(?:will host|to host|be hosts?|hosts the)\b")
"""A round promised by the one side that will hold it: "The United States will host the working group next year"."""
_OPENING, _ARTICLE = 30, 4
"""Code points at the start of a promise in which its subject stands, and those of an article before it."""
_UNPROMISED = 0.7
"""What the confidence is multiplied by where the story doesn't tell who promised."""


def commitments(scene: Scene, talks: Talks, channels: Sequence[Channel], marks: Sequence[Mark]) -> list[Commitment]:
    """The commitments of the story: what is marked as promised, and each round that is scheduled without a promise of its own."""
    made: list[Commitment] = []
    scheduled = [(c, sitting, ident) for c in channels for sitting, ident in c.sittings if sitting.standing == "scheduled"]
    promised: set[str] = set()
    for mark in marks:
        if mark.label != "promise" or is_hedged(scene, mark.span):
            continue
        inside = next(
            ((c, s, i) for c, s, i in scheduled if any(_within(m.span, mark.span) for m in s.all("round", "when", "promise"))), None
        )
        if inside is None and mark.kind == "round":
            inside = next(((c, s, i) for c, s, i in scheduled if s.which in ("next", "this")), None)
        if inside is not None and inside[2] in promised and mark.kind == "round":
            continue
        if inside is not None and mark.kind == "round":
            promised.add(inside[2])
        channel = inside[0] if inside is not None else channels[0]
        made.append(_commitment(scene, talks, channel, mark, inside if mark.kind == "round" else None))
    for channel, sitting, ident in scheduled:
        if ident not in promised:
            made.append(_of_round(scene, channel, sitting, ident))
    return made


def _within(inner: Span, outer: Span) -> bool:
    return outer[0] <= inner[0] and inner[1] <= outer[1]


def _commitment(scene: Scene, talks: Talks, channel: Channel, mark: Mark, promised: tuple[Channel, Sitting, str] | None) -> Commitment:
    evidence: list[Evidence] = [scene.shown(mark.span, "what")]
    side = (
        _subject(scene, channel.parties, mark)
        or _promiser(talks, channel.parties, mark)
        or talks.named_before(scene, mark)
        or talks.beside(mark, scene.structure.sentence(mark.span[0]))
    )
    hosting = _HOSTS.search(scene.words(mark.span)) is not None and side is not None
    both = talks.is_both(mark) or (promised is not None and mark.kind == "round" and not hosting)
    sides = channel.parties.sides if both else () if side is None else (side,)
    if mark.by is not None:
        evidence.append(scene.shown(mark.by, "who"))
    due, shown = due_of(scene, mark.span)
    if due.said is None:
        due, shown = due_beside(scene, mark.span)
    place = NOWHERE
    if promised is not None:
        _, sitting, _ = promised
        if due.said is None:
            due, shown = due_of(scene, *[m.span for m in sitting.all("when")])
        place, place_span = place_in(scene, *[m.span for m in sitting.all("venue")])
    else:
        place, place_span = place_in(scene, mark.span)
    evidence += [scene.shown(span, "due") for span in shown]
    if place_span is not None:
        evidence.append(scene.shown(place_span, "place"))
    return Commitment(
        id=mint("commitment", scene.document.sha256, *mark.span),
        who=tuple(_party(scene, side, mark) for side in sides),
        what=scene.words(mark.span),
        kind=_kind(scene, mark),
        due=due,
        place=place,
        round_id=None if promised is None else promised[2],
        made_on=UNKNOWN,
        acceptance=mark.acceptance,
        status="unknown",
        history=(),
        fulfilled_by=None,
        confidence=round(mark.score * (1.0 if sides else _UNPROMISED), 2),
        evidence=tuple(dict.fromkeys(evidence)),
    )


def _kind(scene: Scene, mark: Mark) -> CommitmentKind:
    """What sort of thing is promised; a summit to which somebody goes is a meeting, by the word for it."""
    told = scene.tables.promise_words.of(scene.words(mark.span))
    return told if mark.kind in ("visit", "other") and told in ("meeting", "round", "talks") else mark.kind


def _of_round(scene: Scene, channel: Channel, sitting: Sitting, ident: str) -> Commitment:
    """The promise that a scheduled round is, in the words of the clause that tells of it."""
    anchor = sitting.anchor
    spans = [
        m.span
        for m in [anchor, *sitting.all("round", "when", "venue")]
        if scene.structure.sentence(m.span[0]) == scene.structure.sentence(anchor.span[0])
    ]
    what = (min(a for a, _ in spans), max(b for _, b in spans))
    due, shown = due_of(scene, *[m.span for m in sitting.all("when")])
    place, place_span = place_in(scene, *[m.span for m in sitting.all("venue")])
    evidence = [scene.shown(what, "what"), *(scene.shown(span, "due") for span in shown)]
    if place_span is not None:
        evidence.append(scene.shown(place_span, "place"))
    return Commitment(
        id=mint("commitment", scene.document.sha256, "round", *what),
        who=tuple(party_of(scene, side) for side in channel.parties.sides),
        what=scene.words(what),
        kind="round",
        due=due,
        place=place,
        round_id=ident,
        made_on=UNKNOWN,
        acceptance="pledged",
        status="unknown",
        history=(),
        fulfilled_by=None,
        confidence=round(min(channel.dialogue.confidence, sitting.score), 2),
        evidence=tuple(evidence),
    )


def _subject(scene: Scene, parties: Parties, mark: Mark) -> Side | None:
    """The party that the promise's own words begin with: "Hanoi will let an officer see him"."""
    opening = (mark.span[0], min(mark.span[1], mark.span[0] + _OPENING))
    return next((side for words, side in sides_named(scene, opening, parties) if words[0] - mark.span[0] <= _ARTICLE), None)


def _promiser(talks: Talks, parties: Parties, mark: Mark) -> Side | None:
    """Who promised: one of the parties, or, for what isn't promised by them, whom the words mean ("the European Commission")."""
    told = None if mark.by is None else talks.tellings.get(mark.by)
    if told is None:
        return None
    return parties.of(told) or told.side


def _party(scene: Scene, side: Side, mark: Mark) -> Party:
    """The party, as the actor that the words name where it is one of that country."""
    named = scene.inside(mark.by)[-1:] if mark.by is not None else []
    actor = scene.actor(named[0]) if named else None
    if actor is not None and actor.country == side.code:
        return Party(actor.id, actor.name, side.code)
    return party_of(scene, side)
