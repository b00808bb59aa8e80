"""A case: a person whose situation one side raised with the other."""

from __future__ import annotations

from dataclasses import dataclass

from verbale.model.evidence import Evidence


@dataclass(frozen=True, slots=True)
class Reply:
    """What a side answered, in its words, and at which round; None where the text ties it to none."""

    party: str | None
    words: str
    round_id: str | None


@dataclass(frozen=True, slots=True)
class Case:
    """One person's case.

    situation: what is said of it (sentence, charge, where held), as written. raised_by: codes of the parties that raised it.
    """

    id: str
    actor_id: str | None
    name: str
    native_names: tuple[str, ...]
    situation: str | None
    raised_by: tuple[str, ...]
    round_ids: tuple[str, ...]
    replies: tuple[Reply, ...]
    confidence: float
    evidence: tuple[Evidence, ...]
