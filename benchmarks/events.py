"""`python -m benchmarks.events`: acts out of bare sentences by the shipped reader beside a plain dictionary, and what a document costs.

The dictionary is the simplest honest coder of its kind: the first verb of our own table in the sentence, the nearest name before it as who
acts and the nearest after it as who is acted on, by the reader's own names. Both are scored in one run on the sentences that were never
trained on (a fifth of `plv_train`, in `shared/corpora` beside the project): the head words of both, and the type. Without the corpora only
the cost is measured: of reading and coding a document, on shelves of several sizes. It should not grow with the shelf.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable, Sequence
from itertools import cycle, islice

import numpy as np
from training.corpora import plover
from training.corpora.annotated import CORPORA

from verbale import intake
from verbale.demo import SAMPLE
from verbale.pipeline import code
from verbale.reading import ACT_TYPES, OnnxReader, Reading
from verbale.reading.structure import Span, Structure
from verbale.tables import Tables

Act = tuple[Span, str, Span]
"""Who acts, the type (YIELD for CONCEDE and RETREAT), on whom."""
SIZES = (100, 1000, 10000)


def seen(reading: Reading) -> Act | None:
    """The surest act that the reader sees."""
    a = reading.acts
    if not len(a):
        return None
    best = int(np.argmax(a.score))
    return (int(a.start[best]), int(a.end[best])), ACT_TYPES[int(a.type[best])], (int(a.to_start[best]), int(a.to_end[best]))


def looked_up(reading: Reading, tables: Tables) -> Act | None:
    """What the dictionary makes of the sentence."""
    structure, names = Structure(reading), reading.mentions
    for index in range(len(structure)):
        act = tables.acts.by_form(structure.word(index))
        if act is None or structure.pos(index) != "VERB":
            continue
        start, end = structure.starts[index], structure.ends[index]
        spans = list(zip(names.start.tolist(), names.end.tolist(), strict=True))
        before, after = [s for s in spans if s[1] <= start], [s for s in spans if s[0] >= end]
        if before and after:
            return before[-1], "YIELD" if act.type in ("CONCEDE", "RETREAT") else act.type, after[0]
    return None


def right(relations: Sequence[plover.Relation], readings: Sequence[Reading], coder: Callable[[Reading], Act | None]) -> tuple[int, int]:
    """How many sentences an act was found in, and in how many both head words and the type are right."""
    found = good = 0
    for relation, reading in zip(relations, readings, strict=True):
        act, structure = coder(reading), Structure(reading)
        found += act is not None
        if act is not None and act[1] == relation.type:
            good += all(structure.head(a) == structure.head(b) for a, b in ((act[0], relation.source), (act[2], relation.target)))
    return found, good


def cost(sizes: Sequence[int], reader: OnnxReader, tables: Tables) -> dict[int, float]:
    """Seconds a document takes to be read and coded, by the size of the shelf; the documents are the bundled ones, over and over."""
    files = sorted(path for path in SAMPLE.rglob("*.txt"))
    documents = [intake.load(str(path)) for path in files]
    taken = {}
    for size in sizes:
        start = time.perf_counter()
        for document in islice(cycle(documents), size):
            code(document, reader, tables)
        taken[size] = (time.perf_counter() - start) / size
    return taken


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="*", default=SIZES, help="shelves to measure the cost of a document on")
    given = parser.parse_args()
    reader, tables = OnnxReader(), Tables.load()
    if CORPORA.is_dir():
        relations = list(plover.relations(held_out=True))
        readings = [reader.read(relation.text) for relation in relations]
        for name, coder in (("reader", seen), ("dictionary", lambda reading: looked_up(reading, tables))):
            found, good = right(relations, readings, coder)
            print(f"{name}: an act in {found} of {len(relations)} sentences, {good} right: {good / len(relations):.2f} of all")
    else:
        print(f"{CORPORA} is not there: only the cost is measured")
    taken = cost(given.sizes, reader, tables)
    least = min(taken.values())
    for size, seconds in taken.items():
        print(f"{size:6,} documents: {1000 * seconds:.1f} ms each, {seconds / least:.2f} of the least")


if __name__ == "__main__":
    main()
