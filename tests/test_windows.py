"""Windows over a text: every piece read once, none beyond what the encoder takes."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from verbale.reading.shape import Gap
from verbale.reading.windows import CONTEXT, ENCLOSING, LENGTH, Window, windows

MOST = LENGTH - ENCLOSING


def laid(gap: list[int], closes: list[bool] | None = None) -> list[Window]:
    ends = [False] * len(gap) if closes is None else closes
    return list(windows(np.array(gap, np.int32), np.array(ends, np.bool_)))


texts = st.integers(0, 3 * LENGTH).flatmap(
    lambda n: st.tuples(
        st.lists(st.sampled_from([Gap.NONE, Gap.SPACE, Gap.SPACE, Gap.SPACE, Gap.LINE, Gap.PARAGRAPH]), min_size=n, max_size=n)
        | st.sampled_from([[g] * n for g in Gap]),
        st.lists(st.booleans(), min_size=n, max_size=n) | st.sampled_from([[False] * n, [True] * n]),
    )
)


@given(texts)
def test_windows_cover_every_piece_exactly_once_in_order(text: tuple[list[int], list[bool]]) -> None:
    counted = [i for window in laid(*text) for i in range(window.start, window.end)]
    assert counted == list(range(len(text[0])))


@given(texts)
def test_no_window_is_longer_than_the_encoder_takes_nor_empty(text: tuple[list[int], list[bool]]) -> None:
    assert all(0 < w.end - w.start <= w.end - w.context <= MOST for w in laid(*text))


@given(texts)
def test_a_window_repeats_at_most_so_much_of_what_came_before(text: tuple[list[int], list[bool]]) -> None:
    assert all(0 <= w.start - w.context <= CONTEXT for w in laid(*text))


@given(texts, texts)
def test_windows_do_not_depend_on_what_follows_after_the_next_window(
    text: tuple[list[int], list[bool]], more: tuple[list[int], list[bool]]
) -> None:
    gap, closes = text
    alone = laid(gap, closes)
    longer = laid(gap + more[0], closes + more[1])
    settled = [w for w in alone if w.context + MOST < len(gap)]
    assert longer[: len(settled)] == settled


def test_a_short_text_is_one_window() -> None:
    assert laid([Gap.SPACE] * MOST) == [Window(0, 0, MOST)]


def test_a_text_of_nothing_has_no_windows() -> None:
    assert laid([]) == []


def test_windows_are_cut_between_paragraphs_where_they_can_be() -> None:
    gap: list[int] = [Gap.SPACE] * 600
    gap[300] = Gap.PARAGRAPH
    closes = [i == 349 for i in range(600)]
    assert laid(gap, closes)[0] == Window(0, 0, 300)


def test_windows_are_cut_between_sentences_where_no_paragraph_ends() -> None:
    closes = [i == 349 for i in range(600)]
    assert laid([Gap.SPACE] * 600, closes)[0] == Window(0, 0, 350)


def test_a_paragraph_that_leaves_a_window_less_than_half_full_does_not_cut_it() -> None:
    gap: list[int] = [Gap.SPACE] * 600
    gap[100] = Gap.PARAGRAPH
    assert laid(gap)[0].end == MOST


@pytest.mark.parametrize("where", [350, 351])
def test_context_begins_with_a_paragraph_where_one_is_within_reach(where: int) -> None:
    gap: list[int] = [Gap.SPACE] * 800
    gap[where] = Gap.LINE
    gap[380] = Gap.PARAGRAPH
    assert laid(gap)[1].context == where
