"""A kind's entries as a collection: nothing is read until it is asked for, and filters give another collection."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import islice
from typing import TYPE_CHECKING, Any, Generic, TypeVar, cast

from verbale.errors import NotInRecord
from verbale.model import BY_PLURAL, Actor, Dialogue, Entry, Event, Round, Speaker, When, to_shape
from verbale.model.columns import days
from verbale.record import frames
from verbale.record.marked import table

if TYPE_CHECKING:
    from verbale.record.record import Record

E = TypeVar("E", bound=Entry)
Look = Callable[[str], Entry | None]
Right = Callable[[Any, Look], bool]
"""Whether an entry is right; it may look other entries up by their ids."""
KEPT = 10_000
"""Entries that a filter keeps at hand while it looks others up."""
SHOWN = 20
"""Entries that a notebook shows."""
_COUNTRIES = frozenset({"country", "party", "parties", "raised_by"})
"""The fields whose values are codes of those who took part."""
_ELSEWHERE = frozenset({"place", "evidence"})
"""Fields that name a country without anybody of it taking part."""


@dataclass(frozen=True)
class Collection(Generic[E]):
    """The entries of a kind in a record, in the order of listings: iterate, take by position, filter, turn into a frame.

    It reads the record anew each time it is asked, and holds no entries itself. Those below the confidence line are among them only
    where `where(below_line=True)` asked for them.
    """

    record: Record
    plural: str
    below_line: bool = False
    document: str | None = None
    rights: tuple[Right, ...] = field(default=(), repr=False)

    def where(
        self,
        *,
        country: str | None = None,
        dyad: tuple[str, str] | None = None,
        type: str | None = None,
        status: str | None = None,
        since: frames.Day = None,
        until: frames.Day = None,
        document: str | None = None,
        below_line: bool | None = None,
        right: Callable[[E], bool] | None = None,
    ) -> Collection[E]:
        """Those entries for which all of this holds.

        country: somebody of it took part; where a thing happened doesn't count. dyad: somebody of each of the two did; of an event, on
        opposite sides, or as two of its actors. type: of an event; the `kind` of other entries. since, until: days, inclusive
        (a date, or YYYY-MM-DD): it may have been between them; what has no date is left out. document: it is from this document.
        right: a function of your own. Raises ValueError where a day is none.
        """
        rights = list(self.rights)
        if country is not None:
            rights.append(lambda entry, look: country in _countries(entry, look))
        if dyad is not None:
            rights.append(lambda entry, look: _between(entry, *dyad, look))
        if type is not None:
            rights.append(lambda entry, _: getattr(entry, "type", getattr(entry, "kind", None)) == type)
        if status is not None:
            rights.append(lambda entry, _: getattr(entry, "status", None) == status)
        first, last = frames.day(since), frames.day(until)
        if first is not None or last is not None:
            rights.append(lambda entry, _: _may_be(entry, first, last))
        if right is not None:
            rights.append(lambda entry, _: right(entry))
        return replace(
            self,
            rights=tuple(rights),
            document=self.document if document is None else document,
            below_line=self.below_line if below_line is None else below_line,
        )

    def __iter__(self) -> Iterator[E]:
        """Entry after entry, as the record was when this began."""
        near: dict[str, Entry | None] = {}

        def look(ident: str) -> Entry | None:
            if ident not in near:
                if len(near) >= KEPT:
                    near.clear()
                near[ident] = _found(self.record, ident)
            return near[ident]

        for entry in self.record.entries(self.plural, below_line=self.below_line, document=self.document):
            if all(right(entry, look) for right in self.rights):
                yield cast(E, entry)

    def __len__(self) -> int:
        if not self.rights and self.document is None:
            return self.record.count(self.plural, below_line=self.below_line)
        return sum(1 for _ in self)

    def __bool__(self) -> bool:
        return next(iter(self), None) is not None

    def __getitem__(self, position: int) -> E:
        """The entry at this place. Raises IndexError."""
        if position < 0:
            position += len(self)
        found = next(islice(self, position, None), None) if position >= 0 else None
        if found is None:
            raise IndexError(position)
        return found

    def to_arrow(self) -> Any:
        """A pyarrow.Table, typed: nested fields as structs and lists, and beside each date its first and last possible day."""
        kind = BY_PLURAL[self.plural]
        of = frames.schema(kind)
        made = list(frames.batches((frames.row(kind, entry) for entry in self), of))
        return frames.arrow().Table.from_batches(made, schema=of)

    def to_polars(self) -> Any:
        """The same as a polars.DataFrame."""
        return frames.polars().from_arrow(self.to_arrow())

    def __repr__(self) -> str:
        return f"<{len(self)} {self.plural}>"

    def _repr_html_(self) -> str:
        """The first entries, each with the words it stands on marked in what stands around them. Nothing of a document is obeyed."""
        shown = list(islice(self, SHOWN + 1))
        return table(BY_PLURAL[self.plural], shown[:SHOWN], self.record.text, more=len(shown) > SHOWN)


def _countries(entry: Entry, look: Look) -> frozenset[str]:
    """The codes of those who took part."""
    found = set(_codes(to_shape(entry)))
    for ident in _speakers(entry):
        actor = look(ident)
        if isinstance(actor, Actor) and actor.country is not None:
            found.add(actor.country)
    if isinstance(entry, Round):
        dialogue = look(entry.dialogue_id)
        if isinstance(dialogue, Dialogue):
            found.update(dialogue.parties)
    return frozenset(found)


def _between(entry: Entry, one: str, other: str, look: Look) -> bool:
    if not isinstance(entry, Event):
        return {one, other} <= _countries(entry, look)
    actors, recipients = ({party.country for party in side} for side in (entry.actors, entry.recipients))
    if not recipients:
        return {one, other} <= actors
    return (one in actors and other in recipients) or (other in actors and one in recipients)


def _found(record: Record, ident: str) -> Entry | None:
    try:
        return record.entry(ident)
    except NotInRecord:
        return None


def _speakers(entry: Entry) -> Iterator[str]:
    for speaker in (getattr(entry, "speaker", None), *getattr(entry, "co_speakers", ())):
        if isinstance(speaker, Speaker) and speaker.actor_id is not None:
            yield speaker.actor_id


def _codes(shape: Any) -> Iterator[str]:
    """The codes in a shape of those who took part."""
    if isinstance(shape, dict):
        for key, value in shape.items():
            if key in _COUNTRIES:
                yield from [value] if isinstance(value, str) else value or []
            elif key not in _ELSEWHERE:
                yield from _codes(value)
    elif isinstance(shape, list):
        for item in shape:
            yield from _codes(item)


def _may_be(entry: Entry, since: date | None, until: date | None) -> bool:
    when = next((w for name in ("date", "due") if isinstance(w := getattr(entry, name, None), When)), None)
    if when is None or when.edtf is None:
        return False
    first, last = days(when)
    return (since is None or last is None or last >= since) and (until is None or first is None or first <= until)
