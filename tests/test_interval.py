"""Days between bounds: EDTF in and out, met and widened."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verbale.model import Interval, hull

DAYS = st.dates(date(1900, 1, 1), date(2100, 12, 31))


@st.composite
def intervals(draw: st.DrawFn) -> Interval:
    first, last = sorted((draw(DAYS), draw(DAYS)))
    return Interval(first, last, lasts=draw(st.booleans()))


@pytest.mark.parametrize(
    "edtf",
    ["2010", "2010-05", "2010-05-14", "2010-05-13/2010-05-14", "[2009-01-20..2017-01-20]", "[2009-01-20..]", "[..2017-01-20]"],
)
def test_an_expression_comes_back_as_it_was(edtf: str) -> None:
    assert Interval.of(edtf).edtf == edtf


@pytest.mark.parametrize("edtf", ["", "2010-13", "2010-02-30", "soon", "2010/", "[..]", "2017/2010"])
def test_what_is_no_expression_is_refused(edtf: str) -> None:
    with pytest.raises(ValueError, match="EDTF"):
        Interval.of(edtf)


@given(intervals())
def test_what_an_interval_says_is_what_is_read_of_it(interval: Interval) -> None:
    again = Interval.of(interval.edtf)
    assert (again.first, again.last) == (interval.first, interval.last)
    assert again.lasts == interval.lasts or interval.is_day


@given(intervals(), intervals())
def test_what_lies_in_both_lies_in_each(one: Interval, other: Interval) -> None:
    met = one.met(other)
    if met is None:
        assert one.last is not None
        assert other.last is not None
        assert one.first is not None
        assert other.first is not None
        assert one.last < other.first or other.last < one.first
    else:
        assert met.met(one) is not None
        assert (met.first, met.last) == (
            max(one.first or date.min, other.first or date.min),
            min(one.last or date.max, other.last or date.max),
        )


@given(st.lists(intervals(), min_size=1, max_size=5))
def test_a_hull_holds_them_all_and_is_of_an_unknown_day(several: list[Interval]) -> None:
    whole = hull(several)
    assert whole is not None
    assert not whole.lasts
    for one in several:
        met = whole.met(one)
        assert met is not None
        assert (met.first, met.last) == (one.first, one.last)


def test_an_interval_without_ends_or_with_its_last_day_before_its_first_is_none() -> None:
    with pytest.raises(ValueError, match="end"):
        Interval(None, None)
    with pytest.raises(ValueError, match="before"):
        Interval(date(2010, 5, 2), date(2010, 5, 1))
    assert hull([]) is None
