"""Text as the encoder takes it: word pieces in columns, with the code points each one covers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer
from tokenizers.models import WordPiece
from tokenizers.normalizers import BertNormalizer
from tokenizers.pre_tokenizers import BertPreTokenizer

from verbale.reading.shape import Gap, Shape, gap_of, shape_of

Ints = NDArray[np.int32]
_CHUNK = 4000
"""Characters tokenized at once at most. A line is one chunk; only a longer one is cut, at white space where there is any."""
_LINES = re.compile(r"[^\n\r\u2028\u2029]+")


@dataclass(frozen=True, slots=True)
class Pieces:
    """n word pieces as columns.

    ids: vocabulary ids. start, end: code points in the text, end exclusive. shape, gap: `Shape` and `Gap` classes.
    opens: whether the piece opens a word (a run without spaces or punctuation) rather than going on with one.
    """

    ids: Ints
    start: Ints
    end: Ints
    shape: Ints
    gap: Ints
    opens: NDArray[np.bool_]

    def __len__(self) -> int:
        return len(self.ids)

    def whole(self, first: int, last: int, within: tuple[int, int] | None = None) -> tuple[int, int]:
        """The pieces [first:last] widened to the words that they start and end in, but not beyond the pieces `within`."""
        low, high = within or (0, len(self))
        while first > low and not self.opens[first]:
            first -= 1
        while last < high and not self.opens[last]:
            last += 1
        return first, last


class PieceTokenizer:
    """Cuts text into word pieces by a BERT vocabulary, one piece a line of `vocabulary`."""

    CLS = "[CLS]"
    SEP = "[SEP]"

    def __init__(self, vocabulary: Path) -> None:
        words = vocabulary.read_text(encoding="utf-8").split("\n")
        ids = {word: i for i, word in enumerate(words) if word}
        self.cls, self.sep = ids[self.CLS], ids[self.SEP]
        # Built bare, without the special tokens that a saved tokenizer brings: a page that says "[SEP]" means these five characters.
        self._tokenizer = Tokenizer(WordPiece(ids, unk_token="[UNK]", max_input_chars_per_word=100))
        self._tokenizer.normalizer = BertNormalizer(lowercase=True)
        self._tokenizer.pre_tokenizer = BertPreTokenizer()

    def __call__(self, text: str) -> Pieces:
        """The pieces of `text`, in order. What the vocabulary's normalizer drops (controls) has no piece."""
        ids: list[int] = []
        starts: list[int] = []
        ends: list[int] = []
        shapes: list[int] = []
        opens: list[bool] = []
        for offset, chunk in _chunks(text):
            encoding = self._tokenizer.encode(chunk, add_special_tokens=False)
            spans = encoding.offsets
            ids += encoding.ids
            starts += [offset + a for a, _ in spans]
            ends += [offset + b for _, b in spans]
            words = encoding.word_ids
            shapes += _shapes(chunk, spans, words)
            opens += [i == 0 or word != words[i - 1] for i, word in enumerate(words)]
        gaps = [Gap.PARAGRAPH if i == 0 else gap_of(text[ends[i - 1] : start]) for i, start in enumerate(starts)]
        return Pieces(
            ids=np.array(ids, np.int32),
            start=np.array(starts, np.int32),
            end=np.array(ends, np.int32),
            shape=np.array(shapes, np.int32),
            gap=np.array(gaps, np.int32),
            opens=np.array(opens, np.bool_),
        )


def _chunks(text: str) -> Iterator[tuple[int, str]]:
    for line in _LINES.finditer(text):
        start, end = line.span()
        while end - start > _CHUNK:
            cut = max(text.rfind(" ", start, start + _CHUNK) + 1, start + _CHUNK // 2)
            yield start, text[start:cut]
            start = cut
        yield start, text[start:end]


def _shapes(text: str, spans: list[tuple[int, int]], words: list[int | None]) -> list[int]:
    """The shape of each piece's whole word."""
    shapes = [int(Shape.OTHER)] * len(spans)
    first = 0
    for i in range(1, len(spans) + 1):
        if i == len(spans) or words[i] != words[first]:
            shape = shape_of(text[spans[first][0] : spans[i - 1][1]])
            shapes[first:i] = [int(shape)] * (i - first)
            first = i
    return shapes
