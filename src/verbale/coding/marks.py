"""The marks of one story: what the reader underlines, and what plain words tell besides."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from verbale.coding.cues import cues
from verbale.coding.mark import Mark
from verbale.coding.scene import Scene
from verbale.reading import MARK_CLASSES, MARKS
from verbale.reading.structure import Span

_NAMES = {"head": ("PER",), "case": ("PER",), "member": ("ORG",), "venue": ("LOC",)}
"""Labels whose marks are of names, and of what types: such a mark holds the whole name."""
_PLAINER = frozenset({"case", "situation", "view", "count"})
"""Labels for which plain words, where there are any, tell better than the network."""
_NOUNS = frozenset({"topic", "member", "round", "series", "subject"})
"""Labels whose marks are noun phrases."""
_NOMINAL = frozenset({"NOUN", "PROPN", "VERB", "NUM"})
_EDGES = frozenset({"DET", "ADP", "CCONJ", "SCONJ", "AUX", "PRON", "PART", "PUNCT"})
"""Parts of speech that a topic holds one of, and that it neither begins nor ends with (but for an article in front)."""
_UNENDED = frozenset({"ADP", "PART", "SCONJ", "CCONJ", "DET", "AUX"})
_CALLING = frozenset({"ADJ", "ADV", "NOUN", "VERB"})
_SHORTEST = 4
"""Parts of speech, and letters, of a word with which talks can be called something."""
_SPEAKS = re.compile(r"\b(?:we|us|our|i|my)\b", re.IGNORECASE)
"""In words that only go on speaking, and call the talks nothing."""
_SAYS = re.compile(r"\b(?:say|says|said|told|added)$", re.IGNORECASE)
"""At its end a word of saying, where what was promised is still to come."""
_CLAUSE = 3
"""Words of a promise at least."""
_PART_OF_ONE = re.compile(
    r"\w+ (?:(?:and \w+ )?(?:days?|half|hour|evening|morning|afternoon|week|visit|time he|time she)|"
    r"(?:electoral|legislative|parliamentary|congressional) \w+|century|anniversary|birthday|floor|article|amendment|congress|parliament|"
    r"district|infantry|division|army|avenue|street|edition of the \w+ cup)\b",
    re.IGNORECASE,
)
"""On the first day; in the second half; of the 19th electoral term: a part of a sitting or of a year, something else, and no sitting."""
_LEAST = 0.35
"""Score of a mark below which it is not looked at."""


def marks_of(scene: Scene, apart: list[Span]) -> list[Mark]:
    """The marks of the story in order of place, outer ones first, the network's and those that plain words give where it has none.

    apart: stretches that are not the story's own words.
    """
    plain = cues(scene, apart)
    seen = list({(m.label, m.span): m for m in _marks(scene, apart)}.values())
    found = [m for m in seen if m.label not in _PLAINER or not any(_share(m, cue) for cue in plain)]
    found += [cue for cue in plain if cue.label in _PLAINER or not any(_share(cue, m) for m in seen)]
    return sorted(found, key=lambda m: (m.span[0], -m.span[1]))


def _share(one: Mark, other: Mark) -> bool:
    return one.label == other.label and one.span[0] < other.span[1] and other.span[0] < one.span[1]


def _marks(scene: Scene, apart: list[Span]) -> Iterator[Mark]:
    m = scene.reading.marks
    first, last = scene.span
    for i, read in _joined(scene):
        if m.score[i] < _LEAST or not first <= read[0] < read[1] <= last or any(a <= read[0] < b for a, b in apart):
            continue
        told: dict[str, Any] = {name: values[int(getattr(m, name)[i])] for name, values in MARK_CLASSES.items()}
        by = int(m.by[i])
        label = MARKS[int(m.label[i])]
        span = scene.whole(_trimmed(scene.text, read), *_NAMES.get(label, ()))
        if label in _NOUNS:
            span = _nominal(scene, span)
        if label == "promise":
            span = _ended(scene, span)
        if not _can_be(scene, label, span):
            continue
        yield Mark(
            span=span,
            label=label,
            score=float(m.score[i]),
            by=(int(m.start[by]), int(m.end[by])) if by >= 0 and told["whose"] != "nobody" else None,
            **told,
        )


def _joined(scene: Scene) -> Iterator[tuple[int, Span]]:
    """The reader's marks by index, those that it broke in two joined under the first: "undertook to" | "open the yard".

    Nouns are broken wherever nothing stands between them, a promise where its first part is unended.
    """
    m = scene.reading.marks
    open_: dict[str, tuple[int, Span]] = {}
    for i in range(len(m)):
        label, span = MARKS[int(m.label[i])], (int(m.start[i]), int(m.end[i]))
        if label not in _NOUNS and label != "promise":
            yield i, span
            continue
        held = open_.get(label)
        touches = held is not None and scene.text[held[1][1] : span[0]].isspace()
        if held is not None and touches and (label in _NOUNS or _ended(scene, held[1]) != held[1]):
            open_[label] = (held[0], (held[1][0], span[1]))
            continue
        if held is not None:
            yield held
        open_[label] = (i, span)
    yield from open_.values()


def _nominal(scene: Scene, span: Span) -> Span:
    """The span without words at its edges that no noun phrase begins or ends with."""
    s = scene.structure
    words = list(s.within(span))
    while words and s.pos(words[-1]) in _EDGES:
        words.pop()
    while words and (s.pos(words[0]) in _EDGES - {"DET"} or _is_told_verb(s.word(words[0]), s.pos(words[0]))):
        words.pop(0)
    return (s.starts[words[0]], s.ends[words[-1]]) if words else span


def _ended(scene: Scene, span: Span) -> Span:
    """The span without words at its end after which something is still to come: of "undertook to" the first."""
    s = scene.structure
    words = list(s.within(span))
    while words and s.pos(words[-1]) in _UNENDED:
        words.pop()
    return (span[0], s.ends[words[-1]]) if words else span


def _is_told_verb(word: str, pos: str) -> bool:
    """A verb that tells what was done with a topic ("dwelt on"), rather than one that is a topic ("detaining lawyers")."""
    return pos == "VERB" and word.islower() and not word.endswith("ing")


def _can_be(scene: Scene, label: str, span: Span) -> bool:
    """Whether such a mark can be on these words: a case and a head are persons, a promise is a clause, a "first day" is no round."""
    if label in ("case", "head"):
        return any(scene.tables.country_of_place(person.name) is None for person in scene.people(span))
    if label == "member":
        if any(d.span[0] < span[1] and span[0] < d.span[1] for told in scene.told.values() for d in told if d.office is not None):
            return False  # of somebody's title
        return any(n.type == "ORG" for n in scene.inside(span)) or scene.tables.body_words.of_name(scene.words(span)) is not None
    if label == "topic" and _is_body(scene, span):
        return False
    if label in ("topic", "situation", "reply", "view"):
        words = re.findall(r"[^\W\d_]+", scene.words(span))
        nominal = any(scene.structure.pos(w) in _NOMINAL for w in scene.structure.within(span))
        lone = len(words) == 1 and label != "view" and scene.tables.topics.of(words[0]) is None
        if label == "view" and (_SPEAKS.search(scene.words(span)) or not _characterizes(scene, span)):
            return False
        return bool(words) and (label == "view" or (nominal and not (lone and (label != "topic" or words[0][0].isupper()))))
    if label == "promise":
        verbs = any(scene.structure.pos(w) in ("VERB", "AUX") for w in scene.structure.within(span))
        told = verbs or scene.tables.promise_words.of(scene.words(span)) != "other"
        return told and len(scene.words(span).split()) >= _CLAUSE and _SAYS.search(scene.words(span)) is None
    return label != "round" or _PART_OF_ONE.match(scene.text, span[0]) is None


def _is_body(scene: Scene, span: Span) -> bool:
    """Whether a body is named there, or bodies of a kind, rather than anything that could be discussed."""
    return scene.tables.body_words.of_name(scene.words(span)) is not None or any(
        n.type == "ORG" and any(m.start <= span[0] + 4 and span[1] <= m.end for m in n.mentions) for n in scene.inside(span)
    )


def _characterizes(scene: Scene, span: Span) -> bool:
    """Whether the words can call something anything: a quality, a thing or a deed is among them, of some length and no name."""
    s = scene.structure
    return any(s.pos(w) in _CALLING and len(s.word(w)) >= _SHORTEST and s.word(w).islower() for w in s.within(span))


def _trimmed(text: str, span: Span) -> Span:
    """The span without white space, commas and quotation marks at its edges that have no partner in it."""
    start, end = span
    while start < end - 1 and (text[start].isspace() or text[start] in ',;:.“"”„«'):
        start += 1
    while end > start + 1 and (text[end - 1].isspace() or text[end - 1] in ',;:“"”»' or _full_stop(text, start, end)):
        end -= 1
    return (start, end)


def _full_stop(text: str, start: int, end: int) -> bool:
    """Whether the last character is a full stop that closes a sentence rather than an abbreviation."""
    return text[end - 1] == "." and not (end - start > 3 and text[end - 3 : end - 2] in (".", " "))
