"""From the heads' scores to spans: what is a sentence, a word, a mention, an attribution, a time, an event word."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from verbale.reading.acts import ActScores, acts
from verbale.reading.encoder import TAGS, WindowScores
from verbale.reading.labels import BEGIN, ENTITIES, RELATIONS, ROLES
from verbale.reading.marks import MarkScores, marks
from verbale.reading.pieces import Pieces
from verbale.reading.reading import Attributions, EventWords, Floats, Ints, Mentions, Paragraphs, Reading, Sentences, Times, Words
from verbale.reading.shape import Gap
from verbale.reading.viterbi import best_tags, spans
from verbale.reading.windows import Window
from verbale.reading.wrapping import is_hard_wrapped

CLOSING = frozenset(".!?…”’\"'»)")
"""What a sentence ends on, closing quotation marks and brackets included."""
COST = {"source": 1.0, "cue": 1.0, "content": 1.0, "entity": 1.5, "other": 1.0, "time": 1.0}
"""What beginning a span costs, by head: the best of a few on the held-back tenth of PolNeAR's train split; of a time, as of most."""
MAY_BEGIN = 0.01
"""Probability of BEGIN below which no span is taken to start with a piece, so that its links need not be kept."""
SURE_LINK = 0.05
"""Below this probability of its best link a part of a content stands alone, without a cue."""
_SOURCE, _CUE, _CONTENT = (ROLES.index(role) for role in ("source", "cue", "content"))


@dataclass(frozen=True, slots=True)
class _Run:
    """Pieces [first:last] that one head takes together; score: the mean probability of their tags."""

    first: int
    last: int
    type: int
    score: float


def decode(text: str, pieces: Pieces, scored: Iterable[WindowScores]) -> Reading:
    """The reading of `text` from the scores of all its windows."""
    n = len(pieces)
    tags = {name: np.zeros((n, classes), np.float32) for name, classes in TAGS}
    pos, head, relation = (np.zeros(n, np.int32) for _ in range(3))
    opens, breaks = (np.zeros(n, np.bool_) for _ in range(2))
    wrapped = is_hard_wrapped(text)
    sums: list[Floats] = []
    kept: list[_Links] = []
    marked: list[MarkScores] = []
    acting: list[ActScores] = []
    for scores in scored:
        window = scores.window
        own, inside = slice(window.start, window.end), slice(window.start - window.context, None)
        for name, column in tags.items():
            column[own] = scores.tags[name][inside]
        pos[own], relation[own] = scores.pos[inside], scores.relation[inside]
        heads = scores.head[inside]
        head[own] = np.where(heads < 0, -1, heads + window.context)
        starts: NDArray[np.bool_] = (tags["sentence"][own, 1] > 0.5) & pieces.opens[own]  # no sentence starts within a word
        breaks[own] = _breaks(pieces.gap[own], starts, wrapped)
        opens[own] = breaks[own] | starts
        _add(sums, scores.vector[inside], breaks[own])
        kept.append(_Links.of(scores))
        marked.append(scores.marks)
        acting.append(ActScores(window, scores.marks.acts))
    words = _words(pieces, tags["word"], opens, pos, head, relation)
    sentences = _sentences(pieces, opens)
    return Reading(
        text=text,
        paragraphs=_paragraphs(pieces, breaks, sums, tags["story"]),
        sentences=sentences,
        words=words,
        mentions=_mentions(pieces, tags["entity"], tags["other"]),
        attributions=_attributions(pieces, tags, kept),
        marks=marks(pieces, marked),
        times=_times(pieces, tags["time"]),
        events=_events(pieces, words, tags["standing"]),
        acts=acts(pieces, sentences, acting),
    )


@dataclass(frozen=True, slots=True)
class _Links:
    """The pointers of one window, for the pieces alone that a cue or a part of a content starts with: a long text has few of these.

    rows: by link name, indices of pieces in the text, ascending. probability: by link name, (rows, n + 1), column 0 for nothing.
    """

    window: Window
    rows: dict[str, Ints]
    probability: dict[str, Floats]

    @classmethod
    def of(cls, scores: WindowScores) -> _Links:
        rows, probability = {}, {}
        for name, role in (("source_of", "cue"), ("cue_of", "content")):
            chosen = np.flatnonzero(scores.tags[role][:, BEGIN] > MAY_BEGIN)
            rows[name] = (chosen + scores.window.context).astype(np.int32)
            probability[name] = scores.links[name][chosen]
        return cls(scores.window, rows, probability)

    def row(self, name: str, piece: int) -> Floats | None:
        """The probabilities of what this piece points to; None where nothing was thought to start with it."""
        at = int(np.searchsorted(self.rows[name], piece))
        if at == len(self.rows[name]) or self.rows[name][at] != piece:
            return None
        found: Floats = self.probability[name][at]
        return found


def _breaks(gap: Ints, starts: NDArray[np.bool_], wrapped: bool) -> NDArray[np.bool_]:
    """Which pieces open a paragraph: the first of each line, in hard-wrapped text only where a sentence starts or a blank line stands."""
    opens: NDArray[np.bool_] = gap >= Gap.LINE
    if wrapped:
        opens &= (gap == Gap.PARAGRAPH) | starts
    return opens


def _add(sums: list[Floats], vector: Floats, breaks: NDArray[np.bool_]) -> None:
    """Add a window's vectors to the sums of the paragraphs. The vectors are not kept: those of a long text would fill the memory."""
    parts = list(np.add.reduceat(vector, np.union1d([0], np.flatnonzero(breaks)), axis=0))
    if not breaks[0]:
        sums[-1] = sums[-1] + parts.pop(0)
    sums += parts


def _spans(pieces: Pieces, opens: NDArray[np.bool_]) -> tuple[Ints, Ints]:
    firsts = np.flatnonzero(opens)
    lasts = np.append(firsts[1:], len(opens))[: len(firsts)] - 1
    return pieces.start[firsts], pieces.end[lasts]


def _sentences(pieces: Pieces, opens: NDArray[np.bool_]) -> Sentences:
    return Sentences(*_spans(pieces, opens))


def _paragraphs(pieces: Pieces, breaks: NDArray[np.bool_], sums: list[Floats], story: Floats) -> Paragraphs:
    start, end = _spans(pieces, breaks)
    if not len(start):
        return Paragraphs(start, end, np.zeros((0, 0), np.float32), np.zeros(0, np.float32))
    every = np.stack(sums)
    norms = np.linalg.norm(every, axis=1, keepdims=True)
    return Paragraphs(start, end, every / np.maximum(norms, 1e-9), story[np.flatnonzero(breaks), 1])


def _words(pieces: Pieces, word: Floats, sentence: NDArray[np.bool_], pos: Ints, head: Ints, relation: Ints) -> Words:
    # Several pieces can stand for one character (a Hangul syllable): no word starts within it.
    apart = np.concatenate(([True], pieces.start[1:] >= pieces.end[:-1]))[: len(pieces)]
    opens = (((word[:, 1] > 0.5) | (pieces.gap > Gap.NONE)) & apart) | sentence
    number = np.cumsum(opens, dtype=np.int32) - 1
    firsts = np.flatnonzero(opens)
    start, end = _spans(pieces, opens)
    sentences = (np.cumsum(sentence, dtype=np.int32) - 1)[firsts]
    heads = head[firsts]
    governor = np.where(heads < 0, -1, number[np.maximum(heads, 0)]) if len(firsts) else heads
    # An arc out of the sentence, or of a word to itself, is none.
    lost = (governor == np.arange(len(firsts))) | ((governor >= 0) & (sentences[np.maximum(governor, 0)] != sentences))
    governor = np.where(lost, -1, governor).astype(np.int32)
    relations = np.where(governor < 0, RELATIONS.index("root"), relation[firsts]).astype(np.int32)
    return Words(start, end, pos[firsts], governor, relations, sentences)


def _runs(probability: Floats, cost: float) -> list[_Run]:
    """The spans of a BIO head. cost: see `best_tags`."""
    tags = best_tags(probability, cost)
    return [_Run(a, b, (int(tags[a]) - BEGIN) // 2, float(probability[np.arange(a, b), tags[a:b]].mean())) for a, b in spans(tags)]


def _mentions(pieces: Pieces, entity: Floats, other: Floats) -> Mentions:
    rows = _runs(entity, COST["entity"])
    taken = np.zeros(len(pieces), np.bool_)
    for run in rows:
        taken[run.first : run.last] = True
    extra = [_Run(r.first, r.last, len(ENTITIES), r.score) for r in _runs(other, COST["other"]) if not taken[r.first : r.last].any()]
    return Mentions(*_typed(pieces, [*rows, *extra]))


def _times(pieces: Pieces, time: Floats) -> Times:
    return Times(*_typed(pieces, _runs(time, COST["time"])))


def _typed(pieces: Pieces, runs: list[_Run]) -> tuple[Ints, Ints, Ints, Floats]:
    """Start, end, type and score of the runs, of whole words, in order of place; what reaches into its forerunner is dropped."""
    rows = sorted((_whole_words(pieces, run) for run in runs), key=lambda r: r.first)
    rows = [run for i, run in enumerate(rows) if i == 0 or run.first >= rows[i - 1].last]
    return (
        pieces.start[[r.first for r in rows]],
        pieces.end[[r.last - 1 for r in rows]],
        np.array([r.type for r in rows], np.int32),
        np.array([r.score for r in rows], np.float32),
    )


def _events(pieces: Pieces, words: Words, standing: Floats) -> EventWords:
    """The words that are likelier to stand for an event than not, each with its likeliest standing."""
    scores = standing[np.searchsorted(pieces.start, words.start)]
    rows = np.flatnonzero(scores[:, 0] < 0.5)
    likeliest = scores[rows, 1:].argmax(1).astype(np.int32)
    return EventWords(words.start[rows], words.end[rows], likeliest, scores[rows, 1 + likeliest])


def _whole_words(pieces: Pieces, run: _Run) -> _Run:
    """The run widened to the words that it starts and ends in: half a word is no name."""
    return _Run(*pieces.whole(run.first, run.last), run.type, run.score)


def _attributions(pieces: Pieces, tags: dict[str, Floats], windows: list[_Links]) -> Attributions:
    """Each part of a content to its likeliest cue, each cue to its likeliest source, among those found in the same window."""
    found = {role: _runs(tags[role], COST[role]) for role in ROLES}
    cue_of = [_link(part, found["cue"], windows, "cue_of") for part in found["content"]]
    source_of = [_link(cue, found["source"], windows, "source_of") for cue in found["cue"]]
    rows: list[tuple[int, int, _Run]] = []
    scores: list[float] = []
    for cue, parts in _grouped(cue_of):
        members = [found["content"][part] for part, _ in parts]
        sure = [run.score for run in members] + [probability for _, probability in parts if cue is not None]
        rows += [(len(scores), _CONTENT, run) for run in members]
        if cue is not None:
            rows.append((len(scores), _CUE, found["cue"][cue]))
            sure.append(found["cue"][cue].score)
            source, probability = source_of[cue]
            if source is not None:
                rows.append((len(scores), _SOURCE, found["source"][source]))
                sure += [found["source"][source].score, probability]
        scores.append(float(np.exp(np.mean(np.log(np.maximum(sure, 1e-6))))))
    return _in_order(pieces, rows, scores)


def _link(run: _Run, targets: list[_Run], windows: list[_Links], name: str) -> tuple[int | None, float]:
    """The likeliest of `targets` for this run to point to, and its probability; None where nothing is likelier."""
    links = windows[bisect_right(windows, run.first, key=lambda w: w.window.start) - 1]
    context, end = links.window.context, links.window.end
    near = range(bisect_left(targets, context, key=lambda t: t.first), bisect_left(targets, end, key=lambda t: t.first))
    if not near:
        return None, 0.0
    row = links.row(name, run.first)
    if row is None:
        return None, 0.0
    likely = [float(row[targets[i].first - context + 1]) for i in near]
    best = int(np.argmax(likely))
    if likely[best] < max(SURE_LINK, float(row[0]) if name == "source_of" else 0.0):
        return None, likely[best]
    return near[best], likely[best]


def _grouped(cue_of: list[tuple[int | None, float]]) -> list[tuple[int | None, list[tuple[int, float]]]]:
    """The parts of each cue's content; a part without a cue is a group of its own."""
    groups: dict[tuple[str, int], tuple[int | None, list[tuple[int, float]]]] = {}
    for part, (cue, probability) in enumerate(cue_of):
        key = ("part", part) if cue is None else ("cue", cue)
        groups.setdefault(key, (cue, []))[1].append((part, probability))
    return list(groups.values())


def _in_order(pieces: Pieces, rows: list[tuple[int, int, _Run]], scores: list[float]) -> Attributions:
    """The same attributions numbered by the place of their first content, their rows by role and place."""
    first = {a: run.first for a, role, run in reversed(rows) if role == _CONTENT}
    order = sorted(first, key=lambda a: first[a])
    rank = {old: new for new, old in enumerate(order)}
    rows = sorted(((rank[a], role, run) for a, role, run in rows), key=lambda row: (row[0], row[1], row[2].first))
    runs = [_whole_words(pieces, run) for _, _, run in rows]
    return Attributions(
        np.array([a for a, _, _ in rows], np.int32),
        np.array([role for _, role, _ in rows], np.int32),
        pieces.start[[run.first for run in runs]],
        pieces.end[[run.last - 1 for run in runs]],
        np.array([scores[a] for a in order], np.float32),
    )
