"""How the measure of times writes what we found: as TIMEX3 does."""

from __future__ import annotations

from datetime import date

import pytest
from training.measure_times import plain, value

from verbale.model import Said
from verbale.stories import Expression

FRIDAY = date(2010, 5, 14)


@pytest.mark.parametrize(
    ("said", "values"),
    [
        ("2010-05-14", ["2010-05-14"]),
        ("early 2011", ["2011"]),
        ("199X", ["199"]),
        ("2009-summer", ["2009-SU"]),
        ("past Q1", ["2010-Q1"]),
        ("first half of 2009", ["2009-H1"]),
        ("past Friday", ["2010-05-14"]),
        ("future March", ["2011-03"]),
        ("last week", ["2010-W18"]),
        ("past weekend", ["2010-W18-WE"]),
        ("this year", ["2010"]),
        ("3 weeks ago", ["2010-W16"]),
        ("2 years ago", ["2008"]),
        ("3 days", ["P3D"]),
        ("past 5 years", ["P5Y"]),
        ("2 decades", ["P20Y"]),
        ("5 hours", ["PT5H"]),
        ("weeks", ["PXW"]),
        ("within months", ["FUTURE_REF", "PXM"]),
        ("every 1 week", ["P1W"]),
        ("now", ["PRESENT_REF"]),
        ("1994 to 1997", ["1994", "1997"]),
    ],
)
def test_a_time_is_written_as_the_corpus_would(said: str, values: list[str]) -> None:
    assert value(Expression(0, 1, "DATE", Said.of(said), None), FRIDAY) == values


def test_what_says_nothing_has_no_value() -> None:
    assert value(Expression(0, 1, "DATE", None, None), FRIDAY) == []


@pytest.mark.parametrize(
    ("gold", "written"),
    [
        ("1989-XX", "1989"),
        ("198X", "198"),
        ("1998-12-XX", "1998-12"),
        ("2000-W6", "2000-W06"),
        ("2000-01-05TEV", "2000-01-05"),
        ("P1E", "P10Y"),
        ("P2Y6M", "P30M"),
        ("FUTURE_REF", "FUTURE_REF"),
        (None, None),
    ],
)
def test_the_corpus_spellings_of_one_value_are_one(gold: str | None, written: str | None) -> None:
    assert plain(gold) == written
