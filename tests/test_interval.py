"""Days between bounds: EDTF in and out, met, shifted and widened."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verbale.model import Interval, hull
from verbale.model.edtf import valid

DAYS = st.dates(date(1, 1, 1), date(9999, 12, 31))


@st.composite
def intervals(draw: st.DrawFn) -> Interval:
    first, last = sorted((draw(DAYS), draw(DAYS)))
    ends = draw(st.sampled_from(["both", "first", "last", "day"]))
    if ends == "day":
        return Interval.day(first)
    if ends == "both":
        return Interval(first, last, draw(st.booleans()))
    return Interval(first, None) if ends == "first" else Interval(None, last)


def holds(outer: Interval, inner: Interval) -> bool:
    """Whether each day of the inner one is one of the outer."""
    first = outer.first is None or (inner.first is not None and outer.first <= inner.first)
    return first and (outer.last is None or (inner.last is not None and inner.last <= outer.last))


@pytest.mark.parametrize(
    ("edtf", "first", "last", "lasts"),
    [
        ("2010-05-14", date(2010, 5, 14), date(2010, 5, 14), False),
        ("2012-02", date(2012, 2, 1), date(2012, 2, 29), False),
        ("2010", date(2010, 1, 1), date(2010, 12, 31), False),
        ("2010-05-13/2010-05-14", date(2010, 5, 13), date(2010, 5, 14), True),
        ("[2009-01-20..2017-01-20]", date(2009, 1, 20), date(2017, 1, 20), False),
        ("[2009-01-20..]", date(2009, 1, 20), None, False),
        ("[..2017-01-20]", None, date(2017, 1, 20), False),
    ],
)
def test_an_expression_says_these_days_and_comes_back_as_it_was(edtf: str, first: date | None, last: date | None, lasts: bool) -> None:
    interval = Interval.of(edtf)
    assert interval == Interval(first, last, lasts)
    assert interval.edtf == edtf


def test_bounds_that_are_one_month_or_year_are_written_as_that() -> None:
    assert Interval.of("[2010-05-01..2010-05-31]").edtf == "2010-05"
    assert Interval.of("[2010..2010]").edtf == "2010"
    assert Interval.of("2010-01/2010-12").edtf == "2010-01-01/2010-12-31"


@pytest.mark.parametrize("edtf", ["", "2010-13", "2010-02-30", "soon", "2010/", "/2010", "[..]", "2011/2010", "[2011..2010]", "2010-5-1"])
def test_what_is_no_expression_is_refused(edtf: str) -> None:
    with pytest.raises(ValueError, match="EDTF"):
        Interval.of(edtf)


def test_an_interval_needs_an_end_in_order_and_what_lasts_needs_two() -> None:
    with pytest.raises(ValueError, match="end"):
        Interval(None, None)
    with pytest.raises(ValueError, match="before"):
        Interval(date(2010, 5, 2), date(2010, 5, 1))
    with pytest.raises(ValueError, match="two ends"):
        Interval(date(2010, 5, 2), None, lasts=True)


@given(intervals())
def test_what_an_interval_says_is_what_is_read_of_it(interval: Interval) -> None:
    assert valid(interval.edtf)
    again = Interval.of(interval.edtf)
    assert (again.first, again.last) == (interval.first, interval.last)
    assert again.lasts == interval.lasts or interval.is_day


@given(intervals(), intervals())
def test_what_lies_in_both_lies_in_each_and_is_nothing_only_where_they_are_apart(one: Interval, other: Interval) -> None:
    met = one.met(other)
    assert met == other.met(one)
    if met is not None:
        assert holds(one, met)
        assert holds(other, met)
    else:
        assert any(a.last is not None and b.first is not None and a.last < b.first for a, b in ((one, other), (other, one)))


@given(st.lists(intervals(), max_size=5))
def test_a_hull_is_the_least_that_holds_them_all(several: list[Interval]) -> None:
    whole = hull(several)
    if whole is None:
        assert not several or (any(i.first is None for i in several) and any(i.last is None for i in several))
        return
    assert not whole.lasts
    assert all(holds(whole, one) for one in several)
    assert whole.first in {i.first for i in several}
    assert whole.last in {i.last for i in several}


@given(intervals(), st.integers(-(10**6), 10**6))
def test_shifted_days_stay_in_order_and_within_the_calendar(interval: Interval, days: int) -> None:
    moved = interval.shifted(days)
    assert (moved.first is None, moved.last is None) == (interval.first is None, interval.last is None)
    if moved.first not in (date.min, date.max, None) and interval.first is not None and moved.first is not None:
        assert (moved.first - interval.first).days == days
