"""What bounds a story's date: the offices that people hold in it, and the years that it writes out. On a table of people who never lived."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readings import Arc, reading
from verbale.model import Interval
from verbale.reading.quotations import quotations
from verbale.reading.structure import Structure
from verbale.stories import Bound, Dating, dating, names
from verbale.stories.dating import combined
from verbale.tables import Tables

HOLDERS = """country,office,titles,holder,forms,standing,start,end,example,sources
GRL,president,President,Ann Berg,Anna Berg,elect,2000-12-01,2001-02-28,President-elect Ann Berg left,almanac|gazette
GRL,president,President,Ann Berg,Anna Berg,in_office,2001-03-01,2005-03-01,President Ann Berg left,almanac|gazette
GRL,president,President,Per Dahl,,in_office,2005-03-01,2009-03-01,President Per Dahl left,almanac|gazette
GRL,president,President,Ann Berg,Anna Berg,elect,2008-12-01,2009-02-28,President-elect Ann Berg left,almanac|gazette
GRL,president,President,Ann Berg,Anna Berg,in_office,2009-03-01,2013-03-01,President Ann Berg left,almanac|gazette
GRL,president,President,Liv Moe,,in_office,2013-03-01,,President Liv Moe left,almanac|gazette
GRL,president,President,Liv Moe,,impeached,2014-02-01,2014-05-01,impeached President Liv Moe left,almanac|gazette
GRL,president,President,Tor Vik,,acting,2014-02-01,2014-05-01,acting President Tor Vik left,almanac|gazette
GRL,prime minister,Prime Minister|Premier,Nils Hoy,,in_office,2002-01-01,2004-01-01,Prime Minister Nils Hoy left,almanac
GRL,prime minister,Prime Minister|Premier,Ole Krag,,in_office,2006-01-01,2010-01-01,Prime Minister Ole Krag left,almanac|gazette
GRL,foreign minister,Foreign Minister,Ida Lund,,in_office,2001-04-01,2003-04-01,Foreign Minister Ida Lund left,almanac|gazette
GRL,justice,Justice,Else Krogh,,in_office,1990-01-01,2002-06-01,Justice Else Krogh left,almanac|gazette
GRL,secretary general,Secretary-General|Secretary General,Siv Ek,,in_office,2003-01-01,2007-01-01,Secretary-General Siv Ek left,almanac|gazette
HKG,prime minister,Prime Minister,Kai Krag,,in_office,1995-01-01,1999-01-01,Prime Minister Kai Krag left,almanac
"""
BERG = "[2001-03-01..2013-03-01]"
DAHL = "[2005-03-01..2009-03-01]"


@pytest.fixture(scope="module")
def tables(tmp_path_factory: pytest.TempPathFactory) -> Tables:
    folder = tmp_path_factory.mktemp("tables")
    (folder / "office_holders.csv").write_text(HOLDERS, encoding="utf-8")
    return Tables.load(folder)


def dated(marked: str, tables: Tables, arcs: Sequence[Arc] = ()) -> Dating:
    read = reading(marked, arcs=arcs)
    story = (0, len(read.text))
    p = read.paragraphs
    quoted = quotations(read.text, list(zip(p.start.tolist(), p.end.tolist(), strict=True)))
    return dating(Structure(read), story, names(read.text, read.mentions, story, tables), quoted, tables)


def edtf(marked: str, tables: Tables, arcs: Sequence[Arc] = ()) -> str | None:
    days = dated(marked, tables, arcs).days
    return None if days is None else days.edtf


@pytest.mark.parametrize(
    ("marked", "within"),
    [
        ("President [Per Dahl]PER met the envoy on Friday.", DAHL),
        ("President [Dahl]PER met the envoy in [Greenland]LOC on Friday.", DAHL),
        ("Greenlandic President [Per Dahl]PER met the envoy.", DAHL),
        ("The Greenlandic president, [Per Dahl]PER, met the envoy on Friday.", DAHL),
        ("[Per Dahl]PER, the president of Greenland, met the envoy.", DAHL),
        ("[Per Dahl]PER, Greenland’s president, met the envoy.", DAHL),
        ("Outgoing President [Per Dahl]PER met the envoy on Friday.", DAHL),
        ("President [Per Dahl]PER’s administration met the envoy on Friday.", DAHL),
        ("The [Dahl]PER administration met the envoy in [Nuuk]LOC on Friday.", DAHL),
        ("President [Ann Berg]PER met the envoy on Friday.", BERG),
        ("President [Anna Berg]PER met the envoy on Friday.", BERG),
        ("President-elect [Ann Berg]PER met the envoy.", "[2000-12-01..2009-03-01]"),
        ("Greenlandic president-elect [Ann Berg]PER met the envoy.", "[2000-12-01..2009-03-01]"),
        ("Impeached Greenlandic President [Liv Moe]PER met the envoy.", "[2014-02-01..2014-05-01]"),
        ("Acting President [Tor Vik]PER met the envoy.", "[2014-02-01..2014-05-01]"),
        ("Former President [Per Dahl]PER met the envoy on Friday.", "[2009-03-01..]"),
        ("Former President [Ann Berg]PER met the envoy on Friday.", "[2005-03-01..]"),
        ("ex-President [Per Dahl]PER met the envoy on Friday.", "[2009-03-01..]"),
        ("Secretary-General [Siv Ek]PER met the envoy on Friday.", "[2003-01-01..2007-01-01]"),
        ("Secretary General [Siv Ek]PER met the envoy on Friday.", "[2003-01-01..2007-01-01]"),
        ("Greenlandic Foreign Minister [Ida Lund]PER met the envoy.", "[2001-04-01..2003-04-01]"),
    ],
)
def test_whoever_holds_an_office_in_a_story_bounds_its_date(marked: str, within: str, tables: Tables) -> None:
    assert edtf(marked, tables) == within


@pytest.mark.parametrize(
    "marked",
    [
        "[Per Dahl]PER met the envoy on Friday.",
        "Then-President [Per Dahl]PER met the envoy on Friday.",
        "The then president, [Per Dahl]PER, met the envoy on Friday.",
        "The late President [Per Dahl]PER met the envoy on Friday.",
        "A President [Per Dahl]PER met the envoy on Friday.",
        "The would-be President [Per Dahl]PER met the envoy on Friday.",
        "Vice President [Per Dahl]PER met the envoy on Friday.",
        "Danish President [Per Dahl]PER met the envoy on Friday.",
        "Nordbank President [Per Dahl]PER met the envoy on Friday.",
        "President [Per Dahl]PER of Nordbank met the envoy on Friday.",
        "President [Dahl]PER met the envoy on Friday.",
        "President [Dahl]PER met the envoy in [Oslo]LOC on Friday.",
        "President [Karl Dahl]PER met the envoy on Friday.",
        "Deputy Foreign Minister [Ida Lund]PER met the envoy on Friday.",
        "Foreign Minister [Lund]PER met the envoy on Friday.",
        "First lady [Ann Berg]PER met the envoy on Friday.",
        "President [Per Dahl]PER would meet the envoy on Friday.",
        "On Friday the envoy came to the President [Per Dahl]PER Library.",
        "The court ruled on Friday in Moe v. President [Per Dahl]PER again.",
        "“President [Per Dahl]PER met the envoy on Friday,” she wrote.",
        "The envoy wrote to President [Per Dahl]PER.",
        "[Per Dahl]PER, who became president in a rainy spring, met the envoy on Friday.",
        "Prime Minister [Nils Hoy]PER met the envoy on Friday.",
        "A future [Dahl]PER administration met the envoy on Friday.",
    ],
)
def test_what_tells_of_another_time_person_or_possibility_bounds_nothing(marked: str, tables: Tables) -> None:
    assert edtf(marked, tables) is None


@pytest.mark.parametrize(
    "marked",
    [
        "In 2006, when President [Per Dahl]PER met the envoy, talks broke off on Friday.",
        "The envoy fell out with President [Per Dahl]PER years ago.",
        "On Friday a former aide to President [Per Dahl]PER met the envoy.",
        "The envoy served under President [Per Dahl]PER.",
    ],
)
def test_a_holder_in_a_clause_about_an_earlier_time_bounds_from_below_alone(marked: str, tables: Tables) -> None:
    found = edtf(marked, tables)
    assert found is not None
    assert Interval.of(found).last is None


def test_a_justice_keeps_the_title_after_death(tables: Tables) -> None:
    assert edtf("Justice [Else Krogh]PER met the envoy on Friday.", tables) == "[1990-01-01..]"
    assert edtf("Retired Justice [Else Krogh]PER met the envoy on Friday.", tables) == "[2002-06-01..]"


def test_one_namesake_whom_nobody_has_checked_widens_the_bound(tables: Tables) -> None:
    assert edtf("Prime Minister [Krag]PER met the envoy in [Nuuk]LOC on Friday.", tables) == "[1995-01-01..2010-01-01]"
    assert edtf("Greenlandic Prime Minister [Krag]PER met the envoy on Friday.", tables) == "[2006-01-01..2010-01-01]"


def test_a_family_name_is_that_of_the_full_name_in_the_story(tables: Tables) -> None:
    assert edtf("[Karl Dahl]PER spoke in [Nuuk]LOC. President [Dahl]PER met the envoy on Friday.", tables) is None


def test_offices_are_met(tables: Tables) -> None:
    both = "President [Ann Berg]PER met Greenlandic Foreign Minister [Ida Lund]PER on Friday."
    assert edtf(both, tables) == "[2001-04-01..2003-04-01]"


def test_a_second_term_that_is_won_is_the_later_of_two(tables: Tables) -> None:
    elect = "President-elect [Ann Berg]PER met the envoy. "
    assert edtf(elect + "He congratulated [Berg]PER on her second term.", tables) == "[2008-12-01..2009-03-01]"
    assert edtf(elect + "He said [Berg]PER hoped for success in her second term.", tables) == "[2000-12-01..2009-03-01]"


def test_the_one_who_held_the_office_last_is_believed(tables: Tables) -> None:
    assert edtf("President [Per Dahl]PER met the envoy on Friday. On Monday President [Liv Moe]PER left.", tables) == "[2013-03-01..]"


def test_where_more_speaks_for_the_earlier_both_are_let_stand(tables: Tables) -> None:
    often = "President [Per Dahl]PER met the envoy on Friday. President [Dahl]PER left on Monday. "
    assert edtf(often + "President [Liv Moe]PER came on Monday.", tables) == "[2005-03-01..]"


def test_two_who_share_the_day_of_handover_alone_do_not_date_the_story_to_it(tables: Tables) -> None:
    found = dated("President [Per Dahl]PER met President [Ann Berg]PER on Friday.", tables).days
    assert found is not None
    assert not found.is_day


def test_an_office_named_twice_is_held_now_and_once_is_not_known(tables: Tables) -> None:
    assert edtf("The envoy wrote to President [Per Dahl]PER. The envoy sang for President [Dahl]PER.", tables) == DAHL
    assert edtf("The envoy wrote to President [Per Dahl]PER.", tables) is None


YEARS: list[tuple[str, list[Arc], str | None]] = [
    ("The envoy moved here in 2011.", [("2011", "obl", "moved")], "[2011-01-01..]"),
    ("The envoy came in May 2011.", [("May", "obl", "came"), ("2011", "nmod", "May")], "[2011-01-01..]"),
    ("The second round since 2002 ended.", [], "[2002-01-01..]"),
    ("The round will be held in 2030.", [("2030", "obl", "held"), ("will", "aux", "held")], None),
    ("The envoy would have moved here in 2030.", [("2030", "obl", "moved"), ("would", "aux", "moved")], None),
    ("A vote is scheduled in 2030.", [("2030", "obl", "scheduled"), ("is", "aux:pass", "scheduled")], None),
    ("The envoy spoke of the vote in 2030.", [("2030", "nmod", "vote")], None),
    ("The envoy moved in 2000 boxes of paper.", [("2000", "nummod", "boxes")], None),
    ("Copyright 2010 The Harbour Post", [], None),
    ("The envoy moved to 2011 Harbour Road.", [("2011", "nummod", "Road")], None),
]


@pytest.mark.parametrize(("text", "arcs", "within"), YEARS)
def test_a_year_in_which_something_happened_bounds_the_date_from_below(
    text: str, arcs: list[Arc], within: str | None, tables: Tables
) -> None:
    assert edtf(text, tables, arcs) == within


def test_a_year_to_come_bounds_from_above_only_what_is_bounded_else(tables: Tables) -> None:
    will: list[Arc] = [("2008", "obl", "held"), ("will", "aux", "held")]
    assert (
        edtf("President [Per Dahl]PER met the envoy on Friday. The round will be held in 2008.", tables, will) == "[2005-03-01..2008-12-31]"
    )
    assert edtf("The round will be held in 2008.", tables, will) is None
    late: list[Arc] = [("2004", "obl", "held"), ("will", "aux", "held")]
    assert edtf("President [Per Dahl]PER met the envoy on Friday. The round will be held in 2004.", tables, late) == DAHL


def test_the_words_that_set_the_bound_are_its_reasons(tables: Tables) -> None:
    text = "President [Ann Berg]PER met Greenlandic Foreign Minister [Ida Lund]PER on Friday."
    plain = text.replace("[", "").replace("]PER", "")
    reasons = dated(text, tables).reasons
    assert [(plain[slice(*r.span)], r.kind, r.who) for r in reasons] == [
        ("Greenlandic Foreign Minister Ida Lund", "in office", "Ida Lund"),
    ]


INTERVALS = st.tuples(st.dates(date(1990, 1, 1), date(2030, 1, 1)), st.integers(0, 4000) | st.none()).map(
    lambda drawn: Interval(drawn[0], None if drawn[1] is None else date.fromordinal(drawn[0].toordinal() + drawn[1]))
)
BOUNDS = st.lists(
    st.builds(Bound, st.just((0, 1)), st.just("in office"), INTERVALS.map(lambda i: (i,)), st.sampled_from("abc")), max_size=6
)


@given(BOUNDS)
def test_a_bound_has_a_reason_for_each_end_and_is_never_narrower_than_its_evidence(bounds: list[Bound]) -> None:
    found = combined(bounds)
    if found.days is None:
        return
    ends = {day for reason in found.reasons for i in reason.days for day in (i.first, i.last)}
    assert {found.days.first, found.days.last} - {None} <= ends
    firsts = [b.days[0] for b in bounds if b.days[0].met(found.days)]
    assert max(i.first for i in firsts if i.first) >= (found.days.first or date.min)


def test_evidence_does_not_depend_on_its_order(tables: Tables) -> None:
    one = "On Friday President [Ann Berg]PER left. Greenlandic Foreign Minister [Ida Lund]PER came."
    other = "Greenlandic Foreign Minister [Ida Lund]PER came. On Friday President [Ann Berg]PER left."
    assert edtf(one, tables) == edtf(other, tables)


def test_our_own_table_narrows_nothing_that_was_not_checked(tmp_path: Path) -> None:
    bare = "\n".join(line.rpartition(",")[0] + "," for line in HOLDERS.splitlines()[1:])
    (tmp_path / "office_holders.csv").write_text(HOLDERS.splitlines()[0] + "\n" + bare + "\n", encoding="utf-8")
    assert edtf("President [Per Dahl]PER met the envoy on Friday.", Tables.load(tmp_path)) is None
