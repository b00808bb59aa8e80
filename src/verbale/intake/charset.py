"""Bytes to text: byte-order marks, UTF-8, UTF-16 by its zeros, else a legacy charset."""

from __future__ import annotations

import codecs
import re

from verbale.intake import legacy

BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
"""UTF-32's little-endian mark begins with UTF-16's, so it stands before."""

SAMPLE = 4096
"""Bytes looked at for zeros."""

STRAY_SHARE = 0.002
"""Of a text's bytes: two words of another alphabet on a page of print."""

BAD_UTF8 = re.compile("[\udc80-\udcff]")
TAIL = re.compile("(?:[\udcc2-\udcdf]|[\udce0-\udcef][\udc80-\udcbf]?|[\udcf0-\udcf4][\udc80-\udcbf]{0,2})\\Z")
"""What `surrogateescape` leaves of a character whose last bytes are cut off."""

FOLLOWED = re.compile("[^\\W\\d_][\udce0-\udcef]\\Z")
"""A letter and then a lone byte 0xE0-0xEF: in Windows-1252 the last letter of a word (`caf\\xe9`), so not a cut-off character."""


def decode(data: bytes, declared: str | None = None) -> str | None:
    """The text in these bytes, its byte-order mark as U+FEFF, or None where no charset is plausible.

    declared: the charset that the source names itself, heeded where the bytes are not UTF-8. Line ends are kept and nothing is normalized.
    What can't be decoded in a text that otherwise can comes out as U+FFFD.
    """
    if codec := wide(data):
        return data.decode(codec, "replace")
    if (text := legacy.escaped(data)) is not None:
        return text
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        replaced = is_mostly_utf8(data) or (not legacy.known(declared or "") and has_strays(data))
        return data.decode("utf-8", "replace") if replaced else legacy.decode(data, declared)


def wide(data: bytes) -> str | None:
    """The UTF-32 or UTF-16 codec of these bytes, or None where they are neither.

    By the byte-order mark, else where every other byte is mostly zero, as in Western text in UTF-16. Other UTF-16 without a mark can't be
    told from noise, and is not guessed.
    """
    for mark, codec in BYTE_ORDER_MARKS:
        if data.startswith(mark) and (codec != "utf-32-le" or len(data) % 4 == 0):
            return codec
    sample = data[: min(SAMPLE, len(data) & ~1)]
    zeros_even, zeros_odd, half = sample[::2].count(0), sample[1::2].count(0), len(sample) // 2
    if half < 4:
        return None
    if zeros_odd > 0.7 * half and zeros_even < 0.02 * half:
        return "utf-16-le"
    if zeros_even > 0.7 * half and zeros_odd < 0.02 * half:
        return "utf-16-be"
    return None


def is_mostly_utf8(data: bytes) -> bool:
    """Whether these bytes are UTF-8 with a few bad ones rather than a legacy charset.

    A character cut off at the very end is not held against them. For each other bad byte there must be two bytes of continuation in
    good characters: one good two-byte character can be an accident of Windows-1252 (`Spaß“` is DF 93), a curly quote in UTF-8 hardly.
    """
    text = data.decode("utf-8", "surrogateescape")
    cut_off = TAIL.search(text)
    body = text[: cut_off.start()] if cut_off else text
    bad = len(BAD_UTF8.findall(body))
    continuation = len(data) - len(text)
    if bad == 0 and continuation == 0:
        return FOLLOWED.search(text) is None
    return 2 * bad <= continuation


def has_strays(data: bytes) -> bool:
    """Whether this is ASCII but for bytes too few to tell a charset from, which are not Windows-1252's letters and marks."""
    beyond_ascii = len(data.translate(None, legacy.ASCII))
    return beyond_ascii <= max(1, STRAY_SHARE * len(data)) and not legacy.is_western(data)
