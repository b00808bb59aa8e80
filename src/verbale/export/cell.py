"""Text in a cell of a table that a person may open in a spreadsheet, or a script may split at its tabs."""

from __future__ import annotations

import re

FORMULA = ("=", "+", "-", "@", "\t", "\r", "'")
"""What a spreadsheet takes for the beginning of a formula (https://owasp.org/www-community/attacks/CSV_Injection), and our own mark."""
MARK = "'"
_TURNS = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
"""The characters that change the direction of text (Unicode, Bidi_Control)."""
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff]")
"""Controls that are no white space, and what XML 1.0 can't hold."""
_SPACES = re.compile(r"\s+")


def guarded(text: str) -> str:
    """The text with `'` before it where a spreadsheet would compute it; `unguarded` takes that off again."""
    return MARK + text if text.startswith(FORMULA) else text


def unguarded(text: str) -> str:
    """The text as it was before it was guarded."""
    return text.removeprefix(MARK)


def line(text: str) -> str:
    """The text on one line, each stretch of white space one space, without controls and changes of direction."""
    return _SPACES.sub(" ", tame(text)).strip()


def tame(text: str) -> str:
    """The text without changes of direction, and with each control that is no white space as U+FFFD: what XML and calendars can hold."""
    return _CONTROLS.sub("\ufffd", _TURNS.sub("", text))
