"""The day that a story says it is from."""

from __future__ import annotations

import pytest

from readings import Arc, reading
from verbale.reading.structure import Structure
from verbale.stories import Dateline, dateline, weekday_of
from verbale.tables import Tables

TABLES = Tables.load()


def read(text: str, *, release: bool = False, arcs: list[Arc] | None = None) -> Dateline:
    r = reading(text, arcs=arcs or [])
    lines = list(zip(r.paragraphs.start.tolist(), r.paragraphs.end.tolist(), strict=True))
    return dateline(Structure(r), lines, TABLES, release=release)


@pytest.mark.parametrize(
    ("text", "day", "words"),
    [
        ("Envoys meet\nGENEVA, May 3, 2011 (AP) — Two envoys met.", "2011-05-03", "May 3, 2011"),
        ("WASHINGTON (Jan. 3, 2012) - The envoys met.", "2012-01-03", "Jan. 3, 2012"),
        ("BEIJING, Aug. 7 (Xinhua) -- The envoys met.", "past August 7", "Aug. 7"),
        ("Talks resume\nPublished: 3 May 2011\nThe envoys met.", "2011-05-03", "3 May 2011"),
        ("Talks resume\nBy Ann Lee, for the Courier | May 3, 2011\nThe envoys met.", "2011-05-03", "May 3, 2011"),
        ("For immediate release 12 July 2013\nThe Minister met the envoy.", "2013-07-12", "12 July 2013"),
        ("Oslo, Friday 12 July 2013\nThe Minister met the envoy.", "2013-07-12", "Friday 12 July 2013"),
        ("BEIJING, Aug. 7 (Xinhua) -- The envoys met.\nUpdated 8 August 2012", "2012-08-08", "8 August 2012"),
    ],
)
def test_a_line_that_says_where_and_when_tells_the_day(text: str, day: str, words: str) -> None:
    found = read(text)
    assert found.day_span is not None
    assert (str(found.day), text[slice(*found.day_span)]) == (day, words)


@pytest.mark.parametrize(
    "text",
    [
        "The treaty of 5 May 1949\nIt was signed in London.",
        "What was signed on 5 May 1949?\nA treaty was.",
        "The envoys met on May 3, 2011 - for the first time.",
        "They signed the treaty of 5 May 1949 and went home.",
        "May 2011\nThe envoys met.",
        "Open from 3 to 5 May 2011\nThe envoys met.",
    ],
)
def test_a_day_that_a_sentence_or_a_headline_speaks_of_is_not_the_storys_own(text: str) -> None:
    assert read(text).day is None


def test_the_last_lines_date_a_release_and_nothing_else() -> None:
    text = "Statement\n" + "The Minister met the envoy.\n" * 9 + "Oslo, 12 July 2013"
    assert str(read(text, release=True).day) == "2013-07-12"
    assert read(text).day is None


def test_the_weekday_of_what_was_said_goes_before_that_of_what_was_done() -> None:
    text = "Two men left on Monday, the envoy said on Tuesday."
    arcs = [("said", "root", ""), ("left", "ccomp", "said"), ("Monday", "obl", "left"), ("Tuesday", "obl", "said")]
    found = read(text, arcs=arcs)
    assert found.weekday == "Tuesday"
    assert found.weekday_span == (text.index("Tuesday"), text.index("Tuesday") + 7)


@pytest.mark.parametrize(
    ("text", "arcs"),
    [
        ("The envoys will meet on Friday.", [("meet", "root", ""), ("will", "aux", "meet"), ("Friday", "obl", "meet")]),
        ("The envoys met last Friday.", [("met", "root", ""), ("Friday", "obl", "met")]),
        ("Talks on Friday\nThe envoys met.", []),
        ("The envoys met.\nThey talked.\nThey ate.\nThey left on Friday.", []),
    ],
)
def test_a_weekday_to_come_or_of_another_week_or_far_down_is_not_the_storys_own(text: str, arcs: list[Arc]) -> None:
    assert read(text, arcs=arcs).weekday is None


def test_a_story_without_lines_says_nothing() -> None:
    r = reading("The envoys met on Friday.")
    assert weekday_of(Structure(r), [], TABLES) is None
    assert dateline(Structure(r), [], TABLES, release=True) == Dateline()
