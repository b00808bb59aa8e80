"""Checking the record again: every quotation against the stored text, every text against its digest, every reference.

One document is looked at at a time, and some of the texts that linked entries quote, so that memory is bounded by the documents' size
and not by their number.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from typing import Any, Literal

from sqlalchemy import Connection, Row, select, text, union
from sqlalchemy.exc import DatabaseError

from verbale.errors import NotInRecord
from verbale.model import BY_SINGULAR, KINDS, Kind, from_shape, mint
from verbale.model.redaction import Redaction
from verbale.record.corrections import redaction
from verbale.record.documents import BATCH, CURRENT, digest, stored_text
from verbale.record.facts import quote_of
from verbale.record.schema import documents, evidence, facts, readings, texts
from verbale.record.views import TABLES, members, shape_of

TEXTS_KEPT = 16
"""Texts kept at hand while linked entries are checked; they come in the order of the documents that they begin in."""

Quoted = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Broken:
    """One thing in the record that isn't as it should be.

    what: `file` (the database itself), `text` (a stored text), `fact`, `entry` (a linked one), `evidence` (its words aren't there), or
        `reference` (something it names isn't in the record).
    id: of the document, fact or entry. field: which of its fields, where it is one.
    start, end: of the evidence, in code points, end exclusive.
    expected, found: in words; of evidence, the words it quotes and those that stand there.
    """

    what: Literal["file", "text", "fact", "entry", "evidence", "reference"]
    id: str
    expected: str
    found: str
    document_id: str | None = None
    field: str | None = None
    start: int | None = None
    end: int | None = None

    def __str__(self) -> str:
        """One line for a person."""
        place = f" in {self.document_id}" if self.document_id and self.document_id != self.id else ""
        offsets = "" if self.start is None else f" at {self.start}:{self.end}"
        field = f" {self.field}" if self.field else ""
        return f"{self.what}: {self.id}{field}{place}{offsets}: expected {self.expected}, found {self.found}"


def broken(connection: Connection) -> Iterator[Broken]:
    """Everything in the record that isn't as it should be. What is wrong with the file itself ends the search."""
    damage = list(_damage(connection))
    yield from damage
    if damage:
        return
    yield from _strays(connection)
    query = select(readings, documents.c.sha256).outerjoin(documents, documents.c.id == readings.c.document_id).where(CURRENT)
    for reading in connection.execute(query.order_by(readings.c.document_id), execution_options={"yield_per": BATCH}):
        yield from _in_reading(connection, reading)
    text_of = lru_cache(maxsize=TEXTS_KEPT)(partial(_text, connection, redaction(connection)))
    for kind in KINDS:
        yield from _in_entries(connection, kind, text_of)


def _damage(connection: Connection) -> Iterator[Broken]:
    """What SQLite says of its own file; PostgreSQL looks after its own."""
    if connection.dialect.name != "sqlite":
        return
    try:
        found = [line for line in connection.scalars(text("PRAGMA quick_check")) if line != "ok"]
    except DatabaseError as error:
        found = [str(error.orig)]
    for line in found:
        yield Broken("file", "record", "a sound database", line)


def _strays(connection: Connection) -> Iterator[Broken]:
    """Facts and evidence of no reading, which only a client that had switched the database's checks off can leave."""
    for table, key in ((facts, facts.c.id), (evidence, evidence.c.fact_id)):
        query = select(key).outerjoin(readings, readings.c.id == table.c.reading_id).where(readings.c.id.is_(None)).distinct()
        for id_ in connection.scalars(query, execution_options={"yield_per": BATCH}):
            yield Broken("reference", id_, "the reading it comes from", "none")


def _text(connection: Connection, withheld: Redaction, document_id: str) -> str | None:
    """The document's text as its entries quote it, without what is withheld; None where there is no such document."""
    try:
        return withheld.text(stored_text(connection, document_id))
    except NotInRecord:
        return None


def _in_reading(connection: Connection, reading: Row[Any]) -> Iterator[Broken]:
    document_id = reading.document_id
    if reading.sha256 is None or document_id != mint("document", reading.sha256):
        yield Broken("text", document_id, "the id that the digest of its bytes makes", f"digest {reading.sha256}")
    its = (texts.c.document_id == document_id, texts.c.sha256 == reading.text_sha256)
    stored = connection.execute(select(texts).where(*its)).one_or_none()
    if stored is None:
        yield Broken("text", document_id, "its text", "none")
        return
    yield from _in_text(stored)
    quotes = connection.execute(select(evidence).where(evidence.c.reading_id == reading.id).order_by(*evidence.primary_key)).all()
    found = connection.execute(select(facts).where(facts.c.reading_id == reading.id).order_by(facts.c.id)).all()
    yield from _in_facts(document_id, found, {row.fact_id for row in quotes})
    kinds = {row.id: row.kind for row in found}
    for row in quotes:
        yield from _in_evidence(document_id, row, kinds, stored.text)


def _in_text(stored: Row[Any]) -> Iterator[Broken]:
    if len(stored.text) != stored.length:
        yield Broken("text", stored.document_id, f"{stored.length} characters", str(len(stored.text)), field="length")
    if (found := digest(stored.text)) != stored.sha256:
        yield Broken("text", stored.document_id, f"a text of digest {stored.sha256}", found)


def _in_facts(document_id: str, found: Sequence[Row[Any]], shown: set[str]) -> Iterator[Broken]:
    for row in found:
        if row.id not in shown:
            yield Broken("fact", row.id, "evidence", "none", document_id=document_id, field="evidence")
        try:
            from_shape(BY_SINGULAR[row.kind].type, json.loads(row.body) | {"evidence": []})
        except (KeyError, TypeError, ValueError) as error:
            yield Broken("fact", row.id, f"a {row.kind} in the shape of this version", str(error), document_id=document_id)


def _in_evidence(document_id: str, row: Row[Any], kinds: Mapping[str, str], stored: str) -> Iterator[Broken]:
    quote = quote_of(row._mapping)
    if row.fact_id not in kinds:
        yield _reference(row.fact_id, quote, "the fact that these words show")
    if row.story_id is not None and kinds.get(row.story_id) != "story":
        yield _reference(row.fact_id, quote, f"the story {row.story_id}")
    if row.document_id != document_id:
        yield _reference(row.fact_id, quote, f"words of {document_id}, which it was read in")
    else:
        yield from _in_quote(row.fact_id, quote, stored)


def _reference(id_: str, quote: Quoted, expected: str) -> Broken:
    return Broken("reference", id_, expected, "none", quote["document_id"], quote["field"], quote["start"], quote["end"])


def _in_quote(id_: str, quote: Quoted, stored: str | None) -> Iterator[Broken]:
    """Whether these words are in this text; a None for the text says that the record has no such document."""
    start, end = quote["start"], quote["end"]
    found = None if stored is None else stored[max(start, 0) : max(end, 0)]
    if found != quote["exact"] or not 0 <= start < end:
        said = "no such document" if found is None else repr(found)
        yield Broken("evidence", id_, repr(quote["exact"]), said, quote["document_id"], quote["field"], start, end)


def _in_entries(connection: Connection, kind: Kind, text_of: Callable[[str], str | None]) -> Iterator[Broken]:
    table = TABLES[kind.plural]
    query = select(table).order_by(table.c.sort_document, table.c.sort_position, table.c.id)
    for rows in connection.execute(query, execution_options={"yield_per": BATCH}).partitions():
        named: dict[str, set[str]] = {}
        for row in rows:
            try:
                shape = shape_of(kind, row._mapping)
                from_shape(kind.type, shape)
            except (TypeError, ValueError) as error:
                yield Broken("entry", row.id, f"a {kind.singular} in the shape of this version", str(error))
                continue
            named[row.id] = set(_ids(shape))
            for quote in shape["evidence"]:
                yield from _in_quote(row.id, quote, text_of(quote["document_id"]))
        yield from _in_references(connection, named)


def _ids(shape: object) -> Iterator[str]:
    """Every id that a shape names: under a key that ends in `_id` or `_ids`."""
    if isinstance(shape, dict):
        for key, value in shape.items():
            if key.endswith(("_id", "_ids")):
                yield from [value] if isinstance(value, str) else value or []
            else:
                yield from _ids(value)
    elif isinstance(shape, list):
        for item in shape:
            yield from _ids(item)


def _in_references(connection: Connection, named: Mapping[str, set[str]]) -> Iterator[Broken]:
    """What these entries name that is neither an entry, nor a member of one, nor a document."""
    wanted = sorted(set().union(*named.values()))
    known: set[str] = set()
    for start in range(0, len(wanted), BATCH):
        some = wanted[start : start + BATCH]
        query = union(
            select(members.c.member_id).where(members.c.member_id.in_(some)), select(documents.c.id).where(documents.c.id.in_(some))
        )
        known.update(connection.scalars(query))
    for id_, ids in named.items():
        for lost in sorted(ids - known):
            yield Broken("reference", id_, f"{lost} in the record", "none")
