"""One piece of evidence for the day that a story was written on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from verbale.model import Interval
from verbale.reading.structure import Span

BoundKind = Literal["in office", "acting", "elect", "impeached", "former", "year", "year to come"]


@dataclass(frozen=True, slots=True)
class Bound:
    """span: the words. days: the date lies in one of these, in order of time.

    who: the person that it is about, as the story's fullest name for it; None for a year.
    """

    span: Span
    kind: BoundKind
    days: tuple[Interval, ...]
    who: str | None = None
