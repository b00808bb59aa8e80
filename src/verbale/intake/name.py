"""What a source is called: its name as it can be shown, printed and stored."""

from __future__ import annotations

import re

from verbale.errors import NotYet

URL = re.compile(r"[a-z][a-z0-9+.-]*://", re.IGNORECASE)

UNPRINTABLE = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
"""Controls that would break a line, drive a terminal or turn the direction of the text around a name, and what UTF-8 can't encode."""

BYTES = range(0xDC80, 0xDD00)
"""How Python keeps the bytes of a file name that are not UTF-8 (PEP 383)."""


def shown(named: str) -> str:
    r"""The name on one line, encodable in UTF-8: controls as `\n`, `\x1b`, `\u202e`, a file name's undecodable bytes as `\xff`."""
    return UNPRINTABLE.sub(lambda found: _escape(found[0]), named)


def refuse_url(named: str) -> None:
    """Raises NotYet where `named` is a URL."""
    if URL.match(named):
        raise NotYet(shown(named), "Verbale does not fetch pages; save the page as a file and read that, with --url for its address")


def _escape(character: str) -> str:
    code = ord(character)
    return f"\\x{code - 0xDC00:02x}" if code in BYTES else ascii(character)[1:-1]
