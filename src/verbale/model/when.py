"""When something is: an EDTF (ISO 8601-2) expression and what it is known from."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

Basis = Literal["stated", "metadata", "flag", "filename", "relative", "offices", "duplicate"]
Weekday = Literal["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]


@dataclass(frozen=True, slots=True)
class When:
    """A date, a span (`A/B`), or one unknown day within bounds (`[A..B]`); edtf and basis None where nothing is known.

    said: the time as the text says it, in a form that linking can resolve (see `verbale.model.said`), in facts alone: an entry as
        linked has none, since what it says is resolved.
    """

    edtf: str | None = None
    basis: Basis | None = None
    said: str | None = field(default=None, metadata={"sparse": True})

    def __post_init__(self) -> None:
        if (self.edtf is None) != (self.basis is None):
            raise ValueError("a date and its basis are known together or not at all")


@dataclass(frozen=True, slots=True)
class StoryWhen(When):
    """A story's date, with the weekday its text names for its own day, if any."""

    weekday: Weekday | None = None


UNKNOWN = When()
