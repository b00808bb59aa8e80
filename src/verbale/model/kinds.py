"""The kinds the record keeps: one row each, from which tables, JSON, listings and columns derive."""

from __future__ import annotations

from dataclasses import Field, dataclass, fields

from verbale.model.actor import Actor
from verbale.model.case import Case
from verbale.model.commitment import Commitment
from verbale.model.dialogue import Dialogue
from verbale.model.document import Document
from verbale.model.event import Event
from verbale.model.round import Round
from verbale.model.statement import Statement
from verbale.model.story import Story

Entry = Document | Story | Actor | Statement | Event | Dialogue | Round | Case | Commitment
Fact = Story | Actor | Statement | Event | Dialogue | Round | Case | Commitment
"""What is read out of a document: each one needs evidence."""


@dataclass(frozen=True, slots=True)
class Kind:
    """singular, plural: as in ids and in `verbale list`; type: the dataclass that is its shape."""

    singular: str
    plural: str
    type: type[Entry]

    @property
    def fields(self) -> tuple[Field[object], ...]:
        """The contract's fields in the contract's order: `confidence` and `evidence` last, unlisted ones left out."""
        return tuple(f for f in fields(self.type) if f.metadata.get("listed", True))


KINDS = (
    Kind("document", "documents", Document),
    Kind("story", "stories", Story),
    Kind("actor", "actors", Actor),
    Kind("statement", "statements", Statement),
    Kind("event", "events", Event),
    Kind("dialogue", "dialogues", Dialogue),
    Kind("round", "rounds", Round),
    Kind("case", "cases", Case),
    Kind("commitment", "commitments", Commitment),
)
BY_PLURAL = {kind.plural: kind for kind in KINDS}
BY_SINGULAR = {kind.singular: kind for kind in KINDS}
BY_TYPE = {kind.type: kind for kind in KINDS}

FACT_KINDS = tuple(kind for kind in KINDS if kind.type is not Document)

CONFIDENCE_LINE = 0.5
"""Below it an entry is kept apart and listed only with `--all`."""
