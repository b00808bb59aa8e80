"""How entries look on a terminal. What a kind's listing shows derives from its dataclass; text of documents is shown, never obeyed."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from typing import Any

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from verbale.model import Entry, Evidence, Kind, to_shape
from verbale.pipeline import Outcome

console = Console(highlight=False, emoji=False)

_LINE_END = re.compile(r"\r(?=\n|\Z)")
_KEPT_APART = ("confidence", "evidence")
_LONGEST_CELL = 80
_CONTEXT = 60
"""Code points shown on either side of the words that a fact stands on."""
STYLES = {"source": "bold cyan", "cue": "yellow", "content": "green", None: "bold"}
"""How the words are marked, by the part they play in an attribution."""


def plain(text: str) -> str:
    """The text with what a terminal would obey (controls, escape sequences, changes of direction) shown as U+FFFD.

    Line ends stay, as line feeds, and so do tabs and the joiners that scripts and emoji are written with.
    """
    if text.isprintable():
        return text  # no category below is printable; most texts are, and pages ask this of each value they show
    text = _LINE_END.sub("", text)
    return "".join("\ufffd" if unicodedata.category(c) in {"Cc", "Cf", "Cs", "Co"} and c not in "\n\t\u200c\u200d" else c for c in text)


def show_outcome(outcome: Outcome) -> None:
    """One line on a source that was read."""
    known = "read before" + (", now known from here too" if outcome.changed else "")
    what = known if outcome.facts is None else f"{outcome.facts} facts"
    ident = outcome.document.id if outcome.document else ""
    console.print(Text.assemble((plain(outcome.source), "bold"), ": ", what, "  ", (ident, "dim")))


def show_table(kind: Kind, entries: Iterable[Entry]) -> None:
    """The entries as a table: the kind's fields, but for confidence and evidence, where any entry has a value."""
    rows = [to_shape(entry) for entry in entries]
    names = [f.name for f in kind.fields if f.name not in _KEPT_APART and any(row[f.name] not in (None, [], {}) for row in rows)]
    table = Table(box=None, pad_edge=False, header_style="bold")
    for name in names:
        table.add_column(name, overflow="fold", no_wrap=name == "id")
    for row in rows:
        table.add_row(*(Text(_cell(row[name])) for name in names))
    console.print(table if rows else Text(f"no {kind.plural}", "dim"))


def _cell(value: Any) -> str:
    """A value in few words: of a nested one what names it."""
    if value is None:
        return "–"
    if isinstance(value, list):
        return "; ".join(_cell(item) for item in value)
    if isinstance(value, dict):
        told = [v for k, v in value.items() if v is not None and not k.endswith("_id")]
        return _cell(told[0]) if told else "–"
    text = " ".join(plain(str(value)).split())
    return text if len(text) <= _LONGEST_CELL else text[: _LONGEST_CELL - 1] + "…"


def show_entry(entry: Entry, text_of: Callable[[str], str]) -> None:
    """Every field of an entry, then each of its anchors with the words marked in what stands around them. text_of: a document's text."""
    shape = to_shape(entry)
    fields = Table(box=None, show_header=False, pad_edge=False)
    for name, value in shape.items():
        if name != "evidence":
            fields.add_row(Text(name, "dim"), Text(_whole(value)))
    console.print(fields)
    for evidence in entry.evidence:
        where = f"{evidence.field}  {evidence.document_id}[{evidence.start}:{evidence.end}]"
        console.print(Text(where, "dim"))
        console.print(Padding(in_context(text_of(evidence.document_id), evidence), (0, 0, 0, 2)))


def _whole(value: Any) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{k} {_whole(v)}" for k, v in value.items() if v is not None) or "–"
    if isinstance(value, list):
        return "; ".join(_whole(item) for item in value) or "–"
    return "–" if value is None else plain(str(value))


def in_context(text: str, evidence: Evidence) -> Text:
    """The words of an anchor, marked, in what stands around them on the same line."""
    left = max(text.rfind("\n", 0, evidence.start) + 1, evidence.start - _CONTEXT)
    stop = text.find("\n", evidence.end)
    right = min(len(text) if stop < 0 else stop, evidence.end + _CONTEXT)
    style = STYLES[evidence.role]
    return Text.assemble(
        "…" if left and text[left - 1] != "\n" else "",
        (plain(text[left : evidence.start]), "dim"),
        (plain(evidence.exact), style),
        (plain(text[evidence.end : right]), "dim"),
        "…" if right < len(text) and text[right] != "\n" else "",
    )
