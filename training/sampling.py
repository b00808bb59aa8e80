"""What one epoch is made of: windows of single texts and of composed pages, in a seeded order, in batches of like length."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from training.corpora import ner, polnear, synthetic, timebank, ud
from training.corpora.annotated import Annotated
from training.pages import Part, compose, kicker
from training.targets import IGNORE, Targets, joined, targets, window_of
from verbale.reading.pieces import PieceTokenizer
from verbale.reading.shape import Gap
from verbale.reading.windows import LENGTH, windows

BATCH_PIECES = 3072
"""Pieces in a batch at most, padding counted in."""
IN_PAGES = 0.35
"""Share of the articles that are read as the main story of a composed page rather than alone."""
NER_SHARE = 0.5
TREEBANK_SHARE = 0.5
SYNTHETIC_ALONE = 250
QUOTES_CHANGED = 0.3
"""Share of the articles whose quotation marks are replaced by another pair, so that none is taken for granted."""

IN_PAGES_TIMED = 0.15
"""The same of TimeBank's."""
SHOUTED = 0.4
"""Share of TimeBank's articles in which a few sentences are set as headlines: its own headlines aren't annotated."""

_PAIRS = ("“”", '""', "‘’", "«»", "„“", "''", "「」")
_YEAR = re.compile(r"\b(?:19[5-9]\d|20[01]\d)\b")
_SENTENCE_END = re.compile(r"(?<=[a-z]{2}[.?!])[ \n](?=[A-Z])")
_WORD = re.compile(r"\b[a-z]\w{2,}")


@dataclass(frozen=True, slots=True)
class Mix:
    """The training texts, in memory."""

    news: tuple[Annotated, ...]
    treebanks: tuple[Annotated, ...]
    entities: tuple[Annotated, ...]
    stories: tuple[Annotated, ...]
    timed: tuple[Annotated, ...]

    @classmethod
    def load(cls, timed: int = 0, alone: bool = False) -> Mix:
        """Everything that may be trained on, TimeBank `timed` times over; `alone`: nothing else. Needs the corpora."""
        gone_through = tuple(_one_story(a) for a in timebank.train()) * timed
        if alone:
            return cls((), (), (), tuple(_one_story(a) for a in synthetic.train()), gone_through)
        return cls(
            news=tuple(_one_story(a) for a in polnear.train()),
            treebanks=tuple(_one_story(a) for a in (*ud.read("en_ewt-train"), *ud.read("en_gum-train"))),
            entities=tuple(ner.train()),
            stories=tuple(_one_story(a) for a in synthetic.train()),
            timed=gone_through,
        )


def _one_story(annotated: Annotated) -> Annotated:
    return replace(annotated, stories=(0,))


def epoch(mix: Mix, tokenizer: PieceTokenizer, rng: random.Random) -> list[Targets]:
    """The windows of one epoch, shuffled."""
    made: list[Targets] = []
    gum_news = tuple(a for a in mix.treebanks if "GUM_news" in a.id)
    for article in mix.news:
        article = requoted(article, rng)
        if rng.random() < IN_PAGES:
            others = rng.choice([mix.stories, mix.stories, (*gum_news, *rng.sample(mix.news, 20), *rng.sample(mix.stories, 20))])
            made += _windows(_page(compose(rng, [article], others), tokenizer, rng), rng)
        else:
            made += _windows(targets(article, tokenizer), rng)
    for article in mix.timed:
        article = headlined(of_another_year(modern_quotes(article, rng), rng), rng)
        if rng.random() < IN_PAGES_TIMED:
            made += _windows(_page(compose(rng, [article], mix.stories), tokenizer, rng), rng)
        else:
            made += _windows(targets(article, tokenizer), rng)
    alone = [
        *(t for t in mix.treebanks if rng.random() < TREEBANK_SHARE),
        *(e for e in mix.entities if rng.random() < NER_SHARE),
        *(rng.sample(mix.stories, SYNTHETIC_ALONE) if mix.news else ()),
    ]
    for text in alone:
        made += _windows(targets(text, tokenizer), rng)
    rng.shuffle(made)
    return made


def _page(parts: list[Part], tokenizer: PieceTokenizer, rng: random.Random) -> Targets:
    pieces: list[Targets] = []
    gaps: list[Gap] = []
    for part in parts:
        gap = Gap.PARAGRAPH if part.before.count("\n") != 1 else Gap.LINE
        story = targets(replace(part.story, stories=(0,)), tokenizer)
        title = kicker(rng, part.story) if part.teaser else ""
        if title:
            front = targets(Annotated(id="kicker", text=title, stories=(0,)), tokenizer)
            pieces.append(front)
            gaps.append(gap)
            story.story[0] = IGNORE
            gap = Gap.SPACE
        pieces.append(story)
        gaps.append(gap)
    return joined(pieces, gaps)


def _windows(text: Targets, rng: random.Random) -> list[Targets]:
    """The text in windows as the reader cuts them, but from a random start, so that each epoch cuts otherwise."""
    closes = np.zeros(len(text), np.bool_)
    if len(text) <= LENGTH - 2:
        return [text]
    skip = rng.randint(0, LENGTH)
    starts = np.flatnonzero((text.gap[: LENGTH * 2] >= Gap.LINE) | (text.sentence[: LENGTH * 2] == 1))
    first = int(starts[np.searchsorted(starts, skip)]) if len(starts) and starts[-1] >= skip else 0
    closes[:-1] = text.sentence[1:] == 1
    cut = [window_of(text, first + w.context, first + w.end) for w in windows(text.gap[first:], closes[first:])]
    if first:
        cut.append(window_of(text, max(0, first - LENGTH + 2), first))
    return cut


def requoted(article: Annotated, rng: random.Random) -> Annotated:
    """The article with its double quotation marks in another style, in place: no offset changes."""
    if rng.random() > QUOTES_CHANGED:
        return article
    opening, closing = rng.choice(_PAIRS)
    text = list(article.text)
    for i, character in enumerate(text):
        if character == "“" or (character == '"' and (i == 0 or text[i - 1] in " \n\t([—-‘'")):
            text[i] = opening
        elif character in '”"':
            text[i] = closing
    return replace(article, text="".join(text))


def modern_quotes(article: Annotated, rng: random.Random) -> Annotated:
    """The article with its `` and '' as one mark and a blank, three times in four, in place."""
    if rng.random() < 0.25:
        return article
    opening, closing = rng.choice(_PAIRS)[:2]
    return replace(article, text=article.text.replace("``", f" {opening}").replace("''", f"{closing} "))


def of_another_year(article: Annotated, rng: random.Random) -> Annotated:
    """The article moved by up to thirty years, half of the time, in place: those of the corpus are of 1989 to 2000."""
    if rng.random() < 0.5:
        return article
    shift = rng.randint(-5, 30)
    return replace(article, text=_YEAR.sub(lambda m: str(int(m.group()) + shift), article.text))


def headlined(article: Annotated, rng: random.Random) -> Annotated:
    """The article with a few sentences on lines of their own and in capitals, or each word with one, in place."""
    if rng.random() > SHOUTED:
        return article
    text = list(article.text)
    ends = [m.start() for m in _SENTENCE_END.finditer(article.text)]
    for _ in range(rng.randint(1, 3)):
        if len(ends) < 2:
            break
        k = rng.randrange(len(ends) - 1)
        first, last = ends[k], ends[k + 1]
        text[first] = text[last] = "\n"
        stretch = "".join(text[first + 1 : last])
        raised = stretch.upper() if rng.random() < 0.6 else _WORD.sub(lambda m: m.group()[0].upper() + m.group()[1:], stretch)
        if len(raised) == len(stretch):
            text[first + 1 : last] = raised
        if rng.random() < 0.5 and last > first + 1 and text[last - 1] == ".":
            text[last - 1] = " "
    return replace(article, text="".join(text))


def batches(made: list[Targets], rng: random.Random) -> Iterator[list[Targets]]:
    """The windows in batches of like length, in random order."""
    made = sorted(made, key=lambda t: (len(t) // 48, rng.random()))
    grouped: list[list[Targets]] = [[]]
    for window in made:
        if grouped[-1] and (len(window) + 2) * (len(grouped[-1]) + 1) > BATCH_PIECES:
            grouped.append([])
        if len(window):
            grouped[-1].append(window)
    rng.shuffle(grouped)
    yield from (group for group in grouped if group)
