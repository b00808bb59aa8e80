"""What the documents say together, as the linking makes it: one table a kind, whose columns derive from the kind's dataclass.

    linked_<plural>     the kind's fields; sort_date, sort_document, sort_position for the order of every listing
    linked_members      the id of whatever an entry was linked of, and its own, → the entry
    linked_sources      the documents an entry is from

Nothing here is true of itself: all of it can be made anew from the facts, and is, whenever the shape of the model changes.
"""

from __future__ import annotations

import hashlib
import json
import types
import typing
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any, Literal, get_args, get_origin

from sqlalchemy import (
    Boolean,
    Column,
    Connection,
    Float,
    Index,
    Integer,
    MetaData,
    RowMapping,
    Select,
    Table,
    and_,
    delete,
    insert,
    inspect,
    or_,
    select,
)
from sqlalchemy.types import TypeEngine

from verbale.errors import NotInRecord, RecordError
from verbale.model import BY_PLURAL, BY_SINGULAR, BY_TYPE, CONFIDENCE_LINE, KINDS, Document, Entry, Kind, View, from_shape, to_shape
from verbale.record.documents import BATCH
from verbale.record.marks import LINKED_REVISION, LINKED_SHAPE, LINKED_VERSION, mark, put
from verbale.record.words import Words, flaw

Listing = Select[Any]
PREFIX = "linked_"
SCALARS: dict[object, type[TypeEngine[Any]]] = {str: Words, int: Integer, float: Float, bool: Boolean}


linked = MetaData()


def _scalar(hint: object) -> tuple[type[TypeEngine[Any]] | None, bool]:
    """The column type of a field's type, None where it is nested and stored as JSON; and whether it may be null."""
    nullable = False
    if get_origin(hint) in (typing.Union, types.UnionType):
        args = [arg for arg in get_args(hint) if arg is not type(None)]
        nullable = len(args) < len(get_args(hint))
        hint = args[0] if len(args) == 1 else hint
    if get_origin(hint) is Literal:
        hint = type(get_args(hint)[0])
    return SCALARS.get(hint), nullable


def _columns(kind: Kind) -> Iterator[tuple[Column[Any], bool]]:
    """The kind's columns in the order of its fields, and whether each holds JSON."""
    hints = typing.get_type_hints(kind.type)
    for field in kind.fields:
        scalar, nullable = _scalar(hints[field.name])
        yield Column(field.name, scalar or Words, primary_key=field.name == "id", nullable=nullable), scalar is None


def _table(kind: Kind) -> Table:
    table = Table(
        f"{PREFIX}{kind.plural}",
        linked,
        *(column for column, _ in _columns(kind)),
        Column("sort_date", Words),
        Column("sort_document", Words, nullable=False),
        Column("sort_position", Integer, nullable=False),
    )
    Index(f"{table.name}_order", *order(table))
    return table


def order(table: Table) -> tuple[Any, ...]:
    """The order of every listing: date, then document, then position, then id; unknown dates last."""
    return (table.c.sort_date.is_(None), table.c.sort_date, table.c.sort_document, table.c.sort_position, table.c.id)


TABLES = {kind.plural: _table(kind) for kind in KINDS}
NESTED = {kind.plural: {column.name for column, is_json in _columns(kind) if is_json} for kind in KINDS}
members = Table(
    f"{PREFIX}members",
    linked,
    Column("member_id", Words, primary_key=True),
    Column("kind", Words, nullable=False),
    Column("entry_id", Words, nullable=False),
    Column("why", Words),
)
sources = Table(f"{PREFIX}sources", linked, Column("document_id", Words, primary_key=True), Column("entry_id", Words, primary_key=True))


def shape_of_views() -> str:
    """A digest of the tables' names, columns and types: other where the model's shape is another."""
    tables = [[table.name, [[c.name, type(c.type).__name__, c.nullable] for c in table.c]] for table in linked.tables.values()]
    return hashlib.sha256(json.dumps(tables).encode()).hexdigest()


def in_shape(connection: Connection) -> bool:
    """Whether the tables are those of this version's model."""
    return mark(connection, LINKED_SHAPE) == shape_of_views()


def make_views(connection: Connection) -> None:
    """Drop the tables there are and make empty ones in the shape of this version's model."""
    standing = MetaData()
    names = [name for name in inspect(connection).get_table_names() if name.startswith(PREFIX)]
    for name in names:
        Table(name, standing)
    standing.drop_all(connection)
    linked.create_all(connection)
    put(connection, {LINKED_SHAPE: shape_of_views(), LINKED_REVISION: None, LINKED_VERSION: None})


def replace(connection: Connection, views: Iterable[View]) -> None:
    """Put these in the place of all that is there. Raises RecordError, naming the entry, where one can't be stored."""
    for table in linked.tables.values():
        connection.execute(delete(table))
    waiting: dict[Table, list[dict[str, Any]]] = defaultdict(list)
    for view in views:
        _queue(view, waiting)
        for table in [table for table, rows in waiting.items() if len(rows) >= BATCH]:
            connection.execute(insert(table), waiting.pop(table))
    for table, rows in waiting.items():
        connection.execute(insert(table), rows)


def _queue(view: View, waiting: dict[Table, list[dict[str, Any]]]) -> None:
    entry, kind = view.entry, BY_TYPE[type(view.entry)]
    shape = to_shape(entry)
    if reason := _flaw_of_view(view, shape):
        raise RecordError(f"{entry.id!r} can't be listed: {reason}")
    row = {key: _dump(value) if key in NESTED[kind.plural] else value for key, value in shape.items()}
    place = {"sort_date": view.sort_date, "sort_document": view.sort_document, "sort_position": view.sort_position}
    waiting[TABLES[kind.plural]].append(row | place)
    whys = dict.fromkeys((entry.id, *view.members)) | dict(zip(view.members, view.whys, strict=False))
    waiting[members] += [{"member_id": m, "kind": kind.singular, "entry_id": entry.id, "why": why} for m, why in whys.items()]
    waiting[sources] += [{"document_id": document, "entry_id": entry.id} for document in dict.fromkeys(view.document_ids)]


def _flaw_of_view(view: View, shape: dict[str, Any]) -> str | None:
    if not isinstance(view.entry, Document) and not view.entry.evidence:
        return "it has no evidence"
    if not 0 <= view.entry.confidence <= 1:
        return f"its confidence {view.entry.confidence} isn't in [0, 1]"
    return flaw([shape, view.document_ids, view.sort_date, view.sort_document, view.members])


def _dump(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False)


def entry_of(kind: Kind, row: RowMapping) -> Entry:
    """The entry in a row of the kind's table; of a document, without its text. Raises RecordError where it can't be read back."""
    try:
        return from_shape(kind.type, shape_of(kind, row))
    except (TypeError, ValueError) as error:
        raise RecordError(
            f"{row['id']} isn't in the shape of a {kind.singular} ({error}); `verbale read` any source to link anew"
        ) from error


def shape_of(kind: Kind, row: RowMapping) -> dict[str, Any]:
    """The shape that a row of the kind's table holds. Raises TypeError or ValueError where a nested field isn't JSON."""
    nested = NESTED[kind.plural]
    return {field.name: json.loads(row[field.name]) if field.name in nested else row[field.name] for field in kind.fields}


def listing(plural: str, *, below_line: bool, document: str | None) -> Listing:
    """The query for a kind's entries in order. Raises RecordError where there is no such kind."""
    if plural not in BY_PLURAL:
        raise RecordError(f"no kind {plural!r} in the record; there are {', '.join(BY_PLURAL)}")
    table = TABLES[plural]
    query = select(table).order_by(*order(table))
    if not below_line:
        query = query.where(table.c.confidence >= CONFIDENCE_LINE)
    if document is not None:
        query = query.where(table.c.id.in_(select(sources.c.entry_id).where(sources.c.document_id == document)))
    return query


def members_of(connection: Connection, any_id: str) -> list[str]:
    """The ids of what the entry of this id was linked of, in order. Raises NotInRecord."""
    entry = find(connection, any_id)
    found = connection.scalars(select(members.c.member_id).where(members.c.entry_id == entry.id))
    return sorted(found)


def whys_of(connection: Connection, any_id: str) -> dict[str, str]:
    """Why each member of the entry of this id is one of it, where that is told. Raises NotInRecord."""
    entry = find(connection, any_id)
    its = select(members.c.member_id, members.c.why).where(members.c.entry_id == entry.id, members.c.why.is_not(None))
    return {row.member_id: row.why for row in connection.execute(its.order_by(members.c.member_id))}


WIDE = 20_000
"""Code points that an entry's words may lie apart."""


def near(plural: str, document: str, start: int, end: int) -> Listing:
    """The query for entries with words in a part of a document: those placed not far before it, and those placed in other documents."""
    table = TABLES[plural]
    from_it = table.c.id.in_(select(sources.c.entry_id).where(sources.c.document_id == document))
    here = and_(table.c.sort_document == document, table.c.sort_position >= start - WIDE, table.c.sort_position < end)
    return select(table).where(from_it, or_(here, table.c.sort_document != document), table.c.confidence >= CONFIDENCE_LINE)


def find(connection: Connection, any_id: str) -> Entry:
    """The entry of this id, its own or that of one of its members. Raises NotInRecord."""
    found = None if flaw(any_id) else connection.execute(select(members).where(members.c.member_id == any_id)).one_or_none()
    if found is None:
        raise NotInRecord(f"nothing in the record is called {any_id!r}")
    kind = BY_SINGULAR[found.kind]
    table = TABLES[kind.plural]
    row = connection.execute(select(table).where(table.c.id == found.entry_id)).one_or_none()
    if row is None:
        raise RecordError(f"{any_id} leads to {found.entry_id}, which isn't there")
    return entry_of(kind, row._mapping)
