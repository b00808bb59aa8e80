"""Readers' comments under a story: what stands there is nobody's report."""

from __future__ import annotations

import re

from verbale.reading.structure import Span

_HEADING = re.compile(
    r"^\W{0,3}(?:\d+ )?(?:(?:your|our|readers?[’']?|user|recent|latest|top|all|add|post|show|view)\s)?"
    r"(?:comments?|responses|replies|discussion|what (?:our )?readers (?:say|think)|have your say|join the (?:conversation|discussion)|"
    r"letters online)(?: so far)?\W{0,3}\d*\W{0,3}$",
    re.IGNORECASE | re.MULTILINE,
)
"""A line that heads them: COMMENTS (3), Your comments, 12 comments, Have your say."""
_ENDS = re.compile(
    r"^(?:[A-ZÀ-Þ][A-ZÀ-Þ0-9 ’'&/-]{3,40}$|\(c\)|©|"
    r"(?:also in|more (?:from|in|on)|most read|related|read (?:more|next)|latest|sport|advertis))",
    re.MULTILINE,
)
"""A line after which the page speaks again: a section's heading in capitals, "Also in sport", a copyright line."""


def comments(text: str, story: Span) -> list[Span]:
    """The stretches of the story that are readers' comments, from their heading to where the page speaks again."""
    found: list[Span] = []
    at = story[0]
    while (heading := _HEADING.search(text, at, story[1])) is not None:
        ends = _ENDS.search(text, heading.end() + 1, story[1])
        end = ends.start() if ends is not None else story[1]
        found.append((heading.start(), end))
        at = max(end, heading.end() + 1)
    return found
