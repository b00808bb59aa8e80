"""What a source says about itself at its beginning: that it is a page, and in which charset."""

from __future__ import annotations

import re

HEAD = 4096
"""Bytes or characters looked at. Browsers look at 1024 for the charset; crawled pages have banners above it."""

PAGE = re.compile(r"\s*<.*?(?:<!doctype\s+html|<html[\s>]|<head[\s>]|<body[\s>])|\s*<(?:!doctype\s+html|html|head|body)[\s>]", re.I | re.S)
FRAGMENT = re.compile(r"\s*<(?:article|section|main|div|p|h1|h2|table|title|meta|script|style)(?:\s[^<>]*)?>", re.I)

TAG = re.compile(r"</?[A-Za-z]|<!")

XML_CHARSET = re.compile(rb"\s*<\?xml\s[^>]*?encoding\s*=\s*[\"']([A-Za-z0-9._:-]+)")
META_CHARSET = re.compile(rb"<meta\s[^>]*?charset\s*=\s*[\"']?\s*([A-Za-z0-9._:-]+)", re.I)


def begins_as_page(text: str) -> bool:
    """Whether this text is HTML by its first tag, or by a doctype, html, head or body tag after another one."""
    head = text[:HEAD]
    return bool(PAGE.match(head) or FRAGMENT.match(head))


def has_tags(text: str) -> bool:
    """Whether there is anything like a tag in this text."""
    return TAG.search(text) is not None


def charset(data: bytes, *, is_page: bool) -> str | None:
    """The charset's label in the XML declaration, or in a page's `meta`; None where there is none.

    is_page: known to be a page from elsewhere; else its content tells.
    """
    head = data[:HEAD]
    if found := XML_CHARSET.match(head):
        return found[1].decode()
    if is_page or begins_as_page(head.decode("latin-1")):
        found = META_CHARSET.search(head)
        return found[1].decode() if found else None
    return None
