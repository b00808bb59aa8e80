"""What others hold, brought into a record: the list of formats that can be imported, and what each of them has to give."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from verbale.errors import ExportError, SourceError
from verbale.export import json_import, polecat_import
from verbale.export.parcel import Parcel
from verbale.record import Record
from verbale.version import __version__

READERS: dict[str, Callable[[Path], Iterator[Parcel]]] = {"json": json_import.parcels, "polecat": polecat_import.parcels}
"""By the format's name. Each reads a file into documents and the facts that it has of them."""
ANY_CPU = "any"
"""The class of CPU of what no network read."""


@dataclass(frozen=True, slots=True)
class Imported:
    """What became of a file: how many documents and facts are new, how many documents were there already, and which rows were refused."""

    documents: int = 0
    facts: int = 0
    known: int = 0
    refused: tuple[str, ...] = ()


def import_file(record: Record, name: str, path: str) -> Imported:
    """Bring a file in this format into the record. Importing it again changes nothing; the views are behind until they are linked anew.

    A document that the record has already stays as it was read: an import never takes the place of a reading.
    Raises ExportError where there is no such format or the file isn't in it; what it gave until then stays.
    """
    if name not in READERS:
        raise ExportError(name, f"it can't be imported; {', '.join(READERS)} can")
    there = {document.id for document in record.documents()}
    documents = facts = known = 0
    refused: list[str] = []
    for parcel in READERS[name](_file(path)):
        refused += parcel.refused
        if parcel.document is None:
            continue
        if parcel.document.id in there:
            known += 1
            continue
        try:
            record.add(parcel.document, parcel.facts, weights=f"import:{name}", cpu=ANY_CPU, version=__version__)
        except SourceError as error:
            raise ExportError(path, error.reason) from error
        documents, facts = documents + 1, facts + len(parcel.facts)
    return Imported(documents, facts, known, tuple(refused))


def _file(path: str) -> Path:
    place = Path(path)
    if place.is_dir():
        raise ExportError(path, "it is a folder; name a file")
    if not place.exists():
        raise ExportError(path, "there is no such file")
    return place
