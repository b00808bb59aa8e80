"""A dialogue: a series of official talks between parties on a subject."""

from __future__ import annotations

from dataclasses import dataclass

from verbale.model.evidence import Evidence


@dataclass(frozen=True, slots=True)
class Dialogue:
    """One series of talks.

    name: as the text calls it. parties: codes of the parties that have one, in alphabetical order; party_actors: names of those that have
    none (a movement, a government in exile). A mediator, host or chair is not a party.
    subject: what it is about, by the table of topics where it is there, else as written; None where the text doesn't tell.
    rounds: ids of its rounds, in order of date.
    """

    id: str
    name: str
    parties: tuple[str, ...]
    party_actors: tuple[str, ...]
    subject: str | None
    rounds: tuple[str, ...]
    confidence: float
    evidence: tuple[Evidence, ...]
