"""A document's text taken apart into its stories, and what sort of story each one is."""

from __future__ import annotations

import re
from dataclasses import dataclass

from verbale.model import StoryKind
from verbale.reading import Reading
from verbale.reading.structure import Span
from verbale.stories.seams import openings

_END = re.compile(r"[.!?)][”’\"'»)\]」』]*$")
_CREDIT = re.compile(
    r"\W{0,3}(?:(?:additional |with )?reporting|writing|editing|edited|compiled|translated|translation|photos?|pictures?|source|by|"
    r"contacts?|tel|phone|e-?mail|follow us|read (?:more|the rest)|copyright|published|updated|with files)\b|[—–©-]",
    re.IGNORECASE,
)
"""How a line begins that credits somebody or points elsewhere: what stands before it tells whether the story is complete."""
_ELLIPSIS = re.compile(r"(?:…|\.\.\.)[”’\"'»)\]]*$")
_CUT_WORDS = 9
"""A last paragraph of fewer words that doesn't end like a sentence is a signature or a credit, not a cut-off one."""
_TEASER_PARAGRAPHS = 2
_TEASER_LENGTH = 1300
"""Code points of a teaser at most."""
_HEADLINE_LENGTH = 170
_TURN = re.compile(r"^(?:Q(?:UESTION)?|A(?:NSWER)?|(?:M[RS]S?\.? )?[A-Z][A-Z.’' -]{1,40})\s?:\s", re.MULTILINE)
_TURNS = 4
_LABEL_WORDS = 12
"""Words of a line that may say of itself that this is a release; in a longer one it is the story that speaks of one."""
_RELEASE = re.compile(
    r"for immediate release|press release|media (?:note|release|advisory)|notes? to editors|office of the spokesperson|"
    r"^(?:news|press) statement|^(?:media )?contacts?:|^###$|^- ?ends ?-$",
    re.IGNORECASE | re.MULTILINE,
)


@dataclass(frozen=True, slots=True)
class Part:
    """One story of a document. start, end: code points. headline: its span. paragraphs: indices in the reading."""

    start: int
    end: int
    kind: StoryKind
    truncated: bool
    headline: Span | None
    paragraphs: range

    @property
    def span(self) -> Span:
        """From its first to its last word."""
        return (self.start, self.end)


def stories(reading: Reading) -> list[Part]:
    """The stories of a document, in order of place. Everything but white space between paragraphs belongs to one of them."""
    opened = openings(reading)
    if not opened:
        return []
    n = len(reading.paragraphs)
    ranges = [range(first, last) for first, last in zip(opened, [*opened[1:], n], strict=True)]
    longest = max((_length(reading, r) for r in ranges), default=0)
    return [_part(reading, r, len(ranges) > 1 and _length(reading, r) < longest) for r in ranges]


def _length(reading: Reading, paragraphs: range) -> int:
    p = reading.paragraphs
    return int(p.end[paragraphs[-1]] - p.start[paragraphs[0]])


def _part(reading: Reading, paragraphs: range, minor: bool) -> Part:
    p = reading.paragraphs
    start, end = int(p.start[paragraphs[0]]), _outer_end(reading.text, int(p.end[paragraphs[-1]]))
    truncated = _truncated(
        [reading.text[int(p.start[k]) : int(p.end[k])] for k in paragraphs[:-1]] + [reading.text[int(p.start[paragraphs[-1]]) : end]]
    )
    teaser = minor and len(paragraphs) <= _TEASER_PARAGRAPHS and end - start <= _TEASER_LENGTH
    kind: StoryKind = "teaser" if teaser else _kind(reading.text[start:end])
    return Part(start, end, kind, truncated, _headline(reading, paragraphs), paragraphs)


def _outer_end(text: str, end: int) -> int:
    """The end with the marks after the last piece that the vocabulary may have dropped."""
    while end < len(text) and not text[end].isspace():
        end += 1
    return end


def _truncated(lines: list[str]) -> bool:
    """Whether a story of these paragraphs stops before it is complete: its last one, credits left aside, breaks off or trails off."""
    while len(lines) > 1 and (_CREDIT.match(lines[-1]) or (len(lines[-1].split()) < _CUT_WORDS and not _ELLIPSIS.search(lines[-1]))):
        lines = lines[:-1]
    if _ELLIPSIS.search(lines[-1]):
        return True
    return not _END.search(lines[-1]) and len(lines[-1].split()) >= _CUT_WORDS


def _kind(text: str) -> StoryKind:
    if len(_TURN.findall(text)) >= _TURNS:
        return "transcript"
    labels = (line for line in text.splitlines() if len(line.split()) <= _LABEL_WORDS)
    return "release" if any(_RELEASE.search(line) for line in labels) else "article"


def _headline(reading: Reading, paragraphs: range) -> Span | None:
    """The first paragraph, where it is short, ends like no sentence and something longer follows it."""
    if len(paragraphs) < 2:
        return None
    p = reading.paragraphs
    start, end = int(p.start[paragraphs[0]]), int(p.end[paragraphs[0]])
    first = reading.text[start:end]
    longer = any(int(p.end[k] - p.start[k]) > len(first) for k in paragraphs[1:4])
    ends = re.search(r"[.:][”’\"')]*$", first) is not None
    if len(first) > _HEADLINE_LENGTH or ends or not longer or first.startswith(("“", '"')) or re.match(_TURN, first):
        return None
    return (start, end)
