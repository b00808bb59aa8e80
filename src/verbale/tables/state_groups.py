"""Groups of states that speak as one in talks, and which states they are."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from verbale.tables.table import Table
from verbale.tables.words import Lead, Words

_WORD = re.compile(r"[^\W_]+(?:[+/][^\W_]+)*(?:[’'][^\W_]+)*")


@dataclass(frozen=True, slots=True)
class StateGroup:
    """One group. members: codes of the states. agents: codes of bodies that speak for it and aren't of it."""

    name: str
    forms: tuple[str, ...]
    members: tuple[str, ...]
    agents: tuple[str, ...]
    example: str

    @property
    def words(self) -> tuple[str, ...]:
        """Every name that leads here."""
        return (self.name, *self.forms)


class StateGroups:
    """The table of such groups."""

    __slots__ = ("_names", "rows")

    def __init__(self, table: Table[StateGroup]) -> None:
        self.rows = table.rows
        self._names = Words(
            (Lead(name, row, False, where, "forms") for row, where in zip(table.rows, table.where, strict=True) for name in row.words),
            cased=False,
        )

    @classmethod
    def load(cls, overlay: Path | None = None) -> StateGroups:
        """The table, with the one in the folder `overlay` laid over it. Raises TableError."""
        return cls(Table.load(StateGroup, "state_groups.csv", ("name",), overlay=overlay))

    def of(self, phrase: str) -> StateGroup | None:
        """The group that a phrase names first; None where it names none."""
        tokens = _WORD.findall(phrase)
        return next((hit.value for at in range(len(tokens)) if (hit := self._names.longest(tokens, at)) is not None), None)
