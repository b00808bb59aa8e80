"""The plain acts of a story: Event facts, by PLOVER's types. What is said to have been done inside somebody's words is none of these.

What one side says that another did is no act of the other but one of its own: it accuses.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from verbale.coding.acts import Told, acts_told, event_of
from verbale.coding.contexts import contexts_of
from verbale.coding.dates import when_of
from verbale.coding.dialogues import Channel
from verbale.coding.place import place_in
from verbale.coding.scene import Scene
from verbale.coding.sides import party_of
from verbale.coding.sittings import Sitting
from verbale.coding.talks import Talks
from verbale.coding.took_part import Took
from verbale.model import Event, EventStatus, NamedPlace, Party, mint
from verbale.reading.structure import Span

_ROUNDS: dict[str, EventStatus] = {"held": "occurred", "ongoing": "ongoing", "scheduled": "planned"}
_HOSTILE = frozenset({"ASSAULT", "COERCE", "SANCTION", "THREATEN", "MOBILIZE"})
"""Types of which one side says that the other did it, where it accuses."""
_CLAIMED = 0.9
"""What the confidence of an act is multiplied by that is told as an accusation."""


@dataclass(frozen=True, slots=True)
class Claim:
    """What somebody says in their own words or as told: where, who says it, and where the words stand that name who does."""

    span: Span
    speaker: Party
    source: Span


def events(scene: Scene, quoted: Sequence[Span], claims: Sequence[Claim], told: Sequence[Channel], talks: Talks | None) -> list[Event]:
    """The acts that the story tells of itself, and each round of its talks.

    quoted: stretches in which somebody else speaks. claims: what is told that somebody said, without quotation marks.
    """
    made = [met for channel in told for sitting, _ in channel.sittings if (met := _consultation(scene, channel, sitting)) is not None]
    groups: dict[tuple[object, ...], list[Told]] = {}
    for act in acts_told(scene, quoted, talks):
        meant = _as_claimed(scene, act, claims)
        groups.setdefault((meant.type, *meant.pair), []).append(meant)
    made += [event_of(scene, group) for group in groups.values()]
    return list({event.id: event for event in made}.values())


def _as_claimed(scene: Scene, act: Told, claims: Sequence[Claim]) -> Told:
    """The act; an accusation by who says it, where one side says that the other did something hostile."""
    at = scene.structure.starts[act.word]
    claim = next((c for c in claims if c.span[0] <= at < c.span[1]), None)
    if claim is None or act.type not in _HOSTILE or claim.speaker.country is None:
        return act
    countries = {t.party.country for t in act.actors}
    if claim.speaker.country in countries or None in countries:
        return act
    accuser = Took(claim.source, claim.speaker)
    return replace(act, type="ACCUSE", mode="ALLEGE", actors=(accuser,), recipients=act.actors, score=act.score * _CLAIMED)


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
        contexts=contexts_of(scene, anchor.span),
        actors=tuple(party_of(scene, side) for side in channel.parties.sides),
        recipients=(),
        date=date,
        place=NamedPlace(place.city, place.country),
        status=status,
        confidence=round(min(channel.dialogue.confidence, anchor.score), 2),
        evidence=tuple(dict.fromkeys(evidence)),
    )
