"""Documents in the record: the bytes' digest, the sources they came from, the text made of them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from itertools import groupby

from sqlalchemy import Connection, Row, Select, and_, insert, select, update

from verbale.errors import NotInRecord, SourceError
from verbale.model import UNKNOWN, Document, When, mint
from verbale.record.schema import documents, provenance, readings, texts
from verbale.record.words import flaw

BATCH = 500
"""Rows brought from the database at a time."""
CURRENT = readings.c.current == 1


def refuse_document(document: Document) -> None:
    """Raise SourceError where the record can't keep this document as it is."""
    reason = flaw([document.source, document.url, document.outlet, document.date.edtf, document.media_type, document.text])
    if reason is None and document.length != len(document.text):
        reason = f"its length is said to be {document.length} and is {len(document.text)}"
    if reason is None and document.id != mint("document", document.sha256):
        reason = f"its id {document.id} isn't that of its bytes"
    if reason is None and (document.evidence or document.confidence != 1.0):
        reason = "evidence for a document and doubt about it come of linking, and are kept with the linked entry"
    if reason is not None:
        printable = document.source.encode(errors="backslashreplace").decode()
        raise SourceError(printable, f"it can't be recorded: {reason}")


def digest(text: str) -> str:
    """SHA-256 of a text in UTF-8, hexadecimal."""
    return hashlib.sha256(text.encode()).hexdigest()


def put_document(connection: Connection, document: Document) -> bool:
    """Store the document and what this source says of it. Returns whether anything changed."""
    if connection.scalar(select(documents.c.id).where(documents.c.id == document.id)) is None:
        connection.execute(insert(documents).values(id=document.id, sha256=document.sha256))
    return _put_provenance(connection, document)


def put_text(connection: Connection, document: Document) -> str:
    """Store the document's text unless it is there. Returns the text's digest."""
    key = digest(document.text)
    there = and_(texts.c.document_id == document.id, texts.c.sha256 == key)
    if connection.scalar(select(texts.c.length).where(there)) is None:
        connection.execute(insert(texts).values(document_id=document.id, sha256=key, length=document.length, text=document.text))
    return key


def _put_provenance(connection: Connection, document: Document) -> bool:
    row = and_(provenance.c.document_id == document.id, provenance.c.source == document.source)
    old = connection.execute(select(provenance).where(row)).one_or_none()
    if old is None:
        date = {"date_edtf": document.date.edtf, "date_basis": document.date.basis}
        said = {"url": document.url, "outlet": document.outlet, **date}
        connection.execute(insert(provenance).values(document_id=document.id, source=document.source, **said))
        return True
    changed = {key: value for key, value in _told(document, old.date_basis).items() if value != getattr(old, key)}
    if changed:
        connection.execute(update(provenance).where(row).values(**changed))
    return bool(changed)


def _told(document: Document, old_basis: str | None) -> dict[str, str]:
    """What this reading of a source says of it. A date that a person gave yields only to another that a person gives."""
    told = {"url": document.url, "outlet": document.outlet}
    if old_basis != "flag" or document.date.basis == "flag":
        told |= {"date_edtf": document.date.edtf, "date_basis": document.date.basis}
    return {key: value for key, value in told.items() if value is not None}


def stored_documents(connection: Connection) -> Iterator[Document]:
    """All documents without their texts, by id."""
    columns = (documents.c.id, documents.c.sha256, readings.c.media_type, texts.c.length, *provenance.c)
    query = select(*columns).select_from(documents.join(provenance)).join(readings, readings.c.document_id == documents.c.id)
    query = _with_text(query).where(CURRENT).order_by(documents.c.id, provenance.c.source)
    rows = connection.execute(query, execution_options={"yield_per": BATCH})
    for _, sources in groupby(rows, key=lambda row: row.id):
        yield _document(list(sources))


def _with_text(query: Select[tuple[object, ...]]) -> Select[tuple[object, ...]]:
    return query.join(texts, and_(texts.c.document_id == readings.c.document_id, texts.c.sha256 == readings.c.text_sha256))


def _document(rows: Sequence[Row[tuple[object, ...]]]) -> Document:
    """The document of these rows, one a source, by source: each thing as the first says it that says anything of it.

    So the order in which the sources were read makes no difference. A date that a person gave goes before the others.
    """
    dates = [When(row.date_edtf, row.date_basis) for row in rows if row.date_edtf is not None]
    return Document(
        id=rows[0].id,
        source=rows[0].source,
        url=next((row.url for row in rows if row.url is not None), None),
        outlet=next((row.outlet for row in rows if row.outlet is not None), None),
        date=min(dates, key=lambda date: date.basis != "flag", default=UNKNOWN),
        sha256=rows[0].sha256,
        media_type=rows[0].media_type,
        length=rows[0].length,
    )


def stored_text(connection: Connection, document_id: str) -> str:
    """The text that the document's current reading was made of. Raises NotInRecord."""
    query = select(texts.c.text).select_from(readings).where(CURRENT, readings.c.document_id == document_id)
    text = None if flaw(document_id) else connection.scalar(_with_text(query))
    if not isinstance(text, str):
        raise NotInRecord(f"no document {document_id!r} in the record")
    return text
