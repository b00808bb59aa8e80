"""By what is looked up nothing is passed over: to ask only those that share a tie gives the groups that asking all would."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from papers import Paper
from shelves import DATES, PLACES, STATUSES
from verbale.linking import events, ledger, rounds
from verbale.linking.groups import grouped
from verbale.linking.outcomes import stems
from verbale.linking.told import Told
from verbale.model import UNKNOWN, Event, Head, Round, When
from verbale.tables import Tables

ALL = settings(deadline=None, max_examples=150)
EDGES = DATES | st.sampled_from(
    ["2010-05-31", "2010-06-01", "[2010-05-31..2010-06-20]", "[2009-01-20..]", "[2009-01-20..2010-12-31]", "2009/2013"]
)
STORIES = st.sampled_from(["sto-1", "sto-2", "sto-3", "sto-4"])
HEADS = st.sampled_from([(), (Head("USA", None, "Posner"),), (Head(None, "act-1", "Chen"),)])
COUNTS = st.sampled_from([None, 2, 14])
WORDS = ("hand over a list of prisoners", "hand over the list of prisoners in time", "lower the duty on cement", "a list")


@st.composite
def told_rounds(draw: st.DrawFn) -> list[rounds.ToldRound]:
    paper = Paper("2010-05-14")
    talks = paper.dialogue("rights talks")
    found = []
    for _ in range(draw(st.integers(0, 7))):
        ordinal = draw(COUNTS)
        paper.round(talks, draw(EDGES), status=draw(STATUSES), place=draw(PLACES), ordinal=ordinal, basis=ordinal and f"{ordinal}th")
        one = paper.told[-1]
        assert isinstance(one, Round)
        found.append(
            rounds.ToldRound(replace(one, heads=draw(HEADS)), draw(STORIES), draw(st.sampled_from(["", "2010-05-15", "2010-06-01"])))
        )
    return found


@ALL
@given(told_rounds())
def test_no_round_is_passed_over(told: list[rounds.ToldRound]) -> None:
    assert grouped(told, rounds._place, rounds._fits, rounds._ties) == grouped(told, rounds._place, rounds._fits, lambda _: "x")


@ALL
@given(st.lists(st.tuples(EDGES.filter(bool), STORIES, st.sampled_from(["doc-1", "doc-2"])), max_size=6))
def test_no_act_is_passed_over(made: list[tuple[str, str, str]]) -> None:
    paper, told = Paper("2010-05-14"), []
    for on, story, document in made:
        paper.act("CONSULT", "CHN", paper.text[:4], on)
        one = paper.told[-1]
        assert isinstance(one, Event)
        told.append(replace(one, story_id=story, evidence=tuple(replace(e, document_id=document) for e in one.evidence)))

    def place(event: Event) -> tuple[str]:
        return (event.id,)

    assert grouped(told, place, events._fits, events._ties) == grouped(told, place, events._fits, lambda _: "x")


@ALL
@given(st.lists(st.tuples(st.sampled_from(WORDS), EDGES, STORIES), max_size=6))
def test_no_promise_is_passed_over(made: list[tuple[str, str | None, str]]) -> None:
    paper, told = Paper("2010-05-14"), []
    for what, on, story in made:
        paper.promise(what, "release")
        one = replace(paper.told[-1], made_on=When(on, "stated") if on else UNKNOWN)  # type: ignore[call-arg]
        told.append(ledger.ToldCommitment(one, story, "doc-1"))  # type: ignore[arg-type]
    assert grouped(told, ledger._place, ledger._fits, ledger._ties) == grouped(told, ledger._place, ledger._fits, lambda _: "x")


@ALL
@given(st.lists(st.sampled_from(WORDS), max_size=6), st.sampled_from(WORDS), st.integers(1, 4))
def test_no_act_that_is_told_in_the_words_of_a_promise_is_passed_over(told: list[str], words: str, fewest: int) -> None:
    acts = []
    for number, sentence in enumerate(told):
        paper = Paper("2010-05-14", f"Act {number}: {sentence}")
        paper.act("COOPERATE", "CHN", sentence, "2010-05-14")
        acts += [fact for fact in paper.told if isinstance(fact, Event)]
    among = Told({}, {}, {}, acts, {}, {}, {}, Tables.load())
    shared = [act.id for act, sentence in zip(acts, told, strict=True) if len(stems(sentence) & stems(words)) >= fewest]
    assert [act.id for act, _ in among.acts_in_words("CHN", stems(words), fewest)] == shared
