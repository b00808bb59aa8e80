"""Dates as said to dates: what "Friday" and "next year" mean in a story of a given day, or of an unknown one within bounds."""

from __future__ import annotations

from dataclasses import replace

from verbale.model import Interval, When
from verbale.model.said import is_absolute, resolve


def resolved(when: When, anchor: When) -> When:
    """The date with what it says resolved against the anchor, the day on which it is said; never to a falser precision than that day's."""
    if when.said is None:
        return when
    found = resolve(when.said, None if anchor.edtf is None else Interval.of(anchor.edtf))
    if found is None:
        return replace(when, said=None)
    return When(found.edtf, "stated" if is_absolute(when.said) else "relative")
