"""The shipped reader: text to `Reading` in one pass of the shared encoder."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path

import numpy as np

from verbale.reading.decode import CLOSING, decode
from verbale.reading.encoder import WEIGHTS, Encoder, cpu_class
from verbale.reading.pieces import Pieces
from verbale.reading.reading import Reading
from verbale.reading.windows import windows


class OnnxReader:
    """Reads English. jobs: windows read at once, in as many threads; what is read doesn't depend on it."""

    def __init__(self, folder: Path = WEIGHTS, jobs: int = 1) -> None:
        self._folder = folder
        self._jobs = jobs

    @cached_property
    def _encoder(self) -> Encoder:
        return Encoder(self._folder, self._jobs)

    @property
    def weights(self) -> str:
        """SHA-256 of the weights and the vocabulary."""
        return self._encoder.digest

    @cached_property
    def cpu(self) -> str:
        """The class of processor that int8 results hold for."""
        return cpu_class()

    def read(self, text: str) -> Reading:
        """The reading of `text`."""
        pieces = self._encoder.tokenizer(text)
        closes = np.array([text[end - 1] in CLOSING for end in pieces.end], np.bool_)
        return decode(text, pieces, self._encoder.run(pieces, windows(pieces.gap, closes)))

    def pieces(self, text: str) -> Pieces:
        """The word pieces of `text`, as the encoder takes them: for measuring."""
        return self._encoder.tokenizer(text)
