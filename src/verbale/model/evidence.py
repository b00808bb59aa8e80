"""Evidence: the exact words of a document that a fact stands on.

Offsets are Unicode code points into the document's stored text, end exclusive, as in the W3C Web Annotation
TextPositionSelector; `exact` is its TextQuoteSelector. `text[start:end] == exact` always holds.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Role = Literal["source", "cue", "content"]


@dataclass(frozen=True, slots=True, order=True)
class Evidence:
    """One stretch of a document, and what it shows.

    document_id, story_id: where the words stand; story_id is None for what belongs to the document as a whole.
    start, end: code points, end exclusive.
    exact: the words, `text[start:end]`.
    field: the field of the fact that these words show, as a path (`content`, `titles[0]`).
    role: the part they play in an attribution, else None.
    """

    document_id: str
    story_id: str | None
    start: int
    end: int
    exact: str
    field: str
    role: Role | None = None

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(f"evidence [{self.start}:{self.end}] is not a stretch of text")
        if len(self.exact) != self.end - self.start:
            raise ValueError(f"evidence [{self.start}:{self.end}] holds {len(self.exact)} characters")

    def holds(self, text: str) -> bool:
        """Whether the document's stored text still has these words at this place."""
        return text[self.start : self.end] == self.exact
