"""What a person does to the record: correct, merge, split, reject, confirm, withdraw, redact, and take any of these back.

Every function stores one correction and returns it; nothing that was read is changed, and the views are behind until they are linked anew.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from verbale.errors import RecordError
from verbale.linking.corrections import anchors_of, corrected, laid
from verbale.model import (
    BY_TYPE,
    Actor,
    Correction,
    CorrectionAction,
    Document,
    Entry,
    correction_id,
    in_force,
    to_shape,
)
from verbale.model.edtf import valid
from verbale.record import Record

MERGEABLE = frozenset({"actor", "dialogue", "round", "case", "commitment", "event"})
"""Kinds whose entries can be one with others, and be parted."""


def correct(record: Record, ident: str, field: str, value: Any, *, who: str, why: str | None = None) -> Correction:
    """Say what a field of an entry is to be, in the contract's shape; a date as EDTF, a speaker by name or id.

    Raises NotInRecord, and RecordError where the entry has no such field or the value isn't of its shape.
    """
    entry = record.entry(ident)
    value = _speaker(record, value) if field == "speaker" else value
    dates = to_shape(entry).get(field)
    if isinstance(dates, dict) and "edtf" in dates and isinstance(value, str) and not valid(value):
        raise RecordError(f"{value!r} is no EDTF date; such are 2010-05-14, 2010-05, 2010-05-13/2010-05-14, [2009-01-20..2017-01-20]")
    try:
        corrected(entry, {field: value})
    except (TypeError, ValueError) as error:
        raise RecordError(f"{ident}: {error}") from error
    return _store(record, "correct", entry, who=who, why=why, field=field, value=value)


def merge(record: Record, ident: str, other: str, *, who: str, why: str | None = None) -> Correction:
    """Say that two entries are one. Raises NotInRecord, and RecordError where they can't be."""
    one, two = record.entry(ident), record.entry(other)
    kind = BY_TYPE[type(one)].singular
    if type(one) is not type(two) or kind not in MERGEABLE:
        raise RecordError(f"{ident} and {other} can't be one: two {', '.join(sorted(MERGEABLE))} entries can")
    if one.id == two.id:
        raise RecordError(f"{ident} and {other} are one already")
    others = anchors_of(two, record.facts_called(record.members(two.id)))
    return _store(record, "merge", one, who=who, why=why, others=others)


def split(record: Record, member: str, *, who: str, why: str | None = None) -> Correction:
    """Say that what an entry was linked of stands alone. member: its id, as one document tells it. Raises NotInRecord, RecordError."""
    entry = record.entry(member)
    found = [fact for fact in record.facts_called([member]) if BY_TYPE[type(fact)].singular in MERGEABLE]
    if not found:
        raise RecordError(f"{member} was linked of nothing that could be parted")
    if len(record.members(entry.id)) < 2:
        raise RecordError(f"{member} stands alone already")
    return _put(record, _made("split", entry, member, who, why), anchors=anchors_of(found[0], found))


def reject(record: Record, ident: str, *, who: str, why: str | None = None) -> Correction:
    """Say that an entry is wrong as a whole: it is gone, with all it was linked of. Raises NotInRecord."""
    return _store(record, "reject", record.entry(ident), who=who, why=why)


def confirm(record: Record, ident: str, *, who: str, why: str | None = None) -> Correction:
    """Say that an entry is right as it is: its confidence is 1. Raises NotInRecord."""
    return _store(record, "confirm", record.entry(ident), who=who, why=why)


def withdraw(record: Record, source: str, *, who: str, why: str | None = None) -> Correction:
    """Take a document out with all it gave. source: its id, or a source that it came from. Raises RecordError where there is none."""
    found = [d for d in record.documents() if source in (d.id, d.source, d.url)]
    if not found:
        raise RecordError(f"no document {source!r} in the record")
    return _put(record, _made("withdraw", found[0], found[0].id, who, why))


def redact(record: Record, ident: str, *, who: str, why: str | None = None) -> Correction:
    """Withhold a person's name in every face and export. ident: of the actor, or a name as it is written. Raises NotInRecord."""
    entry = record.entry(ident)
    if not isinstance(entry, Actor):
        raise RecordError(f"{ident} is no actor, and only a name can be withheld")
    named = [f for f in record.facts_called(record.members(entry.id)) if isinstance(f, Actor)] or [entry]
    names = sorted({name for a in named for name in (a.name, *a.aliases, *a.native_names)})
    return _store(record, "redact", entry, who=who, why=why, value=names)


def undo(record: Record, correction: str, *, who: str, why: str | None = None) -> Correction:
    """Take a correction back. Raises RecordError where it isn't in force."""
    found = next((c for c in in_force(record.corrections()) if c.id == correction), None)
    if found is None:
        raise RecordError(f"no correction {correction!r} is in force")
    made_at = _now()
    ident = correction_id("undo", found.id, None, who, made_at)
    taken = replace(found, id=ident, who=who, why=why, made_at=made_at, undoes=found.id, anchors=(), others=(), value=None, field=None)
    record.correct(taken)
    return taken


def orphans(record: Record) -> set[str]:
    """The ids of corrections in force whose facts aren't found again since they were read anew."""
    return {c.id for c in laid(record.documents(), record.facts(), record.corrections()).orphans}


def confirmed(record: Record) -> list[dict[str, Any]]:
    """What persons vouched for, as evaluation data: each entry that was confirmed or corrected, with whose word it is."""
    rows = []
    for correction in in_force(record.corrections()):
        if correction.action in ("confirm", "correct"):
            entry = next((e for a in correction.anchors if (e := _there(record, a.fact_id)) is not None), None)
            if entry is not None:
                told = {"action": correction.action, "field": correction.field, "who": correction.who, "made_at": correction.made_at}
                rows.append({"kind": correction.kind, "entry": to_shape(entry), "correction": told})
    return rows


def value_of(text: str) -> Any:
    """A value as given on the command line: JSON where it is a list, an object, a number, true, false or null, else the words."""
    try:
        return json.loads(text)
    except ValueError:
        return text


def _there(record: Record, ident: str) -> Entry | None:
    try:
        return record.entry(ident)
    except RecordError:
        return None


def _speaker(record: Record, value: Any) -> Any:
    if not isinstance(value, str):
        return value
    known = _there(record, value)
    if not isinstance(known, Actor):
        known = next((a for a in record.entries("actors", below_line=True) if isinstance(a, Actor) and a.name == value), None)
    return {"actor_id": None, "name": value} if known is None else {"actor_id": known.id, "name": known.name}


def _store(record: Record, action: CorrectionAction, entry: Entry, *, who: str, why: str | None, **told: Any) -> Correction:
    members = () if isinstance(entry, Document) else anchors_of(entry, record.facts_called(record.members(entry.id)))
    made = _made(action, entry, entry.id, who, why, told.get("field"))
    return _put(record, made, anchors=members, **told)


def _made(action: CorrectionAction, entry: Entry, target: str, who: str, why: str | None, field: str | None = None) -> Correction:
    made_at = _now()
    ident = correction_id(action, target, field, who, made_at)
    return Correction(ident, action, BY_TYPE[type(entry)].singular, target, who=who, why=why, made_at=made_at)


def _put(record: Record, made: Correction, **told: Any) -> Correction:
    whole = replace(made, **told)
    record.correct(whole)
    return whole


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="microseconds")


def shown(corrections: Sequence[Correction], lost: set[str]) -> list[tuple[str, ...]]:
    """The log, a row a correction: when, who, what, of what, why, and whether it is in force."""
    active = {c.id for c in in_force(corrections)}
    rows: list[tuple[str, ...]] = []
    for c in corrections:
        what = "undo" if c.undoes else c.action
        told = "" if c.field is None else f"{c.field} = {json.dumps(c.value, ensure_ascii=False)}"
        state = "orphan" if c.id in lost else "in force" if c.id in active else "–" if c.undoes else "taken back"
        rows.append((c.made_at, c.who, what, c.undoes or c.target_id, told, c.why or "", state, c.id))
    return rows
