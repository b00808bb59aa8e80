"""Who took part in something: as an actor of the record where there is one, by name and country."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Party:
    """One who promised, acted or was acted upon. actor_id: None where the story has no actor fact for it. country: code or None."""

    actor_id: str | None
    name: str
    country: str | None
