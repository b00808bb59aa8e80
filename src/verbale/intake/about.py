"""What a page says about itself: its address, its outlet, its headline."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urljoin, urlsplit

from verbale.intake.jsonld import Stated
from verbale.intake.markup import Element

SITE_NAMES = ("og:site_name", "dc.publisher", "dcterms.publisher", "dc:publisher", "citation_publisher", "publisher", "application-name")
HEADLINE_NAMES = ("og:title", "twitter:title", "headline", "dc.title", "dcterms.title", "citation_title", "sailthru.title", "parsely-title")
TITLE_PARTS = re.compile(r"\s+[|–—·•:»«-]\s+")

SAVED_FROM = re.compile(r"<!-- saved from url=\(\d{4,6}\)(\S+) -->")
"""Written by browsers at the head of a page they save."""

HOME = re.compile(r"/|(?:https?:)?//[^/?#]+/?")

HEAD = 4096
MAX_URL = 2048
MAX_NAME = 200
MAX_HEADLINE = 500
"""Characters; what is longer is no address, no name, no headline."""


def meta(tree: Element) -> dict[str, str]:
    """The first content of each `meta`, by its property, name or itemprop in lower case."""
    named: dict[str, str] = {}
    for element in tree.iter("meta"):
        content = " ".join((element.get("content") or "").split())
        for key in ("property", "name", "itemprop"):
            if content and (name := element.get(key)):
                named.setdefault(name.strip().lower(), content)
    return named


def url(tree: Element, markup: str, named: dict[str, str], stated: Stated) -> str | None:
    """The page's own address: canonical link, Open Graph, JSON-LD, or where the browser saved it from. Absolute http(s), or None."""
    canonical = [link.get("href") or "" for link in tree.iter("link") if "canonical" in (link.get("rel") or "").lower().split()]
    saved = [found[1]] if (found := SAVED_FROM.search(markup, 0, HEAD)) else []
    told = [*canonical, named.get("og:url", ""), *stated.urls[:1], *saved]
    absolute = [address for address in map(_address, told) if address]
    if canonical and canonical[0].startswith("/") and absolute:
        return _address(urljoin(absolute[0], canonical[0]))
    return absolute[0] if absolute else None


def _address(told: str) -> str | None:
    told = told.strip()
    try:
        parts = urlsplit(told)
        is_address = parts.scheme in {"http", "https"} and bool(parts.hostname)
    except ValueError:
        return None
    return told if is_address and len(told) <= MAX_URL and not re.search(r"\s", told) else None


def outlet(tree: Element, named: dict[str, str], stated: Stated) -> str | None:
    """The outlet's name, as the page states it, or None; never made from its address.

    In `meta` or JSON-LD; else the last part of the title where a link home bears the same name.
    """
    told = [named.get("og:site_name"), *stated.publishers, *(named.get(name) for name in SITE_NAMES)]
    for name in filter(None, told):
        if len(name) <= MAX_NAME and not name.startswith(("@", "http:", "https:")):
            return " ".join(name.split())
    last = TITLE_PARTS.split(title(tree))[-1]
    return last if last and last != title(tree) and last in _links_home(tree) else None


def _links_home(tree: Element) -> Iterator[str]:
    """What stands on the links to the root of the page's site."""
    for link in tree.iter("a"):
        if HOME.fullmatch(link.get("href") or ""):
            yield " ".join(link.text_content().split())
            yield from (image.get("alt") or "" for image in link.iter("img"))


def headline(tree: Element, named: dict[str, str], stated: Stated, outlet: str | None) -> str | None:
    """The page's headline: its only main heading, or the one in its article, else as its metadata
    states it, else the longest part of its title; or None.
    """
    headings = tree.findall(".//h1")
    in_article = [heading for heading in headings if next(heading.iterancestors("article", "main"), None) is not None]
    chosen = in_article if len(in_article) == 1 else headings if len(headings) == 1 else []
    told = [*(" ".join(h.text_content().split()) for h in chosen), *(named.get(name) for name in HEADLINE_NAMES), *stated.headlines[:1]]
    told.append(max(TITLE_PARTS.split(title(tree)), key=len))
    return next((" ".join(name.split()) for name in told if name and name != outlet and len(name) <= MAX_HEADLINE), None)


def title(tree: Element) -> str:
    """The text of the page's `title`, white space collapsed; empty where there is none."""
    element = tree.find(".//head/title")
    return "" if element is None else " ".join(element.text_content().split())
