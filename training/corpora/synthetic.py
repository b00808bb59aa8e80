"""The synthetic wire stories of the PLOVER coder: here for their variety of subjects, places and years."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator

from training.corpora.annotated import CORPORA, Annotated, bucket

HELD_OUT = 5
"""One story in this many (by its title: the stories of one title are variations) is never trained on."""


def _read(held_out: bool) -> Iterator[Annotated]:
    with gzip.open(CORPORA / "plover-synthetic" / "stories.jsonl.gz", "rt", encoding="utf-8") as lines:
        for i, line in enumerate(lines):
            row = json.loads(line)
            if (bucket(row["title"], HELD_OUT) == 0) == held_out and len(row["text"]) > 400:
                headline = row["prompt"].split("\n")[0].strip()
                yield Annotated(id=f"synthetic-{i}", text=f"{headline}\n\n{row['text'].strip()}")


def train() -> Iterator[Annotated]:
    """Four fifths of the stories, each with its headline as its first paragraph."""
    return _read(held_out=False)


def dev() -> Iterator[Annotated]:
    """The held-out fifth."""
    return _read(held_out=True)
