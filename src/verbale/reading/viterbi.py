"""The likeliest sequence of tags in which no span goes on that hasn't begun, and none begins for little."""

from __future__ import annotations

import numpy as np

from verbale.reading.labels import BEGIN, OUTSIDE
from verbale.reading.reading import Floats, Ints

_SURELY_OUTSIDE = 0.9995
"""Probability of OUTSIDE from which a piece parts what is before it from what is after: spans never reach over it."""
_FLOOR = 1e-6


def best_tags(probability: Floats, cost: float) -> Ints:
    """The tags of n pieces that maximize the sum of their log probabilities, less `cost` for each span begun (Viterbi 1967).

    probability: (n, 1 + 2k): OUTSIDE, then a BEGIN and an INSIDE for each of k types. An INSIDE follows a tag of its own type alone.
    """
    n = len(probability)
    tags = np.full(n, OUTSIDE, np.int32)
    open_ = np.flatnonzero(probability[:, OUTSIDE] < _SURELY_OUTSIDE)
    if not len(open_):
        return tags
    scores = np.log(np.maximum(probability, _FLOOR))
    for run in np.split(open_, np.flatnonzero(np.diff(open_) > 1) + 1):
        first, last = int(run[0]), int(run[-1]) + 1
        tags[first:last] = _path(scores[first:last].tolist(), cost)
    return tags


def spans(tags: Ints) -> list[tuple[int, int]]:
    """The spans that tags make, in order: the pieces [first:last] from each BEGIN over what is INSIDE of it."""
    found: list[tuple[int, int]] = []
    for i in np.flatnonzero(tags != OUTSIDE).tolist():
        if (tags[i] - BEGIN) % 2:
            found[-1] = (found[-1][0], i + 1)
        else:
            found.append((i, i + 1))
    return found


def _path(scores: list[list[float]], cost: float) -> list[int]:
    """The best path through one stretch, before and after which everything is OUTSIDE."""
    width = len(scores[0])
    begins = range(1, width, 2)
    best = [scores[0][OUTSIDE], *([0.0] * (width - 1))]
    for b in begins:
        best[b] = scores[0][b] - cost
        best[b + 1] = -1e9
    back: list[list[int]] = []
    for row in scores[1:]:
        top = max(range(width), key=best.__getitem__)
        step, now = [top] * width, [best[top] + row[OUTSIDE]] * width
        for b in begins:
            now[b] = best[top] + row[b] - cost
            step[b + 1] = b if best[b] >= best[b + 1] else b + 1
            now[b + 1] = best[step[b + 1]] + row[b + 1]
        back.append(step)
        best = now
    path = [max(range(width), key=best.__getitem__)]
    for step in reversed(back):
        path.append(step[path[-1]])
    return path[::-1]
