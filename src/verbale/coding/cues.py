"""What plain words tell of talks, whatever the network of the marks saw: the patterns that hold in any text.

"The fourth session of their talks on X", "who headed the Lao side", "brought up the cases of A and B", "called the session “frank”",
"agreed to swap lists". Each pattern stands with the example that it was made for. Where the network has a mark of its own in the same
place, that one counts for most labels (see `marks.py`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from verbale.coding.mark import Mark
from verbale.coding.scene import Scene
from verbale.reading.structure import Span
from verbale.stories.tense import toward
from verbale.tables.numbers import cardinal, ordinal

SURE = 0.6
"""Score of what is found so: enough to be shown where all else is sure."""
_SITTING = r"(?:round|session|meeting|sitting|edition|cycle|plenary|consultations?|dialogue|encounter|gathering)"
_ROUND = re.compile(
    rf"\b(?P<number>\d{{1,3}}(?:st|nd|rd|th)|[a-z]+(?:-[a-z]+)?)\s(?:[\w-]+\s){{0,3}}?{_SITTING}\b"
    r"(?:\s(?:of|in)\s(?:the\s|their\s|its\s)?(?:[\w.-]+\s){0,4}?(?:talks|negotiations|dialogue|consultations|discussions|commission))?"
    r"(?:\s(?:on|about)\s(?:[a-z-]+\s?){1,3})?",
    re.IGNORECASE,
)
"""the fourth session of their talks on water"""
_ANOTHER = re.compile(rf"\b(?:another|the next|a further|a new)\s(?:[\w-]+\s){{0,2}}?{_SITTING}\b", re.IGNORECASE)
"""a further session will follow in Oslo in May"""
_NO_TALKS = re.compile(
    r"\b(?:club|clubs|coach|league|cup|striker|goalkeeper|transfer|season|rugby|football|cricket|handball|match|unions?|wages?|pay|merger|"
    r"shareholders?|takeover|contract|coalition|cabinet|mediation board|court|trial|vote|ballot|election|primary|interview)\b",
    re.IGNORECASE,
)
"""Words with which a "second round" or "talks" are not those of states."""
_SIDE = r"(?P<side>(?:the\s)?[A-Z][^,.;:\n]{1,40}?\s(?:side|delegation|team|group|negotiators|officials)|(?<=for\s)(?:the\s)?[A-Z]\w+)"
_LED = re.compile(
    r"(?:\s[(（][^)）]*[)）])?,?\s(?:who\s(?:had\s|has\s)?)?(?:led|headed|leads|heads|chaired|spoke|did the talking)\s(?:for\s)?" + _SIDE
)
"""X, who headed the Lao side; X led for Norway"""
_LED_BY = re.compile(
    r"(?P<side>(?:[Tt]he\s)?[A-Z][^,.;:\n]{1,40}?\s(?:side|delegation|team|group))\s(?:was|is|were)\s(?:led|headed|chaired)\sby\s[^.;:\n]{0,90}$"
)
"""The Lao team was headed by Deputy Minister X"""
_COUNT = re.compile(
    r"\b(?:officials|representatives|delegates|officers|experts|members|people)\s(?:from|of)\s(?P<of>[a-z]+|\d{1,2})\s(?:[a-z]+\s){0,2}?"
    r"(?:agencies|ministries|departments|bodies|institutions|services)\b"
    r"|\b(?P<strong>[a-z]+|\d{1,3})-(?:strong|member|person|man)\s(?:delegation|team|group)\b",
    re.IGNORECASE,
)
"""officials from seven ministries; a nine-member delegation"""
_SENT = re.compile(r"(?:[Tt]he\s)?[A-Z][^,.;:\n]{1,40}?\s(?:side|delegation|team|group)\b")
"""the Lao side, before the count of those it sent"""
_RAISED = re.compile(
    r"\b(?:raised|raising|brought up|took up|taken up|asked (?:about|after)|inquired (?:about|after|into)|enquired (?:about|after)|"
    r"expressed concern (?:about|over|at)|pressed for)\b"
    r"(?:[^.!?\n]{0,40}?\b(?:cases?|situations?|fate|detention|imprisonment|names?)\s(?:of|against)\b)",
    re.IGNORECASE,
)
"""Norway brought up the cases of A, a printer, and B"""
_SITUATION = re.compile(r"(?:\s*[(（][^)）]*[)）])?,\s(?P<what>.+?)(?=,?\s(?:and|as well as)\s*$|[.,;]?\s*$)", re.DOTALL)
"""(the words after a name) (陈), a printer held since May, and"""
_TALKS = r"(?:talks|round|meeting|dialogue|session|discussions?|exchange|consultations)"
_CALLED = re.compile(
    r"\b(?:called|described|termed|characteri[sz]ed|dubbed)\s"
    rf"(?:it|them|(?:the|these|this|those|[A-Z]\w+[’']s)\s(?:\w+\s){{0,2}}?(?:{_TALKS}|two days))\s(?:as\s)?"
    r"[“\"](?P<view>[^”\"\n]{3,80})[”\"]"
    rf"|\b{_TALKS}\s(?:had been|were|was|have been)\s[“\"](?P<was>[^”\"\n]{{3,80}})[”\"]"
)
"""called the session “frank and short”"""
_PROMISED = re.compile(
    r"\b(?:(?:has|have|had|also|both|later)\s)*"
    r"(?:agreed|agrees|undertook|undertakes|undertaken|pledged|pledges|promised|promises|vowed|plan|plans|planned|committed itself|decided|"
    r"consented)\s(?:also\s)?to\s(?P<what>[^.;:!?\n“”\"]{8,160})",
)
"""Both capitals have agreed to swap lists by May"""
_WILL = re.compile(
    r"\b(?:will|(?<=said he )would|(?<=said she )would|(?<=said it )would|(?<=said they )would|is to|are to)\s(?:also\s)?"
    r"(?P<what>(?:be held|happen|take place|meet|host|participate|attend|visit|provide|release|exchange)\b[^.;:!?\n“”\"]{4,140})"
)
"""the meeting will take place in June; said she would visit the prison"""
_ROUND_SUBJECT = re.compile(rf"\b{_SITTING}\b", re.IGNORECASE)
_CLAUSE_ENDS = re.compile(
    r",?\s(?:but|while|although|though|who|which|said|says|told|because|after which|, and (?:he|she|it|they))\b|"
    r",\s(?:and\s)?(?:he|she|it|they)\s"
)
_NEGATED = re.compile(
    r"\b(?:not|never|no|n[’']t|refused|declined|nobody|neither|hardly|could|might|may|if|whether|asked whether|urged|should)\b",
    re.IGNORECASE,
)


def cues(scene: Scene, apart: Sequence[Span]) -> list[Mark]:
    """The marks that plain words give, in order of place. apart: stretches that are not the story's own words."""
    found = [*_rounds(scene), *_heads(scene), *_counts(scene), *_cases(scene), *_views(scene), *_promises(scene)]
    return sorted((m for m in found if not any(a <= m.span[0] < b for a, b in apart)), key=lambda m: (m.span[0], -m.span[1]))


def _mark(label: str, span: Span, by: Span | None = None, **told: str) -> Mark:
    usual: dict[str, Any] = {
        "which": "this",
        "standing": "held",
        "kind": "other",
        "acceptance": "pledged",
        "whose": "nobody" if by is None else "one",
    }
    return Mark(span=span, label=label, score=SURE, by=by, **(usual | told))


def _rounds(scene: Scene) -> Iterator[Mark]:
    """Counted sittings, and "another round" that is to come."""
    for pattern in (_ROUND, _ANOTHER):
        for hit in pattern.finditer(scene.text, *scene.span):
            sentence = scene.structure.sentence(hit.start())
            if (pattern is _ROUND and ordinal(hit["number"]) is None) or _NO_TALKS.search(scene.text, *sentence):
                continue
            span = (hit.start(), hit.start() + len(hit.group().rstrip()))
            coming = toward(scene.structure, span, scene.tables) == "future"
            if pattern is _ANOTHER and not coming:
                continue
            yield _mark("round", span, which="next" if coming else "this", standing="scheduled" if coming else "held")


def _heads(scene: Scene) -> Iterator[Mark]:
    """Those of whom the story says that they led a side: by its structure, and by the words right beside the name."""
    for i, told in scene.told.items():
        for description in told:
            if description.place == "side":
                mention = min(scene.named[i].mentions, key=lambda m: abs(m.start - description.span[0]))
                yield _mark("side", description.span)
                yield _mark("head", (mention.start, mention.end), by=description.span)
        for mention in scene.named[i].mentions:
            led = _LED.match(scene.text, mention.end, scene.span[1])
            if led is None:
                led = _LED_BY.search(scene.text, max(scene.structure.sentence(mention.start)[0], mention.start - 140), mention.start)
            if led is not None:
                yield _mark("side", led.span("side"))
                yield _mark("head", (mention.start, mention.end), by=led.span("side"))


def _counts(scene: Scene) -> Iterator[Mark]:
    """How many somebody sent, where the words say that they were sent."""
    for hit in _COUNT.finditer(scene.text, *scene.span):
        group = "of" if hit["of"] else "strong"
        if cardinal(hit[group]) is None:
            continue
        sent = list(_SENT.finditer(scene.text, scene.structure.sentence(hit.start())[0], hit.start()))
        if sent:
            yield _mark("side", sent[-1].span())
            yield _mark("count", (hit.start(group), hit.end()), by=sent[-1].span())


def _cases(scene: Scene) -> Iterator[Mark]:
    """Persons named after "raised the cases of", each with what is said of it up to the next."""
    for hit in _RAISED.finditer(scene.text, *scene.span):
        sentence = scene.structure.sentence(hit.start())
        if _NEGATED.search(scene.text, max(sentence[0], hit.start() - 30), hit.end()):
            continue
        subject = scene.cast.subject((hit.start(), hit.start() + len(hit.group().split()[0])))
        if subject is not None:
            yield _mark("side", subject)
        people = [m for n in scene.named if n.type == "PER" for m in n.mentions if hit.end() <= m.start and m.end <= sentence[1]]
        people.sort(key=lambda m: m.start)
        for k, person in enumerate(people):
            stop = people[k + 1].start if k + 1 < len(people) else sentence[1]
            yield _mark("case", (person.start, person.end), by=subject)
            situation = _SITUATION.match(scene.text, person.end, stop)
            if situation is not None and len(situation["what"].split()) > 1:
                yield _mark("situation", situation.span("what"))


def _views(scene: Scene) -> Iterator[Mark]:
    """What somebody calls the talks, in quotation marks."""
    for hit in _CALLED.finditer(scene.text, *scene.span):
        group = "view" if hit["view"] else "was"
        verb = (hit.start(), hit.start() + len(hit.group().split()[0]))
        subject = scene.cast.subject(verb) if group == "view" else _speaker(scene, hit.start())
        if subject is not None:
            yield _mark("side", subject)
        yield _mark("view", hit.span(group), by=subject)


def _speaker(scene: Scene, at: int) -> Span | None:
    """The subject of the word of saying before this place in its sentence: "X, spokesman for Y, said the talks were"."""
    start = scene.structure.sentence(at)[0]
    said = None
    for word in re.finditer(r"\b(?:said|says|told|added)\b", scene.text[start:at]):
        said = (start + word.start(), start + word.end())
    return None if said is None else scene.cast.subject(said)


def _promises(scene: Scene) -> Iterator[Mark]:
    """What a party agreed, undertook or plans to do, and what an official says will be."""
    for pattern in (_PROMISED, _WILL):
        for hit in pattern.finditer(scene.text, *scene.span):
            sentence = scene.structure.sentence(hit.start())
            if _NEGATED.search(scene.text, max(sentence[0], hit.start() - 40), hit.start("what")) or _NO_TALKS.search(
                scene.text, *sentence
            ):
                continue
            first = next((w for w in scene.structure.within(hit.span()) if scene.structure.pos(w) in ("VERB", "AUX")), None)
            subject = None if first is None else scene.cast.subject((scene.structure.starts[first], scene.structure.ends[first]))
            if subject is None:
                continue
            ends = _CLAUSE_ENDS.search(scene.text, hit.start("what"), hit.end("what"))
            start = subject[0] if pattern is _WILL else hit.start("what")
            span = (start, ends.start() if ends is not None else hit.end("what"))
            words = scene.words((start, span[1]))
            kind = scene.tables.promise_words.of(words)
            if kind == "round" and _ROUND_SUBJECT.search(scene.words(subject)):
                yield _mark("promise", span, kind=kind, whose="both")
                continue
            yield _mark("side", subject)
            yield _mark("promise", span, by=subject, kind=kind)
