"""Time expressions: what is one, what it says, and what only looks like one."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verbale.stories import times
from verbale.tables import Tables

TABLES = Tables.load()
SAID = {
    "on Friday": "W5",
    "last Monday": "W1 past",
    "Monday and Tuesday of this week": "week+0:W1/W2",
    "Thursday-Friday": "W4/W5",
    "Tuesday week": "W2+7",
    "on 24 and 25 June 2003": "2003-06-24/2003-06-25",
    "May 30-June 2": "--05-30/--06-02",
    "Nov. 17, 2015": "2015-11-17",
    "14th of May 2010": "2010-05-14",
    "2010-05-14": "2010-05-14",
    "14 May": "--05-14",
    "in March": "--03",
    "by March": "by --03",
    "no later than 1 June": "by --06-01",
    "since 2002": "since 2002",
    "until the summer of 2020": "by 2020:SU",
    "in the second half of next year": "year+1:H2",
    "before the year is out": "by year+0",
    "before the end of the month": "by month+0:end",
    "mid-May": "--05:mid",
    "early 2011": "2011:early",
    "next spring": "--SP future",
    "in June last year": "year-1:06",
    "fourteen months ago": "-14 month",
    "within six months": "next 6 month",
    "in the past five years": "past 5 year past",
    "sometime next year": "year+1 future",
    "the 1990s": "1990-01-01/1999-12-31",
    "2009-2011": "2009/2011",
    "yesterday": "day-1",
    "earlier this month": "month+0",
    "soon": "soon",
    "in due course": "soon",
    "the 2010 talks": "2010",
}
NONE = [
    "They may march on.",
    "Resolution 1973 was read out.",
    "It cost $2010 at most.",
    "They sold 2015 tonnes.",
    "Call 555-2010-33.",
    "a 32-year-old driver",
    "May they prosper.",
    "the first meeting in six years",
    "The sun sat low.",
]


def said(text: str) -> list[str]:
    return [str(time.said) for time in times(text, (0, len(text)), TABLES)]


@pytest.mark.parametrize("text", SAID)
def test_a_time_says(text: str) -> None:
    assert said(text) == [SAID[text]]


@pytest.mark.parametrize("text", NONE)
def test_what_only_looks_like_a_time_is_none(text: str) -> None:
    assert said(text) == []


def test_several_times_in_a_sentence_are_found_apart_with_their_words() -> None:
    text = "The talks, held on Friday after a lull since May 2012, go on next week."
    found = times(text, (0, len(text)), TABLES)
    assert [text[slice(*t.span)] for t in found] == ["Friday", "since May 2012", "next week"]


@given(st.text(st.sampled_from("0123456789 -/.,MayonTuesdaymarchthend of last nxtweekyear's’\n"), max_size=200))
def test_no_text_is_too_odd_and_no_times_overlap(text: str) -> None:
    found = times(text, (0, len(text)), TABLES)
    assert all(a.span[1] <= b.span[0] for a, b in itertools.pairwise(found))
    assert all(0 <= t.span[0] < t.span[1] <= len(text) for t in found)
