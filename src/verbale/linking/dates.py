"""Dates resolved: what the words said, against the day of the story that says it."""

from __future__ import annotations

from dataclasses import replace
from typing import TypeVar

from verbale.model import Interval, Said, When

W = TypeVar("W", bound=When)


def resolved(when: W, anchor: When) -> W:
    """The same with its date filled in, where its words tell one; as it is where it says nothing or has a date already.

    anchor: the date of the story. basis: `stated` where the words alone tell the date, `relative` where it took the anchor. The weekday
    of a story narrows nothing: a story that speaks of "Friday" may be of the day after.
    Raises ValueError where `said` is not the canonical form of a `Said`.
    """
    if when.said is None or when.edtf is not None:
        return when
    said = Said.of(when.said)
    stated = said.resolve(None)
    found = stated if anchor.edtf is None else said.resolve(Interval.of(anchor.edtf))
    if found is None:
        return when
    return replace(when, edtf=found.edtf, basis="stated" if found == stated else "relative")
