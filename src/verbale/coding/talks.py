"""The talks that a story tells of: which marks belong to which sitting, and between whom.

A story tells of the sitting that it is about (`this`), of earlier ones of the same series, of the next one, and of other channels. The
reader says of each mark which of the four it is; here those of one sitting are put together.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from verbale.coding.mark import Mark
from verbale.coding.scene import Scene
from verbale.coding.sides import MOST, PERSON, Parties, Side, Telling, codes_in, parties_of, telling
from verbale.model import RoundStatus
from verbale.reading.structure import Span
from verbale.tables.numbers import cardinal, ordinal

_WORD = re.compile(r"[^\W_]+(?:[-’'][^\W_]+)*")
_TIMES = re.compile(r"\b([\w-]+) (?:time|outing|edition|occasion|go)\b", re.IGNORECASE)
_SINCE = re.compile(r"[^.;!?\n]{0,60}?\b(?:since|in) [^.;!?,\n]*?\b(?:\d{4}|[a-z]+ (?:years|months))\b")
_NOUN = re.compile(
    r"\b(?:rounds?|sessions?|meetings?|sittings?|editions?|cycles?|talks|consultations?|dialogues?|exchanges?|negotiations?|encounters?)\b",
    re.IGNORECASE,
)
"""A word for a sitting: a number alone names none."""
_NEAR = 2
"""Sentences that what is told of an earlier sitting, or of one of another channel, may stand from where it is named."""
_SURE = 0.5
_HEAD, _NAMED = 0.4, 0.5
"""How much the country of one who is taken for a head speaks for its being a party, and the words of a side; what is told to be a side's
speaks for it with its whole score."""


@dataclass(slots=True)
class Sitting:
    """One sitting and the marks that tell of it, by label. channel: 0 for the story's own series, else the number of another one."""

    which: str
    marks: dict[str, list[Mark]] = field(default_factory=dict)
    ordinal: int | None = None
    counted: Span | None = None
    channel: int = 0

    def add(self, mark: Mark) -> None:
        self.marks.setdefault(mark.label, []).append(mark)

    def all(self, *labels: str) -> list[Mark]:
        """The marks with these labels, in order of place."""
        return sorted((m for label in labels for m in self.marks.get(label, [])), key=lambda m: m.span)

    @property
    def anchor(self) -> Mark:
        """The surest naming of the sitting, the first of those that are as sure."""
        return max(self.all("round", "when", "venue", "promise"), key=lambda m: (m.label == "round", round(m.score, 1), -m.span[0]))

    @property
    def standing(self) -> RoundStatus:
        """What the surest naming says of it."""
        if not self.all("round"):
            return "scheduled" if self.which == "next" else "held"
        if self.which == "earlier":
            return "held"
        weight: dict[RoundStatus, float] = {}
        for mark in self.all("round"):
            weight[mark.standing] = weight.get(mark.standing, 0.0) + mark.score
        return max(weight, key=lambda s: (weight[s], s))


@dataclass(frozen=True, slots=True)
class Talks:
    """All the talks of a story.

    cases: the namings of those whose case was raised. parties: to each channel, by its number. tellings: what the words that tell whose a
    mark is mean. people: by name, whose heads they are.
    """

    sittings: tuple[Sitting, ...]
    series: tuple[Mark, ...]
    subjects: tuple[Mark, ...]
    cases: tuple[Mark, ...]
    parties: dict[int, Parties]
    tellings: dict[Span, Telling]
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
    named = [m for m in marks if m.label == "round"]
    if not named:
        return None
    sittings = _by_number(list(_sittings(scene, named)))
    _attach(scene, sittings, marks)
    sittings = [s for s in sittings if _is_told(scene, s)]
    if not sittings:
        return None
    _part(scene, sittings, marks)
    series = tuple(m for m in marks if m.label == "series")
    spans = sorted({m.span for m in marks if m.label == "side"} | {m.by for m in marks if m.by is not None})
    tellings = {span: telling(scene, span) for span in spans}
    host = _host(scene, sittings)
    own = _parties(scene, marks, [*series, *named], tellings, host)
    parties = {0: own}
    for sitting in sittings:
        if sitting.channel:
            codes = list(dict.fromkeys(code for m in sitting.all("round", "series") for code in codes_in(scene, m.span)))
            parties[sitting.channel] = parties_of((), codes) if len(codes) >= 2 else own
    subjects, raised = (tuple(m for m in marks if m.label == label) for label in ("subject", "case"))
    talks = Talks(tuple(sittings), series, subjects, raised, parties, tellings)
    talks.people.update(_people(scene, talks))
    return talks


def _people(scene: Scene, talks: Talks) -> dict[str, Side]:
    """Whose heads the persons are who led a side: by their country, by what tells it, by the words beside; of two, the other one's.

    One whom only the words beside, or the network, put on a side that has a head known to be of its country is on none for sure.
    """
    found: dict[str, Side | None] = {}
    known: dict[str, str] = {}
    for mark in (m for sitting in talks.sittings for m in sitting.all("head")):
        for named in scene.people(mark.span)[-1:]:
            code = scene.country(named)
            own = next((side for side in talks.parties[0].sides if side.code is not None and side.code == code), None)
            side = own or talks.whose(mark) or talks.beside(mark, scene.structure.sentence(mark.span[0]))
            found[named.name] = found.get(named.name) or side
            if own is not None:
                known[named.name] = own.key
    for name, side in list(found.items()):
        if side is not None and name not in known and side.key in known.values():
            found[name] = talks.parties[0].other(side) if len(found) == len(talks.parties[0].sides) else None
    told = [side for side in found.values() if side is not None]
    if len(found) == 2 and len({side.key for side in told}) == 1 and len(told) == 1:
        other = talks.parties[0].other(told[0])
        return {name: s for name, side in found.items() if (s := side or other) is not None}
    return {name: side for name, side in found.items() if side is not None}


def _sittings(scene: Scene, named: Sequence[Mark]) -> Iterator[Sitting]:
    """The sittings that are named, each with its namings."""
    made: list[Sitting] = []
    for mark in named:
        number, counted = counted_in(scene, mark.span)
        sitting = _same(scene, made, mark, number)
        if sitting is None:
            channel = 0 if mark.which != "other" else 1 + max((s.channel for s in made), default=0)
            sitting = Sitting(mark.which, channel=channel)
            made.append(sitting)
        sitting.add(mark)
        if number is not None and sitting.ordinal is None:
            sitting.ordinal, sitting.counted = number, counted
    yield from made


def _same(scene: Scene, made: Sequence[Sitting], mark: Mark, number: int | None) -> Sitting | None:
    """The sitting that this naming is of, among those named before."""
    like = [s for s in made if s.which == mark.which]
    if mark.which in ("this", "next"):
        fit = [s for s in like if number is None or s.ordinal in (None, number)]
        return fit[0] if fit else None
    exact = [s for s in like if number is not None and s.ordinal == number]
    if exact:
        return exact[0]
    near = [s for s in like if sentences_apart(scene, s.all("round")[-1].span, mark.span) < _NEAR]
    fit = [s for s in near if number is None or s.ordinal is None]
    return fit[-1] if fit else None


def _by_number(sittings: list[Sitting]) -> list[Sitting]:
    """The sittings of the story's own series with what their numbers say of them put right: what comes before is earlier."""
    own = [s for s in sittings if not s.channel]
    numbered = [s.ordinal for s in own if s.which == "this" and s.ordinal is not None]
    if numbered:
        this = max(numbered)
        for sitting in own:
            if sitting.ordinal is not None and sitting.which != "this" and sitting.ordinal != this:
                sitting.which = "earlier" if sitting.ordinal < this else "next"
    merged: list[Sitting] = []
    for sitting in sittings:
        twin = next(
            (s for s in merged if not s.channel and not sitting.channel and s.ordinal is not None and s.ordinal == sitting.ordinal), None
        )
        if twin is None:
            merged.append(sitting)
            continue
        if sitting.which == "this":
            twin.which = "this"
        for mark in sitting.all("round"):
            twin.add(mark)
    return merged


def counted_in(scene: Scene, span: Span) -> tuple[int | None, Span | None]:
    """Which one a naming says the sitting is, and the words it is counted in, to the end of "since 2002" where that follows."""
    words = list(_WORD.finditer(scene.text, *span))
    for word in words:
        number = ordinal(word.group())
        if number is not None and not (word.start() > span[0] and scene.text[word.end() : word.end() + 5] == " half"):
            since = _SINCE.match(scene.text, span[1], min(scene.span[1], span[1] + 120))
            return number, (word.start(), since.end() if since else span[1])
    sentence = scene.structure.sentence(span[0])
    if len(words) == 1 and (told := _TIMES.search(scene.text, span[0], min(sentence[1], span[1] + 30))) is not None:
        number = ordinal(told[1]) if ordinal(told[1]) is not None else None
        if number is not None:
            return number, (told.start(1), told.end())
    return None, None


def sentences_apart(scene: Scene, one: Span, other: Span) -> int:
    """How many sentences lie between two places; 0 for the same one."""
    first, last = sorted((one[0], other[0]))
    return len(scene.structure.sentences((first, last + 1))) - 1


def _attach(scene: Scene, sittings: Sequence[Sitting], marks: Sequence[Mark]) -> None:
    """Give each sitting what is told of it."""
    for mark in marks:
        if mark.label in ("round", "subject", "side", "situation", "reply", "promise"):
            continue
        which = mark.which if mark.label in ("when", "venue", "head", "topic", "view") else "this"
        like = [s for s in sittings if s.which == which]
        if which in ("earlier", "other"):
            like = [s for s in like if min(sentences_apart(scene, r.span, mark.span) for r in s.all("round")) < _NEAR]
            like.sort(key=lambda s: min(abs(r.span[0] - mark.span[0]) for r in s.all("round")))
        if mark.label == "series":
            beside = [s for s in sittings if any(sentences_apart(scene, r.span, mark.span) == 0 for r in s.all("round"))]
            like = sorted(beside, key=lambda s: min(abs(r.span[0] - mark.span[0]) for r in s.all("round"))) or like
        if like:
            like[0].add(mark)


def _part(scene: Scene, sittings: Sequence[Sitting], marks: Sequence[Mark]) -> None:
    """Give a channel of its own to each sitting whose sentence names another subject than the story's own sitting has."""
    own = next((s for s in sittings if s.which == "this" and not s.channel), None)
    mine = None if own is None else _subject_of(scene, own, marks)
    if mine is None:
        return
    for sitting in sittings:
        its = None if sitting is own or sitting.channel else _subject_of(scene, sitting, marks)
        if its is not None and its != mine:
            sitting.channel = 1 + max(s.channel for s in sittings)
            sitting.which = "other"


def _subject_of(scene: Scene, sitting: Sitting, marks: Sequence[Mark]) -> str | None:
    """The key of the subject that stands in the sentences in which the sitting is named; None where none of the table's does."""
    sentences = {scene.structure.sentence(m.span[0]) for m in sitting.all("round")}
    named = [m for m in marks if m.label in ("subject", "series") and scene.structure.sentence(m.span[0]) in sentences]
    for mark in sorted(named, key=lambda m: (m.label != "subject", m.span)):
        known = scene.tables.topics.of(scene.words(mark.span))
        if known is not None:
            return known.key
    return None


def _is_told(scene: Scene, sitting: Sitting) -> bool:
    """Whether enough is told of a sitting for it to be one: of an earlier one, or of another channel's, a count, a day or a place."""
    best = max(m.score for m in sitting.all("round"))
    if sitting.which == "this":
        return best >= _SURE
    counted = sitting.ordinal is not None and any(_NOUN.search(scene.words(m.span)) for m in sitting.all("round"))
    return counted or bool(sitting.all("when", "venue")) or (sitting.which == "next" and best >= _SURE)


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
        if told is not None and told.side is not None:
            weighed.append((told.side, mark.score))
        if mark.label == "head":
            weighed += [
                (Side(code), _HEAD * mark.score) for named in scene.people(mark.span)[:1] if (code := scene.country(named)) is not None
            ]
        if mark.label == "side" and (told := tellings[mark.span]).side is not None:
            weighed.append((told.side, _NAMED * mark.score))
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


def days_of(words: str) -> int | None:
    """How many days a sitting took, as its naming says: "two-day talks", "three days of discussion"."""
    found = re.search(r"\b([\w-]+?)(?:[- ]days?)\b", words, re.IGNORECASE)
    return None if found is None else cardinal(found[1].removesuffix("-full"))
