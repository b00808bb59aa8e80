"""An event: who did what to whom (PLOVER)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from verbale.model.evidence import Evidence
from verbale.model.party import Party
from verbale.model.place import NamedPlace
from verbale.model.when import When

EventType = Literal[
    "AGREE",
    "CONSULT",
    "SUPPORT",
    "COOPERATE",
    "AID",
    "CONCEDE",
    "RETREAT",
    "REQUEST",
    "ACCUSE",
    "REJECT",
    "THREATEN",
    "PROTEST",
    "SANCTION",
    "MOBILIZE",
    "COERCE",
    "ASSAULT",
]
"""PLOVER's sixteen types (Halterman et al. 2023, PLOVER and POLECAT)."""
SYMMETRIC: frozenset[EventType] = frozenset({"AGREE", "CONSULT", "COOPERATE"})
"""Types in which all who take part are actors."""
EventStatus = Literal["occurred", "ongoing", "planned", "denied", "hypothetical"]


@dataclass(frozen=True, slots=True)
class Event:
    """One act. type, mode, contexts: PLOVER's. In an act of a SYMMETRIC type all who took part are actors."""

    id: str
    story_id: str
    type: EventType
    mode: str | None
    contexts: tuple[str, ...]
    actors: tuple[Party, ...]
    recipients: tuple[Party, ...]
    date: When
    place: NamedPlace
    status: EventStatus
    confidence: float
    evidence: tuple[Evidence, ...]
