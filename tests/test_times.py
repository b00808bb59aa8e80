"""Time expressions: what is one, what it says, which way it looks, and what only looks like one."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from readings import reading
from verbale.model import Said
from verbale.reading.structure import Structure
from verbale.stories.times import Expression, times
from verbale.tables import Tables

TABLES = Tables.load()
SAID = {
    "on Friday": {"Friday": "Friday"},
    "on Friday night": {"Friday night": "Friday"},
    "last Monday": {"last Monday": "last Monday"},
    "this coming Sunday": {"this coming Sunday": "future Sunday"},
    "on Friday of next week": {"Friday of next week": "Friday of next week"},
    "the Thursday-Friday session": {"Thursday-Friday": "Thursday to Friday"},
    "on Friday, May 14": {"Friday, May 14": "Friday May 14"},
    "on 14 May 2010": {"14 May 2010": "2010-05-14"},
    "on May 14, 2010, in Oslo": {"May 14, 2010": "2010-05-14"},
    "on the 14th of May": {"the 14th of May": "May 14"},
    "Nov. 17, 2015": {"Nov. 17, 2015": "2015-11-17"},
    "(Jan. 3, 2012)": {"Jan. 3, 2012": "2012-01-03"},
    "13-14 May": {"13-14 May": "May 13 to May 14"},
    "from 3 to 5 May 2010": {"3 to 5 May 2010": "2010-05-03 to 2010-05-05"},
    "on 13 and 20 May": {"13 and 20 May": "between May 13 and May 20"},
    "May 30-June 2, 2010": {"May 30-June 2, 2010": "2010-05-30 to 2010-06-02"},
    "5/14/2010": {"5/14/2010": "2010-05-14"},
    "14/5/2010": {"14/5/2010": "2010-05-14"},
    "5/4/2010": {"5/4/2010": "between 2010-04-05 and 2010-05-04"},
    "14.5.2010": {"14.5.2010": "2010-05-14"},
    "2010-05-14": {"2010-05-14": "2010-05-14"},
    "in March": {"March": "March"},
    "in May 2010": {"May 2010": "2010-05"},
    "last May": {"last May": "last May"},
    "by March": {"March": "by March"},
    "no later than 1 June": {"1 June": "by June 1"},
    "by June next year": {"June next year": "by June of next year"},
    "since 2002": {"2002": "since 2002"},
    "until the summer of 2020": {"the summer of 2020": "until 2020-summer"},
    "before the end of the year": {"the end of the year": "before end of this year"},
    "before Friday": {"Friday": "before Friday"},
    "before Friday's meeting": {"Friday": "Friday"},
    "mid-May": {"mid-May": "mid May"},
    "in mid-2011": {"mid-2011": "mid 2011"},
    "early in 2011": {"early in 2011": "early 2011"},
    "at the end of next year": {"the end of next year": "end of next year"},
    "in the first half of next year": {"the first half of next year": "first half of next year"},
    "in the third quarter of 2009": {"the third quarter of 2009": "2009-Q3"},
    "earlier this month": {"earlier this month": "earlier this month"},
    "later this year": {"later this year": "later this year"},
    "in the spring": {"the spring": "spring"},
    "next spring": {"next spring": "next spring"},
    "last night": {"last night": "yesterday"},
    "the day before yesterday": {"the day before yesterday": "2 days ago"},
    "three weeks ago": {"three weeks ago": "3 weeks ago"},
    "some twenty-five years ago": {"some twenty-five years ago": "about 25 years ago"},
    "a fortnight ago": {"a fortnight ago": "2 weeks ago"},
    "within six months": {"six months": "within 6 months"},
    "in the past five years": {"the past five years": "past 5 years"},
    "over the next ten days": {"the next ten days": "within 10 days"},
    "in the coming months": {"the coming months": "within months"},
    "in recent weeks": {"recent weeks": "past weeks"},
    "the coming week": {"the coming week": "between today and next week"},
    "over the weekend": {"the weekend": "weekend"},
    "the 1990s": {"the 1990s": "199X"},
    "the late 1990s": {"the late 1990s": "late 199X"},
    "in the 20th century": {"the 20th century": "19XX"},
    "2009-2011": {"2009-2011": "2009 to 2011"},
    "in 2009-10": {"2009-10": "2009 to 2010"},
    "between 1994 and 1997": {"1994 and 1997": "between 1994 and 1997"},
    "the 2010 talks": {"2010": "2010"},
    "a two-day visit": {"two-day": "2 days"},
    "an 11-year sentence": {"11-year": "11 years"},
    "two and a half years": {"two and a half years": "30 months"},
    "every two weeks": {"every two weeks": "every 2 weeks"},
    "on Mondays": {"Mondays": "every 1 week"},
    "soon": {"soon": "sometime"},
    "in due course": {"in due course": "sometime"},
    "at 5 p.m. on Friday": {"5 p.m. on Friday": "Friday"},
    "the same day": {"the same day": None},
    "a week later": {"a week later": None},
}
NO_TIME = [
    "They may march on.",
    "May they prosper.",
    "Theresa May spoke.",
    "a speech by Theresa May",
    "the March for Water",
    "Resolution 1973 was read out.",
    "It cost $2010 at most.",
    "They sold 2015 tons.",
    "It has 1,990 members.",
    "Call 555-2010-33.",
    "a 32-year-old driver",
    "She is 32 years old.",
    "The sun sat low.",
    "Jan Novak spoke.",
    "It grew 20% in size.",
    "the Sunday Times",
    "on Bloody Sunday",
    "three-quarters of it",
    "a second round",
    "as soon as it ends",
    "They fall apart in spring rolls.",
]


def found(text: str, **given: object) -> list[Expression]:
    return times(Structure(reading(text)), TABLES, **given)  # type: ignore[arg-type]


@pytest.mark.parametrize("text", SAID)
def test_an_expression_says(text: str) -> None:
    said = {text[slice(*e.span)]: None if e.said is None else str(e.said) for e in found(text)}
    bare = {words: None if s is None else s.replace("past ", "", 1) if "past " not in str(SAID[text]) else s for words, s in said.items()}
    assert bare == SAID[text]


@pytest.mark.parametrize("text", NO_TIME)
def test_what_only_looks_like_a_time_is_none(text: str) -> None:
    assert [text[slice(*e.span)] for e in found(text)] == []


@pytest.mark.parametrize(
    ("text", "arcs", "said"),
    [
        ("They met in March.", [("met", "root", ""), ("March", "obl", "met")], "past March"),
        ("They will meet in March.", [("meet", "root", ""), ("will", "aux", "meet"), ("March", "obl", "meet")], "future March"),
        ("They would meet in March.", [("meet", "root", ""), ("would", "aux", "meet"), ("March", "obl", "meet")], "future March"),
        ("They have met in March.", [("met", "root", ""), ("have", "aux", "met"), ("March", "obl", "met")], "past March"),
        ("They are meeting in March.", [("meeting", "root", ""), ("are", "aux", "meeting"), ("March", "obl", "meeting")], "future March"),
        ("They were meeting in March.", [("meeting", "root", ""), ("were", "aux", "meeting"), ("March", "obl", "meeting")], "past March"),
        (
            "They agreed to meet in March.",
            [("agreed", "root", ""), ("meet", "xcomp", "agreed"), ("to", "mark", "meet"), ("March", "obl", "meet")],
            "future March",
        ),
        (
            "They managed to meet in March.",
            [("managed", "root", ""), ("meet", "xcomp", "managed"), ("to", "mark", "meet"), ("March", "obl", "meet")],
            "past March",
        ),
        (
            "Talks planned for March failed.",
            [("failed", "root", ""), ("planned", "acl", "Talks"), ("March", "obl", "planned")],
            "future March",
        ),
        ("They have ruled since March.", [("ruled", "root", ""), ("have", "aux", "ruled"), ("March", "obl", "ruled")], "since past March"),
        ("They waited until March.", [("waited", "root", ""), ("March", "obl", "waited")], "until either March"),
        ("They will end it by March.", [("end", "root", ""), ("will", "aux", "end"), ("March", "obl", "end")], "by future March"),
        ("They will meet in two days.", [("meet", "root", ""), ("will", "aux", "meet"), ("days", "obl", "meet")], "in 2 days"),
        ("They met twice in two days.", [("met", "root", ""), ("days", "obl", "met")], "2 days"),
    ],
)
def test_a_time_looks_where_the_verb_that_it_hangs_on_looks(text: str, arcs: list[tuple[str, str, str]], said: str) -> None:
    expressions = times(Structure(reading(text, arcs=arcs)), TABLES)
    assert [str(e.said) for e in expressions] == [said]


def test_what_the_reader_finds_is_read_too_where_the_grammar_alone_is_not_sure() -> None:
    text = "The current round follows the one of Sunday Times day."
    start = text.index("current")
    [one, *_] = found(text, spans=[(start, start + 7, "DATE")])
    assert (one.span, str(one.said)) == ((start, start + 7), "now")


def test_what_the_reader_finds_is_kept_though_nothing_can_be_made_of_it() -> None:
    text = "They met on Hogmanay."
    assert found(text, spans=[(12, 20, "DATE")]) == [Expression(12, 20, "DATE", None, found(text, spans=[(12, 20, "DATE")])[0].toward)]


def test_reader_and_grammar_together_give_each_time_once() -> None:
    text = "They met late on Friday and on 3 May 2010."
    spans = [(text.index("Friday"), text.index("Friday") + 6, "DATE"), (text.index("3 May"), text.index("3 May") + 5, "DATE")]
    assert [str(e.said) for e in found(text, spans=spans)] in (["past Friday", "2010-05-03"], ["Friday", "2010-05-03"])


def test_only_the_part_asked_for_is_looked_at() -> None:
    text = "They met in 2009. They met in 2010."
    assert [str(e.said) for e in found(text, within=(18, len(text)))] == ["2010"]


def test_no_expression_runs_over_an_empty_line() -> None:
    assert [str(e.said) for e in found("They met in May\n\n2010 was good.")][:1] == ["past May"]


WORDS = [
    "a",
    "the",
    "in",
    "on",
    "by",
    "of",
    "to",
    "from",
    "-",
    "–",
    "/",
    ",",
    ".",
    "'s",
    "2010",
    "14",
    "1990s",
    "3",
    "May",
    "may",
    "March",
    "Friday",
    "Sunday",
    "week",
    "weeks",
    "year",
    "month",
    "day",
    "days",
    "ago",
    "next",
    "last",
    "this\npast",
    "coming",
    "early",
    "mid",
    "end",
    "half",
    "quarter",
    "first",
    "second",
    "and",
    "between",
    "since",
    "until",
    "before",
    "three",
    "two",
    "several",
    "every",
    "old",
    "Jan",
    "Q3",
    "5",
    "p.m.",
    ":",
    "1",
    "2",
    "$",
    "%",
    "\n\n",
    "14th\nlater",
    "now",
    "soon",
    "the-day",
    "today",
    "tomorrow",
    "summer",
    "fall",
    "Times",
]


@settings(max_examples=200)
@given(st.lists(st.sampled_from(WORDS), max_size=25), st.booleans())
def test_no_text_is_too_odd_and_no_two_expressions_overlap(words: list[str], spaced: bool) -> None:
    text = (" " if spaced else "").join(words)
    if not text.strip():
        return
    expressions = found(text)
    assert all(a.end <= b.start for a, b in itertools.pairwise(expressions))
    assert all(0 <= e.start < e.end <= len(text) for e in expressions)
    assert all(Said.of(str(e.said)) == e.said for e in expressions if e.said is not None)


def test_a_long_text_without_end_takes_no_longer_than_its_length_asks_for() -> None:
    assert len(found("the first day of the second week of " * 2000)) >= 0
