"""Acts between two: sentences with a marked source and target, and synthetic wire stories, each with its PLOVER type.

`plv`: the type of the relation. `aw`: whether there is a relation at all. Stories: type and mode of what the story is about.
"""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from training.corpora.annotated import CORPORA, bucket
from training.corpora.synthetic import HELD_OUT as STORIES_HELD_OUT
from verbale.reading.structure import Span

HELD_OUT = 5
"""One sentence in this many is never trained on."""
_TAG = re.compile(r"</?[st]>")
_SPELLED = {"PRIMATIVE": "PRIMITIVE", "SIEZE": "SEIZE"}
"""Modes as the codebook spells them."""


@dataclass(frozen=True, slots=True)
class Relation:
    """A sentence with its two spans. type: of ACT_TYPES; None where only `related` is known, which is whether there is a relation."""

    text: str
    source: Span
    target: Span
    type: str | None
    related: bool = True


@dataclass(frozen=True, slots=True)
class Lead:
    """A story's headline and opening. type: of ACT_TYPES. mode: of ACT_MODES, None for none."""

    text: str
    type: str
    mode: str | None


def relations(held_out: bool) -> Iterator[Relation]:
    """The sentences with a type: the held-out fifth, or the rest."""
    for row in _rows("plover-relations/plv_train.jsonl.gz"):
        if (bucket(row["sentence"], HELD_OUT) == 0) == held_out and (found := _spans(row["marked_sentence"])) is not None:
            yield Relation(*found, row["gold_root"])


def related(split: str) -> Iterator[Relation]:
    """The sentences of which it is only known whether there is a relation. split: `train` or `test`."""
    for row in _rows(f"plover-relations/aw_{split}.jsonl.gz"):
        if (found := _spans(row["marked_sentence"])) is not None:
            yield Relation(*found, None, row["gold_binary"] == "1")


def leads(held_out: bool) -> Iterator[Lead]:
    """The stories' openings: the held-out fifth, or the rest."""
    for row in _rows("plover-synthetic/stories.jsonl.gz"):
        if (bucket(row["title"], STORIES_HELD_OUT) == 0) == held_out:
            kind = "YIELD" if row["label"] in ("CONCEDE", "RETREAT") else row["label"]
            mode = f"{row['label']}:{_SPELLED.get(row['mode'], row['mode'])}" if row["mode"] else None
            opening = row["text"].strip().split("\n")[0]
            yield Lead(f"{row['prompt'].split(chr(10))[0].strip()}\n\n{opening}", kind, mode)


def _spans(marked: str) -> tuple[str, Span, Span] | None:
    """The sentence without its tags, and where the two are; None where one is missing."""
    text, at = "", 0
    open_: dict[str, int] = {}
    found: dict[str, Span | None] = {}
    for tag in _TAG.finditer(marked):
        text += marked[at : tag.start()]
        at = tag.end()
        name = tag.group().strip("</>")
        if "/" in tag.group():
            found[name] = (open_.pop(name), len(text)) if name in open_ else None
        else:
            open_[name] = len(text)
    text += marked[at:]
    source, target = found.get("s"), found.get("t")
    return None if source is None or target is None or source[0] == source[1] or target[0] == target[1] else (text, source, target)


def _rows(name: str) -> Iterator[dict[str, Any]]:
    """The rows of a file; where it was packed with tar, what stands before a row's brace is the header."""
    with gzip.open(CORPORA / name, "rt", encoding="utf-8", errors="replace") as lines:
        for line in lines:
            start = line.find('{"')
            if start >= 0:
                yield json.loads(line[start:])
