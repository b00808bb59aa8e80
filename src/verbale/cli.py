"""The command line. It asks the record and shows; it computes nothing of its own."""

from __future__ import annotations

import datetime
import io
import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated, Any, Literal

import typer
from rich.console import Console

from verbale import correction_commands, listing, shelf, web_commands
from verbale.errors import RecordError, VerbaleError
from verbale.export import commands
from verbale.model import BY_PLURAL, KINDS, Commitment, Dialogue, Document, When, to_shape
from verbale.model.edtf import valid
from verbale.options import RECORD, RecordAt, TablesIn, brought_up, tables_given

app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    help="Keeps the record of diplomacy: who said what, each entry anchored to the exact words it came from.",
)
errors = Console(stderr=True, highlight=False, soft_wrap=True, emoji=False)
DONE, FAILED, WRONG = 0, 1, 2
"""Exit statuses: done; something asked for failed, the rest is done; wrong usage."""

AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]
AsOf = Annotated[str | None, typer.Option("--as-of", help="What was known, and how things stood, on this day.", metavar="DATE")]


def main() -> None:
    """Run the command line; what goes wrong is told in one line on standard error."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")  # where 王 can't be shown, its number is
    try:
        app()
    except VerbaleError as error:
        _tell(error)
        sys.exit(FAILED)
    except BrokenPipeError:
        # Who reads has gone; what is still to be flushed at exit goes nowhere (docs.python.org/3/library/signal.html#note-on-sigpipe).
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(FAILED)


def _tell(error: VerbaleError) -> None:
    errors.print(f"verbale: {listing.plain(str(error))}", markup=False, style="red")


def _edtf(value: str | None) -> When:
    if value is None:
        return When()
    if not valid(value):
        raise typer.BadParameter(
            f"{value!r} is no EDTF date; such are 2010-05-14, 2010-05, 2010-05-13/2010-05-14, [2009-01-20..2017-01-20]"
        )
    return When(value, "flag")


@app.command()
def read(
    sources: Annotated[list[str], typer.Argument(help="Files, folders, or - for standard input.", metavar="SOURCE...")],
    date: Annotated[str | None, typer.Option(help="The date of the sources (EDTF).", metavar="EDTF")] = None,
    outlet: Annotated[str | None, typer.Option(help="Who published them.", metavar="NAME")] = None,
    url: Annotated[str | None, typer.Option(help="Where they were published.", metavar="URL")] = None,
    jobs: Annotated[int, typer.Option(help="Windows read at once; what is read doesn't depend on it.", min=1)] = 2,
    record: RecordAt = RECORD,
    tables: TablesIn = None,
    as_json: AsJson = False,
) -> None:
    """Read sources into the record. Reading a source again changes nothing."""
    told_date = _edtf(date)
    # Imported here: `verbale list` need not wait for what only reading needs.
    from verbale.pipeline import Told, found, read_into, relink
    from verbale.reading import OnnxReader
    from verbale.record import Record

    all_sources = list(found(sources))
    read_documents: list[Document] = []
    failed = False
    with Record.open(record, create=True) as kept, _progress(len(all_sources)) as step:
        told, used = Told(told_date, outlet, url), tables_given(kept, tables)
        for outcome in read_into(kept, all_sources, OnnxReader(jobs=jobs), used, told, sys.stdin.buffer):
            step(outcome.source)
            if outcome.error is not None or outcome.document is None:
                failed = True
                if outcome.error is not None:
                    _tell(outcome.error)
                continue
            read_documents.append(outcome.document)
            if not as_json:
                listing.show_outcome(outcome)
        relink(kept, used)
    if as_json:
        _print_json([to_shape(document) for document in read_documents])
    raise typer.Exit(FAILED if failed else DONE)


@contextmanager
def _progress(total: int) -> Iterator[Any]:
    """A bar on standard error where there is more than one source and somebody to see it."""
    if total < 2 or not errors.is_terminal:
        yield lambda _: None
        return
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (
        TextColumn("reading"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        TextColumn("{task.fields[source]}", markup=False),
    )
    with Progress(*columns, console=errors, transient=True) as bar:
        task = bar.add_task("reading", total=total, source="")
        yield lambda source: bar.update(task, advance=1, source=listing.plain(source)[-40:])


@app.command("list")
def list_(
    kind: Annotated[str, typer.Argument(help=f"One of {', '.join(k.plural for k in KINDS)}.", metavar="KIND")],
    everything: Annotated[bool, typer.Option("--all", help="Also what lies below the confidence line.")] = False,
    document: Annotated[str | None, typer.Option(help="Only what is from this document.", metavar="ID")] = None,
    record: RecordAt = RECORD,
    tables: TablesIn = None,
    as_json: AsJson = False,
) -> None:
    """List the entries of a kind, by date, then document, then place."""
    if kind not in BY_PLURAL:
        raise typer.BadParameter(f"there is no kind {kind!r}; the kinds are {', '.join(BY_PLURAL)}", param_hint="KIND")
    from verbale.record import Record

    with Record.open(record) as kept:
        brought_up(kept, tables)
        entries = kept.entries(kind, below_line=everything, document=document)
        if as_json:
            _print_json([to_shape(entry) for entry in entries])
        else:
            listing.show_table(BY_PLURAL[kind], entries)


@app.command()
def show(
    ident: Annotated[str, typer.Argument(help="The id of any entry, or of anything it was linked of.", metavar="ID")],
    form: Annotated[
        Literal["text", "md", "html", "json"] | None,
        typer.Option("--format", help="Of a dialogue: its dossier as text, md, html or json."),
    ] = None,
    as_of: AsOf = None,
    record: RecordAt = RECORD,
    tables: TablesIn = None,
    as_json: AsJson = False,
) -> None:
    """Show one entry and the words that it stands on; of a dialogue its dossier."""
    from verbale.record import Record

    with Record.open(record) as kept:
        brought_up(kept, tables)
        entry = kept.entry(ident)
        if as_json:
            _print_json(to_shape(entry))
        elif isinstance(entry, Dialogue):
            _show_dossier(kept, entry, form or "text", _day(as_of))
        elif form is not None:
            raise typer.BadParameter(f"{ident} is no dialogue, and only a dialogue has a dossier", param_hint="--format")
        else:
            listing.show_entry(entry, kept.text)


def _show_dossier(kept: Any, dialogue: Dialogue, form: str, day: datetime.date | None) -> None:
    from verbale.linking.dossier import dossier
    from verbale.pipeline import said_of_talks

    entries = said_of_talks(kept, day)
    known = next((e for e in entries if isinstance(e, Dialogue) and e.id == dialogue.id), dialogue)
    found = dossier(known, entries)
    if form == "json":
        _print_json(to_shape(found))
        return
    sheets = shelf.dossier_sheets(found)
    title = f"{known.name} ({', '.join([*known.parties, *known.party_actors])})"
    if form == "text":
        listing.console.print(title, style="bold", markup=False)
        for sheet in sheets:
            shelf.show_sheet(listing.console, sheet)
    else:
        print(shelf.as_markdown(title, sheets) if form == "md" else shelf.as_page(title, sheets), end="")  # noqa: T201


@app.command()
def dialogues(as_of: AsOf = None, record: RecordAt = RECORD, tables: TablesIn = None, as_json: AsJson = False) -> None:
    """The table of dialogues: between whom, on what, since when, the last and the next round, how many."""
    from verbale.linking.table import dialogue_table
    from verbale.pipeline import asked_day, said_of_talks
    from verbale.record import Record

    day = _day(as_of)
    with Record.open(record) as kept:
        brought_up(kept, tables)
        rows = dialogue_table(said_of_talks(kept, day), asked_day(kept, day))
        if as_json:
            _print_json(to_shape(rows))
        else:
            shelf.show_sheet(listing.console, shelf.dialogues_sheet(rows))


@app.command()
def commitments(as_of: AsOf = None, record: RecordAt = RECORD, tables: TablesIn = None, as_json: AsJson = False) -> None:
    """The ledger: who promised what, due when, and how it stands on the day of the newest document, or on another."""
    from verbale.pipeline import said_of_talks
    from verbale.record import Record

    with Record.open(record) as kept:
        brought_up(kept, tables)
        promises = [e for e in said_of_talks(kept, _day(as_of)) if isinstance(e, Commitment)]
        if as_json:
            _print_json(to_shape(promises))
        else:
            shelf.show_sheet(listing.console, shelf.ledger_sheet(promises))


def _day(text: str | None) -> datetime.date | None:
    if text is None:
        return None
    try:
        return datetime.date.fromisoformat(text)
    except ValueError as error:
        raise typer.BadParameter(f"{text!r} is no day; such is 2012-02-01", param_hint="--as-of") from error


@app.command()
def verify(record: RecordAt = RECORD) -> None:
    """Check every anchor against the stored text again; name those that fail."""
    from verbale.record import Record

    with Record.open(record) as kept:
        broken = 0
        for flaw in kept.verify():
            broken += 1
            errors.print(listing.plain(str(flaw)), markup=False)
        if broken:
            raise RecordError(f"{record}: {broken} anchors or entries are not as they should be")
        listing.console.print(f"{listing.plain(record)}: every anchor holds", markup=False)


commands.add_to(app)


@app.command()
def demo(
    serve: Annotated[bool, typer.Option("--serve", help="Then serve it as pages, until interrupted.")] = False,
    port: Annotated[int, typer.Option(help="The port to serve at.", min=0, max=65535)] = 8000,
) -> None:
    """Read the bundled sample into a record of its own, and show what it says; with --serve, also in a browser."""
    from verbale.demo import run

    run(listing.console, (lambda file: web_commands.run(str(file), port=port)) if serve else None)


def _print_json(shape: Any) -> None:
    sys.stdout.buffer.write(json.dumps(shape, ensure_ascii=False, indent=2).encode("utf-8", "backslashreplace") + b"\n")
    sys.stdout.buffer.flush()


correction_commands.register(app)
web_commands.register(app)

if __name__ == "__main__":
    main()
