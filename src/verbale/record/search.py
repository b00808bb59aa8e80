"""What is asked of the record: pages of entries by what they have to do with, by words, by name; how many there are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, TypeVar

from sqlalchemy import ColumnElement, Connection, Select, and_, column, func, literal_column, or_, select, text
from sqlalchemy import table as named_table

from verbale.errors import RecordError
from verbale.model import BY_PLURAL, Entry
from verbale.record.forms import asked, in_words, words_of
from verbale.record.schema import search_acts, search_counts, search_entries, search_names, search_ties
from verbale.record.views import TABLES, entry_of
from verbale.record.words import flaw

Order = Literal["newest", "oldest", "relevance"]
COUNTED = 1_000
"""Entries after which counting stops: a page need not wait for the number of all that have a common word."""
LAST = "\U0010ffff"
"""Comes after every form that begins with the same letters."""
RANKED = 2000
"""Entries, the newest, among which the most relevant are looked for on PostgreSQL; FTS5 ranks all of them."""
S = TypeVar("S", bound=Select[Any])


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a page shows.

    kind: plural, or None for every kind. ties: (role, key) pairs, all of which hold (see index.py). words: all of which it has; what
    stands in quotation marks, together. since, until: first and last day, as text (`2010`, `2010-05-13`). below_line: only what lies
    below the confidence line (True), only what lies above it (False), or both (None). after: the place where the page before ended.
    limit: entries on a page.
    """

    kind: str | None = None
    ties: tuple[tuple[str, str], ...] = ()
    words: str | None = None
    since: str | None = None
    until: str | None = None
    below_line: bool | None = False
    order: Order = "newest"
    after: int | None = None
    limit: int = 50


@dataclass(frozen=True, slots=True)
class Page:
    """Some entries. next: where the next page begins, None on the last. total: of all pages, None beyond `COUNTED`."""

    entries: tuple[Entry, ...]
    next: int | None
    total: int | None


@dataclass(frozen=True, slots=True)
class Named:
    """An entry found by a name. kind: plural; name: the form of the name that was found, as it is written."""

    id: str
    kind: str
    name: str


@dataclass(frozen=True, slots=True)
class Sides:
    """Which events are counted: those one country directed at another, of a type; None for any."""

    source: str | None = None
    target: str | None = None
    type: str | None = None


def page(connection: Connection, wanted: Wanted) -> Page:
    """The page. Raises RecordError where there is no such kind."""
    if wanted.kind is not None and wanted.kind not in BY_PLURAL:
        raise RecordError(f"no kind {wanted.kind!r} in the record; there are {', '.join(BY_PLURAL)}")
    if flaw([wanted.words, list(map(list, wanted.ties)), wanted.since, wanted.until]) or (wanted.words and not words_of(wanted.words)):
        return Page((), None, 0)
    rows = _rows(connection, wanted)
    more = len(rows) > wanted.limit
    whole = not more and wanted.after is None and wanted.order != "relevance"
    total = len(rows) if whole else _total(connection, wanted)
    shown = rows[: wanted.limit]
    return Page(tuple(_entries(connection, shown)), shown[-1][0] if more else None, total)


Row = tuple[int, str, str]
"""place, kind, id"""


def _rows(connection: Connection, wanted: Wanted) -> list[Row]:
    """One more than the page holds, so that it is seen whether there is another."""
    query, place = _matching(connection, wanted)
    columns = query.with_only_columns(place, search_entries.c.kind, search_entries.c.entry_id)
    if wanted.order == "relevance" and wanted.words:
        return _ranked(connection, columns, place, wanted)
    if wanted.order != "oldest":
        beyond = columns if wanted.after is None else columns.where(place < wanted.after)
        return _fetched(connection, beyond.order_by(place.desc()), wanted.limit + 1)
    rows: list[Row] = []
    if wanted.after is None or wanted.after > 0:
        rows = _fetched(connection, columns.where(place > (wanted.after or 0)).order_by(place), wanted.limit + 1)
    if len(rows) <= wanted.limit:  # what has no date comes last, whichever way
        before = 0 if wanted.after is None or wanted.after > 0 else wanted.after
        rows += _fetched(connection, columns.where(place < before).order_by(place.desc()), wanted.limit + 1 - len(rows))
    return rows


def _fetched(connection: Connection, query: Select[Any], limit: int) -> list[Row]:
    return [(row[0], row[1], row[2]) for row in connection.execute(query.limit(limit))]


def _ranked(connection: Connection, columns: Select[Any], place: ColumnElement[int], wanted: Wanted) -> list[Row]:
    """The most relevant first, and only these: there is no second page of them."""
    if connection.dialect.name == "sqlite":
        return _fetched(connection, columns.order_by(literal_column("rank"), place.desc()), wanted.limit)
    newest = columns.add_columns(literal_column("search_words.words").label("indexed")).order_by(place.desc()).limit(RANKED).subquery()
    number, kind, ident, _ = newest.c
    rank = text(f"ts_rank(indexed, {_tsquery(wanted.words or '')}) DESC").bindparams(**_phrases(wanted.words or ""))
    return _fetched(connection, select(number, kind, ident).order_by(rank, number.desc()), wanted.limit)


def _total(connection: Connection, wanted: Wanted) -> int | None:
    query, place = _matching(connection, wanted)
    some = query.with_only_columns(place).limit(COUNTED + 1).subquery()
    number = connection.scalar(select(func.count()).select_from(some)) or 0
    return None if number > COUNTED else number


def _matching(connection: Connection, wanted: Wanted) -> tuple[Select[Any], ColumnElement[int]]:
    """The query for all that match, and the column of places to order it by: that of the table which brings it in that order."""
    query = select(search_entries.c.place)
    place: ColumnElement[int] = search_entries.c.place
    for role, key in wanted.ties:
        tie = search_ties.alias()
        query = query.join(tie, tie.c.place == search_entries.c.place)
        query = query.where(tie.c.kind == wanted.kind, tie.c.role == role, tie.c.key == key)
        place = tie.c.place if place is search_entries.c.place else place
    if wanted.words:
        query, found = _with_words(connection, query, wanted)
        place = found if not wanted.ties else place
    led = place is not search_entries.c.place
    if wanted.kind is not None and not wanted.ties and not (led and connection.dialect.name == "sqlite"):
        query = query.where(search_entries.c.kind == wanted.kind)  # ties are of their kind, and FTS5 was asked for it
    if wanted.below_line is not None:
        # Where words or ties lead, the entries' own index must not: SQLite would ask the full-text index once an entry.
        above = search_entries.c.above + 0 if led else search_entries.c.above
        query = query.where(above == int(not wanted.below_line))
    if wanted.since or wanted.until:
        query = query.where(*_between(connection, place, wanted))
    return query, place


def _between(connection: Connection, place: ColumnElement[int], wanted: Wanted) -> list[ColumnElement[bool]]:
    """Days as places: the entries are in the order of time."""
    since, until = wanted.since or "", (wanted.until or "") + LAST
    within = and_(search_entries.c.date >= since, search_entries.c.date <= until)
    first = connection.scalar(select(search_entries.c.place).where(within).order_by(search_entries.c.date, search_entries.c.place).limit(1))
    latest = search_entries.c.date.desc(), search_entries.c.place.desc()
    last = connection.scalar(select(search_entries.c.place).where(within).order_by(*latest).limit(1))
    return [place >= (1 if first is None else first), place <= (0 if last is None else last)]


def _with_words(connection: Connection, query: S, wanted: Wanted) -> tuple[S, ColumnElement[int]]:
    words = wanted.words or ""
    if connection.dialect.name == "sqlite":
        found = named_table("search_words", column("rowid"))
        match = text("search_words MATCH :match").bindparams(match=_match(words, wanted.kind))
        return query.join(found, found.c.rowid == search_entries.c.place).where(match), found.c.rowid
    found = named_table("search_words", column("place"))
    match = text(f"search_words.words @@ {_tsquery(words)}").bindparams(**_phrases(words))
    return query.join(found, found.c.place == search_entries.c.place).where(match), found.c.place


def phrases(words: str) -> list[list[str]]:
    """What has to stand together: each word alone, but for what is in quotation marks. Chinese stands together as it is written."""
    found = []
    for number, part in enumerate(words.replace("“", '"').replace("”", '"').split('"')):
        found += [words_of(in_words(part))] if number % 2 else [words_of(word) for word in part.split()]
    return [phrase for phrase in found if phrase]


def _match(words: str, kind: str | None) -> str:
    """What FTS5 takes: every word quoted, so that none is read as an operator."""
    found = " AND ".join('"' + " ".join(phrase) + '"' for phrase in phrases(words))
    return f"words : ({found})" + (f' AND kind : "{kind}"' if kind else "")


def _phrases(words: str) -> dict[str, str]:
    return {f"phrase_{number}": " ".join(phrase) for number, phrase in enumerate(phrases(words))}


def _tsquery(words: str) -> str:
    return "(" + " && ".join(f"phraseto_tsquery('simple', :phrase_{number})" for number in range(len(phrases(words)))) + ")"


def _entries(connection: Connection, rows: Sequence[Row]) -> list[Entry]:
    by_kind: dict[str, list[str]] = defaultdict(list)
    for _, kind, ident in rows:
        by_kind[kind].append(ident)
    found = {ident: entry for kind, idents in by_kind.items() for ident, entry in some(connection, kind, idents).items()}
    return [found[ident] for _, _, ident in rows if ident in found]


def some(connection: Connection, kind: str, idents: Sequence[str]) -> dict[str, Entry]:
    """The entries of a kind with these ids of their own, by id; what isn't there is left out."""
    table = TABLES[kind]
    wanted = [ident for ident in dict.fromkeys(idents) if flaw(ident) is None]
    rows = connection.execute(select(table).where(table.c.id.in_(wanted)))
    return {row.id: entry_of(BY_PLURAL[kind], row._mapping) for row in rows}


def named(connection: Connection, name: str, *, kind: str | None = None, limit: int = 20) -> list[Named]:
    """Entries that have a name with a form which begins so, in any script; the shortest forms first."""
    keys = [] if flaw(name) else asked(name)
    if not keys:
        return []
    begins = or_(*(and_(search_names.c.form >= key, search_names.c.form < key + LAST) for key in keys))
    query = select(search_names.c.place, search_names.c.name, search_names.c.form).where(begins)
    rows = connection.execute(query.order_by(search_names.c.form).limit(limit * 20)).all()
    first: dict[int, str] = {}
    for row in sorted(rows, key=lambda r: (len(r.form), r.form, r.place)):
        first.setdefault(row.place, row.name)
    entries = select(search_entries.c.place, search_entries.c.kind, search_entries.c.entry_id).where(
        search_entries.c.place.in_(list(first)[: limit * 3]), *([] if kind is None else [search_entries.c.kind == kind])
    )
    found = {row.place: Named(row.entry_id, row.kind, first[row.place]) for row in connection.execute(entries)}
    return [found[place] for place in first if place in found][:limit]


def counts(connection: Connection, kind: str, role: str = "") -> Mapping[str, int]:
    """How many entries of a kind, above the line, have each key of a role, most first; without a role, how many there are, under ""."""
    query = select(search_counts.c.key, search_counts.c.number).where(search_counts.c.kind == kind, search_counts.c.role == role)
    return {row.key: row.number for row in connection.execute(query.order_by(search_counts.c.number.desc(), search_counts.c.key))}


def acts_by_month(connection: Connection, of: Sides) -> Mapping[str, int]:
    """Events above the line by month (`2010-05`), in order."""
    if of == Sides():
        return dict(sorted(counts(connection, "events", "month").items()))
    month, number = search_acts.c.month, func.sum(search_acts.c.number).label("number")
    query = select(month, number).where(*_of(of), month != "").group_by(month).order_by(month)
    return {row.month: int(row.number) for row in connection.execute(query)}


def acts_by_dyad(connection: Connection, of: Sides) -> Mapping[tuple[str, str], int]:
    """Events above the line by who and to whom, where both are known."""
    if of == Sides():
        found = ((tuple(key.split("-", 1)), number) for key, number in counts(connection, "events", "dyad").items())
        return {(key[0], key[1]): number for key, number in found if len(key) == 2}
    source, target, number = search_acts.c.source, search_acts.c.target, func.sum(search_acts.c.number).label("number")
    query = select(source, target, number).where(*_of(of), source != "", target != "").group_by(source, target)
    return {(row.source, row.target): int(row.number) for row in connection.execute(query.order_by(source, target))}


def _of(of: Sides) -> list[ColumnElement[bool]]:
    given = {"source": of.source, "target": of.target, "type": of.type}
    return [search_acts.c[name] == value for name, value in given.items() if value is not None]
