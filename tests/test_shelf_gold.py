"""What is made of the bundled shelf, beside tables written by hand before any reading: no worse than when its figures were written down."""

from __future__ import annotations

import hashlib
import json

import pytest

from shelf_score import GOLD, Shelf, read_shelf, scored
from verbale import OnnxReader
from verbale.tables import Tables

FLOORS = json.loads((GOLD / "floors.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def shelf() -> Shelf:
    return read_shelf(OnnxReader(), Tables.load())


@pytest.mark.parametrize("which", ["open", "sealed"])
def test_each_figure_keeps_to_its_floor(shelf: Shelf, which: str) -> None:
    figures = scored(GOLD / which, shelf).figures()
    assert {name: figures[name] for name, floor in FLOORS[which].items() if figures[name] < floor} == {}


def test_the_sealed_tables_are_the_ones_whose_digest_was_committed_first() -> None:
    stated = dict(reversed(line.split()) for line in (GOLD / "SEALED.sha256").read_text().splitlines())
    found = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in (GOLD / "sealed").iterdir()}
    assert found == stated
