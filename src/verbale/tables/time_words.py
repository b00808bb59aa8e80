"""Words that tell times: months, weekdays, seasons, units, and parts of them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from verbale.tables.table import Table

Sort = Literal["month", "weekday", "season", "unit", "day", "vague", "feast", "portion"]


@dataclass(frozen=True, slots=True)
class TimeWord:
    """One word. forms: other forms of it. sort: what it tells. value: what it comes to, as `verbale.model.said` writes it."""

    word: str
    forms: tuple[str, ...]
    sort: Sort
    value: str
    example: str

    @property
    def words(self) -> tuple[str, ...]:
        """Every word that leads here."""
        return (self.word, *self.forms)


class TimeWords:
    """The table of such words, by sort."""

    __slots__ = ("_by_sort", "rows")

    def __init__(self, table: Table[TimeWord]) -> None:
        self.rows = table.rows
        self._by_sort: dict[str, dict[str, str]] = {}
        for row in table.rows:
            self._by_sort.setdefault(row.sort, {}).update((word.casefold(), row.value) for word in row.words)

    @classmethod
    def load(cls, overlay: Path | None = None) -> TimeWords:
        """The table, with the one in the folder `overlay` laid over it. Raises TableError."""
        return cls(Table.load(TimeWord, "time_words.csv", ("word",), overlay=overlay))

    def of(self, sort: Sort) -> dict[str, str]:
        """The words of one sort, in small letters, and what each comes to."""
        return self._by_sort.get(sort, {})
