"""Acts between two: who acts on whom, and how, as the heads on the layers of the marks tell it, sentence by sentence.

What the types and modes mean is nobody's business here (see `labels.ACT_TYPES`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np

from verbale.reading.labels import ACT_MODES, ACT_TYPES, OUTSIDE
from verbale.reading.pieces import Pieces
from verbale.reading.reading import Acts, Floats, Sentences
from verbale.reading.viterbi import best_tags, spans
from verbale.reading.windows import Window

WIDTH = 8
"""Numbers with which a piece speaks for each type, as who acts and as who is acted on."""
TYPES = 1 + len(ACT_TYPES)
OUTPUTS = (6, TYPES * (WIDTH + 1), TYPES * (WIDTH + 1), TYPES, 1 + len(ACT_MODES))
"""What the network gives for a piece: tags, what it says as who acts, as who is acted on, as a word between them, and of the modes."""
COST = -0.5
"""What beginning a span costs (see `best_tags`): less than nothing, since the spans are judged again as pairs."""
LEAST = 0.1
"""Score of an act below which it isn't kept."""
MOST = 3
"""Acts of one sentence that are kept, the surest."""
Range = tuple[int, int]


@dataclass(frozen=True, slots=True)
class ActScores:
    """What the network says of one window of n pieces. outputs: (n, sum of OUTPUTS)."""

    window: Window
    outputs: Floats


@dataclass(frozen=True, slots=True)
class Pair:
    """One act: the pieces of who acts and of who is acted on, by their index in the window; type: index in ACT_TYPES; mode: -1 for none."""

    source: Range
    target: Range
    type: int
    score: float
    mode: int


def acts(pieces: Pieces, sentences: Sentences, scored: Iterable[ActScores]) -> Acts:
    """The acts of a text in order of place, of a sentence the surest first."""
    rows: list[tuple[int, int, int, int, int, float, int]] = []
    for scores in scored:
        w = scores.window
        first = int(np.searchsorted(sentences.end, pieces.start[w.start], side="right")) if w.end > w.start else 0
        for k in range(first, len(sentences)):
            a, b = np.searchsorted(pieces.start, (sentences.start[k], sentences.end[k]))
            inside = (max(int(a), w.start), min(int(b), w.end))
            if inside[0] >= w.end:
                break
            if inside[0] >= inside[1]:
                continue
            for found in pairs(scores.outputs[inside[0] - w.context : inside[1] - w.context]):
                source, target = (_whole(pieces, (r[0] + inside[0], r[1] + inside[0]), inside) for r in (found.source, found.target))
                rows.append((*source, *target, found.type, found.score, found.mode))
    start, end, to_start, to_end, kind, mode = (np.array([row[i] for row in rows], np.int32) for i in (0, 1, 2, 3, 4, 6))
    return Acts(start, end, to_start, to_end, kind, np.array([row[5] for row in rows], np.float32), mode)


def pairs(outputs: Floats) -> list[Pair]:
    """The acts of one sentence of n pieces, the surest first. outputs: (n, sum of OUTPUTS)."""
    tags = outputs[:, :6].reshape(-1, 2, 3)
    probability = np.exp(tags - tags.max(-1, keepdims=True))
    probability /= probability.sum(-1, keepdims=True)
    sources, targets = (list(_runs(probability[:, role])) for role in (0, 1))
    found = []
    for source, sure in sources:
        for target, as_sure in targets:
            if source[0] < target[1] and target[0] < source[1]:
                continue
            types = type_of(outputs, source, target)
            best = int(types[1:].argmax())
            found.append(Pair(source, target, best, float(sure * as_sure * types[1 + best]), mode_of(outputs, best)))
    kept = sorted((pair for pair in found if pair.score >= LEAST), key=lambda pair: (-pair.score, pair.source, pair.target))
    return kept[:MOST]


def type_of(outputs: Floats, source: Range, target: Range) -> Floats:
    """The probability of no act and of each type between two spans of pieces, (1 + types,). outputs: (n, sum of OUTPUTS)."""
    _, as_source, as_target, between, _ = np.split(outputs, np.cumsum(OUTPUTS)[:-1], axis=1)
    one = as_source[slice(*source)].mean(0).reshape(TYPES, WIDTH + 1)
    other = as_target[slice(*target)].mean(0).reshape(TYPES, WIDTH + 1)
    words = between[min(source[0], target[0]) : max(source[1], target[1])].mean(0)
    scores = (one[:, :WIDTH] * other[:, :WIDTH]).sum(-1) / WIDTH**0.5 + one[:, WIDTH] + other[:, WIDTH] + words
    made = np.exp(scores - scores.max())
    told: Floats = (made / made.sum()).astype(np.float32)
    return told


def mode_of(outputs: Floats, kind: int) -> int:
    """The mode of an act of this type that the words of its sentence tell, by its index in ACT_MODES; -1 for none."""
    names = ("CONCEDE", "RETREAT") if ACT_TYPES[kind] == "YIELD" else (ACT_TYPES[kind],)
    scores = outputs[:, -OUTPUTS[-1] :].mean(0)
    own = [i for i, mode in enumerate(ACT_MODES) if mode.split(":")[0] in names]
    best = max(own, key=lambda i: scores[1 + i], default=-1)
    return best if best >= 0 and scores[1 + best] > scores[0] else -1


def _runs(probability: Floats) -> Iterator[tuple[Range, float]]:
    """The spans that one role's tags make, and how sure each is. probability: (n, 3)."""
    for first, last in spans(best_tags(probability, COST)):
        yield (first, last), float(1 - probability[first:last, OUTSIDE].mean())


def _whole(pieces: Pieces, span: Range, inside: Range) -> Range:
    """The code points of the whole words that these pieces are of."""
    first, last = pieces.whole(*span, inside)
    return int(pieces.start[first]), int(pieces.end[last - 1])
