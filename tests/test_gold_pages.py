"""The gold pages, open and once sealed, read no worse than they were when their figures were written down."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from gold_score import GOLD, WORSE_IS_MORE, tally_of
from verbale import OnnxReader

FLOORS = json.loads((GOLD / "floors.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module", params=["open", "sealed"])
def scored(request: pytest.FixtureRequest) -> tuple[str, dict[str, float]]:
    return request.param, tally_of(GOLD / request.param, OnnxReader()).figures()


def test_each_figure_keeps_to_its_floor(scored: tuple[str, dict[str, float]]) -> None:
    which, figures = scored
    past = {
        name: value
        for name, value in figures.items()
        if (value > FLOORS[which][name] if name in WORSE_IS_MORE else value < FLOORS[which][name])
    }
    assert not past


def test_the_sealed_pages_are_the_ones_whose_digest_was_committed_first() -> None:
    stated = dict(reversed(line.split()) for line in (GOLD / "SEALED.sha256").read_text().splitlines())
    found = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in Path(GOLD / "sealed").iterdir()}
    assert found == stated
