"""json: the whole record in canonical order, every kind in the contract's shapes. What "byte for byte" is said of.

One JSON object: a head, then an array a kind in the order of the contract, an entry a line in the order of listings, keys in the
contract's order, no space between tokens, UTF-8 without escapes. Nothing in it tells when, where or by what version it was written.
"""

from __future__ import annotations

import json
from typing import Any, BinaryIO

from verbale.export.format import Format
from verbale.export.material import Material
from verbale.model import KINDS

LAYOUT = "verbale-record-1"
"""What the head says; another where the layout has another meaning."""


def write(material: Material, out: BinaryIO) -> None:
    """The record."""
    out.write(b"{" + _member("layout", LAYOUT) + b",\n" + _member("excerpts", material.excerpts))
    for kind in KINDS:
        out.write(b",\n" + _compact(kind.plural) + b":[")
        between = b"\n"
        for shape in material.shapes(kind.plural):
            out.write(between + _compact(shape))
            between = b",\n"
        out.write(b"\n]" if between != b"\n" else b"]")
    out.write(b"}\n")


def _member(key: str, value: Any) -> bytes:
    return _compact(key) + b":" + _compact(value)


def _compact(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode()


FORMAT = Format(
    "json", "the whole record in canonical order, what lies below the line too", tuple(k.plural for k in KINDS), file=write, whole=True
)
