"""Corrections in the record: only ever added to; what takes one back is a row too."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, insert, select

from verbale.errors import RecordError
from verbale.model import Anchor, Correction, from_shape, in_force, to_shape
from verbale.model.redaction import Redaction, withheld
from verbale.record.documents import BATCH
from verbale.record.schema import corrections
from verbale.record.words import flaw


def put_correction(connection: Connection, correction: Correction) -> None:
    """Store a correction. Raises RecordError where it can't be, or is there already."""
    shape = to_shape(correction)
    if reason := flaw(shape):
        raise RecordError(f"this correction can't be recorded: {reason}")
    if connection.scalar(select(corrections.c.id).where(corrections.c.id == correction.id)) is not None:
        raise RecordError(f"{correction.id} is recorded already")
    first = correction.anchors[0] if correction.anchors else None
    body = {key: shape[key] for key in ("value", "anchors", "others")}
    connection.execute(
        insert(corrections).values(
            id=correction.id,
            target_id=correction.target_id,
            kind=correction.kind,
            document_id=None if first is None else first.document_id,
            field=correction.field,
            value=json.dumps(body, ensure_ascii=False, allow_nan=False),
            start=None if first is None else first.start,
            exact=None if first is None else first.exact,
            action=correction.action,
            who=correction.who,
            why=correction.why,
            made_at=correction.made_at,
            undoes=correction.undoes,
        )
    )


def stored_corrections(connection: Connection) -> Iterator[Correction]:
    """All corrections, those that were taken back too, in the order in which they were made. Raises RecordError."""
    query = select(corrections).order_by(corrections.c.made_at, corrections.c.id)
    for row in connection.execute(query, execution_options={"yield_per": BATCH}):
        try:
            yield _correction(row._mapping)
        except (KeyError, TypeError, ValueError) as error:
            raise RecordError(f"{row.id} is no correction that this version can read ({error})") from error


def _correction(row: Any) -> Correction:
    body = json.loads(row["value"] or "{}")
    return Correction(
        id=row["id"],
        action=row["action"],
        kind=row["kind"],
        target_id=row["target_id"],
        anchors=tuple(from_shape(Anchor, a) for a in body.get("anchors", ())),
        others=tuple(from_shape(Anchor, a) for a in body.get("others", ())),
        field=row["field"],
        value=body.get("value"),
        who=row["who"],
        why=row["why"],
        made_at=row["made_at"],
        undoes=row["undoes"],
    )


def redaction(connection: Connection) -> Redaction:
    """The names that are withheld now."""
    return withheld(in_force(stored_corrections(connection)))
