"""ftm: FollowTheMoney entities, which Aleph opens, and beside them all that the format has no field for.

`entities.ftm.json` has an entity a line, made and cleaned by FollowTheMoney's own library: documents as Article, actors as Person,
PublicBody or Organization, dialogues, rounds, cases, acts and commitments as Event, statements as Note about their speaker. An act that was
denied or only supposed says so in its name. `sidecar.jsonl` has, by the same id, the entry whole in the contract's shape: offsets,
status, EDTF dates.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from verbale.export.cell import line, tame
from verbale.export.format import Format
from verbale.export.material import Material, urls
from verbale.export.polecat import day_of
from verbale.export.titles import title_of
from verbale.model import (
    KINDS,
    Actor,
    Case,
    Commitment,
    Dialogue,
    Document,
    Entry,
    Event,
    Interval,
    Party,
    Round,
    Statement,
    Story,
    When,
    to_shape,
)

ENTITIES, SIDECAR = "entities.ftm.json", "sidecar.jsonl"
_ACTORS = {"person": "Person", "government": "PublicBody", "agency": "PublicBody", "organization": "Organization", "group": "Organization"}
_COUNTRIES = {"XKX": "xk", "EU": "eu"}
_LEFT_OUT = ("NATO", "AU", "ASEAN", "UN")
"""Codes that FollowTheMoney has no country for."""
Properties = dict[str, Iterable[str | None] | str | None]


def write(material: Material, folder: Path) -> None:
    """The entities and the sidecar."""
    with (folder / ENTITIES).open("wb") as entities, (folder / SIDECAR).open("wb") as sidecar:
        for kind in KINDS:
            for entry in material.entries(kind.plural):
                _put(sidecar, {"id": entry.id, "kind": kind.singular, "permalink": material.permalink(entry.id), "entry": to_shape(entry)})
                for shape in entities_of(material, entry):
                    _put(entities, shape)


def _put(file: Any, shape: dict[str, Any]) -> None:
    file.write(json.dumps(shape, ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode() + b"\n")


def entities_of(material: Material, entry: Entry) -> Iterator[dict[str, Any]]:
    """The entities that an entry becomes: none for a story, whose document is there, and for a case's person, who is an actor."""
    made = _made(material, entry)
    if made is None:
        return
    schema, properties = made
    from followthemoney import model

    entity = model.make_entity(schema)
    entity.id = entry.id
    sources = material.sources(entry)
    told: Properties = {"sourceUrl": urls(sources), "alephUrl": None}
    if schema not in ("Article",):
        told["proof"] = [document.id for document in sources if document.id != entry.id]
    for name, values in (properties | told).items():
        if name in entity.schema.properties:
            each = [values] if isinstance(values, str) or values is None else values
            entity.add(name, sorted({tame(value) for value in each if value}), cleaned=False, fuzzy=False)
    shape: dict[str, Any] = entity.to_dict()
    shape["properties"] = {name: sorted(values) for name, values in shape["properties"].items()}
    yield {key: shape[key] for key in ("id", "schema", "properties")}


def _made(material: Material, entry: Entry) -> tuple[str, Properties] | None:
    name = title_of(material, entry)
    match entry:
        case Document():
            day = {"title": name, "fileName": line(entry.source), "publishedAt": day_of(entry.date), "publisher": entry.outlet}
            return "Article", {**day, "contentHash": None, "mimeType": entry.media_type, "name": name}
        case Actor():
            names = {"name": line(entry.name), "alias": [*entry.aliases, *entry.native_names], "country": _country(entry.country)}
            return _ACTORS[entry.kind], {**names, "position": entry.titles, "sector": entry.sector, "summary": "; ".join(entry.titles)}
        case Statement():
            words = {"name": name, "description": entry.content, "entity": entry.speaker.actor_id}
            return "Note", {**words, "keywords": ["statement", entry.kind], "date": day_of(entry.date)}
        case Event():
            sure = "" if entry.status in ("occurred", "ongoing") else f" ({entry.status})"
            head = {"name": name + sure, "keywords": [entry.type, entry.status, *entry.contexts], **_when(entry.date)}
            where = {"location": entry.place.name, "country": _country(entry.place.country)}
            return "Event", {**head, **where, "organizer": _ids(entry.actors), "involved": _ids(entry.recipients)}
        case Round():
            head = {"name": name, "keywords": ["round", entry.status, *(t.topic for t in entry.topics)], **_when(entry.date)}
            where = {"location": entry.place.city, "country": _country(entry.place.country)}
            return "Event", {**head, **where, "involved": [h.actor_id for h in entry.heads], "summary": entry.ordinal_basis}
        case Dialogue():
            countries = [code for party in entry.parties for code in _country(party)]
            return "Event", {"name": name, "keywords": ["dialogue", entry.subject], "country": countries}
        case Commitment():
            head = {"name": name, "keywords": ["commitment", entry.kind, entry.status], "date": day_of(entry.made_on)}
            return "Event", {**head, "organizer": _ids(entry.who), "summary": entry.what, "endDate": _last(entry.due)}
        case Case():
            head = {"name": f"the case of {name}", "keywords": ["case"], "involved": entry.actor_id, "summary": entry.situation}
            return "Event", {**head, "description": [reply.words for reply in entry.replies]}
        case Story():
            return None


def _ids(parties: tuple[Party, ...]) -> list[str]:
    return [party.actor_id for party in parties if party.actor_id is not None]


def _country(code: str | None) -> list[str]:
    return [] if code is None or code in _LEFT_OUT else [_COUNTRIES.get(code, code)]


def _when(when: When) -> Properties:
    day = day_of(when)
    last = _last(when) if when.edtf is not None and Interval.of(when.edtf).lasts else None
    return {"startDate": day, "endDate": last} if last is not None else {"date": day}


def _last(when: When) -> str | None:
    last = None if when.edtf is None else Interval.of(when.edtf).last
    return None if last is None else last.isoformat()


FORMAT = Format(
    name="ftm",
    what="FollowTheMoney entities, for Aleph, with a lossless sidecar",
    kinds=tuple(kind.plural for kind in KINDS),
    folder=write,
    extra="formats",
    needs=("followthemoney",),
)
