"""A page: what it says, and what it says about itself."""

from __future__ import annotations

import logging
import re
from copy import deepcopy
from dataclasses import dataclass

import trafilatura

from verbale.errors import SourceError
from verbale.intake import about, jsonld, markup
from verbale.intake.lines import lines
from verbale.intake.markup import Element
from verbale.intake.published import published
from verbale.model import When

SHORT = 250
"""Characters of text below which the extraction itself falls back on all of a page, its paragraphs run together; we read it ourselves."""

LONG = 500
"""Characters of a line that may be several paragraphs run together."""

MAX_ELEMENTS = 10_000
"""Elements up to which the extraction is asked: its time is their square at worst, 4 s at this number. News pages have 500 to 5,000."""

FURNITURE = ("aside", "footer", "form", "header", "figure")

FIXED = {"original_date": True, "max_date": "2000-01-01"}
"""No date is asked for; without this the extraction reads the clock."""

# The extraction reports each page it finds hard on the root logger's last resort, standard error. Its findings reach the user as errors.
logging.getLogger("trafilatura").addHandler(logging.NullHandler())


@dataclass(frozen=True, slots=True)
class Page:
    """text: the headline and the paragraphs, one a line, with no markup. url, outlet, date: from the page's own metadata."""

    text: str
    url: str | None
    outlet: str | None
    date: When


def read_page(source_markup: str, name: str) -> Page:
    """The page in this markup. Nothing in it is run or fetched, and nothing depends on the day it is read.

    Raises SourceError, naming `name`, where there is nothing to read in it or its markup is beyond bounds.
    """
    try:
        page = _page(source_markup)
    except Exception as error:
        raise SourceError(name, f"its HTML can't be read: {error or type(error).__name__}") from error
    if not page.text:
        raise SourceError(name, "a page with nothing to read in it")
    return page


def _page(source_markup: str) -> Page:
    tree = markup.parse(source_markup)
    named, stated = about.meta(tree), jsonld.stated(tree)
    outlet = about.outlet(tree, named, stated)
    headline = about.headline(tree, named, stated, outlet)
    url = about.url(tree, source_markup, named, stated)
    date = published(tree, named, stated)
    text = _text(markup.without_silence(tree), headline)
    return Page(text, url, outlet, date)


def _text(tree: Element, headline: str | None) -> str:
    """The headline and the paragraphs; the headline alone is not a text."""
    said = _extracted(tree)
    whole = None
    if sum(map(len, said)) < SHORT or _is_run_together(said, tree):
        whole = _own(tree)
        said = whole if sum(map(len, whole)) >= sum(map(len, said)) * 0.8 else said
    if headline and said and _key(headline) not in map(_key, said):
        said = [headline, *said]
    return "\n".join(said)


def _extracted(tree: Element) -> list[str]:
    if sum(1 for _ in tree.iter()) > MAX_ELEMENTS:
        return []
    found = trafilatura.bare_extraction(
        tree,
        include_comments=False,
        include_tables=True,
        include_images=False,
        include_links=False,
        include_formatting=False,
        deduplicate=False,
        with_metadata=False,
        date_extraction_params=FIXED,
    )
    return lines(found.body) if isinstance(found, trafilatura.settings.Document) else []


def _own(tree: Element) -> list[str]:
    """All lines of the page's only article, or of its main part, or of its body; without what stands around a text."""
    articles = tree.findall(".//article") or tree.findall(".//main")
    content = deepcopy(articles[0] if len(articles) == 1 else tree.find("body") if tree.find("body") is not None else tree)
    for element in list(content.iter(*FURNITURE)):
        if element is not content and element.find(".//h1") is None and element.getparent() is not None:
            element.drop_tree()
    return lines(content)


def _is_run_together(said: list[str], tree: Element) -> bool:
    """Whether a long line is no line of the page, but several of them."""
    long = {_key(line) for line in said if len(line) > LONG}
    return bool(long) and not long <= set(map(_key, lines(tree)))


def _key(line: str) -> str:
    return re.sub(r"\W+", "", line).casefold()
