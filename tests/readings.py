"""Readings made by hand, so that stories and coding are tested without weights.

    reading("[Michael Posner]PER met officials in [Geneva]LOC.")

Names stand in brackets, with their type. A source in braces is an attribution of its own, whose content is what follows it in its sentence:
"{[Posner]PER} said talks were candid." Every line is a paragraph, and its vector agrees with the reader on where a story begins. What depends on what is guessed by a few
rules; `arcs` corrects them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from verbale.model import Document
from verbale.reading import (
    ACT_MODES,
    ACT_TYPES,
    MARK_CLASSES,
    MARKS,
    MENTION_TYPES,
    ROLES,
    STANDINGS,
    TIME_TYPES,
    Acts,
    EventWords,
    Marks,
    Mentions,
    Reading,
    Times,
)
from verbale.reading.labels import PARTS_OF_SPEECH, RELATIONS
from verbale.reading.reading import Attributions, Floats, Ints, Paragraphs, Sentences, Words
from verbale.reading.structure import Span

Said = tuple[str | None, str | None, list[str]]
"""Words of a source, of a cue, and of each part of a content. Parts stand once in the text; of the others the nearest to them is meant."""
Underlined = tuple[str, str, dict[str, str]]
"""A label, the words it is on ("side#2": the second time that they stand there), and what is told of it: by the names of `MARK_CLASSES`, and `by`,
the words of the side mark that tell whose it is."""
Act = tuple[str, str, str]
"""Who acts, the type, and on whom."""
Labelled = tuple[str, str]
"""Words of the text, and what they are: ("next year", "DATE"), ("met", "occurred"); "met#2" is where they stand for the second time."""
Arc = tuple[str, str, str]
"""A word, its relation, and the word that it depends on; "side#2" is the second of its form in the text."""

_MARK = re.compile(r"\[(?=[^\[\]\n]*\](?:PER|LOC|ORG|OTHER))|\](?P<type>PER|LOC|ORG|OTHER)|[{}]")
_SHORT = r"(?:Mr|Mrs|Ms|Dr|Jr|Sr|St|Gen|Sen|Rep|Lt|Prof|Inc|[A-Z])\."
_WORD = re.compile(rf"{_SHORT}(?:[A-Z]\.)*|[’']s\b|[^\W_]+(?:[-’'](?!s\b)[^\W_]+)*|[^\w\s]")
_FULL_STOP = re.compile(r"(?<=[.!?…])[”’\"'»)]*\s+(?=[“‘\"'«(]?[A-ZÀ-Þ])")
_CLOSED = {
    "DET": "the a an this that these those both no",
    "PRON": "he she it they we i you him her who which whose",
    "ADP": "of for in at on with from to by about after before against under over into during",
    "AUX": "is was are were has had have been be will would may could can did does",
    "CCONJ": "and or but",
    "SCONJ": "because while whether if when",
    "ADV": "not also later again yesterday",
    "ADJ": "former senior deputy acting retired new last candid",
    "VERB": "said says told met spoke led leads leading left wrote went came held did heads took gave",
}
_POS = {word: pos for pos, words in _CLOSED.items() for word in words.split()}
_NOMINAL = frozenset({"DET", "ADJ", "NUM", "NOUN", "PROPN"})


def document(text: str, sha256: str = "0" * 64) -> Document:
    """A document of this text."""
    return Document.of(source="page.txt", sha256=sha256, media_type="text/plain", text=text)


def reading(
    marked: str,
    attributions: Sequence[Said] = (),
    *,
    arcs: Sequence[Arc] = (),
    opens: Sequence[float] = (),
    scores: Sequence[float] = (),
    marks: Sequence[Underlined] = (),
    times: Sequence[Labelled] = (),
    events: Sequence[Labelled] = (),
    acts: Sequence[Act] = (),
) -> Reading:
    """The reading of a marked text. opens: a probability a paragraph, 0.001 where none is given. scores: one an attribution, else 1.

    marks: what the network of the marks would underline. acts: who acts, the type or "TYPE:MODE", on whom.
    """
    text, mentions, sources = _unmarked(marked)
    lines = [m.span() for m in re.finditer(r"\S(?:[^\n\r]*\S)?", text)]
    sentences = [span for line in lines for span in _sentences(text, line)]
    opening = [*opens, *[0.001] * (len(lines) - len(opens))]
    rows = [_attribution(text, said) for said in attributions]
    rows += [{"source": [s], "cue": [], "content": [_rest(text, s, sentences)]} for s in sources]
    return Reading(
        text=text,
        paragraphs=Paragraphs(
            *_columns(lines),
            _vectors(opening),
            _floats(opening),
        ),
        sentences=Sentences(*_columns(sentences)),
        words=_words(text, sentences, mentions, arcs),
        mentions=Mentions(
            *_columns([span for span, _ in mentions]),
            _ints([MENTION_TYPES.index(kind) for _, kind in mentions]),
            _floats([1.0] * len(mentions)),
        ),
        attributions=_table(rows, scores),
        marks=_marks(text, marks),
        times=Times(*_labelled(text, times, TIME_TYPES)),
        events=EventWords(*_labelled(text, events, STANDINGS)),
        acts=_acts(text, acts),
    )


def _acts(text: str, told: Sequence[Act]) -> Acts:
    kinds = ["YIELD" if kind.split(":")[0] in ("CONCEDE", "RETREAT") else kind.split(":")[0] for _, kind, _ in told]
    return Acts(
        *_columns([_numbered(text, source) for source, _, _ in told]),
        *_columns([_numbered(text, target) for _, _, target in told]),
        _ints([ACT_TYPES.index(kind) for kind in kinds]),
        _floats([1.0] * len(told)),
        _ints([ACT_MODES.index(kind) if ":" in kind else -1 for _, kind, _ in told]),
    )


def _marks(text: str, underlined: Sequence[Underlined]) -> Marks:
    placed = sorted(((_numbered(text, words), label, told) for label, words, told in underlined), key=lambda m: (m[0][0], -m[0][1]))
    sides = {span: i for i, (span, label, _) in enumerate(placed) if label == "side"}

    def told_of(name: str, told: dict[str, str]) -> int:
        usual = ("one" if "by" in told else "nobody") if name == "whose" else MARK_CLASSES[name][0]
        return MARK_CLASSES[name].index(told.get(name, usual))

    return Marks(
        *_columns([span for span, _, _ in placed]),
        _ints([MARKS.index(label) for _, label, _ in placed]),
        _floats([1.0] * len(placed)),
        *(_ints([told_of(name, told) for _, _, told in placed]) for name in MARK_CLASSES),
        _ints([sides[_numbered(text, told["by"])] if "by" in told else -1 for _, _, told in placed]),
    )


def _numbered(text: str, words: str) -> Span:
    """Where the words stand: "side#2" is the second time."""
    words, _, number = words.partition("#")
    at = -1
    for _ in range(int(number or 1)):
        at = text.index(words, at + 1)
    return (at, at + len(words))


def _unmarked(marked: str) -> tuple[str, list[tuple[Span, str]], list[Span]]:
    """The text without marks, its mentions and its sources."""
    text, at = "", 0
    opened: list[int] = []
    mentions: list[tuple[Span, str]] = []
    sources: list[Span] = []
    for mark in _MARK.finditer(marked):
        text += marked[at : mark.start()]
        at = mark.end()
        if mark.group() in "[{":
            opened.append(len(text))
        elif mark.group() == "}":
            sources.append((opened.pop(), len(text)))
        else:
            mentions.append(((opened.pop(), len(text)), mark["type"]))
    return text + marked[at:], mentions, sorted(sources)


def _sentences(text: str, line: Span) -> list[Span]:
    spans, start = [], line[0]
    for stop in _FULL_STOP.finditer(text, *line):
        if not re.search(rf"(?:^|\W){_SHORT}$", text[start : stop.start()]):
            spans.append((start, stop.start() + len(stop.group().rstrip())))
            start = stop.end()
    return [*spans, (start, line[1])]


def _rest(text: str, source: Span, sentences: Sequence[Span]) -> Span:
    end = next(b for a, b in sentences if a <= source[0] < b)
    return (source[1] + (text[source[1]] == " "), end) if source[1] < end else source


def _attribution(text: str, said: Said) -> dict[str, list[Span]]:
    source, cue, contents = said
    parts = []
    for content in contents:
        assert text.count(content) == 1, f"{content!r} stands {text.count(content)} times in the text"
        parts.append((text.index(content), text.index(content) + len(content)))
    return {
        "source": [] if source is None else [_nearest(text, source, parts)],
        "cue": [] if cue is None else [_nearest(text, cue, parts)],
        "content": parts,
    }


def _nearest(text: str, words: str, parts: Sequence[Span]) -> Span:
    found = [m.span() for m in re.finditer(rf"(?<!\w){re.escape(words)}(?!\w)", text)]
    free = [s for s in found if not any(a < s[1] and s[0] < b for a, b in parts)]
    assert free, f"{words!r} doesn't stand outside the content"
    return min(free, key=lambda s: min(max(a - s[1], s[0] - b) for a, b in parts))


def table(rows: Sequence[tuple[Span | None, Span | None, list[Span]]]) -> Attributions:
    """Attributions of these spans: of a source, of a cue, and of each part of a content."""
    return _table([{"source": [s] if s else [], "cue": [c] if c else [], "content": sorted(parts)} for s, c, parts in rows], ())


def _table(rows: Sequence[dict[str, list[Span]]], scores: Sequence[float]) -> Attributions:
    ordered = sorted(rows, key=lambda row: row["content"][0])
    flat = [(i, ROLES.index(role), span) for i, row in enumerate(ordered) for role in ROLES for span in row[role]]
    return Attributions(
        _ints([i for i, _, _ in flat]),
        _ints([role for _, role, _ in flat]),
        *_columns([span for _, _, span in flat]),
        _floats([*scores, *[1.0] * (len(rows) - len(scores))]),
    )


def _words(text: str, sentences: Sequence[Span], mentions: Sequence[tuple[Span, str]], arcs: Sequence[Arc]) -> Words:
    clause = _Clause(text, mentions)
    for number, sentence in enumerate(sentences):
        clause.add([m.span() for m in _WORD.finditer(text, *sentence)], number)
    forms = [text[a:b] for a, b in clause.spans]
    for word, relation, head in arcs:
        clause.depend(_nth(forms, word), relation, -1 if relation == "root" else _nth(forms, head))
    return Words(
        *_columns(clause.spans),
        _ints([PARTS_OF_SPEECH.index(p) for p in clause.pos]),
        _ints(clause.heads),
        _ints([RELATIONS.index(r) for r in clause.relations]),
        _ints(clause.sentence),
    )


def _labelled(text: str, rows: Sequence[Labelled], labels: Sequence[str]) -> tuple[Ints, Ints, Ints, Floats]:
    found = []
    for words, label in rows:
        form, _, number = words.partition("#")
        places = [m.span() for m in re.finditer(rf"(?<!\w){re.escape(form)}(?!\w)", text)]
        found.append((places[int(number or 1) - 1], labels.index(label)))
    found.sort()
    return (*_columns([span for span, _ in found]), _ints([label for _, label in found]), _floats([1.0] * len(found)))


def _nth(forms: Sequence[str], word: str) -> int:
    form, _, number = word.partition("#")
    return [i for i, other in enumerate(forms) if other == form][int(number or 1) - 1]


@dataclass
class _Clause:
    """Words and what they depend on: noun phrases by their last noun or the name's first word, the first verb as root."""

    text: str
    mentions: Sequence[tuple[Span, str]]
    spans: list[Span] = field(default_factory=list)
    pos: list[str] = field(default_factory=list)
    heads: list[int] = field(default_factory=list)
    relations: list[str] = field(default_factory=list)
    sentence: list[int] = field(default_factory=list)

    def depend(self, word: int, relation: str, head: int) -> None:
        """Hang a word on another."""
        self.heads[word], self.relations[word] = head, relation

    def add(self, spans: Sequence[Span], number: int) -> None:
        """The words of one more sentence."""
        first = len(self.spans)
        self.spans += spans
        self.pos += [self._pos(span) for span in spans]
        self.sentence += [number] * len(spans)
        here = range(first, len(self.spans))
        root = next((i for p in ("VERB", "AUX") for i in here if self.pos[i] == p), first)
        self.heads += [root] * len(spans)
        self.relations += ["punct" if p == "PUNCT" else "dep" for p in self.pos[first:]]
        self.depend(root, "root", -1)
        self._link(self._phrases(here), here, root)

    def _pos(self, span: Span) -> str:
        word = self.text[slice(*span)]
        if word in ("’s", "'s"):
            return "PART"
        if not any(c.isalnum() for c in word):
            return "PUNCT"
        if self._name(span) is not None:
            return "PROPN"
        if word.casefold() in _POS:
            return _POS[word.casefold()]
        if word[0].isupper() or word[0].isdigit():
            return "NUM" if word[0].isdigit() else "PROPN"
        return "VERB" if word.endswith("ed") else "NOUN"

    def _name(self, span: Span) -> tuple[Span, str] | None:
        return next(((s, kind) for s, kind in self.mentions if s[0] <= span[0] and span[1] <= s[1]), None)

    def _phrases(self, here: range) -> list[tuple[int, int, int]]:
        """First word, end and head of each noun phrase."""
        found: list[tuple[int, int, int]] = []
        i = here.start
        while i < here.stop:
            end = i
            while end < here.stop and self.pos[end] in _NOMINAL and not (end > i and self._ends_person(end - 1, end)):
                end += 1
            end = max(end, i + (self.pos[i] == "PRON"))
            if end > i:
                head = self._head(i, end)
                for k in range(i, end):
                    if k != head:
                        self.depend(k, "det" if self.pos[k] == "DET" else "flat" if k > head else "compound", head)
                found.append((i, end, head))
            i = max(end, i + 1)
        return found

    def _ends_person(self, before: int, after: int) -> bool:
        name = self._name(self.spans[before])
        return name is not None and name[1] == "PER" and self._name(self.spans[after]) != name

    def _head(self, first: int, end: int) -> int:
        name = self._name(self.spans[end - 1])
        if name is not None and name[1] == "PER":
            return next(k for k in range(first, end) if self._name(self.spans[k]) == name)
        return end - 1

    def _link(self, phrases: list[tuple[int, int, int]], here: range, root: int) -> None:
        """Each phrase to the one before it (of, comma, and, 's), to the verb before it, or as subject to the verb after it."""
        before: tuple[int, int, int] | None = None
        for phrase in phrases:
            first, _, head = phrase
            between = range(before[1] if before else here.start, first)
            signs = {self.pos[k] for k in between}
            marks = {self.text[slice(*self.spans[k])] for k in between}
            prepositions = [k for k in between if self.pos[k] == "ADP"]
            verbs = [k for k in between if self.pos[k] in {"VERB", "AUX"}]
            for k in prepositions:
                self.depend(k, "case", head)
            if before is not None and "PART" in signs:
                self.heads[head], self.relations[head] = self.heads[before[2]], self.relations[before[2]]
                self.depend(before[2], "nmod:poss", head)
                self.depend(first - 1, "case", before[2])
            elif verbs:
                self.depend(head, "obl" if prepositions else "obj", verbs[-1])
            elif before is not None and not marks & set('“”"«»;:'):
                self.depend(head, "nmod" if prepositions else "conj" if "CCONJ" in signs else "appos", before[2])
            elif head != root:
                later = next((k for k in range(head, here.stop) if self.pos[k] in {"VERB", "AUX"}), root)
                self.depend(head, "nsubj", later)
            before = phrase


def _vectors(opening: Sequence[float]) -> Floats:
    """A vector a paragraph, alike within a story and unlike the last one's where the reader sees one begin."""
    stories = np.cumsum([probability > 0.5 for probability in opening], dtype=np.int64)
    vectors: Floats = np.eye(4, dtype=np.float32)[stories % 4]
    return vectors


def _columns(spans: Sequence[Span]) -> tuple[Ints, Ints]:
    return _ints([a for a, _ in spans]), _ints([b for _, b in spans])


def _ints(values: Sequence[int]) -> Ints:
    return np.array(values, np.int32)


def _floats(values: Sequence[float]) -> Floats:
    return np.array(values, np.float32)
