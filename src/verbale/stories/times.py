"""When: the time expressions of a text, and what each of them says."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from verbale.model import Said
from verbale.reading.structure import Span, Structure
from verbale.tables import Tables

TimeType = Literal["DATE", "TIME", "DURATION", "SET"]
Toward = Literal["past", "future"]


@dataclass(frozen=True, slots=True)
class Expression:
    """One time expression.

    start, end: code points in the text, end exclusive. said: what it says, None where that is no date, length or frequency that we
    understand. toward: whether what hangs on it is past or to come, by the tense of its clause; None where that doesn't tell.
    """

    start: int
    end: int
    type: TimeType
    said: Said | None
    toward: Toward | None

    @property
    def span(self) -> Span:
        """Where it stands."""
        return (self.start, self.end)


def times(
    structure: Structure, tables: Tables, spans: Sequence[tuple[int, int, TimeType]] = (), within: Span | None = None
) -> list[Expression]:
    """The time expressions of a text, in order of place, none overlapping another.

    spans: those that the reader found (start, end, type), read in and around; the rest is found by grammar alone.
    within: the part of the text to look at, all of it by default.
    """
    raise NotImplementedError
