"""The record: what all faces ask, and what reading and linking write to."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Self

from sqlalchemy import func, select

from verbale.errors import RecordError
from verbale.model import (
    BY_PLURAL,
    Actor,
    Case,
    Commitment,
    Correction,
    Dialogue,
    Document,
    Entry,
    Event,
    Fact,
    Round,
    Statement,
    Story,
    View,
)
from verbale.record import index, marks, search, views
from verbale.record.apart import Apart, forget_apart, put_apart, stored_apart
from verbale.record.collection import Collection
from verbale.record.corrections import put_correction, redaction, stored_corrections
from verbale.record.documents import BATCH, put_document, put_text, refuse_document, stored_documents, stored_text
from verbale.record.facts import Reader, called_facts, has_reading, put_reading, rows_of, stored_facts
from verbale.record.proposed import Pair, proposed
from verbale.record.search import Named, Page, Sides, Wanted
from verbale.record.store import Store
from verbale.record.verify import Broken, broken

STAMPED = (marks.REVISION, marks.LINKED_REVISION, marks.LINKED_VERSION, marks.LINKED_SHAPE, marks.APART)
"""The marks that change whenever what the record shows does."""


class Record:
    """An open record; `with Record.open(...) as record`. Every method raises RecordError where the database fails.

    What is true (documents, facts, corrections) is only ever added to. What is linked out of it is replaced as a whole, and may be
    behind: see `linked`. Iterators bring their rows as they are asked for, and see the record as it was when they were begun, whatever
    is written meanwhile.
    """

    def __init__(self, store: Store) -> None:
        self._store = store

    @classmethod
    def open(cls, where: str | Path, *, create: bool = False) -> Self:
        """The record in this file, or at this postgresql:// URL; an older one is brought up to this version's schema.

        create: make one where there is none; the file has mode 0600.
        Raises RecordError, and leaves what is there as it was, where there is no record, or one that is damaged, made by a newer version,
        unreadable or read-only, or where it is another program's file.
        """
        if isinstance(where, str) and "://" in where:
            store = _at_url(where, create=create)
        else:
            from verbale.record.sqlite import open_file

            store = open_file(Path(where), create=create)
        try:
            _shape_views(store)
        except BaseException:
            store.close()
            raise
        return cls(store)

    def close(self) -> None:
        """Let go of the database. What was written is already stored."""
        self._store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def add(self, document: Document, facts: Sequence[Fact], *, weights: str, cpu: str, version: str) -> bool:
        """Store a document and the facts that these weights (their digest), on this class of CPU, in this version, read out of it.

        Returns whether anything changed. Read before by the same weights and version, its facts stay as they are (they become current
        again where others were); read by others, these become current and the older are kept. What is told of the source (url, outlet,
        date) replaces what was known, and None leaves it; a date of basis `flag` yields only to another.
        One transaction: whatever stops it leaves the record as it was before. Raises SourceError where the document can't be stored as it
        is, and RecordError, naming the fact, where a fact can't: without evidence, quoting words that aren't there, of a wrong shape.
        """
        refuse_document(document)
        rows = rows_of(document, facts)
        with self._store.writing() as connection:
            changed = put_document(connection, document)
            if not has_reading(connection, document.id, weights, version):
                put_reading(connection, document, put_text(connection, document), Reader(weights, cpu, version), rows)
                changed = True
            if changed:
                marks.advance(connection)
        return changed

    def has(self, document_id: str, weights: str, version: str) -> bool:
        """Whether the document's current reading is by these weights and this version, so that it need not be read again."""
        with self._store.reading() as connection:
            return has_reading(connection, document_id, weights, version)

    def documents(self) -> Iterator[Document]:
        """All documents, by id, without their texts (`text` has them). What several sources say is merged as `documents.py` tells."""
        with self._store.reading() as connection:
            yield from stored_documents(connection)

    def facts(self) -> Iterator[Fact]:
        """All facts of the current readings, by document id, kind and id. Confidence comes back in two decimals."""
        with self._store.reading() as connection:
            yield from stored_facts(connection)

    def facts_called(self, ids: Sequence[str]) -> list[Fact]:
        """Those facts of the current readings that have these ids, in the same order."""
        with self._store.reading() as connection:
            return list(called_facts(connection, ids))

    def text(self, document_id: str) -> str:
        """The document's stored text, into which all offsets point; withheld names are put out, letter by letter. Raises NotInRecord."""
        with self._store.reading() as connection:
            return redaction(connection).text(stored_text(connection, document_id))

    def correct(self, correction: Correction) -> None:
        """Store a correction. The views are behind until they are linked anew. Raises RecordError where it is recorded already."""
        with self._store.writing() as connection:
            put_correction(connection, correction)
            marks.advance(connection)

    def corrections(self) -> list[Correction]:
        """All corrections, those that were taken back too, in the order in which they were made."""
        with self._store.reading() as connection:
            return list(stored_corrections(connection))

    def tables(self) -> dict[str, str]:
        """The tables of the user's own that are laid over ours when documents are read and linked, as texts by file name."""
        with self._store.reading() as connection:
            return dict(json.loads(marks.mark(connection, marks.OWN_TABLES) or "{}"))

    def keep_tables(self, files: Mapping[str, str]) -> None:
        """Keep these in the place of those kept before; none for ours alone. The views are behind until they are linked anew."""
        with self._store.writing() as connection:
            kept = json.dumps(dict(sorted(files.items())), ensure_ascii=False) if files else None
            if kept != marks.mark(connection, marks.OWN_TABLES):
                marks.put(connection, {marks.OWN_TABLES: kept})
                marks.advance(connection)

    def proposed(self) -> list[Pair]:
        """Pairs of entries that may be one and aren't joined, for a person to decide."""
        with self._store.reading() as connection:
            return proposed(connection)

    def apart(self) -> list[Apart]:
        """Pairs of entries that a person said are two, the latest first."""
        with self._store.reading() as connection:
            return list(stored_apart(connection))

    def keep_apart(self, pair: Apart) -> None:
        """Remember that these are two, so that they aren't proposed again. What is linked stays as it is."""
        with self._store.writing() as connection:
            put_apart(connection, pair)
            marks.put(connection, {marks.APART: pair.made_at})

    def forget_apart(self, one: str, other: str) -> None:
        """Let this pair be proposed again."""
        with self._store.writing() as connection:
            forget_apart(connection, one, other)
            marks.put(connection, {marks.APART: f"{one} {other}"})

    def members(self, any_id: str) -> list[str]:
        """The ids of what the entry of this id was linked of, in order; its own alone where it is of itself. Raises NotInRecord."""
        with self._store.reading() as connection:
            return views.members_of(connection, any_id)

    def whys(self, any_id: str) -> dict[str, str]:
        """Why each of what the entry was linked of is one with the others, by its id, where that is told. Raises NotInRecord."""
        with self._store.reading() as connection:
            return views.whys_of(connection, any_id)

    def revision(self) -> int:
        """A number that grows with every change of documents, facts and corrections. Ask it before reading the facts to link."""
        with self._store.reading() as connection:
            return marks.revision(connection)

    def linked(self, version: str = "") -> bool:
        """Whether the views are of all that is in the record, made by this version of the linking."""
        with self._store.reading() as connection:
            made_of = marks.mark(connection, marks.LINKED_REVISION)
            made_by = marks.mark(connection, marks.LINKED_VERSION)
            return views.in_shape(connection) and made_of == str(marks.revision(connection)) and made_by == version

    def replace_views(self, entries: Iterable[View], *, revision: int | None = None, version: str = "") -> None:
        """Put these linked entries in the place of all that are there, in one transaction; until it ends, the old ones are seen.

        revision: of the record when the facts they come from were read; None where that is within this call (`entries` is an iterator
        that reads them itself), during which nobody else can write. version: of the linking.
        Raises RecordError, naming the entry, where one can't be stored or two claim one id; the old ones then stay.
        """
        with self._store.writing() as connection:
            if not views.in_shape(connection):
                views.make_views(connection)
            made_of = marks.revision(connection) if revision is None else revision
            views.replace(connection, entries)
            index.make(connection)
            marks.put(connection, {marks.LINKED_REVISION: str(made_of), marks.LINKED_VERSION: version})

    def entries(self, kind_plural: str, *, below_line: bool = False, document: str | None = None) -> Iterator[Entry]:
        """The linked entries of a kind, by date, document, position and id, unknown dates last; documents without their texts.

        below_line: those below the confidence line too. document: only what is from the document of this id.
        Raises, at once, RecordError where there is no such kind and NotInRecord where there is no such document.
        """
        query = views.listing(kind_plural, below_line=below_line, document=document)
        if document is not None:
            self.text(document)
        return self._listed(kind_plural, query)

    def count(self, kind_plural: str, *, below_line: bool = False) -> int:
        """How many entries of a kind there are. below_line: those below the confidence line too. Raises RecordError for no such kind."""
        query = select(func.count()).select_from(views.listing(kind_plural, below_line=below_line, document=None).order_by(None).subquery())
        with self._store.reading() as connection:
            return connection.scalar(query) or 0

    @property
    def stories(self) -> Collection[Story]:
        """The stories, read as they are asked for."""
        return Collection(self, "stories")

    @property
    def actors(self) -> Collection[Actor]:
        """The actors, read as they are asked for."""
        return Collection(self, "actors")

    @property
    def statements(self) -> Collection[Statement]:
        """The statements, read as they are asked for."""
        return Collection(self, "statements")

    @property
    def events(self) -> Collection[Event]:
        """The events, read as they are asked for."""
        return Collection(self, "events")

    @property
    def dialogues(self) -> Collection[Dialogue]:
        """The dialogues, read as they are asked for."""
        return Collection(self, "dialogues")

    @property
    def rounds(self) -> Collection[Round]:
        """The rounds, read as they are asked for."""
        return Collection(self, "rounds")

    @property
    def cases(self) -> Collection[Case]:
        """The cases, read as they are asked for."""
        return Collection(self, "cases")

    @property
    def commitments(self) -> Collection[Commitment]:
        """The commitments, read as they are asked for."""
        return Collection(self, "commitments")

    def collection(self, kind_plural: str) -> Collection[Entry]:
        """The entries of any kind, of documents too, read as they are asked for. Raises RecordError where there is no such kind."""
        views.listing(kind_plural, below_line=False, document=None)
        return Collection(self, kind_plural)

    def _listed(self, kind_plural: str, query: views.Listing) -> Iterator[Entry]:
        with self._store.reading() as connection:
            for row in connection.execute(query, execution_options={"yield_per": BATCH}):
                yield views.entry_of(BY_PLURAL[kind_plural], row._mapping)

    def entry(self, any_id: str) -> Entry:
        """The linked entry of this id; the id of anything it was linked of leads to it too. Raises NotInRecord."""
        with self._store.reading() as connection:
            return views.find(connection, any_id)

    def page(self, wanted: Wanted) -> Page:
        """Some linked entries: those that have to do with something, or have these words. Raises RecordError where no such kind is."""
        with self._store.reading() as connection:
            return search.page(connection, wanted)

    def some(self, kind_plural: str, ids: Sequence[str]) -> Mapping[str, Entry]:
        """The linked entries of a kind with these ids of their own, by id; what isn't there is left out."""
        with self._store.reading() as connection:
            return search.some(connection, kind_plural, ids)

    def named(self, name: str, *, kind: str | None = None, limit: int = 20) -> list[Named]:
        """What has a name that begins so, in any script, from any of its words on. kind: plural, or None for all."""
        with self._store.reading() as connection:
            return search.named(connection, name, kind=kind, limit=limit)

    def counts(self, kind_plural: str, role: str = "") -> Mapping[str, int]:
        """How many entries of a kind, above the confidence line, there are for each key of a role (see index.py); in all, under ""."""
        with self._store.reading() as connection:
            return search.counts(connection, kind_plural, role)

    def acts_by_month(self, of: Sides) -> Mapping[str, int]:
        """How many events there are of a month, in order."""
        with self._store.reading() as connection:
            return search.acts_by_month(connection, of)

    def acts_by_dyad(self, of: Sides) -> Mapping[tuple[str, str], int]:
        """How many events one country directed at another, where both are known."""
        with self._store.reading() as connection:
            return search.acts_by_dyad(connection, of)

    def near(self, kind_plural: str, document: str, start: int, end: int) -> list[Entry]:
        """Of the entries of a kind above the line that are from a document those that may have words between these places."""
        with self._store.reading() as connection:
            rows = connection.execute(views.near(kind_plural, document, start, end))
            return [views.entry_of(BY_PLURAL[kind_plural], row._mapping) for row in rows]

    def stamp(self) -> str:
        """Changes whenever what the record shows does."""
        with self._store.reading() as connection:
            return "-".join(marks.marked(connection, STAMPED))

    def verify(self) -> Iterator[Broken]:
        """Everything that isn't as it should be: quotations, of current facts and of linked entries, that aren't in the stored text at
        their place, texts other than they were stored, references to nothing, damage to the file. None at all is the promise.
        """
        with self._store.reading() as connection:
            yield from broken(connection)


def _at_url(where: str, *, create: bool) -> Store:
    if not where.startswith(("postgresql://", "postgres://")):
        raise RecordError("a record is a file or a postgresql:// URL, and this is neither: " + where.partition("://")[0] + "://...")
    from verbale.record.postgres import open_url

    return open_url(where, create=create)


def _shape_views(store: Store) -> None:
    """Make the views' tables anew, empty, where the model's shape is another than when they were made."""
    with store.reading() as connection:
        if views.in_shape(connection):
            return
    with store.writing() as connection:
        if not views.in_shape(connection):
            views.make_views(connection)
            index.clear(connection)
