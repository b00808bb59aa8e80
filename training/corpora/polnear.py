"""PolNeAR: news articles with every attribution by hand; CoreNLP's tokens, entities and basic dependencies are silver."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from functools import cache
from typing import Any

from training.corpora.annotated import CORPORA, Annotated, Attribution, Span, Word, bucket

_ENTITIES = {"PERSON": "PER", "LOCATION": "LOC", "ORGANIZATION": "ORG"}
# UD version 1, as CoreNLP wrote it in 2016, to version 2. What has no single counterpart keeps its arc and gives no label.
_RELATIONS = {
    "acl": "acl",
    "acl:relcl": "acl:relcl",
    "advcl": "advcl",
    "advmod": "advmod",
    "amod": "amod",
    "appos": "appos",
    "aux": "aux",
    "auxpass": "aux:pass",
    "case": "case",
    "ccomp": "ccomp",
    "conj": "conj",
    "cop": "cop",
    "csubj": "csubj",
    "det": "det",
    "dobj": "obj",
    "expl": "expl",
    "iobj": "iobj",
    "mark": "mark",
    "neg": "advmod",
    "nmod:poss": "nmod:poss",
    "nsubj": "nsubj",
    "nsubjpass": "nsubj:pass",
    "nummod": "nummod",
    "root": "root",
    "xcomp": "xcomp",
}
# Attached otherwise in version 2, or too unsure in silver to learn an arc from.
_UNSURE = frozenset({"punct", "cc", "dep", "mwe", "cc:preconj", "compound"})

HELD_BACK = 10
"""One article in this many of the train split is kept for tuning."""


@cache
def _rows(split: str) -> tuple[dict[str, Any], ...]:
    with gzip.open(CORPORA / "polnear" / f"{split}.jsonl.gz", "rt", encoding="utf-8") as lines:
        return tuple(json.loads(line) for line in lines)


def train() -> Iterator[Annotated]:
    """The train split without its held-back tenth."""
    return (_annotated(row) for row in _rows("train") if bucket(row["id"], HELD_BACK))


def tune() -> Iterator[Annotated]:
    """The held-back tenth of the train split: for choosing among settings."""
    return (_annotated(row) for row in _rows("train") if not bucket(row["id"], HELD_BACK))


def dev() -> Iterator[Annotated]:
    """The dev split: for reporting only."""
    return (_annotated(row) for row in _rows("dev"))


def _annotated(row: dict[str, Any]) -> Annotated:
    sentences = row["corenlp"]["sentences"] if "corenlp" in row else None
    return Annotated(
        id=row["id"],
        text=row["text"],
        sentences=None if sentences is None else tuple((s["tokens"][0][0], s["tokens"][-1][1]) for s in sentences),
        words=None if sentences is None else tuple(_words(sentences)),
        entities=None if sentences is None else tuple((span, _ENTITIES[t]) for span, t in _names(sentences) if t in _ENTITIES),
        others=None if sentences is None else tuple(span for span, t in _names(sentences) if t == "MISC"),
        attributions=tuple(
            Attribution(*(tuple((a, b) for a, b in attribution[role]) for role in ("source", "cue", "content")))
            for attribution in row["attributions"]
        ),
    )


def _names(sentences: list[dict[str, Any]]) -> Iterator[tuple[Span, str]]:
    """Runs of tokens with one silver type (the silver has no begin tags)."""
    for sentence in sentences:
        run: list[tuple[int, int, str]] = []
        for start, end, _, kind in [*sentence["tokens"], [0, 0, "", "O"]]:
            if run and kind != run[0][2]:
                yield (run[0][0], run[-1][1]), run[0][2]
                run = []
            if kind != "O":
                run.append((start, end, kind))


def _words(sentences: list[dict[str, Any]]) -> Iterator[Word]:
    first = 0
    for sentence in sentences:
        heads = {dependent: (head, label) for dependent, head, label in sentence["deps"]}
        for i, (start, end, _, _) in enumerate(sentence["tokens"], 1):
            head, label = heads.get(i, (None, "dep"))
            if label in _UNSURE or head is None:
                yield Word((start, end), None, None, None)
            else:
                yield Word((start, end), None, first + head - 1 if head else -1, _RELATIONS.get(label))
        first += len(sentence["tokens"])
