"""A view: an entry of the record as linked, and where it stands in a listing."""

from __future__ import annotations

from dataclasses import dataclass

from verbale.model.kinds import Entry


@dataclass(frozen=True, slots=True)
class View:
    """One linked entry and where it stands.

    document_ids: of the documents it is from.
    sort_date: anything whose order as text is that of time, such as `2010-05-13`; None where it is unknown, which comes last.
    sort_document, sort_position: a document's id, and code points into its text.
    members: ids of what it was linked of; each leads to the entry, as its own id does.
    whys: for each member why it is one with the others; None where nothing more need be said, and empty where that holds of all.
    """

    entry: Entry
    document_ids: tuple[str, ...]
    sort_date: str | None
    sort_document: str
    sort_position: int
    members: tuple[str, ...] = ()
    whys: tuple[str | None, ...] = ()

    @property
    def order(self) -> tuple[object, ...]:
        """The order of every listing: date, then document, then position, then id; unknown dates last."""
        return (self.sort_date is None, self.sort_date or "", self.sort_document, self.sort_position, self.entry.id)
