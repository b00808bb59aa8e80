"""Whether a text is in the language that the reader knows."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from functools import cache
from typing import Any

_SAMPLE = 6000
"""Code points, from the front, the middle and the end in equal parts."""
_WORDS = 12
"""Letter runs below which nothing can be told of a text in Latin letters."""
_COMMON = frozenset({"the", "of", "to", "and", "that", "for", "is", "was", "on", "said"})
"""Not "a" and "in", which are as common in Hungarian, Portuguese and German."""
_SURE = 0.12
"""Share of these words from which a text is English; most news has 0.15 to 0.25 of them. With less it takes longer to tell."""
_LATIN_END = 0x024F
_CERTAIN = 0.8
"""Probability that the three likeliest languages have together where a text is in one of them (kin are hard to tell apart): mere names
are in none, and have less than half of it.
"""
NAMES = {
    "af": "Afrikaans",
    "am": "Amharic",
    "ar": "Arabic",
    "ary": "Arabic",
    "arz": "Arabic",
    "az": "Azerbaijani",
    "be": "Belarusian",
    "bg": "Bulgarian",
    "bn": "Bengali",
    "bs": "Bosnian",
    "ca": "Catalan",
    "cs": "Czech",
    "da": "Danish",
    "de": "German",
    "dz": "Tibetan or Dzongkha",
    "el": "Greek",
    "en": "English",
    "es": "Spanish",
    "et": "Estonian",
    "fa": "Persian",
    "fi": "Finnish",
    "fr": "French",
    "he": "Hebrew",
    "hi": "Hindi",
    "hr": "Croatian",
    "hu": "Hungarian",
    "hy": "Armenian",
    "id": "Indonesian",
    "it": "Italian",
    "ja": "Japanese",
    "ka": "Georgian",
    "kk": "Kazakh",
    "km": "Khmer",
    "ko": "Korean",
    "ku": "Kurdish",
    "lo": "Lao",
    "lt": "Lithuanian",
    "lv": "Latvian",
    "mk": "Macedonian",
    "mn": "Mongolian",
    "ms": "Malay",
    "my": "Burmese",
    "ne": "Nepali",
    "nl": "Dutch",
    "nn": "Norwegian",
    "no": "Norwegian",
    "pl": "Polish",
    "ps": "Pashto",
    "pt": "Portuguese",
    "ro": "Romanian",
    "ru": "Russian",
    "si": "Sinhala",
    "sk": "Slovak",
    "sl": "Slovenian",
    "so": "Somali",
    "sq": "Albanian",
    "sr": "Serbian",
    "sv": "Swedish",
    "sw": "Swahili",
    "ta": "Tamil",
    "th": "Thai",
    "tl": "Filipino",
    "tr": "Turkish",
    "ug": "Uyghur",
    "uk": "Ukrainian",
    "ur": "Urdu",
    "uz": "Uzbek",
    "vi": "Vietnamese",
    "wuu": "Chinese",
    "yue": "Chinese",
    "zh": "Chinese",
}
"""By the classifier's codes; it doesn't tell Tibetan from Dzongkha."""


def unreadable(text: str) -> str | None:
    """The name of the language (else its ISO 639 code, else its script) that a text is in, where it isn't English; None where it is, or
    where it can't be told, the text being too short or of mere names.
    """
    sample = _sampled(text)
    letters = [c for c in sample if c.isalpha()]
    if letters and sum(ord(c) > _LATIN_END for c in letters) * 2 > len(letters):
        name = _classified(sample)
        return f"{_script(letters)} letters" if name in (None, "English") else name
    words = re.findall(r"[^\W\d_]+", sample.casefold())
    if len(words) < _WORDS or _share(words) >= _SURE:
        return None
    name = _classified(sample)
    return None if name == "English" else name


def _sampled(text: str) -> str:
    if len(text) <= _SAMPLE:
        return text
    third = _SAMPLE // 3
    middle = len(text) // 2
    return " ".join((text[:third], text[middle : middle + third], text[-third:]))


def _share(words: Iterable[str]) -> float:
    words = list(words)
    return sum(word in _COMMON for word in words) / len(words)


def _classified(sample: str) -> str | None:
    """The likeliest language, by its name or else its code; None where there is none."""
    by_name: Counter[str] = Counter()
    for code, probability in _classifier().rank(sample):
        by_name[NAMES.get(code, code)] += probability
    likeliest = by_name.most_common(3)
    return likeliest[0][0] if sum(probability for _, probability in likeliest) >= _CERTAIN else None


@cache
def _classifier() -> Any:
    # Loaded here: it takes longer than reading a short text, and most texts are plainly English.
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


def _script(letters: Iterable[str]) -> str:
    """The script of most of these letters, by their Unicode names: GREEK SMALL LETTER ALPHA is Greek."""
    (script, _), *_ = Counter(unicodedata.name(c, "unknown").split()[0] for c in letters if ord(c) > _LATIN_END).most_common(1)
    return script.capitalize()
