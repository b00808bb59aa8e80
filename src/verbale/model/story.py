"""A story: one news item in a document."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from verbale.model.evidence import Evidence
from verbale.model.when import StoryWhen

StoryKind = Literal["article", "teaser", "release", "transcript", "other"]


@dataclass(frozen=True, slots=True)
class Story:
    """One article, teaser, release or transcript.

    start, end: code points in the document's stored text, end exclusive.
    truncated: it stops before it is complete.
    sources: ids of the documents that carry it.
    """

    id: str
    document_id: str
    kind: StoryKind
    headline: str | None
    start: int
    end: int
    truncated: bool
    date: StoryWhen
    sources: tuple[str, ...]
    confidence: float
    evidence: tuple[Evidence, ...]
