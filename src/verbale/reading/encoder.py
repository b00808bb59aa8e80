"""The shared encoder and its heads, as shipped: int8 ONNX on onnxruntime, one window at a time.

Dynamic quantization scales by the whole tensor, so that a window padded to a batch would be read otherwise than alone. Each window is
therefore run by itself, in one thread; several windows run beside each other in a pool, which changes nothing in what is read.
"""

from __future__ import annotations

import hashlib
import platform
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from pathlib import Path

import numpy as np
import onnxruntime

from verbale.errors import WeightsError
from verbale.reading.marks import MODEL as MARKS_MODEL
from verbale.reading.marks import MarkScores, MarksModel
from verbale.reading.pieces import Pieces, PieceTokenizer
from verbale.reading.reading import Floats, Ints
from verbale.reading.windows import Window

WEIGHTS = Path(__file__).parent / "weights"
MODEL = "reader.onnx"
VOCABULARY = "vocab.txt"

TAGS = (
    ("source", 3),
    ("cue", 3),
    ("content", 3),
    ("entity", 7),
    ("other", 3),
    ("sentence", 2),
    ("word", 2),
    ("story", 2),
    ("time", 9),
    ("standing", 5),
)
"""The tagging heads in the order in which their classes stand in the model's `tags` output."""

_IN_FLIGHT = 4
"""Windows handed to the pool ahead of the one that is waited for, a thread: bounds the memory that a long text takes."""


@dataclass(frozen=True, slots=True)
class WindowScores:
    """What the heads say of one window of n pieces.

    tags: for each head the probability of each class, (n, classes). links: probability that row points to column, by name, (n, n + 1),
    column 0 for nothing. pos, head, relation (n,): the likeliest; head is a piece of the window, -1 for none. vector (n, d).
    marks: what the network of the marks says of it.
    """

    window: Window
    tags: dict[str, Floats]
    links: dict[str, Floats]
    pos: Ints
    head: Ints
    relation: Ints
    vector: Floats
    marks: MarkScores


class Encoder:
    """The weights, ready to run. Raises WeightsError where `folder` holds none or damaged ones."""

    def __init__(self, folder: Path = WEIGHTS, jobs: int = 1) -> None:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        self._model = folder / MODEL
        try:
            self.tokenizer = PieceTokenizer(folder / VOCABULARY)
            self._session = onnxruntime.InferenceSession(str(self._model), options, providers=["CPUExecutionProvider"])
        except Exception as error:
            # onnxruntime has no common ancestor for what it raises on a missing or damaged file.
            raise WeightsError(f"{self._model}: these weights can't be loaded ({error}); install verbale again") from error
        self._jobs = max(1, jobs)

    @cached_property
    def _marks(self) -> MarksModel:
        """The network of the marks: apart, since it is taught on what the encoder gives."""
        try:
            return MarksModel(self._model.parent)
        except Exception as error:
            # As above.
            raise WeightsError(
                f"{self._model.with_name(MARKS_MODEL)}: these weights can't be loaded ({error}); install verbale again"
            ) from error

    @cached_property
    def digest(self) -> str:
        """SHA-256 of the models and their vocabulary, hexadecimal."""
        files = (self._model, self._model.with_name(VOCABULARY), self._model.with_name(MARKS_MODEL))
        return hashlib.sha256(b"".join(hashlib.sha256(file.read_bytes()).digest() for file in files)).hexdigest()

    def run(self, pieces: Pieces, windows: Iterable[Window]) -> Iterator[WindowScores]:
        """The scores of each window, in order."""
        if self._jobs == 1:
            yield from (self._run(pieces, window) for window in windows)
            return
        waiting = iter(windows)
        with ThreadPoolExecutor(self._jobs) as pool:
            queue = [pool.submit(self._run, pieces, window) for window in islice(waiting, self._jobs * _IN_FLIGHT)]
            while queue:
                yield queue.pop(0).result()
                queue += [pool.submit(self._run, pieces, window) for window in islice(waiting, 1)]

    def outputs(self, pieces: Pieces, window: Window, names: list[str] | None = None) -> list[Floats]:
        """What the model gives for one window: the outputs of these names, all of them by default; onnxruntime computes no others."""
        inside = slice(window.context, window.end)
        ids = np.concatenate(([self.tokenizer.cls], pieces.ids[inside], [self.tokenizer.sep])).astype(np.int64)
        shape, gap = (np.pad(column[inside], 1).astype(np.int64) for column in (pieces.shape, pieces.gap))
        made: list[Floats] = self._session.run(names, {"ids": ids[None], "shape": shape[None], "gap": gap[None]})
        return made

    def hidden(self, pieces: Pieces, window: Window) -> Floats:
        """What two layers of the encoder give for each piece of [context:end], (n, d): what the network of the marks stands on."""
        return self.outputs(pieces, window, ["hidden"])[0][1:-1]

    def _run(self, pieces: Pieces, window: Window) -> WindowScores:
        tags, source_of, cue_of, pos, head, relation, vector, hidden = self.outputs(pieces, window)
        ends = np.cumsum([classes for _, classes in TAGS])
        return WindowScores(
            window,
            {name: tags[1:-1, end - classes : end] for (name, classes), end in zip(TAGS, ends, strict=True)},
            {"source_of": source_of[1:-1, :-1], "cue_of": cue_of[1:-1, :-1]},
            pos[1:-1].astype(np.int32),
            np.where(head[1:-1] > window.end - window.context, -1, head[1:-1] - 1).astype(np.int32),
            relation[1:-1].astype(np.int32),
            vector[1:-1],
            self._marks.run(window, hidden[1:-1]),
        )


def cpu_class() -> str:
    """The processor's architecture and, on x86, the widest integer dot product that quantized products are computed with.

    int8 results differ between processors with and without VNNI, so a reading says which kind made it.
    """
    try:
        flags = Path("/proc/cpuinfo").read_text(encoding="ascii", errors="replace")
    except OSError:
        flags = ""
    return platform.machine() + ("+vnni" if "avx512_vnni" in flags or "avx_vnni" in flags else "")
