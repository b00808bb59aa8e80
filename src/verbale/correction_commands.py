"""The commands by which a person corrects the record."""

from __future__ import annotations

import getpass
import json
from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer

from verbale import correcting, listing, shelf
from verbale.errors import RecordError
from verbale.model import Correction
from verbale.options import RECORD, RecordAt
from verbale.pipeline import relink
from verbale.record import Record

Why = Annotated[str | None, typer.Option("--why", help="On what grounds.", metavar="TEXT")]
By = Annotated[str | None, typer.Option("--by", help="Whose word it is; else the name you are logged in under.", metavar="NAME")]
Ident = Annotated[str, typer.Argument(help="The id of an entry.", metavar="ID")]

gold = typer.Typer(help="What persons have vouched for, as data to evaluate with.", no_args_is_help=True)


def register(app: typer.Typer) -> None:
    """Add the commands to the command line."""
    for command in (correct, merge, split, reject, confirm, withdraw, redact, undo, log):
        app.command()(command)
    gold.command("export")(export)
    app.add_typer(gold, name="gold")


def correct(
    ident: Ident,
    field: Annotated[str, typer.Argument(help="Which of its fields.", metavar="FIELD")],
    value: Annotated[str, typer.Argument(help="What it is to be: words, or JSON; a date as EDTF.", metavar="VALUE")],
    why: Why = None,
    by: By = None,
    record: RecordAt = RECORD,
) -> None:
    """Say what a field of an entry is to be. What is read anew leaves it so."""
    _corrected(record, lambda kept: correcting.correct(kept, ident, field, correcting.value_of(value), who=_who(by), why=why))


def merge(
    ident: Ident,
    other: Annotated[str, typer.Argument(help="The id of the entry that it is one with.", metavar="ID")],
    why: Why = None,
    by: By = None,
    record: RecordAt = RECORD,
) -> None:
    """Say that two entries are one."""
    _corrected(record, lambda kept: correcting.merge(kept, ident, other, who=_who(by), why=why))


def split(
    ident: Annotated[str, typer.Argument(help="The id of what an entry was linked of.", metavar="ID")],
    why: Why = None,
    by: By = None,
    record: RecordAt = RECORD,
) -> None:
    """Say that something was linked with an entry that it isn't one with."""
    _corrected(record, lambda kept: correcting.split(kept, ident, who=_who(by), why=why))


def reject(ident: Ident, why: Why = None, by: By = None, record: RecordAt = RECORD) -> None:
    """Say that an entry is wrong; it is listed no more."""
    _corrected(record, lambda kept: correcting.reject(kept, ident, who=_who(by), why=why))


def confirm(ident: Ident, why: Why = None, by: By = None, record: RecordAt = RECORD) -> None:
    """Say that an entry is right as it stands."""
    _corrected(record, lambda kept: correcting.confirm(kept, ident, who=_who(by), why=why))


def withdraw(
    source: Annotated[str, typer.Argument(help="A document's id, or the source that it was read from.", metavar="SOURCE")],
    why: Why = None,
    by: By = None,
    record: RecordAt = RECORD,
) -> None:
    """Take a document out of what is listed, with all that it gave."""
    _corrected(record, lambda kept: correcting.withdraw(kept, source, who=_who(by), why=why))


def redact(ident: Ident, why: Why = None, by: By = None, record: RecordAt = RECORD) -> None:
    """Withhold a person's name wherever the record is shown or exported."""
    _corrected(record, lambda kept: correcting.redact(kept, ident, who=_who(by), why=why))


def undo(
    ident: Annotated[str, typer.Argument(help="The id of a correction, as `verbale log` has it.", metavar="CORRECTION")],
    why: Why = None,
    by: By = None,
    record: RecordAt = RECORD,
) -> None:
    """Take a correction back; it leaves no trace but in the log."""
    _corrected(record, lambda kept: correcting.undo(kept, ident, who=_who(by), why=why))


def log(record: RecordAt = RECORD, as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False) -> None:
    """List every correction: when, whose, of what, why, and whether it is in force."""
    with Record.open(record) as kept:
        rows = correcting.shown(kept.corrections(), correcting.orphans(kept))
    columns = ("made at", "who", "what", "of", "told", "why", "state", "id")
    if as_json:
        keys = [column.replace(" ", "_") for column in columns]
        print(json.dumps([dict(zip(keys, row, strict=True)) for row in rows], ensure_ascii=False, indent=2))  # noqa: T201
    else:
        shelf.show_sheet(listing.console, shelf.Sheet("Corrections", columns, tuple(rows)))


def export(
    path: Annotated[Path, typer.Argument(help="The file to write, a JSON object a line.", metavar="PATH")], record: RecordAt = RECORD
) -> None:
    """Write what was confirmed or corrected, with its evidence, to evaluate a reader with."""
    with Record.open(record) as kept:
        relink(kept)
        rows = correcting.confirmed(kept)
    part = path.with_name(path.name + ".part")
    try:
        with part.open("w", encoding="utf-8") as file:
            file.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
        part.replace(path)
    except OSError as error:
        raise RecordError(f"{path}: can't be written: {error.strerror}") from error
    listing.console.print(f"{listing.plain(str(path))}: {len(rows)} entries", markup=False)


def _who(by: str | None) -> str:
    return by or getpass.getuser()


def _corrected(record: str, make: Callable[[Record], Correction]) -> None:
    """Make a correction of a record that is linked, link it anew, and tell."""
    with Record.open(record) as kept:
        relink(kept)
        made = make(kept)
        relink(kept)
    listing.console.print(f"{made.id}: {made.action if made.undoes is None else 'undone'} {made.target_id}", markup=False)
