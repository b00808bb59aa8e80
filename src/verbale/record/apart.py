"""Pairs of entries that a person said are two. They are remembered by the ids that the entries were linked of, so that a pair stays known
when one of its entries grows.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import Connection, delete, insert, select

from verbale.record.schema import apart


@dataclass(frozen=True, slots=True)
class Apart:
    """A pair that stays two. one, other: ids, the smaller first; who: whose word it is; made_at: ISO 8601, UTC."""

    one: str
    other: str
    who: str
    made_at: str


def put_apart(connection: Connection, pair: Apart) -> None:
    """Remember it, in the place of what was said of the pair before."""
    forget_apart(connection, pair.one, pair.other)
    one, other = sorted((pair.one, pair.other))
    connection.execute(insert(apart).values(one=one, other=other, who=pair.who, made_at=pair.made_at))


def forget_apart(connection: Connection, one: str, other: str) -> None:
    """Let the pair be proposed again."""
    first, second = sorted((one, other))
    connection.execute(delete(apart).where(apart.c.one == first, apart.c.other == second))


def stored_apart(connection: Connection) -> Iterator[Apart]:
    """All such pairs, the latest first."""
    for row in connection.execute(select(apart).order_by(apart.c.made_at.desc(), apart.c.one, apart.c.other)):
        yield Apart(row.one, row.other, row.who, row.made_at)
