"""The texts about talks, open and once sealed, read no worse than they were when their figures were written down."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from talks_score import GOLD, WORSE_IS_MORE, scored
from verbale import OnnxReader
from verbale.tables import Tables

FLOORS = json.loads((GOLD / "floors.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("which", ["open", "sealed"])
def test_each_figure_keeps_to_its_floor(which: str) -> None:
    figures = scored(GOLD / which, OnnxReader(), Tables.load()).figures()
    past = {
        name: figures[name]
        for name, floor in FLOORS[which].items()
        if (figures[name] > floor if name in WORSE_IS_MORE else figures[name] < floor)
    }
    assert not past


def test_the_sealed_texts_are_the_ones_whose_digest_was_committed_first() -> None:
    stated = dict(reversed(line.split()) for line in (GOLD / "SEALED.sha256").read_text().splitlines())
    found = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in Path(GOLD / "sealed").iterdir()}
    assert found == stated
