"""When something was or will be, as the story says it: the words, and what they say in a form that linking resolves."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Literal

from verbale.coding.scene import Scene
from verbale.coding.sittings import Sitting
from verbale.model import UNKNOWN, Said, When
from verbale.model.moment import Count, Named
from verbale.model.said import TOGETHER
from verbale.reading.structure import Span
from verbale.stories import Expression

Direction = Literal["past", "future"]
_CLEAR = 0.85
"""Score from which a day is a sitting's wherever it is told; below it only in the sentence of the surest one."""
_BESIDE, _AHEAD = 12, 12
"""Code points after a promise, and from the start of its sentence, within which words tell when it is due."""
_OPEN = ("past", "future", "either", None)
"""Directions that what the time is told of decides better than the tense beside it."""


def when_of(scene: Scene, sitting: Sitting) -> tuple[When, list[Span]]:
    """When a sitting is, and the words that tell."""
    marks = sorted(sitting.all("when"), key=lambda m: (-round(m.score, 1), m.span))
    told = [m for m in marks if told_in(scene, [m.span])]
    spans = [m.span for m in told if m.score >= _CLEAR or scene.structure.sentence(m.span[0]) == scene.structure.sentence(told[0].span[0])]
    coming = sitting.standing == "scheduled"
    return _when(told_in(scene, spans), "future" if coming else "past", bounded=coming)


def due_of(scene: Scene, *spans: Span) -> tuple[When, list[Span]]:
    """When something promised in these spans is due, and the words that tell: the last where there are several."""
    return _due(told_in(scene, spans)[-1:])


def due_beside(scene: Scene, span: Span) -> tuple[When, list[Span]]:
    """When something promised there is due by words of its sentence right after it, or at the sentence's head: "By May, they said, ..."."""
    start, end = scene.structure.sentence(span[0])
    after = [t for t in told_in(scene, [(span[1], end)]) if t.start - span[1] <= _BESIDE]
    before = [t for t in told_in(scene, [(start, span[0])]) if t.start - start <= _AHEAD]
    return _due([*after, *before][:1])


def _due(found: Sequence[Expression]) -> tuple[When, list[Span]]:
    """What is to begin on a day is due on that day."""
    told = [replace(t, said=replace(t.said, bound=None)) if t.said is not None and t.said.bound in ("from", "since") else t for t in found]
    return _when(told, "future", bounded=True)


def when_in(scene: Scene, span: Span) -> tuple[When, list[Span]]:
    """When the act told by these words was, by a time in its own clause; the clause is what hangs on the verb."""
    structure = scene.structure
    verb = structure.head(span)
    if verb is None:
        return UNKNOWN, []
    hanging = [structure.phrase(i) for i in structure.dependents(verb, "obl", "advmod", "nmod", "dep")]
    found = [t for t in told_in(scene, sorted(hanging)) if t.said is not None and t.said.bound is None]
    return _when(found[:1], None, bounded=True)


def told_in(scene: Scene, spans: Iterable[Span]) -> list[Expression]:
    """The times told in these stretches, in the order of the stretches, each once."""
    found = {t.span: t for start, end in spans for t in scene.times if t.end > start and t.start < end and _tells(t)}
    return list(found.values())


def _tells(time: Expression) -> bool:
    """Whether it says when rather than how long or how often: "within six months", though it tells a length, says when."""
    said = time.said
    return said is not None and not (isinstance(said.time, Count) and said.time.mode in ("lasting", "every"))


def _when(found: Sequence[Expression], direction: Direction | None, *, bounded: bool) -> tuple[When, list[Span]]:
    """What these times say together. bounded: whether "by" and "since" are of it rather than of what went before or comes after."""
    said = [_directed(t.said, direction, bounded) for t in found if t.said is not None]
    written = TOGETHER.join(dict.fromkeys(map(str, said)))
    return (When(None, None, written) if written else UNKNOWN), [t.span for t in found]


def _directed(said: Said, direction: Direction | None, bounded: bool) -> Said:
    time = said.time
    if direction is not None and isinstance(time, Named) and time.of is None and time.which in _OPEN:
        time = replace(time, which=direction)
    return replace(said, time=time, bound=said.bound if bounded or said.bound == "between" else None)
