"""`python benchmarks/reader.py FILE...`: where the time goes from a file to its committed record, as ratios in one run.

Everything is measured on the same texts in the same process, in turn: the bare encoder (the model asked for its vectors alone, so that
onnxruntime runs nothing but the encoder and one product), all heads, the whole `Reading`, the facts, and the record. Each is a share of the
bare encoder's rate in word pieces a second. The texts are those named, or the bundled sample, repeated until there are enough pieces.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np

from verbale import intake
from verbale.demo import SAMPLE
from verbale.model import Document
from verbale.pipeline import code, relink
from verbale.reading import OnnxReader
from verbale.reading.decode import CLOSING
from verbale.reading.encoder import Encoder
from verbale.reading.windows import windows
from verbale.record import Record
from verbale.tables import Tables

ROUNDS = 3


def timed(work: Callable[[], object]) -> float:
    """Seconds of the quickest of ROUNDS runs."""
    best = float("inf")
    for _ in range(ROUNDS):
        start = time.perf_counter()
        work()
        best = min(best, time.perf_counter() - start)
    return best


def bare(encoder: Encoder, documents: list[Document], outputs: list[str] | None) -> None:
    """One forward pass over every window; `outputs`: what the model is asked for, None for everything."""
    for document in documents:
        pieces = encoder.tokenizer(document.text)
        closes = np.array([document.text[end - 1] in CLOSING for end in pieces.end], np.bool_)
        for window in windows(pieces.gap, closes):
            encoder.outputs(pieces, window, outputs)


def recorded(documents: list[Document], reader: OnnxReader, tables: Tables) -> None:
    """Every document read, coded and committed, and the record linked."""
    with tempfile.TemporaryDirectory() as folder, Record.open(Path(folder) / "b.db", create=True) as record:
        for document in documents:
            record.add(document, code(document, reader, tables), weights=reader.weights, cpu=reader.cpu, version="benchmark")
        relink(record)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="*", type=Path, default=sorted(SAMPLE.glob("*.txt")))
    parser.add_argument("--jobs", type=int, default=1)
    given = parser.parse_args()
    documents = [intake.load(str(file)) for file in given.files]
    encoder, reader, tables = Encoder(), OnnxReader(jobs=given.jobs), Tables.load()
    pieces = sum(len(reader.pieces(d.text)) for d in documents)
    steps = {
        "bare encoder": lambda: bare(encoder, documents, ["vector"]),
        "encoder and all heads": lambda: bare(encoder, documents, None),
        "whole Reading": lambda: [reader.read(d.text) for d in documents],
        "Reading and facts": lambda: [code(d, reader, tables) for d in documents],
        "committed and linked": lambda: recorded(documents, reader, tables),
    }
    seconds = {name: timed(work) for name, work in steps.items()}
    base = seconds["bare encoder"]
    print(f"{len(documents)} documents, {pieces} word pieces, {given.jobs} jobs for all but the first two")
    for name, took in seconds.items():
        print(f"{name:24s} {pieces / took:9.0f} pieces/s   {base / took:5.2f} of the bare encoder")


if __name__ == "__main__":
    main()
