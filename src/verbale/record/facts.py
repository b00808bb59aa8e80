"""Facts and their evidence in the record: checked, stored with the reading they come from, and brought back."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from sqlalchemy import Connection, Row, RowMapping, Select, and_, case, insert, null, select, update

from verbale.errors import RecordError
from verbale.model import BY_SINGULAR, BY_TYPE, FACT_KINDS, Document, Fact, from_shape, to_shape
from verbale.record.documents import BATCH, CURRENT
from verbale.record.schema import evidence, facts, readings
from verbale.record.words import flaw

READINGS = 20
"""Readings whose facts are brought from the database at a time."""
QUOTE = ("document_id", "story_id", "start", "end", "exact", "field", "role")
"""The columns of `evidence` that are the fields of Evidence."""


@dataclass(frozen=True, slots=True)
class Reader:
    """Who read a document: the weights' digest, the class of CPU, and the version of Verbale."""

    weights: str
    cpu: str
    version: str


Rows = list[dict[str, Any]]


def rows_of(document: Document, found: Sequence[Fact]) -> tuple[Rows, Rows]:
    """The rows of `facts` and of `evidence` for what was found in this document.

    Raises RecordError, naming the fact, where one has no evidence, quotes other words than the document has at that place or another
    document, isn't of the shape that it claims, holds what no column takes, or comes twice.
    """
    fact_rows: Rows = []
    evidence_rows: Rows = []
    seen: set[str] = set()
    for fact in found:
        shape = to_shape(fact)
        if reason := _flaw_of_fact(document, fact, shape) or ("it comes twice" if fact.id in seen else None):
            raise RecordError(f"{document.source!r}: {fact.id!r} can't be recorded: {reason}")
        seen.add(fact.id)
        quotes = shape.pop("evidence")
        body = json.dumps(shape, ensure_ascii=False, allow_nan=False)
        fact_rows.append({"id": fact.id, "kind": BY_TYPE[type(fact)].singular, "body": body, "first_evidence": 0})
        evidence_rows += [{"fact_id": fact.id, "position": position, **quote} for position, quote in enumerate(quotes)]
    return fact_rows, evidence_rows


def _flaw_of_fact(document: Document, fact: Fact, shape: dict[str, Any]) -> str | None:
    if type(fact) not in [kind.type for kind in FACT_KINDS]:
        return f"{type(fact).__name__} is no kind of fact"
    if not fact.evidence:
        return "it has no evidence"
    for quote in fact.evidence:
        if quote.document_id != document.id:
            return f"its evidence for {quote.field} is in another document, {quote.document_id}"
        if not quote.holds(document.text):
            found = document.text[quote.start : quote.end]
            return f"its evidence for {quote.field} is {quote.exact!r}, and at {quote.start}:{quote.end} stands {found!r}"
    return _flaw_of_shape(fact, shape)


def _flaw_of_shape(fact: Fact, shape: dict[str, Any]) -> str | None:
    if not 0 <= fact.confidence <= 1:
        return f"its confidence {fact.confidence} isn't in [0, 1]"
    if reason := flaw(shape):
        return reason
    try:
        from_shape(type(fact), shape)
    except (TypeError, ValueError) as error:
        return str(error)
    return None


def has_reading(connection: Connection, document_id: str, weights: str, version: str) -> bool:
    """Whether the document's current reading is by these weights and this version."""
    if flaw([document_id, weights, version]):
        return False
    return connection.scalar(_reading(document_id, weights, version).where(CURRENT)) is not None


def _reading(document_id: str, weights: str, version: str) -> Any:
    same = and_(readings.c.document_id == document_id, readings.c.weights == weights, readings.c.version == version)
    return select(readings.c.id).where(same)


def put_reading(connection: Connection, document: Document, text_sha256: str, reader: Reader, rows: tuple[Rows, Rows]) -> None:
    """Make this the document's current reading: stored, or found again where these weights and this version read it before."""
    connection.execute(update(readings).where(readings.c.document_id == document.id, CURRENT).values(current=None))
    before = connection.scalar(_reading(document.id, reader.weights, reader.version))
    if before is not None:
        connection.execute(update(readings).where(readings.c.id == before).values(current=1))
        return
    said = {"text_sha256": text_sha256, "media_type": document.media_type, "current": 1}
    by = {"weights": reader.weights, "cpu": reader.cpu, "version": reader.version}
    key = connection.execute(insert(readings).values(document_id=document.id, **said, **by)).inserted_primary_key
    reading_id = key[0] if key else None
    fact_rows, evidence_rows = rows
    if fact_rows:  # the evidence first: the database takes no fact whose evidence isn't there
        connection.execute(insert(evidence), [{"reading_id": reading_id, **row} for row in evidence_rows])
        connection.execute(insert(facts), [{"reading_id": reading_id, **row} for row in fact_rows])


def stored_facts(connection: Connection) -> Iterator[Fact]:
    """All facts of the current readings, by document, kind and id. Raises RecordError where one can't be read back."""
    query = select(readings.c.id).where(CURRENT).order_by(readings.c.document_id)
    ids = connection.scalars(query, execution_options={"yield_per": BATCH})
    for some in ids.partitions(READINGS):
        rows = connection.execute(_facts_of(some))
        for _, group in groupby(rows, key=lambda row: (row.read_document_id, row.id)):
            yield fact_of(list(group))


def called_facts(connection: Connection, ids: Sequence[str]) -> Iterator[Fact]:
    """Those facts of the current readings that are called so, by document, kind and id. Raises RecordError where one can't be read back."""
    wanted = set(ids)
    its = select(facts.c.reading_id).join(readings, readings.c.id == facts.c.reading_id).where(CURRENT, facts.c.id.in_(sorted(wanted)))
    in_readings = sorted(set(connection.scalars(its)))
    for start in range(0, len(in_readings), READINGS):
        rows = connection.execute(_facts_of(in_readings[start : start + READINGS]).where(facts.c.id.in_(sorted(wanted))))
        for _, group in groupby(rows, key=lambda row: (row.read_document_id, row.id)):
            yield fact_of(list(group))


def _facts_of(reading_ids: Sequence[int]) -> Select[Any]:
    """The query for these readings' facts, a row an evidence element, in order. A few readings at a time: so none has to sort them all."""
    first = case((evidence.c.position == 0, facts.c.body), else_=null()).label("body")
    columns = (readings.c.document_id.label("read_document_id"), facts.c.kind, facts.c.id, first, *(evidence.c[name] for name in QUOTE))
    its = and_(evidence.c.reading_id == facts.c.reading_id, evidence.c.fact_id == facts.c.id)
    joined = readings.join(facts, facts.c.reading_id == readings.c.id).join(evidence, its)
    query = select(*columns).select_from(joined).where(readings.c.id.in_(reading_ids))
    return query.order_by(readings.c.document_id, facts.c.kind, facts.c.id, evidence.c.position)


def fact_of(rows: Sequence[Row[Any]]) -> Fact:
    """The fact of these rows, one an evidence element, in order; `body` stands in the first. Raises RecordError."""
    first = rows[0]
    try:
        shape = json.loads(first.body)
        shape["evidence"] = [quote_of(row._mapping) for row in rows]
        fact = from_shape(BY_SINGULAR[first.kind].type, shape)
    except (KeyError, TypeError, ValueError) as error:
        raise RecordError(
            f"{first.id}, in {first.read_document_id}, is not in the shape of this version ({error}); read its document again"
        ) from error
    if isinstance(fact, Document):
        raise RecordError(f"{first.id} says it is a document, and a document is no fact")
    return fact


def quote_of(row: RowMapping) -> dict[str, Any]:
    """The shape of the Evidence in a row. Its dataclass checks it when the shape is taken."""
    return {name: row[name] for name in QUOTE}
