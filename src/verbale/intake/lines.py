"""A tree's text, one paragraph a line."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree  # type: ignore[import-untyped]

INLINE = frozenset(
    {
        *("a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "hi", "i", "ins", "kbd"),
        *("label", "mark", "nobr", "ref", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr"),
    }
)
"""Elements within a line, in HTML and in what trafilatura makes of it; any other begins a new one."""

CELLS = frozenset({"td", "th", "cell"})
PREFORMATTED = frozenset({"pre", "quote"})
"""Elements in which an empty line parts paragraphs (trafilatura writes `pre` as `quote`); elsewhere line ends are white space."""

EMPTY_LINE = re.compile(r"\n[ \t\r]*\n")
BREAK = "\n"
CELL_END = "\t"


def lines(root: etree._Element) -> list[str]:
    """The paragraphs, headings, list items and table rows of a tree in order, white space collapsed, empty ones left out.

    The cells of a row are parted by a tab.
    """
    text = "".join(_pieces(root))
    return [line for raw in text.split(BREAK) if (line := CELL_END.join(filter(None, (" ".join(c.split()) for c in raw.split(CELL_END)))))]


def _pieces(root: etree._Element) -> Iterator[str]:
    """Text in which `BREAK` and `CELL_END` stand for nothing but themselves."""
    preformatted = cells = 0
    for event, element in etree.iterwalk(root, events=("start", "end")):
        is_cell, step = element.tag in CELLS, 1 if event == "start" else -1
        cells += step * is_cell
        preformatted += step * (element.tag in PREFORMATTED)
        if is_cell and cells <= 1:
            yield CELL_END
        elif element.tag not in INLINE:
            yield " " if cells else BREAK
        said = element.text if event == "start" else (element.tail if element is not root else None)
        if said:
            said = said.replace(CELL_END, " ")
            yield (EMPTY_LINE.sub("\x00", said) if preformatted else said).replace("\n", " ").replace("\x00", BREAK)
