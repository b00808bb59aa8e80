"""What a format asks of a record: its entries one after another, and what stands behind each."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator
from typing import Any
from urllib.parse import quote

from verbale.errors import NotInRecord
from verbale.export.excerpts import cut
from verbale.model import Actor, Document, Entry, Story, to_shape
from verbale.record import Record

KEPT = 20_000
"""Entries that are kept at hand, so that a million events need no million look-ups and no memory that grows with them."""

Chosen = Callable[[str], Iterable[Entry]]
"""The entries of a kind, by its plural, that are wanted in the place of all."""


class Material:
    """A record as formats see it: withheld names are withheld, quotations are no longer than allowed, nothing is held as a whole.

    below_line: also what lies below the confidence line. excerpts: the most code points of a quotation, None for all of it.
    base: the address under which the record is served, with which permalinks begin; None for `urn:verbale:`.
    step: called once for each entry that a format has taken. chosen: gives the entries that are wanted, None for all; what stands behind
    them is found in the whole record.
    """

    def __init__(
        self,
        record: Record,
        *,
        below_line: bool = False,
        excerpts: int | None = None,
        base: str | None = None,
        step: Callable[[], None] = lambda: None,
        chosen: Chosen | None = None,
    ) -> None:
        self._record = record
        self.below_line = below_line
        self.excerpts = excerpts
        self._base = "urn:verbale:" if base is None else base.rstrip("/") + "/"
        self._step = step
        self._chosen = chosen
        self._near: OrderedDict[str, Entry | None] = OrderedDict()

    def entries(self, plural: str) -> Iterator[Any]:
        """The entries of a kind, in the order of listings, or in that in which they were chosen."""
        found = self._record.entries(plural, below_line=self.below_line) if self._chosen is None else self._chosen(plural)
        for entry in found:
            yield entry if self.excerpts is None else cut(entry, self.excerpts)
            self._step()

    def shapes(self, plural: str) -> Iterator[dict[str, Any]]:
        """The same as JSON has them, in the contract's keys and order."""
        return map(to_shape, self.entries(plural))

    def entry(self, any_id: str | None) -> Entry | None:
        """The entry of this id; None where there is none. It may lie below the confidence line."""
        if any_id is None:
            return None
        if any_id in self._near:
            self._near.move_to_end(any_id)
            return self._near[any_id]
        try:
            found: Entry | None = self._record.entry(any_id)
        except NotInRecord:
            found = None
        if found is not None and self.excerpts is not None:
            found = cut(found, self.excerpts)
        self._near[any_id] = found
        if len(self._near) > KEPT:
            self._near.popitem(last=False)
        return found

    def actor(self, any_id: str | None) -> Actor | None:
        """The actor of this id."""
        found = self.entry(any_id)
        return found if isinstance(found, Actor) else None

    def story(self, any_id: str | None) -> Story | None:
        """The story of this id."""
        found = self.entry(any_id)
        return found if isinstance(found, Story) else None

    def sources(self, entry: Entry) -> tuple[Document, ...]:
        """The documents that an entry is from, each once: those of its evidence in its order, then others that carry the same story."""
        if isinstance(entry, Document):
            return (entry,)
        ids = dict.fromkeys(shown.document_id for shown in entry.evidence)
        for story in self._stories(entry):
            ids |= dict.fromkeys(story.sources)
        found = (self.entry(ident) for ident in ids)
        return tuple(document for document in found if isinstance(document, Document))

    def _stories(self, entry: Entry) -> Iterator[Story]:
        if isinstance(entry, Story):
            yield entry
            return
        for ident in dict.fromkeys(shown.story_id for shown in entry.evidence if shown.story_id is not None):
            if (story := self.story(ident)) is not None:
                yield story

    def permalink(self, ident: str) -> str:
        """An address that stays: of the entry in the record as it is served, else a name that `verbale show` takes after its last colon."""
        return self._base + quote(ident, safe="-")


def urls(sources: tuple[Document, ...]) -> list[str]:
    """Where these documents were published, each address once."""
    return list(dict.fromkeys(document.url for document in sources if document.url is not None))
