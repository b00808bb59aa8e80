"""Times as said: their form, what they come to on a known day, and within which bounds on a day that isn't known."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verbale.linking.dates import resolved
from verbale.model import Interval, Said, StoryWhen, When
from verbale.model.calendar import MONTHS, SEASONS, UNITS, WEEKDAYS
from verbale.model.moment import Absolute, Count, Moment, Named, Step, Vague, moment

FRIDAY = Interval.of("2010-05-14")
IN_OFFICE = Interval.of("[2009-01-20..2017-01-20]")
MEANT = {
    "2010-05-14": "2010-05-14",
    "2010-05": "2010-05",
    "199X": "[1990-01-01..1999-12-31]",
    "19XX": "[1901-01-01..2000-12-31]",
    "2010-W20": "[2010-05-17..2010-05-23]",
    "2009-summer": "[2009-06-01..2009-09-22]",
    "2009-Q3": "[2009-07-01..2009-09-30]",
    "2009-H1": "[2009-01-01..2009-06-30]",
    "past March": "2010-03",
    "future March": "2011-03",
    "March": "[2010-03-01..2011-03-31]",
    "last May": "2009-05",
    "next May": "2011-05",
    "this May": "2010-05",
    "past December 24": "2009-12-24",
    "future February 29": "2012-02-29",
    "past 20th": "2010-04-20",
    "Friday May 14": "2010-05-14",
    "past Saturday May 15": "2010-05-15",
    "past Monday May 14": "2012-05-14",
    "Friday": "2010-05-14",
    "past Friday": "2010-05-14",
    "future Friday": "2010-05-14",
    "last Friday": "2010-05-07",
    "next Friday": "2010-05-21",
    "past Monday": "2010-05-10",
    "future Monday": "2010-05-17",
    "either Monday": "[2010-05-10..2010-05-17]",
    "last Monday": "[2010-05-03..2010-05-10]",
    "next Tuesday": "2010-05-18",
    "weekend": "[2010-05-08..2010-05-09]",
    "future weekend": "[2010-05-15..2010-05-16]",
    "last winter": "[2009-12-01..2010-03-20]",
    "June of last year": "2009-06",
    "Friday of next week": "2010-05-21",
    "14th of next month": "2010-06-14",
    "today": "2010-05-14",
    "yesterday": "2010-05-13",
    "tomorrow": "2010-05-15",
    "this week": "[2010-05-10..2010-05-16]",
    "next week": "[2010-05-17..2010-05-23]",
    "last year": "2009",
    "this decade": "[2010-01-01..2019-12-31]",
    "next century": "[2101-01-01..2200-12-31]",
    "month+2": "2010-07",
    "10 days ago": "2010-05-04",
    "in 2 days": "2010-05-16",
    "3 weeks ago": "[2010-04-19..2010-04-26]",
    "2 years ago": "[2007-11-13..2008-12-31]",
    "within 6 months": "[2010-05-14..2010-11-14]",
    "past 5 years": "[2005-05-14..2010-05-14]",
    "within 48 hours": "[2010-05-14..2010-05-16]",
    "within months": "[2010-05-14..]",
    "past weeks": "[..2010-05-14]",
    "3 days": None,
    "every 1 week": None,
    "now": None,
    "once": None,
    "sometime": None,
    "early 2011": "[2011-01-01..2011-06-30]",
    "mid May": "[2010-05-08..2010-05-24]",
    "end of this year": "[2010-09-01..2010-12-31]",
    "first half of next year": "[2011-01-01..2011-06-30]",
    "earlier this month": "[2010-05-01..2010-05-14]",
    "later this year": "[2010-05-14..2010-12-31]",
    "2010-05-03 to 2010-05-05": "2010-05-03/2010-05-05",
    "past May 13 to May 14": "2010-05-13/2010-05-14",
    "past December 30 to January 2": "2009-12-30/2010-01-02",
    "Thursday to Friday": "2010-05-13/2010-05-14",
    "2009 to 2011": "[2009-01-01..2011-12-31]",
    "between 1994 and 1997": "[1994-01-01..1997-12-31]",
    "between 2010-05-03 and 2010-05-05": "[2010-05-03..2010-05-05]",
    "since 2002": "[2002-01-01..2010-05-14]",
    "since June": "[2009-06-01..2010-05-14]",
    "from 2012": "[2012-01-01..]",
    "until June": "[2010-05-14..2010-06-30]",
    "until past March": "[..2010-03-31]",
    "by March": "[2010-05-14..2011-03-31]",
    "by 2009": "[..2009-12-31]",
    "by end of this year": "[2010-05-14..2010-12-31]",
    "before end of this year": "[2010-05-14..2010-12-31]",
    "before June": "[2010-05-14..2010-05-31]",
    "after 2002": "[2003-01-01..]",
}


@pytest.mark.parametrize("said", MEANT)
def test_a_time_means_this_on_a_friday_in_may(said: str) -> None:
    found = Said.of(said).resolve(FRIDAY)
    assert (None if found is None else found.edtf) == MEANT[said]


@pytest.mark.parametrize("said", MEANT)
def test_a_time_is_written_as_it_is_read(said: str) -> None:
    assert str(Said.of(said)) == said


@pytest.mark.parametrize(
    "text",
    """|friday|Fri|the day|2010-13|2010-02-30|2010-Q5|2010-monsoon|2010-W54|May 32|February 30|0th|32th|past|past 2010|by|by by May|5|
    1 weeks|2 week|-1 days|0 days|next hour|early|early 3 days|earlier 2010|earlier last week|now to now|2009 to|between 2009|between 2009 to 2010|
    since 2009 to 2010|May of last week|Friday of last year|last May of last year|today |about|every|in|week+1|month+99999|2010 ago""".replace(
        "\n", ""
    ).split("|"),
)
def test_what_is_no_form_of_a_time_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        Said.of(text.strip(" ") if text != "today " else text)


def test_next_year_in_a_text_of_an_unknown_day_is_any_of_the_years_it_may_be() -> None:
    found = Said.of("next year").resolve(IN_OFFICE)
    assert found is not None
    assert found.edtf == "[2010-01-01..2018-12-31]"


def test_what_an_open_anchor_leaves_open_stays_open() -> None:
    assert Said.of("next year").resolve(Interval.of("[2010..]")) == Interval(date(2011, 1, 1), None)
    assert Said.of("yesterday").resolve(Interval.of("[..2010-05-14]")) == Interval(None, date(2010, 5, 13))


def test_what_is_absolute_needs_no_anchor_and_what_is_relative_is_nothing_without_one() -> None:
    assert Said.of("2010-05").resolve() == Interval.of("2010-05")
    assert Said.of("since 2002").resolve() == Interval.of("[2002..]")
    assert Said.of("past Friday").resolve() is None


def test_a_text_from_before_what_it_says_has_been_since_contradicts_itself() -> None:
    assert Said.of("since 2012").resolve(FRIDAY) is None


ABSOLUTE = st.one_of(
    st.dates(date(1600, 1, 1), date(2200, 1, 1)).map(date.isoformat),
    st.sampled_from(["2010-05", "1998", "199X", "18XX", "2010-W20", "2009-winter", "2009-Q4", "2011-H2"]),
).map(Absolute)
NAMES = [*MONTHS, "May 14", "February 29", "December 31", "January 1", "31th", "5th", *WEEKDAYS, "weekend", *SEASONS, "Q1", "Q4", "H2"]
WHICH = st.sampled_from([None, "past", "future", "either", "last", "next", "this"])
STEP = st.builds(Step, st.sampled_from(UNITS[3:]), st.integers(-30, 30))
NAMED = st.one_of(
    st.builds(Named, st.sampled_from(NAMES), WHICH),
    st.builds(Named, st.sampled_from(["May", "June 3", "spring", "Q2"]), st.none(), st.builds(Step, st.just("year"), st.integers(-3, 3))),
    st.builds(Named, st.sampled_from(["Friday", "weekend"]), st.none(), st.builds(Step, st.just("week"), st.integers(-3, 3))),
    st.builds(Named, st.sampled_from(["3th", "31th"]), st.none(), st.builds(Step, st.just("month"), st.integers(-3, 3))),
)
COUNT = st.builds(
    Count,
    st.one_of(st.none(), st.integers(1, 60)),
    st.sampled_from(UNITS[:-1]),
    st.sampled_from(["ago", "in", "within", "past", "lasting", "every"]),
    st.booleans(),
)
VAGUE = st.builds(Vague, st.sampled_from(["now", "once", "sometime"]))
DATES: st.SearchStrategy[Moment] = st.one_of(ABSOLUTE, NAMED, STEP)
SHARES = ["start of", "early", "mid", "late", "end of", "first half of", "second half of"]
BOUNDS = ["since", "from", "until", "by", "before", "after"]
SAID = st.one_of(
    st.builds(Said, st.one_of(DATES, COUNT, VAGUE)),
    st.builds(Said, DATES, st.one_of(st.none(), st.sampled_from(SHARES)), st.none(), st.one_of(st.none(), st.sampled_from(BOUNDS))),
    st.builds(Said, st.builds(Step, st.sampled_from(UNITS[4:])), st.sampled_from(["earlier", "later"])),
    st.builds(Said, COUNT, st.none(), st.none(), st.sampled_from(BOUNDS)),
    st.builds(Said, DATES, st.none(), DATES, st.sampled_from([None, "between"])),
)
DAYS = st.dates(date(1950, 1, 1), date(2060, 1, 1))


@given(SAID)
def test_any_time_is_what_its_form_says(said: Said) -> None:
    assert Said.of(str(said)) == said


@given(st.one_of(DATES, COUNT, VAGUE))
def test_any_moment_is_what_its_form_says(one: Moment) -> None:
    assert moment(str(one)) == one


@given(SAID, DAYS, st.integers(0, 3000), st.integers(0, 3000), st.integers(0, 3000))
def test_a_wider_anchor_gives_what_holds_all_that_a_narrower_one_gives(said: Said, first: date, width: int, one: int, other: int) -> None:
    if said.to is not None and not (isinstance(said.time, Named) and isinstance(said.to, Named) and said.to.which is said.to.of is None):
        return
    wide = Interval(first, first + timedelta(days=width))
    if str(said.time).startswith("31th of"):  # of a month without that day it says nothing, and a narrower anchor may be bounded less
        return
    low, high = sorted((min(one, width), min(other, width)))
    narrow = Interval(first + timedelta(days=low), first + timedelta(days=high))
    whole, part = said.resolve(wide), said.resolve(narrow)
    if whole is None or part is None:
        return
    assert whole.first is None or (part.first is not None and whole.first <= part.first)
    assert whole.last is None or (part.last is not None and whole.last >= part.last)


@given(SAID, st.dates(date(1, 1, 1), date(9999, 12, 31)))
def test_no_day_is_too_early_or_too_late_to_say_anything(said: Said, day: date) -> None:
    found = said.resolve(Interval.day(day))
    assert found is None or found.edtf


@given(st.sampled_from(WEEKDAYS), DAYS)
def test_a_weekday_is_that_weekday_within_a_week(weekday: str, day: date) -> None:
    for which, far in (("past", range(-6, 1)), ("future", range(7)), ("this", range(7))):
        found = Said.of(f"{which} {weekday}").resolve(Interval.day(day))
        assert found is not None
        assert found.first is not None
        assert found.is_day
        assert WEEKDAYS[found.first.weekday()] == weekday
        assert (found.first - day).days in far


@given(st.sampled_from([*MONTHS, "May 14", *WEEKDAYS, "weekend", *SEASONS, "Q2"]), DAYS)
def test_what_is_last_is_over_and_what_is_next_has_not_begun(name: str, day: date) -> None:
    last, following = Said.of(f"last {name}").resolve(Interval.day(day)), Said.of(f"next {name}").resolve(Interval.day(day))
    assert last is not None
    assert following is not None
    assert last.last is not None
    assert following.first is not None
    assert last.last < day < following.first


@given(st.sampled_from(NAMES), DAYS)
def test_what_is_past_has_begun_and_what_is_to_come_is_not_over_and_either_holds_both(name: str, day: date) -> None:
    past, future, either = (Said.of(f"{which} {name}").resolve(Interval.day(day)) for which in ("past", "future", "either"))
    assert past is not None
    assert future is not None
    assert either is not None
    assert past.first is not None
    assert future.last is not None
    assert past.first <= day <= future.last
    assert either.met(past) == past
    assert either.met(future) == future


@given(st.sampled_from(["by", "until", "before"]), st.one_of(NAMED, STEP), DAYS)
def test_a_bound_never_lasts_longer_than_what_it_names(bound: str, time: Moment, day: date) -> None:
    said = Said.of(f"{bound} {time}").resolve(Interval.day(day))
    if said is None:
        assert str(time).startswith("31th of"), "no other day is missing from a month"
        return
    assert said.last is not None
    assert not said.lasts
    assert said.first in (None, day)


def test_when_the_date_of_a_story_is_corrected_what_is_relative_to_it_means_another_day() -> None:
    when = When(said="past Friday")
    assert resolved(when, When("2010-05-16", "metadata")) == When("2010-05-14", "relative")
    assert resolved(when, When("2010-05-23", "flag")) == When("2010-05-21", "relative")
    assert resolved(when, When()) == When()


def test_what_is_absolute_is_stated_and_what_an_anchor_closes_is_relative() -> None:
    assert resolved(When(said="2002"), When()) == When("2002", "stated")
    assert resolved(When(said="2002"), When("2010", "offices")) == When("2002", "stated")
    assert resolved(When(said="since 2002"), When("2010-05-14", "flag")) == When("[2002-01-01..2010-05-14]", "relative")


def test_two_days_told_of_one_sitting_are_its_first_and_its_last() -> None:
    when = resolved(When(said="past October 17 & past Thursday"), When("2006-10-20", "flag"))
    assert when.edtf == "2006-10-17/2006-10-19"


def test_times_that_agree_mean_what_lies_in_all_of_them() -> None:
    assert resolved(When(said="this week & past Friday"), When("2010-05-14", "flag")).edtf == "2010-05-14"


def test_what_says_nothing_or_has_a_date_keeps_the_date_that_it_has() -> None:
    assert resolved(When("2010-05-14", "metadata", "past Friday"), When("2011", "flag")) == When("2010-05-14", "metadata")
    assert resolved(When(), When("2011", "flag")) == When()
    assert resolved(When(said="sometime"), When("2011", "flag")) == When()


def test_a_weekday_of_the_story_narrows_nothing_and_stays() -> None:
    anchor = StoryWhen("[2010-05-10..2010-05-16]", "metadata", weekday="Friday")
    assert resolved(When(said="today"), anchor) == When("[2010-05-10..2010-05-16]", "relative")
    story = StoryWhen(said="past Friday", weekday="Friday")
    assert resolved(story, When("2010-05-15", "flag")) == StoryWhen("2010-05-14", "relative", weekday="Friday")


def test_a_said_that_is_no_form_is_refused() -> None:
    with pytest.raises(ValueError, match="form"):
        resolved(When(said="whenever"), When())
