"""Talks, cases, promises and acts, coded from readings made by hand: what is taken together, whose it is, and what is none."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

import pytest

from readings import Underlined, document, reading
from verbale.coding import facts_of
from verbale.linking import link
from verbale.model import Case, Commitment, Dialogue, Event, Fact, Round, When
from verbale.tables import Tables

TABLES = Tables.load()
F = TypeVar("F")
OSLO = (
    "[Norway]LOC and [Laos]LOC held their second round of human rights talks in [Oslo]LOC on Friday. [Ann Berg]PER led the Norwegian side. "
)
MAIN: tuple[Underlined, ...] = (
    ("round", "second round of human rights talks", {}),
    ("subject", "human rights", {}),
    ("venue", "Oslo", {}),
    ("when", "Friday", {}),
    ("side", "Norway", {}),
    ("side", "Laos", {}),
    ("side", "the Norwegian side", {}),
    ("head", "Ann Berg", {"by": "the Norwegian side"}),
)


def facts(text: str, marks: Sequence[Underlined], kind: type[F]) -> list[F]:
    read = reading(text, marks=marks)
    return [fact for fact in facts_of(document(read.text), read, TABLES) if isinstance(fact, kind)]


def linked(text: str, marks: Sequence[Underlined], kind: type[F], date: str) -> list[F]:
    read = reading(text, marks=marks)
    of = document(read.text)
    found: list[Fact] = facts_of(of, read, TABLES)
    dated = type(of)(**{f: getattr(of, f) for f in of.__slots__} | {"date": When(date, "flag")})
    return [view.entry for view in link([dated], found) if isinstance(view.entry, kind)]


def test_a_round_has_its_number_day_place_and_heads_and_its_dialogue_the_parties() -> None:
    (found,) = facts(OSLO, MAIN, Round)
    assert (found.ordinal, found.ordinal_basis, found.status) == (2, "second round of human rights talks", "held")
    assert (found.place.city, found.place.country) == ("Oslo", "NOR")
    assert [(h.party, h.name) for h in found.heads] == [("NOR", "Ann Berg")]
    (dialogue,) = facts(OSLO, MAIN, Dialogue)
    assert (dialogue.parties, dialogue.subject, dialogue.rounds) == (("LAO", "NOR"), "human rights", (found.id,))


def test_every_value_of_a_round_stands_on_words_at_their_place() -> None:
    text = reading(OSLO).text
    (found,) = facts(OSLO, MAIN, Round)
    assert {e.field for e in found.evidence} >= {"ordinal", "date", "place", "heads[0]", "status"}
    assert all(e.holds(text) for e in found.evidence)


def test_the_day_of_a_round_is_resolved_against_the_day_of_its_story() -> None:
    (found,) = linked(OSLO, MAIN, Round, "2013-07-14")
    assert found.date == When("2013-07-12", "relative")


def test_a_two_day_round_reported_on_its_last_day_began_the_day_before() -> None:
    text = OSLO.replace("second round", "second two-day round")
    marks = [("round", "second two-day round of human rights talks", {}), *MAIN[1:]]
    (found,) = linked(text, marks, Round, "2013-07-14")
    assert (found.days, found.date.edtf) == (2, "2013-07-11/2013-07-12")


def test_an_earlier_round_told_as_background_is_a_round_of_its_own() -> None:
    text = OSLO + "The first round was in [Vientiane]LOC in May 2012."
    marks = [
        *MAIN,
        ("round", "first round", {"which": "earlier"}),
        ("venue", "Vientiane", {"which": "earlier"}),
        ("when", "May 2012", {"which": "earlier"}),
    ]
    second, first = sorted(facts(text, marks, Round), key=lambda r: -(r.ordinal or 0))
    assert (second.ordinal, second.place.city) == (2, "Oslo")
    assert (first.ordinal, first.place.city, first.status) == (1, "Vientiane", "held")
    assert first.dialogue_id == second.dialogue_id


def test_a_vague_mention_of_earlier_rounds_is_none() -> None:
    text = OSLO + "An earlier meeting had gone badly."
    assert len(facts(text, [*MAIN, ("round", "earlier meeting", {"which": "earlier"})], Round)) == 1


def test_what_comes_before_by_its_number_is_earlier_whatever_the_reader_took_it_for() -> None:
    text = OSLO + "The first round was in [Vientiane]LOC."
    marks = [*MAIN, ("round", "first round", {"which": "next", "standing": "scheduled"}), ("venue", "Vientiane", {"which": "next"})]
    found = {r.ordinal: r for r in facts(text, marks, Round)}
    assert found[1].status == "held"


def test_another_channel_of_the_same_parties_is_another_dialogue() -> None:
    text = OSLO + "Their consultations on fisheries met in [Bergen]LOC in June."
    marks = [
        *MAIN,
        ("round", "met", {"which": "other"}),
        ("series", "consultations on fisheries", {}),
        ("subject", "fisheries", {}),
        ("venue", "Bergen", {"which": "other"}),
    ]
    dialogues = {d.subject: d for d in facts(text, marks, Dialogue)}
    assert set(dialogues) == {"human rights", "fisheries"}
    assert dialogues["fisheries"].parties == ("LAO", "NOR")


def test_one_who_belongs_to_neither_side_heads_none() -> None:
    text = OSLO + "[Tove Lind]PER, a Swedish diplomat, was in the chair."
    found = facts(text, [*MAIN, ("head", "Tove Lind", {})], Round)
    assert [h.name for h in found[0].heads] == ["Ann Berg"]


def test_a_topic_that_both_raised_has_a_row_for_each() -> None:
    text = OSLO + "Both sides raised prison visits."
    marks = [*MAIN, ("side", "Both sides", {}), ("topic", "prison visits", {"by": "Both sides"})]
    (found,) = facts(text, marks, Round)
    assert sorted((t.topic, t.topic_key, t.raised_by) for t in found.topics) == [
        ("prison visits", "prisons", "LAO"),
        ("prison visits", "prisons", "NOR"),
    ]


def test_the_hosts_and_the_visitors_are_the_party_at_home_and_the_other() -> None:
    text = OSLO + "The visitors raised fishing. The hosts raised crime."
    marks = [
        *MAIN,
        ("side", "The visitors", {}),
        ("side", "The hosts", {}),
        ("topic", "fishing", {"by": "The visitors"}),
        ("topic", "crime", {"by": "The hosts"}),
    ]
    (found,) = facts(text, marks, Round)
    assert {t.topic: t.raised_by for t in found.topics} == {"fishing": "LAO", "crime": "NOR"}


CASE: tuple[Underlined, ...] = (
    *MAIN,
    ("side", "Norway#2", {}),
    ("case", "Noy Vilay", {"by": "Norway#2"}),
    ("situation", "a teacher held since May", {}),
    ("side", "Laos#2", {}),
    ("reply", "he was well", {"by": "Laos#2"}),
)
RAISED = OSLO + "Norway raised the case of [Noy Vilay]PER, a teacher held since May. Laos said he was well."


def test_a_case_has_who_raised_it_what_is_said_of_it_and_the_reply() -> None:
    (case,) = facts(RAISED, CASE, Case)
    (met,) = facts(RAISED, CASE, Round)
    assert (case.name, case.raised_by, case.situation) == ("Noy Vilay", ("NOR",), "a teacher held since May")
    assert [(r.party, r.words, r.round_id) for r in case.replies] == [("LAO", "he was well", met.id)]
    assert met.case_ids == (case.id,)


@pytest.mark.parametrize(
    "sentence",
    [
        "[Noy Vilay]PER was not raised by Norway.",
        "Norway did not mention [Noy Vilay]PER.",
        "The case of [Noy Vilay]PER did not come up.",
        "No one spoke of [Noy Vilay]PER, and his name was mentioned by nobody.",
    ],
)
def test_a_person_expressly_not_raised_is_no_case_whatever_the_reader_took_him_for(sentence: str) -> None:
    assert facts(OSLO + sentence, [*MAIN, ("case", "Noy Vilay", {})], Case) == []


def test_a_name_in_a_journalists_question_is_no_case() -> None:
    text = (
        "QUESTION: Was [Noy Vilay]PER raised?\nMS. BERG: I have nothing on that.\n"
        "QUESTION: And the talks?\nMS. BERG: The second round was held in [Oslo]LOC.\n"
        "QUESTION: Thanks.\nMS. BERG: You are welcome."
    )
    marks: list[Underlined] = [("case", "Noy Vilay", {}), ("round", "second round", {}), ("venue", "Oslo", {})]
    assert facts(text, marks, Case) == []


def test_what_a_reader_writes_under_a_story_is_nobodys_report() -> None:
    text = OSLO + "\nCOMMENTS (1)\nabc: The third round will be in [Bergen]LOC in May.\n"
    marks = [
        *MAIN,
        ("round", "third round", {"which": "next", "standing": "scheduled"}),
        ("promise", "The third round will be in Bergen in May", {"kind": "round"}),
    ]
    assert facts(text, marks, Commitment) == []
    assert [r.ordinal for r in facts(text, marks, Round)] == [2]


def test_a_promise_has_who_made_it_what_and_by_when() -> None:
    text = OSLO + "Laos will release two monks by March."
    marks = [*MAIN, ("side", "Laos#2", {}), ("promise", "release two monks by March", {"by": "Laos#2", "kind": "release"})]
    (found,) = linked(text, marks, Commitment, "2013-07-14")
    assert [(p.name, p.country) for p in found.who] == [("Laos", "LAO")]
    assert (found.what, found.kind, found.acceptance) == ("release two monks by March", "release", "pledged")
    assert found.due == When("[2013-07-14..2014-03-31]", "relative")
    assert (found.status, [s.status for s in found.history]) == ("pending", ["pending"])


def test_a_promise_without_a_time_is_of_unknown_standing_and_never_overdue() -> None:
    text = OSLO + "Laos will release two monks soon."
    marks = [*MAIN, ("side", "Laos#2", {}), ("promise", "release two monks soon", {"by": "Laos#2", "kind": "release"})]
    (found,) = linked(text, marks, Commitment, "2013-07-14")
    assert (found.due, found.status) == (When(), "unknown")


def test_a_promise_whose_time_had_passed_when_it_was_told_is_overdue() -> None:
    text = OSLO + "Laos undertook to release two monks in 2011."
    marks = [*MAIN, ("side", "Laos#2", {}), ("promise", "release two monks in 2011", {"by": "Laos#2", "kind": "release"})]
    (found,) = linked(text, marks, Commitment, "2013-07-14")
    assert found.status == "overdue"
    assert [s.status for s in found.history] == ["pending", "overdue"]


@pytest.mark.parametrize(
    "words", ["talks could resume in May", "talks might resume in May", "talks may resume in spring", "talks resume if the rains end"]
)
def test_what_could_be_is_no_promise_whatever_the_reader_took_it_for(words: str) -> None:
    assert facts(f"{OSLO}Then {words}.", [*MAIN, ("promise", words, {"kind": "talks"})], Commitment) == []


def test_a_scheduled_round_is_a_promise_too_and_they_know_each_other() -> None:
    text = OSLO + "The third round will be held in [Vientiane]LOC next year."
    marks = [
        *MAIN,
        ("round", "third round", {"which": "next", "standing": "scheduled"}),
        ("venue", "Vientiane", {"which": "next"}),
        ("when", "next year", {"which": "next"}),
    ]
    (promise,) = linked(text, marks, Commitment, "2013-07-14")
    coming = next(r for r in linked(text, marks, Round, "2013-07-14") if r.status == "scheduled")
    assert (promise.kind, promise.round_id, promise.due.edtf) == ("round", coming.id, "2014")
    assert (promise.place.city, {p.country for p in promise.who}) == ("Vientiane", {"LAO", "NOR"})


def test_a_round_is_an_act_of_both_parties() -> None:
    (act,) = facts(OSLO, MAIN, Event)
    assert (act.type, act.status, {p.country for p in act.actors}, act.recipients) == ("CONSULT", "occurred", {"LAO", "NOR"}, ())


@pytest.mark.parametrize(
    ("text", "arcs", "type_", "actor", "recipient"),
    [
        (
            "[Athens]LOC accused [Ankara]LOC of overflights.",
            [("Athens", "nsubj", "accused"), ("Ankara", "obj", "accused"), ("accused", "root", "")],
            "ACCUSE",
            "GRC",
            "TUR",
        ),
    ],
)
def test_a_plain_act_has_who_did_it_and_to_whom(
    text: str, arcs: list[tuple[str, str, str]], type_: str, actor: str, recipient: str
) -> None:
    read = reading(text, arcs=[arc for arc in arcs if arc[2]])
    found = [f for f in facts_of(document(read.text), read, TABLES) if isinstance(f, Event)]
    assert [(e.type, [p.country for p in e.actors], [p.country for p in e.recipients]) for e in found] == [(type_, [actor], [recipient])]
