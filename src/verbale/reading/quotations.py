"""What stands in quotation marks: which mark closes which, also where one is missing.

Marks pair within a paragraph. An opening mark without its closing one reaches to the paragraph's end (newspapers open each paragraph
of a long quotation anew and close the last one only); a closing mark without an opening one closes nothing. An apostrophe is told
from a single quotation mark by what stands on either side of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from verbale.reading.structure import Span

_PAIRS = {"“": "”", "„": "“”", "«": "»", "‹": "›", "「": "」", "『": "』", "‘": "’", "‚": "‘’"}
"""Opening marks, and what may close each."""
_REVERSED = {"»": "«", "”": "”"}
"""Closing marks that open where they stand before a word (»German style«, ”Swedish style”)."""
_STRAIGHT = frozenset("\"'")
_SINGLE = frozenset("‘’‚'")


@dataclass(frozen=True, slots=True)
class Quotation:
    """One quoted stretch. outer: with its marks. inner: without. closed: whether its closing mark is there. depth: 0 unless it lies
    within another quotation.
    """

    outer: Span
    inner: Span
    closed: bool
    depth: int


def quotations(text: str, paragraphs: Iterable[Span]) -> list[Quotation]:
    """All quotations in these paragraphs, in order of place, inner ones after the one they lie in."""
    found = [quotation for paragraph in paragraphs for quotation in _in_paragraph(text, paragraph)]
    return sorted(found, key=lambda q: (q.outer[0], -q.outer[1]))


def _in_paragraph(text: str, paragraph: Span) -> Iterator[Quotation]:
    start, end = paragraph
    waiting: list[tuple[int, str]] = []
    i = start
    while i < end:
        mark = text[i]
        if waiting and _closes(text, i, waiting, paragraph):
            while not _pair(waiting[-1][1], mark):
                waiting.pop()
            opened, _ = waiting.pop()
            if i > opened + 1:
                yield Quotation((opened, i + 1), (opened + 1, i), True, len(waiting))
        elif _opens(text, i, paragraph):
            waiting.append((i, mark))
        i += 1
    # Of single marks left open most are apostrophes; of double ones the closing mark is missing.
    for depth, (opened, mark) in enumerate(waiting):
        if mark not in _SINGLE and opened + 1 < end:
            yield Quotation((opened, end), (opened + 1, end), False, depth)


def _pair(opened: str, mark: str) -> bool:
    return mark == opened if opened in _STRAIGHT else mark in _PAIRS.get(opened, "") or mark == _REVERSED.get(opened)


def _before_word(text: str, i: int, end: int) -> bool:
    return i + 1 < end and not text[i + 1].isspace() and text[i + 1] not in ".,;:!?)]"


def _after_space(text: str, i: int, start: int) -> bool:
    return i == start or text[i - 1].isspace() or text[i - 1] in "([{-–—/|\"“„«‘'「『…"


def _opens(text: str, i: int, paragraph: Span) -> bool:
    mark = text[i]
    if mark in _PAIRS and mark not in "‘‚":
        return True
    if mark in _STRAIGHT or mark in "‘‚" or mark in _REVERSED:
        return _after_space(text, i, paragraph[0]) and _before_word(text, i, paragraph[1])
    return False


def _closes(text: str, i: int, waiting: list[tuple[int, str]], paragraph: Span) -> bool:
    mark = text[i]
    if not any(_pair(opened, mark) for _, opened in waiting):
        return False
    if mark in "“":  # closes „ alone, and only after a word
        return waiting[-1][1] == "„"
    if mark in _SINGLE:
        return not _apostrophe(text, i, paragraph)
    return not (mark in _STRAIGHT and _after_space(text, i, paragraph[0]) and _before_word(text, i, paragraph[1]))


def _apostrophe(text: str, i: int, paragraph: Span) -> bool:
    """A mark with a letter on either side ("don’t") or, after an s, before a word in small letters ("the parties’ talks")."""
    before = text[i - 1] if i > paragraph[0] else " "
    after = text[i + 1] if i + 1 < paragraph[1] else " "
    if before.isalnum() and after.isalnum():
        return True
    return before == "s" and after == " " and i + 2 < paragraph[1] and text[i + 2].islower()
