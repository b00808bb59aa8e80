"""Whose heads the persons are who led the sides of a sitting: all that speaks for each weighed together, since each side has its own.

What speaks for a side: the person's own country ("Carla Whitcombe, a Deputy Assistant Secretary of State"), the words of the sentence that
name a side beside the person ("led for Norway", "the visitors were led by X", "her Namibian counterpart, X"), and the words that the
reader points to. Two heads of one sitting are rarely of one side: of two of whom one is known the other is the other side's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import product

from verbale.coding.mark import Mark
from verbale.coding.scene import Scene
from verbale.coding.sides import Parties, Side, Telling, sides_named
from verbale.reading.structure import Span
from verbale.stories import Named

_OWN, _POINTED, _AFTER, _BEFORE, _NEAR = 2.0, 0.6, 1.0, 0.9, 0.3
"""How much speaks for a side: the person's own country; the words pointed to; words that say it after and before the name; others there."""
_FOUND = 10.0
"""What speaks for the side that the person was found to have led at a sitting told before."""
_TWICE, _LEFT = 0.8, 0.15
"""What two heads of one side cost, and what a side gains that would have none where there are as many heads as sides."""
_LED = re.compile(
    r"\b(?:led|lead(?:s|ing)?|head(?:s|ed|ing)?|represent(?:s|ed|ing)|sp(?:oke|eaks|eaking)|chair(?:ed|s|ing)?|conduct(?:s|ed|ing)?|"
    r"presid(?:ed|es|ing)|did so|fronted|for|of|from|behalf)\b",
    re.IGNORECASE,
)
"""Between a name and the side it led: "X, head of a division, conducted the talks for Norway"."""
_UNDER = re.compile(
    r"(?:[’']s?\b|\b(?:led|headed|chaired|fronted|under|was|were|is|had|side|team|delegation|counterpart|opposite|envoy|ambassador|"
    r"minister|negotiator|secretary|by)\b|^\s*[:(])",
    re.IGNORECASE,
)
"""Between a side and the name of who led it: "Chile's team was under the orders of X"; "For Jordan it was X"."""
_BESIDE, _OFFICE = 0.3, 0.1
"""What speaks against somebody's having led."""
_MEMBER = re.compile(
    r"[^.;!?\n]{0,120}?\b(?:(?:was|were) (?:part|among|(?:a )?members?)|also (?:took part|attended)|"
    r"accompanied (?!by)|accompanying|spoke briefly|looked in)\b"
)
"""What stands after the name of one who only came along."""
_DATES = re.compile(r"\b(?:since|after|before|during|until)\s(?:(?:the\s)?\w+\s){0,2}$")
"""Before one who only tells the time: "the first since President Barack Obama took office"."""
_SPOKES = re.compile(r"\bspokes(?:man|woman|person|men|people)\b", re.IGNORECASE)
_CHAIRED = re.compile(r"[^.;!?\n]{0,60}\b(?:mediat\w+|moderat\w+|broker\w*|facilitat\w+|guarant\w+)\b")
"""What is told of one who leads nothing, and what stands after the name of one who leads neither side: "X, who mediated"."""
_REACH = 120
"""Code points between a name and the words that say whose head it is, at most."""


def leading(scene: Scene, marks: Sequence[Mark], parties: Parties, raised: frozenset[str]) -> list[tuple[Mark, Named]]:
    """The persons who led a sitting, the surest first, with their surest mark: as many as there are sides.

    marks: of its heads. raised: the names of those whose case was raised.
    """
    found: dict[str, tuple[Mark, Named]] = {}
    for mark in sorted(marks, key=lambda m: (-_likely(scene, m), m.span)):
        for named in scene.people(mark.span)[-1:]:
            if _may_lead(scene, mark, named, parties, raised):
                found.setdefault(named.name, (mark, named))
    return list(found.values())[: max(2, len(parties.sides))]


def _likely(scene: Scene, mark: Mark) -> float:
    """How likely the person is to have led: the mark's score, less for a mere member, and for a minister or president, who is mostly only
    spoken of in such a story.
    """
    beside = _MEMBER.match(scene.text, mark.span[1]) is not None
    office = any(scene.tables.office_holders.country_of(n.name) is not None for n in scene.people(mark.span)[-1:])
    return round(mark.score - _BESIDE * beside - _OFFICE * office, 2)


def _may_lead(scene: Scene, mark: Mark, person: Named, parties: Parties, raised: frozenset[str]) -> bool:
    """Whether the person can have led: no spokesperson, no mediator, nobody whose case was raised, of a third country, or who dates."""
    if (
        person.name in raised
        or _CHAIRED.match(scene.text, mark.span[1])
        or _DATES.search(scene.text, max(0, mark.span[0] - 40), mark.span[0])
    ):
        return False
    if any(_SPOKES.search(scene.words(told.span)) for told in scene.told.get(scene.named.index(person), [])):
        return False
    country = scene.country(person) or scene.tables.office_holders.country_of(person.name)
    return country is None or len(parties.sides) < 2 or any(side.code in (country, None) for side in parties.sides)


def sides_of_heads(
    scene: Scene, sittings: Sequence[Sequence[Mark]], parties: Parties, tellings: dict[Span, Telling], raised: frozenset[str]
) -> dict[str, Side]:
    """By the name of a head its side; without those of whom nothing speaks for any.

    sittings: the marks of heads, sitting by sitting, the story's own first; what is told of a person at one holds for all. raised: the
    names of those whose case was raised.
    """
    led = [leading(scene, marks, parties, raised) for marks in sittings]
    chosen = {named.name for people in led for _, named in people}
    everyone = [(n, m) for marks in sittings for m in marks for n in scene.people(m.span)[-1:] if n.name in chosen]
    found: dict[str, Side] = {}
    for people in led:
        weights = [_weights(scene, n, everyone, parties, tellings, found.get(n.name)) for _, n in people]
        for (_, named), side in zip(people, _best(weights, parties), strict=True):
            if side is not None:
                found.setdefault(named.name, side)
    return found


def _best(weights: Sequence[dict[Side, float]], parties: Parties) -> tuple[Side | None, ...]:
    """The sides of the heads together: what speaks for each, less what two of one side cost. None for one that nothing puts anywhere."""

    def worth(chosen: tuple[Side | None, ...]) -> float:
        total = sum(weights[i][side] for i, side in enumerate(chosen) if side is not None)
        sided = [side for side in chosen if side is not None]
        total -= _TWICE * (len(sided) - len(set(sided)))
        if len(weights) == len(parties.sides) == len(set(sided)):
            total += _LEFT
        return total - 0.01 * len(sided)

    return max(product((None, *parties.sides), repeat=len(weights)), key=worth)


def _weights(
    scene: Scene,
    person: Named,
    everyone: Sequence[tuple[Named, Mark]],
    parties: Parties,
    tellings: dict[Span, Telling],
    found: Side | None,
) -> dict[Side, float]:
    """All that speaks for the person being each side's head. found: the side that they led at a sitting told before."""
    total = {side: _OWN if side.code is not None and scene.country(person) == side.code else 0.0 for side in parties.sides}
    others = [mark.span for named, mark in everyone if named.name != person.name]
    for mark in (mark for named, mark in everyone if named.name == person.name):
        region = _region(scene, mark.span, others)
        pointed = parties.of(tellings.get(mark.by)) if mark.by is not None and mark.whose == "one" else None
        if pointed is not None and mark.by is not None:
            total[pointed] += mark.score * (_POINTED if region[0] <= mark.by[0] < region[1] else _NEAR)
        best: dict[Side, float] = {}
        for side, weight in _named(scene, mark.span, region, parties):
            best[side] = max(best.get(side, 0.0), weight)
        for side, weight in best.items():
            total[side] += weight
    return total if found is None else total | {found: _FOUND}


def _region(scene: Scene, span: Span, others: Sequence[Span]) -> Span:
    """What of the sentence may tell of this head: from the one named before to the one named after, or to a semicolon."""
    start, end = scene.structure.sentence(span[0])
    end = max(end, span[1])
    start = max([start, *(b for _, b in others if start <= b <= span[0])])
    end = min([end, *(a for a, _ in others if span[1] <= a < end)])
    before, after = scene.text.rfind(";", start, span[0]), scene.text.find(";", span[1], end)
    return (start if before < 0 else before, end if after < 0 else after)


def _named(scene: Scene, span: Span, region: Span, parties: Parties) -> Iterator[tuple[Side, float]]:
    """The sides named in a region around a head, and how much each speaks for its being theirs."""
    for words, side in sides_named(scene, region, parties):
        if words[0] >= span[1]:
            between = scene.text[span[1] : words[0]]
            said = _LED.search(between) is not None
            yield side, _AFTER if said and len(between) <= _REACH else _NEAR
        elif words[1] <= span[0]:
            between = scene.text[words[1] : span[0]]
            said = _UNDER.search(between) is not None
            yield side, _BEFORE if said and len(between) <= _REACH else _NEAR
        else:
            yield side, _NEAR
