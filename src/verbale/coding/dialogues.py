"""The series that a story's talks are of: Dialogue facts."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from verbale.coding.mark import Mark
from verbale.coding.scene import Scene
from verbale.coding.sides import Parties
from verbale.coding.sittings import Sitting
from verbale.coding.talks import Talks
from verbale.model import Dialogue, Evidence, mint
from verbale.reading.structure import Span
from verbale.tables.numbers import ordinal

_MAJORITY = 2
"""Topics of one subject, at least, that make it the subject of the talks."""
_UNKNOWN_PARTY = 0.5
"""What a dialogue's confidence is multiplied by where only one of its parties is known."""


@dataclass(frozen=True, slots=True)
class Channel:
    """One dialogue of the story, its parties, and its sittings with the ids they will have."""

    dialogue: Dialogue
    parties: Parties
    sittings: tuple[tuple[Sitting, str], ...]


def channels(scene: Scene, talks: Talks) -> list[Channel]:
    """The story's own dialogue and those of other channels, each with its rounds."""
    numbers = sorted({sitting.channel for sitting in talks.sittings})
    return [_channel(scene, talks, number, [s for s in talks.sittings if s.channel == number]) for number in numbers]


def _channel(scene: Scene, talks: Talks, number: int, sittings: Sequence[Sitting]) -> Channel:
    parties = talks.parties[number]
    names = _names(scene, talks, number, sittings)
    name = replace(names[0], span=_uncounted(scene, names[0].span))
    subject, shown = _subject(scene, talks, number, sittings, names)
    ids = [mint("round", scene.document.sha256, s.which, *s.anchor.span) for s in sittings]
    evidence = [scene.shown(name.span, "name")]
    if shown is not None:
        evidence.append(scene.shown(shown, "subject"))
    evidence += _of_parties(scene, talks, parties)
    known = len(parties.sides) >= 2
    score = max(m.score for m in names) * (1.0 if known else _UNKNOWN_PARTY)
    dialogue = Dialogue(
        id=mint("dialogue", scene.document.sha256, scene.story_id, number, *name.span),
        name=scene.words(name.span),
        parties=tuple(sorted(side.code for side in parties.sides if side.code is not None)),
        party_actors=tuple(side.name for side in parties.sides if side.code is None),
        subject=subject,
        rounds=tuple(ids),
        confidence=round(score, 2),
        evidence=tuple(dict.fromkeys(evidence)),
    )
    return Channel(dialogue, parties, tuple(zip(sittings, ids, strict=True)))


_COUNTED = re.compile(
    r"(?:the\s+)?(?P<number>[\w-]+)\s+(?:annual\s+)?(?:(?:round|session|meeting|sitting)\s+(?:of|in)\s+)?(?:(?:the|their|its|his)\s+)?",
    re.IGNORECASE,
)
_TALKS = re.compile(r"\b(?:dialogues?|talks|consultations?|negotiations?|commission|committee)\b", re.IGNORECASE)
"""What counts a sitting in its name, and a word by which what is left is the name of a series."""
_APART = re.compile(r"\b(?:separate|apart|distinct|different|aside) from\s+(?:the\s+)?$|\b(?:unlike|not)\s+the\s+$", re.IGNORECASE)
"""What stands before the name of another series, from which the story parts its own."""


def _names(scene: Scene, talks: Talks, number: int, sittings: Sequence[Sitting]) -> list[Mark]:
    """The namings of the series, the best first: one written as a name, first where the sitting itself is named; else the longest."""
    namings = [m for s in sittings for m in s.namings]
    own = [m for s in sittings for m in s.all("series")]
    if number == 0:
        elsewhere = {id(m) for s in talks.sittings if s.channel for m in s.all("series")}
        own = list({id(m): m for m in [*own, *(m for m in talks.series if id(m) not in elsewhere)]}.values())
    own = [m for m in own if not _APART.search(scene.text, max(scene.span[0], m.span[0] - 30), m.span[0])]
    proper = [m for m in namings if _is_name(scene, m) and scene.tables.series.of(scene.words(m.span)) is not None]
    there = {scene.structure.sentence(m.span[0]) for m in namings}
    beside = [m for m in (*talks.series, *talks.subjects) if scene.structure.sentence(m.span[0]) in there]
    mine = {about for m in (*namings, *beside) if (about := _about(scene, m)) is not None}
    own = [m for m in own if not mine or _about(scene, m) in (None, *mine)]

    def rank(mark: Mark) -> tuple[bool, bool, int, int]:
        written = _is_name(scene, mark)
        apart = scene.structure.sentence(mark.span[0]) not in there
        return (not written, written and apart, -len(scene.words(mark.span).split()), mark.span[0])

    return sorted([*own, *proper] or namings, key=rank)


def _about(scene: Scene, mark: Mark) -> str | None:
    """The key of the series, or of the subject, that the words name: what parts one series from another."""
    words = scene.words(mark.span)
    series, subject = scene.tables.series.of(words), scene.tables.topics.of(words)
    return series.key if series is not None else None if subject is None else subject.key


def _uncounted(scene: Scene, span: Span) -> Span:
    """The naming of a sitting without what counts it ("the 18th Round of the X Dialogue"); as it is where nothing is left."""
    words = scene.words(span)
    counted = _COUNTED.match(words)
    if counted is None or (ordinal(counted["number"]) is None and counted["number"].casefold() not in ("next", "last", "latest")):
        return span
    rest = words[counted.end() :]
    return (span[0] + counted.end(), span[1]) if _TALKS.search(rest) else span


def _is_name(scene: Scene, mark: Mark) -> bool:
    """Whether the words are written as a name: most of them in capitals, and more than one."""
    words = scene.words(mark.span).split()
    return len(words) > 1 and 2 * sum(word[0].isupper() for word in words) > len(words)


def _subject(scene: Scene, talks: Talks, number: int, sittings: Sequence[Sitting], names: Sequence[Mark]) -> tuple[str | None, Span | None]:
    """What the series is about, and the words that say so.

    A subject marked in its name or beside it, a word of the name, of a sentence in which a sitting is told, or what most topics are of.
    """
    named = [*names, *[m for s in sittings for m in s.all("round")]]
    inside = [m for m in talks.subjects if any(n.span[0] <= m.span[0] and m.span[1] <= n.span[1] for n in named)]
    sentences = {scene.structure.sentence(n.span[0]) for n in named}
    beside = [m for m in talks.subjects if scene.structure.sentence(m.span[0]) in sentences]
    elsewhere = {scene.structure.sentence(m.span[0]) for s in talks.sittings if s.channel != number for m in s.namings}
    free = [m for m in talks.subjects if number == 0 and scene.structure.sentence(m.span[0]) not in elsewhere]
    for marks in (inside, beside, free):
        known = [(subject.name, m.span) for m in marks if (subject := scene.tables.topics.of(scene.words(m.span))) is not None]
        if known:
            counted = Counter(name for name, _ in known)
            return min(known, key=lambda k: (-counted[k[0]], k[0], k[1]))
        if marks and marks is not free:
            best = max(marks, key=lambda m: (m.score, -m.span[0]))
            return scene.words(best.span), best.span
    for mark in named:
        subject = scene.tables.topics.of(scene.words(mark.span))
        if subject is not None:
            return subject.name, mark.span
    return _of_sentences(scene, sentences - elsewhere) or _of_topics(scene, sittings) or (None, None)


_TALKS_ON = re.compile(
    r"\b(?:talks?|talked|negotiations?|dialogue|consultations?|rounds?|sessions?|meetings?|sittings?|discussions?|sat down|met)\s"
    r"(?:[\w-]+\s){0,4}?(?:on|over|about|concerning|regarding)\s(?P<what>[^.;:!?\n]{3,80})"
)
"""The talks over the water of the Nile; they sat down again over prisoners"""


def _of_sentences(scene: Scene, sentences: Iterable[Span]) -> tuple[str, Span] | None:
    """The subject that a sentence which names a sitting gives the talks: the first that the table knows."""
    for sentence in sorted(sentences):
        for hit in _TALKS_ON.finditer(scene.text, *sentence):
            subject = scene.tables.topics.of(hit["what"])
            if subject is not None:
                return subject.name, hit.span("what")
    return None


def _of_topics(scene: Scene, sittings: Sequence[Sitting]) -> tuple[str, Span] | None:
    """The subject that most topics of the series' sittings are of, two at least."""
    topics = [(subject.name, m.span) for s in sittings for m in s.all("topic") if (subject := scene.tables.topics.of(scene.words(m.span)))]
    counted = Counter(name for name, _ in topics)
    name, count = max(counted.items(), key=lambda item: (item[1], item[0]), default=("", 0))
    if count < _MAJORITY or 2 * count <= sum(len(s.all("topic")) for s in sittings):
        return None
    return next(pair for pair in topics if pair[0] == name)


def _of_parties(scene: Scene, talks: Talks, parties: Parties) -> list[Evidence]:
    """For each party the first words that mean it."""
    codes = sorted(side.code for side in parties.sides if side.code is not None)
    movements = [side.name for side in parties.sides if side.code is None]
    evidence = []
    for side in parties.sides:
        spans = [span for span, told in sorted(talks.tellings.items()) if told.side is not None and told.side.key == side.key]
        where = f"parties[{codes.index(side.code)}]" if side.code is not None else f"party_actors[{movements.index(side.name)}]"
        evidence += [scene.shown(span, where) for span in spans[:1]]
    return evidence
