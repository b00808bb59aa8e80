"""What an entry is called where a format wants one line for it. Words of a document in it are tame (see `cell.py`)."""

from __future__ import annotations

from verbale.export.cell import line
from verbale.export.material import Material
from verbale.model import Actor, Case, Commitment, Dialogue, Document, Entry, Event, Party, Round, Statement, Story

UNKNOWN = "unknown"


def title_of(material: Material, entry: Entry) -> str:
    """One line, never empty."""
    return line(_title(material, entry)) or entry.id


def _title(material: Material, entry: Entry) -> str:
    match entry:
        case Document():
            return entry.outlet or entry.url or entry.source
        case Story():
            return entry.headline or f"{entry.kind} {entry.id}"
        case Statement():
            return f"{entry.speaker.name or UNKNOWN}: {entry.content}"
        case Event():
            return " ".join([named(entry.actors) or UNKNOWN, entry.type, named(entry.recipients)])
        case Round():
            return round_title(material, entry)
        case Commitment():
            return f"{named(entry.who) or UNKNOWN}: {entry.what}"
        case Actor() | Dialogue() | Case():
            return entry.name


def round_title(material: Material, entry: Round) -> str:
    """Which round, of which dialogue, between whom."""
    dialogue = material.entry(entry.dialogue_id)
    which = "a round" if entry.ordinal is None else f"round {entry.ordinal}"
    if not isinstance(dialogue, Dialogue):
        return which
    parties = [*dialogue.parties, *dialogue.party_actors]
    return f"{dialogue.name}, {which}" + (f" ({', '.join(parties)})" if parties else "")


def named(parties: tuple[Party, ...]) -> str:
    """Their names, with commas."""
    return ", ".join(party.name for party in parties)
