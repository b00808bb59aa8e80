"""Reading a table: a CSV file into frozen dataclass rows, each cell checked against the field's type.

The file is UTF-8 with a header row that names exactly the row's fields. `|` parts several values in a cell. A field's type says what its
column takes: `str` needs a value, `str | None` may be empty, `bool` is `true` or empty (or `false`), `date` is YYYY-MM-DD, a `Literal`
lists its values, `tuple` takes any number. Rows are counted as a spreadsheet does: the header is row 1. Empty rows are passed over.
"""

from __future__ import annotations

import csv
import io
import re
import types
import typing
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import date
from pathlib import Path
from typing import Any, Generic, Literal, NoReturn, TypeVar

from verbale.errors import TableError

R = TypeVar("R")
OURS = Path(__file__).parent
"""The folder of our own tables."""
PARTS = "|"
_ISO_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")

Codes = Mapping[str, frozenset[str]]
Cell = Callable[[str], Any]


@dataclass(frozen=True, slots=True)
class Table(Generic[R]):
    """A table's rows in order, and for each the file and row it stands in, as errors name it."""

    rows: tuple[R, ...]
    where: tuple[str, ...]

    @classmethod
    def load(cls, row: type[R], file: str, key: tuple[str, ...], *, overlay: Path | None = None, codes: Codes | None = None) -> Table[R]:
        """Our table `file`, with the one of the same name in the folder `overlay` laid over it, if it is there.

        An overlay's row replaces our row with the same `key` fields, in its place; its other rows are added at the end.
        codes: for a column, the values it may take, where no type can list them.
        Raises TableError naming the file, the row and the column.
        """
        paths = [OURS / file] if overlay is None or not (overlay / file).exists() else [OURS / file, overlay / file]
        kept: dict[tuple[object, ...], tuple[R, str]] = {}
        for path in paths:
            kept |= _keyed(row, path, key, codes or {})
        return cls(tuple(r for r, _ in kept.values()), tuple(w for _, w in kept.values()))

    def check(self, column: str, right: Callable[[R], bool], reason: str) -> None:
        """Raise TableError for the first row that isn't right, naming this column."""
        for row, where in zip(self.rows, self.where, strict=True):
            if not right(row):
                fail(where, column, reason)


def fail(where: str, column: str, reason: str) -> NoReturn:
    """Raise the TableError for this column of this place (`FILE, row N`)."""
    raise TableError(f"{where}, column {column}: {reason}")


def _keyed(row: type[R], path: Path, key: tuple[str, ...], codes: Codes) -> dict[tuple[object, ...], tuple[R, str]]:
    """The rows of one file by their keys; no key twice."""
    found: dict[tuple[object, ...], tuple[R, str]] = {}
    for where, entry in _rows(row, path, codes):
        names = tuple(getattr(entry, column) for column in key)
        if names in found:
            fail(where, key[0], f"{' '.join(map(str, names))!r} stands in {found[names][1]} already")
        found[names] = (entry, where)
    return found


def _rows(row: type[R], path: Path, codes: Codes) -> Iterator[tuple[str, R]]:
    columns = _columns(row, codes)
    records = _records(path, tuple(columns))
    header = next(records)
    _check_header(path, header, columns)
    cells = [(column, columns[column]) for column in header]
    for number, record in enumerate(records, start=2):
        if not record:
            continue
        where = f"{path}, row {number}"
        if len(record) != len(cells):
            fail(where, header[min(len(record), len(cells) - 1)], f"{len(cells)} cells are expected, not {len(record)}")
        yield where, row(**_values(cells, record, where))


def _values(cells: list[tuple[str, Cell]], record: list[str], where: str) -> dict[str, Any]:
    values: dict[str, Any] = {}
    column = ""
    try:
        for (column, read), cell in zip(cells, record, strict=True):
            values[column] = read(cell)
    except ValueError as error:
        fail(where, column, str(error))
    return values


def _records(path: Path, columns: tuple[str, ...]) -> Iterator[list[str]]:
    """The file's records as lists of cells, the header first."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise TableError(f"{path}: can't be read: {error.strerror}") from error
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        _fail_at_bad_byte(path, error, columns)
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    number = 0
    try:
        for number, record in enumerate(reader, start=1):  # noqa: B007 the error below names the row after it
            yield record
    except csv.Error as error:
        fail(f"{path}, row {number + 1}", columns[0], f"is not CSV: {error}")
    if not number:
        fail(f"{path}, row 1", columns[0], "a header row is expected, the file is empty")


def _fail_at_bad_byte(path: Path, error: UnicodeDecodeError, columns: tuple[str, ...]) -> NoReturn:
    """Name the cell that isn't UTF-8: the row is its line, the column the cells before it on that line."""
    before = error.object[: error.start]
    cells = next(csv.reader([before.rpartition(b"\n")[2].decode()]), [""])
    fail(f"{path}, row {before.count(10) + 1}", columns[min(len(cells), len(columns)) - 1], "is not UTF-8")


def _check_header(path: Path, header: list[str], columns: Mapping[str, Cell]) -> None:
    where = f"{path}, row 1"
    for column in columns:
        if header.count(column) != 1:
            fail(where, column, "is missing" if column not in header else "is there twice")
    for column in header:
        if column not in columns:
            fail(where, column, f"is not known here; the columns are {', '.join(columns)}")


def _columns(row: type, codes: Codes) -> dict[str, Cell]:
    """How each column's cells are read."""
    hints = typing.get_type_hints(row)
    return {f.name: _reader(hints[f.name], codes.get(f.name)) for f in fields(row)}


def _reader(hint: Any, codes: frozenset[str] | None) -> Cell:
    origin, args = typing.get_origin(hint), typing.get_args(hint)
    if origin in (typing.Union, types.UnionType):
        inner = _reader(next(a for a in args if a is not type(None)), codes)
        return lambda cell: inner(cell) if cell else None
    if origin is tuple:
        return _several(_reader(args[0], codes))
    if hint is bool:
        return _flag
    if hint is date:
        return _day
    allowed = frozenset(args) if origin is Literal else codes
    return _text if allowed is None else _one_of(allowed)


def _text(cell: str) -> str:
    if not cell:
        raise ValueError("a value is expected, the cell is empty")
    if cell != cell.strip():
        raise ValueError(f"{cell!r} has a space at its edge")
    return cell


def _flag(cell: str) -> bool:
    if cell not in ("", "true", "false"):
        raise ValueError(f"true, false or nothing is expected, not {cell!r}")
    return cell == "true"


def _day(cell: str) -> date:
    if not _ISO_DAY.fullmatch(cell):
        raise ValueError(f"a day as YYYY-MM-DD is expected, not {cell!r}")
    try:
        return date.fromisoformat(cell)
    except ValueError as error:
        raise ValueError(f"there is no such day as {cell}") from error


def _one_of(allowed: frozenset[str]) -> Cell:
    def read(cell: str) -> str:
        if cell not in allowed:
            few = f"; one of {', '.join(sorted(allowed))} is expected" if len(allowed) < 30 else ""
            raise ValueError(f"{cell!r} is not known here{few}")
        return cell

    return read


def _several(one: Cell) -> Cell:
    def read(cell: str) -> tuple[Any, ...]:
        if not cell:
            return ()
        if PARTS not in cell:
            return (one(cell),)
        values = tuple(map(one, cell.split(PARTS)))
        if len(set(values)) != len(values):
            raise ValueError(f"{cell!r} has a value twice")
        return values

    return read
