"""Shelves of papers made at random, for the laws of linking: all that linking puts together is on them, in a few names, days and words."""

from __future__ import annotations

from hypothesis import strategies as st

from papers import Paper
from verbale.model import EventType, Place, RoundStatus

DAYS = st.sampled_from(["2010-05-14", "2010-05-20", "2011-04-29", "2012-07-25", None])
DATES = st.sampled_from(["2010-05-13/2010-05-14", "2010-05-14", "2011", "2011-04-27/2011-04-28", "2012-07", None])
TALKS = st.sampled_from(
    [("human rights talks", None), ("Human Rights Dialogue", "human rights"), ("Legal Experts Dialogue", None), ("talks", None)]
)
PARTIES = st.sampled_from([("CHN", "USA"), ("CHN", "GBR"), ("USA",), ()])
STATUSES: st.SearchStrategy[RoundStatus] = st.sampled_from(["held", "scheduled", "cancelled", "ongoing"])
PLACES = st.sampled_from([Place(None, None), Place("Beijing", "CHN"), Place("Washington", "USA")])
PEOPLE = (
    ("Michael Posner", "USA", ()),
    ("Mike Posner", "USA", ()),
    ("Posner", "USA", ()),
    ("Ann Posner", "USA", ()),
    ("Michael Posner", "GBR", ()),
    ("Liu Xiaobo", "CHN", ("刘晓波",)),
    ("Liu", "CHN", ()),
    ("Liu Hsiao-po", None, ("劉曉波",)),
)
DEEDS: tuple[tuple[EventType, str], ...] = (
    ("CONSULT", "Envoys met in the old harbour hall."),
    ("COOPERATE", "A list of forty prisoners was handed over to the envoy."),
    ("REJECT", "The list of forty prisoners was refused."),
)
PROMISE = "hand over a list of forty prisoners to the envoy"
COPY = " ".join(f"Clause {i} of the text of the joint survey was read out on day {i}." for i in range(12))


@st.composite
def shelves(draw: st.DrawFn, most: int = 5) -> list[Paper]:
    """Up to so many papers. Some are copies of one story; some tell of the same people, talks, acts and promises."""
    return [_paper(draw, number) for number in range(draw(st.integers(0, most)))]


def _paper(draw: st.DrawFn, number: int) -> Paper:
    names = " ".join(name for name, _, _ in PEOPLE)
    own = COPY if draw(st.integers(0, 3)) == 0 else f"Nothing else stands in paper {number}."
    text = f"Paper {number}. {names} were told of. {' '.join(sentence for _, sentence in DEEDS)} {own}"
    paper = Paper(draw(DAYS), text)
    for place in sorted(draw(st.sets(st.integers(0, len(PEOPLE) - 1), max_size=3))):
        _person(draw, paper, place)
    for type_, sentence in DEEDS:
        if draw(st.integers(0, 2)) == 0:
            paper.act(type_, draw(st.sampled_from(["CHN", "USA"])), sentence, draw(st.sampled_from(["2010-05-13", "2011-04-28", "2012"])))
    if draw(st.booleans()):
        paper.promise(PROMISE, "release", draw(DATES), who=("CHN",))
    for _ in range(draw(st.integers(0, 2))):
        _talks(draw, paper)
    return paper


def _person(draw: st.DrawFn, paper: Paper, place: int) -> None:
    name, country, native = PEOPLE[place]
    ident = paper.actor(name, country, native=native)
    if draw(st.booleans()):
        paper.statement(
            (ident, name), f"paper {place}" if f"paper {place}" in paper.text else "Nothing" if "Nothing" in paper.text else "Clause"
        )


def _talks(draw: st.DrawFn, paper: Paper) -> None:
    name, subject = draw(TALKS)
    talks = paper.dialogue(name, draw(PARTIES), subject)
    for _ in range(draw(st.integers(0, 2))):
        window, status = draw(DATES), draw(STATUSES)
        ordinal = draw(st.sampled_from([None, 2, 14]))
        basis = None if ordinal is None else f"{ordinal}th"
        ident = paper.round(talks, window, status=status, ordinal=ordinal, basis=basis, place=draw(PLACES))
        if status == "scheduled":
            paper.promise("another round", "round", window, round_id=ident, who=("CHN", "USA"))
        if draw(st.booleans()):
            paper.case(draw(st.sampled_from(["Liu Xiaobo", "Gao Zhisheng", "Gao"])), (ident,))
