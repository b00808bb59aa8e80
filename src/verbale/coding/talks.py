"""The talks that a story tells of: its sittings, and between whom they were."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from verbale.coding.heads import sides_of_heads
from verbale.coding.mark import Mark
from verbale.coding.scene import Scene
from verbale.coding.sides import MOST, PERSON, Parties, Side, Telling, codes_in, is_mediator, parties_of, sides_named, telling
from verbale.coding.sittings import Sitting, sittings_of
from verbale.coding.voice import voice
from verbale.reading.structure import Span

_BREAKS = re.compile(r"[;:]\s|,?\s(?:while|whereas|but)\s|,\sand\sfor\s")
"""Where another side's part of a sentence begins: "the Turks called it fruitful, while ..."."""
_HEAD, _NAMED = 0.4, 0.5
"""How much the country of one who is taken for a head speaks for its being a party, and the words of a side; what is told to be a side's
speaks for it with its whole score."""


@dataclass(frozen=True, slots=True)
class Talks:
    """All the talks of a story.

    cases: the namings of those whose case was raised. parties: to each channel, by its number. tellings: what the words that tell whose a
    mark is mean. raised: the names of those in `cases`. people: by name, whose heads they are.
    """

    sittings: tuple[Sitting, ...]
    series: tuple[Mark, ...]
    subjects: tuple[Mark, ...]
    cases: tuple[Mark, ...]
    parties: dict[int, Parties]
    tellings: dict[Span, Telling]
    raised: frozenset[str]
    people: dict[str, Side] = field(default_factory=dict)

    def whose(self, mark: Mark, channel: int = 0) -> Side | None:
        """The party whose the mark is; None where it is both's, or can't be told."""
        if mark.whose != "one" or mark.by is None:
            return None
        return self._meant(self.tellings.get(mark.by), channel)

    def _meant(self, told: Telling | None, channel: int = 0) -> Side | None:
        """The party that the words mean, or whose head the person is."""
        if told is not None and told.means is not None and told.means.startswith(PERSON):
            return self.people.get(told.means.removeprefix(PERSON))
        return self.parties[channel].of(told)

    def named_before(self, scene: Scene, mark: Mark) -> Side | None:
        """The party named last before the mark in its clause, by its country, a word for it, or one who led it; None where none is."""
        start = scene.structure.sentence(mark.span[0])[0]
        breaks = [hit.end() for hit in _BREAKS.finditer(scene.text, start, mark.span[0])]
        clause = (breaks[-1] if breaks else start, mark.span[0])
        named = list(sides_named(scene, clause, self.parties[0]))
        named += [
            ((m.start, m.end), side)
            for person in scene.people(clause)
            if (side := self.people.get(person.name)) is not None
            for m in person.mentions
            if clause[0] <= m.start < clause[1]
        ]
        return max(named, key=lambda n: n[0])[1] if named else None

    def beside(self, mark: Mark, sentence: Span) -> Side | None:
        """The party whose words stand nearest to the mark in its sentence, those before it first; None where none do."""
        there = [span for span in self.tellings if sentence[0] <= span[0] and span[1] <= sentence[1]]
        before = sorted((s for s in there if s[0] <= mark.span[0]), key=lambda s: -s[0])
        after = sorted(s for s in there if s[0] > mark.span[0])
        sides = (self._meant(self.tellings[span]) for span in [*before, *after] if span != mark.span)
        return next((side for side in sides if side is not None), None)

    def is_both(self, mark: Mark) -> bool:
        """Whether the mark is both parties'."""
        told = None if mark.by is None else self.tellings.get(mark.by)
        return mark.whose == "both" or (told is not None and told.means == "both")


def talks_of(scene: Scene, marks: Sequence[Mark]) -> Talks | None:
    """The talks of one story; None where it tells of none."""
    sittings = sittings_of(scene, marks)
    if not sittings:
        return None
    named = [m for m in marks if m.label == "round"]
    series = tuple(m for m in marks if m.label == "series")
    spans = sorted({m.span for m in marks if m.label == "side"} | {m.by for m in marks if m.by is not None})
    tellings = {span: telling(scene, span) for span in spans}
    host = _host(scene, sittings)
    main = _parties(scene, marks, [*series, *named], tellings, host)
    main = replace(main, voice=voice(scene, main))
    parties = {0: main}
    for sitting in sittings:
        if sitting.channel:
            codes = list(dict.fromkeys(code for m in sitting.all("round", "series") for code in codes_in(scene, m.span)))
            parties[sitting.channel] = parties_of((), codes) if len(codes) >= 2 else main
    subjects, raised = (tuple(m for m in marks if m.label == label) for label in ("subject", "case"))
    names = frozenset(named.name for mark in raised for named in scene.people(mark.span))
    talks = Talks(tuple(sittings), series, subjects, raised, parties, tellings, names)
    own = sorted((s for s in sittings if not s.channel), key=lambda s: s.which != "this")
    talks.people.update(sides_of_heads(scene, [s.all("head") for s in own], parties[0], tellings, talks.raised))
    return talks


def _host(scene: Scene, sittings: Sequence[Sitting]) -> str | None:
    """The country in which the story's own sitting is held."""
    for sitting in sorted(sittings, key=lambda s: s.which != "this"):
        for venue in sitting.all("venue"):
            country = scene.tables.country_of_place(scene.words(venue.span), ambiguous=True)
            if country is not None and sitting.which == "this":
                return country
    return None


def _parties(scene: Scene, marks: Sequence[Mark], names: Iterable[Mark], tellings: dict[Span, Telling], host: str | None) -> Parties:
    """The parties of the story's own series: by its name where two countries stand in it, else those whose words and topics are told."""
    own = [m for m in names if m.which != "other" or m.label == "series"]
    pairs = [codes for m in own if len(codes := codes_in(scene, m.span)) >= 2]
    weighed: list[tuple[Side, float]] = []
    for mark in marks:
        told = tellings.get(mark.by) if mark.by is not None else None
        if told is not None and told.side is not None and not is_mediator(scene, told.span):
            weighed.append((told.side, mark.score))
            weighed += [] if told.against is None else [(Side(told.against), mark.score)]
        if mark.label == "head" and not is_mediator(scene, mark.span):
            weighed += [
                (Side(code), _HEAD * mark.score) for named in scene.people(mark.span)[:1] if (code := scene.country(named)) is not None
            ]
        if mark.label == "side" and (told := tellings[mark.span]).side is not None and not is_mediator(scene, mark.span):
            weighed.append((told.side, _NAMED * mark.score))
            weighed += [] if told.against is None else [(Side(told.against), _NAMED * mark.score)]
        if mark.label in ("round", "series"):
            weighed += [(Side(code), mark.score) for code in codes_in(scene, mark.span)]
    if not pairs:
        pairs = [codes for m in own if len(codes := _with_group(scene, m, weighed)) > MOST]
    return parties_of(weighed, pairs[0] if pairs else (), host)


def _with_group(scene: Scene, mark: Mark, weighed: Sequence[tuple[Side, float]]) -> list[str]:
    """The members of a group of states that the sentence of a naming names ("the E3+3"), and the one that speaks most besides."""
    group = scene.tables.state_groups.of(scene.words(scene.structure.sentence(mark.span[0])))
    if group is None:
        return []
    others = [(w, side.code) for side, w in weighed if side.code is not None and side.code not in (*group.members, *group.agents)]
    return [] if not others else [*group.members, max(others)[1]]
