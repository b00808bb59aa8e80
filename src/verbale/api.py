"""Verbale from Python: the same objects that the record keeps, with no record needed."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TypeVar

from verbale import intake
from verbale.linking import link
from verbale.model import FACT_KINDS, UNKNOWN, Actor, Case, Commitment, Dialogue, Document, Event, Round, Statement, Story, When
from verbale.model.edtf import valid
from verbale.pipeline import code
from verbale.reading import OnnxReader, Reader
from verbale.record import Record
from verbale.record.collection import SHOWN
from verbale.record.marked import table
from verbale.tables import Tables

E = TypeVar("E")


@dataclass(frozen=True, slots=True)
class Findings:
    """What one text says: as linked, in the order of listings."""

    document: Document
    stories: tuple[Story, ...]
    actors: tuple[Actor, ...]
    statements: tuple[Statement, ...]
    events: tuple[Event, ...]
    dialogues: tuple[Dialogue, ...]
    rounds: tuple[Round, ...]
    cases: tuple[Case, ...]
    commitments: tuple[Commitment, ...]

    def _repr_html_(self) -> str:
        """What a notebook shows: a table a kind, each entry with the words it stands on marked. Nothing of the text is obeyed."""
        return "".join(
            f"<h4>{kind.plural}</h4>{table(kind, found[:SHOWN], lambda _: self.document.text, more=len(found) > SHOWN)}"
            for kind in FACT_KINDS
            if (found := getattr(self, kind.plural))
        )


def read(
    text: str,
    *,
    date: str | None = None,
    outlet: str | None = None,
    url: str | None = None,
    reader: Reader | None = None,
    tables: Tables | None = None,
) -> Findings:
    """Read a text. date: EDTF. Raises SourceError where the text is empty or in a language that can't be read, ValueError for no date."""
    if date is not None and not valid(date):
        raise ValueError(f"{date!r} is no EDTF date; such are 2010-05-14, 2010-05, 2010-05-13/2010-05-14, [2009-01-20..2017-01-20]")
    when = UNKNOWN if date is None else When(date, "flag")
    document = intake.document(text, source="-", date=when, outlet=outlet, url=url)
    used = tables or Tables.load()
    facts = code(document, reader or shipped_reader(), used)
    views = sorted(link([document], facts, used), key=lambda view: view.order)
    entries = [view.entry for view in views]

    def of(kind: type[E]) -> tuple[E, ...]:
        return tuple(entry for entry in entries if isinstance(entry, kind))

    return Findings(document, of(Story), of(Actor), of(Statement), of(Event), of(Dialogue), of(Round), of(Case), of(Commitment))


def open(where: str | Path = "verbale.db") -> Record:
    """The record in this file or at this postgresql:// URL. Raises RecordError where there is none."""
    return Record.open(where)


@cache
def shipped_reader() -> OnnxReader:
    """Our reader with the weights in the package, loaded once."""
    return OnnxReader()
