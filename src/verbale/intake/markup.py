"""A page's markup as a tree, within bounds."""

from __future__ import annotations

import re
from itertools import islice
from typing import TypeAlias

from lxml import etree, html  # type: ignore[import-untyped]

Element: TypeAlias = html.HtmlElement
"""An element of a page, and the tree below it."""

MAX_DEPTH = 256
"""Elements within one another; the parser's own bound for trees it does not trust. Real pages have 20 to 60."""

MAX_ATTRIBUTES = 128
"""Attributes of one tag; the richest real ones have a few dozen."""

MAX_VALUE = 8192
"""Characters of one attribute; what is longer is data for a script."""

NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_.:-]*")
"""What a tree takes for the name of an element or attribute; the parser takes more."""

NOT_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""Characters that a tree can't hold."""

SELF_CLOSED = re.compile(r"<(script|style|title|textarea|iframe)\b([^<>]*)/>", re.IGNORECASE)
"""In XHTML these may be closed in themselves; read as HTML they would swallow the page."""

FORMATTING = ("b", "big", "em", "font", "i", "s", "small", "strike", "strong", "sub", "sup", "tt", "u")
SILENT = (
    *("audio", "button", "canvas", "dialog", "embed", "iframe", "math", "nav", "noscript", "object", "script", "select", "style", "svg"),
    *("template", "textarea", "video"),
)
"""What is never part of what a page says in words."""


class _Bounded:
    """Builds the tree out of the parser's events. Past a bound an element or attribute is left out, and its text kept.

    Left to itself, the parser takes time in the square of a tag's attributes (7 s at 80,000) and drops what nests too deep.
    """

    def __init__(self) -> None:
        self.builder = etree.TreeBuilder(element_factory=html.HTMLParser(encoding="utf-8").makeelement)
        self.opened: list[str] = []

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        self.opened.append(tag if NAME.fullmatch(tag) else "span")
        if len(self.opened) > MAX_DEPTH:
            self.builder.data("\n")
            return
        first = islice(attributes.items(), MAX_ATTRIBUTES)
        self.builder.start(self.opened[-1], {key: NOT_XML.sub(" ", value[:MAX_VALUE]) for key, value in first if NAME.fullmatch(key)})

    def end(self, _: str) -> None:
        if len(self.opened) <= MAX_DEPTH:
            self.builder.end(self.opened[-1])
        self.opened.pop()

    def data(self, text: str) -> None:
        self.builder.data(NOT_XML.sub(" ", text))

    def close(self) -> Element:
        return self.builder.close()


def parse(markup: str) -> Element:
    """The page's tree, without comments. Nothing in it is run or fetched. Raises lxml's errors where there is no tree in it."""
    if markup.lstrip().startswith("<?xml"):
        markup = SELF_CLOSED.sub(r"<\1\2></\1>", markup)
    parser = html.HTMLParser(encoding="utf-8", target=_Bounded(), huge_tree=True)
    return etree.fromstring(NOT_XML.sub(" ", markup).encode(), parser=parser)


def without_silence(tree: Element) -> Element:
    """The same tree, changed: without what says nothing in words, formatting taken off, and `q` as the quotation marks it is shown with."""
    etree.strip_elements(tree, *SILENT, with_tail=False)
    for quotation in tree.iter("q"):
        quotation.text = "“" + (quotation.text or "")
        quotation.tail = "”" + (quotation.tail or "")
    etree.strip_tags(tree, "q", *FORMATTING)
    return tree
