"""What a user names, and the sources in it."""

from __future__ import annotations

import os
import stat
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from verbale.errors import SourceError
from verbale.intake.name import refuse_url, shown

TAKEN = frozenset({"", ".txt", ".text", ".md", ".html", ".htm", ".xhtml"})
"""Extensions that are read out of a folder; a file named by itself may have any."""

MAX_DEPTH = 32
"""Folders below the named one that are gone into."""

MAX_FILES = 1_000_000
"""Sources in one folder: a day's work of news."""


def find(named: str) -> list[str]:
    """The sources in what a user names.

    A file is itself, and so is `-`, standard input. A folder is the regular files at any depth below it whose extension is one of
    `TAKEN`, sorted by path. Hidden files and folders are skipped and links in it are not followed. A folder that can't be listed, or
    that lies deeper than `MAX_DEPTH`, stands in the list as itself, so that reading it says why while the rest is read.

    Raises SourceError where there is nothing of that name, nothing readable in the folder, or more than `MAX_FILES`; NotYet for a URL.
    """
    if named == "-":
        return [named]
    refuse_url(named)
    if not named:
        raise SourceError("''", "an empty name")
    try:
        mode = Path(named).stat().st_mode
    except (FileNotFoundError, NotADirectoryError) as error:
        raise SourceError(shown(named), "there is no such file or folder") from error
    except OSError as error:
        raise SourceError(shown(named), f"it can't be looked at: {error.strerror or error}") from error
    except ValueError as error:
        raise SourceError(shown(named), f"no file can have this name: {error}") from error
    return _folder(named) if stat.S_ISDIR(mode) else [named]


def _folder(named: str) -> list[str]:
    sources: list[str] = []
    passed_over: Counter[str] = Counter()
    for path in _files(named, depth=0):
        extension = Path(path).suffix.lower()
        if extension in TAKEN or Path(path).is_dir():
            sources.append(path)
        else:
            passed_over[extension] += 1
        if len(sources) > MAX_FILES:
            raise SourceError(shown(named), f"more than {MAX_FILES:,} files; read its subfolders one at a time")
    if not sources:
        raise SourceError(shown(named), _nothing(passed_over))
    return sorted(sources)


def _files(folder: str, depth: int) -> Iterator[str]:
    """Regular files below a folder; a folder that can't be gone into, as itself."""
    try:
        with os.scandir(folder) as entries:
            listed = [entry for entry in entries if not entry.name.startswith(".") and not entry.is_symlink()]
    except OSError:
        yield folder
        return
    for entry in listed:
        if entry.is_file(follow_symlinks=False):
            yield entry.path
        elif entry.is_dir(follow_symlinks=False):
            if depth < MAX_DEPTH:
                yield from _files(entry.path, depth + 1)
            else:
                yield entry.path


def _nothing(passed_over: Counter[str]) -> str:
    taken = " ".join(sorted(TAKEN - {""}))
    if not passed_over:
        return f"an empty folder: no files that are not hidden or links; {taken} and files without an extension are read"
    there = ", ".join(f"{count:,} {shown(extension)}" for extension, count in sorted(passed_over.most_common(5)))
    return f"nothing to read in this folder, only {there}; {taken} and files without an extension are read"
