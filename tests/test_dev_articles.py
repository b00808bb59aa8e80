"""News that was never trained on, read whole: nothing breaks, every anchor holds, and nothing depends on what is read beside it."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from verbale import OnnxReader, intake
from verbale.model import Document, to_shape
from verbale.pipeline import code
from verbale.tables import Tables

DEV = Path(__file__).resolve().parents[2] / "shared" / "corpora" / "polnear" / "dev.jsonl.gz"
pytestmark = pytest.mark.skipif(not DEV.exists(), reason="the corpora do not lie beside this checkout")


@pytest.fixture(scope="module")
def documents() -> list[Document]:
    with gzip.open(DEV, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    return [intake.document(row["text"], source=row["id"]) for row in rows]


@pytest.fixture(scope="module")
def read_in_order(documents: list[Document]) -> dict[str, list[object]]:
    reader = OnnxReader(jobs=2)
    return {d.id: [to_shape(f) for f in code(d, reader, Tables.load())] for d in documents}


def test_every_article_is_read(documents: list[Document], read_in_order: dict[str, list[object]]) -> None:
    assert len(documents) == 84
    assert all(read_in_order.values())


def test_every_anchor_of_every_fact_holds(documents: list[Document], read_in_order: dict[str, list[dict[str, object]]]) -> None:
    texts = {d.id: d.text for d in documents}
    for ident, facts in read_in_order.items():
        for fact in facts:
            assert fact["evidence"]
            for e in fact["evidence"]:
                assert texts[ident][e["start"] : e["end"]] == e["exact"]


def test_an_article_read_alone_gives_the_same_facts(documents: list[Document], read_in_order: dict[str, list[object]]) -> None:
    for document in documents[::6]:
        alone = [to_shape(fact) for fact in code(document, OnnxReader(), Tables.load())]
        assert alone == read_in_order[document.id]
