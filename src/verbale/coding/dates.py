"""When something was or will be, as the story says it: the words, and what they say in a form that linking resolves."""

from __future__ import annotations

from verbale.coding.scene import Scene
from verbale.coding.talks import Sitting
from verbale.model import UNKNOWN, When
from verbale.reading.structure import Span


def when_of(scene: Scene, sitting: Sitting) -> tuple[When, list[Span]]:
    """When a sitting is, and the words that tell."""
    return UNKNOWN, [m.span for m in sitting.all("when")]


def due_of(scene: Scene, *spans: Span) -> tuple[When, list[Span]]:
    """When something promised in these spans is due, and the words that tell."""
    return UNKNOWN, []


def when_in(scene: Scene, span: Span) -> tuple[When, list[Span]]:
    """When the act told by these words was, by the times in its clause."""
    return UNKNOWN, []
