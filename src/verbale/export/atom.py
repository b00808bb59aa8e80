"""atom: what is new, as a feed (RFC 4287): the newest rounds, cases, commitments, events and statements, by the day they were told.

An entry's `updated` is the last day that its newest story can be of; what only undated stories tell is left out. The feed's own is that
of its newest entry: nothing in it is of the day on which it was written.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterator
from datetime import date
from typing import Any, BinaryIO

from lxml import etree  # type: ignore[import-untyped]

from verbale.export.cell import line, tame
from verbale.export.format import Format
from verbale.export.material import Material, urls
from verbale.export.titles import title_of
from verbale.model import BY_TYPE, Entry
from verbale.model.columns import days

NAMESPACE = "http://www.w3.org/2005/Atom"
KINDS = ("rounds", "cases", "commitments", "events", "statements")
LONGEST = 500
"""Entries of a feed."""
EPOCH = date(1970, 1, 1)
"""The day of a feed without entries."""


def write(material: Material, out: BinaryIO) -> None:
    """The feed."""
    newest = heapq.nlargest(LONGEST, _dated(material), key=lambda found: (found[0], found[1].id))
    with etree.xmlfile(out, encoding="utf-8") as file:
        file.write_declaration()
        with file.element("feed", nsmap={None: NAMESPACE}):
            _put(file, "id", material.permalink("feed"))
            _put(file, "title", "Verbale")
            _put(file, "updated", _time(newest[0][0] if newest else EPOCH))
            with file.element("author"):
                _put(file, "name", "Verbale")
            for day, entry in newest:
                _entry(file, material, day, entry)


def _dated(material: Material) -> Iterator[tuple[date, Entry]]:
    for plural in KINDS:
        for entry in material.entries(plural):
            stories = [material.story(ident) for ident in dict.fromkeys(shown.story_id for shown in entry.evidence)]
            told = [last for story in stories if story is not None and (last := days(story.date)[1]) is not None]
            if told:
                yield max(told), entry


def _entry(file: Any, material: Material, day: date, entry: Entry) -> None:
    sources = material.sources(entry)
    permalink = material.permalink(entry.id)
    with file.element("entry"):
        _put(file, "id", permalink)
        _put(file, "title", title_of(material, entry))
        _put(file, "updated", _time(day))
        for index, url in enumerate(urls(sources) or [permalink]):
            with file.element("link", {"rel": "via" if index else "alternate", "href": line(url)}):
                pass
        with file.element("category", {"term": BY_TYPE[type(entry)].singular}):
            pass
        _put(file, "summary", "\n".join(f"“{tame(shown.exact)}”" for shown in entry.evidence[:3]))


def _put(file: Any, name: str, text: str) -> None:
    with file.element(name):
        file.write(text)


def _time(day: date) -> str:
    return f"{day.isoformat()}T00:00:00Z"


FORMAT = Format(name="atom", what="what is new, as a feed", kinds=KINDS, file=write)
