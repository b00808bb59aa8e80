"""How words are written, and what stands between them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verbale.reading.shape import Gap, Shape, gap_of, shape_of


@pytest.mark.parametrize(
    ("word", "shape"),
    [
        ("talks", Shape.LOWER),
        ("straße", Shape.LOWER),
        ("Posner", Shape.TITLE),
        ("Élysée", Shape.TITLE),
        ("US", Shape.UPPER),
        ("NATO", Shape.UPPER),
        ("U", Shape.INITIAL),
        ("É", Shape.INITIAL),
        ("a", Shape.LOWER),
        ("McCain", Shape.MIXED),
        ("iPhone", Shape.MIXED),
        ("2010", Shape.DIGIT),
        ("٢٠١٠", Shape.DIGIT),
        ("G20", Shape.ALPHANUMERIC),
        ("1990s", Shape.ALPHANUMERIC),
        ("王寶東", Shape.CJK),
        ("대통령", Shape.CJK),
        ("トヨタ", Shape.CJK),
        ("𠮷", Shape.CJK),
        ("Путин", Shape.FOREIGN),
        ("שלום", Shape.FOREIGN),
        ("الصين", Shape.FOREIGN),
        (".", Shape.OTHER),
        ("🕊", Shape.OTHER),
        ("½", Shape.OTHER),
        ("", Shape.OTHER),
    ],
)
def test_a_word_has_the_shape_it_is_written_in(word: str, shape: Shape) -> None:
    assert shape_of(word) is shape


def test_us_and_the_us_are_written_otherwise() -> None:
    assert shape_of("us") is not shape_of("US")


@given(st.text())
def test_any_word_has_a_shape(word: str) -> None:
    assert shape_of(word) in Shape


@pytest.mark.parametrize(
    ("between", "gap"),
    [
        ("", Gap.NONE),
        (" ", Gap.SPACE),
        ("\t \u00a0", Gap.SPACE),
        ("\n", Gap.LINE),
        ("\r\n", Gap.LINE),
        ("\r", Gap.LINE),
        (" \n ", Gap.LINE),
        ("\u2028", Gap.LINE),
        ("\n\n", Gap.PARAGRAPH),
        ("\r\n\r\n", Gap.PARAGRAPH),
        ("\n \n", Gap.PARAGRAPH),
        ("\u2029\u2029", Gap.PARAGRAPH),
        ("\u0301", Gap.NONE),
        ("\u00ad", Gap.NONE),
        ("\u200b", Gap.NONE),
        ("\u200b ", Gap.SPACE),
    ],
)
def test_lines_and_spaces_part_words_and_what_the_vocabulary_drops_does_not(between: str, gap: Gap) -> None:
    assert gap_of(between) is gap
