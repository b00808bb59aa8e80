"""The list of formats, and the way from a record to a file in one of them. A new format is a new file here and a name in this list."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from verbale.errors import ExportError
from verbale.export import arrow, atom, cameo, csv, ftm, ics, json, parquet, plover, polecat, schemaorg, uwazi, webannotation
from verbale.export.format import Format
from verbale.export.material import Chosen, Material
from verbale.export.target import STDOUT, file_at, folder_at
from verbale.record import Record

FORMATS: tuple[Format, ...] = (
    json.FORMAT,
    csv.FORMAT,
    parquet.FORMAT,
    arrow.FORMAT,
    polecat.FORMAT,
    plover.FORMAT,
    cameo.FORMAT,
    ftm.FORMAT,
    webannotation.FORMAT,
    schemaorg.FORMAT,
    ics.FORMAT,
    atom.FORMAT,
    uwazi.FORMAT,
)
BY_NAME = {format.name: format for format in FORMATS}


@cache
def formats_of(plural: str) -> tuple[Format, ...]:
    """The formats that hold this kind and can be written here."""
    return tuple(format for format in FORMATS if plural in format.kinds and format.ready)


def export(
    record: Record,
    name: str,
    path: str,
    *,
    below_line: bool = False,
    excerpts: int | None = None,
    base: str | None = None,
    step: Callable[[], None] = lambda: None,
    chosen: Chosen | None = None,
) -> None:
    """Write the record's entries in this format to `path`: a file or a folder by the format, `-` for standard output where it is a file.

    The options are those of `Material`. What was at `path` stays until all is written.
    Raises ExportError where there is no such format, an extra is missing, `path` can't be written, or the record changed meanwhile.
    """
    if name not in BY_NAME:
        raise ExportError(name, f"there is no such format; there are {', '.join(BY_NAME)}")
    format = BY_NAME[name]
    if format.folder is not None and path == STDOUT:
        raise ExportError(path, f"the format {name} is a folder of files; name one")
    if not format.ready:
        raise ExportError(name, f"this format needs an extra: pip install 'verbale[{format.extra}]'")
    material = Material(record, below_line=below_line or format.whole, excerpts=excerpts, base=base, step=step, chosen=chosen)
    before = record.revision()
    if format.file is not None:
        with file_at(path) as out:
            format.file(material, out)
            _unchanged(record, before, path)
    elif format.folder is not None:
        with folder_at(path) as folder:
            format.folder(material, folder)
            _unchanged(record, before, path)


def _unchanged(record: Record, before: int, path: str) -> None:
    if record.revision() != before:
        raise ExportError(path, "the record changed while it was exported; export it again")
