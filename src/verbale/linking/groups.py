"""Things put together that are one, each with the reason why, in a way that doesn't depend on the order they come in."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from verbale.model import Interval

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Member(Generic[T]):
    """One of a group, and why it is in it; the first of a group needs no reason."""

    item: T
    why: str | None


Group = list[Member[T]]


def grouped(
    items: Iterable[T],
    place: Callable[[T], tuple[object, ...]],
    fits: Callable[[Sequence[T], T], str | None],
    ties: Callable[[T], Iterable[Hashable]],
) -> list[Group[T]]:
    """The items in groups: each, in the order of its place, joins the first group that it fits, else begins one.

    place: a total order of the items. fits: why an item belongs with those of a group, or None; a veto is a None.
    ties: what an item has in common with at least one of any group that it fits, so that no others need be asked.
    """
    groups: list[Group[T]] = []
    tied: dict[Hashable, set[int]] = {}
    for item in sorted(items, key=place):
        own = list(ties(item))
        for number in sorted(set().union(*(tied.get(tie, ()) for tie in own))):
            why = fits([m.item for m in groups[number]], item)
            if why is not None:
                groups[number].append(Member(item, why))
                break
        else:
            number = len(groups)
            groups.append([Member(item, None)])
        for tie in own:
            tied.setdefault(tie, set()).add(number)
    return groups


def months(days: Interval, margin: int = 0) -> Iterator[tuple[str, int]]:
    """The months that these days lie in, or so many days before and after them, as ties; none of a date with an open end."""
    first, last = days.shifted(-margin).first, days.shifted(margin).last
    if first is not None and last is not None:
        yield from (("month", month) for month in range(first.year * 12 + first.month, last.year * 12 + last.month + 1))


def blocks(items: Iterable[T], key: Callable[[T], Hashable | None]) -> list[list[T]]:
    """The items by a key that those which may be one share; each whose key is None by itself."""
    by_key: dict[Hashable, list[T]] = {}
    alone: list[list[T]] = []
    for item in items:
        found = key(item)
        if found is None:
            alone.append([item])
        else:
            by_key.setdefault(found, []).append(item)
    return [*by_key.values(), *alone]


@dataclass(frozen=True, slots=True)
class Rulings:
    """What persons said of which facts are one. merges: sets of ids that are. split: ids that stand alone."""

    merges: tuple[frozenset[str], ...] = ()
    split: frozenset[str] = frozenset()

    def over(self, groups: Iterable[Sequence[T]], ident: Callable[[T], str]) -> list[list[T]]:
        """Groups as linked, parted and joined as persons ruled. ident: the id of an item's fact."""
        parted = [part for group in groups for part in self._parted(group, ident)]
        for merge in self.merges:
            joined = [group for group in parted if any(ident(item) in merge for item in group)]
            if len(joined) > 1:
                parted = [group for group in parted if group not in joined] + [[item for group in joined for item in group]]
        return parted

    def _parted(self, group: Sequence[T], ident: Callable[[T], str]) -> list[list[T]]:
        alone = [item for item in group if ident(item) in self.split]
        rest = [item for item in group if ident(item) not in self.split]
        return [part for part in (rest, *([item] for item in alone)) if part]


NO_RULINGS = Rulings()
