"""The sittings that a story tells of, each with the marks that tell of it: its naming, its day, its place, who led, what it was about.

A story tells of the sitting that it is about (`this`), of earlier ones of the same series, of the next one, and of those of other
channels. The reader says of each mark which of the four it is; here those of one sitting are put together. One need not be named to be
told: "in May they had met in Oslo", "the two will be back in June".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from verbale.coding.hedging import is_hedged
from verbale.coding.mark import Mark
from verbale.coding.scene import Scene
from verbale.model import RoundStatus
from verbale.reading.structure import Span
from verbale.stories.tense import toward
from verbale.tables.numbers import cardinal, ordinal

_WORD = re.compile(r"[^\W_]+(?:[-’'][^\W_]+)*")
_TIMES = re.compile(r"\b([\w-]+) (?:time|outing|edition|occasion|go)\b", re.IGNORECASE)
_SINCE = re.compile(r"[^.;!?\n]{0,60}?\b(?:since|in) [^.;!?,\n]*?\b(?:\d{4}|[a-z]+ (?:years|months))\b")
_NOUN = re.compile(
    r"\b(?:rounds?|sessions?|meetings?|sittings?|editions?|cycles?|talks|consultations?|dialogues?|exchanges?|negotiations?|encounters?)\b",
    re.IGNORECASE,
)
"""A word for a sitting: a number alone names none."""
_MOST = 300
"""Namings of sittings in one story that are looked at, and days and places told of others: each is set beside each."""
_NEAR = 2
"""Sentences that what is told of an earlier sitting, or of one of another channel, may stand from where it is named."""
_SURE, _TOLD = 0.5, 0.7
"""Score from which a naming is believed, and from which a day or a place alone tells of a sitting."""
_ELSEWHERE = ("earlier", "other")
"""Sorts of sittings of which a story may tell several."""
_JOINED = re.compile(r"[\s,]*(?:(?:and|to|until|of|on|the|from|through)[\s,]*)*", re.IGNORECASE)
"""What stands between two marks of one day or one place."""
_DAYS = re.compile(
    r"(?<!within )(?<!in )(?<!every )(?<!after )(?<!last )(?<!past )(?<!next )\b(?P<number>[\w-]+?)(?:-day\b|[ -]days?\b)"
    r"(?! (?:later|ago|before|after|earlier|from|since|in advance|notice|a|per))",
    re.IGNORECASE,
)
"""Three days of stiff talks; they sat for two days; a two-day session; not within ten days, nor six days later."""
_COUNTED_BEFORE = 30
_LONGEST = 60
"""Code points before a naming in which its days may be told; days that no sitting takes."""
_UNKNOWN = re.compile(
    r"\b(?:(?:could|can|did|do|does|would)(?: not|n[’']t)|cannot|can[’']t|no one can|nobody can|refus\w+ to|declin\w+ to|unable to)\s"
    r"(?:yet\s)?(?:tell|say|know|name|set|fix|give)\b",
    re.IGNORECASE,
)
_APPOSED = re.compile(
    r"(?:\s?[,—–-]\s?|,?\s(?:which\s)?(?:is|was|will be|would be|had been|has been)\s)(?:only\s|just\s|also\s)?(?:the|an?|their|its)\s"
)
"""Between two namings of one sitting: "the 19th round, the first since the summer of 2013"; "the session, which was the seventh"."""
_COUNT_BEFORE = re.compile(
    r"\b(?:the|their|a|its)\s(?P<number>[a-z]+(?:-[a-z]+)?|\d{1,3}(?:st|nd|rd|th))\b"
    r"[\s,]*(?:was|came|took place|met)?[\s,]*(?:in|at|on)?\s*$",
    re.IGNORECASE,
)
"""The second, in Alexandria; the third was in Kigali: a count right before a place or a day."""


@dataclass(slots=True)
class Sitting:
    """One sitting and the marks that tell of it, by label. channel: 0 for the story's own series, else the number of another one.

    coming: whether one that isn't named is told of as yet to come.
    """

    which: str
    marks: dict[str, list[Mark]] = field(default_factory=dict)
    ordinal: int | None = None
    counted: Span | None = None
    channel: int = 0
    coming: bool = False

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
    def namings(self) -> list[Mark]:
        """The marks that name it; where none does, the surest of those that tell of it."""
        return self.all("round") or [self.anchor]

    @property
    def score(self) -> float:
        """How sure it is that there is such a sitting."""
        return max(m.score for m in (self.all("round", "when") or [self.anchor]))

    @property
    def standing(self) -> RoundStatus:
        """What the surest naming says of it."""
        if not self.all("round"):
            return "scheduled" if self.which == "next" or self.coming else "held"
        if self.which == "earlier":
            return "held"
        weight: dict[RoundStatus, float] = {}
        for mark in self.all("round"):
            weight[mark.standing] = weight.get(mark.standing, 0.0) + mark.score
        return max(weight, key=lambda s: (weight[s], s))


def sittings_of(scene: Scene, marks: Sequence[Mark]) -> list[Sitting]:
    """The sittings of a story, each with its marks; none where no sitting is named."""
    marks = list(_righted(scene, marks))
    named = [m for m in marks if m.label == "round"][:_MOST]
    if not named:
        return []
    runs = [run for which in _ELSEWHERE for run in _runs(scene, marks, which)][:_MOST]
    beside = _beside(scene, named, runs)
    sittings = _by_number(list(_named(scene, named, beside)))
    left = _given(scene, sittings, _settled(scene, sittings, runs), marks)
    sittings += _unnamed(scene, sittings, left)
    sittings += _promised(scene, sittings, marks)
    _attach(scene, sittings, marks)
    sittings = [s for s in sittings if _is_told(scene, s)]
    _part(scene, sittings, marks)
    return sittings


def _righted(scene: Scene, marks: Sequence[Mark]) -> Iterator[Mark]:
    """The marks; of several counted namings taken to be of the story's own sitting only the last that is not to come is.

    What is yet to come is of the next one, a smaller count of an earlier one; with it what its sentence tells of when and where.
    """
    own = [m for m in marks if m.label == "round" and m.which == "this"]
    numbers = {m.span: number for m in own if (number := counted_in(scene, m.span)[0]) is not None}
    coming = {span for span in numbers if toward(scene.structure, span, scene.tables) == "future"}
    past = [number for span, number in numbers.items() if span not in coming]
    if len(coming) == len(own):
        coming = set()
    before = {span for span, number in numbers.items() if span not in coming and number < max(past, default=0)}
    for which, spans in (("next", coming), ("earlier", before)):
        sentences = {scene.structure.sentence(a) for a, _ in spans} - {
            scene.structure.sentence(m.span[0]) for m in own if m.span not in spans
        }
        marks = [
            replace(m, which=which, standing="scheduled" if which == "next" else m.standing)
            if m.which == "this"
            and (
                m.span in spans if m.label == "round" else m.label in ("when", "venue") and scene.structure.sentence(m.span[0]) in sentences
            )
            else m
            for m in marks
        ]
    yield from marks


Run = list[Mark]
"""The marks that tell together when and where one sitting was: neighbours in one sentence."""


def _runs(scene: Scene, marks: Sequence[Mark], which: str) -> Iterator[Run]:
    """The days and places told of sittings of a sort, those of one together: "in Bonn in 1994 and again, in 1997, in Oslo" are two."""
    run: Run = []
    for mark in sorted((m for m in marks if m.label in ("when", "venue") and m.which == which), key=lambda m: m.span):
        if run and (
            sentences_apart(scene, run[-1].span, mark.span)
            or (any(m.label == mark.label for m in run) and not _JOINED.fullmatch(scene.text, run[-1].span[1], mark.span[0]))
        ):
            yield run
            run = []
        run.append(mark)
    if run:
        yield run


def _beside(scene: Scene, named: Sequence[Mark], runs: Sequence[Run]) -> dict[int, int]:
    """By the index of a naming that of the run in its sentence that tells of it: to each the nearest, those after it first."""
    pairs = sorted(
        (0 if run[0].span[0] >= mark.span[0] else 1, min(abs(m.span[0] - mark.span[0]) for m in run), i, j)
        for i, mark in enumerate(named)
        for j, run in enumerate(runs)
        if run[0].which == mark.which and not sentences_apart(scene, mark.span, run[0].span)
    )
    found: dict[int, int] = {}
    for _, _, i, j in pairs:
        if i not in found and j not in found.values():
            found[i] = j
    return found


def _named(scene: Scene, named: Sequence[Mark], beside: dict[int, int]) -> Iterator[Sitting]:
    """The sittings that are named, each with its namings."""
    made: list[Sitting] = []
    run_of: dict[int, int] = {}  # by the index of a sitting
    for i, mark in enumerate(named):
        number, counted = counted_in(scene, mark.span)
        others = [s for k, s in enumerate(made) if i not in beside or run_of.get(k, beside[i]) == beside[i]]
        before = next((s for s in made if made and _APPOSED.fullmatch(scene.text, s.marks["round"][-1].span[1], mark.span[0])), None)
        if before is not None and None not in (number, before.ordinal) and number != before.ordinal:
            before = None
        sitting = before or _same(scene, others, mark, number)
        if sitting is None:
            channel = 0 if mark.which != "other" else 1 + max((s.channel for s in made), default=0)
            sitting = Sitting(mark.which, channel=channel)
            made.append(sitting)
        if i in beside:
            run_of.setdefault(next(k for k, s in enumerate(made) if s is sitting), beside[i])
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


def _settled(scene: Scene, sittings: Sequence[Sitting], runs: Sequence[Run]) -> list[Run]:
    """Give each run to the nearest sitting that it can tell of; those that are left, which tell of sittings that aren't named."""
    pairs = sorted(
        (sentences_apart(scene, naming.span, run[0].span), min(abs(m.span[0] - naming.span[0]) for m in run), k, j)
        for k, sitting in enumerate(sittings)
        for naming in sitting.all("round")
        for j, run in enumerate(runs)
        if run[0].which == sitting.which
    )
    settled: set[int] = set()
    for apart, _, k, j in pairs:
        if j in settled or apart >= _NEAR:
            continue
        told = {m.label for m in sittings[k].all("when", "venue")}
        if told.isdisjoint(m.label for m in runs[j]) or _repeats(scene, sittings[k], runs[j]):
            settled.add(j)
            for mark in runs[j]:
                sittings[k].add(mark)
    return [run for j, run in enumerate(runs) if j not in settled]


def _given(scene: Scene, sittings: Sequence[Sitting], runs: list[Run], marks: Sequence[Mark]) -> list[Run]:
    """Give the story's own sitting, where nothing else tells when or where it was, the first run told beside a naming of it; those left."""
    own = next((s for s in sittings if s.which == "this"), None)
    if own is None or any(m.which == "this" and m.label in ("when", "venue") for m in marks):
        return runs
    for run in runs:
        if run[0].which == "earlier" and any(sentences_apart(scene, m.span, run[0].span) < _NEAR for m in own.all("round")):
            for mark in run:
                own.add(mark)
            return [r for r in runs if r is not run]
    return runs


def _repeats(scene: Scene, sitting: Sitting, run: Run) -> bool:
    """Whether the run says nothing of the sitting but what is told of it already."""
    said = {scene.words(m.span).casefold() for m in sitting.all("when", "venue")}
    return all(scene.words(m.span).casefold() in said for m in run)


def _unnamed(scene: Scene, sittings: Sequence[Sitting], runs: Sequence[Run]) -> list[Sitting]:
    """Sittings that only a day and a place tell of: "in May they had met in Oslo"."""
    made: list[Sitting] = []
    for run in runs:
        if max(m.score for m in run) < _TOLD or any(s.which == run[0].which and _repeats(scene, s, run) for s in [*sittings, *made]):
            continue
        others = run[0].which == "other"
        channel = 1 + max(s.channel for s in [*sittings, *made]) if others else 0
        coming = others and toward(scene.structure, run[0].span, scene.tables) == "future"
        sitting = Sitting(run[0].which, channel=channel, coming=coming)
        for mark in run:
            sitting.add(mark)
        start = scene.structure.sentence(run[0].span[0])[0]
        count = _COUNT_BEFORE.search(scene.text, start, run[0].span[0])
        if count is not None and ordinal(count["number"]) is not None:
            sitting.ordinal, sitting.counted = ordinal(count["number"]), count.span("number")
        if sitting.ordinal is not None or {"when", "venue"} <= sitting.marks.keys():
            made.append(sitting)
    return made


def _promised(scene: Scene, sittings: Sequence[Sitting], marks: Sequence[Mark]) -> list[Sitting]:
    """The next sitting, where none is named, as it is promised: with a day, a place or a count."""
    if any(s.which == "next" for s in sittings):
        return []
    for mark in sorted((m for m in marks if m.label == "promise" and m.kind == "round"), key=lambda m: (-round(m.score, 1), m.span)):
        inside = [m for m in marks if m.label in ("when", "venue") and mark.span[0] <= m.span[0] < mark.span[1] and m.which != "earlier"]
        number, counted = _numbered(scene, mark.span)
        if mark.score >= _SURE and (inside or number is not None) and not is_hedged(scene, mark.span):
            sitting = Sitting("next", {"promise": [mark]}, number, counted)
            for told in (m for m in inside if m.which != "next"):  # those of `next` are given to it with all others
                sitting.add(told)
            return [sitting]
    return []


def _is_doubted(scene: Scene, naming: Mark) -> bool:
    """Whether the sentence says of a coming sitting only that nobody knows of it: "I could not tell you when the twentieth will be"."""
    start, end = scene.structure.sentence(naming.span[0])
    return naming.label == "round" and _UNKNOWN.search(scene.text, start, end) is not None


def _numbered(scene: Scene, span: Span) -> tuple[int | None, Span | None]:
    """The first count of a sitting in a stretch: of "their fiftieth encounter will be in Oslo" the fiftieth."""
    for word in _WORD.finditer(scene.text, *span):
        noun = _NOUN.search(scene.text, word.end(), min(span[1], word.end() + 30))
        if noun is not None and ordinal(word.group()) is not None:
            return ordinal(word.group()), (word.start(), noun.end())
    return None, None


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
        if which == "next" and mark.label in ("when", "venue"):
            like = [s for s in like if min(sentences_apart(scene, m.span, mark.span) for m in s.all("round", "promise")) < _NEAR]
        if which in _ELSEWHERE:
            if mark.label in ("when", "venue"):
                continue  # settled before
            like = [s for s in like if min(sentences_apart(scene, r.span, mark.span) for r in s.namings) < _NEAR]
            like.sort(key=lambda s: min(abs(r.span[0] - mark.span[0]) for r in s.namings))
        if mark.label == "series":
            beside = [s for s in sittings if any(sentences_apart(scene, r.span, mark.span) == 0 for r in s.namings)]
            like = sorted(beside, key=lambda s: min(abs(r.span[0] - mark.span[0]) for r in s.namings)) or like
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
    sentences = {scene.structure.sentence(m.span[0]) for m in sitting.namings}
    named = [m for m in marks if m.label in ("subject", "series") and scene.structure.sentence(m.span[0]) in sentences]
    for mark in sorted(named, key=lambda m: (m.label != "subject", m.span)):
        known = scene.tables.topics.of(scene.words(mark.span))
        if known is not None:
            return known.key
    return None


def _is_told(scene: Scene, sitting: Sitting) -> bool:
    """Whether enough is told of a sitting for it to be one: of an earlier one, or of another channel's, a count, a day or a place."""
    best = max(m.score for m in sitting.namings)
    if sitting.which == "this":
        return best >= _SURE
    if not sitting.all("round"):
        return not sitting.channel or bool(sitting.all("series"))
    if sitting.which == "next" and all(_is_doubted(scene, m) for m in sitting.namings):
        return False
    counted = sitting.ordinal is not None and any(_NOUN.search(scene.words(m.span)) for m in sitting.all("round"))
    return counted or bool(sitting.all("when", "venue")) or (sitting.which == "next" and best >= _SURE)


def days_of(scene: Scene, sitting: Sitting) -> tuple[int, Span] | None:
    """How many days a sitting took, and the words that say so: of its naming ("two-day talks"), else of a sentence that tells of it."""
    namings = [m.span for m in sitting.all("round", "when")]
    near = [(max(scene.structure.sentence(a)[0], a - _COUNTED_BEFORE), b) for a, b in namings]
    around = sorted({scene.structure.sentence(m.span[0]) for m in sitting.all("round", "when", "venue")})
    for span in [*near, *around]:
        for hit in _DAYS.finditer(scene.text, *span):
            number = cardinal(hit["number"].removesuffix("-full"))
            if number is not None and 0 < number < _LONGEST:
                return number, hit.span()
    return None
