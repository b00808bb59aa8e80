"""What documents say together: who is one with whom, on facts made by hand, in any order."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verbale.linking import link
from verbale.linking.actors import LinkedActor, link_actors
from verbale.model import (
    UNKNOWN,
    Actor,
    ActorKind,
    Document,
    Evidence,
    Fact,
    Speaker,
    Statement,
    Story,
    StoryKind,
    StoryWhen,
    View,
    When,
    mint,
)
from verbale.tables import Tables

NAMES = ("Michael Posner", "MICHAEL POSNER", "Wang Baodong", "Posner", "the United Nations", "United Nations", "王寶東", "State Department")
KINDS: tuple[ActorKind, ...] = ("person", "government", "organization")


def document(number: int, date: When = UNKNOWN) -> Document:
    text = f"{number:04} " + " ".join(NAMES) + " said yes."
    return Document.of(
        source=f"{number}.txt", sha256=hashlib.sha256(text.encode()).hexdigest(), media_type="text/plain", text=text, date=date
    )


def story(of: Document, kind: StoryKind = "article") -> Story:
    ident = mint("story", of.sha256, 0, of.length)
    whole = Evidence(of.id, None, 0, of.length, of.text, "start")
    return Story(ident, of.id, kind, None, 0, of.length, False, StoryWhen(weekday="Friday"), (of.id,), 1.0, (whole,))


def quote(of: Document, words: str, field: str, role: Any = None) -> Evidence:
    start = of.text.index(words)
    return Evidence(of.id, story(of).id, start, start + len(words), words, field, role)


def actor(
    of: Document,
    name: str,
    kind: ActorKind = "person",
    *,
    country: str | None = None,
    sector: str | None = None,
    aliases: tuple[str, ...] = (),
    titles: tuple[str, ...] = (),
    confidence: float = 0.9,
) -> Actor:
    shown = (
        quote(of, name, "name"),
        *(quote(of, alias, f"aliases[{i}]") for i, alias in enumerate(aliases)),
        *(quote(of, title, f"titles[{i}]") for i, title in enumerate(titles)),
    )
    ident = mint("actor", of.sha256, kind, name)
    return Actor(ident, name, kind, country, sector, (), titles, aliases, confidence, shown)


def statement(of: Document, speaker: Actor | None) -> Statement:
    who = Speaker() if speaker is None else Speaker(speaker.id, speaker.name)
    shown = (quote(of, "yes", "content", "content"), quote(of, "said", "cue", "cue"))
    return Statement(mint("statement", of.sha256, 1), story(of).id, who, (), "said", "yes", "indirect", When(), 0.8, shown)


BOUND = StoryWhen("[2009-01-20..2017-01-20]", "offices")
ONE, TWO, THREE = (document(number) for number in (1, 2, 3))


def linked(*actors: Actor) -> list[set[str]]:
    """Which of these actors are one, by their ids."""
    return [{member.id for member in one.members} for one in link_actors(actors, Tables.load())]


def together(*actors: Actor) -> LinkedActor:
    (one,) = link_actors(actors, Tables.load())
    return one


def view_of(views: Sequence[View], member: str) -> View:
    (found,) = (view for view in views if view.entry.id == member or member in view.members)
    return found


def test_two_persons_of_one_full_name_are_one() -> None:
    a, b = actor(ONE, "Michael Posner"), actor(TWO, "Michael Posner")
    assert linked(a, b) == [{a.id, b.id}]


def test_a_name_in_capitals_and_one_with_an_article_are_the_same_name() -> None:
    assert len(linked(actor(ONE, "Michael Posner"), actor(TWO, "MICHAEL POSNER"))) == 1
    assert len(linked(actor(ONE, "the United Nations", "organization"), actor(TWO, "United Nations", "organization"))) == 1


def test_persons_of_whom_one_word_is_known_are_never_put_together() -> None:
    assert len(linked(actor(ONE, "Posner"), actor(TWO, "Posner"), actor(THREE, "Michael Posner"))) == 3


def test_one_word_is_enough_for_what_is_no_person() -> None:
    assert len(linked(actor(ONE, "Posner", "organization"), actor(TWO, "Posner", "organization"))) == 1


def test_two_kinds_are_never_one() -> None:
    assert len(linked(actor(ONE, "Michael Posner"), actor(TWO, "Michael Posner", "organization"))) == 2


def test_two_countries_are_a_veto() -> None:
    a, b = actor(ONE, "Michael Posner", country="USA"), actor(TWO, "Michael Posner", country="GBR")
    assert len(linked(a, b)) == 2


def test_one_of_no_known_country_joins_those_of_one_country_and_none_where_there_are_two() -> None:
    a = actor(ONE, "Michael Posner", country="USA")
    b = actor(TWO, "Michael Posner")
    assert len(linked(a, b)) == 1
    assert together(a, b).actor.country == "USA"
    assert len(linked(a, b, actor(THREE, "Michael Posner", country="GBR"))) == 3


def test_governments_of_two_countries_are_two_though_they_are_called_alike() -> None:
    kinds = [actor(of, "State Department", "government", country=country) for of, country in ((ONE, "USA"), (TWO, "GBR"), (THREE, "USA"))]
    assert linked(*kinds) in ([{kinds[0].id, kinds[2].id}, {kinds[1].id}], [{kinds[1].id}, {kinds[0].id, kinds[2].id}])


def test_what_is_linked_is_called_by_the_smallest_id_and_keeps_all_the_words() -> None:
    a = actor(ONE, "Michael Posner", aliases=("Posner",), confidence=0.6, sector="GOV")
    b = actor(TWO, "Michael Posner", aliases=("Posner", "MICHAEL POSNER"), titles=("State",), confidence=0.8)
    one = together(a, b)
    assert one.actor.id == min(a.id, b.id)
    assert one.actor.name == "Michael Posner"
    assert sorted(one.actor.aliases) == ["MICHAEL POSNER", "Posner"]
    assert one.actor.titles == ("State",)
    assert one.actor.sector == "GOV"
    assert one.actor.confidence == 0.8
    assert len(one.actor.evidence) == len(a.evidence) + len(b.evidence)


def test_the_evidence_of_what_is_linked_shows_the_words_of_its_field() -> None:
    a = actor(ONE, "Michael Posner", aliases=("MICHAEL POSNER",))
    b = actor(TWO, "MICHAEL POSNER", aliases=("Posner", "Michael Posner"), titles=("State", "Wang"))
    c = actor(THREE, "Michael Posner", titles=("Wang",))
    shown_right(together(a, b, c).actor)


def shown_right(one: Actor) -> None:
    """Fail where an evidence's field doesn't hold its words."""
    assert one.name not in one.aliases
    for evidence in one.evidence:
        held: Any = one
        for step in evidence.field.removesuffix("]").split("["):
            held = held[int(step)] if step.isdecimal() else getattr(held, step)
        assert held == evidence.exact


def test_an_actor_that_nobody_is_like_stays_as_it_was() -> None:
    a = actor(ONE, "Michael Posner", aliases=("Posner",))
    assert together(a) == LinkedActor(a, (a,), (None,))


made_actors = st.builds(
    actor,
    st.sampled_from([ONE, TWO, THREE]),
    st.sampled_from(NAMES),
    st.sampled_from(KINDS),
    country=st.sampled_from([None, "USA", "CHN"]),
    aliases=st.lists(st.sampled_from(NAMES), unique=True, max_size=2).map(tuple),
    confidence=st.sampled_from([0.4, 0.7]),
)
casts = st.lists(made_actors, max_size=10, unique_by=lambda one: one.id)


@given(casts.flatmap(lambda cast: st.tuples(st.just(cast), st.permutations(cast))))
def test_any_order_of_the_actors_links_the_same(orders: tuple[list[Actor], list[Actor]]) -> None:
    assert link_actors(orders[0], Tables.load()) == link_actors(orders[1], Tables.load())


@given(casts)
def test_every_actor_is_in_one_group_that_no_veto_forbids(cast: list[Actor]) -> None:
    groups = link_actors(cast, Tables.load())
    assert sorted(member.id for one in groups for member in one.members) == sorted(one.id for one in cast)
    for one in groups:
        assert one.actor.id == min(member.id for member in one.members)
        assert len({member.kind for member in one.members}) == 1
        assert len({member.country for member in one.members} - {None}) <= 1
        assert one.actor.country in {member.country for member in one.members}


@given(casts)
def test_whatever_is_linked_its_evidence_shows_the_words_of_its_field(cast: list[Actor]) -> None:
    for one in link_actors(cast, Tables.load()):
        if len(one.members) > 1:
            shown_right(one.actor)


def facts_of(cast: Sequence[Actor]) -> list[Fact]:
    """A story a document, the actors, and a statement in each document by the first actor of it, or by nobody."""
    found: list[Fact] = [story(of) for of in (ONE, TWO, THREE)]
    for of in (ONE, TWO, THREE):
        found.append(statement(of, next((a for a in cast if a.evidence[0].document_id == of.id), None)))
    return [*found, *cast]


@given(casts.map(facts_of).flatmap(lambda facts: st.tuples(st.just(facts), st.permutations(facts), st.permutations([ONE, TWO, THREE]))))
def test_any_order_of_documents_and_facts_gives_the_same_views(orders: tuple[list[Fact], list[Fact], list[Document]]) -> None:
    facts, shuffled, documents = orders

    def by_id(views: list[View]) -> list[View]:
        return sorted(views, key=lambda view: view.entry.id)

    assert by_id(list(link([ONE, TWO, THREE], facts))) == by_id(list(link(documents, shuffled)))


@given(casts)
def test_the_id_of_any_member_leads_to_the_entry_and_to_no_other(cast: list[Actor]) -> None:
    views = list(link([ONE, TWO, THREE], facts_of(cast)))
    for one in cast:
        entry = view_of(views, one.id).entry
        assert isinstance(entry, Actor)
        assert entry.id <= one.id
    ids = [ident for view in views for ident in {view.entry.id, *view.members}]
    assert len(ids) == len(set(ids))


@given(casts)
def test_a_speaker_is_the_linked_actor_under_its_name_or_nobody(cast: list[Actor]) -> None:
    views = list(link([ONE, TWO, THREE], facts_of(cast)))
    actors = {view.entry.id: view.entry for view in views if isinstance(view.entry, Actor)}
    for view in views:
        if isinstance(view.entry, Statement):
            speaker = view.entry.speaker
            assert speaker.name == (None if speaker.actor_id is None else actors[speaker.actor_id].name)


@given(casts, st.sampled_from([ONE, TWO, THREE]))
def test_what_one_document_says_is_linked_alike_without_the_others_unless_they_speak_of_it(cast: list[Actor], of: Document) -> None:
    alone = [one for one in cast if one.evidence[0].document_id == of.id]
    others = {word for one in cast if one not in alone for word in (*one.name.casefold().split(), *one.native_names)}
    everywhere = link_actors(cast, Tables.load())
    for one in link_actors(alone, Tables.load()):
        if others.isdisjoint((*one.actor.name.casefold().split(), *one.actor.native_names)):
            assert one in everywhere


DATE = When("2010-05-14", "flag")


@pytest.mark.parametrize("kind", ["article", "release", "transcript", "other"])
def test_a_story_has_its_documents_date_and_keeps_its_weekday(kind: StoryKind) -> None:
    of = document(9, DATE)
    found = view_of(list(link([of], [story(of, kind)])), story(of).id)
    assert isinstance(found.entry, Story)
    assert found.entry.date == StoryWhen("2010-05-14", "flag", weekday="Friday")
    assert found.sort_date == "2010-05-14"


@pytest.mark.parametrize("basis", ["flag", "metadata", "filename"])
def test_a_documents_date_comes_before_what_bounds_the_story_and_its_words(basis: Any) -> None:
    of = document(9, When("2010-05-14", basis))
    bounded = replace(story(of), date=BOUND, evidence=(*story(of).evidence, quote(of, "Michael Posner", "date")))
    found = view_of(list(link([of], [bounded])), bounded.id).entry
    assert isinstance(found, Story)
    assert found.date == StoryWhen("2010-05-14", basis)
    assert [e.field for e in found.evidence] == ["start"]


@pytest.mark.parametrize(("kind", "date"), [("article", UNKNOWN), ("teaser", UNKNOWN), ("teaser", When("2010-05-14", "flag"))])
def test_a_story_that_has_no_date_of_its_document_keeps_its_bounds_and_their_words(kind: StoryKind, date: When) -> None:
    of = document(9, date)
    bounded = replace(story(of, kind), date=BOUND, evidence=(*story(of).evidence, quote(of, "Michael Posner", "date")))
    view = view_of(list(link([of], [bounded])), bounded.id)
    assert view.entry == bounded
    assert view.sort_date == "2009-01-20"


def test_a_teaser_has_not_the_date_of_the_page_it_hangs_on() -> None:
    of = document(9, DATE)
    found = view_of(list(link([of], [story(of, "teaser"), statement(of, None)])), story(of).id)
    assert isinstance(found.entry, Story)
    assert found.entry.date == StoryWhen(weekday="Friday")
    assert found.sort_date is None


@pytest.mark.parametrize(
    ("edtf", "first"),
    [("2010", "2010"), ("2010-05", "2010-05"), ("2010-05-13/2010-05-14", "2010-05-13"), ("[2009-01-20..2017-01-20]", "2009-01-20")],
)
def test_what_lasts_or_is_uncertain_is_listed_by_its_first_day(edtf: str, first: str) -> None:
    of = document(9, When(edtf, "flag"))
    (view,) = link([of], [])
    assert view.sort_date == first


def test_an_actor_is_listed_by_the_earliest_date_of_its_stories() -> None:
    early, late, undated = document(4, When("2009", "flag")), document(5, DATE), document(6)
    cast = [actor(of, "Michael Posner") for of in (early, late, undated)]
    views = list(link([early, late, undated], [*cast, story(early), story(late), story(undated)]))
    found = view_of(views, cast[1].id)
    assert found.sort_date == "2009"
    assert set(found.document_ids) == {early.id, late.id, undated.id}


def test_nothing_said_is_nothing_linked() -> None:
    assert list(link([], [])) == []
