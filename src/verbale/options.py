"""Options that several commands share."""

from __future__ import annotations

from typing import Annotated

import typer

RecordAt = Annotated[str, typer.Option("--record", help="The record: a file, or a postgresql:// URL.", metavar="FILE")]
RECORD = "verbale.db"
"""Where the record is unless something else is said."""
