"""Charsets from before Unicode: the one a source declares, else the one its bytes look like."""

from __future__ import annotations

import codecs
import re

CODECS = (
    *("cp1252", "cp1250", "cp1251", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257", "cp1258", "cp866", "cp874"),
    *("iso8859-2", "iso8859-3", "iso8859-4", "iso8859-5", "iso8859-6", "iso8859-7", "iso8859-8", "iso8859-10"),
    *("iso8859-13", "iso8859-14", "iso8859-15", "iso8859-16", "koi8-r", "koi8-u", "mac-roman", "mac-cyrillic"),
    *("gb18030", "big5hkscs", "cp932", "euc_jp", "cp949"),
)
"""What a source may declare: Python's codecs for the legacy encodings of https://encoding.spec.whatwg.org, and none of its others."""

READ_AS = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "tis-620": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "big5": "big5hkscs",
    "cp950": "big5hkscs",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
}
"""The superset that is meant where a label is named, as in browsers: a page that says ISO-8859-1 has Windows-1252's curly quotes."""

LABELS = {"x-sjis": "cp932", "x-gbk": "gb18030", "x-euc-jp": "euc_jp", "windows-874": "cp874", "x-mac-roman": "mac-roman"}
"""Labels of that list that Python doesn't know."""

CANDIDATES = [
    *("cp1252", "cp1250", "cp1251", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257", "cp874"),
    *("iso8859_2", "koi8_r", "cp866", "mac_roman", "gb18030", "big5", "cp932", "euc_jp", "cp949"),
]
"""What is guessed where nothing is declared."""

CENTRAL_EUROPEAN = frozenset({"cp1250", "cp1257", "iso8859_2"})
"""Likened by the detector to Western text before Windows-1252 itself, which has the same letters in most places."""

ASCII = bytes(range(0x80))
LATIN_LETTERS = bytes(range(0xC0, 0x100))

WESTERN = re.compile(
    rb"(?:[\x00-\x7f]|[\x80\x82-\x87\x91-\x97\x99\xa0\xa3\xa7\xa9\xab-\xae\xb0\xb7\xbb]"
    rb"|(?<![\xc0-\xff])[\xc0-\xcf\xd1-\xd6\xd8-\xdc\xdf-\xef\xf1-\xf6\xf8-\xfc]{1,2}(?![\xc0-\xff]))*+"
)
"""Typographic marks of Windows-1252, and its letters one or two at a time, in ASCII: English with its quotes, dashes and names."""

WESTERN_SHARE = 0.02
"""Of bytes that may be letters beyond ASCII before the detector is asked: English has fewer, French and German more."""

SAMPLE = 65536
"""Bytes shown to the detector, from the line with the first byte beyond ASCII on."""

BAD_SHARE = 0.01
"""Of the bytes beyond ASCII that may fail to decode in a charset that is taken."""


def decode(data: bytes, declared: str | None) -> str | None:
    """The text of bytes that are not UTF-8: in the declared charset where it fits, else in the likeliest; None where none fits."""
    codec = known(declared or "")
    beyond_ascii = len(data.translate(None, ASCII))
    if codec and _fits(text := data.decode(codec, "replace"), beyond_ascii):
        return text
    for candidate in detected(data):
        text = data.decode(candidate, "replace")
        if _fits(text, beyond_ascii):
            return text
    return None


def _fits(text: str, beyond_ascii: int) -> bool:
    return text.count("\ufffd") <= max(1, BAD_SHARE * beyond_ascii)


def escaped(data: bytes) -> str | None:
    """The text of ISO-2022-JP, whose escape sequences hide it among ASCII; None where these bytes are not that."""
    if b"\x1b$" not in data:
        return None
    try:
        return data.decode("iso2022_jp")
    except UnicodeDecodeError:
        return None


def known(label: str) -> str | None:
    """The codec for a charset's label as a source declares it, or None where it names none that is taken."""
    label = label.strip().lower()
    try:
        name = codecs.lookup(LABELS.get(label) or label.removeprefix("x-")).name
    except (LookupError, ValueError):
        return None
    name = READ_AS.get(name, name)
    return name if name in CODECS else None


def detected(data: bytes) -> list[str]:
    """Codecs for these bytes, likeliest first; the same for the same bytes."""
    if is_western(data):
        return ["cp1252"]
    # Imported when first needed: nearly all sources are UTF-8, and starting up should not wait for it.
    from charset_normalizer import from_bytes

    sample = _sample(data)
    guesses = [match.encoding for match in from_bytes(sample, cp_isolation=CANDIDATES)]
    if guesses and guesses[0] in CENTRAL_EUROPEAN and "cp1252" in guesses:
        guesses.insert(0, "cp1252")
    return guesses


def is_western(data: bytes) -> bool:
    """Whether this is ASCII but for a few Windows-1252 letters and marks."""
    letters = len(data) - len(data.translate(None, LATIN_LETTERS))
    return letters <= max(2, WESTERN_SHARE * len(data)) and WESTERN.fullmatch(data) is not None


def _sample(data: bytes) -> bytes:
    first = len(data) - len(data.lstrip(ASCII))
    start = max(data.rfind(b"\n", 0, first) + 1, first - 1024, 0)
    return data[start : start + SAMPLE]
