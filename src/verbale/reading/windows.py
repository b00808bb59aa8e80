"""How a long text is laid before the encoder: one window at a time, each with a little of what came before.

Windows depend on the document alone, so that a reading never depends on what is read beside it. They are cut between
paragraphs where that leaves them at least half full, else between sentences, else anywhere.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from verbale.reading.pieces import Ints
from verbale.reading.shape import Gap

LENGTH = 384
"""Pieces in a window at most, the two that enclose it counted in."""
CONTEXT = 64
"""Pieces of what came before that a window repeats at most. They are read again, and their reading is dropped."""
ENCLOSING = 2


@dataclass(frozen=True, slots=True)
class Window:
    """Pieces [context:end] are laid before the encoder; what it says of [start:end] counts."""

    context: int
    start: int
    end: int


def windows(gap: Ints, closes: NDArray[np.bool_]) -> Iterator[Window]:
    """The windows over n pieces.

    gap: each piece's `Gap`, shape (n,). closes: whether a piece ends in sentence-final punctuation, shape (n,).
    """
    n = len(gap)
    start = 0
    while start < n:
        context = _context(gap, start)
        limit = context + LENGTH - ENCLOSING
        end = n if limit >= n else _cut(gap, closes, start, limit)
        yield Window(context, start, end)
        start = end


def _context(gap: Ints, start: int) -> int:
    """Where the context of a window from `start` begins: at the earliest paragraph within reach, else as far back as allowed."""
    furthest = max(0, start - CONTEXT)
    paragraphs = np.flatnonzero(gap[furthest:start] >= Gap.LINE)
    return furthest + int(paragraphs[0]) if len(paragraphs) else furthest


def _cut(gap: Ints, closes: NDArray[np.bool_], start: int, limit: int) -> int:
    half = start + (limit - start) // 2
    paragraphs = np.flatnonzero(gap[half : limit + 1] >= Gap.LINE)
    if len(paragraphs):
        return half + int(paragraphs[-1])
    sentences = np.flatnonzero(closes[half:limit] & (gap[half + 1 : limit + 1] > Gap.NONE))
    return half + 1 + int(sentences[-1]) if len(sentences) else limit
