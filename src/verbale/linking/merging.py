"""Lists of several facts as one list, and the evidence of their members counted in it."""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import replace
from typing import TypeVar

from verbale.model import Evidence

T = TypeVar("T")
_INDEXED = re.compile(r"(\w+)\[(\d+)\](.*)$", re.DOTALL)


class Merged:
    """What several facts say, put together field by field; afterwards `evidence` gives theirs, its fields counted in the lists as merged.

    Each fact is known by its place in `facts`, whose order decides what comes first.
    """

    def __init__(self, facts: Sequence[tuple[Evidence, ...]]) -> None:
        self._facts = facts
        self._places: dict[tuple[int, str, int], str] = {}

    def lists(
        self, field: str, values: Sequence[Sequence[T]], key: Callable[[T], Hashable], join: Callable[[T, T], T] | None = None
    ) -> list[T]:
        """The members of a list field over all facts, each once by its key. values: a fact's list, a row a fact.

        join: what becomes of a member that another fact has too; the first stays as it is where None.
        """
        kept: dict[Hashable, T] = {}
        place: dict[Hashable, int] = {}
        for fact, row in enumerate(values):
            for old, value in enumerate(row):
                known = key(value)
                if known not in kept:
                    place[known] = len(kept)
                    kept[known] = value
                elif join is not None:
                    kept[known] = join(kept[known], value)
                self._places[fact, field, old] = f"{field}[{place[known]}]"
        return list(kept.values())

    def place(self, fact: int, field: str, old: int, new: int | None) -> None:
        """Say where a member of a fact's list stands in the list as merged, where `lists` doesn't make it; None where it stands nowhere."""
        self._places[fact, field, old] = field if new is None else f"{field}[{new}]"

    def evidence(self) -> tuple[Evidence, ...]:
        """All evidence, each once, facts in order."""
        return tuple(dict.fromkeys(self._counted(fact, e) for fact, shown in enumerate(self._facts) for e in shown))

    def _counted(self, fact: int, evidence: Evidence) -> Evidence:
        indexed = _INDEXED.match(evidence.field)
        if indexed is None:
            return evidence
        new = self._places.get((fact, indexed[1], int(indexed[2])))
        return evidence if new is None else replace(evidence, field=new + indexed[3])


def first_known(values: Iterable[T | None]) -> T | None:
    """The first that is known."""
    return next((value for value in values if value is not None), None)
