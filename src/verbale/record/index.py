"""By what the linked entries are found: made of the views, and anew with them. Asking it is for search.py."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import lru_cache, partial
from heapq import merge
from typing import Any

from sqlalchemy import Connection, RowMapping, delete, insert, select, text

from verbale.model import CONFIDENCE_LINE, KINDS, Kind
from verbale.record.corrections import redaction
from verbale.record.documents import stored_text
from verbale.record.forms import forms, in_words
from verbale.record.schema import search_acts, search_counts, search_entries, search_names, search_ties
from verbale.record.views import NESTED, TABLES, order

TOGETHER = 2000
"""Rows written at a time."""
LONGEST = 200_000
"""Code points of an entry's words that are indexed; a tsvector takes no more than a megabyte."""
LONGEST_FORM = 200
Tie = tuple[str, str]


def clear(connection: Connection) -> None:
    """Leave the index empty, as it has to be where the views are."""
    for table in (search_entries, search_ties, search_names, search_counts, search_acts):
        connection.execute(delete(table))
    emptied = "INSERT INTO search_words(search_words) VALUES ('delete-all')" if _fts5(connection) else "DELETE FROM search_words"
    connection.execute(text(emptied))


def make(connection: Connection) -> None:
    """Make the index of the views that stand, in the connection's transaction, in the order of time."""
    clear(connection)
    filling = _Filling(connection)
    known, unknown = 0, 0
    for kind, row in _in_order(connection):
        if row["sort_date"] is None:
            unknown -= 1
        else:
            known += 1
        filling.add(kind, row, known if row["sort_date"] is not None else unknown)
    filling.end()


def _fts5(connection: Connection) -> bool:
    return connection.dialect.name == "sqlite"


def _in_order(connection: Connection) -> Iterator[tuple[Kind, RowMapping]]:
    """The rows of all kinds, in the order of listings."""
    streams = []
    for kind in KINDS:
        query = select(TABLES[kind.plural]).order_by(*order(TABLES[kind.plural]))
        rows = connection.execute(query, execution_options={"yield_per": TOGETHER}).mappings()
        streams.append(map(partial(_of_kind, kind), rows))
    return merge(*streams, key=lambda found: _order(found[1]))


def _of_kind(kind: Kind, row: RowMapping) -> tuple[Kind, RowMapping]:
    return kind, row


def _order(row: RowMapping) -> tuple[bool, str, str, int, str]:
    return row["sort_date"] is None, row["sort_date"] or "", row["sort_document"], row["sort_position"], row["id"]


class _Filling:
    """Rows on their way into the index."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        actors = TABLES["actors"]
        self.countries = {row.id: row.country for row in connection.execute(select(actors.c.id, actors.c.country))}
        withheld = redaction(connection)
        self.text = lru_cache(maxsize=4)(lambda document_id: withheld.text(stored_text(connection, document_id)))
        self.entries: list[dict[str, Any]] = []
        self.ties: list[dict[str, Any]] = []
        self.names: list[dict[str, Any]] = []
        self.words: list[dict[str, Any]] = []
        self.counts: Counter[tuple[str, str, str]] = Counter()
        self.acts: Counter[tuple[str, str, str, str]] = Counter()

    def add(self, kind: Kind, row: RowMapping, place: int) -> None:
        """Enter an entry at its place."""
        shape = _parsed(kind, row)
        above = row["confidence"] >= CONFIDENCE_LINE
        self.entries.append({"place": place, "kind": kind.plural, "entry_id": row["id"], "date": row["sort_date"], "above": int(above)})
        ties = dict.fromkeys((*self._ties(kind, shape), ("", "")))
        self.ties += [{"kind": kind.plural, "role": role, "key": key, "place": place} for role, key in ties if role]
        named = {form[:LONGEST_FORM]: name for name in names_of(kind, shape) for form in forms(name)}
        self.names += [{"form": form, "place": place, "name": name} for form, name in named.items()]
        if words := in_words(" ".join(self._words(kind, shape)))[:LONGEST]:
            self.words.append({"place": place, "kind": kind.plural, "words": words})
        if above:
            self.counts.update((kind.plural, role, key) for role, key in ties)
            if kind.plural == "events":
                self._count_acts(shape, row["sort_date"])
        if max(map(len, (self.entries, self.ties, self.names))) >= TOGETHER:
            self._write()

    def _count_acts(self, shape: dict[str, Any], date: str | None) -> None:
        month = date[:7] if date is not None and len(date) >= 7 else ""
        if month:
            self.counts["events", "month", month] += 1
        for dyad in dyads(shape):
            self.acts[*dyad, month, shape["type"]] += 1

    def end(self) -> None:
        """Write what is left, and the counts."""
        self._write()
        counts = [{"kind": kind, "role": role, "key": key, "number": n} for (kind, role, key), n in sorted(self.counts.items())]
        acts = [{"source": s, "target": t, "month": m, "type": y, "number": n} for (s, t, m, y), n in sorted(self.acts.items())]
        for table, rows in ((search_counts, counts), (search_acts, acts)):
            for first in range(0, len(rows), TOGETHER):
                self.connection.execute(insert(table), rows[first : first + TOGETHER])

    def _write(self) -> None:
        for table, rows in ((search_entries, self.entries), (search_ties, self.ties), (search_names, self.names)):
            if rows:
                self.connection.execute(insert(table), rows)
        if self.words:
            into = (
                "INSERT INTO search_words(rowid, kind, words) VALUES (:place, :kind, :words)"
                if _fts5(self.connection)
                else "INSERT INTO search_words(place, words) VALUES (:place, to_tsvector('simple', :words))"
            )
            self.connection.execute(text(into), self.words)
        self.entries, self.ties, self.names, self.words = [], [], [], []

    def _ties(self, kind: Kind, shape: dict[str, Any]) -> Iterator[Tie]:
        for role, key in _TIES.get(kind.plural, _none)(shape):
            if key is not None:
                yield role, key
                if role in ("speaker", "head") and (country := self.countries.get(key)) is not None:
                    yield "country", country

    def _words(self, kind: Kind, shape: dict[str, Any]) -> Iterator[str]:
        """The words of an entry, by which full-text search finds it."""
        yield from names_of(kind, shape)
        match kind.plural:
            case "stories":
                yield self.text(shape["document_id"])[shape["start"] : shape["end"]]
            case "documents":
                yield from filter(None, (shape["outlet"], shape["url"]))
            case "statements":
                yield from (shape["content"], *_speakers(shape, "name"))
            case "events":
                yield from (e["exact"] for e in shape["evidence"] if e["field"] in ("type", "what"))
                yield from (p["name"] for p in (*shape["actors"], *shape["recipients"]))
                yield from filter(None, [shape["place"]["name"]])
            case "rounds":
                yield from filter(None, [shape["place"]["city"], *(t["topic"] for t in shape["topics"])])
                yield from (c["words"] for c in shape["characterizations"])
            case "cases":
                yield from filter(None, [shape["situation"], *(r["words"] for r in shape["replies"])])
            case "commitments":
                yield from (shape["what"], *(p["name"] for p in shape["who"]))
            case "actors":
                yield from shape["titles"]


_USED = {
    "documents": (),
    "stories": ("sources",),
    "actors": ("native_names", "titles", "aliases"),
    "statements": ("speaker", "co_speakers"),
    "events": ("contexts", "actors", "recipients", "place", "evidence"),
    "dialogues": ("parties", "party_actors", "rounds"),
    "rounds": ("place", "heads", "topics", "case_ids", "characterizations"),
    "cases": ("native_names", "raised_by", "round_ids", "replies"),
    "commitments": ("who",),
}
"""The nested fields that the index looks at, so that the others need not be parsed."""


def _parsed(kind: Kind, row: RowMapping) -> dict[str, Any]:
    nested = NESTED[kind.plural]
    return dict(row) | {name: json.loads(row[name]) for name in _USED[kind.plural] if name in nested}


def names_of(kind: Kind, shape: dict[str, Any]) -> list[str]:
    """The names that an entry goes by."""
    match kind.plural:
        case "actors":
            return [shape["name"], *shape["native_names"], *shape["aliases"]]
        case "cases":
            return [shape["name"], *shape["native_names"]]
        case "dialogues":
            return [shape["name"]]
        case "stories":
            return [] if shape["headline"] is None else [shape["headline"]]
    return []


def dyads(shape: dict[str, Any]) -> list[tuple[str, str]]:
    """Who to whom, by country: each actor's with each recipient's; in an act without recipients, each of the actors' with the others'."""
    sources = sorted({p["country"] or "" for p in shape["actors"]})
    targets = sorted({p["country"] or "" for p in shape["recipients"]})
    if not targets and len(sources) > 1:
        return [(one, other) for one in sources for other in sources if one != other]
    return [(source, target) for source in sources or [""] for target in targets or [""]]


def _speakers(shape: dict[str, Any], field: str) -> list[str]:
    return [s[field] for s in (shape["speaker"], *shape["co_speakers"]) if s[field] is not None]


def _none(_: dict[str, Any]) -> Iterable[tuple[str, str | None]]:
    return ()


def _story(shape: dict[str, Any]) -> Iterator[tuple[str, str | None]]:
    yield "form", shape["kind"]
    yield "document", shape["document_id"]


def _actor(shape: dict[str, Any]) -> Iterator[tuple[str, str | None]]:
    yield "form", shape["kind"]
    yield "country", shape["country"]
    yield "sector", shape["sector"]


def _statement(shape: dict[str, Any]) -> Iterator[tuple[str, str | None]]:
    yield "form", shape["kind"]
    yield "story", shape["story_id"]
    yield from (("speaker", ident) for ident in _speakers(shape, "actor_id"))


def _event(shape: dict[str, Any]) -> Iterator[tuple[str, str | None]]:
    yield "type", shape["type"]
    yield "status", shape["status"]
    yield "place", shape["place"]["country"]
    yield "story", shape["story_id"]
    for role in ("actors", "recipients"):
        yield from (("actor", party["actor_id"]) for party in shape[role])
        yield from (("source" if role == "actors" else "target", party["country"]) for party in shape[role])
    yield from (("dyad", f"{source}-{target}") for source, target in dyads(shape) if source and target)


def _dialogue(shape: dict[str, Any]) -> Iterator[tuple[str, str | None]]:
    yield "subject", shape["subject"]
    yield from (("party", party) for party in (*shape["parties"], *shape["party_actors"]))
    yield from (("round", ident) for ident in shape["rounds"])


def _round(shape: dict[str, Any]) -> Iterator[tuple[str, str | None]]:
    yield "dialogue", shape["dialogue_id"]
    yield "status", shape["status"]
    yield "place", shape["place"]["country"]
    yield from (("head", head["actor_id"]) for head in shape["heads"])
    yield from (("topic", topic["topic_key"]) for topic in shape["topics"])


def _case(shape: dict[str, Any]) -> Iterator[tuple[str, str | None]]:
    yield "actor", shape["actor_id"]
    yield from (("party", party) for party in shape["raised_by"])
    yield from (("round", ident) for ident in shape["round_ids"])


def _commitment(shape: dict[str, Any]) -> Iterator[tuple[str, str | None]]:
    yield "status", shape["status"]
    yield "form", shape["kind"]
    yield "acceptance", shape["acceptance"]
    yield "round", shape["round_id"]
    yield from (("party", party["country"]) for party in shape["who"])
    yield from (("actor", party["actor_id"]) for party in shape["who"])


def _document(shape: dict[str, Any]) -> Iterator[tuple[str, str | None]]:
    yield "outlet", shape["outlet"]


_TIES = {
    "documents": _document,
    "stories": _story,
    "actors": _actor,
    "statements": _statement,
    "events": _event,
    "dialogues": _dialogue,
    "rounds": _round,
    "cases": _case,
    "commitments": _commitment,
}
