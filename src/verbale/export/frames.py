"""A kind's entries as typed columns, with where each entry comes from."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from verbale.export.material import Material, urls
from verbale.export.rows import BESIDE
from verbale.model import Kind
from verbale.record import frames


def frames_of(material: Material, kind: Kind) -> tuple[Any, Iterator[Any]]:
    """The Arrow schema of a kind, and its entries in batches under it."""
    schema = frames.schema(kind, BESIDE)
    return schema, frames.batches(_rows(material, kind), schema)


def _rows(material: Material, kind: Kind) -> Iterator[dict[str, Any]]:
    for entry in material.entries(kind.plural):
        sources = material.sources(entry)
        addresses = urls(sources)
        yield frames.row(kind, entry) | {
            "source_url": addresses[0] if addresses else None,
            "source_urls": addresses,
            "source_count": len(sources),
            "permalink": material.permalink(entry.id),
        }
