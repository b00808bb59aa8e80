"""A statement: an attribution of words to a speaker (source, cue, content: the scheme of PARC and PolNeAR)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from verbale.model.evidence import Evidence
from verbale.model.when import When

StatementKind = Literal["direct", "indirect", "mixed"]


@dataclass(frozen=True, slots=True)
class Speaker:
    """The resolved actor and its fullest name, or both None."""

    actor_id: str | None = None
    name: str | None = None

    def __post_init__(self) -> None:
        if (self.actor_id is None) != (self.name is None):
            raise ValueError("a speaker is resolved or null whole")


@dataclass(frozen=True, slots=True)
class Statement:
    """Who said what.

    cue: the word of saying alone, None where a quotation goes on without one.
    content: without enclosing quotation marks or a leading "that"; the parts of a divided one are joined by one space.
    kind: direct where all of it stands in quotation marks, indirect where none does, else mixed.
    """

    id: str
    story_id: str
    speaker: Speaker
    co_speakers: tuple[Speaker, ...]
    cue: str | None
    content: str
    kind: StatementKind
    date: When
    confidence: float
    evidence: tuple[Evidence, ...]
