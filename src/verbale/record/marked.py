"""Entries as HTML for notebooks: their fields, and the words they stand on marked in what stands around them, all of it escaped."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Sequence
from html import escape
from typing import Any

from verbale.errors import NotInRecord
from verbale.model import Entry, Evidence, Kind, to_shape

AROUND = 60
"""Code points shown on either side of the words."""
LONGEST = 200
"""Code points shown of the words themselves."""
ANCHORS = 5
"""Anchors shown of an entry."""
_KEPT_APART = ("id", "evidence")


def table(kind: Kind, entries: Sequence[Entry], text_of: Callable[[str], str], *, more: bool = False) -> str:
    """A table of these entries. text_of: a document's text. more: whether there are others that are not shown."""
    shapes = [to_shape(entry) for entry in entries]
    names = [f.name for f in kind.fields if f.name not in _KEPT_APART and any(shape[f.name] not in (None, [], {}) for shape in shapes)]
    head = "".join(f"<th>{shown(name)}</th>" for name in names)
    body = "".join(_row(entry, shape, names, text_of) for entry, shape in zip(entries, shapes, strict=True))
    rest = "<p>…</p>" if more else ""
    return f"<table><thead><tr>{head}<th>words</th></tr></thead><tbody>{body}</tbody></table>{rest}"


def _row(entry: Entry, shape: dict[str, Any], names: Sequence[str], text_of: Callable[[str], str]) -> str:
    cells = "".join(f"<td>{shown(_cell(shape[name]))}</td>" for name in names)
    return f'<tr title="{shown(entry.id)}">{cells}<td>{_words(entry, text_of)}</td></tr>'


def _words(entry: Entry, text_of: Callable[[str], str]) -> str:
    found = []
    for evidence in entry.evidence[:ANCHORS]:
        try:
            found.append(f"<div>{marked(text_of(evidence.document_id), evidence)}</div>")
        except NotInRecord:
            found.append(f"<div><mark>{shown(evidence.exact[:LONGEST])}</mark></div>")
    return "".join(found)


def marked(text: str, evidence: Evidence) -> str:
    """The words of an anchor, as <mark>, in what stands around them. Where the text has others at that place the words stand alone."""
    exact = evidence.exact if len(evidence.exact) <= LONGEST else evidence.exact[:LONGEST] + "…"
    words = f'<mark title="{shown(evidence.field)}">{shown(exact)}</mark>'
    if not evidence.holds(text):
        return words
    before = text[max(0, evidence.start - AROUND) : evidence.start]
    after = "" if len(evidence.exact) > LONGEST else text[evidence.end : evidence.end + AROUND]
    return f"{shown(before)}{words}{shown(after)}"


def shown(text: str) -> str:
    """The text with what HTML would obey escaped, and controls and changes of direction as U+FFFD."""
    tame = "".join("\ufffd" if unicodedata.category(c) in ("Cc", "Cf", "Cs", "Co") and c not in "\n\t\u200c\u200d" else c for c in text)
    return escape(tame, quote=True)


def _cell(value: Any) -> str:
    """A value in few words."""
    if isinstance(value, list):
        return "; ".join(map(_cell, value))
    if isinstance(value, dict):
        told = [v for k, v in value.items() if v is not None and not k.endswith("_id")]
        return _cell(told[0]) if told else "–"
    text = "–" if value is None else str(value)
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"
