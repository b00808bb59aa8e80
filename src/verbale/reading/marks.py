"""Marks: stretches of text that a small network of its own finds on the encoder's outputs, what is told of each, and whose it is.

What the labels mean is nobody's business here (see `labels.MARKS`). Marks of one label don't overlap; those of different labels may nest.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import onnxruntime

from verbale.reading.labels import MARK_CLASSES, MARKS, OUTSIDE
from verbale.reading.pieces import Pieces
from verbale.reading.reading import Floats, Marks
from verbale.reading.viterbi import best_tags, spans
from verbale.reading.windows import Window

MODEL = "marks.onnx"
COST = 0.0
"""What beginning a mark costs (see `best_tags`)."""
_SIDE = MARKS.index("side")
_SURE = 0.3
"""Probability from which a mark is taken to be another's, by the words that tell whose: below it nobody's."""
_TAGS = 3


@dataclass(frozen=True, slots=True)
class MarkScores:
    """What the network says of one window of n pieces.

    tags (n, labels, 3): probability of OUTSIDE, BEGIN, INSIDE. classes: by name (n, classes). by (n, n): that row is column's. acts (n,
    outputs): what it says of acts (see `acts.py`).
    """

    window: Window
    tags: Floats
    classes: dict[str, Floats]
    by: Floats
    acts: Floats


class MarksModel:
    """The network, ready to run in one thread."""

    def __init__(self, folder: Path) -> None:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.log_severity_level = 3
        self._session = onnxruntime.InferenceSession(str(folder / MODEL), options, providers=["CPUExecutionProvider"])

    def run(self, window: Window, hidden: Floats) -> MarkScores:
        """The scores of one window. hidden: (n, d), as `Encoder.hidden` gives them."""
        tags, classes, by, acts = self._session.run(None, {"hidden": hidden[None]})
        ends = np.cumsum([len(values) for values in MARK_CLASSES.values()])
        told = {name: classes[:, end - len(values) : end] for (name, values), end in zip(MARK_CLASSES.items(), ends, strict=True)}
        return MarkScores(window, tags.reshape(len(tags), len(MARKS), _TAGS), told, by, acts)


@dataclass(frozen=True, slots=True)
class _Run:
    first: int
    last: int
    label: int
    score: float


def marks(pieces: Pieces, scored: Iterable[MarkScores]) -> Marks:
    """The marks of a text from the scores of all its windows, in order of place, outer ones first."""
    n = len(pieces)
    tags = np.zeros((n, len(MARKS), _TAGS), np.float32)
    tags[:, :, OUTSIDE] = 1.0
    classes = {name: np.zeros((n, len(values)), np.float32) for name, values in MARK_CLASSES.items()}
    kept: list[MarkScores] = []
    for scores in scored:
        own, inside = slice(scores.window.start, scores.window.end), slice(scores.window.start - scores.window.context, None)
        tags[own] = scores.tags[inside]
        for name, column in classes.items():
            column[own] = scores.classes[name][inside]
        kept.append(scores)
    runs = sorted((run for label in range(len(MARKS)) for run in _runs(pieces, tags, label)), key=lambda r: (r.first, -r.last, r.label))
    firsts = [run.first for run in runs]
    by = [_teller(run, runs, kept) for run in runs]
    told = {name: column[firsts].argmax(1).astype(np.int32) if runs else np.zeros(0, np.int32) for name, column in classes.items()}
    return Marks(
        start=pieces.start[firsts],
        end=pieces.end[[run.last - 1 for run in runs]],
        label=np.array([run.label for run in runs], np.int32),
        score=np.array([run.score for run in runs], np.float32),
        **told,
        by=np.array(by, np.int32),
    )


def _runs(pieces: Pieces, tags: Floats, label: int) -> list[_Run]:
    found = [_whole(pieces, first, last, label, tags) for first, last in spans(best_tags(tags[:, label], COST))]
    return [run for k, run in enumerate(found) if k == 0 or run.first >= found[k - 1].last]


def _whole(pieces: Pieces, first: int, last: int, label: int, tags: Floats) -> _Run:
    """The run in whole words; its score is the mean probability of its pieces being within the mark."""
    score = float(1 - tags[first:last, label, OUTSIDE].mean())
    return _Run(*pieces.whole(first, last), label, score)


def _teller(run: _Run, runs: list[_Run], windows: list[MarkScores]) -> int:
    """The index of the mark whose words tell whose this one is; -1 where none does."""
    for scores in windows:
        w = scores.window
        if not w.start <= run.first < w.end:
            continue
        row = scores.by[run.first - w.context]
        sides = [(float(row[r.first - w.context]), i) for i, r in enumerate(runs) if r.label == _SIDE and w.context <= r.first < w.end]
        total = sum(p for p, _ in sides)
        best = max(sides, default=(0.0, -1), key=lambda s: (s[0], -s[1]))
        return best[1] if total > 0 and best[0] / total >= _SURE else -1
    return -1
