"""A text with what was read out of it: cut where anything begins or ends, so that every piece knows what it shows."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from verbale.model import BY_TYPE, Entry, Story

LAYERS = ("actors", "statements", "events", "rounds", "cases", "commitments")
"""What can be switched on and off, in the order of the switches. Dialogues are shown with their rounds."""
_OF_LAYER = {"dialogues": "rounds"}
_LINE_END = re.compile(r"\r\n|\r|\n")
LONGEST = 16_000
"""Code points on a page of the reader; longer texts have several."""


@dataclass(frozen=True, slots=True)
class Mark:
    """Words that show something. id, kind: of the entry; role: in an attribution; start, end: code points into the text."""

    id: str
    kind: str
    role: str | None
    field: str
    start: int
    end: int

    @property
    def layer(self) -> str:
        """The layer it lies in."""
        return _OF_LAYER.get(self.kind, self.kind)


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text under the same marks. start: code points into the whole text; marks: the shortest first."""

    text: str
    start: int
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph of the text. begins: the story that begins here, if one does. facts: ids of what begins here."""

    start: int
    pieces: tuple[Piece, ...]
    begins: Story | None
    facts: tuple[str, ...]


def marks_of(entries: Iterable[Entry], document_id: str) -> list[Mark]:
    """The marks of these entries in a document, the shortest first. Stories have none: they are the paragraphs' frames."""
    found = [
        Mark(entry.id, BY_TYPE[type(entry)].plural, e.role, e.field, e.start, e.end)
        for entry in entries
        if not isinstance(entry, Story)
        for e in entry.evidence
        if e.document_id == document_id
    ]
    return sorted(dict.fromkeys(found), key=lambda m: (m.end - m.start, m.start, m.kind, m.id, m.field))


def portion(text: str, at: int) -> tuple[int, int]:
    """The page of a long text that holds this place: from one paragraph's beginning to another's end, in code points."""
    start = 0
    while True:
        end = _page_end(text, start)
        if at < end or end >= len(text):
            return start, end
        start = end


def _page_end(text: str, start: int) -> int:
    if len(text) - start <= LONGEST:
        return len(text)
    for blank in ("\n\n", "\n", " "):
        found = text.rfind(blank, start + LONGEST // 2, start + LONGEST)
        if found >= 0:
            return found + len(blank)
    return start + LONGEST


def paragraphs(text: str, start: int, end: int, marks: Sequence[Mark], stories: Iterable[Story]) -> list[Paragraph]:
    """The paragraphs of a portion of a text, cut into pieces."""
    begins = {story.start: story for story in stories}
    within = [mark for mark in marks if mark.start < end and mark.end > start]
    cuts = sorted(
        {start, end, *(at for m in within for at in (m.start, m.end) if start < at < end), *(s for s in begins if start < s < end)}
    )
    found = []
    for first, last in _lines(text, start, end, sorted(begins)):
        pieces = _pieces(text, first, last, cuts, within)
        story = next((begins[at] for at in sorted(begins) if first <= at < last), None)
        facts = dict.fromkeys(m.id for m in sorted(within, key=lambda m: m.start) if first <= m.start < last and m.kind != "actors")
        if pieces:
            found.append(Paragraph(first, pieces, story, tuple(facts)))
    return found


def _lines(text: str, start: int, end: int, begins: Sequence[int]) -> list[tuple[int, int]]:
    """From where to where the lines of a portion go, without their ends; a story that begins within a line begins one."""
    found, at = [], start
    for line_end in [*_LINE_END.finditer(text, start, end), None]:
        stop = end if line_end is None else line_end.start()
        inner = [s for s in begins if at < s < stop]
        found += [(one, other) for one, other in zip([at, *inner], [*inner, stop], strict=True) if text[one:other].strip()]
        at = end if line_end is None else line_end.end()
    return found


def _pieces(text: str, first: int, last: int, cuts: Sequence[int], marks: Sequence[Mark]) -> tuple[Piece, ...]:
    inner = list(cuts[bisect_right(cuts, first) : bisect_right(cuts, last - 1)])
    over = [mark for mark in marks if mark.start < last and mark.end > first]
    return tuple(
        Piece(text[one:other], one, tuple(m for m in over if m.start <= one and m.end >= other))
        for one, other in zip([first, *inner], [*inner, last], strict=True)
    )
