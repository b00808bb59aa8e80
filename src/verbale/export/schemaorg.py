"""schemaorg: rounds and acts as schema.org Events, statements as Quotations (JSON-LD).

Only what occurred, goes on or is scheduled is an Event: an act that was denied or only supposed is not there. Where only bounds of a date
are known there is no date; schema.org has no way of saying them.
"""

from __future__ import annotations

import json
from typing import Any, BinaryIO

from verbale.export.cell import line, tame
from verbale.export.format import Format
from verbale.export.material import Material, urls
from verbale.export.polecat import day_of
from verbale.export.titles import title_of
from verbale.model import Dialogue, Entry, Event, Interval, Round, Statement, When

CONTEXT = "https://schema.org"
_STATUS = {"cancelled": "EventCancelled", "suspended": "EventPostponed"}
NOT_THERE = ("denied", "hypothetical")


def write(material: Material, out: BinaryIO) -> None:
    """A graph, a thing a line."""
    out.write(b'{"@context":"' + CONTEXT.encode() + b'","@graph":[')
    between = b"\n"
    for plural in ("rounds", "events", "statements"):
        for entry in material.entries(plural):
            if not isinstance(entry, Event) or entry.status not in NOT_THERE:
                out.write(between + json.dumps(_thing(material, entry), ensure_ascii=False, separators=(",", ":")).encode())
                between = b",\n"
    out.write(b"\n]}\n")


def _thing(material: Material, entry: Entry) -> dict[str, Any]:
    if isinstance(entry, Round):
        thing = _round(material, entry)
    elif isinstance(entry, Event):
        thing = _event(material, entry)
    else:
        assert isinstance(entry, Statement)
        thing = _quotation(material, entry)
    based_on = [{"@type": "CreativeWork", "url": url} for url in urls(material.sources(entry))]
    told = {"subjectOf": based_on} if thing["@type"] == "Event" else {"isBasedOn": based_on}
    return {key: value for key, value in (thing | told).items() if value not in (None, [], "")}


def _round(material: Material, entry: Round) -> dict[str, Any]:
    dialogue = material.entry(entry.dialogue_id)
    named = [*dialogue.parties, *dialogue.party_actors] if isinstance(dialogue, Dialogue) else []
    return {
        **_head(material, entry, entry.date, entry.place.city, entry.place.country),
        "eventStatus": f"https://schema.org/{_STATUS.get(entry.status, 'EventScheduled')}",
        "organizer": [{"@type": "Organization", "name": line(name)} for name in named],
        "performer": [{"@type": "Person", "name": line(head.name)} for head in entry.heads],
        "about": [line(topic.topic) for topic in entry.topics],
    }


def _event(material: Material, entry: Event) -> dict[str, Any]:
    return {
        **_head(material, entry, entry.date, entry.place.name, entry.place.country),
        "additionalType": entry.type,
        "organizer": [{"@type": "Organization", "name": line(party.name)} for party in entry.actors],
        "attendee": [{"@type": "Organization", "name": line(party.name)} for party in entry.recipients],
    }


def _head(material: Material, entry: Entry, when: When, place: str | None, country: str | None) -> dict[str, Any]:
    interval = None if when.edtf is None else Interval.of(when.edtf)
    ends = interval is not None and interval.lasts and interval.last is not None
    address = {"@type": "PostalAddress", "addressCountry": country} if country is not None else None
    where = {"@type": "Place", "name": None if place is None else line(place), "address": address}
    return {
        "@type": "Event",
        "@id": material.permalink(entry.id),
        "name": title_of(material, entry),
        "startDate": day_of(when),
        "endDate": interval.last.isoformat() if ends and interval is not None and interval.last is not None else None,
        "location": {key: value for key, value in where.items() if value} if place or country else None,
    }


def _quotation(material: Material, entry: Statement) -> dict[str, Any]:
    speakers = [speaker for speaker in (entry.speaker, *entry.co_speakers) if speaker.actor_id is not None]
    return {
        "@type": "Quotation",
        "@id": material.permalink(entry.id),
        "text": tame(entry.content),
        "dateCreated": day_of(entry.date),
        "spokenByCharacter": [_speaker(material, speaker.actor_id, speaker.name or "") for speaker in speakers],
    }


def _speaker(material: Material, ident: str | None, name: str) -> dict[str, Any]:
    actor = material.actor(ident)
    person = actor is None or actor.kind == "person"
    return {"@type": "Person" if person else "Organization", "name": line(name)}


FORMAT = Format(
    name="schemaorg",
    what="rounds and acts as Events, statements as Quotations (schema.org JSON-LD)",
    kinds=("rounds", "events", "statements"),
    file=write,
)
