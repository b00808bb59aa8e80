"""Tables of a user's own, laid over ours: their files as text, so that a record can keep them, and what tells them from others."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path


def texts_of(folder: Path) -> dict[str, str]:
    """The tables in a folder, by file name. They are read as UTF-8, which `Tables.load` has found them to be."""
    return {path.name: path.read_bytes().decode("utf-8-sig") for path in sorted(folder.glob("*.csv"))}


def digest_of(texts: Mapping[str, str]) -> str:
    """What tells these tables from others: SHA-256 of their names and texts, hexadecimal; empty where there are none."""
    if not texts:
        return ""
    return hashlib.sha256(json.dumps(sorted(texts.items()), ensure_ascii=True).encode()).hexdigest()


def signed(by: str, digest: str) -> str:
    """What something was made by, with the digest of the user's own tables that it was made by too."""
    return f"{by}+{digest}" if digest else by
