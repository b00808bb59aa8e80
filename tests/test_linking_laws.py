"""The laws of linking, held through the record and its export: nothing depends on order, batches or repetition, and nothing undone is left."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from papers import Paper
from shelves import shelves
from verbale import correcting
from verbale.errors import RecordError
from verbale.export.formats import export
from verbale.linking import known_by
from verbale.model import Correction, Entry
from verbale.pipeline import as_of, relink
from verbale.record import Record

READER = {"weights": "w1", "cpu": "avx2", "version": "1"}
RANDOM = st.randoms(use_true_random=False)
LAWS = settings(deadline=None, max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
Records = Callable[[], Record]


@pytest.fixture(scope="module")
def blank(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A record without documents."""
    file = tmp_path_factory.mktemp("blank") / "blank.db"
    Record.open(file, create=True).close()
    return file


@pytest.fixture
def fresh(blank: Path, tmp_path: Path) -> Iterator[Records]:
    """Makes records without documents, each in a file of its own."""
    numbers, opened = count(), []

    def make() -> Record:
        opened.append(Record.open(shutil.copy(blank, tmp_path / f"{next(numbers)}.db")))
        return opened[-1]

    yield make
    for record in opened:
        record.close()


def put(record: Record, papers: Sequence[Paper]) -> None:
    """Add the papers, and link."""
    for paper in papers:
        record.add(paper.document, [paper.story, *paper.told], **READER)
    relink(record)


def exported(record: Record, folder: Path) -> bytes:
    """What `export json` writes."""
    export(record, "json", str(folder / "whole.json"))
    return (folder / "whole.json").read_bytes()


def batches(papers: Sequence[Paper], rng: random.Random) -> list[list[Paper]]:
    """The papers in another order, in parts."""
    mixed = rng.sample(papers, len(papers))
    cuts = sorted(rng.randrange(len(mixed) + 1) for _ in range(rng.randrange(4)))
    return [mixed[a:b] for a, b in zip([0, *cuts], [*cuts, len(mixed)], strict=True)]


@LAWS
@given(papers=shelves(), rng=RANDOM)
def test_any_order_and_any_batches_give_the_same_export_byte_for_byte(
    fresh: Records, tmp_path: Path, papers: list[Paper], rng: random.Random
) -> None:
    whole, parts = fresh(), fresh()
    put(whole, papers)
    for batch in batches(papers, rng):
        put(parts, batch)
    assert exported(parts, tmp_path) == exported(whole, tmp_path)
    assert list(parts.verify()) == []


@LAWS
@given(papers=shelves())
def test_reading_again_changes_nothing(fresh: Records, tmp_path: Path, papers: list[Paper]) -> None:
    record = fresh()
    put(record, papers)
    before, revision = exported(record, tmp_path), record.revision()
    put(record, papers[::-1])
    assert (exported(record, tmp_path), record.revision()) == (before, revision)


@LAWS
@given(papers=shelves(), day=st.sampled_from([date(2010, 5, 14), date(2010, 5, 20), date(2011, 4, 28), date(2012, 7, 25)]))
def test_as_of_a_day_a_record_says_what_one_of_the_documents_until_then_says(fresh: Records, papers: list[Paper], day: date) -> None:
    whole, until = fresh(), fresh()
    put(whole, papers)
    known, _ = known_by([p.document for p in papers], [p.story for p in papers], day)
    put(until, [p for p in papers if p.document in known])
    assert as_of(whole, day) == as_of(until, day)
    assert [p for p in papers if p.document.date.edtf is None and p.document in known] == []


@LAWS
@given(papers=shelves().filter(bool), rng=RANDOM)
def test_corrections_taken_back_leave_no_trace_in_the_export(
    fresh: Records, tmp_path: Path, papers: list[Paper], rng: random.Random
) -> None:
    record = fresh()
    put(record, papers)
    before = exported(record, tmp_path)
    made = []
    for _ in range(rng.randrange(1, 5)):
        made += said_something(record, rng)
        relink(record)
    for correction in rng.sample(made, len(made)):
        correcting.undo(record, correction.id, who="mo")
        if rng.random() < 0.5:
            relink(record)
    relink(record)
    assert exported(record, tmp_path) == before
    assert len(record.corrections()) == 2 * len(made)


def said_something(record: Record, rng: random.Random) -> list[Correction]:
    """One correction at random, or none where it can't be made."""
    kinds = ("stories", "actors", "statements", "events", "dialogues", "rounds", "cases", "commitments")
    entries: list[Entry] = [e for kind in kinds for e in record.entries(kind, below_line=True)]
    if not entries:
        return []
    entry, other = rng.choice(entries), rng.choice(entries)
    values: dict[str, Any] = {
        "name": "Another Name",
        "country": "NOR",
        "date": "2011-05-01",
        "days": 4,
        "status": "cancelled",
        "due": "2013",
    }
    field = rng.choice(sorted(values))
    sayings: list[Callable[[], Correction]] = [
        lambda: correcting.correct(record, entry.id, field, values[field], who="mo"),
        lambda: correcting.reject(record, entry.id, who="mo"),
        lambda: correcting.confirm(record, entry.id, who="mo"),
        lambda: correcting.merge(record, entry.id, other.id, who="mo"),
        lambda: correcting.split(record, rng.choice(record.members(entry.id)), who="mo"),
        lambda: correcting.redact(record, entry.id, who="mo"),
        lambda: correcting.withdraw(record, next(iter(record.documents())).id, who="mo"),
    ]
    try:
        return [rng.choice(sayings)()]
    except RecordError:
        return []


def test_corrections_lie_over_whatever_order_the_documents_come_in(fresh: Records, tmp_path: Path) -> None:
    papers = [Paper(day, f"Told by Aiko Tan on {day}.") for day in ("2010-05-14", "2011-04-29", "2012-07-25")]
    for paper in papers:
        paper.actor("Aiko Tan")
        paper.round(paper.dialogue("rights talks"), paper.document.date.edtf)
    exports = []
    for order in (papers, papers[::-1]):
        record = fresh()
        put(record, order[:2])
        correcting.correct(record, order[0].told[0].id, "country", "JPN", who="mo")
        put(record, order[2:])
        if order is papers:
            exports.append(exported(record, tmp_path))
        else:
            correcting.undo(record, record.corrections()[0].id, who="mo")
            correcting.correct(record, papers[0].told[0].id, "country", "JPN", who="mo")
            relink(record)
            exports.append(exported(record, tmp_path))
    assert exports[0] == exports[1]
