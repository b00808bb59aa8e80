"""What the pages ask of the record and of the linking, in one place. Nothing is computed: it is asked, and kept till the record changes."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TypeVar, cast

from verbale.errors import NotInRecord
from verbale.linking.dossier import Dossier, dossier
from verbale.linking.table import DialogueRow, dialogue_table
from verbale.model import BY_TYPE, Actor, Dialogue, Document, Entry, Kind, Round
from verbale.pipeline import asked_day, relink, said_of_talks, tables_of
from verbale.record import Named, Page, Pair, Record, Sides, Wanted
from verbale.tables import Tables

T = TypeVar("T")
E = TypeVar("E", bound=Entry)
KEPT = 48
"""Answers that are kept until the record changes: those that take long to find."""


def _of(type_: type) -> Kind:
    return BY_TYPE[type_]


class Asked:
    """The record as the pages see it."""

    def __init__(self, record: Record, tables: Tables) -> None:
        self.record = record
        self.tables = tables
        self._kept: OrderedDict[Hashable, object] = OrderedDict()
        self._lock = threading.Lock()

    @classmethod
    def open(cls, where: str | Path) -> Asked:
        """The record there, linked. Raises RecordError."""
        record = Record.open(where)
        tables = tables_of(record)
        relink(record, tables)
        return cls(record, tables)

    def pairs(self) -> list[Pair]:
        """Pairs of entries that may be one."""
        return self._once("pairs", self.record.proposed)

    def said(self) -> Mapping[str, str]:
        """For each entry that a person said something of, by its id as it was called then, a mark of all that was said."""
        return self._once("said", self._said)

    def _said(self) -> Mapping[str, str]:
        found: dict[str, str] = {}
        for correction in self.record.corrections():
            for ident in (correction.target_id, *(a.fact_id for a in (*correction.anchors, *correction.others))):
                found[ident] = f"{found.get(ident, '')} {correction.id}"
        return found

    def stamp(self) -> str:
        """Changes whenever what is shown does."""
        return self.record.stamp()

    def page(self, wanted: Wanted) -> Page:
        """Some entries."""
        return self.record.page(wanted)

    def entry(self, ident: str, kind: type[E]) -> E:
        """The entry of this kind that the id leads to. Raises NotInRecord."""
        found = self.record.entry(ident)
        if not isinstance(found, kind):
            raise NotInRecord(f"{ident!r} is a {_of(type(found)).singular}, not a {_of(kind).singular}")
        return found

    def any(self, ident: str) -> Entry:
        """The entry that the id leads to. Raises NotInRecord."""
        return self.record.entry(ident)

    def some(self, kind: type[E], ids: Sequence[str]) -> Mapping[str, E]:
        """The entries with these ids of their own."""
        return cast(Mapping[str, E], self.record.some(_of(kind).plural, ids))

    def text(self, document_id: str) -> str:
        """A document's text."""
        return self.record.text(document_id)

    def near(self, plural: str, document_id: str, start: int, end: int) -> list[Entry]:
        """What a kind has from a part of a document, above the line."""
        return self.record.near(plural, document_id, start, end)

    def named(self, name: str, kind: str | None = None, limit: int = 20) -> list[Named]:
        """What goes by a name that begins so."""
        return self.record.named(name, kind=kind, limit=limit)

    def counts(self, plural: str, role: str = "") -> Mapping[str, int]:
        """How many there are, by the keys of a role."""
        return self.record.counts(plural, role)

    def acts_by_month(self, of: Sides) -> Mapping[str, int]:
        """Events by month."""
        return self._once(("months", of), lambda: self.record.acts_by_month(of))

    def acts_by_dyad(self, of: Sides) -> Mapping[tuple[str, str], int]:
        """Events by who to whom."""
        return self._once(("dyads", of), lambda: self.record.acts_by_dyad(of))

    def day(self, day: date | None) -> date | None:
        """The day as of which things stand: the one asked, else that of the newest document."""
        return self._once(("day", day), lambda: asked_day(self.record, day))

    def talks(self, day: date | None) -> list[Entry]:
        """All that is said of talks, as of a day or of all."""
        return self._once(("talks", day), lambda: said_of_talks(self.record, day))

    def dialogues(self, day: date | None) -> list[DialogueRow]:
        """The trackers' table."""
        return self._once(("dialogues", day), lambda: dialogue_table(self.talks(day), self.day(day)))

    def dossier(self, ident: str, day: date | None) -> Dossier:
        """Everything known of a dialogue. Raises NotInRecord."""
        dialogue = self.entry(ident, Dialogue)
        told = self.talks(day)
        known = next((e for e in told if isinstance(e, Dialogue) and e.id == dialogue.id), None)
        if known is None and day is not None:
            raise NotInRecord(f"nothing was known of {ident!r} on {day.isoformat()}")
        return dossier(known or dialogue, told)

    def country(self, code: str | None) -> str:
        """The country's name, or its code where the table lacks it."""
        row = None if code is None else self.tables.countries.by_code(code)
        return code or "" if row is None else row.name

    def actors(self, ids: Sequence[str]) -> Mapping[str, Actor]:
        """The actors with these ids."""
        return self.some(Actor, ids)

    def documents(self, ids: Sequence[str]) -> Mapping[str, Document]:
        """The documents with these ids."""
        return self.some(Document, ids)

    def rounds(self, ids: Sequence[str]) -> Mapping[str, Round]:
        """The rounds with these ids."""
        return self.some(Round, ids)

    def _once(self, key: Hashable, answer: Callable[[], T]) -> T:
        """The answer, kept as long as the record stays as it is."""
        full = (self.stamp(), key)
        with self._lock:
            if full in self._kept:
                self._kept.move_to_end(full)
                return cast(T, self._kept[full])
        found = answer()
        with self._lock:
            self._kept[full] = found
            while len(self._kept) > KEPT:
                self._kept.popitem(last=False)
        return found
