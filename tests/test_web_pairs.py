"""What may be one: proposed with its reason, joined or kept apart by a person, and linked anew while the pages go on."""

from __future__ import annotations

import re
import threading
from dataclasses import replace
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from verbale.model import Actor, Dialogue, Fact, Round, View, When
from verbale.pipeline import LINKING
from verbale.record import Apart, Record
from verbale.web import Settings, application
from verbale.web.asked import Asked
from verbale.web.relinking import Relinking
from web_record import FIRST, READER, SECOND, Told, facts

AT = "http://127.0.0.1"
ANA = "Ana Berg"


def record_of(file: Path, *more: Fact) -> Path:
    """The small record, with more entries that the linking left apart."""
    first, second = Told("first.txt", FIRST, "2010-05-05"), Told("second.txt", SECOND, "2011-06-04")
    told = [*(fact for fact, _ in facts(first, second)), *more]
    with Record.open(file, create=True) as record:
        for of in (first, second):
            record.add(of.document, [of.story, *(f for f in told if f.evidence[0].document_id == of.document.id)], **READER)
        views = [View(of.document, (of.document.id,), "2010-05-05", of.document.id, 0) for of in (first, second)]
        views += [View(of.story, (of.document.id,), "2010-05-05", of.document.id, 0) for of in (first, second)]
        views += [View(f, (f.evidence[0].document_id,), "2010-05-04", f.evidence[0].document_id, f.evidence[0].start) for f in told]
        record.replace_views(views, version=LINKING)
    return file


def known(kind: type[Fact]) -> Fact:
    """The small record's first entry of a kind."""
    return next(
        fact
        for fact, _ in facts(Told("first.txt", FIRST, "2010-05-05"), Told("second.txt", SECOND, "2011-06-04"))
        if isinstance(fact, kind)
    )


def actor(ident: str, name: str, **fields: object) -> Actor:
    ana = known(Actor)
    assert isinstance(ana, Actor)
    return replace(ana, id=f"act-{ident}", name=name, native_names=(), **fields)  # type: ignore[arg-type]


def names(file: Path) -> list[tuple[str, str, str]]:
    with Record.open(file) as record:
        return [(*sorted((getattr(p.one, "name", ""), getattr(p.other, "name", ""))), p.why) for p in record.proposed()]  # type: ignore[misc]


@pytest.mark.parametrize(
    ("other", "why"),
    [
        (actor("x", "Berg Ana"), "one name, written in two ways"),
        (actor("x", "Ana Bérg"), "both go by the name"),
        (actor("x", "AnaBerg"), "one name, written in two ways"),
        (actor("x", "Berg"), "nobody else in the record has a longer name"),
        (actor("x", "Berg", country=None, sector=None), "nobody else in the record has a longer name"),
    ],
)
def test_actors_whose_names_meet_are_proposed_with_the_reason(tmp_path: Path, other: Actor, why: str) -> None:
    ((one, two, told),) = names(record_of(tmp_path / "verbale.db", other))
    assert {one, two} == {ANA, other.name}
    assert why in told


@pytest.mark.parametrize(
    "others",
    [
        (actor("x", "Berg Ana", country="SDN"),),
        (actor("x", "Ana Berg", kind="agency"),),
        (actor("x", "Anna Bergman"),),
        (actor("x", "Berg"), actor("y", "Tom Berg")),
        (actor("x", "Ber"),),
    ],
    ids=["of two countries", "of two kinds", "of two names", "of two longer names", "of the beginning of a word"],
)
def test_actors_who_are_surely_two_are_not_proposed(tmp_path: Path, others: tuple[Actor, ...]) -> None:
    assert [pair for pair in names(record_of(tmp_path / "verbale.db", *others)) if {"Ber", "Berg"} & set(pair) or ANA in pair] == []


def test_dialogues_and_rounds_that_may_be_one_are_proposed(tmp_path: Path) -> None:
    dialogue, sitting = known(Dialogue), known(Round)
    assert isinstance(dialogue, Dialogue)
    assert isinstance(sitting, Round)
    other = replace(dialogue, id="dlg-x", name="talks", subject=None, rounds=())
    again = replace(sitting, id="rnd-x", ordinal=None, date=When("2010-05", "stated"))
    far = replace(sitting, id="rnd-y", ordinal=None, date=When("[2009..2017]", "stated"))
    with Record.open(record_of(tmp_path / "verbale.db", other, again, far)) as record:
        found = {frozenset((p.one.id, p.other.id)) for p in record.proposed()}
    assert found == {frozenset((dialogue.id, "dlg-x")), frozenset((sitting.id, "rnd-x"))}


def test_a_pair_that_is_kept_apart_is_proposed_again_only_when_asked(tmp_path: Path) -> None:
    file = record_of(tmp_path / "verbale.db", actor("x", "Berg Ana"))
    with TestClient(application(Asked.open(file), Settings(reads=None, changes=None)), base_url=AT) as browser:
        (pair,) = browser.get("/api/review/pairs").json()["entries"]
        page = browser.get("/review/pairs").text
        assert "one name, written in two ways" in page
        given = {"csrf": re.search(r'name="csrf" value="([^"]+)"', page)[1], "one": pair["one"]["id"], "other": pair["other"]["id"]}  # type: ignore[index]
        assert browser.post("/review/pairs", data=given | {"action": "apart"}).status_code == 200
        told = browser.get("/api/review/pairs").json()
        assert told["entries"] == []
        assert told["apart"][0]["one"]["name"] in (ANA, "Berg Ana")
        assert browser.post("/review/pairs", data=given | {"action": "apart"}).status_code == 409
        assert browser.post("/review/pairs", data=given | {"action": "again"}).status_code == 200
        assert len(browser.get("/api/review/pairs").json()["entries"]) == 1
        assert browser.post("/review/pairs", data=given | {"action": "merge", "csrf": "none"}).status_code == 403


def test_a_pair_that_is_confirmed_is_merged(tmp_path: Path) -> None:
    file = record_of(tmp_path / "verbale.db", actor("x", "Berg Ana"))
    with TestClient(application(Asked.open(file), Settings(reads=None, changes=None)), base_url=AT) as browser:
        (pair,) = browser.get("/api/review/pairs").json()["entries"]
        csrf = re.search(r'name="csrf" value="([^"]+)"', browser.get("/review/pairs").text)[1]  # type: ignore[index]
        given = {"csrf": csrf, "one": pair["one"]["id"], "other": pair["other"]["id"], "action": "merge"}
        assert browser.post("/review/pairs", data=given).status_code == 200
    with Record.open(file) as record:
        (made,) = record.corrections()
    assert made.action == "merge"
    assert {made.target_id, *(a.fact_id for a in made.others)} == {pair["one"]["id"], pair["other"]["id"]}


def test_what_is_kept_apart_is_remembered_by_what_it_was_linked_of(tmp_path: Path) -> None:
    with Record.open(record_of(tmp_path / "verbale.db")) as record:
        record.keep_apart(Apart("b", "a", "anna", "2026-01-01T00:00:00+00:00"))
        assert [(p.one, p.other) for p in record.apart()] == [("a", "b")]
        before = record.stamp()
        record.forget_apart("b", "a")
        assert record.apart() == []
        assert record.stamp() != before


def test_a_page_answers_while_the_record_is_linked_and_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    go_on = threading.Event()
    linked: list[bool] = []

    def slowly(*_: object) -> None:
        linked.append(go_on.wait(30))

    monkeypatch.setattr("verbale.web.relinking.relink", slowly)
    monkeypatch.setattr("verbale.web.relinking.PATIENCE", 0.0)
    monkeypatch.setattr(Relinking.ask, "__defaults__", (0.0,))
    file = record_of(tmp_path / "verbale.db")
    with TestClient(application(Asked.open(file), Settings(reads=None, changes=None)), base_url=AT) as browser:
        page = browser.get("/review").text
        form = dict(re.findall(r'name="(csrf|target|version)" value="([^"]+)"', page)[:3])
        assert browser.post("/review", data=form | {"action": "confirm"}).status_code == 200
        assert linked == []
        waiting = browser.get("/review").text
        assert "being linked anew" in waiting
        assert "Somebody has decided this" in waiting
        late = browser.post("/review", data=form | {"action": "reject"})
        assert late.status_code == 409
        assert "&#39;confirm&#39; since you saw this entry" in late.text
        go_on.set()
        for _ in range(100):
            if not browser.get("/api/review").json()["behind"]:
                break
            threading.Event().wait(0.1)
        assert "being linked anew" not in browser.get("/review").text
    assert linked == [True]


def test_a_linking_that_fails_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: object) -> None:
        raise ValueError("no reason")

    monkeypatch.setattr("verbale.web.relinking.relink", fails)
    relinking = Relinking(Asked.open(record_of(tmp_path / "verbale.db")))
    assert relinking.ask(None)
    assert "log tells more" in (relinking.problem or "")
    assert not relinking.behind
