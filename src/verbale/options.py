"""Options that several commands share."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from verbale.record import Record
    from verbale.tables import Tables

RecordAt = Annotated[str, typer.Option("--record", help="The record: a file, or a postgresql:// URL.", metavar="FILE")]
RECORD = "verbale.db"
"""Where the record is unless something else is said."""

TablesIn = Annotated[
    str | None,
    typer.Option(
        "--tables",
        help="A folder of tables of your own, to be laid over ours. The record keeps them, and reads and links by them from then on; "
        "`ours`: by ours alone again.",
        metavar="FOLDER",
    ),
]
OURS = "ours"


def tables_given(record: Record, tables: str | None) -> Tables:
    """The tables to read and link by: those in the folder that was named, which the record keeps from now on, else those that it keeps."""
    from verbale.pipeline import keep_tables, tables_of

    if tables is None:
        return tables_of(record)
    return keep_tables(record, None if tables == OURS else Path(tables))


def brought_up(record: Record, tables: str | None = None) -> None:
    """Link the record where its views are behind, by the tables that were named or that it keeps."""
    from verbale.pipeline import relink

    if tables is not None:
        tables_given(record, tables)
    relink(record)
