"""Acts between two as the reader sees them, beside the verbs of the table: what is one act, how sure it is, and what is an accusation."""

from __future__ import annotations

from collections.abc import Sequence

from readings import Act, Arc, Said, document, reading
from verbale.coding import facts_of
from verbale.model import CONFIDENCE_LINE, Event
from verbale.tables import Tables

TABLES = Tables.load()


def found(text: str, acts: Sequence[Act] = (), arcs: Sequence[Arc] = (), said: Sequence[Said] = ()) -> list[Event]:
    read = reading(text, said, acts=acts, arcs=arcs)
    return [fact for fact in facts_of(document(read.text), read, TABLES) if isinstance(fact, Event)]


def parties(event: Event) -> tuple[set[str | None], set[str | None]]:
    return {p.country for p in event.actors}, {p.country for p in event.recipients}


LASHED = [("France", "nsubj", "lashed"), ("lashed", "root", ""), ("Iran", "obl", "lashed")]


def test_an_act_is_seen_whose_verb_no_table_has() -> None:
    (act,) = found("[France]LOC lashed out at [Iran]LOC over the trial.", [("France", "ACCUSE:DISAPPROVE", "Iran")], LASHED)
    assert (act.type, act.mode, parties(act)) == ("ACCUSE", "DISAPPROVE", ({"FRA"}, {"IRN"}))
    assert {(e.field, e.exact) for e in act.evidence} >= {("type", "lashed"), ("actors[0]", "France")}


def test_what_verb_and_reader_both_see_is_surer_than_what_one_of_them_sees() -> None:
    text = "[France]LOC condemned [Iran]LOC."
    arcs = [("France", "nsubj", "condemned"), ("condemned", "root", ""), ("Iran", "obj", "condemned")]
    (by_verb,) = found(text, arcs=arcs)
    (both,) = found(text, [("France", "ACCUSE", "Iran")], arcs)
    assert by_verb.confidence < both.confidence
    assert (by_verb.type, by_verb.id) == (both.type, both.id)


def test_an_act_between_nobody_political_is_none() -> None:
    assert found("The dog bit the postman.", [("dog", "ASSAULT", "postman")], [("dog", "nsubj", "bit"), ("bit", "root", "")]) == []


def test_those_who_meet_are_all_actors() -> None:
    arcs = [("France", "nsubj", "huddled"), ("huddled", "root", ""), ("Iran", "obl", "huddled")]
    (act,) = found("[France]LOC huddled with [Iran]LOC in Oman.", [("France", "CONSULT:THIRD-PARTY", "Iran")], arcs)
    assert (act.type, parties(act)) == ("CONSULT", ({"FRA", "IRN"}, set()))


def test_of_two_types_that_the_reader_sees_as_one_the_verb_or_the_mode_tells_which() -> None:
    arcs = [("Syria", "nsubj", "pulled"), ("pulled", "root", ""), ("Lebanon", "obl", "pulled")]
    (left,) = found("[Syria]LOC pulled its men out of [Lebanon]LOC.", [("Syria", "RETREAT:WITHDRAW", "Lebanon")], arcs)
    assert (left.type, left.mode) == ("RETREAT", "WITHDRAW")
    arcs = [("Syria", "nsubj", "freed"), ("freed", "root", ""), ("Lebanese", "obj", "freed")]
    (freed,) = found("[Syria]LOC freed nine [Lebanese]OTHER fishermen.", [("Syria", "YIELD", "Lebanese")], arcs)
    assert freed.type == "CONCEDE"


def test_what_one_side_says_that_the_other_did_is_an_accusation() -> None:
    text = "[Syria]LOC said [Israel]LOC bombed a depot in [Syria]LOC."
    arcs = [("Syria", "nsubj", "said"), ("said", "root", ""), ("Israel", "nsubj", "bombed"), ("bombed", "ccomp", "said")]
    arcs += [("depot", "obj", "bombed"), ("Syria#2", "nmod", "depot")]
    said: list[Said] = [("Syria", "said", ["Israel bombed a depot in Syria"])]
    acts = found(text, [("Israel", "ASSAULT:AERIAL", "Syria#2")], arcs, said)
    assert [(a.type, parties(a)) for a in acts] == [("ACCUSE", ({"SYR"}, {"ISR"}))]


def test_what_somebody_says_of_their_own_side_is_no_accusation() -> None:
    text = "[Israel]LOC said [Israeli]OTHER jets bombed a depot in [Syria]LOC."
    arcs = [("Israel", "nsubj", "said"), ("said", "root", ""), ("jets", "nsubj", "bombed"), ("Israeli", "amod", "jets")]
    arcs += [("bombed", "ccomp", "said"), ("depot", "obj", "bombed"), ("Syria", "nmod", "depot")]
    said: list[Said] = [("Israel", "said", ["Israeli jets bombed a depot in Syria"])]
    acts = found(text, [("Israeli jets", "ASSAULT:AERIAL", "Syria")], arcs, said)
    assert [(a.type, parties(a)) for a in acts] == [("ASSAULT", ({"ISR"}, {"SYR"}))]


def test_one_act_told_twice_in_a_story_is_one_with_the_words_of_both() -> None:
    text = "[France]LOC condemned [Iran]LOC. In the evening [France]LOC denounced [Iran]LOC again."
    arcs = [("France", "nsubj", "condemned"), ("condemned", "root", ""), ("Iran", "obj", "condemned")]
    arcs += [("France#2", "nsubj", "denounced"), ("denounced", "root", ""), ("Iran#2", "obj", "denounced")]
    (act,) = found(text, arcs=arcs)
    assert [e.exact for e in act.evidence if e.field == "type"] == ["condemned", "denounced"]


def test_what_the_reader_alone_sees_is_kept_below_the_line() -> None:
    (act,) = found("[France]LOC lashed out at [Iran]LOC over the trial.", [("France", "ACCUSE:DISAPPROVE", "Iran")], LASHED)
    assert act.confidence < CONFIDENCE_LINE
