"""What was known on a day: the documents that are surely not later."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from verbale.model import Document, Fact, Interval, Story, When


def known_by(documents: Iterable[Document], facts: Iterable[Fact], day: date) -> tuple[list[Document], list[Fact]]:
    """The documents that count as of a day, and their facts: those whose latest possible day is not after it.

    One without a date of its own is as late as the latest of its stories can be; one that nothing bounds doesn't count.
    """
    told = list(facts)
    latest: dict[str, list[date | None]] = {}
    for fact in told:
        if isinstance(fact, Story):
            latest.setdefault(fact.document_id, []).append(_last(fact.date))
    kept = [document for document in documents if _counts(document, latest.get(document.id, []), day)]
    ids = {document.id for document in kept}
    return kept, [fact for fact in told if fact.evidence[0].document_id in ids]


def _counts(document: Document, stories: Sequence[date | None], day: date) -> bool:
    if document.date.edtf is not None:
        last = _last(document.date)
        return last is not None and last <= day
    return bool(stories) and all(last is not None and last <= day for last in stories)


def _last(when: When) -> date | None:
    return None if when.edtf is None else Interval.of(when.edtf).last
