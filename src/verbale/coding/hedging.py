"""Words with which nothing is promised: what could be, what might be, what no one rules out."""

from __future__ import annotations

import re

from verbale.coding.scene import Scene
from verbale.reading.structure import Span

_HEDGED = re.compile(
    r"\b(?:could|might|may(?! \d)|would not (?:exclude|rule)|not (?:rule|ruled)|neither .{0,20}\bruled|if)\b",
)
"""Lower case, so that the month isn't meant."""
_BEFORE, _INTO = 25, 60
"""Code points before a promise, and into it, in which such a word takes it back."""


def is_hedged(scene: Scene, span: Span) -> bool:
    """Whether what these words say will happen is said only to be possible."""
    start = max(scene.structure.sentence(span[0])[0], span[0] - _BEFORE)
    return _HEDGED.search(scene.text, start, min(span[1], span[0] + _INTO)) is not None
