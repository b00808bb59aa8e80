"""Which sittings a story tells of, though no word may name them; who led, whose a member is, and in whose voice an official text speaks."""

from __future__ import annotations

from test_talks import MAIN, OSLO, facts, linked
from verbale.model import Commitment, Dialogue, Round


def earlier(words: str, label: str) -> tuple[str, str, dict[str, str]]:
    return (label, words, {"which": "earlier"})


def test_a_sitting_is_told_by_a_day_and_a_place_alone() -> None:
    text = OSLO + "In May they had met in [Vientiane]LOC and got nowhere."
    found = {r.place.city: r for r in facts(text, [*MAIN, earlier("May", "when"), earlier("Vientiane", "venue")], Round)}
    assert set(found) == {"Oslo", "Vientiane"}
    assert (found["Vientiane"].status, found["Vientiane"].ordinal) == ("held", None)


def test_a_day_alone_or_a_place_alone_is_no_sitting() -> None:
    text = OSLO + "In May they had quarrelled. [Vientiane]LOC was hot."
    assert len(facts(text, [*MAIN, earlier("May", "when")], Round)) == 1
    assert len(facts(text, [*MAIN, earlier("Vientiane", "venue")], Round)) == 1


def test_two_places_with_their_days_are_two_sittings_though_one_word_names_both() -> None:
    text = OSLO + "Earlier sessions were in [Bergen]LOC in 2009 and in [Vientiane]LOC in 2010."
    marks = [*MAIN, earlier("Earlier sessions", "round"), earlier("Bergen", "venue"), earlier("2009", "when")]
    marks += [earlier("Vientiane", "venue"), earlier("2010", "when")]
    assert sorted(r.place.city or "" for r in facts(text, marks, Round)) == ["Bergen", "Oslo", "Vientiane"]


def test_a_count_before_a_place_counts_the_sitting() -> None:
    text = OSLO + "At the first, in [Vientiane]LOC in 2010, they had agreed on nothing."
    marks = [*MAIN, earlier("Vientiane", "venue"), earlier("2010", "when")]
    assert {(r.ordinal, r.place.city) for r in facts(text, marks, Round)} == {(2, "Oslo"), (1, "Vientiane")}


def test_a_promise_to_meet_again_is_the_next_sitting() -> None:
    text = OSLO + "The delegations will be back in June in [Vientiane]LOC."
    marks = [*MAIN, ("promise", "The delegations will be back in June in Vientiane", {"kind": "round"})]
    marks += [("when", "June", {"which": "next"}), ("venue", "Vientiane", {"which": "next"})]
    (coming,) = [r for r in facts(text, marks, Round) if r.status == "scheduled"]
    assert coming.place.city == "Vientiane"
    (promise,) = facts(text, marks, Commitment)
    assert (promise.kind, promise.round_id) == ("round", coming.id)


def test_what_could_be_is_no_next_sitting() -> None:
    text = OSLO + "The delegations could be back in June in [Vientiane]LOC."
    marks = [*MAIN, ("promise", "The delegations could be back in June in Vientiane", {"kind": "round"})]
    marks += [("when", "June", {"which": "next"}), ("venue", "Vientiane", {"which": "next"})]
    assert [r.status for r in facts(text, marks, Round)] == ["held"]


def test_a_naming_apposed_to_another_is_of_the_same_sitting() -> None:
    text = "[Norway]LOC and [Laos]LOC held talks, the second round since 2009, in [Oslo]LOC."
    marks = [("round", "talks", {}), ("round", "second round", {"which": "earlier"}), ("venue", "Oslo", {})]
    (found,) = facts(text, marks, Round)
    assert (found.ordinal, found.place.city) == (2, "Oslo")


def test_of_two_counted_sittings_taken_for_the_storys_own_the_one_to_come_is_the_next() -> None:
    text = OSLO + "The third round will be held in [Vientiane]LOC in June."
    marks = [*MAIN, ("round", "third round", {}), ("venue", "Vientiane", {}), ("when", "June", {})]
    assert {(r.ordinal, r.status, r.place.city) for r in facts(text, marks, Round)} == {(2, "held", "Oslo"), (3, "scheduled", "Vientiane")}


def test_nobody_knows_when_the_next_will_be() -> None:
    text = OSLO + '"I could not tell you when the third round will be," she said.'
    assert len(facts(text, [*MAIN, ("round", "third round", {"which": "next", "standing": "scheduled"})], Round)) == 1


def test_a_sitting_lasted_as_many_days_as_its_sentence_says() -> None:
    text = OSLO.replace("on Friday", "and sat for three days")
    (found,) = facts(text, [m for m in MAIN if m[0] != "when"], Round)
    assert found.days == 3
    (found,) = facts(OSLO + "Within ten days a list will follow.", MAIN, Round)
    assert found.days is None


def test_of_two_heads_of_whom_one_is_known_the_other_is_the_other_sides() -> None:
    text = OSLO + "Facing her was [Kham Souvan]PER."
    (found,) = facts(text, [*MAIN, ("head", "Kham Souvan", {})], Round)
    assert {(h.party, h.name) for h in found.heads} == {("NOR", "Ann Berg"), ("LAO", "Kham Souvan")}


def test_each_head_is_the_sides_whose_words_stand_with_the_name() -> None:
    text = "[Norway]LOC and [Laos]LOC held talks in [Bern]LOC. [Ann Berg]PER spoke for [Norway]LOC; for [Laos]LOC it was [Kham Souvan]PER."
    marks = [("round", "talks", {}), ("venue", "Bern", {}), ("head", "Ann Berg", {}), ("head", "Kham Souvan", {}), ("side", "Norway", {})]
    (found,) = facts(text, [*marks, ("side", "Laos", {})], Round)
    assert {(h.party, h.name) for h in found.heads} == {("NOR", "Ann Berg"), ("LAO", "Kham Souvan")}


def test_one_who_only_came_along_leads_only_where_nobody_else_does() -> None:
    text = OSLO + "[Kham Souvan]PER led for [Laos]LOC. [Bounmy Sisay]PER was part of the Lao team."
    marks = [*MAIN, ("head", "Bounmy Sisay", {}), ("head", "Kham Souvan", {})]
    (found,) = facts(text, marks, Round)
    assert {h.name for h in found.heads} == {"Ann Berg", "Kham Souvan"}


def test_a_movement_is_a_party_and_so_is_its_countrys_government() -> None:
    text = "The [FARC]ORG held a round of talks with the government in [Havana]LOC. The [FARC]ORG called it short."
    marks = [("round", "round of talks", {}), ("venue", "Havana", {}), ("side", "FARC#2", {}), ("view", "short", {"by": "FARC#2"})]
    (found,) = facts(text, marks, Dialogue)
    assert (found.parties, found.party_actors) == (("COL",), ("FARC",))


def test_a_mediator_is_no_party() -> None:
    text = OSLO + "[Sweden]LOC, the mediator, praised both. [Sweden]LOC, the mediator, will host a dinner."
    marks = [
        *MAIN,
        ("side", "Sweden", {}),
        ("side", "Sweden#2", {}),
        ("promise", "will host a dinner", {"by": "Sweden#2", "kind": "other"}),
    ]
    (found,) = facts(text, marks, Dialogue)
    assert found.parties == ("LAO", "NOR")


def test_a_member_is_the_side_named_last_before_it() -> None:
    text = OSLO + "The Lao team drew on the [Ministry of Justice]ORG."
    (found,) = facts(text, [*MAIN, ("member", "Ministry of Justice", {})], Round)
    assert [(d.party, d.members) for d in found.delegations] == [("LAO", ("Ministry of Justice",))]


def test_our_delegation_is_of_the_government_whose_text_it_is() -> None:
    text = (
        "[Norwegian Ministry of Foreign Affairs]ORG\n\nOur delegation met that of [Laos]LOC in [Bern]LOC for talks on human rights. "
        "[Ann Berg]PER headed our team. We asked [Laos]LOC for a list."
    )
    marks = [("round", "talks on human rights", {}), ("venue", "Bern", {}), ("head", "Ann Berg", {}), ("side", "Laos", {})]
    marks += [("series", "talks on human rights", {}), ("side", "Norwegian", {})]
    (found,) = facts(text, marks, Round)
    assert [(h.party, h.name) for h in found.heads] == [("NOR", "Ann Berg")]


def test_the_window_of_a_promise_opens_on_the_day_that_it_was_made() -> None:
    text = OSLO + "[Laos]LOC will free two monks before the end of 2014."
    promise = ("promise", "Laos#2 will free two monks before the end of 2014".replace("#2", ""), {"kind": "release", "by": "Laos#2"})
    (found,) = linked(text, [*MAIN, ("side", "Laos#2", {}), promise], Commitment, "2013-07-14")
    assert found.due.edtf == "[2013-07-14..2014-12-31]"
