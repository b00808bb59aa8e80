"""Sittings to Round facts: which one, when, where, led by whom, about what, and what each side called it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from verbale.coding.dates import when_of
from verbale.coding.dialogues import Channel
from verbale.coding.heads import leading
from verbale.coding.mark import Mark
from verbale.coding.place import in_ordinary_case, reported_from
from verbale.coding.scene import Scene
from verbale.coding.sides import Side
from verbale.coding.sittings import Sitting, days_of
from verbale.coding.talks import Talks
from verbale.model import NOWHERE, Characterization, Delegation, Evidence, Head, Place, Round, Topic
from verbale.reading.structure import Span
from verbale.stories import Named
from verbale.tables.numbers import cardinal

_HERE = re.compile(r"\bhere\b")


def rounds(scene: Scene, talks: Talks, channel: Channel, cases: dict[str, list[str]]) -> list[Round]:
    """The rounds of one dialogue. cases: by the id of a round, those of the cases that were raised at it."""
    return [_round(scene, talks, channel, sitting, ident, cases.get(ident, [])) for sitting, ident in channel.sittings]


def _round(scene: Scene, talks: Talks, channel: Channel, sitting: Sitting, ident: str, cases: Sequence[str]) -> Round:
    evidence: list[Evidence] = []
    anchor = sitting.anchor
    if sitting.counted is not None:
        evidence.append(scene.shown(sitting.counted, "ordinal"))
    date, shown = when_of(scene, sitting)
    evidence += [scene.shown(span, "date") for span in shown]
    place = _place(scene, sitting, evidence)
    heads = _heads(scene, talks, channel, sitting, evidence)
    delegations = _delegations(scene, talks, channel, sitting, evidence)
    topics = _topics(scene, talks, channel, sitting, evidence)
    views = _views(scene, talks, channel, sitting, evidence)
    days, day_span = _days(scene, sitting)
    if day_span is not None:
        evidence.append(scene.shown(day_span, "days"))
    evidence.append(scene.shown(anchor.span, "status"))
    return Round(
        id=ident,
        dialogue_id=channel.dialogue.id,
        ordinal=sitting.ordinal,
        ordinal_basis=None if sitting.counted is None else scene.words(sitting.counted),
        date=date,
        days=days,
        place=place,
        status=sitting.standing,
        heads=heads,
        delegations=delegations,
        topics=topics,
        case_ids=tuple(cases),
        characterizations=views,
        confidence=round(min(channel.dialogue.confidence, sitting.score), 2),
        evidence=tuple(dict.fromkeys(evidence)),
    )


def _days(scene: Scene, sitting: Sitting) -> tuple[int | None, Span | None]:
    told = days_of(scene, sitting)
    return (None, None) if told is None else told


def _place(scene: Scene, sitting: Sitting, evidence: list[Evidence]) -> Place:
    """Where it was: the surest venue; the country that it lies in where the tables tell."""
    venues = sorted(sitting.all("venue"), key=lambda m: (-round(m.score, 1), m.span))
    cities = [m for m in venues if scene.tables.countries.by_name(scene.words(m.span), ambiguous=True) is None]
    best = (cities or venues)[:1]
    if not best:
        return _here(scene, sitting, evidence)
    words = scene.words(best[0].span)
    evidence.append(scene.shown(best[0].span, "place"))
    country = scene.tables.country_of_place(words, ambiguous=True)
    if country is None:
        told = [c for m in venues if (c := scene.tables.country_of_place(scene.words(m.span), ambiguous=True)) is not None]
        country = told[0] if told else None
    return Place(in_ordinary_case(words) if cities else None, country)


def _here(scene: Scene, sitting: Sitting, evidence: list[Evidence]) -> Place:
    """The place that the story reports from, where it says that its own sitting was held "here"."""
    sentences = sorted({scene.structure.sentence(m.span[0]) for m in sitting.all("round", "when")})
    said = next((hit.span() for s in sentences if (hit := _HERE.search(scene.text, *s)) is not None), None)
    place, span = reported_from(scene)
    if sitting.which != "this" or said is None or span is None:
        return NOWHERE
    evidence += [scene.shown(span, "place"), scene.shown(said, "place")]
    return place


def _heads(scene: Scene, talks: Talks, channel: Channel, sitting: Sitting, evidence: list[Evidence]) -> tuple[Head, ...]:
    """Who led each side: of each the surest; one whose side can't be told only where a side has none."""
    best: dict[str, tuple[Mark, Named, Side | None]] = {}
    unsided: list[tuple[Mark, Named, Side | None]] = []
    for mark, named in leading(scene, sitting.all("head"), channel.parties, talks.raised):
        side = talks.people.get(named.name)
        if side is None:
            unsided.append((mark, named, None))
        elif side in channel.parties.sides:
            best.setdefault(side.key, (mark, named, side))
    chosen = sorted([*best.values(), *unsided][: max(2, len(channel.parties.sides))], key=lambda head: head[0].span)
    heads = []
    for i, (mark, named, side) in enumerate(chosen):
        evidence.append(scene.shown(mark.span, f"heads[{i}]"))
        actor = scene.actor(named)
        heads.append(Head(None if side is None else side.code, None if actor is None else actor.id, named.name))
    return tuple(heads)


def _delegations(scene: Scene, talks: Talks, channel: Channel, sitting: Sitting, evidence: list[Evidence]) -> tuple[Delegation, ...]:
    members: dict[str, list[tuple[str, Span]]] = {}
    counts: dict[str, tuple[int, Span]] = {}
    codes: dict[str, str | None] = {}
    for mark in sitting.all("member", "count"):
        side = talks.named_before(scene, mark) or talks.whose(mark)
        if side is None and mark.label == "member":
            country = next((c for n in scene.inside(mark.span) if (c := scene.country(n)) is not None), None)
            side = next((s for s in channel.parties.sides if s.code is not None and s.code == country), None)
        if side is None:
            side = talks.beside(mark, scene.structure.sentence(mark.span[0]))
        key = "" if side is None else side.key
        codes[key] = None if side is None else side.code
        words = scene.words(mark.span)
        if mark.label == "member":
            if words not in [w for w, _ in members.setdefault(key, [])]:
                members[key].append((words, mark.span))
        elif (number := _number(words)) is not None:
            counts.setdefault(key, (number, mark.span))
    made = []
    for i, key in enumerate(codes):
        for j, (_, span) in enumerate(members.get(key, [])):
            evidence.append(scene.shown(span, f"delegations[{i}].members[{j}]"))
        if key in counts:
            evidence.append(scene.shown(counts[key][1], f"delegations[{i}].count"))
        count = counts[key][0] if key in counts else None
        made.append(Delegation(codes[key], tuple(w for w, _ in members.get(key, [])), count))
    return tuple(made)


def _number(words: str) -> int | None:
    return next(
        (n for word in words.replace("-strong", " ").replace("-member", " ").split() if (n := cardinal(word.strip("-,"))) is not None), None
    )


def _topics(scene: Scene, talks: Talks, channel: Channel, sitting: Sitting, evidence: list[Evidence]) -> tuple[Topic, ...]:
    """What was discussed; a topic that both sides raised has a row for each."""
    found: dict[tuple[str, str | None], Span] = {}
    for mark in sitting.all("topic"):
        words = scene.words(mark.span)
        side = talks.whose(mark)
        raisers = [s.code for s in channel.parties.sides] if talks.is_both(mark) else [None if side is None else side.code]
        for code in raisers:
            found.setdefault((words, code), mark.span)
    evidence += [scene.shown(span, f"topics[{i}]") for i, span in enumerate(found.values())]
    return tuple(Topic(words, None if (known := scene.tables.topics.of(words)) is None else known.key, code) for words, code in found)


def _views(scene: Scene, talks: Talks, channel: Channel, sitting: Sitting, evidence: list[Evidence]) -> tuple[Characterization, ...]:
    found: dict[tuple[str | None, str], Span] = {}
    for mark in sitting.all("view"):
        side = talks.named_before(scene, mark) or talks.whose(mark) or talks.beside(mark, scene.structure.sentence(mark.span[0]))
        parties = [s.code for s in channel.parties.sides] if talks.is_both(mark) else [None if side is None else side.code]
        for code in parties:
            found.setdefault((code, scene.words(mark.span)), mark.span)
    evidence += [scene.shown(span, f"characterizations[{i}]") for i, span in enumerate(found.values())]
    return tuple(Characterization(code, words) for code, words in found)
