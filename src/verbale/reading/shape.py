"""What an uncased encoder can't see: how a word is written, and what stands before it.

The encoder's vocabulary is lower case and knows few characters beyond Latin, so that "US" and "us" are one piece and 寶 is
unknown. `shape_of` gives the way of writing back, as a small class that is embedded beside the piece.
"""

from __future__ import annotations

from enum import IntEnum
from functools import lru_cache


class Shape(IntEnum):
    """How a word is written."""

    OTHER = 0
    LOWER = 1
    TITLE = 2
    UPPER = 3
    INITIAL = 4
    MIXED = 5
    DIGIT = 6
    ALPHANUMERIC = 7
    CJK = 8
    FOREIGN = 9


class Gap(IntEnum):
    """What stands between a piece and the one before it."""

    NONE = 0
    SPACE = 1
    LINE = 2
    PARAGRAPH = 3


_CJK = ((0x2E80, 0x9FFF), (0xAC00, 0xD7AF), (0xF900, 0xFAFF), (0x20000, 0x3FFFF))
_LATIN_END = 0x024F


@lru_cache(maxsize=1 << 16)
def shape_of(word: str) -> Shape:
    """The shape of one word (a run without spaces or punctuation)."""
    if word.isdecimal():
        return Shape.DIGIT
    letters = [c for c in word if c.isalpha()]
    if not letters:
        return Shape.OTHER
    if any(low <= ord(letters[0]) <= high for low, high in _CJK):
        return Shape.CJK
    if ord(letters[0]) > _LATIN_END:
        return Shape.FOREIGN
    if len(letters) < len(word):
        return Shape.ALPHANUMERIC
    return _cased(word)


def _cased(word: str) -> Shape:
    if word.islower():
        return Shape.LOWER
    if word.isupper():
        return Shape.UPPER if len(word) > 1 else Shape.INITIAL
    return Shape.TITLE if word[0].isupper() and word[1:].islower() else Shape.MIXED


def gap_of(between: str) -> Gap:
    """The gap that these characters make between two pieces. What the vocabulary drops (accents, controls) makes none: it parts no word."""
    if not any(c.isspace() for c in between):
        return Gap.NONE
    lines = between.replace("\r\n", "\n").replace("\r", "\n").count("\n") + between.count("\u2029") + between.count("\u2028")
    if lines > 1:
        return Gap.PARAGRAPH
    return Gap.LINE if lines else Gap.SPACE
