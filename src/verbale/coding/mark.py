"""One mark of a story, as the coding of talks reads it: a name for its label, and whose it is."""

from __future__ import annotations

from dataclasses import dataclass

from verbale.model import Acceptance, CommitmentKind, RoundStatus
from verbale.reading.structure import Span


@dataclass(frozen=True, slots=True, eq=False)
class Mark:
    """One mark. label: as in `MARKS`. which, standing, kind, acceptance, whose: of `MARK_CLASSES`, of meaning for some labels only.

    by: the span of the words that tell whose it is, None where none do.
    """

    span: Span
    label: str
    score: float
    which: str
    standing: RoundStatus
    kind: CommitmentKind
    acceptance: Acceptance
    whose: str
    by: Span | None
