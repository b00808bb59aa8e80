"""How well acts between two are told: their type, the two given, the surest act of a bare sentence, and whether there is one at all.

All through the shipped int8 weights in their single pass over the text: spans are pooled, and there is no pass for each pair.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence

import numpy as np

from training.acts import span_of
from training.corpora import plover
from training.corpora.plover import Relation
from training.measures import Counts, Figure, f1, figure, interval, recall
from verbale.reading import ACT_TYPES, OnnxReader, Reader
from verbale.reading.acts import Range, type_of
from verbale.reading.encoder import Encoder
from verbale.reading.reading import Floats
from verbale.reading.structure import Span, Structure
from verbale.reading.windows import Window

_NONE = 0


def acts(reader: Reader, encoder: Encoder) -> Iterator[Figure]:
    """The three figures, on the held-out fifth of the sentences with a type and on the test half of those that may tell of none."""
    held_out, may_be = list(plover.relations(held_out=True)), list(plover.related("test"))
    gold = _digest(held_out)
    given = [_type(encoder, r) for r in held_out]
    judged = [_of_types(ACT_TYPES.index(r.type or ""), int(p[1:].argmax()), len(ACT_TYPES)) for r, p in zip(held_out, given, strict=True)]
    yield _mean_f1("PLV holdout: type of an act, the two given, mean F1 of 15", judged, gold)
    surest = [Counts(int(_is_right(reader, r)), 1, 1) for r in held_out]
    yield figure("PLV holdout: surest act of a sentence, who, whom and type right, share", surest, gold, recall)
    told = [_of_types(int(r.related), int(_type(encoder, r)[_NONE] < 0.5), 2) for r in may_be]
    yield _mean_f1("AW test: whether there is an act, mean F1 of yes and no", told, _digest(may_be))


def _type(encoder: Encoder, relation: Relation) -> Floats:
    """The probability of none and of each type between the two."""
    pieces = encoder.tokenizer(relation.text)
    (scores,) = encoder.run(pieces, [Window(0, 0, len(pieces))])
    source, target = span_of(pieces, relation.source), span_of(pieces, relation.target)
    return type_of(scores.marks.acts, source, _at_least_one(target))


def _at_least_one(pieces: Range) -> Range:
    return pieces[0], max(pieces[1], pieces[0] + 1)


def _is_right(reader: Reader, relation: Relation) -> bool:
    """Whether the surest act read out of the sentence has the same head words and the same type."""
    reading = reader.read(relation.text)
    a, structure = reading.acts, Structure(reading)
    if not len(a):
        return False
    best = int(np.argmax(a.score))
    spans: tuple[Span, Span] = (int(a.start[best]), int(a.end[best])), (int(a.to_start[best]), int(a.to_end[best]))
    wanted = relation.source, relation.target
    heads = all(structure.head(span) == structure.head(gold) for span, gold in zip(spans, wanted, strict=True))
    return heads and ACT_TYPES[int(a.type[best])] == relation.type


def _of_types(wanted: int, got: int, types: int) -> tuple[Counts, ...]:
    """Of one item for each type: whether it is right, in the gold, found."""
    return tuple(Counts(int(wanted == got == k), int(wanted == k), int(got == k)) for k in range(types))


def _mean_f1(name: str, judged: Sequence[tuple[Counts, ...]], gold: str) -> Figure:
    def mean(items: Sequence[tuple[Counts, ...]]) -> float:
        return sum(f1([counts[k] for counts in items]) for k in range(len(items[0]))) / len(items[0])

    low, high = interval(name, judged, mean)
    return Figure(name, round(mean(judged), 4), low, high, len(judged), gold)


def _digest(relations: Sequence[Relation]) -> str:
    return hashlib.sha256(repr(relations).encode()).hexdigest()[:12]


def main() -> None:
    """Print them."""
    for f in acts(OnnxReader(), Encoder()):
        print(f"{f.value:.3f} ({f.low:.3f} to {f.high:.3f}) {f.count:5,}  {f.name}")  # noqa: T201


if __name__ == "__main__":
    main()
