"""csv: a file a kind (RFC 4180, UTF-8), and `views.sql`, by which DuckDB reads them with their types.

A text that a spreadsheet would compute has a `'` before it, and so has one that begins with `'`; the views take it off again. Numbers and
dates stand bare; an empty cell is null. Lists are JSON.
"""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

from verbale.export.cell import guarded
from verbale.export.format import Format
from verbale.export.material import Material
from verbale.export.rows import names, rows
from verbale.model import KINDS, Kind
from verbale.model.columns import Cell

SQL_TYPES = {str: "VARCHAR", int: "BIGINT", float: "DOUBLE", bool: "BOOLEAN", date: "DATE", list: "JSON"}
VIEWS = "views.sql"


def write(material: Material, folder: Path) -> None:
    """A file a kind, and the views."""
    for kind in KINDS:
        with (folder / f"{kind.plural}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(name for name, _ in names(kind))
            for row in rows(material, kind):
                writer.writerow(map(cell, row))
    (folder / VIEWS).write_text(views(), encoding="utf-8")


def cell(value: Cell) -> str:
    """A value as it stands in a cell."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return guarded(value) if isinstance(value, str) else str(value)


def views() -> str:
    """The script: `duckdb -init views.sql`, run in the folder."""
    return "-- duckdb -init views.sql, in this folder\n" + "".join(map(_view, KINDS))


def _view(kind: Kind) -> str:
    read = ", ".join(f"'{name}': 'VARCHAR'" for name, _ in names(kind))
    shown = ",\n  ".join(_shown(name, of) for name, of in names(kind))
    source = f"read_csv('{kind.plural}.csv', header = true, delim = ',', quote = '\"', escape = '\"', nullstr = '', columns = {{{read}}})"
    return f"CREATE OR REPLACE VIEW {kind.plural} AS SELECT\n  {shown}\nFROM {source};\n"


def _shown(name: str, of: type) -> str:
    if of in (str, list):
        text = f"""CASE WHEN starts_with("{name}", '''') THEN substr("{name}", 2) ELSE "{name}" END"""
        return f'{text} AS "{name}"' if of is str else f'CAST({text} AS JSON) AS "{name}"'
    return f'CAST("{name}" AS {SQL_TYPES[of]}) AS "{name}"'


FORMAT = Format("csv", "a file a kind, for spreadsheets and scripts, with views for DuckDB", tuple(k.plural for k in KINDS), folder=write)
