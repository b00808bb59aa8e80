"""Ids: a prefix for the kind and a hash of what makes the thing itself.

What one document says is named by (the document's sha256, kind, anchor). The parts are hashed in a canonical form that keeps
them apart (a JSON array), so that ("ab", "c") and ("a", "bc") are two ids.
"""

from __future__ import annotations

import hashlib
import json

PREFIXES = {
    "document": "doc",
    "story": "sto",
    "actor": "act",
    "statement": "sta",
    "event": "evt",
    "dialogue": "dlg",
    "round": "rnd",
    "case": "cas",
    "commitment": "com",
    "correction": "cor",
}
DIGITS = 16
"""Hexadecimal digits of an id: 64 bits, a chance of one in a thousand of any clash among 190 million."""


def mint(kind: str, sha256: str, *anchor: str | int) -> str:
    """The id of a `kind` found at `anchor` in the document whose bytes have this digest. Raises KeyError for no such kind."""
    prefix = PREFIXES[kind]
    canonical = json.dumps([sha256, kind, *anchor], ensure_ascii=True, separators=(",", ":"))
    return f"{prefix}-{hashlib.sha256(canonical.encode()).hexdigest()[:DIGITS]}"
