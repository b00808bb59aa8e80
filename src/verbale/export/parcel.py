"""A document that is imported, with the facts of it."""

from __future__ import annotations

from dataclasses import dataclass

from verbale.model import Document, Fact


@dataclass(frozen=True, slots=True)
class Parcel:
    """refused: what of the file's rows can't be taken, each with its place and why. document: None where only that is told."""

    document: Document | None
    facts: tuple[Fact, ...] = ()
    refused: tuple[str, ...] = ()
