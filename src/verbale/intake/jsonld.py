"""What a page says about its article in JSON-LD (https://schema.org/Article)."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from verbale.intake.markup import Element

MAX_SCRIPTS = 50
MAX_LENGTH = 1 << 20
"""Characters in one script that are read; the largest real ones, which hold the whole article, have a tenth."""

WRAPPING = re.compile(r"^\s*(?://\s*)?(?:<!\[CDATA\[|<!--)|(?://\s*)?(?:\]\]>|-->)\s*$")
ARTICLE = re.compile(r"(?:Article|Posting|Report|WebPage|PressRelease)$")
NESTED = ("@graph", "mainEntity")


@dataclass(frozen=True, slots=True)
class Stated:
    """What the articles of a page say of themselves, each as written and in order; empty where they say nothing."""

    published: tuple[str, ...]
    publishers: tuple[str, ...]
    headlines: tuple[str, ...]
    urls: tuple[str, ...]


def stated(tree: Element) -> Stated:
    """What the page's JSON-LD says. What can't be parsed says nothing."""
    articles = [article for block in _blocks(tree) for article in _articles(block)]
    return Stated(
        published=_texts(article.get("datePublished") for article in articles),
        publishers=_texts(_name(article.get("publisher")) for article in articles),
        headlines=_texts(article.get("headline") for article in articles),
        urls=_texts(article.get("url") for article in articles),
    )


def _blocks(tree: Element) -> Iterator[Any]:
    scripts = tree.xpath('.//script[@type="application/ld+json"]')
    for script in scripts[:MAX_SCRIPTS]:
        text = WRAPPING.sub("", script.text or "")
        if len(text) <= MAX_LENGTH:
            try:
                yield json.loads(text, strict=False)
            except (ValueError, RecursionError):
                continue


def _articles(block: Any, depth: int = 0) -> Iterator[dict[str, Any]]:
    for node in block if isinstance(block, list) else [block]:
        if not isinstance(node, dict) or depth > 3:
            continue
        types = node.get("@type")
        if any(isinstance(of, str) and ARTICLE.search(of) for of in (types if isinstance(types, list) else [types])):
            yield node
        for key in NESTED:
            yield from _articles(node.get(key), depth + 1)


def _name(publisher: Any) -> Any:
    first = publisher[0] if isinstance(publisher, list) and publisher else publisher
    return first.get("name") if isinstance(first, dict) else first


def _texts(values: Iterator[Any] | Any) -> tuple[str, ...]:
    return tuple(value.strip() for value in values if isinstance(value, str) and value.strip())
