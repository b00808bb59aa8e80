"""Two records compared: two versions of the reader, ours and a colleague's, our events and an imported set.

Entries are the same where their ids are. Acts that have no counterpart by id are put together by what was done: the same type, on the
same day, by and to the same countries, each of which has to be known.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from verbale.errors import ExportError
from verbale.export.json import LAYOUT
from verbale.model import KINDS, to_shape
from verbale.record import Record

Shape = dict[str, Any]
Entries = dict[str, dict[str, Shape]]
Where = Literal["first", "second", "both"]
_IGNORED = ("id", "evidence", "confidence")
"""What doesn't count as a difference between two acts put together: the words are others."""


@dataclass(frozen=True, slots=True)
class Difference:
    """kind: plural. where: which of the two it is in; `fields`: those that differ. other: its id in the second, where that is another."""

    kind: str
    where: Where
    id: str
    other: str | None = None
    fields: tuple[str, ...] = ()


def entries_of(path: str) -> Entries:
    """All entries by kind and id, of a record (a file or a postgresql:// URL) or of one exported as json. Raises VerbaleError."""
    if "://" not in path and _is_json(Path(path)):
        return _exported(path)
    with Record.open(path) as record:
        return {kind.plural: {e.id: to_shape(e) for e in record.entries(kind.plural, below_line=True)} for kind in KINDS}


def _is_json(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            return file.read(1) == b"{"
    except OSError:
        return False


def _exported(path: str) -> Entries:
    try:
        whole = json.loads(Path(path).read_bytes())
    except ValueError as error:
        raise ExportError(path, f"it is no record in the layout {LAYOUT}: {error}") from error
    if whole.get("layout") != LAYOUT:
        raise ExportError(path, f"it is no record in the layout {LAYOUT}")
    return {kind.plural: {shape["id"]: shape for shape in whole.get(kind.plural, [])} for kind in KINDS}


def differences(first: Entries, second: Entries) -> Iterator[Difference]:
    """What is in one alone, and what differs, by kind; those of the first in its order, then those that the second has alone."""
    for kind in KINDS:
        ours, theirs = first[kind.plural], second[kind.plural]
        same = _same_acts(ours, theirs) if kind.plural == "events" else {}
        for ident, shape in ours.items():
            if ident in theirs:
                found = tuple(key for key in shape if shape[key] != theirs[ident].get(key))
                if found:
                    yield Difference(kind.plural, "both", ident, fields=found)
            elif ident in same:
                other = theirs[same[ident]]
                found = tuple(key for key in shape if key not in _IGNORED and shape[key] != other.get(key))
                yield Difference(kind.plural, "both", ident, same[ident], found)
            else:
                yield Difference(kind.plural, "first", ident)
        for ident in theirs:
            if ident not in ours and ident not in same.values():
                yield Difference(kind.plural, "second", ident)


def _same_acts(ours: dict[str, Shape], theirs: dict[str, Shape]) -> dict[str, str]:
    """The second's id of each of the first's acts that has a counterpart under another id; each is taken once."""
    waiting: dict[tuple[Any, ...], list[str]] = defaultdict(list)
    for ident, shape in theirs.items():
        if ident not in ours and (key := _act(shape)) is not None:
            waiting[key].append(ident)
    found = {}
    for ident, shape in ours.items():
        key = None if ident in theirs else _act(shape)
        if key is not None and waiting[key]:
            found[ident] = waiting[key].pop(0)
    return found


def _act(shape: Shape) -> tuple[Any, ...] | None:
    """What was done, when, by and to whom; None where the day or the country of anybody is not known."""
    sides = [tuple(sorted({party["country"] or "" for party in shape[side]})) for side in ("actors", "recipients")]
    if shape["date"]["edtf"] is None or not sides[0] or "" in (*sides[0], *sides[1]):
        return None
    return (shape["type"], shape["date"]["edtf"], *sides)


def counts(first: Entries, found: list[Difference]) -> dict[str, dict[str, int]]:
    """By kind: how many entries are the same in both, differ, and are in one alone. found: the differences of `first` and another."""
    made = {}
    for kind in KINDS:
        its = [d for d in found if d.kind == kind.plural]
        alone = {where: sum(d.where == where for d in its) for where in ("first", "second")}
        differ = sum(d.where == "both" and bool(d.fields) for d in its)
        same = len(first[kind.plural]) - alone["first"] - differ
        made[kind.plural] = {"same": same, "differ": differ, "first": alone["first"], "second": alone["second"]}
    return made
