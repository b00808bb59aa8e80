"""Where an export goes: written beside its place under another name, and put there whole once all of it is written."""

from __future__ import annotations

import os
import secrets
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from verbale.errors import ExportError

STDOUT = "-"


@contextmanager
def file_at(path: str) -> Iterator[BinaryIO]:
    """A file to write to, which becomes `path` when the block ends and is gone where it raises; standard output for `-`.

    Raises ExportError where it can't be written.
    """
    if path == STDOUT:
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    place = Path(path)
    if place.is_dir():
        raise ExportError(path, "it is a folder; this format is one file")
    beside = _beside(place)
    with _told(path):
        try:
            with beside.open("xb") as file:
                yield file
                file.flush()
                os.fsync(file.fileno())
            beside.replace(place)
        finally:
            beside.unlink(missing_ok=True)


@contextmanager
def folder_at(path: str) -> Iterator[Path]:
    """An empty folder to write to. When the block ends it becomes `path`, or its files take their places in the folder that is there.

    Raises ExportError where it can't be written.
    """
    place = Path(path)
    if place.exists() and not place.is_dir():
        raise ExportError(path, "it is a file; this format is a folder of files")
    beside = _beside(place)
    with _told(path):
        try:
            beside.mkdir()
            yield beside
            if place.is_dir():
                for file in sorted(beside.iterdir()):
                    file.replace(place / file.name)
            else:
                beside.rename(place)
        finally:
            shutil.rmtree(beside, ignore_errors=True)


def _beside(place: Path) -> Path:
    return place.absolute().parent / f".{place.name[:100]}.{secrets.token_hex(4)}"


@contextmanager
def _told(path: str) -> Iterator[None]:
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        raise ExportError(path, (error.strerror or str(error)).lower()) from error
