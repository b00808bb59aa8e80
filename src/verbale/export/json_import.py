"""Importing json: a record that was exported, in part or whole, by us or by somebody else.

An export has the words of every anchor and not the texts around them. Each document's text is made of those words at their places,
with U+FFFD for each character between them that the export doesn't have, so that every anchor holds and is checked. An entry that
several documents tell becomes a fact in each of them, under ids of which its own is the least, so that linking puts it together under it.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from verbale.errors import ExportError
from verbale.export.json import LAYOUT
from verbale.export.parcel import Parcel
from verbale.model import BY_TYPE, FACT_KINDS, Document, Event, Evidence, Fact, Statement, Story, StoryWhen, from_shape, mint

GAP = "\ufffd"


def parcels(path: Path) -> Iterator[Parcel]:
    """A document and its facts, in the order of the export. Raises ExportError where the file is no such export."""
    try:
        whole = json.loads(path.read_bytes())
        documents, found = _entries(whole)
    except (KeyError, TypeError, ValueError) as error:
        raise ExportError(str(path), f"it is no record in the layout {LAYOUT}: {error}") from error
    facts: dict[str, list[Fact]] = defaultdict(list)
    for entry in found:
        for document_id, part in _parts(entry, documents):
            facts[document_id].append(part)
    for document in documents.values():
        its = [*facts[document.id], *_missing(document, facts[document.id])]
        try:
            text = _text(document, its)
        except ValueError as error:
            raise ExportError(str(path), str(error)) from error
        yield Parcel(replace(document, text=text, confidence=1.0, evidence=()), tuple(its))


def _entries(whole: Any) -> tuple[dict[str, Document], list[Fact]]:
    if not isinstance(whole, dict) or whole.get("layout") != LAYOUT:
        raise ValueError("its layout is another")
    documents = {document.id: document for document in (from_shape(Document, shape) for shape in whole["documents"])}
    return documents, [from_shape(kind.type, shape) for kind in FACT_KINDS for shape in whole.get(kind.plural, [])]  # type: ignore[misc]


def _parts(entry: Fact, documents: Mapping[str, Document]) -> Iterator[tuple[str, Fact]]:
    """The entry as a fact of each document that tells it. Raises ExportError where one isn't there."""
    by_document: dict[str, list[Evidence]] = defaultdict(list)
    for shown in entry.evidence:
        by_document[shown.document_id].append(shown)
    first = entry.document_id if isinstance(entry, Story) else next(iter(by_document), None)
    for document_id, evidence in by_document.items():
        if document_id not in documents:
            raise ExportError(entry.id, f"its evidence is in {document_id}, which is not in the file")
        if isinstance(entry, Story):
            if document_id == first:
                yield document_id, replace(entry, sources=(document_id,), evidence=tuple(evidence))
            continue
        ident = entry.id if document_id == first else _after(entry, documents[document_id])
        part = replace(entry, id=ident, evidence=tuple(evidence))
        story_id = next((shown.story_id for shown in evidence if shown.story_id is not None), None)
        if isinstance(part, Event | Statement) and story_id is not None:
            part = replace(part, story_id=story_id)
        yield document_id, part


def _after(entry: Fact, document: Document) -> str:
    """An id in this document that comes after the entry's own."""
    kind, count = BY_TYPE[type(entry)].singular, 0
    while (ident := mint(kind, document.sha256, "imported", entry.id, count)) <= entry.id and count < 10_000:
        count += 1
    return ident


def _missing(document: Document, facts: list[Fact]) -> Iterator[Story]:
    """The stories that the facts' anchors name and the export doesn't have, since they were linked into others."""
    there = {fact.id for fact in facts if isinstance(fact, Story)}
    wanted: dict[str, list[Evidence]] = defaultdict(list)
    for fact in facts:
        for shown in fact.evidence:
            if shown.story_id is not None and shown.story_id not in there:
                wanted[shown.story_id].append(shown)
    for ident, quotes in wanted.items():
        first = replace(min(quotes), field="start", role=None)
        end = max(shown.end for shown in quotes)
        yield Story(ident, document.id, "other", None, first.start, end, False, StoryWhen(), (document.id,), 1.0, (first,))


def _text(document: Document, facts: list[Fact]) -> str:
    """The words of all anchors at their places. Raises ValueError where two contradict each other or one stands outside the text."""
    text = [GAP] * document.length
    for fact in facts:
        for shown in fact.evidence:
            if shown.end > document.length:
                raise ValueError(f"{fact.id}: its words end at {shown.end}, and {document.id} has {document.length} characters")
            for offset, character in enumerate(shown.exact, start=shown.start):
                if text[offset] not in (GAP, character):
                    raise ValueError(f"{fact.id}: its words at {shown.start} of {document.id} are not those of another anchor there")
                text[offset] = character
    return "".join(text)
