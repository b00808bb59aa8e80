"""uwazi: a CSV for each of dialogues, rounds, cases and commitments, of the form that Uwazi's importer takes.

Source: Uwazi's import guide and its importer (github.com/huridocs/uwazi, `app/api/csv`). `title` is required; a column is a property's
name; several values are parted by `|`, which no value may hold; a date is YYYY-MM-DD, and a range has `:` between its ends, either of
which may be missing; a link is `label|address`. In Uwazi, make a template a file with properties of these names: text, but for the
columns that end in `_date` (date range), `source` (link), and those that name entries of another file (relationship, by title). Titles
end in the id, so that no two are one.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from verbale.export.cell import guarded, line
from verbale.export.format import Format
from verbale.export.material import Material, urls
from verbale.export.titles import title_of
from verbale.model import Case, Commitment, Dialogue, Entry, Round, When
from verbale.model.columns import days

MANY = "|"
BETWEEN = ":"
Cells = dict[str, str]


def write(material: Material, folder: Path) -> None:
    """A file a kind."""
    for plural, cells in FILES.items():
        with (folder / f"{plural}.csv").open("w", encoding="utf-8", newline="") as file:
            writer: csv.DictWriter[str] | None = None
            for entry in material.entries(plural):
                row = {"title": titled(material, entry), **cells(material, entry), **_beside(material, entry)}
                if writer is None:
                    writer = csv.DictWriter(file, list(row))
                    writer.writeheader()
                writer.writerow({key: guarded(value) for key, value in row.items()})
            if writer is None:
                file.write("title\r\n")


def titled(material: Material, entry: Entry) -> str:
    """The title by which other files name an entry."""
    return f"{one(title_of(material, entry))} [{entry.id}]"


def one(text: str | None) -> str:
    """One value in a cell: on one line, without the mark that parts values."""
    return "" if text is None else line(text).replace(MANY, "/")


def many(values: Iterable[str]) -> str:
    """Several values in a cell."""
    return MANY.join(found for value in values if (found := one(value)))


def date_range(when: When) -> str:
    """`from:to`; an end that is open or unknown is empty, and so is the cell where nothing is known."""
    first, last = days(when)
    if first is None and last is None:
        return ""
    return BETWEEN.join("" if day is None else day.isoformat() for day in (first, last))


def _beside(material: Material, entry: Entry) -> Cells:
    sources = urls(material.sources(entry))
    permalink = material.permalink(entry.id)
    return {
        "source": f"source{MANY}{line(sources[0])}" if sources and MANY not in sources[0] else "",
        "sources": " ".join(map(line, sources)),
        "permalink": permalink,
        "confidence": f"{entry.confidence:.2f}",
    }


def _dialogue(_: Material, entry: Dialogue) -> Cells:
    return {"parties": many([*entry.parties, *entry.party_actors]), "subject": one(entry.subject)}


def _round(material: Material, entry: Round) -> Cells:
    return {
        "dialogue": _title(material, entry.dialogue_id),
        "ordinal": "" if entry.ordinal is None else str(entry.ordinal),
        "held_date": date_range(entry.date),
        "edtf": entry.date.edtf or "",
        "status": entry.status,
        "city": one(entry.place.city),
        "country": one(entry.place.country),
        "heads": many(head.name for head in entry.heads),
        "topics": many(topic.topic for topic in entry.topics),
        "cases": MANY.join(filter(None, (_title(material, ident) for ident in entry.case_ids))),
    }


def _case(material: Material, entry: Case) -> Cells:
    return {
        "name": one(entry.name),
        "native_names": many(entry.native_names),
        "situation": one(entry.situation),
        "raised_by": many(entry.raised_by),
        "rounds": MANY.join(filter(None, (_title(material, ident) for ident in entry.round_ids))),
        "replies": many(reply.words for reply in entry.replies),
    }


def _commitment(material: Material, entry: Commitment) -> Cells:
    return {
        "who": many(party.name for party in entry.who),
        "what": one(entry.what),
        "kind": entry.kind,
        "due_date": date_range(entry.due),
        "due_edtf": entry.due.edtf or "",
        "made_date": date_range(entry.made_on),
        "acceptance": entry.acceptance,
        "status": entry.status,
        "round": _title(material, entry.round_id),
    }


def _title(material: Material, ident: str | None) -> str:
    entry = material.entry(ident)
    return "" if entry is None else titled(material, entry)


FILES: dict[str, Callable[[Material, Any], Cells]] = {
    "dialogues": _dialogue,
    "rounds": _round,
    "cases": _case,
    "commitments": _commitment,
}

FORMAT = Format(name="uwazi", what="dialogues, rounds, cases and commitments, for Uwazi's importer", kinds=tuple(FILES), folder=write)
