"""TimeBank and AQUAINT (TimeML): time expressions with their values, and how what an event word tells of stands."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from xml.etree import ElementTree

from training.corpora.annotated import CORPORA, CREATED, Annotated, EventWord, Span, Time, bucket
from training.corpora.standing import standings

HELD_OUT = 5
"""One document in this many is dev: never trained on."""
_SALT = "timebank dev "
"""Hashed before an id: what is here is itself four fifths of the corpus, chosen by the hash of the bare id."""


def train() -> Iterator[Annotated]:
    """Four fifths of the documents."""
    return (_annotated(*row) for row in _rows() if bucket(_SALT + row[0], HELD_OUT))


def dev() -> Iterator[Annotated]:
    """The other fifth: for reporting only."""
    return (_annotated(*row) for row in _rows() if not bucket(_SALT + row[0], HELD_OUT))


@cache
def _rows() -> tuple[tuple[str, str], ...]:
    with gzip.open(CORPORA / "timebank" / "train.jsonl.gz", "rt", encoding="utf-8") as lines:
        return tuple((row["id"], row["timeml"]) for row in map(json.loads, lines))


def _annotated(name: str, timeml: str) -> Annotated:
    root = ElementTree.fromstring(timeml)
    created = root.find("DCT/TIMEX3")
    text, marked = _Text(), _Marked()
    title = root.find("TITLE")
    if title is not None:
        text.add("".join(title.itertext()).strip() + "\n\n")
    timed_from = len(text.written)
    _walk(_body(root), text, marked)
    dct = "" if created is None else created.attrib["tid"]
    judged = standings(root)
    return Annotated(
        id=name,
        text=text.written.rstrip(),
        times=tuple(_time(element, span, dct) for span, element in marked.times),
        events=tuple(EventWord(span, judged.get(element.attrib["eid"])) for span, element in marked.events),
        timed_from=timed_from,
        created=None if created is None else created.get("value"),
    )


def _body(root: ElementTree.Element) -> ElementTree.Element:
    body = root.find("TEXT")
    assert body is not None
    return body


@dataclass(slots=True)
class _Text:
    """Text as it is put together: blanks of a line as one, more than one empty line as one, none at the front of a line."""

    written: str = ""

    def add(self, more: str) -> None:
        for blank, rest in re.findall(r"(\s*)(\S*)", more):
            if blank:
                self._blank(blank)
            self.written += rest

    def _blank(self, blank: str) -> None:
        bare = self.written.rstrip()
        breaks = (self.written[len(bare) :] + blank).count("\n")
        self.written = bare + ("" if not bare else "\n\n" if breaks > 1 else "\n" if breaks else " ")


@dataclass(slots=True)
class _Marked:
    """Elements of the body that are not blank, and where they lie."""

    times: list[tuple[Span, ElementTree.Element]] = field(default_factory=list)
    events: list[tuple[Span, ElementTree.Element]] = field(default_factory=list)


def _walk(element: ElementTree.Element, text: _Text, marked: _Marked) -> None:
    text.add(element.text or "")
    for child in element:
        before = len(text.written)
        _walk(child, text, marked)
        inside = text.written[before:]
        span = (before + len(inside) - len(inside.lstrip()), before + len(inside.rstrip()))
        if span[0] < span[1] and child.tag in ("TIMEX3", "EVENT"):
            (marked.times if child.tag == "TIMEX3" else marked.events).append((span, child))
        text.add(child.tail or "")


def _time(element: ElementTree.Element, span: Span, dct: str) -> Time:
    function = element.get("functionInDocument")
    anchor = element.get("anchorTimeID")
    return Time(
        span=span,
        id=element.attrib["tid"],
        type=element.attrib["type"],
        value=element.get("value"),
        function=None if function == "NONE" else function,
        relative=element.get("temporalFunction") == "true",
        anchor=CREATED if anchor == dct else anchor,
        mod=element.get("mod"),
    )
