"""What the record promises of documents and facts: stored whole, once, brought back as they were."""

from __future__ import annotations

import itertools
import os
import stat
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from record_samples import READER, actor, document, everything, facts, quote, statement, story
from verbale.errors import NotInRecord, RecordError, SourceError
from verbale.model import Actor, Document, Evidence, Statement, When, mint
from verbale.record import Record

FLAG = When("2010-05-15", "flag")
METADATA = When("2010-05-16", "metadata")


def test_facts_come_back_as_they_were_in_canonical_order(where: str) -> None:
    one, two = document(), document("B. " + document().text, source="b.txt")
    with Record.open(where, create=True) as record:
        for of in (two, one):
            assert record.add(of, facts(of), **READER)
        expected = [fact for of in sorted((one, two), key=lambda d: d.id) for fact in (actor(of), statement(of), story(of))]
        assert list(record.facts()) == expected
        assert [d.id for d in record.documents()] == sorted((one.id, two.id))
        assert record.text(one.id) == one.text


def test_reading_a_document_again_changes_nothing(where: str) -> None:
    with Record.open(where, create=True) as record:
        assert record.add(document(), facts(document()), **READER)
        before = everything(where)
        assert not record.add(document(), [], **READER)
        assert not record.add(document(), facts(document()), **READER | {"cpu": "other"})
        assert everything(where) == before


def test_reading_with_other_weights_makes_the_new_facts_current_and_keeps_the_old(where: str) -> None:
    of = document()
    with Record.open(where, create=True) as record:
        record.add(of, facts(of), **READER)
        assert record.add(of, [story(of)], **READER | {"weights": "w2"})
        assert list(record.facts()) == [story(of)]
        assert len(everything(where)["facts"]) == 4
        assert not record.has(of.id, "w1", "0.1.0")
        assert record.has(of.id, "w2", "0.1.0")


def test_reading_with_the_first_weights_once_more_brings_their_facts_back(where: str) -> None:
    of = document()
    with Record.open(where, create=True) as record:
        record.add(of, facts(of), **READER)
        record.add(of, [], **READER | {"version": "0.2.0"})
        assert list(record.facts()) == []
        assert record.add(of, facts(of), **READER)
        assert len(list(record.facts())) == 3
        assert len(everything(where)["readings"]) == 2


def test_a_version_that_decodes_the_same_bytes_otherwise_leaves_older_readings_their_text(where: str) -> None:
    old = document()
    new = replace(old, text="Other.", length=6)
    with Record.open(where, create=True) as record:
        record.add(old, facts(old), **READER)
        record.add(new, [story_of(new)], **READER | {"version": "0.2.0"})
        assert record.text(old.id) == "Other."
        assert list(record.verify()) == []
        record.add(old, [], **READER)
        assert record.text(old.id) == old.text
        assert list(record.verify()) == []


def story_of(of: Document) -> Actor:
    """A fact that any text can stand for."""
    return Actor(
        mint("actor", of.sha256, 0), of.text[:1], "group", None, None, (), (), (), 1.0, (quote(of, of.text[:1], "name", in_story=False),)
    )


def test_has_is_false_of_what_was_never_read(where: str) -> None:
    with Record.open(where, create=True) as record:
        for id_ in ("doc-0", "", "\x00", "\ud800"):
            assert not record.has(id_, "w1", "0.1.0")
            with pytest.raises(NotInRecord):
                record.text(id_)


@pytest.mark.parametrize("order", list(itertools.permutations(range(3))))
def test_the_order_in_which_sources_are_read_makes_no_difference(order: tuple[int, ...], tmp_path: Path) -> None:
    said = [
        document(source="a.txt"),
        document(source="b.txt", outlet="The Paper", date=METADATA),
        document(source="c.txt", outlet="Another", url="https://example.org/c", date=FLAG),
    ]
    with Record.open(tmp_path / "verbale.db", create=True) as record:
        for i in order:
            record.add(said[i], facts(said[i]), **READER)
        assert list(record.documents()) == [
            replace(said[0], outlet="The Paper", url="https://example.org/c", date=FLAG, text=""),
        ]


def test_what_is_told_of_a_source_again_replaces_it_and_what_is_not_told_stays(where: str) -> None:
    with Record.open(where, create=True) as record:
        record.add(document(outlet="The Paper", date=METADATA), [], **READER)
        assert record.add(document(url="https://example.org", date=FLAG), [], **READER)
        (shown,) = record.documents()
        assert (shown.outlet, shown.url, shown.date) == ("The Paper", "https://example.org", FLAG)
        assert not record.add(document(), [], **READER)


def test_a_date_that_a_person_gave_yields_only_to_another(where: str) -> None:
    with Record.open(where, create=True) as record:
        record.add(document(date=FLAG), [], **READER)
        assert not record.add(document(date=METADATA), [], **READER)
        assert record.add(document(date=When("2011", "flag")), [], **READER)
        (shown,) = record.documents()
        assert shown.date == When("2011", "flag")


def test_the_revision_grows_with_every_change_and_only_then(where: str) -> None:
    with Record.open(where, create=True) as record:
        start = record.revision()
        record.add(document(), facts(document()), **READER)
        record.add(document(), facts(document()), **READER)
        assert record.revision() == start + 1


def lie(**changes: object) -> list[Statement]:
    """The sample statement with something wrong about it."""
    return [replace(statement(document()), **changes)]  # type: ignore[arg-type]


WRONG = {
    "no evidence": (lie(evidence=()), "no evidence"),
    "other words": (lie(evidence=(replace(quote(document(), "said", "cue"), exact="sung"),)), "'sung'"),
    "beyond the end": (lie(evidence=(Evidence(document().id, None, 9000, 9004, "said", "cue"),)), "9000:9004"),
    "another document": (lie(evidence=(replace(quote(document(), "said", "cue"), document_id="doc-other"),)), "doc-other"),
    "no such kind of statement": (lie(kind="sung"), "'sung'"),
    "a number for a name": (lie(content=7), "str is expected"),
    "confidence above one": (lie(confidence=1.5), "1.5"),
    "confidence that is no number": (lie(confidence=float("nan")), "nan"),
    "U+0000": (lie(content="a\x00b"), "U+0000"),
    "a lone surrogate": (lie(content="a\ud800b"), "U+D800"),
    "twice the same": (lie() * 2, "twice"),
}


@pytest.mark.parametrize(("wrong", "says"), WRONG.values(), ids=WRONG)
def test_a_wrong_fact_is_refused_by_name_and_nothing_is_stored(wrong: list[Statement], says: str, where: str) -> None:
    with Record.open(where, create=True) as record:
        before = everything(where)
        with pytest.raises(RecordError) as told:
            record.add(document(), wrong, **READER)
        assert says in str(told.value)
        assert wrong[0].id in str(told.value)
        assert everything(where) == before


WRONG_DOCUMENTS = {
    "a lone surrogate in its name": replace(document(), source="a\udcff.txt"),
    "U+0000 in its text": replace(document("a"), text="\x00"),
    "a wrong length": replace(document(), length=3),
    "another's id": replace(document(), id="doc-0000000000000000"),
    "doubt": replace(document(), confidence=0.5),
}


@pytest.mark.parametrize("wrong", WRONG_DOCUMENTS.values(), ids=WRONG_DOCUMENTS)
def test_a_document_that_cannot_be_kept_as_it_is_is_refused(wrong: Document, tmp_path: Path) -> None:
    with Record.open(tmp_path / "verbale.db", create=True) as record:
        with pytest.raises(SourceError, match="can't be recorded") as told:
            record.add(wrong, [], **READER)
        assert str(told.value).encode().startswith(b"a")
        assert list(record.documents()) == []


def test_values_that_look_like_sql_are_only_values(where: str) -> None:
    name = "'); DROP TABLE facts; --"
    of = document(f'{name} said "%s :x ? $1 \u202e{{}}"')
    who = Actor(
        mint("actor", of.sha256, 0), name, "person", None, None, ('"',), (), ("\\",), 1.0, (quote(of, name, "name", in_story=False),)
    )
    with Record.open(where, create=True) as record:
        record.add(replace(of, source=name), [who], **READER)
        assert list(record.facts()) == [who]
        assert record.text(of.id) == of.text


STORABLE = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), min_size=1)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(before=STORABLE, words=STORABLE, after=STORABLE, data=st.data())
def test_any_text_round_trips_and_its_anchors_hold(before: str, words: str, after: str, data: st.DataObject, where: str) -> None:
    of = document(before + words + after)
    exact = Evidence(of.id, None, len(before), len(before) + len(words), words, "name")
    native = tuple(data.draw(st.lists(STORABLE, max_size=2)))
    confidence = data.draw(st.integers(0, 100)) / 100
    who = Actor(mint("actor", of.sha256, len(before)), words, "person", None, None, native, (), (), confidence, (exact,))
    with Record.open(where, create=True) as record:
        record.add(of, [who], **READER | {"weights": str(record.revision())})
        assert record.text(of.id) == of.text
        assert who in list(record.facts())
        assert list(record.verify()) == []


def test_a_new_record_is_the_owner_s_alone_and_so_are_the_files_beside_it(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        with Record.open(tmp_path / "verbale.db", create=True) as record:
            record.add(document(), facts(document()), **READER)
            files = {path.name: stat.S_IMODE(path.stat().st_mode) for path in tmp_path.iterdir()}
    finally:
        os.umask(before)
    assert files == {"verbale.db": 0o600, "verbale.db-wal": 0o600, "verbale.db-shm": 0o600}


def test_a_file_whose_permissions_were_widened_keeps_them(tmp_path: Path) -> None:
    file = tmp_path / "verbale.db"
    Record.open(file, create=True).close()
    file.chmod(0o644)
    with Record.open(file) as record:
        record.add(document(), facts(document()), **READER)
    assert stat.S_IMODE(file.stat().st_mode) == 0o644


def test_one_can_read_while_another_writes(where: str) -> None:
    one, two = document(), document("B. " + document().text)
    with Record.open(where, create=True) as record, Record.open(where) as other:
        record.add(one, facts(one), **READER)
        reading = record.facts()
        first = next(reading)
        other.add(two, facts(two), **READER)
        assert [first, *reading] == sorted(facts(one), key=lambda fact: fact.id)
        assert len(list(record.facts())) == 6
