"""The commands `export`, `import` and `diff`."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Annotated

import typer
from rich.console import Console

from verbale.listing import plain
from verbale.options import RECORD, RecordAt, TablesIn, brought_up

output = Console(highlight=False, emoji=False)
errors = Console(stderr=True, highlight=False, soft_wrap=True, emoji=False)


def add_to(app: typer.Typer) -> None:
    """Put these commands beside the others."""
    app.command("export")(export)
    app.command("import")(import_)
    app.command("diff")(diff)


def export(
    format: Annotated[str, typer.Argument(help="One of the formats of docs/exports.md.", metavar="FORMAT")],
    path: Annotated[str, typer.Argument(help="A file or a folder, by the format; - for standard output.", metavar="PATH")],
    everything: Annotated[bool, typer.Option("--all", help="Also what lies below the confidence line.")] = False,
    excerpts: Annotated[int | None, typer.Option(help="No quotation longer than so many characters.", min=1)] = None,
    base: Annotated[str | None, typer.Option(help="Where the record is served; permalinks begin so.", metavar="URL")] = None,
    record: RecordAt = RECORD,
    tables: TablesIn = None,
) -> None:
    """Write the record in a format that others read."""
    from verbale.export.formats import BY_NAME
    from verbale.export.formats import export as write
    from verbale.record import Record

    if format not in BY_NAME:
        raise typer.BadParameter(f"there is no format {format!r}; the formats are {', '.join(BY_NAME)}", param_hint="FORMAT")
    if BY_NAME[format].folder is not None and path == "-":
        raise typer.BadParameter(f"the format {format} is a folder of files; name one", param_hint="PATH")
    with Record.open(record) as kept:
        brought_up(kept, tables)
        below = everything or BY_NAME[format].whole
        total = sum(kept.count(kind, below_line=below) for kind in BY_NAME[format].kinds)
        with _progress(total) as step:
            write(kept, format, path, below_line=everything, excerpts=excerpts, base=base, step=step)


def import_(
    format: Annotated[str, typer.Argument(help="polecat (a release) or json (an export of ours).", metavar="FORMAT")],
    file: Annotated[str, typer.Argument(help="The file.", metavar="FILE")],
    record: RecordAt = RECORD,
    tables: TablesIn = None,
) -> None:
    """Bring what others hold into the record. Importing a file again changes nothing."""
    from verbale.export.imported import READERS, import_file
    from verbale.record import Record

    if format not in READERS:
        raise typer.BadParameter(f"{format!r} can't be imported; {', '.join(READERS)} can", param_hint="FORMAT")
    with Record.open(record, create=True) as kept:
        done = import_file(kept, format, file)
        brought_up(kept, tables)
    for reason in done.refused:
        errors.print(f"verbale: {plain(reason)}", markup=False, style="red")
    known = f", {done.known} known before" if done.known else ""
    output.print(f"{plain(file)}: {done.documents} documents, {done.facts} facts{known}", markup=False)
    raise typer.Exit(1 if done.refused else 0)


def diff(
    first: Annotated[str, typer.Argument(help="A record, or one exported as json.", metavar="A")],
    second: Annotated[str, typer.Argument(help="Another.", metavar="B")],
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Compare two records: what only one has, and what differs."""
    from verbale.export.diff import counts, differences, entries_of
    from verbale.model import to_shape

    one, other = entries_of(first), entries_of(second)
    found = list(differences(one, other))
    summary = counts(one, found)
    if as_json:
        output.print(json.dumps({"counts": summary, "differences": to_shape(found)}, indent=2), markup=False, soft_wrap=True)
        return
    for difference in found:
        where = {"first": "only A", "second": "only B", "both": "differs" if difference.fields else "same act"}[difference.where]
        more = " ".join(filter(None, [difference.other, ", ".join(difference.fields)]))
        output.print(f"{where:8}  {difference.id}  {more}".rstrip(), markup=False, soft_wrap=True)
    for plural, numbers in summary.items():
        shown = f"{numbers['same']} same, {numbers['differ']} differ, {numbers['first']} only A, {numbers['second']} only B"
        output.print(f"{plural}: {shown}", markup=False)


@contextmanager
def _progress(total: int) -> Iterator[Callable[[], None]]:
    """A bar on standard error where there is somebody to see it."""
    if not errors.is_terminal:
        yield lambda: None
        return
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    with Progress(TextColumn("writing"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn(), console=errors, transient=True) as bar:
        task = bar.add_task("writing", total=total)
        yield lambda: bar.advance(task)
