"""Word pieces: where each one lies in the text, whatever the text."""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from verbale.reading.encoder import VOCABULARY, WEIGHTS
from verbale.reading.pieces import Pieces, PieceTokenizer
from verbale.reading.shape import Gap, Shape

HARD = "aé\u0301ßİﬁ한王寶שָׁ🇺🇸👍\u200b\u00ad\ufeff.,“’[]#\x07\x0b\x0c\x85 \t\n\r\u2028\u2029"


@cache
def tokenizer() -> PieceTokenizer:
    return PieceTokenizer(WEIGHTS / VOCABULARY)


def words(text: str) -> list[str]:
    """The pieces, as they stand in the text."""
    found = tokenizer()(text)
    return [text[a:b] for a, b in zip(found.start.tolist(), found.end.tolist(), strict=True)]


def columns(pieces: Pieces) -> list[np.ndarray]:
    return [pieces.ids, pieces.start, pieces.end, pieces.shape, pieces.gap, pieces.opens]


@given(st.text() | st.text(alphabet=HARD))
def test_pieces_lie_in_the_text_in_order_and_none_is_empty(text: str) -> None:
    found = tokenizer()(text)
    assert {len(column) for column in columns(found)} == {len(found)}
    if len(found):
        assert found.start[0] >= 0
        assert found.end[-1] <= len(text)
        assert (found.start < found.end).all()
        assert (np.diff(found.start) >= 0).all()
        assert (np.diff(found.end) >= 0).all()


@given(st.text() | st.text(alphabet=HARD))
def test_two_pieces_overlap_only_where_they_stand_for_one_character(text: str) -> None:
    found = tokenizer()(text)
    overlaps = np.flatnonzero(found.start[1:] < found.end[:-1])
    assert all(found.start[i + 1] == found.end[i] - 1 for i in overlaps)
    assert not found.opens[overlaps + 1].any()


@given(st.text() | st.text(alphabet=HARD))
def test_no_piece_reaches_over_white_space_or_a_line(text: str) -> None:
    assert not any(c in " \t\n\r\u2028\u2029" for word in words(text) for c in word)


@given(st.text(alphabet=HARD), st.text(alphabet=HARD))
def test_what_a_line_is_cut_into_does_not_depend_on_the_lines_around_it(one: str, other: str) -> None:
    together = tokenizer()(f"{one}\n{other}")
    alone = tokenizer()(one)
    for whole, part in zip(columns(together), columns(alone), strict=True):
        assert (whole[: len(alone)] == part).all()


def test_every_letter_of_a_plain_text_is_in_a_piece() -> None:
    text = "Michael Posner said the U.S.-China talks weren’t easy; 王寶東 agreed.\n"
    assert "".join(words(text)) == "".join(text.split())


def test_marks_of_the_model_in_a_text_are_the_characters_they_are() -> None:
    found = tokenizer()("[SEP] [CLS] [PAD] [UNK] [MASK]")
    assert not {tokenizer().sep, tokenizer().cls} & set(found.ids.tolist())
    assert words("[SEP]") == ["[", "SEP", "]"]


def test_an_accent_set_apart_does_not_part_a_word() -> None:
    found = tokenizer()("unhappi\u0301nesses שָׁלוֹם")
    assert np.flatnonzero(found.gap > Gap.NONE).tolist() == np.flatnonzero(found.opens).tolist()


def test_pieces_of_one_word_have_the_shape_of_the_whole() -> None:
    found = tokenizer()("McConaughey")
    assert len(found) > 1
    assert set(found.shape.tolist()) == {int(Shape.MIXED)}
    assert found.opens.tolist() == [True] + [False] * (len(found) - 1)


@pytest.mark.parametrize("size", [3999, 4000, 4001, 20_000])
def test_a_word_of_any_length_is_in_pieces_from_end_to_end(size: int) -> None:
    assert "".join(words("x" * size)) == "x" * size


def test_a_long_line_is_cut_between_words() -> None:
    text = "diplomacy " * 2000
    assert set(words(text)) == {"diplomacy"}
    assert len(words(text)) == 2000


def test_a_text_begins_like_a_paragraph() -> None:
    assert tokenizer()(" Peace talks").gap.tolist() == [Gap.PARAGRAPH, Gap.SPACE]


@pytest.mark.parametrize("text", ["", "\n\n\n", "\u0301\u0301", "\x01\x02"])
def test_a_text_of_nothing_has_no_pieces(text: str) -> None:
    assert len(tokenizer()(text)) == 0
