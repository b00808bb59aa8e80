"""Numbers in words: "nine", "twenty-sixth", "27th", "inaugural". A grammar rather than a table: nothing in it varies."""

from __future__ import annotations

import re

_ONES = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen"),
    *("fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
)
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_CARDINALS = {word: n for n, word in enumerate(_ONES)} | {word: 20 + 10 * n for n, word in enumerate(_TENS)}
_IRREGULAR = {"first": 1, "second": 2, "third": 3, "fifth": 5, "eighth": 8, "ninth": 9, "twelfth": 12}
_ORDINALS = (
    {f"{word}th": n for word, n in _CARDINALS.items() if not word.endswith("y")}
    | {f"{word[:-1]}ieth": n for word, n in _CARDINALS.items() if word.endswith("y")}
    | _IRREGULAR
)
_FIRSTS = frozenset({"inaugural", "opening", "maiden"})
_DIGITS = re.compile(r"(\d{1,3})(?:st|nd|rd|th)")


def cardinal(word: str) -> int | None:
    """The number that the word counts ("nine", "twenty-one", "1,200"); None where it is none."""
    plain = word.casefold()
    if re.fullmatch(r"\d{1,3}(?:[, ]?\d{3})*", plain):
        return int(re.sub(r"[, ]", "", plain))
    tens, _, ones = plain.partition("-")
    if ones and tens in _TENS and 0 < _CARDINALS.get(ones, 0) < 10:
        return _CARDINALS[tens] + _CARDINALS[ones]
    return {"dozen": 12}.get(plain, _CARDINALS.get(plain))


def ordinal(word: str) -> int | None:
    """Which one the word says it is ("second", "27th", "twenty-sixth"); None where it says none. "Inaugural" is the first."""
    plain = word.casefold()
    if (found := _DIGITS.fullmatch(plain)) is not None:
        return int(found[1])
    tens, _, ones = plain.partition("-")
    if ones and tens in _TENS and 0 < _ORDINALS.get(ones, 0) < 10:
        return _CARDINALS[tens] + _ORDINALS[ones]
    return 1 if plain in _FIRSTS else _ORDINALS.get(plain)
