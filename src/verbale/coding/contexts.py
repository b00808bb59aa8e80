"""What an act is about: the contexts that the words of its sentence tell, by PLOVER's codebook."""

from __future__ import annotations

from collections import Counter

from verbale.coding.scene import Scene
from verbale.reading.structure import Span

MOST = 2
"""Contexts of one act: in the codebook one is usual, and several are allowed."""


def contexts_of(scene: Scene, span: Span) -> tuple[str, ...]:
    """The contexts that are told in the sentence of these words, two at most: what most words tell first, then what is told first."""
    told: Counter[str] = Counter()
    for sentence in scene.structure.sentences(span) or [scene.structure.sentence(span[0])]:
        told.update(scene.tables.contexts.told_by(scene.words(sentence)))
    return tuple(context for context, _ in told.most_common(MOST))
