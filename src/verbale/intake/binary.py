"""What is not text, told by its first bytes and by its share of control characters."""

from __future__ import annotations

import re

MAGIC: tuple[tuple[re.Pattern[bytes], str], ...] = tuple(
    (re.compile(pattern, re.DOTALL), what)
    for pattern, what in (
        (rb"\s{0,16}%PDF-", "a PDF"),
        (rb"PK(\x03\x04|\x05\x06|\x07\x08)", "a ZIP archive or an office document (docx, odt, epub)"),
        (rb"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old office document (doc, xls)"),
        (rb"\{\\rtf", "an RTF document"),
        (rb"\x89PNG\r\n|\xff\xd8\xff|GIF8[79]a|II\*\x00|MM\x00\*|RIFF....WEBP|BM.{4}\x00\x00\x00\x00|....ftyp(avif|hei[cf])", "an image"),
        (rb"....ftyp|RIFF....(WAVE|AVI )|ID3[\x02-\x04]|OggS\x00|fLaC\x00|\x1a\x45\xdf\xa3", "sound or video"),
        (rb"\x1f\x8b\x08|BZh[1-9]1AY&SY|\xfd7zXZ\x00|7z\xbc\xaf\x27\x1c|Rar!\x1a\x07|\x28\xb5\x2f\xfd", "a compressed file"),
        (rb"\x7fELF|MZ.{0,62}\x00|\xca\xfe\xba\xbe|[\xce\xcf]\xfa\xed\xfe|\x00asm", "a program"),
        (rb"SQLite format 3\x00", "an SQLite database"),
        (rb".{257}ustar", "a TAR archive"),
        (rb"wOF[F2]|\x00\x01\x00\x00\x00", "a font"),
    )
)

CONTROLS = "".join(map(chr, range(0x20))).translate(dict.fromkeys(map(ord, "\t\n\v\f\r\x1b"))) + "\x7f"
"""Control characters that text does without. Escape is not among them: ISO-2022 text and terminal logs have it."""

BEARABLE_COUNT = 8
"""A short text may hold this many control characters whatever share of it they are."""

BEARABLE_SHARE = 0.03
"""Of random bytes 0.11 are controls, of programs and images more; the dirtiest text pages have fewer than 0.01."""


def magic(data: bytes) -> str | None:
    """What these bytes are by their first ones, with its article (`a PDF`), or None where that is no sort of binary we know."""
    return next((what for pattern, what in MAGIC if pattern.match(data)), None)


def has_too_many_controls(text: str) -> bool:
    """Whether this has more control characters than text can have."""
    count = sum(map(text.count, CONTROLS))
    return count > BEARABLE_COUNT and count > BEARABLE_SHARE * len(text)
