"""Those who took part in an act, with all that the record knows of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from verbale.export.countries import PLOVER_CODES
from verbale.export.material import Material
from verbale.model import Event


@dataclass(frozen=True, slots=True)
class Took:
    """One who took part.

    raw: as the text calls it. name: the fullest name that is known. code: PLOVER's code of the country, `country` ours. Each but the names
    is None where it isn't known.
    """

    ident: str | None
    name: str
    raw: str
    country: str | None
    code: str | None
    sector: str | None
    titles: tuple[str, ...]


def actors(material: Material, event: Event) -> list[Took]:
    """Who acted."""
    return list(_took(material, event, "actors"))


def recipients(material: Material, event: Event) -> list[Took]:
    """Whom it was done to."""
    return list(_took(material, event, "recipients"))


def _took(material: Material, event: Event, field: str) -> Iterator[Took]:
    for index, party in enumerate(getattr(event, field)):
        actor = material.actor(party.actor_id)
        raw = next((quote.exact for quote in event.evidence if quote.field == f"{field}[{index}]"), party.name)
        country = party.country or (actor.country if actor is not None else None)
        yield Took(
            ident=party.actor_id,
            name=party.name,
            raw=raw,
            country=country,
            code=None if country is None else PLOVER_CODES.get(country, country),
            sector=None if actor is None else actor.sector,
            titles=() if actor is None else actor.titles,
        )
