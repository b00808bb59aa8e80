"""What a shelf of documents says together of talks, on facts made by hand, in any order: series, rounds, cases, promises and what became of them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, TypeVar

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from papers import Paper
from shelves import shelves
from verbale.linking import known_by, link
from verbale.linking.dialogues import link_dialogues
from verbale.linking.duplicates import same_stories
from verbale.model import (
    Case,
    Commitment,
    Dialogue,
    Document,
    Fact,
    Interval,
    Place,
    Round,
    RoundStatus,
    Story,
    Topic,
    View,
)
from verbale.tables import Tables

TABLES = Tables.load()
E = TypeVar("E")


def linked(*papers: Paper, day: date | None = None) -> list[View]:
    return list(link([p.document for p in papers], [f for p in papers for f in (p.story, *p.told)], TABLES, day))


def all_of(kind: type[E], *papers: Paper, day: date | None = None) -> list[E]:
    return [view.entry for view in linked(*papers, day=day) if isinstance(view.entry, kind)]


# Dialogues


def names(*told: tuple[str, tuple[str, ...], str | None]) -> list[set[str]]:
    """The names under which each of the linked dialogues goes."""
    dialogues = []
    for number, (name, parties, subject) in enumerate(told):
        paper = Paper(f"2010-01-{number + 1:02}")
        paper.dialogue(name, parties, subject)
        dialogues += [fact for fact in paper.told if isinstance(fact, Dialogue)]
    return sorted(({d.name for d in one.members} for one in link_dialogues(dialogues, TABLES)), key=min)


US_CHINA = ("CHN", "USA")


def test_one_series_goes_under_many_names() -> None:
    told = [
        ("human rights talks", US_CHINA, "human rights"),
        ("the rights dialogue", US_CHINA, None),
        ("U.S.-China Human Rights Dialogue", US_CHINA, "human rights"),
    ]
    assert len(names(*told)) == 1


def test_other_series_of_the_same_parties_are_kept_apart() -> None:
    told = [
        ("Human Rights Dialogue", US_CHINA, "human rights"),
        ("Legal Experts Dialogue", US_CHINA, "rule of law"),
        ("Strategic and Economic Dialogue", US_CHINA, "economic affairs"),
        ("Economic Dialogue", US_CHINA, "economic affairs"),
    ]
    assert len(names(*told)) == 4


def test_one_subject_with_other_parties_is_another_series() -> None:
    assert len(names(("human rights talks", ("CHN", "USA"), None), ("human rights talks", ("CHN", "GBR"), None))) == 2


def test_nameless_talks_join_the_only_series_of_their_parties_and_none_of_two() -> None:
    only = [("talks", US_CHINA, None), ("Human Rights Dialogue", US_CHINA, "human rights")]
    assert len(names(*only)) == 1
    assert len(names(*only, ("cyber talks", US_CHINA, "cyber issues"))) == 3


def test_a_series_that_has_one_set_of_parties_is_known_by_its_name() -> None:
    assert (
        len(names(("six-party talks", ("PRK", "USA"), None), ("Six-Party Talks", ("CHN", "JPN", "KOR", "PRK", "RUS", "USA"), "nuclear")))
        == 1
    )


# Rounds


def rounds(*papers: Paper) -> list[Round]:
    return sorted(all_of(Round, *papers), key=lambda r: (r.date.edtf or "", r.id))


def test_two_stories_of_the_same_days_tell_of_one_round() -> None:
    a, b = Paper("2010-05-14"), Paper("2010-05-20")
    first = a.round(a.dialogue("rights talks"), "2010-05-13/2010-05-14", ordinal=2, basis="second since 2002")
    second = b.round(b.dialogue("Human Rights Dialogue"), "2010-05-14", place=Place("Washington", "USA"))
    (found,) = rounds(a, b)
    assert found.id == min(first, second)
    assert (found.date.edtf, found.ordinal, found.place.city) == ("2010-05-13/2010-05-14", 2, "Washington")


def test_clashing_counts_of_the_same_days_are_both_kept_with_their_words() -> None:
    a, b = Paper("2010-05-14"), Paper("2010-05-15")
    a.round(a.dialogue("rights talks"), "2010-05-13", ordinal=2, basis="second since 2002")
    b.round(b.dialogue("rights talks"), "2010-05-13", ordinal=14, basis="14th")
    (found,) = rounds(a, b)
    assert found.ordinal in (2, 14)
    assert len(found.evidence) == 2


def test_rounds_of_two_years_are_two_and_their_dialogue_has_both_in_order() -> None:
    a, b = Paper("2010-05-14"), Paper("2011-04-29")
    a.round(a.dialogue("rights talks"), "2010-05-13/2010-05-14")
    b.round(b.dialogue("rights talks"), "2011-04-27/2011-04-28")
    (dialogue,) = all_of(Dialogue, a, b)
    assert list(dialogue.rounds) == [r.id for r in rounds(a, b)]
    assert all(r.dialogue_id == dialogue.id for r in rounds(a, b))


def test_a_round_told_as_last_years_is_the_one_that_was_told_then() -> None:
    a, b = Paper("2010-05-14"), Paper("2011-04-29")
    a.round(a.dialogue("rights talks"), "2010-05-13/2010-05-14", place=Place("Washington", "USA"))
    talks = b.dialogue("rights talks")
    b.round(talks, "2010", place=Place("Washington", "USA"))
    b.round(talks, "2011-04-27/2011-04-28")
    assert [r.date.edtf for r in rounds(a, b)] == ["2010-05-13/2010-05-14", "2011-04-27/2011-04-28"]


def test_two_rounds_of_one_story_are_two_however_like() -> None:
    a = Paper("2010-05-14")
    talks = a.dialogue("rights talks")
    a.round(talks, "2010-05")
    a.round(talks, "2010-05")
    assert len(rounds(a)) == 2


def test_rounds_in_two_countries_in_one_year_are_two() -> None:
    a, b = Paper("2010-12-14"), Paper("2010-12-20")
    a.round(a.dialogue("rights talks"), "2010", place=Place("Beijing", "CHN"))
    b.round(b.dialogue("rights talks"), "2010-05", place=Place("Washington", "USA"))
    assert len(rounds(a, b)) == 2


def test_a_topic_that_two_stories_name_stands_once_with_the_words_of_both() -> None:
    a, b = Paper("2010-05-14"), Paper("2010-05-15")
    a.round(a.dialogue("rights talks"), "2010-05-13", topics=(Topic("religious freedom", "freedom-of-religion", "USA"),))
    b.round(
        b.dialogue("rights talks"),
        "2010-05-13",
        topics=(Topic("torture", "torture", "USA"), Topic("freedom of belief", "freedom-of-religion", "USA")),
    )
    (found,) = rounds(a, b)
    keys = [t.topic_key for t in found.topics]
    assert sorted(keys) == ["freedom-of-religion", "torture"]
    place = keys.index("freedom-of-religion")
    assert len({e.document_id for e in found.evidence if e.field == f"topics[{place}]"}) == 2


def test_a_promised_round_and_the_round_held_then_are_one_as_held() -> None:
    a, b = Paper("2010-05-14"), Paper("2011-04-29")
    promised = a.round(a.dialogue("rights talks"), "2011", place=Place("Beijing", "CHN"), status="scheduled")
    held = b.round(b.dialogue("rights talks"), "2011-04-27/2011-04-28", place=Place("Beijing", "CHN"))
    views = [v for v in linked(a, b) if isinstance(v.entry, Round)]
    assert [v.entry.status for v in views if isinstance(v.entry, Round)] == ["held"]
    assert set(views[0].members) == {promised, held}
    assert "held when it was promised for" in views[0].whys


# Cases


def test_a_case_raised_at_two_rounds_is_one_under_either_script() -> None:
    a, b = Paper("2010-05-14"), Paper("2011-04-29")
    one, other = a.round(a.dialogue("rights talks"), "2010-05-13"), b.round(b.dialogue("rights talks"), "2011-04-27")
    a.case("Liu Xiaobo", (one,), native=("劉曉波",))
    b.case("Xiaobo Liu", (other,), native=("刘晓波",), by=("EU",))
    (case,) = all_of(Case, a, b)
    assert set(case.round_ids) == {one, other}
    assert set(case.raised_by) == {"USA", "EU"}
    assert len(case.replies) == 2


# The ledger


def promised(window: str | None = "2011") -> Paper:
    paper = Paper("2010-05-14")
    talks = paper.dialogue("rights talks")
    scheduled = paper.round(talks, window, place=Place("Beijing", "CHN"), status="scheduled")
    paper.promise("the two sides will meet again in Beijing next year", "round", window, round_id=scheduled, who=("CHN", "USA"))
    return paper


def outcome(on: str, told: str, status: RoundStatus = "held") -> Paper:
    paper = Paper(told)
    paper.round(paper.dialogue("Human Rights Dialogue"), on, status=status)
    return paper


def ledger(*papers: Paper, day: date | None = None) -> Commitment:
    (found,) = all_of(Commitment, *papers, day=day)
    return found


def test_a_round_held_within_its_window_keeps_the_promise() -> None:
    found = ledger(promised(), outcome("2011-04-27/2011-04-28", "2011-04-29"))
    assert found.status == "kept"
    assert found.fulfilled_by == found.round_id
    assert [(s.status, s.on.edtf) for s in found.history] == [("pending", "2010-05-14"), ("kept", "2011-04-27/2011-04-28")]
    assert {e.document_id for e in found.evidence if e.field == "fulfilled_by"} == {
        outcome("2011-04-27/2011-04-28", "2011-04-29").document.id
    }


def test_one_held_after_the_window_is_late_and_was_overdue() -> None:
    found = ledger(promised(), outcome("2012-07-23/2012-07-24", "2012-07-25"))
    assert [s.status for s in found.history] == ["pending", "overdue", "late"]
    assert found.history[1].on.edtf == "2012-01-01"


def test_nothing_heard_is_pending_within_the_window_and_overdue_after_it() -> None:
    other = Paper("2011-06-01")
    assert ledger(promised(), other).status == "pending"
    assert ledger(promised(), other, day=date(2012, 2, 1)).status == "overdue"


def test_a_promise_without_a_window_is_unknown_never_overdue_or_late() -> None:
    assert ledger(promised(None), Paper("2030-01-01")).status == "unknown"
    assert ledger(promised(None), outcome("2012-07-23", "2012-07-25")).status == "kept"


def test_a_round_that_was_called_off_withdraws_the_promise() -> None:
    found = ledger(promised("2011-04"), outcome("2011-04", "2011-03-30", "cancelled"))
    assert (found.status, found.fulfilled_by) == ("withdrawn", None)


def test_a_round_that_was_before_the_promise_keeps_nothing() -> None:
    assert ledger(promised(), outcome("2008-05-26", "2008-05-27")).status == "pending"


def test_a_round_of_another_series_keeps_nothing() -> None:
    other = Paper("2011-05-10")
    other.round(other.dialogue("Strategic and Economic Dialogue", subject="economic affairs"), "2011-05-09/2011-05-10")
    assert ledger(promised(), other).status == "pending"


def test_a_release_told_in_the_words_of_the_promise_keeps_it() -> None:
    a = Paper("2010-05-14")
    a.promise("Pakistan will release 38 fishermen at the Wagah crossing in August", "release", "2010-08", who=("PAK",))
    sentence = "Pakistan released the 38 fishermen at the Wagah crossing on Monday"
    b = Paper("2010-08-10", f"Told. {sentence}, officials said.")
    b.act("CONCEDE", "PAK", sentence, "2010-08-09")
    assert ledger(a, b).status == "kept"
    c = Paper("2010-08-10", "Told. Pakistan lowered the duties on cement at the port on Monday, officials said.")
    c.act("CONCEDE", "PAK", "Pakistan lowered the duties on cement at the port on Monday", "2010-08-09")
    assert ledger(a, c).status == "pending"


def test_one_promise_that_two_stories_tell_in_the_same_words_is_one() -> None:
    a, b, c = Paper("2010-05-14"), Paper("2010-05-20"), Paper("2013-05-20")
    for paper in (a, b, c):
        paper.promise("China will publish a list of detained lawyers", "exchange", None)
    found = all_of(Commitment, a, b, c)
    assert len(found) == 2


# Copies


STORY = " ".join(
    f"On the {i}th day the delegates of the two neighbours argued about clause {i} of the draft and {w} of the border commission" for i, w in
    enumerate(("the chairman", "a surveyor", "the lawyers", "an engineer", "the deputy"))
)  # fmt: skip


def test_a_story_that_two_outlets_print_is_one_with_two_sources() -> None:
    a, b = Paper("2010-05-14", STORY), Paper(None, "By our own staff. " + STORY + " Photographs by the agency.")
    (found,) = all_of(Story, a, b)
    assert set(found.sources) == {a.document.id, b.document.id}
    assert found.date.edtf == "2010-05-14"


def test_an_undated_copy_is_dated_by_the_dated_one() -> None:
    a, b = Paper("2010-05-14", STORY), Paper(None, STORY + " More soon.")
    (found,) = all_of(Story, a, b)
    assert found.date.basis in ("metadata", "duplicate")


@pytest.mark.parametrize("later", ["2011-05-14", "2010-05-23"])
def test_the_same_words_more_than_a_week_later_are_another_story(later: str) -> None:
    assert len(all_of(Story, Paper("2010-05-14", STORY), Paper(later, STORY + " Again."))) == 2


def test_a_release_with_other_figures_is_another_story() -> None:
    other = STORY
    for i in range(5):
        other = other.replace(f"{i}th", f"{i + 20}th").replace(f"clause {i}", f"clause {i + 40}")
    assert same_stories([Paper(None, STORY).story, Paper(None, other).story]) == {}


# The laws


def by_id(views: Sequence[View]) -> list[View]:
    return sorted(views, key=lambda v: v.entry.id)


@settings(deadline=None, max_examples=60)
@given(shelves(), st.randoms(use_true_random=False))
def test_any_order_of_documents_and_facts_gives_the_same_views(papers: list[Paper], rng: Any) -> None:
    documents = [p.document for p in papers]
    facts: list[Fact] = [f for p in papers for f in (p.story, *p.told)]
    first = by_id(list(link(documents, facts, TABLES)))
    rng.shuffle(documents)
    rng.shuffle(facts)
    assert by_id(list(link(documents, facts, TABLES))) == first


@settings(deadline=None, max_examples=60)
@given(shelves(), st.sampled_from([date(2010, 5, 20), date(2011, 4, 28), date(2012, 7, 25)]))
def test_as_of_a_day_is_the_link_of_the_documents_up_to_it(papers: list[Paper], day: date) -> None:
    facts: list[Fact] = [f for p in papers for f in (p.story, *p.told)]
    known = [p for p in papers if p.document.date.edtf is not None and (last := Interval.of(p.document.date.edtf).last) and last <= day]
    documents, told = known_by([p.document for p in papers], facts, day)
    assert by_id(list(link(documents, told, TABLES, day))) == by_id(linked(*known, day=day))


@settings(deadline=None, max_examples=60)
@given(shelves())
def test_every_member_leads_to_one_entry_and_references_lead_to_entries(papers: list[Paper]) -> None:
    views = linked(*papers)
    members = [m for v in views for m in {v.entry.id, *v.members}]
    assert len(members) == len(set(members))
    ids = {v.entry.id for v in views}
    for view in views:
        entry = view.entry
        assert not isinstance(entry, Document) or not view.members or view.members == (entry.id,)
        if isinstance(entry, Dialogue):
            assert set(entry.rounds) <= ids
        if isinstance(entry, Round):
            assert {entry.dialogue_id, *entry.case_ids} <= ids
        if isinstance(entry, Case):
            assert set(entry.round_ids) <= ids
        if isinstance(entry, Commitment):
            assert {i for i in (entry.round_id, entry.fulfilled_by) if i} <= ids
