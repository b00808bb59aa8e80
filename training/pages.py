"""Pages composed of single articles, as a crawler leaves them: an article, and about it the shortened fronts of others.

Their seams are known, so that the splitter can be taught and measured. Nothing stands between two stories but a line break.
"""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from training.corpora.annotated import Annotated

HEADLESS = 0.3
"""Share of the teasers that come without their headline."""
_BREAKS = re.compile(r"[ \t]*\n\s*")


@dataclass(frozen=True, slots=True)
class Part:
    """One story of a page: its text, and the gap before it ("" for the front of the page)."""

    before: str
    story: Annotated
    teaser: bool
    truncated: bool


def compose(rng: random.Random, pool: Sequence[Annotated], others: Sequence[Annotated], headless: float = HEADLESS) -> list[Part]:
    """A page: one or two articles of `pool`, and one to five teasers made of `others`, above, below and between.

    headless: share of the teasers that come without their headline.
    """
    teasers = [_teaser(rng, story, headless) for story in rng.sample(list(others), rng.randint(1, 5))]
    mains = [Part("", _article(rng, rng.choice(pool)), teaser=False, truncated=False)]
    if rng.random() < 0.3:
        mains.append(Part("", _article(rng, rng.choice(others)), teaser=False, truncated=False))
    order: list[Part]
    place = rng.random()
    if place < 0.5:
        order = mains + teasers
    elif place < 0.7:
        order = teasers + mains
    else:
        k = rng.randint(0, len(teasers))
        order = [*teasers[:k], mains[0], *teasers[k:], *mains[1:]]
    seam = rng.choice(["\n", "\n", "\n\n"])
    return [replace(part, before=seam if i else "") for i, part in enumerate(order)]


def _article(rng: random.Random, story: Annotated) -> Annotated:
    """The story as one page has it: line breaks single or double throughout, with its headline or without."""
    if rng.random() < 0.5:
        story = replace(story, text=story.text.replace("\n\n", " \n"))
    return story


def _teaser(rng: random.Random, story: Annotated, headless: float) -> Part:
    """The front of a story on one line, or two; half of them end at the end of a sentence, half in its midst."""
    if rng.random() < headless:
        story = _without_headline(story)
    flat = _BREAKS.sub(lambda m: " " * len(m.group()), story.text) if rng.random() < 0.85 else story.text
    length = rng.randint(180, 750)
    truncated = rng.random() < 0.5
    ends = [m.end() for m in re.finditer(r"[.!?][”\"’']?(?=\s)", flat[: length + 200]) if m.end() > 150]
    if truncated or not ends:
        cut = flat.rfind(" ", 0, length)
        cut = cut if cut > 60 else min(length, len(flat))
    else:
        cut = min(ends, key=lambda end: abs(end - length))
    return Part("", story.cut(cut), teaser=True, truncated=truncated or not ends)


def _without_headline(story: Annotated) -> Annotated:
    """The story from its second paragraph on, so that it may open on a dateline. Its annotation is not carried over."""
    body = re.search(r"\n\s*(?=\S)", story.text)
    if body is None or len(story.text) - body.end() < 300:
        return story
    return Annotated(id=story.id, text=story.text[body.end() :])


def kicker(rng: random.Random, story: Annotated) -> str:
    """A kicker such as newspapers set before a teaser, of words of the story's own front; empty two times in three."""
    if rng.random() < 2 / 3:
        return ""
    words = re.findall(r"[A-Za-z][A-Za-z’'-]+", story.text[:300])
    if len(words) < 4:
        return ""
    start = rng.randrange(len(words) - 2)
    chosen = " ".join(words[start : start + rng.randint(1, 4)])
    style = rng.choice(["‘{}’:", "{}:", "‘{}’:", "“{}”:", "{} |", "{} —"])
    return style.format(chosen.upper() if rng.random() < 0.9 else chosen) + " "


def page(rng: random.Random, parts: Sequence[Part]) -> tuple[str, list[int]]:
    """The page's text and the offsets at which its stories start, kickers included."""
    text = ""
    starts = []
    for part in parts:
        text += part.before
        starts.append(len(text))
        text += (kicker(rng, part.story) if part.teaser else "") + part.story.text
    return text, starts
