"""What stands in quotation marks: which mark closes which, also where one is missing.

Marks pair within a paragraph. An opening mark without its closing one reaches to the paragraph's end (newspapers open each paragraph
of a long quotation anew and close the last one only), or to the next quotation in the same marks; a closing mark without an opening one
closes nothing. An apostrophe is told from a single quotation mark by what stands on either side of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from verbale.reading.structure import Span

_PAIRS = {"“": "”", "„": "“”", "«": "»", "‹": "›", "「": "」", "『": "』", "‘": "’", "‚": "‘’"}
"""Opening marks, and what may close each."""
_REVERSED = {"»": "«»", "›": "‹›", "”": "”"}
"""Closing marks that open where they stand before a word (»German style«, ”Swedish style”, »Finnish style»)."""
_STRAIGHT = {'"': '"', "'": "'"}
_CLOSED_BY = {**_PAIRS, **_REVERSED, **_STRAIGHT}
_SINGLE = frozenset("‘’‚'")
_MARKS = re.compile("[" + "".join(sorted({*_CLOSED_BY, *"”’」』"})) + "]")

_ELIDED = re.compile(r"['’‘](?:\d\ds?|em|n|til|tis|twas|twere|bout)(?![^\W_])", re.IGNORECASE)
"""Words that begin with an apostrophe: the class of ’98, the ’90s, let ’em, rock ’n’ roll, ’til, ’tis, ’bout."""
_N = re.compile(r"['’‘]n['’‘]", re.IGNORECASE)
"""rock ’n’ roll: both are apostrophes."""
_INCHES = re.compile(r"\d['’′]\d{1,2}\"")
"""6'2": feet and inches."""
_PLURAL = re.compile(r"s['’](?=[ \u00a0])", re.IGNORECASE)
"""The parties’ talks: an apostrophe, or the end of a quotation."""
_REACH = 8
"""Marks left open that a closing one looks back over: nobody quotes deeper, and a page of stray marks must not take forever."""


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
    return [quotation for start, end in sorted(paragraphs) for quotation in _nested(_spans(text, start, end))]


def _spans(text: str, start: int, end: int) -> list[Quotation]:
    """The quotations of one paragraph in order of place, all at depth 0."""
    closing = _paired(text, start, end)
    first = start + len(text[start:end]) - len(text[start:end].lstrip())
    reached: dict[str, int] = {}  # by mark: where the next quotation that opens with it begins, or the one that this lies in
    found = []
    for opened in reversed(closing):
        mark, close = text[opened], closing[opened]
        if close is None and mark in _SINGLE and opened != first:
            continue  # Of single marks left open most are apostrophes; of double ones the closing mark is missing.
        stop = close if close is not None else opened + len(text[opened : reached.get(mark, end)].rstrip())
        after = stop if close is None else stop + 1
        if stop > opened + 1:
            found.append(Quotation((opened, after), (opened + 1, stop), close is not None, 0))
        reached = {m: opened if at < after else at for m, at in reached.items()} | {mark: opened}
    return found[::-1]


def _nested(found: Iterable[Quotation]) -> Iterator[Quotation]:
    ends: list[int] = []
    for quotation in found:
        while ends and ends[-1] <= quotation.outer[0]:
            ends.pop()
        yield replace(quotation, depth=len(ends))
        ends.append(quotation.outer[1])


def _paired(text: str, start: int, end: int) -> dict[int, int | None]:
    """By the place of each opening mark, in order, the place of the one that closes it, None where none does."""
    closing: dict[int, int | None] = {}
    waiting: list[int] = []
    closed_at = start - 2
    for found in _MARKS.finditer(text, start, end):
        i = found.start()
        if _apostrophe(text, i, start, end):
            continue
        opens = _opens(text, i, start, end) and not (closed_at == i - 1 and text[i] in _STRAIGHT)
        partner = _partner(text, i, waiting, opens, end)
        if partner is not None:
            for lost in waiting[partner + 1 :]:
                del closing[lost]
            closing[waiting[partner]] = closed_at = i
            del waiting[partner:]
        elif opens:
            waiting.append(i)
            closing[i] = None
    return closing


def _partner(text: str, i: int, waiting: list[int], opens: bool, end: int) -> int | None:
    """Which of the marks that wait for their closing one this one closes, innermost first; a single one reaches over no double one."""
    mark = text[i]
    if opens and mark not in _PAIRS and mark not in "»›”’":
        return None
    for at in range(len(waiting) - 1, max(-1, len(waiting) - 1 - _REACH), -1):
        opened = text[waiting[at]]
        if mark in _CLOSED_BY[opened]:
            return None if mark in _SINGLE and _possessive(text, i, end) else at
        if mark in _SINGLE and opened not in _SINGLE:
            return None
    return None


def _opens(text: str, i: int, start: int, end: int) -> bool:
    mark = text[i]
    if mark not in _CLOSED_BY:
        return False
    after_space = i == start or text[i - 1].isspace() or text[i - 1] in "([{-–—/|\"“„«‹‘‚'「『…"
    before_word = i + 1 < end and not text[i + 1].isspace() and text[i + 1] not in ".,;:!?)]"
    return after_space or before_word if mark in _PAIRS and mark not in _SINGLE else after_space and before_word


def _apostrophe(text: str, i: int, start: int, end: int) -> bool:
    """A mark that is none: "don’t", "’98", "rock ’n’ roll", 6'2"."""
    if text[i] == '"':
        return any(_INCHES.fullmatch(text, max(start, i - width), i + 1) for width in (3, 4))
    if text[i] not in "'’‘":
        return False
    before = text[i - 1] if i > start else " "
    after = text[i + 1] if i + 1 < end else " "
    if before.isalnum():
        return after.isalnum() or _N.fullmatch(text, max(start, i - 2), i + 1) is not None
    return _ELIDED.match(text, i, end) is not None or (text[i] == "’" and before.isspace() and after.isalnum())


def _possessive(text: str, i: int, end: int) -> bool:
    """Whether a mark after a plural is an apostrophe: it is where a surer closing mark follows before any other quotation opens."""
    if not _PLURAL.match(text, i - 1):
        return False
    for found in re.compile(f"[{text[i]}‘]").finditer(text, i + 1, end):
        j = found.start()
        if not _apostrophe(text, j, i, end):
            return not _opens(text, j, i, end) and not _PLURAL.match(text, j - 1)
    return False
