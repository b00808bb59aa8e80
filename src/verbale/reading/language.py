"""Whether a text is in the language that the reader knows."""

from __future__ import annotations

import re
from collections.abc import Iterable

_SAMPLE = 6000
"""Code points, from the front, the middle and the end in equal parts."""
_WORDS = 12
"""Letter runs below which nothing can be told of a text in Latin letters."""
_COMMON = frozenset({"the", "of", "to", "and", "in", "a", "that", "for", "is", "was", "on", "said"})
_SURE = 0.12
"""Share of these twelve words from which a text is English; news has 0.2 to 0.3 of them, other languages less than 0.08."""
_LATIN_END = 0x024F
NAMES = {
    "ar": "Arabic",
    "de": "German",
    "es": "Spanish",
    "fa": "Persian",
    "fr": "French",
    "he": "Hebrew",
    "hi": "Hindi",
    "id": "Indonesian",
    "it": "Italian",
    "ja": "Japanese",
    "ko": "Korean",
    "nl": "Dutch",
    "pl": "Polish",
    "pt": "Portuguese",
    "ru": "Russian",
    "sv": "Swedish",
    "tr": "Turkish",
    "uk": "Ukrainian",
    "vi": "Vietnamese",
    "zh": "Chinese",
}


def unreadable(text: str) -> str | None:
    """The name of the language (else its ISO 639-1 code, else its script) that a text is in, where it isn't English; None where it is, or
    where the text is too short to tell.
    """
    sample = _sampled(text)
    letters = [c for c in sample if c.isalpha()]
    if letters and sum(ord(c) > _LATIN_END for c in letters) * 2 > len(letters):
        return _named(_classified(sample))
    words = re.findall(r"[^\W\d_]+", sample.casefold())
    if len(words) < _WORDS or _share(words) >= _SURE:
        return None
    code = _classified(sample)
    return None if code == "en" else _named(code)


def _sampled(text: str) -> str:
    if len(text) <= _SAMPLE:
        return text
    third = _SAMPLE // 3
    middle = len(text) // 2
    return " ".join((text[:third], text[middle : middle + third], text[-third:]))


def _share(words: Iterable[str]) -> float:
    words = list(words)
    return sum(word in _COMMON for word in words) / len(words)


def _classified(sample: str) -> str:
    # Loaded here: it takes longer than reading a short text, and most texts are plainly English.
    import py3langid

    code: str = py3langid.classify(sample)[0]
    return code


def _named(code: str) -> str:
    return NAMES.get(code, code)
