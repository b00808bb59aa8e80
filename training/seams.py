"""`python -m training.seams`: fit the weights by which a paragraph is taken to open a story (`verbale/stories/seams.json`).

Logistic regression by Newton's method, with a small ridge, on composed pages of articles that are not reported on; single articles among
them, since most documents are one story.
"""

from __future__ import annotations

import argparse
import json
import random
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

import verbale.stories.seams as shipped
from training.corpora import polnear, synthetic, ud
from training.measures import composed
from verbale.reading import OnnxReader
from verbale.stories.seams import FEATURES, features, gather

RIDGE = 1.0
MOST_BROKEN = 0.012
"""Share of the single articles that may be broken in two where the line is set; 0.02 is what we promise."""


def rows(text: str, starts: list[int], reader: OnnxReader) -> tuple[list[NDArray[np.float64]], list[int]]:
    """The features of every paragraph of a page but the first, with the stories before it as they truly are; and whether it opens one."""
    reading = reader.read(text)
    facts = gather(reading)
    made, labels = [], []
    first = 0
    for i in range(1, len(reading.paragraphs)):
        opens = int(reading.paragraphs.start[i]) in starts
        made.append(features(facts, first, i))
        labels.append(int(opens))
        first = i if opens else first
    return made, labels


AS_GOOD = 0.003
"""Boundary F1 that a higher line may cost: the curve is flat about its top, and a story broken in two is worse than two left together."""


def fit(x: NDArray[np.float64], y: NDArray[np.float64]) -> NDArray[np.float64]:
    """The weights of the ridge-penalized logistic regression of y on x."""
    weights = np.zeros(x.shape[1])
    for _ in range(50):
        p = 1 / (1 + np.exp(-np.clip(x @ weights, -30, 30)))
        gradient = x.T @ (y - p) - RIDGE * weights
        hessian = (x * (p * (1 - p))[:, None]).T @ x + RIDGE * np.eye(x.shape[1])
        step = np.linalg.solve(hessian, gradient)
        weights += step
        if np.abs(step).max() < 1e-6:
            break
    return weights


def line_for(p: NDArray[np.float64], y: NDArray[np.float64], single: NDArray[np.int64]) -> float:
    """The highest line with as good as the best boundary F1 among those that break few enough single articles.

    single: which article a row is of, -1 on a page.
    """
    scored: list[tuple[float, float]] = []
    articles = len(set(single.tolist()) - {-1})
    for line in np.arange(0.2, 0.96, 0.01):
        taken = p >= line
        broken = len(set(single[taken].tolist()) - {-1}) / max(1, articles)
        right = (taken & (y == 1)).sum()
        score = 2 * right / max(1, taken[single < 0].sum() + (y == 1).sum())
        if broken <= MOST_BROKEN:
            scored.append((score, float(line)))
    best = max(scored)[0]
    chosen = max(line for score, line in scored if score >= best - AS_GOOD)
    print(best, chosen)  # noqa: T201
    return round(chosen, 2)


def main() -> None:
    """Read the command line, fit, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--weights", type=Path, default=None, help="folder of the reader's weights; the shipped ones by default")
    given = parser.parse_args()
    reader = OnnxReader(given.weights, jobs=2) if given.weights else OnnxReader(jobs=2)
    x: list[NDArray[np.float64]] = []
    y: list[int] = []
    single: list[int] = []
    for text, starts, _ in composed(held_out=False, seed=11):
        made, labels = rows(text, starts, reader)
        x, y, single = x + made, y + labels, single + [-1] * len(made)
    rng = random.Random(5)
    singles = [
        *rng.sample(list(polnear.train()), 120),
        *polnear.tune(),
        *rng.sample(list(synthetic.train()), 60),
        *rng.sample(list(ud.read("en_gum-train")), 40),
    ]
    for k, article in enumerate(singles):
        made, labels = rows(article.text, [0], reader)
        x, y, single = x + made, y + labels, single + [k] * len(made)
    matrix, target = np.array(x), np.array(y, np.float64)
    weights = fit(matrix, target)
    p = 1 / (1 + np.exp(-matrix @ weights))
    line = line_for(p, target, np.array(single))
    stated = {"line": line, "weights": dict(zip(FEATURES, weights.round(3).tolist(), strict=True))}
    path = Path(shipped.__file__).with_name("seams.json")
    path.write_text(json.dumps(stated, indent=1) + "\n", encoding="utf-8")
    print(json.dumps(stated))  # noqa: T201


if __name__ == "__main__":
    main()
