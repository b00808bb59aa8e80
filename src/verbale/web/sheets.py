"""What pages show besides entries: counts to choose from, and the sources of quotations."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

from verbale.model import Document, Entry, When
from verbale.web.asked import Asked


@dataclass(frozen=True, slots=True)
class Count:
    """How many entries have a key: a country, a type, a status."""

    key: str
    number: int


@dataclass(frozen=True, slots=True)
class Source:
    """The document that words stand in. name: its outlet, else its file's name."""

    id: str
    name: str
    url: str | None
    date: When


def counted(counts: Mapping[str, int], most: int = 300) -> tuple[Count, ...]:
    """The keys with the most, in the order of the keys."""
    return tuple(Count(key, number) for key, number in sorted(list(counts.items())[:most]))


def source_of(document: Document) -> Source:
    """How a document is named as a source."""
    name = document.outlet or PurePosixPath(document.source).name or document.source
    return Source(document.id, "pasted text" if name == "-" else name, document.url, document.date)


def sources_of(asked: Asked, entries: Iterable[Entry]) -> tuple[Source, ...]:
    """The documents that entries stand on, by id."""
    ids = dict.fromkeys(evidence.document_id for entry in entries for evidence in entry.evidence[:40])
    return tuple(source_of(document) for _, document in sorted(asked.documents(list(ids)).items()))
