"""Verbs of the acts that PLOVER codes, and where the one acted upon stands beside each."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from verbale.model import EventType
from verbale.tables.table import Table
from verbale.tables.words import Lead, Words

Place = Literal["obj", "against", "along", "at", "between", "for", "from", "in", "near", "of", "on", "to", "with"]


@dataclass(frozen=True, slots=True)
class Act:
    """One verb. forms: all its forms. type: PLOVER's. symmetric: whether all who take part are actors ("the ministers met").

    recipient: where the one acted upon stands: the object (`obj`), or after one of these prepositions.
    """

    lemma: str
    forms: tuple[str, ...]
    type: EventType
    symmetric: bool
    recipient: tuple[Place, ...]
    example: str

    @property
    def words(self) -> tuple[str, ...]:
        """Every word that leads here."""
        return self.forms


class Acts:
    """The table of such verbs. Case doesn't matter."""

    __slots__ = ("_forms", "rows")

    def __init__(self, table: Table[Act]) -> None:
        self.rows = table.rows
        self._forms = Words(
            (Lead(form, row, False, where, "forms") for row, where in zip(table.rows, table.where, strict=True) for form in row.forms),
            cased=False,
        )

    @classmethod
    def load(cls, overlay: Path | None = None) -> Acts:
        """The table, with the one in the folder `overlay` laid over it. Raises TableError."""
        return cls(Table.load(Act, "acts.csv", ("lemma",), overlay=overlay))

    def by_form(self, word: str) -> Act | None:
        """The act that this form of a verb tells of."""
        return self._forms.get(word)
