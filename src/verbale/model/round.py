"""A round: one sitting of a dialogue."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from verbale.model.evidence import Evidence
from verbale.model.place import Place
from verbale.model.when import When

RoundStatus = Literal["held", "ongoing", "scheduled", "suspended", "cancelled"]


@dataclass(frozen=True, slots=True)
class Head:
    """Who led a side. party: its code, None where it has none or the text doesn't tell. actor_id: None where no actor fact is."""

    party: str | None
    actor_id: str | None
    name: str


@dataclass(frozen=True, slots=True)
class Delegation:
    """Whom a side sent. members: bodies, as written. count: the number the text states (of delegates or of agencies), else None."""

    party: str | None
    members: tuple[str, ...]
    count: int | None


@dataclass(frozen=True, slots=True)
class Topic:
    """What was discussed. topic: as written. topic_key: in the table of topics, or None. raised_by: one party or None."""

    topic: str
    topic_key: str | None
    raised_by: str | None


@dataclass(frozen=True, slots=True)
class Characterization:
    """What a side called the round, in its words."""

    party: str | None
    words: str


@dataclass(frozen=True, slots=True)
class Round:
    """One sitting of a dialogue.

    ordinal: which one it is; ordinal_basis: the words it was counted in ("their fourth meeting since 1998").
    days: how many days it took, where the text tells. topics: one that both sides raised has a row for each.
    """

    id: str
    dialogue_id: str
    ordinal: int | None
    ordinal_basis: str | None
    date: When
    days: int | None
    place: Place
    status: RoundStatus
    heads: tuple[Head, ...]
    delegations: tuple[Delegation, ...]
    topics: tuple[Topic, ...]
    case_ids: tuple[str, ...]
    characterizations: tuple[Characterization, ...]
    confidence: float
    evidence: tuple[Evidence, ...]
