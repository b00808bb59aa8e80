"""Lines of cells parted by tabs, for formats of event data: no cell holds a tab or a line end."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from typing import BinaryIO

from verbale.export.cell import guarded, line
from verbale.export.material import Material, urls
from verbale.model import Event

NONE = "None"
"""What the POLECAT releases write for what is not known."""
BESIDE = ("Confidence", "Status", "Source URL", "Source URLs", "Source Count", "Permalink")
"""The columns that ours have after a format's own."""


def beside(material: Material, event: Event) -> list[str | None]:
    """The cells of BESIDE."""
    sources = material.sources(event)
    addresses = urls(sources)
    return [
        f"{event.confidence:.2f}",
        event.status,
        addresses[0] if addresses else None,
        joined(addresses),
        str(len(sources)),
        material.permalink(event.id),
    ]


def joined(values: Iterable[str | None]) -> str | None:
    """Several values in one cell, in the way of POLECAT: parted by "; ", each unknown one `None`; None for none, or none known."""
    found = [None if value is None else line(value).replace(";", ",") for value in values]
    return None if not any(found) else "; ".join(value or NONE for value in found)


def put(out: BinaryIO, cells: Iterable[str | None], *, numbers: frozenset[int] = frozenset()) -> None:
    """One line. numbers: which cells are numbers, that may begin with a minus."""
    text = io.StringIO()
    shown = (NONE if c is None else c if i in numbers else guarded(line(c)) for i, c in enumerate(cells))
    csv.writer(text, delimiter="\t", lineterminator="\n").writerow(shown)
    out.write(text.getvalue().encode())
