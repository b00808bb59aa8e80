"""Every error that Verbale raises on purpose.

    VerbaleError                 anything below; its text names the source and the reason
    ├── SourceError              a source can't be read: missing, binary, empty, too large, badly encoded
    │   ├── UnreadableLanguage   it is in a language that the reader doesn't know
    │   └── NotYet               it is of a sort that Verbale doesn't take yet (a URL)
    ├── RecordError              a record can't be used: not ours, newer than we are, damaged
    │   └── NotInRecord          no entry of that id
    ├── ExportError              an export can't be written, or a file can't be imported: where, and why
    ├── TableError               a table of data is wrong; names the file, the row and the column
    ├── WeightsError             the reader's weights are missing or not the ones they claim to be
    └── UsersError               the file of who may use the pages can't be used

Other libraries' errors are turned into these once, at the edge, with `from`.
"""

from __future__ import annotations


class VerbaleError(Exception):
    """The root of the tree."""


class SourceError(VerbaleError):
    """A source can't be read. `source` is as the user named it, `reason` one clause in plain words."""

    def __init__(self, source: str, reason: str) -> None:
        super().__init__(f"{source}: {reason}")
        self.source = source
        self.reason = reason


class UnreadableLanguage(SourceError):
    """The text is in a language that the reader doesn't know."""


class NotYet(SourceError):
    """A sort of source that Verbale doesn't take yet."""


class RecordError(VerbaleError):
    """A record can't be used."""


class NotInRecord(RecordError):
    """No entry of that id."""


class ExportError(VerbaleError):
    """An export can't be written, or a file can't be imported. `path` is as the user named it, `reason` one clause in plain words."""

    def __init__(self, path: str, reason: str) -> None:
        super().__init__(f"{path}: {reason}")
        self.path = path
        self.reason = reason


class TableError(VerbaleError):
    """A table of data is wrong."""


class WeightsError(VerbaleError):
    """The reader's weights can't be used."""


class UsersError(VerbaleError):
    """The file of users can't be used."""
