"""Verbale keeps the record of diplomacy: who met whom, who said what, each entry anchored to the exact words it came from."""

from verbale.api import Findings, open, read
from verbale.errors import (
    ExportError,
    NotInRecord,
    NotYet,
    RecordError,
    SourceError,
    TableError,
    UnreadableLanguage,
    UsersError,
    VerbaleError,
    WeightsError,
)
from verbale.model import Actor, Case, Commitment, Dialogue, Document, Event, Evidence, Round, Speaker, Statement, Story, When
from verbale.reading import OnnxReader, Reader, Reading
from verbale.record import Record
from verbale.version import __version__

__all__ = [
    "Actor",
    "Case",
    "Commitment",
    "Dialogue",
    "Document",
    "Event",
    "Evidence",
    "ExportError",
    "Findings",
    "NotInRecord",
    "NotYet",
    "OnnxReader",
    "Reader",
    "Reading",
    "Record",
    "RecordError",
    "Round",
    "SourceError",
    "Speaker",
    "Statement",
    "Story",
    "TableError",
    "UnreadableLanguage",
    "UsersError",
    "VerbaleError",
    "WeightsError",
    "When",
    "__version__",
    "open",
    "read",
]
