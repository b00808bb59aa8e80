"""Pairs of entries that may be one and that the linking did not join: for a person to decide.

| rule | example |
|---|---|
| actors under one form of a name | `Wang Baodong` and `Baodong Wang`; `Moon Jae-in` and `Moon Jaein`; two whose native name is 王寶東 |
| an actor under a short name that one longer name alone has | `Posner` and `Michael Posner` |
| dialogues between the same parties, where a subject is unknown or both have one | `talks` and `human rights dialogue` of USA and CHN |
| rounds of one dialogue with one ordinal, or on days that may be the same | `the second round` of May 2010 and one of 13–14 May 2010 |

Two of different kinds or of two countries are never proposed, nor two that a person has said are two. Nothing here is stored or joined.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain, combinations, groupby
from typing import cast

from sqlalchemy import Connection, select

from verbale.model import Actor, Dialogue, Entry, Interval, Round
from verbale.record.apart import stored_apart
from verbale.record.forms import plainly, words_of
from verbale.record.schema import search_entries, search_names
from verbale.record.search import some
from verbale.record.views import members

MOST = 500
"""Pairs of a kind that are proposed at a time."""
TOGETHER = 6
"""Actors under one form, or entries alike, beyond which nothing is proposed: that name tells nothing."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two entries of a kind that may be one. why: in words."""

    one: Entry
    other: Entry
    why: str


def proposed(connection: Connection) -> list[Pair]:
    """The pairs: actors, dialogues, rounds; none that a person has said are two."""
    found = [*_actors(connection), *_dialogues(connection), *_rounds(connection)]
    refused = _refused(connection)
    pairs = {tuple(sorted((pair.one.id, pair.other.id))): pair for pair in reversed(found)}
    return [pair for key, pair in reversed(pairs.items()) if key not in refused]


def _refused(connection: Connection) -> set[tuple[str, ...]]:
    pairs = list(stored_apart(connection))
    ids = {ident for pair in pairs for ident in (pair.one, pair.other)}
    rows = connection.execute(select(members.c.member_id, members.c.entry_id).where(members.c.member_id.in_(ids)))
    entry = {row.member_id: row.entry_id for row in rows}
    return {tuple(sorted((entry.get(pair.one, pair.one), entry.get(pair.other, pair.other)))) for pair in pairs}


def _actors(connection: Connection) -> Iterator[Pair]:
    """Actors whose forms of a name meet."""
    above = search_entries.c.kind == "actors", search_entries.c.above == 1
    query = select(search_names.c.form, search_names.c.name, search_entries.c.entry_id)
    query = query.join(search_entries, search_entries.c.place == search_names.c.place).where(*above).order_by(search_names.c.form)
    rows = connection.execute(query, execution_options={"yield_per": 2000})
    told: dict[tuple[str, str], str] = {}
    short: tuple[str, str, str] | None = None
    longer: set[str] = set()
    grouped = ((form, {row.entry_id: row.name for row in same}) for form, same in groupby(rows, key=lambda row: row.form))
    for form, of in chain(grouped, [("", {})]):  # the last, which is nobody's, lets the one before be told
        if short is not None and not form.startswith(f"{short[0]} "):
            if len(longer) == 1:
                told.setdefault((short[1], next(iter(longer))), f"nobody else in the record has a longer name with “{short[2]}”")
            short, longer = None, set()
        if short is not None:
            longer |= set(of)
        whole = {ident: name for ident, name in of.items() if form in ("".join(words_of(name)), " ".join(words_of(name)))}
        if whole and 1 < len(of) <= TOGETHER:
            for one, other in combinations(of, 2):
                if one in whole or other in whole:
                    told.setdefault((one, other), _same_name(of[one], of[other]))
        if short is None and len(of) == 1 and len(form) > 2 and whole:
            (ident, name) = next(iter(of.items()))
            short = (form, ident, name) if len(words_of(name)) == 1 else None
        if len(told) >= MOST * 4:
            break
    actors = cast(dict[str, Actor], some(connection, "actors", [ident for pair in told for ident in pair]))
    fits = ((actors[a], actors[b], why) for (a, b), why in told.items() if a != b and a in actors and b in actors)
    yield from [Pair(one, other, why) for one, other, why in fits if _could_be_one(one, other)][:MOST]


def _same_name(one: str, other: str) -> str:
    if plainly(one) == plainly(other):
        return f"both go by the name “{one}”"
    return f"“{one}” and “{other}” are one name, written in two ways"


def _could_be_one(one: Actor, other: Actor) -> bool:
    countries = {one.country, other.country} - {None}
    sectors = {one.sector, other.sector} - {None}
    return one.kind == other.kind and len(countries) < 2 and len(sectors) < 2


def _dialogues(connection: Connection) -> Iterator[Pair]:
    alike: dict[tuple[tuple[str, ...], tuple[str, ...]], list[Dialogue]] = defaultdict(list)
    for dialogue in cast(Iterable[Dialogue], _above(connection, "dialogues")):
        if len(dialogue.parties) + len(dialogue.party_actors) > 1:
            alike[tuple(sorted(dialogue.parties)), tuple(sorted(dialogue.party_actors))].append(dialogue)
    for dialogues in alike.values():
        for one, other in combinations(dialogues[:TOGETHER], 2):
            if one.subject == other.subject and one.subject is not None:
                yield Pair(one, other, f"both are between the same parties and on {one.subject}")
            elif one.subject is None or other.subject is None:
                yield Pair(one, other, "both are between the same parties, and of one the subject isn’t told")


def _rounds(connection: Connection) -> Iterator[Pair]:
    of: dict[str, list[Round]] = defaultdict(list)
    for sitting in cast(Iterable[Round], _above(connection, "rounds")):
        of[sitting.dialogue_id].append(sitting)
    for rounds in of.values():
        for one, other in combinations(rounds, 2):
            if one.ordinal is not None and one.ordinal == other.ordinal:
                yield Pair(one, other, "both are told as the same one of the series")
            elif (one.ordinal is None or other.ordinal is None) and _may_be_same_days(one, other):
                yield Pair(one, other, "both are of one dialogue, and may have been on the same days")


def _may_be_same_days(one: Round, other: Round) -> bool:
    """Whether the days meet, where both are known to a month or so: of a day within years nothing follows."""
    spans = [Interval.of(r.date.edtf) for r in (one, other) if r.date.edtf is not None]
    if len(spans) < 2:
        return False
    (first, last), (start, end) = ((span.first, span.last) for span in spans)
    if first is None or last is None or start is None or end is None:
        return False
    return max((last - first).days, (end - start).days) <= 62 and first <= end and start <= last


def _above(connection: Connection, kind: str) -> Iterator[Entry]:
    query = select(search_entries.c.entry_id).where(search_entries.c.above == 1, search_entries.c.kind == kind)
    ids = list(connection.scalars(query.order_by(search_entries.c.place)))
    for first in range(0, len(ids), 500):
        yield from some(connection, kind, ids[first : first + 500]).values()
