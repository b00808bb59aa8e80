"""A document from what stands in memory."""

from __future__ import annotations

import hashlib
import re
from typing import Literal

from verbale.errors import SourceError
from verbale.intake import binary, charset, declaration
from verbale.intake.name import shown
from verbale.model import UNKNOWN, Document, When

MediaType = Literal["text/plain", "text/html"]

NOT_TEXT = "it looks like binary data, not text"

VISIBLE = re.compile(r"[^\s\x00\ufeff\u200b]")
"""Neither white space nor zero, a byte-order mark or a zero-width space."""

SURROGATES = re.compile("[\ud800-\udfff]+")


def document(
    data: bytes | str,
    *,
    source: str,
    media_type: MediaType | None = None,
    date: When = UNKNOWN,
    outlet: str | None = None,
    url: str | None = None,
) -> Document:
    """The document that these bytes, or this text, make.

    source: what it is called, in the document and in errors; made printable. media_type: told by the content where None. A
    page without a single tag is plain text. date, outlet, url: told by the user; they win over the page's own.

    A `str` is taken as its UTF-8 bytes, and each half of a surrogate pair that stands alone in it as U+FFFD.

    Raises SourceError for what is empty, not text, in no known charset, or a page with nothing to read in it.
    """
    name = shown(source)
    given = paired(data) if isinstance(data, str) else _decoded(data, name, media_type)
    arrived = given.encode() if isinstance(data, str) else data
    stored = _stored(given, name)
    if not _is_page(stored, media_type):
        return _document(arrived, name, "text/plain", stored, date, outlet, url)
    # Imported when the first page comes: trafilatura takes longer to import than a plain text takes to read.
    from verbale.intake.page import read_page

    page = read_page(stored, name)
    return _document(arrived, name, "text/html", page.text, date if date.edtf else page.date, outlet or page.outlet, url or page.url)


def _is_page(text: str, media_type: MediaType | None) -> bool:
    """By what it is said to be, if it has a tag at all; else by how it begins."""
    return declaration.has_tags(text) if media_type == "text/html" else media_type is None and declaration.begins_as_page(text)


def paired(text: str) -> str:
    """The text as UTF-8 can hold it: surrogate pairs joined, lone ones as U+FFFD."""
    return SURROGATES.sub(lambda run: run[0].encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace"), text)


def _decoded(data: bytes, name: str, media_type: MediaType | None) -> str:
    """The text of these bytes. Raises SourceError where they are not text."""
    if what := binary.magic(data):
        raise SourceError(name, f"it looks like {what}, not text; save its text as a file and read that")
    if not charset.wide(data) and binary.has_too_many_controls(data.decode("latin-1")):
        raise SourceError(name, NOT_TEXT)
    text = charset.decode(data, declaration.charset(data, is_page=media_type == "text/html"))
    if text is None:
        raise SourceError(name, "it is in no charset that can be recognized; save it as UTF-8")
    return text


def _stored(text: str, name: str) -> str:
    """The text as it is stored. Raises SourceError where there is nothing in it, or too much that is no text."""
    if binary.has_too_many_controls(text):
        raise SourceError(name, NOT_TEXT)
    if not VISIBLE.search(text):
        raise SourceError(name, "it is empty")
    return text.removeprefix("\ufeff").replace("\x00", "\ufffd")


def _document(data: bytes, name: str, media_type: MediaType, text: str, date: When, outlet: str | None, url: str | None) -> Document:
    return Document.of(
        source=name,
        sha256=hashlib.sha256(data).hexdigest(),
        media_type=media_type,
        text=text,
        url=None if url is None else paired(url),
        outlet=None if outlet is None else paired(outlet),
        date=date,
    )
