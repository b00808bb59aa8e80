"""A correction: what a person said about an entry, laid over what is read."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Literal

from verbale.model.evidence import Evidence
from verbale.model.ids import mint
from verbale.model.kinds import BY_TYPE, Entry

CorrectionAction = Literal["correct", "merge", "split", "reject", "confirm", "withdraw", "redact"]


@dataclass(frozen=True, slots=True)
class Anchor:
    """What a correction holds on to: a fact of a kind in a document, by the words that it stands on.

    fact_id: its id when the correction was made; after a re-reading the fact is found again by its words. start: code points.
    field: what the words show of it.
    """

    fact_id: str
    kind: str
    document_id: str
    start: int
    exact: str
    field: str

    @classmethod
    def of(cls, entry: Entry, evidence: Evidence) -> Anchor:
        """The anchor on an entry by one of its words."""
        kind = BY_TYPE[type(entry)].singular
        return cls(entry.id, kind, evidence.document_id, evidence.start, evidence.exact, evidence.field)


@dataclass(frozen=True, slots=True)
class Correction:
    """One correction.

    target_id: of the entry that was corrected, as it was called then. anchors: the facts that it was linked of; empty for a document that
        was withdrawn. others: in a merge, those of the entry that it is one with.
    field, value: in a `correct`, which field, and what it is to be, in the contract's shape. In a `redact` the value is the list of the
        names that are withheld.
    who, why: whose word it is, and on what grounds. made_at: ISO 8601, UTC. undoes: the id of the correction that this takes back.
    """

    id: str
    action: CorrectionAction
    kind: str
    target_id: str
    anchors: tuple[Anchor, ...] = ()
    others: tuple[Anchor, ...] = ()
    field: str | None = None
    value: Any = None
    who: str = ""
    why: str | None = None
    made_at: str = ""
    undoes: str | None = None


def correction_id(action: str, target_id: str, field_: str | None, who: str, made_at: str) -> str:
    """The id of a correction: what is said of what, by whom and when."""
    return mint("correction", "", action, target_id, field_ or "", who, made_at)


def in_force(corrections: Iterable[Correction]) -> list[Correction]:
    """Those that haven't been taken back, in the order in which they were made. What takes back another can be taken back itself."""
    ordered = sorted(corrections, key=lambda c: (c.made_at, c.id))
    dead: set[str] = set()
    for correction in reversed(ordered):
        if correction.undoes is not None and correction.id not in dead:
            dead.add(correction.undoes)
    return [c for c in ordered if c.undoes is None and c.id not in dead]
