"""A place as facts name it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Place:
    """city: its name as written, None where only the country is told. country: ISO 3166-1 alpha-3 code or None."""

    city: str | None = None
    country: str | None = None


@dataclass(frozen=True, slots=True)
class NamedPlace:
    """Where an event took place: its name as written and the country it lies in, each None where not told."""

    name: str | None = None
    country: str | None = None


NOWHERE = Place()
