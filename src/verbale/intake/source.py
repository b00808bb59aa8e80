"""A source's bytes, within bounds."""

from __future__ import annotations

import os
import stat
import sys
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

from verbale.errors import SourceError
from verbale.intake.document import MediaType, document
from verbale.intake.filename import dated
from verbale.intake.name import refuse_url, shown
from verbale.model import UNKNOWN, Document, When

MAX_BYTES = 32 * 1024 * 1024
"""Bytes in one source: some five million words, ten times the longest novel."""

TOO_LARGE = f"at most {MAX_BYTES:,} bytes of one source are read; split it"

MEDIA_TYPES: dict[str, MediaType] = {".html": "text/html", ".htm": "text/html", ".xhtml": "text/html", ".md": "text/plain"}
"""By extension; what any other file holds is told by its content. Markdown may begin with a tag and is still no page."""


def load(
    source: str,
    *,
    stdin: BinaryIO | None = None,
    date: When = UNKNOWN,
    outlet: str | None = None,
    url: str | None = None,
) -> Document:
    """The document in a file, or in standard input where `source` is `-`.

    stdin: what `-` reads, the process's own standard input by default. date, outlet, url: told by the user; they win over the page's own.
    A date that neither gives is taken from the file's name, where that has one.

    Never reads more than `MAX_BYTES` and one byte. A named pipe is read to its end; devices, sockets and folders are refused.
    Raises SourceError for all that can't be read, and NotYet for a URL.
    """
    refuse_url(source)
    media_type = MEDIA_TYPES.get(Path(source).suffix.lower())
    data = _standard_input(stdin) if source == "-" else _file(source)
    made = document(data, source=source, media_type=media_type, date=date, outlet=outlet, url=url)
    return made if source == "-" or made.date.edtf else replace(made, date=dated(source))


def _standard_input(stdin: BinaryIO | None) -> bytes:
    try:
        return _bounded(sys.stdin.buffer if stdin is None else stdin, "-")
    except OSError as error:
        raise SourceError("-", f"standard input can't be read: {error.strerror or error}") from error


def _file(source: str) -> bytes:
    try:
        _refuse(Path(source).stat(), source)
        with Path(source).open("rb", buffering=0) as file:
            _refuse(os.fstat(file.fileno()), source)
            return _bounded(file, source)
    except FileNotFoundError as error:
        raise SourceError(shown(source), "there is no such file") from error
    except OSError as error:
        raise SourceError(shown(source), f"it can't be read: {error.strerror or error}") from error
    except ValueError as error:
        raise SourceError(shown(source), f"no file can have this name: {error}") from error


def _refuse(status: os.stat_result, source: str) -> None:
    """Raises SourceError for what is neither a regular file of bearable size nor a pipe."""
    if stat.S_ISDIR(status.st_mode):
        reason = (
            "it is a folder; name it by itself to read what is in it"
            if os.access(source, os.R_OK | os.X_OK)
            else "it is a folder that can't be listed"
        )
        raise SourceError(shown(source), reason)
    if not (stat.S_ISREG(status.st_mode) or stat.S_ISFIFO(status.st_mode)):
        raise SourceError(shown(source), "it is a device or a socket, not a file; pipe its text in and read `-`")
    if status.st_size > MAX_BYTES:
        raise SourceError(shown(source), f"it has {status.st_size:,} bytes, too large: {TOO_LARGE}")


def _bounded(stream: BinaryIO, source: str) -> bytes:
    data = bytearray()
    while len(data) <= MAX_BYTES and (piece := stream.read(min(1 << 20, MAX_BYTES + 1 - len(data)))):
        data += piece
    if len(data) > MAX_BYTES:
        raise SourceError(shown(source), f"too large: {TOO_LARGE}")
    return bytes(data)
