"""Short forms of given names: under which a person is the same as under the full one."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from verbale.tables.table import Table, fail


@dataclass(frozen=True, slots=True)
class Nickname:
    """One short form, and the name that it is short for where there is one alone."""

    nickname: str
    name: str
    example: str

    @property
    def words(self) -> tuple[str, ...]:
        """Every word that leads here."""
        return (self.nickname,)


class Nicknames:
    """The table of short forms. Case doesn't matter."""

    __slots__ = ("_names", "rows")

    def __init__(self, table: Table[Nickname]) -> None:
        self.rows = table.rows
        self._names: dict[str, str] = {}
        for row, where in zip(table.rows, table.where, strict=True):
            if row.name.casefold() in {r.nickname.casefold() for r in table.rows}:
                fail(where, "name", f"{row.name} is itself a short form here")
            self._names[row.nickname.casefold()] = row.name.casefold()

    @classmethod
    def load(cls, overlay: Path | None = None) -> Nicknames:
        """The table, with the one in the folder `overlay` laid over it. Raises TableError."""
        return cls(Table.load(Nickname, "nicknames.csv", ("nickname",), overlay=overlay))

    def of(self, name: str) -> str:
        """The full form of a given name, case-folded; the name itself where it is no short form."""
        return self._names.get(name.casefold(), name.casefold())
