"""Whether a text's line breaks end its paragraphs, or were only put in to keep its lines short."""

from __future__ import annotations

import re

_LINE = re.compile(r"[^\r\n]*[^\s][^\r\n]*(?=(\r\n|\r|\n)[^\r\n\s])")
"""A line with text that the very next line goes on from, no blank line between them."""
_SHORTEST, _LONGEST = 40, 100
"""Characters of a line that was broken to fit: mail and old wire copy keep to 60 to 80."""
_ENDS = re.compile(r"[.!?:][”’\"')\]»]*\s*$")
_ENOUGH = 4


def is_hard_wrapped(text: str) -> bool:
    """Whether most lines are of one short measure and stop in mid-sentence, so that a line break alone parts nothing."""
    lines = [match.group() for match in _LINE.finditer(text)]
    if len(lines) < _ENOUGH:
        return False
    broken = sum(_SHORTEST <= len(line) <= _LONGEST and not _ENDS.search(line) for line in lines)
    return broken * 2 > len(lines)
