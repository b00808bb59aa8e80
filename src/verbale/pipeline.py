"""The way from a source to the record, room by room. The only place that knows them all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import BinaryIO

from verbale import intake
from verbale.coding import facts_of
from verbale.errors import SourceError, UnreadableLanguage
from verbale.linking import VERSION as LINKING
from verbale.linking import known_by, link, newest_day
from verbale.model import BY_PLURAL, CONFIDENCE_LINE, UNKNOWN, Document, Entry, Fact, View, When
from verbale.reading import Reader
from verbale.reading.language import unreadable
from verbale.record import Record
from verbale.tables import Tables
from verbale.tables.own import digest_of, signed, texts_of
from verbale.version import __version__


@dataclass(frozen=True, slots=True)
class Told:
    """What the user says of the sources given together."""

    date: When = UNKNOWN
    outlet: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one source. document: None where it could not be read, then `error` says why.

    changed: whether the record holds anything that it did not hold before. facts: how many were read, None where it had been read before.
    """

    source: str
    document: Document | None = None
    changed: bool = False
    facts: int | None = None
    error: SourceError | None = None


def code(document: Document, reader: Reader, tables: Tables) -> list[Fact]:
    """The facts of one document. Raises UnreadableLanguage."""
    language = unreadable(document.text)
    if language is not None:
        raise UnreadableLanguage(document.source, f"it is in {language}, which can't be read yet (English can)")
    return facts_of(document, reader.read(document.text), tables)


def found(named: Iterable[str]) -> Iterator[str | SourceError]:
    """The sources in what the user named, in order; in the place of one that isn't there, why."""
    for name in named:
        try:
            yield from intake.find(name)
        except SourceError as error:
            yield error


def read_into(
    record: Record, sources: Iterable[str | SourceError], reader: Reader, tables: Tables, told: Told, stdin: BinaryIO | None = None
) -> Iterator[Outcome]:
    """Read each source into the record; what can't be read is told and left out, and the rest is read all the same.

    The views are behind until `relink`.
    """
    for source in sources:
        if isinstance(source, SourceError):
            yield Outcome(source.source, error=source)
            continue
        try:
            yield _read_one(record, source, reader, tables, told, stdin)
        except SourceError as error:
            yield Outcome(source, error=error)


def _read_one(record: Record, source: str, reader: Reader, tables: Tables, told: Told, stdin: BinaryIO | None) -> Outcome:
    document = intake.load(source, stdin=stdin, date=told.date, outlet=told.outlet, url=told.url)
    return read_document(record, source, document, reader, tables)


def read_document(record: Record, source: str, document: Document, reader: Reader, tables: Tables) -> Outcome:
    """Read a document into the record unless it is there. The views are behind until `relink`. Raises SourceError.

    What is read by tables of the user's own carries their digest beside that of the weights, so that it is read again by others.
    """
    weights = signed(reader.weights, tables.own)
    known = record.has(document.id, weights, __version__)
    facts = [] if known else code(document, reader, tables)
    changed = record.add(document, facts, weights=weights, cpu=reader.cpu, version=__version__)
    return Outcome(source, document, changed, None if known else len(facts))


def tables_of(record: Record) -> Tables:
    """Our tables, with those of the user's own that the record keeps laid over them. Raises TableError."""
    return Tables.laid(record.tables())


def keep_tables(record: Record, folder: Path | None) -> Tables:
    """Have the record keep the tables in this folder, None for ours alone, and read and link by them. Raises TableError."""
    tables = Tables.load(folder)
    record.keep_tables({} if folder is None else texts_of(folder))
    return tables


def relink(record: Record, tables: Tables | None = None) -> None:
    """Bring the views up to all that is in the record, where they aren't. tables: those that the record keeps where None."""
    version = signed(LINKING, digest_of(record.tables()) if tables is None else tables.own)
    if not record.linked(version):
        used = tables or tables_of(record)
        record.replace_views(link(record.documents(), record.facts(), used, corrections=record.corrections()), version=version)


def as_of(record: Record, day: date, tables: Tables | None = None) -> list[View]:
    """What the record says as of a day, in the order of listings: the views of the documents that are surely not later."""
    documents, facts = known_by(record.documents(), record.facts(), day)
    views = link(documents, facts, tables or tables_of(record), day, record.corrections())
    return sorted(views, key=lambda view: view.order)


TALKS = ("dialogues", "rounds", "cases", "commitments")
"""The kinds that tell of talks."""


def said_of_talks(record: Record, day: date | None) -> list[Entry]:
    """The linked dialogues, rounds, cases and commitments above the confidence line, in the order of listings; as of a day, or of all."""
    if day is None:
        return [entry for kind in TALKS for entry in record.entries(kind)]
    entries = [view.entry for view in as_of(record, day) if view.entry.confidence >= CONFIDENCE_LINE]
    return [entry for kind in TALKS for entry in entries if isinstance(entry, BY_PLURAL[kind].type)]


def asked_day(record: Record, day: date | None) -> date | None:
    """The day on which it is asked how things stand: the one given, else that of the newest document; None where none is known."""
    return day or newest_day(record.documents())
