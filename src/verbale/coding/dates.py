"""When something was or will be, as the story says it: the words, and what they say in a form that linking resolves."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from verbale.coding.scene import Scene
from verbale.coding.talks import Sitting
from verbale.model import UNKNOWN, When
from verbale.model.said import Direction, joined
from verbale.reading.structure import Span
from verbale.stories import Time, times

_BEFORE = 24
"""Code points before the words of a time in which a word that bounds it may stand ("no later than")."""


def when_of(scene: Scene, sitting: Sitting) -> tuple[When, list[Span]]:
    """When a sitting is, and the words that tell."""
    spans = [m.span for m in sorted(sitting.all("when"), key=lambda m: (-round(m.score, 1), m.span))]
    direction: Direction = "future" if sitting.standing == "scheduled" else "past"
    return _when(told_in(scene, spans), direction, bounded=sitting.standing == "scheduled")


def due_of(scene: Scene, *spans: Span) -> tuple[When, list[Span]]:
    """When something promised in these spans is due, and the words that tell."""
    found = [t for t in told_in(scene, spans) if t.said.bound != "since" or t.said.direction == "future"]
    return _when(found[-1:] if len(found) > 1 and not _one_time(found) else found, "future", bounded=True)


def when_in(scene: Scene, span: Span) -> tuple[When, list[Span]]:
    """When the act told by these words was, by a time in its own clause; the clause is what hangs on the verb."""
    structure = scene.structure
    verb = structure.head(span)
    if verb is None:
        return UNKNOWN, []
    hanging = [structure.phrase(i) for i in structure.dependents(verb, "obl", "advmod", "nmod", "obl:tmod", "dep")]
    found = [t for t in told_in(scene, sorted(hanging)) if t.said.bound is None]
    return _when(found[:1], "past", bounded=False)


def told_in(scene: Scene, spans: Iterable[Span]) -> list[Time]:
    """The times told in these stretches, each with the word right before it that bounds it."""
    found: dict[Span, Time] = {}
    for start, end in spans:
        floor = max(scene.span[0], start - _BEFORE)
        for time in times(scene.text, (floor, end), scene.tables):
            if time.span[1] > start:
                found.setdefault(time.span, time)
    return list(found.values())


def _when(found: Sequence[Time], direction: Direction, *, bounded: bool) -> tuple[When, list[Span]]:
    """What these times say together. bounded: whether "by" and "since" are of it rather than of what went before or comes after."""
    said = [replace(t.said, direction=t.said.direction or direction, bound=t.said.bound if bounded else None) for t in found]
    written = joined(said)
    return (UNKNOWN if written is None else When(None, None, written)), [t.span for t in found]


def _one_time(found: Sequence[Time]) -> bool:
    """Whether several times can tell of one: a weekday and a day of a month, a day and a year."""
    return len({t.said.core for t in found}) == 1
