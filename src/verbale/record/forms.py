"""The forms under which a name or a text is found: without case and accents, Chinese in simplified characters."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache

from opencc import OpenCC

_WORD = re.compile(r"[^\W_]+(?:[\u0300-\u036f\u0e00-\u0eff\u1000-\u109f]*[^\W_]*)*")
_ACCENT = re.compile(r"[\u0300-\u036f]")
_HAN = re.compile(r"([\u2e80-\u2fdf\u3005-\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff])")
_MOST_WORDS = 8
"""Words of a name after which it is cut: what is longer is a description."""


@cache
def _converter() -> OpenCC:
    return OpenCC("t2s")


def plainly(text: str) -> str:
    """The text as it is compared: NFKC, without case and accents, Chinese in simplified characters."""
    if text.isascii():
        return text.casefold()
    bare = unicodedata.normalize("NFKC", _ACCENT.sub("", unicodedata.normalize("NFKD", text)))
    return str(_converter().convert(bare)).casefold() if _HAN.search(bare) else bare.casefold()


def in_words(text: str) -> str:
    """The text as full-text search takes it: Chinese and Japanese, which put no spaces between words, a character a word."""
    return text if text.isascii() else _HAN.sub(r" \1 ", plainly(text))


def words_of(text: str) -> list[str]:
    """The words of a text as it is compared."""
    return _WORD.findall(in_words(plainly(text)))


def forms(name: str) -> Iterator[str]:
    """Every form that a search may begin with: the name from each of its words on, the words before it behind, and the same in one.

    "Moon Jae-in": `moon jae in`, `jae in moon`, `in moon jae`, `moonjaein`, `jaeinmoon`, `inmoonjae`. A name of two Chinese characters
    has its own rows so: full-text indexes miss what is that short.
    """
    words = words_of(name)[:_MOST_WORDS]
    for first in range(len(words)):
        turned = words[first:] + words[:first]
        yield " ".join(turned)
        yield "".join(turned)


def asked(name: str) -> tuple[str, ...]:
    """The forms, of those that `forms` gives, that begin with what somebody asks for."""
    words = words_of(name)[:_MOST_WORDS]
    return tuple(dict.fromkeys((" ".join(words), "".join(words)))) if words else ()
