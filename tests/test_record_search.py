"""What is found in the record, and in what order: in both databases."""

from __future__ import annotations

from dataclasses import replace

import pytest

from record_samples import READER, TEXT, actor, document, facts, quote, statement, view
from verbale.model import Document, Event, NamedPlace, Party, Statement, When, mint
from verbale.record import Record, Sides, Wanted
from verbale.record.forms import asked, forms

DAYS = ("2009-03-01", "2010-05-14", None, "2011-07-02")
SAID = ("We raised the cases", "raised the cases", "the cases", "cases")


def filled(where: str) -> tuple[Record, Document]:
    """A record with four statements, one undated, one below the line, an actor, and an event."""
    record, of = Record.open(where, create=True), document()
    record.add(of, facts(of), **READER)
    who = actor(of)
    views = [view(of, document_id=of.id), view(who, date="2009-03-01"), *map(view, [f for f in facts(of) if f.id.startswith("sto")])]
    for day, content in zip(DAYS, SAID, strict=True):
        said = replace(statement(of, content), id=mint("statement", of.sha256, content), confidence=0.3 if content == "cases" else 0.9)
        views.append(view(said, date=day))
    parties = (Party(who.id, who.name, "CHN"),), (Party(None, "Japan", "JPN"),)
    shown = (quote(of, "left", "type"),)
    where_it_was = NamedPlace("Beijing", "CHN")
    event = Event(mint("event", of.sha256, 1), said.story_id, "REJECT", None, (), *parties, When(), where_it_was, "occurred", 0.9, shown)
    record.replace_views([*views, view(event, date="2010-05-14")])
    return record, of


def contents(record: Record, **wanted: object) -> list[str]:
    page = record.page(Wanted("statements", **wanted))  # type: ignore[arg-type]
    assert page.total == len(page.entries) or wanted.get("limit") is not None
    return [entry.content for entry in page.entries if isinstance(entry, Statement)]


def test_newest_come_first_and_what_has_no_date_last_either_way(where: str) -> None:
    with filled(where)[0] as record:
        assert contents(record) == [SAID[1], SAID[0], SAID[2]]
        assert contents(record, order="oldest") == [SAID[0], SAID[1], SAID[2]]


@pytest.mark.parametrize("order", ["newest", "oldest"])
def test_pages_hold_everything_once(where: str, order: str) -> None:
    with filled(where)[0] as record:
        found, after = [], None
        while True:
            page = record.page(Wanted("statements", order=order, after=after, limit=1, below_line=None))  # type: ignore[arg-type]
            assert page.total == 4
            found += [entry.id for entry in page.entries]
            if (after := page.next) is None:
                break
        assert len(found) == 4
        assert len(set(found)) == 4


def test_what_lies_below_the_line_is_found_only_where_it_is_asked_for(where: str) -> None:
    with filled(where)[0] as record:
        assert contents(record, below_line=True) == ["cases"]
        assert len(contents(record, below_line=None)) == 4


def test_a_speaker_s_and_a_country_s_statements(where: str) -> None:
    record, of = filled(where)
    with record:
        assert len(contents(record, ties=(("speaker", actor(of).id),))) == 3
        assert len(contents(record, ties=(("country", "CHN"), ("form", "direct")))) == 3
        assert contents(record, ties=(("country", "JPN"),)) == []


def test_days_bound_what_is_found(where: str) -> None:
    with filled(where)[0] as record:
        assert contents(record, since="2010") == [SAID[1]]
        assert contents(record, until="2009") == [SAID[0]]
        assert contents(record, since="2012") == []


def test_words_and_phrases(where: str) -> None:
    with filled(where)[0] as record:
        assert contents(record, words="RAISED") == [SAID[1], SAID[0]]
        assert contents(record, words='"we raised"') == [SAID[0]]
        assert contents(record, words='"cases raised"') == []
        assert contents(record, words="raised", order="relevance", limit=1) != []


@pytest.mark.parametrize("words", ['"', "*", "a OR b", "NEAR(raised, 2)", "kind:statements", "') --", "\x00", "'", "^unheard", "\ud800"])
def test_no_word_is_an_operator_or_an_error(where: str, words: str) -> None:
    with filled(where)[0] as record:
        assert contents(record, words=words) == []


def test_the_story_s_own_words_are_found_and_chinese_in_either_script(where: str) -> None:
    with filled(where)[0] as record:
        for words in ("Friday", "王寶東", "王宝东", "寶東"):
            assert any(entry.id.startswith("sto") for entry in record.page(Wanted(words=words)).entries), words


@pytest.mark.parametrize("name", ["Wang Baodong", "baodong", "BAODONG wang", "wangbao", "王寶東", "王宝东", "宝", "Wáng"])
def test_a_name_is_found_from_any_of_its_words_in_any_script(where: str, name: str) -> None:
    record, of = filled(where)
    with record:
        assert [found.id for found in record.named(name, kind="actors")] == [actor(of).id]


def test_no_name_finds_nothing(where: str) -> None:
    with filled(where)[0] as record:
        for name in ("", "!!", "%", "\x00", "Zhang"):
            assert record.named(name) == []


def test_acts_are_counted_by_dyad_month_and_type(where: str) -> None:
    with filled(where)[0] as record:
        for of in (Sides(), Sides("CHN"), Sides("CHN", "JPN", "REJECT")):
            assert record.acts_by_month(of) == {"2010-05": 1}
            assert record.acts_by_dyad(of) == {("CHN", "JPN"): 1}
        assert record.acts_by_month(Sides(target="CHN")) == {}
        assert record.counts("events", "dyad") == {"CHN-JPN": 1}
        assert record.counts("statements") == {"": 3}


def test_the_stamp_changes_with_what_is_shown(where: str) -> None:
    record, _ = filled(where)
    with record:
        before = record.stamp()
        record.replace_views([], version="2")
        assert record.stamp() != before
        assert record.page(Wanted()).entries == ()


def test_forms_are_the_name_from_each_word_on() -> None:
    assert list(forms("Moon Jae-in"))[:3] == ["moon jae in", "moonjaein", "jae in moon"]
    assert asked("  Jae-In ") == ("jae in", "jaein")
    assert TEXT
