"""plover: PLOVER's JSON, a record a line, events first and then our statements as an extension.

Source of the fields: the PLOVER codebook, chapter "Data Fields" (github.com/openeventdata/PLOVER). `text_info` has the offsets of the
words that tell of the act, in code points of the document's stored text, end exclusive; `cite_info` the source's address. Fields that
begin with `verbale_` are ours, as the codebook invites. PLOVER requires a date: where no day is known it is null, not made up.
A statement is a line with `"has_event": false` and a `verbale_statement`.
"""

from __future__ import annotations

import json
from typing import Any, BinaryIO

from verbale.export.countries import PLOVER_CODES, name_of
from verbale.export.format import Format
from verbale.export.material import Material, urls
from verbale.export.parties import Took, actors, recipients
from verbale.export.polecat import contexts, day_of
from verbale.export.scale import scale_of
from verbale.model import Event, Evidence, Interval, Statement, When, to_shape
from verbale.version import __version__


def write(material: Material, out: BinaryIO) -> None:
    """A line an event, then a line a statement."""
    for event in material.entries("events"):
        _put(out, _event(material, event))
    for statement in material.entries("statements"):
        _put(out, _statement(material, statement))


def _put(out: BinaryIO, shape: dict[str, Any]) -> None:
    out.write(json.dumps(shape, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode() + b"\n")


def _event(material: Material, event: Event) -> dict[str, Any]:
    scale = scale_of(event)
    return {
        "id": event.id,
        "has_event": True,
        "date": day_of(event.date),
        "enddate": _end(event.date),
        "actor": [_entity(took) for took in actors(material, event)],
        "recipient": [_entity(took) for took in recipients(material, event)],
        "event": [event.type],
        "mode": [] if event.mode is None else [event.mode],
        "context": contexts(event),
        "quad_code": scale.quad,
        "event_scale": scale.intensity,
        "event_loc": _place(event),
        "event_text": [quote.exact for quote in event.evidence if quote.field == "type"],
        **_told(material, event, "type"),
        "verbale_status": event.status,
        "verbale_date": to_shape(event.date),
    }


def _statement(material: Material, statement: Statement) -> dict[str, Any]:
    speakers = [s for s in (statement.speaker, *statement.co_speakers) if s.actor_id is not None]
    return {
        "id": statement.id,
        "has_event": False,
        "date": day_of(statement.date),
        "enddate": _end(statement.date),
        "actor": [_speaker(material, speaker.actor_id, speaker.name or "") for speaker in speakers],
        "recipient": [],
        "event": [],
        **_told(material, statement, "content"),
        "verbale_statement": {"cue": statement.cue, "content": statement.content, "kind": statement.kind},
        "verbale_date": to_shape(statement.date),
    }


def _speaker(material: Material, ident: str | None, name: str) -> dict[str, Any]:
    actor = material.actor(ident)
    country = None if actor is None else actor.country
    return {
        "code": None if country is None else PLOVER_CODES.get(country, country),
        "sector": None if actor is None else actor.sector,
        "entity_text": name,
        "identifier_id": ident,
        "identifier_text": name,
    }


def _entity(took: Took) -> dict[str, Any]:
    entity = {"code": took.code, "sector": took.sector, "entity_text": took.raw, "identifier_id": took.ident, "identifier_text": took.name}
    return entity | ({"office": took.titles[0]} if took.titles else {})


def _end(when: When) -> str | None:
    """The last of several days that it lasted."""
    interval = None if when.edtf is None else Interval.of(when.edtf)
    return interval.last.isoformat() if interval is not None and interval.lasts and interval.last is not None else None


def _place(event: Event) -> dict[str, Any] | None:
    if event.place.name is None and event.place.country is None:
        return None
    country = event.place.country
    return {
        "extracted_place": event.place.name,
        "country": None if country is None else name_of(country),
        "country_code": None if country is None else PLOVER_CODES.get(country, country),
    }


def _told(material: Material, entry: Event | Statement, field: str) -> dict[str, Any]:
    """Where it is told: the place of the words for this field first, then of all others."""
    sources = material.sources(entry)
    shown = next((quote for quote in entry.evidence if quote.field == field), entry.evidence[0])
    source = next((document for document in sources if document.id == shown.document_id), None)
    story = material.story(shown.story_id)
    return {
        "text_info": {"start": shown.start, "end": shown.end},
        "cite_info": {
            "citation": shown.document_id,
            "url": None if source is None else source.url,
            "title": None if story is None else story.headline,
            "publication": None if source is None else source.outlet,
            "coder": f"verbale-{__version__}",
            "codebook": "PLOVER",
        },
        "verbale_permalink": material.permalink(entry.id),
        "verbale_sources": urls(sources),
        "verbale_source_count": len(sources),
        "verbale_confidence": entry.confidence,
        "verbale_evidence": [_anchor(quote) for quote in entry.evidence],
    }


def _anchor(quote: Evidence) -> dict[str, Any]:
    shape: dict[str, Any] = to_shape(quote)
    return shape


FORMAT = Format(
    "plover", "events, and statements as an extension, in PLOVER's newline-delimited JSON", ("events", "statements"), file=write
)
