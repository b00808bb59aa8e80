"""What the shipped reader gets right, on texts it was never trained on. Each measure is a function of the reader to figures."""

from __future__ import annotations

import hashlib
import random
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

import numpy as np

from training.corpora import ner, polnear, synthetic, timebank, ud
from training.corpora.annotated import Annotated, Span
from training.pages import HEADLESS, Part, compose, page
from verbale.reading import ENTITIES, RELATIONS, ROLES, STANDINGS, TIME_TYPES, Reader, Reading
from verbale.reading.labels import relation
from verbale.stories import stories

T = TypeVar("T")
PAGES = 200
_DRAWS = 1000


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure. low, high: the 95% bootstrap interval over documents. count: of gold items. gold: a digest of what it was measured on."""

    name: str
    value: float
    low: float
    high: float
    count: int
    gold: str


@dataclass(frozen=True, slots=True)
class Counts:
    """Of one document: right, and how many there are in the gold and in what was found."""

    right: int
    gold: int
    found: int


def f1(counts: Sequence[Counts]) -> float:
    """The harmonic mean of precision and recall over all documents together."""
    right, total = sum(c.right for c in counts), sum(c.gold + c.found for c in counts)
    return 2 * right / total if total else 0.0


def recall(counts: Sequence[Counts]) -> float:
    """The share of the gold that is right."""
    gold = sum(c.gold for c in counts)
    return sum(c.right for c in counts) / gold if gold else 0.0


def figure(name: str, counts: Sequence[Counts], gold: str, measure: Callable[[Sequence[Counts]], float] = f1) -> Figure:
    """The figure with its interval."""
    low, high = interval(name, counts, measure)
    return Figure(name, round(measure(counts), 4), low, high, sum(c.gold for c in counts), gold)


def interval(name: str, documents: Sequence[T], measure: Callable[[Sequence[T]], float]) -> tuple[float, float]:
    """The 95% bootstrap interval of a measure over documents, the same whenever it is asked for."""
    rng = random.Random(name)
    draws = sorted(measure(rng.choices(documents, k=len(documents))) for _ in range(_DRAWS))
    return round(draws[int(0.025 * _DRAWS)], 4), round(draws[int(0.975 * _DRAWS)], 4)


def digest(texts: Iterable[Annotated]) -> str:
    """A short digest of gold data: of ids and texts and every annotation."""
    h = hashlib.sha256()
    for text in texts:
        h.update(repr(text).encode())
        if text.times is not None:
            # These are kept out of repr, so that the digests of gold without them stay what they were.
            h.update(repr((text.times, text.events, text.timed_from, text.created)).encode())
    return h.hexdigest()[:12]


def compared(gold: set[tuple[int, ...]], found: set[tuple[int, ...]]) -> Counts:
    """Items that are the same to the letter."""
    return Counts(len(gold & found), len(gold), len(found))


def attribution(reader: Reader, documents: Sequence[Annotated], where: str) -> Iterator[Figure]:
    """Source, cue and content: spans exact but for marks and white space at the edges, and tokens."""
    gold = digest(documents)
    readings = [reader.read(d.text) for d in documents]
    for i, role in enumerate(ROLES):
        spans, tokens = [], []
        for document, reading in zip(documents, readings, strict=True):
            wanted = {_bare(document.text, s) for a in document.attributions or () for s in getattr(a, role)}
            a = reading.attributions
            rows = np.flatnonzero(a.role == i)
            got = {_bare(document.text, (int(a.start[r]), int(a.end[r]))) for r in rows}
            spans.append(compared(wanted, got))
            tokens.append(compared(_tokens(document, wanted), _tokens(document, got)))
        yield figure(f"{where}: {role}, exact span F1", spans, gold)
        yield figure(f"{where}: {role}, token F1", tokens, gold)
    yield figure(f"{where}: who said what, F1 at IoU 0.5", [_linked(d, r) for d, r in zip(documents, readings, strict=True)], gold)


def _bare(text: str, span: Span) -> Span:
    """The span without quotation marks, commas and white space at its edges, on which annotators and we differ freely."""
    start, end = span
    while start < end and not (text[start].isalnum() or text[start] in "$£€#@&"):
        start += 1
    while end > start and not (text[end - 1].isalnum() or text[end - 1] in "%$"):
        end -= 1
    return (start, end)


def _tokens(document: Annotated, spans: Iterable[Span]) -> set[tuple[int, ...]]:
    words = [w.span for w in document.words or ()] or [(i, i + 1) for i, c in enumerate(document.text) if not c.isspace()]
    starts = np.array([a for a, _ in words])
    covered: set[tuple[int, ...]] = set()
    for start, end in spans:
        first, last = np.searchsorted(starts, [start, end])
        covered |= {(int(k),) for k in range(int(first), int(last))}
    return covered


def _linked(document: Annotated, reading: Reading) -> Counts:
    """Attributions matched one to one where content and source overlap by half."""
    a = reading.attributions
    found = [(a.spans(k, ROLES.index("content")), a.spans(k, ROLES.index("source"))) for k in range(len(a))]
    gold = [(list(g.content), list(g.source)) for g in document.attributions or () if g.content]
    pairs = [
        (min(iou(c, fc), iou(s, fs) if s or fs else 1.0), i, j)
        for i, (c, s) in enumerate(gold)
        for j, (fc, fs) in enumerate(found)
        if iou(c, fc) >= 0.5 and (not (s or fs) or iou(s, fs) >= 0.5)
    ]
    taken_gold: set[int] = set()
    taken_found: set[int] = set()
    for _, i, j in sorted(pairs, reverse=True):
        if i not in taken_gold and j not in taken_found:
            taken_gold.add(i)
            taken_found.add(j)
    return Counts(len(taken_gold), len(gold), len(found))


def iou(one: Sequence[Span], other: Sequence[Span]) -> float:
    """Intersection over union of two sets of spans, in characters."""
    shared = sum(max(0, min(b, d) - max(a, c)) for a, b in one for c, d in other)
    union = sum(b - a for a, b in one) + sum(d - c for c, d in other) - shared
    return shared / union if union else 0.0


def entities(reader: Reader, documents: Sequence[Annotated], where: str) -> Iterator[Figure]:
    """PER, LOC and ORG: span and type exact."""
    counts = []
    for document in documents:
        m = reader.read(document.text).mentions
        got = {(int(s), int(e), int(t)) for s, e, t in zip(m.start, m.end, m.type, strict=True) if t < len(ENTITIES)}
        counts.append(compared({(*span, ENTITIES.index(kind)) for span, kind in document.entities or ()}, got))
    yield figure(f"{where}: PER/LOC/ORG, F1", counts, digest(documents))


def structure(reader: Reader, documents: Sequence[Annotated], where: str) -> Iterator[Figure]:
    """Sentences, words, and labelled attachment from raw text: a word counts where its span, its head's and its relation are right."""
    sentences, words, arcs = [], [], []
    for document in documents:
        reading = reader.read(document.text)
        s, w = reading.sentences, reading.words
        sentences.append(compared(set(document.sentences or ()), {(int(a), int(b)) for a, b in zip(s.start, s.end, strict=True)}))
        gold = [word for word in document.words or () if word.span[0] < word.span[1]]
        spans = [word.span for word in document.words or ()]
        got = [(int(a), int(b)) for a, b in zip(w.start, w.end, strict=True)]
        words.append(compared(set(spans), set(got)))
        wanted = {
            (*g.span, *(spans[g.head] if g.head is not None and g.head >= 0 else (-1, -1)), RELATIONS.index(relation(g.relation or "dep")))
            for g in gold
        }
        found = {
            (*span, *(got[h] if h >= 0 else (-1, -1)), int(r)) for span, h, r in zip(got, w.head.tolist(), w.relation.tolist(), strict=True)
        }
        arcs.append(compared(wanted, found))
    gold_digest = digest(documents)
    yield figure(f"{where}: sentences, F1", sentences, gold_digest)
    yield figure(f"{where}: words, F1", words, gold_digest)
    yield figure(f"{where}: structure from raw text, LAS F1", arcs, gold_digest)


def times(reader: Reader, documents: Sequence[Annotated], where: str) -> Iterator[Figure]:
    """Time expressions: spans exact and spans that overlap, one to one; and among these the share whose type is right."""
    exact, overlapping, types = [], [], []
    for document in documents:
        gold = [(_bare(document.text, t.span), TIME_TYPES.index(t.type)) for t in document.times or ()]
        t = reader.read(document.text).times
        found = [
            (_bare(document.text, (a, b)), kind)
            for a, b, kind in zip(t.start.tolist(), t.end.tolist(), t.type.tolist(), strict=True)
            if a >= document.timed_from
        ]
        pairs = _overlapping([span for span, _ in gold], [span for span, _ in found])
        exact.append(compared({span for span, _ in gold}, {span for span, _ in found}))
        overlapping.append(Counts(len(pairs), len(gold), len(found)))
        types.append(Counts(sum(gold[i][1] == found[j][1] for i, j in pairs), len(pairs), len(pairs)))
    made = digest(documents)
    yield figure(f"{where}: times, exact span F1", exact, made)
    yield figure(f"{where}: times, any overlap, F1", overlapping, made)
    yield figure(f"{where}: type of the times found, share right", types, made, recall)


def _overlapping(gold: Sequence[Span], found: Sequence[Span]) -> list[tuple[int, int]]:
    """Pairs of spans that overlap, one to one, those that share most first."""
    shared = [(min(b, d) - max(a, c), i, j) for i, (a, b) in enumerate(gold) for j, (c, d) in enumerate(found)]
    taken: dict[int, int] = {}
    for common, i, j in sorted(shared, key=lambda pair: (-pair[0], pair[1:])):
        if common > 0 and i not in taken and j not in taken.values():
            taken[i] = j
    return sorted(taken.items())


def standings(reader: Reader, documents: Sequence[Annotated], where: str) -> Iterator[Figure]:
    """Event words, exact; and how each gold event word stands: one that the reader doesn't see is missed, whatever its standing."""
    words = []
    judged: list[tuple[Counts, ...]] = []
    for document in documents:
        e = reader.read(document.text).events
        spans = zip(e.start.tolist(), e.end.tolist(), strict=True)
        found = {_bare(document.text, s): k for s, k in zip(spans, e.standing.tolist(), strict=True) if s[0] >= document.timed_from}
        gold = {_bare(document.text, event.span): event.standing for event in document.events or ()}
        words.append(compared(set(gold), set(found)))
        known = [(STANDINGS.index(standing), found.get(span)) for span, standing in gold.items() if standing is not None]
        judged.append(
            tuple(
                Counts(
                    sum(wanted == got == k for wanted, got in known),
                    sum(wanted == k for wanted, _ in known),
                    sum(got == k for _, got in known),
                )
                for k in range(len(STANDINGS))
            )
        )
    made = digest(documents)
    yield figure(f"{where}: event words, exact span F1", words, made)
    for k, standing in enumerate(STANDINGS):
        yield figure(f"{where}: event words that are {standing}, F1", [counts[k] for counts in judged], made)
    yield _macro(f"{where}: how event words stand, mean F1 of the four", judged, made)


def _macro(name: str, judged: Sequence[tuple[Counts, ...]], gold: str) -> Figure:
    def mean(documents: Sequence[tuple[Counts, ...]]) -> float:
        return sum(f1([counts[k] for counts in documents]) for k in range(len(STANDINGS))) / len(STANDINGS)

    low, high = interval(name, judged, mean)
    count = sum(c.gold for counts in judged for c in counts)
    return Figure(name, round(mean(judged), 4), low, high, count, gold)


def composed(held_out: bool, seed: int, count: int = PAGES, headless: float = HEADLESS) -> list[tuple[str, list[int], list[Part]]]:
    """Composed pages with the offsets at which their stories start. Held out: of dev articles; else of the tuning share and train."""
    rng = random.Random(seed)
    news = list(polnear.dev() if held_out else polnear.tune())
    gum = [d for d in ud.read("en_gum-dev" if held_out else "en_gum-train") if "GUM_news" in d.id]
    wires = list(synthetic.dev() if held_out else synthetic.train())
    pool = [*news, *gum * 8, *rng.sample(wires, len(news) // 2)]
    made = []
    for _ in range(count):
        others = rng.sample(wires, 60) + rng.sample(gum, min(len(gum), 2)) + rng.sample(news, 4)
        parts = compose(rng, pool, others, headless)
        made.append((*page(rng, parts), parts))
    return made


def seams(reader: Reader, seed: int = 7) -> Iterator[Figure]:
    """Boundaries between the stories of composed pages, and single articles broken in two."""
    for name, headless in (("with headlines", 0.0), ("a third without headlines", HEADLESS)):
        counts = []
        pages = composed(held_out=True, seed=seed, headless=headless)
        for text, starts, _ in pages:
            got = {(part.start,) for part in stories(reader.read(text))[1:]}
            counts.append(compared({(s,) for s in starts[1:]}, got))
        gold = hashlib.sha256(repr([p[:2] for p in pages]).encode()).hexdigest()[:12]
        yield figure(f"composed pages, teasers {name}: boundaries, F1", counts, gold)
    singles = [*polnear.dev(), *polnear.tune(), *[d for d in ud.read("en_gum-dev") if "GUM_news" in d.id], *list(synthetic.dev())[:200]]
    whole = [Counts(int(len(stories(reader.read(d.text))) > 1), 1, 1) for d in singles]
    yield figure("single articles broken in two, share", whole, digest(singles), recall)


def all_figures(reader: Reader) -> Iterator[Figure]:
    """Every figure that is reported: dev splits only."""
    yield from attribution(reader, list(polnear.dev()), "PolNeAR dev")
    yield from entities(reader, list(ner.dev()), "UNER-EWT dev")
    yield from entities(reader, [d for d in polnear.dev() if d.entities is not None], "PolNeAR dev, agreement with silver")
    yield from structure(reader, list(ud.read("en_ewt-dev")), "EWT dev")
    yield from structure(reader, list(ud.read("en_gum-dev")), "GUM dev")
    yield from seams(reader)
    yield from times(reader, list(timebank.dev()), "TimeBank dev")
    yield from standings(reader, list(timebank.dev()), "TimeBank dev")
