"""A kind's entries as flat rows: its columns, then where each entry comes from and how to come back to it."""

from __future__ import annotations

import json
from collections.abc import Iterator

from verbale.export.material import Material, urls
from verbale.model import Kind
from verbale.model.columns import Cell, columns

BESIDE: tuple[tuple[str, type], ...] = (("source_url", str), ("source_urls", list), ("source_count", int), ("permalink", str))
"""What every row has beside its kind's columns. One act that forty documents report is one row, with `source_count` 40."""


def names(kind: Kind) -> list[tuple[str, type]]:
    """Each column's name and type, in order."""
    return [*((column.name, column.type) for column in columns(kind)), *BESIDE]


def rows(material: Material, kind: Kind) -> Iterator[list[Cell]]:
    """A row an entry."""
    its = columns(kind)
    for entry in material.entries(kind.plural):
        sources = material.sources(entry)
        addresses = urls(sources)
        first = addresses[0] if addresses else None
        listed = json.dumps(addresses, ensure_ascii=False, separators=(",", ":"))
        yield [*(column.of(entry) for column in its), first, listed, len(sources), material.permalink(entry.id)]
