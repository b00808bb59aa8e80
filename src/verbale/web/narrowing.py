"""What an address narrows a list by: the same for a page, its twin and what is taken along."""

from __future__ import annotations

from collections.abc import Mapping

from verbale.record import Wanted


def narrowed(
    kind: str,
    ties: Mapping[str, str | None],
    words: str | None = None,
    since: str | None = None,
    until: str | None = None,
    doubtful: bool = False,
) -> Wanted:
    """The entries of a kind that have to do with all of these (see record/index.py); what is None doesn't narrow."""
    return Wanted(kind, tuple((role, key) for role, key in ties.items() if key is not None), words, since, until, doubtful)
