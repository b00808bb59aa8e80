"""Sittings to Round facts: which one, when, where, led by whom, about what, and what each side called it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from verbale.coding.cues import SURE
from verbale.coding.dates import when_of
from verbale.coding.dialogues import Channel
from verbale.coding.mark import Mark
from verbale.coding.place import in_ordinary_case
from verbale.coding.scene import Scene
from verbale.coding.sides import Side
from verbale.coding.sittings import Sitting, days_of
from verbale.coding.talks import Talks
from verbale.model import NOWHERE, Characterization, Delegation, Evidence, Head, Place, Round, Topic
from verbale.reading.structure import Span
from verbale.stories import Named
from verbale.tables.numbers import cardinal

_SPOKES = re.compile(r"\bspokes(?:man|woman|person|men|people)\b", re.IGNORECASE)
_CHAIRED = re.compile(r"[^.;!?\n]{0,60}\b(?:chair(?:ed|s|ing)?|presid\w+|mediat\w+|moderat\w+|broker\w*|facilitat\w+|guarant\w+)\b")
"""What stands after the name of one who leads neither side: "X, who chaired for the EU"."""


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
    for mark in sitting.all("round", "when"):
        number = days_of(scene.words(mark.span))
        if number is not None and 0 < number < 60:
            return number, mark.span
    return None, None


def _place(scene: Scene, sitting: Sitting, evidence: list[Evidence]) -> Place:
    """Where it was: the surest venue; the country that it lies in where the tables tell."""
    venues = sorted(sitting.all("venue"), key=lambda m: (-round(m.score, 1), m.span))
    cities = [m for m in venues if scene.tables.countries.by_name(scene.words(m.span), ambiguous=True) is None]
    best = (cities or venues)[:1]
    if not best:
        return NOWHERE
    words = scene.words(best[0].span)
    evidence.append(scene.shown(best[0].span, "place"))
    country = scene.tables.country_of_place(words, ambiguous=True)
    if country is None:
        told = [c for m in venues if (c := scene.tables.country_of_place(scene.words(m.span), ambiguous=True)) is not None]
        country = told[0] if told else None
    return Place(in_ordinary_case(words) if cities else None, country)


def _heads(scene: Scene, talks: Talks, channel: Channel, sitting: Sitting, evidence: list[Evidence]) -> tuple[Head, ...]:
    """Who led each side, one a person; whose each is by the words that tell it, else by whose the person is."""
    found: dict[str, tuple[Head, Span]] = {}
    plain: set[str] = set()
    raised = {n.name for m in talks.cases for n in scene.people(m.span)}
    for mark in sorted(sitting.all("head"), key=lambda m: (-round(m.score, 1), m.span)):
        people = scene.people(mark.span)
        named: Named | None = people[-1] if people else None
        name = named.name if named is not None else scene.words(mark.span)
        if name in found or name in raised or _CHAIRED.match(scene.text, mark.span[1]):
            continue
        if named is not None and mark.score != SURE and _speaks_for(scene, named):
            continue
        side = _side_of(scene, talks, channel, mark, named)
        if side is None and named is not None and scene.country(named) is not None and len(channel.parties.sides) > 1:
            continue  # one who is known to belong to neither side leads none
        actor = None if named is None else scene.actor(named)
        plain |= {name} if mark.score == SURE else set()
        found[name] = (Head(None if side is None else side.code, None if actor is None else actor.id, name), mark.span)
    chosen = _surest(sorted(found.values(), key=lambda h: h[1]), plain)
    evidence += [scene.shown(span, f"heads[{i}]") for i, (_, span) in enumerate(chosen)]
    return tuple(head for head, _ in chosen)


def _speaks_for(scene: Scene, named: Named) -> bool:
    """Whether the person is told to be a spokesperson, who leads nothing."""
    told = scene.told.get(scene.named.index(named), [])
    return any(_SPOKES.search(scene.words(description.span)) for description in told)


def _surest(heads: list[tuple[Head, Span]], plain: set[str]) -> list[tuple[Head, Span]]:
    """The heads of whom plain words say so; of the other sides those that the network saw, of no side only where there are no others."""
    led = {head.party for head, _ in heads if head.name in plain}
    kept = []
    for head, span in heads:
        another = head.party not in led if head.party is not None else not led
        if head.name in plain or another:
            kept.append((head, span))
    return kept


def _side_of(scene: Scene, talks: Talks, channel: Channel, mark: Mark, named: Named | None) -> Side | None:
    if named is not None and (side := talks.people.get(named.name)) is not None and side in channel.parties.sides:
        return side
    told = talks.whose(mark)
    if told is not None and told in channel.parties.sides:
        return told
    code = None if named is None else scene.country(named)
    return next((side for side in channel.parties.sides if side.code is not None and side.code == code), None)


def _delegations(scene: Scene, talks: Talks, channel: Channel, sitting: Sitting, evidence: list[Evidence]) -> tuple[Delegation, ...]:
    members: dict[str, list[tuple[str, Span]]] = {}
    counts: dict[str, tuple[int, Span]] = {}
    codes: dict[str, str | None] = {}
    for mark in sitting.all("member", "count"):
        side = talks.whose(mark)
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
        side = talks.whose(mark) or talks.beside(mark, scene.structure.sentence(mark.span[0]))
        parties = [s.code for s in channel.parties.sides] if talks.is_both(mark) else [None if side is None else side.code]
        for code in parties:
            found.setdefault((code, scene.words(mark.span)), mark.span)
    evidence += [scene.shown(span, f"characterizations[{i}]") for i, span in enumerate(found.values())]
    return tuple(Characterization(code, words) for code, words in found)
