"""The first real input: a newspaper page as a crawler left it, five stories on it. Its words are not here: places in it are given."""

from __future__ import annotations

from pathlib import Path

import pytest

import verbale
from verbale.model import CONFIDENCE_LINE

SEED = sorted((Path(__file__).resolve().parents[2] / "shared" / "seed").glob("*.txt"))
pytestmark = pytest.mark.skipif(not SEED, reason="the first input does not lie beside this checkout")

BOUNDS = [(0, 3519), (3520, 4280), (4281, 5041), (5042, 5844), (5845, 6682)]
PEOPLE = {
    "王寶東": ("Wang Baodong", "CHN", "GOV"),
    "陳旭": ("Chen Xu", "CHN", "GOV"),
    "劉曉波": ("Liu Xiaobo", "CHN", "OPP"),
    "高智晟": ("Gao Zhisheng", "CHN", "CIV"),
    "習近平": ("Xi Jinping", "CHN", "GOV"),
}
SAID = {
    170: None,
    380: "Michael Posner",
    499: "Michael Posner",
    591: "Michael Posner",
    1700: "Michael Posner",
    2007: "Wang Baodong",
    2055: "Wang Baodong",
    2927: "Todd Stein",
    2969: "Todd Stein",
    3142: "Todd Stein",
    3884: "Santiago Pena",
    4367: "Donald Trump",
    4398: "Donald Trump",
}
"""Where the content of a statement starts (a quotation within it a mark earlier), and whose it is; None for the unnamed official."""
DATES = {
    0: "[2009-01-20..2017-01-20]",
    3520: "[2024-11-06..2025-01-20]",
    4281: "[2024-11-06..2025-01-20]",
    5042: "[2024-12-14..2025-04-04]",
    5845: "[2017-01-20..]",
}
"""What the offices that people hold in the story that starts there leave of its date; in the last, of a president's first or second term."""
SHOWN = {0: [(919, 944)], 3520: [(3684, 3716), (3724, 3755)], 4281: [(4291, 4322)], 5042: [(5213, 5259)], 5845: [(6001, 6026)]}
"""Where the words stand that leave it."""
SPEAKERS = {
    0: {"Michael Posner", "Wang Baodong", "Todd Stein", "China", "Barack Obama"},
    3520: {"Santiago Pena"},
    4281: {"Donald Trump", "Xi Jinping", "Chinese Ministry of Foreign Affairs", "US Supreme Court"},
    5042: set(),
    5845: {"Donald Trump", "US Office of Personnel Management"},
}
"""Who can have said anything in the story that starts there."""


@pytest.fixture(scope="module")
def text() -> str:
    return SEED[0].read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def found(text: str) -> verbale.Findings:
    return verbale.read(text)


def test_the_page_is_five_stories_with_exact_bounds(found: verbale.Findings) -> None:
    assert sorted((s.start, s.end) for s in found.stories) == BOUNDS


def test_four_of_them_are_teasers_cut_off(found: verbale.Findings) -> None:
    stories = sorted(found.stories, key=lambda story: story.start)
    assert [s.kind for s in stories] == ["article", *["teaser"] * 4]
    assert [s.truncated for s in stories] == [False, True, True, True, True]


@pytest.mark.parametrize("start", DATES)
def test_a_story_is_dated_by_the_offices_in_it_and_no_closer(found: verbale.Findings, start: int) -> None:
    story = next(s for s in found.stories if s.start == start)
    assert (story.date.edtf, story.date.basis) == (DATES[start], "offices")
    assert [(e.start, e.end) for e in story.evidence if e.field == "date"] == SHOWN[start]


@pytest.mark.parametrize("native", PEOPLE)
def test_a_name_in_chinese_belongs_to_its_person(found: verbale.Findings, native: str) -> None:
    name, country, sector = PEOPLE[native]
    person = next(a for a in found.actors if native in a.native_names)
    assert (person.name, person.kind, person.country) == (name, "person", country)
    assert person.sector in (sector, None)


@pytest.mark.parametrize("start", SAID)
def test_a_statement_is_its_speakers(found: verbale.Findings, start: int) -> None:
    statement = next(s for s in found.statements if any(e.role == "content" and e.start in (start - 1, start) for e in s.evidence))
    assert statement.speaker.name == SAID[start]


def test_nobody_says_what_another_said(found: verbale.Findings) -> None:
    starts = {s.id: s.start for s in found.stories}
    shown = [s for s in found.statements if s.confidence >= CONFIDENCE_LINE and s.speaker.name is not None]
    strangers = {(s.speaker.name, s.content) for s in shown if s.speaker.name not in SPEAKERS[starts[s.story_id]]}
    assert not strangers


def test_every_anchor_holds(text: str, found: verbale.Findings) -> None:
    entries = (*found.stories, *found.actors, *found.statements)
    assert all(entry.evidence for entry in entries)
    assert all(e.holds(text) for entry in entries for e in entry.evidence)


def test_the_round_has_its_number_its_days_and_who_led_each_side(found: verbale.Findings) -> None:
    held = next(r for r in found.rounds if r.status == "held" and r.confidence >= CONFIDENCE_LINE)
    assert (held.ordinal, held.days) == (2, 2)
    assert {(h.party, h.name) for h in held.heads} == {("USA", "Michael Posner"), ("CHN", "Chen Xu")}
    assert [d.count for d in held.delegations if d.party == "CHN"] == [9]
    dialogue = next(d for d in found.dialogues if d.id == held.dialogue_id)
    assert (dialogue.parties, dialogue.subject) == (("CHN", "USA"), "human rights")


def test_both_cases_were_raised_by_one_side(found: verbale.Findings) -> None:
    assert {(c.name, c.raised_by) for c in found.cases if c.confidence >= CONFIDENCE_LINE} == {
        ("Liu Xiaobo", ("USA",)),
        ("Gao Zhisheng", ("USA",)),
    }
    assert all(c.situation for c in found.cases)


def test_three_things_are_promised_and_none_to_a_false_precision(found: verbale.Findings) -> None:
    promised = {c.kind: c for c in found.commitments if c.confidence >= CONFIDENCE_LINE}
    assert set(promised) == {"round", "talks", "meeting"}
    assert (promised["round"].due.edtf, promised["round"].place.city) == ("[2010-01-01..2018-12-31]", "Beijing")
    assert promised["talks"].due.edtf is None
    assert promised["talks"].status == "unknown"


def test_a_call_and_the_storming_of_a_court_are_acts(found: verbale.Findings) -> None:
    starts = {s.id: s.start for s in found.stories}
    acts = {(starts[e.story_id], e.type, e.status) for e in found.events if e.confidence >= CONFIDENCE_LINE}
    assert (4281, "CONSULT", "occurred") in acts
    assert (5042, "ASSAULT", "occurred") in acts


def test_nothing_of_a_teaser_gets_into_the_round(found: verbale.Findings) -> None:
    ends = {s.id: s.end for s in found.stories}
    for entry in (*found.rounds, *found.cases, *found.commitments):
        assert all(e.end <= BOUNDS[0][1] for e in entry.evidence)
        assert {ends[e.story_id] for e in entry.evidence if e.story_id is not None} == {BOUNDS[0][1]}
