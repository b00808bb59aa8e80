"""Importing POLECAT: their events beside ours, each anchored in the row of the release that tells it.

The releases have no text of the stories, so that the document is the release itself: a thousand rows at a time, under its header, are one
document, and each row is a story in it. The anchors of an event are the cells of its row. The files are UTF-8 or, some, Latin-1; some have
more names in their header than columns, or empty columns after the last. What is `None` there is unknown. They give no
confidence: it is 1.0, for that the row says so.
"""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import cast, get_args

from verbale.errors import ExportError
from verbale.export.cell import unguarded
from verbale.export.countries import code_of
from verbale.export.parcel import Parcel
from verbale.export.polecat import AUXILIARY, COLUMNS
from verbale.export.tabbed import NONE
from verbale.model import Document, Event, EventStatus, EventType, Evidence, Fact, NamedPlace, Party, Story, StoryWhen, When, mint
from verbale.model.edtf import valid

ROWS = 1_000
"""Rows of one document."""
MEDIA_TYPE = "text/tab-separated-values"
OUTLET = "POLECAT"
_NEEDED = ("Event ID", "Event Date", "Event Type", "Actor Name", "Actor Country", "Recipient Name", "Recipient Country")


def parcels(path: Path) -> Iterator[Parcel]:
    """A document a thousand rows. Raises ExportError where the file has no header of POLECAT's."""
    encoding = _encoding(path)
    with path.open(encoding=encoding, newline="\n") as file:
        header = file.readline().rstrip("\r\n").replace("\x00", "\ufffd").removeprefix("\ufeff")
        if missing := [name for name in _NEEDED if name not in header.split("\t")]:
            raise ExportError(str(path), f"it isn't in the columns of POLECAT: there is no {', '.join(missing)}")
        first = 2
        while lines := [line.rstrip("\r\n").replace("\x00", "\ufffd") for line in islice(file, ROWS)]:
            yield _parcel(path, header, lines, first)
            first += len(lines)


def _encoding(path: Path) -> str:
    """UTF-8 where all of the file is, else Latin-1."""
    try:
        with path.open(encoding="utf-8") as file:
            while file.read(1 << 20):
                pass
    except UnicodeDecodeError:
        return "latin-1"
    return "utf-8"


def _parcel(path: Path, header: str, lines: Sequence[str], first: int) -> Parcel:
    text = "\n".join([header, *lines]) + "\n"
    digest = hashlib.sha256(text.encode()).hexdigest()
    document = Document.of(source=str(path), sha256=digest, media_type=MEDIA_TYPE, text=text, outlet=OUTLET)
    facts: list[Fact] = []
    refused: list[str] = []
    start = len(header) + 1
    for number, line in enumerate(lines, start=first):
        if line.strip():
            try:
                facts += _facts(_Row(document, header.split("\t"), line, start))
            except ValueError as error:
                refused.append(f"{path}, row {number}: {error}")
        start += len(line) + 1
    return Parcel(document, tuple(facts), tuple(refused))


@dataclass(frozen=True, slots=True)
class _Row:
    """One line of a document, by its columns. start: of the line in the document, in code points."""

    document: Document
    header: Sequence[str]
    line: str
    start: int

    def cells(self) -> dict[str, tuple[int, str]]:
        """Each cell's place in the line and its text, by its column. Raises ValueError where the columns don't fit the header."""
        cells = self.line.split("\t")
        names = self.header
        if len(cells) != len(names) and len(cells) >= len(COLUMNS) and not any(cells[len(COLUMNS) :]):
            names, cells = COLUMNS, cells[: len(COLUMNS)]
        if len(cells) != len(names):
            raise ValueError(f"it has {len(cells)} columns, and the header {len(names)}")
        found, at = {}, 0
        for name, cell in zip(names, cells, strict=True):
            found[name] = (at, cell)
            at += len(cell) + 1
        return found


def _facts(row: _Row) -> list[Fact]:
    cells = row.cells()
    value = {name: _value(cell) for name, (_, cell) in cells.items()}
    story_id = mint("story", row.document.sha256, row.start, row.start + len(row.line))

    def shown(name: str, field: str) -> list[Evidence]:
        at, cell = cells.get(name, (0, ""))
        if not cell or cell == NONE:
            return []
        start = row.start + at
        return [Evidence(row.document.id, story_id, start, start + len(cell), cell, field)]

    type_ = value["Event Type"]
    if type_ not in get_args(EventType):
        raise ValueError(f"{type_!r} is no type of PLOVER's")
    actors, recipients = _parties(value, "Actor"), _parties(value, "Recipient")
    contexts = [context.strip() for context in (value.get("Contexts") or "").split(";") if context.strip()]
    evidence = [*shown("Event Type", "type"), *shown("Event ID", "id"), *shown("Event Date", "date"), *shown("Event Mode", "mode")]
    evidence += [quote for i in range(len(actors)) for quote in shown("Actor Name", f"actors[{i}]")]
    evidence += [quote for i in range(len(recipients)) for quote in shown("Recipient Name", f"recipients[{i}]")]
    evidence += shown("Placename", "place")
    event = Event(
        id=mint("event", row.document.sha256, row.start, "polecat"),
        story_id=story_id,
        type=cast(EventType, type_),
        mode=value.get("Event Mode"),
        contexts=tuple(context for context in contexts if context not in AUXILIARY.values()),
        actors=actors,
        recipients=recipients,
        date=_day(value["Event Date"]),
        place=NamedPlace(value.get("Placename"), _code(value.get("Country"))),
        status=_status(value.get("Status"), contexts),
        confidence=float(value.get("Confidence") or 1.0),
        evidence=tuple(evidence),
    )
    return [_story(row, story_id, value), event]


def _story(row: _Row, ident: str, value: dict[str, str | None]) -> Story:
    end = row.start + len(row.line)
    published = _day(value.get("Publication Date"))
    return Story(
        id=ident,
        document_id=row.document.id,
        kind="other",
        headline=None,
        start=row.start,
        end=end,
        truncated=False,
        date=StoryWhen(published.edtf, published.basis),
        sources=(row.document.id,),
        confidence=1.0,
        evidence=(Evidence(row.document.id, ident, row.start, end, row.line, "start"),),
    )


def _value(cell: str) -> str | None:
    """A cell's text without the quotation marks of CSV and without our guard; None for `None` and for nothing."""
    text = next(csv.reader([cell], delimiter="\t"), [""])[0] if cell.startswith('"') else cell
    text = unguarded(text).strip()
    return None if text in ("", NONE) else text


def _parties(value: dict[str, str | None], side: str) -> tuple[Party, ...]:
    """Those of a side. A name gets a country where the cells have as many of both, or all are of one."""
    names = _many(value.get(f"{side} Name"))
    codes = [_code(name) for name in _many(value.get(f"{side} Country"))]
    if len(codes) != len(names):
        same = codes[0] if len(set(codes)) == 1 else None
        countries = _many(value.get(f"{side} Country"))
        names, codes = (names, [same] * len(names)) if names else (countries, codes)
    return tuple(Party(None, name, code) for name, code in dict.fromkeys(zip(names, codes, strict=True)) if name != NONE)


def _many(text: str | None) -> list[str]:
    return [] if text is None else [part.strip() for part in text.split(";") if part.strip()]


def _code(name: str | None) -> str | None:
    return None if name is None or name == NONE else code_of(name)


def _day(text: str | None) -> When:
    return When() if text is None or not valid(text) else When(text, "stated")


def _status(told: str | None, contexts: Sequence[str]) -> EventStatus:
    if told in get_args(EventStatus):
        return cast(EventStatus, told)
    return next((status for status, context in AUXILIARY.items() if context in contexts), "occurred")
