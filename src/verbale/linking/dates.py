"""Dates as said to dates."""

from __future__ import annotations

from dataclasses import replace

from verbale.model import When


def resolved(when: When, anchor: When) -> When:
    """The date with what it says resolved against the anchor."""
    return replace(when, said=None)
