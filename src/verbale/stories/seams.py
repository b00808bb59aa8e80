"""Where one story ends and the next begins.

A crawled page may hold several stories with nothing between them but a line break. Each paragraph after the first may open a story; what
speaks for it and against it is weighed by a logistic model, whose weights were fitted on composed pages (`training/seams.py`) and lie in
`seams.json`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from verbale.reading import Mentions, Reading
from verbale.reading.reading import Floats

KICKER = re.compile(
    r"""(?:[‘“'"][^’”'"\n]{2,60}[’”'"]|[A-ZÀ-Þ][A-ZÀ-Þ0-9 ’'.,&/-]{2,40})\s?[:|—–]\s*\S""",
    re.VERBOSE,
)
"""What newspapers set before a teaser: ‘GREAT CHANCE’:, DIALOGUE:, and the first letter of what follows it."""
_DATELINE = re.compile(r"[A-ZÀ-Þ][A-ZÀ-Þ .’'-]{2,30}(?:[,(/ ][^—–\n]{0,40})?\s?(?:[—–]|--?)\s")
"""A place in capitals that opens a report: BEIJING (AP) —, GENEVA, May 3 -."""
_YEAR = re.compile(r"(?<![\d.,$€£])(?:1[89]|20)\d{2}(?![\d%]|[.,]\d)")
_FINISHED = re.compile(r"[.!?…:;][”’\"'»)\]]*$")
_MIN_WORDS = 8
"""Words from which a paragraph that doesn't end like a sentence was cut off rather than being a heading."""
_TEASER = 180
"""Code points of a teaser at least: where one long paragraph has just opened a story, the next may be one more of a row."""
_SENTENCE = re.compile(r"[.!?…][”’\"'»)\]」]*$")
_FRONT = 3
"""Paragraphs at the front of a story among which its dateline stands."""
_BYLINE = re.compile(
    r"(?:by|from|staff|photo|published|updated|posted|reuters|(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?,)\b.{0,80}$",
    re.IGNORECASE,
)
"""Lines about a story that never open one: who wrote it, and when."""
_BEFORE = 4
"""Paragraphs of the story so far that a new one is compared with."""

FEATURES = (
    "bias",
    "reader",
    "similarity",
    "kicker",
    "cut_off",
    "names_shared",
    "names_new",
    "years_apart",
    "long_line",
    "heading_before",
    "dateline",
    "row",
    "longer",
    "next_apart",
)


@dataclass(frozen=True, slots=True)
class Seams:
    """The fitted model. weights: one a feature, in the order of FEATURES. line: the probability from which a paragraph opens a story."""

    weights: tuple[float, ...]
    line: float

    @classmethod
    @cache
    def load(cls) -> Seams:
        """The shipped one."""
        stated = json.loads((Path(__file__).parent / "seams.json").read_text(encoding="utf-8"))
        return cls(tuple(stated["weights"][name] for name in FEATURES), stated["line"])


def openings(reading: Reading, model: Seams | None = None) -> list[int]:
    """The paragraphs that open a story: indices, ascending, 0 always among them if there is any paragraph."""
    n = len(reading.paragraphs)
    if n == 0:
        return []
    model = model or Seams.load()
    facts = _Facts.of(reading)
    opened = [0]
    for i in range(1, n):
        if not _has_body(facts.texts[opened[-1] : i]) or _BYLINE.match(facts.texts[i]):
            continue
        if _second_dateline(facts.texts[opened[-1] : i], facts.texts[i]):
            opened.append(i)
            continue
        odds = float(features(facts, opened[-1], i) @ np.array(model.weights))
        if 1 / (1 + np.exp(-odds)) >= model.line:
            opened.append(i)
    return opened


def _second_dateline(before: Sequence[str], text: str) -> bool:
    """Whether a paragraph bears a dateline, and the story before it has its own among its first paragraphs: a report has one."""
    return len(before) > _FRONT and _DATELINE.match(text) is not None and any(_DATELINE.match(line) for line in before[:_FRONT])


def _has_body(texts: Sequence[str]) -> bool:
    """Whether these paragraphs are more than headlines, decks, bylines and dates: no story ends before it has begun."""
    return any(_SENTENCE.search(text) or len(text) >= _TEASER for text in texts)


@dataclass(frozen=True, slots=True)
class _Facts:
    """What is asked of each paragraph, gathered once."""

    reading: Reading
    texts: list[str]
    names: list[frozenset[str]]
    years: list[frozenset[int]]

    @classmethod
    def of(cls, reading: Reading) -> _Facts:
        p = reading.paragraphs
        texts = [reading.text[a:b] for a, b in zip(p.start.tolist(), p.end.tolist(), strict=True)]
        names = _names(reading.text, reading.mentions, p.start.tolist(), p.end.tolist())
        return cls(reading, texts, names, [frozenset(int(y) for y in _YEAR.findall(text)) for text in texts])


def gather(reading: Reading) -> _Facts:
    """What `features` asks of each paragraph: for fitting the model."""
    return _Facts.of(reading)


def features(facts: _Facts, first: int, i: int) -> NDArray[np.float64]:
    """What speaks for paragraph i opening a story, where the one before it opened with paragraph `first`."""
    p = facts.reading.paragraphs
    probability = float(np.clip(p.opens_story[i], 1e-4, 1 - 1e-4))
    before = range(max(first, i - _BEFORE), i)
    known = frozenset[str]().union(*(facts.names[k] for k in range(first, i)))
    here = facts.names[i]
    years_before = frozenset[int]().union(*(facts.years[k] for k in range(first, i)))
    words_before = len(facts.texts[i - 1].split())
    unfinished = not _FINISHED.search(facts.texts[i - 1])
    return np.array(
        [
            1.0,
            np.log(probability / (1 - probability)),
            _similarity(p.vector, before, i),
            float(KICKER.match(facts.texts[i]) is not None),
            float(unfinished and words_before >= _MIN_WORDS),
            len(here & known) / len(here) if here else 0.3,
            min(len(here - known), 6) / 6,
            float(bool(years_before) and bool(facts.years[i]) and min(abs(a - b) for a in years_before for b in facts.years[i]) >= 3),
            min(len(facts.texts[i]), 900) / 900,
            float(unfinished and words_before < _MIN_WORDS),
            float(i > first + 1 and _DATELINE.match(facts.texts[i]) is not None),
            float(0 < first == i - 1 and min(len(facts.texts[i]), len(facts.texts[i - 1])) >= _TEASER),
            _longer(facts.texts, first, i),
            _next_apart(facts, known, i),
        ]
    )


def _longer(texts: Sequence[str], first: int, i: int) -> float:
    """How much longer a paragraph is than those of the story so far (a teaser is one long line): the log of the ratio, within [-1, 1]."""
    lengths = sorted(len(text) for text in texts[first:i])
    return float(np.clip(np.log(max(1, len(texts[i])) / max(1, lengths[len(lengths) // 2])), -1, 1))


def _next_apart(facts: _Facts, known: frozenset[str], i: int) -> float:
    """Whether the next paragraph names somebody that this one does, and nobody that the story so far does."""
    following = facts.names[i + 1] if i + 1 < len(facts.names) else frozenset[str]()
    return float(bool(following & (facts.names[i] - known)) and not following & known)


def _similarity(vector: Floats, before: range, i: int) -> float:
    mean = vector[before.start : before.stop].mean(0)
    return float(vector[i] @ mean / max(float(np.linalg.norm(mean)), 1e-9))


def _names(text: str, mentions: Mentions, starts: list[int], ends: list[int]) -> list[frozenset[str]]:
    """The last words of the names in each paragraph, without case."""
    found: list[set[str]] = [set() for _ in starts]
    where = np.searchsorted(np.array(ends), mentions.start, side="right")
    for k, start, end in zip(where.tolist(), mentions.start.tolist(), mentions.end.tolist(), strict=True):
        if k < len(found):
            found[k].add(re.sub(r"[’']s$", "", text[start:end]).split()[-1].casefold())
    return [frozenset(names) for names in found]
