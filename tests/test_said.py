"""Times as said: what they come to on the day they were said, and on one that is known within bounds only."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verbale.linking.dates import resolved
from verbale.model import Interval, When
from verbale.model.said import Said, joined, resolve

FRIDAY = Interval.of("2013-07-12")
BOUNDS = Interval.of("[2009-01-20..2017-01-20]")
MEANT = {
    "year+1": "2014",
    "month+0": "2013-07",
    "day-1": "2013-07-11",
    "week+0": "[2013-07-08..2013-07-14]",
    "weekend+0": "[2013-07-13..2013-07-14]",
    "quarter-1": "[2013-04-01..2013-06-30]",
    "decade+0": "[2010-01-01..2019-12-31]",
    "W5 past": "2013-07-12",
    "W4 past": "2013-07-11",
    "W6 past": "2013-07-06",
    "W1 future": "2013-07-15",
    "W2+7 future": "2013-07-23",
    "W1/W2 past": "2013-07-08/2013-07-09",
    "week-1:W4/W5": "2013-07-04/2013-07-05",
    "--03 past": "2013-03",
    "--03 future": "2014-03",
    "--05-13/--05-14 past": "2013-05-13/2013-05-14",
    "--12-30/--01-02 future": "2013-12-30/2014-01-02",
    "by --03 future": "[2013-07-12..2014-03-31]",
    "by year+0:end": "[2013-07-12..2013-12-31]",
    "since 2002": "[2002-01-01..2013-07-12]",
    "year+1:H2": "[2014-07-01..2014-12-31]",
    "2011:SP": "[2011-03-01..2011-05-31]",
    "2011:WI": "[2011-12-01..2012-02-29]",
    "-3 week": "[2013-06-18..2013-06-24]",
    "past 5 year": "[2008-07-12..2013-07-12]",
    "next 4 week": "[2013-07-12..2013-08-09]",
    "2010-05-14": "2010-05-14",
    "soon": None,
    "lately": None,
}
RELATIVE = [s for s, meant in MEANT.items() if meant is not None and not Said.of(s).is_absolute]


@pytest.mark.parametrize("written", MEANT)
def test_a_time_means_this_on_a_friday_in_july(written: str) -> None:
    found = Said.of(written).resolve(FRIDAY)
    assert (None if found is None else found.edtf) == MEANT[written]


@pytest.mark.parametrize("written", MEANT)
def test_a_time_is_written_as_it_is_read(written: str) -> None:
    assert str(Said.of(written)) == written


@pytest.mark.parametrize("written", ["Friday", "--13-40 ", "year", "W8", "by", "", "2010-02-30", "year+1:sometime"])
def test_what_is_no_time_is_refused(written: str) -> None:
    with pytest.raises(ValueError, match="no time"):
        Said.of(written)


def test_next_year_said_in_an_unknown_year_is_one_of_as_many_years() -> None:
    found = Said.of("year+1").resolve(BOUNDS)
    assert found is not None
    assert found.edtf == "[2010-01-01..2018-12-31]"


def test_what_is_relative_is_nothing_where_nothing_is_known_of_the_day() -> None:
    assert Said.of("W5 past").resolve(None) is None
    assert Said.of("2010-05").resolve(None) == Interval.of("2010-05")


@given(st.sampled_from(RELATIVE), st.dates(date(1990, 1, 1), date(2030, 1, 1)), st.integers(0, 4000), st.integers(0, 4000))
def test_a_wider_anchor_gives_what_holds_all_that_a_narrower_one_gives(written: str, first: date, width: int, at: int) -> None:
    wide = Interval(first, first + timedelta(days=width))
    narrow = Interval.day(first + timedelta(days=min(at, width)))
    whole, part = Said.of(written).resolve(wide), Said.of(written).resolve(narrow)
    assert whole is not None
    assert part is not None
    met = whole.met(part)
    assert met is not None
    assert (met.first, met.last) == (part.first, part.last)


@given(st.dates(date(1990, 1, 1), date(2030, 1, 1)), st.integers(1, 7))
def test_a_weekday_lies_within_the_week_before_and_a_coming_one_within_the_week_after(day: date, weekday: int) -> None:
    anchor = Interval.day(day)
    past, future = Said.of(f"W{weekday} past").resolve(anchor), Said.of(f"W{weekday} future").resolve(anchor)
    assert past is not None
    assert future is not None
    assert past.first is not None
    assert future.first is not None
    assert 0 <= (day - past.first).days < 7
    assert 0 <= (future.first - day).days < 7
    assert past.first.isoweekday() == future.first.isoweekday() == weekday


def test_two_days_told_of_one_sitting_are_its_first_and_its_last() -> None:
    found = resolve("--10-17 past & W4 past", Interval.of("2006-10-20"))
    assert found is not None
    assert found.edtf == "2006-10-17/2006-10-19"


def test_several_times_that_agree_mean_what_lies_in_all_of_them() -> None:
    written = joined([Said.of("week+0"), Said.of("W5 past")])
    assert written is not None
    found = resolve(written, FRIDAY)
    assert found is not None
    assert found.edtf == "2013-07-12"


def test_when_the_date_of_a_document_is_corrected_what_is_relative_to_it_means_another_day() -> None:
    when = When(None, None, "W5 past")
    assert resolved(when, When("2013-07-14", "flag")) == When("2013-07-12", "relative")
    assert resolved(when, When("2013-07-21", "flag")) == When("2013-07-19", "relative")
    assert resolved(when, When()) == When()
    assert resolved(When(None, None, "2002"), When()) == When("2002", "stated")
