"""Places named in a stretch of a story."""

from __future__ import annotations

import re

from verbale.coding.scene import Scene
from verbale.model import NOWHERE, Place
from verbale.reading.structure import Span
from verbale.tables.words import CAPITALS


def in_ordinary_case(name: str) -> str:
    """A place as it is written but in headlines and datelines: WASHINGTON is Washington, and UAE stays UAE."""
    return name.title() if name.isupper() and len(name) >= CAPITALS else name


def place_in(scene: Scene, *spans: Span) -> tuple[Place, Span | None]:
    """The first place named in these spans, and where it stands: a city, or a country after "in" or "to"."""
    for span in spans:
        places = [
            (m.start, m.end) for n in scene.inside(span) if n.type == "LOC" for m in n.mentions if span[0] <= m.start and m.end <= span[1]
        ]
        for start, end in sorted(places):
            words = scene.words((start, end))
            country = scene.tables.country_of_place(words, ambiguous=True)
            if scene.tables.countries.by_name(words, ambiguous=True) is None:
                if country is not None or re.search(r"\b(?:in|at|to)\s+$", scene.text[max(span[0] - 4, start - 8) : start]):
                    return Place(in_ordinary_case(words), country), (start, end)
            elif re.search(r"\b(?:in|to)\s+$", scene.text[max(span[0] - 4, start - 8) : start]):
                return Place(None, country), (start, end)
    return NOWHERE, None


_FROM = re.compile(r"[^\n]{0,60}?(?:\([^()\n]{1,40}\)\s*)?(?:—|–|--|\s-\s|:\s)")
_FRONT = 600
"""Code points at the front of a story in which its dateline stands."""


def reported_from(scene: Scene) -> tuple[Place, Span | None]:
    """The place in the story's dateline ("GENEVA, May 3 (XYZ) — "), and where it stands."""
    start, end = scene.span
    for named in scene.inside((start, min(end, start + _FRONT))):
        for mention in named.mentions if named.type == "LOC" else ():
            opens = mention.start == start or scene.text[mention.start - 1] == "\n"
            if opens and (scene.words((mention.start, mention.end)).isupper() or _FROM.match(scene.text, mention.end)):
                words = scene.words((mention.start, mention.end))
                if scene.tables.countries.by_name(words, ambiguous=True) is None:
                    return Place(in_ordinary_case(words), scene.tables.country_of_place(words, ambiguous=True)), (
                        mention.start,
                        mention.end,
                    )
    return NOWHERE, None
