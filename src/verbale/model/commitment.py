"""A commitment: something a party said will happen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from verbale.model.evidence import Evidence
from verbale.model.party import Party
from verbale.model.place import Place
from verbale.model.when import When

CommitmentKind = Literal["round", "meeting", "talks", "visit", "release", "law", "funds", "exchange", "other"]
Acceptance = Literal["pledged", "accepted", "noted", "retracted"]
CommitmentStatus = Literal["pending", "kept", "late", "overdue", "withdrawn", "unknown"]


@dataclass(frozen=True, slots=True)
class Step:
    """A status and since when it held."""

    status: CommitmentStatus
    on: When


@dataclass(frozen=True, slots=True)
class Commitment:
    """One promise.

    what: the words of it. due: when it is to happen. round_id: the round it promises, where it is one.
    acceptance: pledged of its own, accepted where another asked for it, noted where a party merely took note, retracted.
    status: as of the newest document's date. fulfilled_by: id of the fact that shows it happened.
    """

    id: str
    who: tuple[Party, ...]
    what: str
    kind: CommitmentKind
    due: When
    place: Place
    round_id: str | None
    made_on: When
    acceptance: Acceptance
    status: CommitmentStatus
    history: tuple[Step, ...]
    fulfilled_by: str | None
    confidence: float
    evidence: tuple[Evidence, ...]
