"""Whether a text's line breaks end its paragraphs, or were only put in to keep its lines short."""

from __future__ import annotations

import re
from itertools import pairwise

_SHORTEST, _LONGEST = 40, 100
"""Characters of a line that was broken to fit: mail and old wire copy keep to 60 to 80."""
_ENDS = re.compile(r"[.!?:][”’\"')\]»]*\s*$")
_ENOUGH = 4


def is_hard_wrapped(text: str) -> bool:
    """Whether most lines that the very next line goes on from are of one short measure and stop in mid-sentence.

    A line break alone then parts nothing.
    """
    every = text.splitlines()
    lines = [line for line, following in pairwise(every) if line.strip() and following.strip()]
    if len(lines) < _ENOUGH:
        return False
    broken = sum(_SHORTEST <= len(line) <= _LONGEST and not _ENDS.search(line) for line in lines)
    return broken * 2 > len(lines)
