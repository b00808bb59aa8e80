"""The commands `export`, `import` and `diff`."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Annotated

import typer
from rich.console import Console

RECORD = "verbale.db"
RecordAt = Annotated[str, typer.Option("--record", help="The record: a file, or a postgresql:// URL.", metavar="FILE")]
errors = Console(stderr=True, highlight=False, soft_wrap=True, emoji=False)


def add_to(app: typer.Typer) -> None:
    """Put these commands beside the others."""
    app.command("export")(export)


def export(
    format: Annotated[str, typer.Argument(help="The format.", metavar="FORMAT")],
    path: Annotated[str, typer.Argument(help="A file or a folder, by the format; - for standard output.", metavar="PATH")],
    everything: Annotated[bool, typer.Option("--all", help="Also what lies below the confidence line.")] = False,
    excerpts: Annotated[int | None, typer.Option(help="No quotation longer than so many characters.", min=1)] = None,
    base: Annotated[str | None, typer.Option(help="Where the record is served; permalinks begin so.", metavar="URL")] = None,
    record: RecordAt = RECORD,
) -> None:
    """Write the record in a format that others read."""
    from verbale.export.formats import BY_NAME
    from verbale.export.formats import export as write
    from verbale.pipeline import relink
    from verbale.record import Record

    if format not in BY_NAME:
        raise typer.BadParameter(f"there is no format {format!r}; the formats are {', '.join(BY_NAME)}", param_hint="FORMAT")
    if BY_NAME[format].folder is not None and path == "-":
        raise typer.BadParameter(f"the format {format} is a folder of files; name one", param_hint="PATH")
    with Record.open(record) as kept:
        relink(kept)
        below = everything or BY_NAME[format].whole
        total = sum(kept.count(kind, below_line=below) for kind in BY_NAME[format].kinds)
        with _progress(total) as step:
            write(kept, format, path, below_line=everything, excerpts=excerpts, base=base, step=step)


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
