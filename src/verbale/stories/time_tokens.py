"""A text as the grammar of time takes it: words, numbers and marks, and what each may be in a time expression."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass

from verbale.model.calendar import Unit
from verbale.reading.structure import Span
from verbale.tables import TimeWord, TimeWordKind, TimeWords
from verbale.tables.words import Found

_TOKEN = re.compile(r"\d+(?:st|nd|rd|th|s)\b|\d+|[’'](?:s|S)\b|[ap]\.m\b\.?|[^\W\d_]+|[^\w\s]|_")
_YEAR = re.compile(r"(?:1[0-9]|20|21)\d\d")
_ORDINAL = re.compile(r"(\d{1,2})(?:st|nd|rd|th)")
_MONEY = frozenset("$€£¥#@")
_BREAK = "\n"
"""The token that stands for an empty line, which no expression goes over."""
_LOOK_BACK = 6
"""Words of the longest phrase that is looked for before a place."""
_PLAIN_UNITS: dict[str, tuple[Unit, int]] = {
    "second": ("second", 1),
    "minute": ("minute", 1),
    "hour": ("hour", 1),
    "day": ("day", 1),
    "night": ("day", 1),
    "week": ("week", 1),
    "fortnight": ("week", 2),
    "month": ("month", 1),
    "quarter": ("quarter", 1),
    "year": ("year", 1),
    "decade": ("decade", 1),
    "century": ("century", 1),
}


@dataclass(frozen=True, slots=True)
class Number:
    """A number in words or digits. value: None for "several". end: the token after it."""

    value: int | None
    end: int
    about: bool = False
    half: bool = False


class TimeTokens:
    """The tokens of a part of a text. Places are token indices; asking beyond the last one gives the empty word."""

    def __init__(self, text: str, words: TimeWords, within: Span) -> None:
        found = [m.span() for m in _TOKEN.finditer(text, *within)]
        parted = [(end, end) for (_, end), (start, _) in itertools.pairwise(found) if text.count("\n", end, start) > 1]
        found = sorted([*found, *parted], key=lambda span: (span[1], span[0]))
        self.text = text
        self.words = words
        self.forms = [text[start:end] or _BREAK for start, end in found]
        self.lower = [form.casefold() for form in self.forms]
        self.starts = [start for start, _ in found]
        self.ends = [end for _, end in found]

    def __len__(self) -> int:
        return len(self.forms)

    def form(self, i: int) -> str:
        """The token as written."""
        return self.forms[i] if 0 <= i < len(self.forms) else ""

    def low(self, i: int) -> str:
        """The token without case."""
        return self.lower[i] if 0 <= i < len(self.lower) else ""

    def joined(self, i: int) -> bool:
        """Whether the token follows the one before it without white space."""
        return 0 < i < len(self.forms) and self.starts[i] == self.ends[i - 1]

    def apart(self, i: int) -> bool:
        """Whether an empty line parts the token from the one before it."""
        return self.form(i - 1) == _BREAK

    def is_a(self, kind: TimeWordKind, i: int) -> str | None:
        """What the token says as a word of this kind, None where it is none."""
        return self.words.value(kind, self.form(i)) if self.form(i).isalpha() else None

    def phrase(self, kind: TimeWordKind, i: int) -> Found[TimeWord] | None:
        """The longest phrase of this kind from token i on."""
        if not self.form(i) or not (self.form(i)[0].isalpha()):
            return None
        window = self._window(i)
        found = self.words.longest(kind, window, 0)
        return None if found is None else Found(found.value, i, i + found.end)

    def phrase_before(self, kind: TimeWordKind, i: int) -> Found[TimeWord] | None:
        """The longest phrase of this kind that ends just before token i."""
        first = max(0, i - _LOOK_BACK)
        found = self.words.ending(kind, self.forms[first:i], i - first)
        return None if found is None else Found(found.value, first + found.start, i)

    def _window(self, i: int) -> list[str]:
        window = self.forms[i : i + _LOOK_BACK]
        return window[: window.index(_BREAK)] if _BREAK in window else window

    def capital(self, i: int) -> bool:
        """Whether the token is a word with a capital."""
        return self.form(i)[:1].isupper()

    def month(self, i: int) -> tuple[int, str] | None:
        """The month that the token names, and the place after it and its full stop."""
        name = self.is_a("month", i) if self.capital(i) else None
        if name is None:
            return None
        short = len(self.form(i)) < len(name)
        return (self._after_stop(i, short), name)

    def weekday(self, i: int) -> tuple[int, str] | None:
        """The weekday that the token names, and the place after it and its full stop."""
        name = self.is_a("weekday", i) if self.capital(i) else None
        if name is None:
            return None
        return (self._after_stop(i, len(self.form(i)) < len(name)), name)

    def _after_stop(self, i: int, short: bool) -> int:
        return i + 2 if short and self.form(i + 1) == "." and self.joined(i + 1) else i + 1

    def day_of_month(self, i: int) -> tuple[int, int] | None:
        """The day from 1 to 31 that stands here ("14", "14th"), and the place after it."""
        found = _ORDINAL.fullmatch(self.low(i))
        digits = found[1] if found is not None else self.form(i)
        if not digits.isdecimal() or len(digits) > 2 or not 1 <= int(digits) <= 31 or self._part_of_number(i):
            return None
        return (i + 1, int(digits))

    def year(self, i: int) -> int | None:
        """The four digits of a year that stand here by themselves."""
        if not _YEAR.fullmatch(self.form(i)) or self._part_of_number(i):
            return None
        return int(self.form(i))

    def _part_of_number(self, i: int) -> bool:
        """Whether the digits are a part of a larger number, a sum or a telephone number."""
        before, after = self.form(i - 1) if self.joined(i) else "", self.form(i + 1) if self.joined(i + 1) else ""
        if (before and before in _MONEY) or after == "%":
            return True
        digits_before = before in {",", ".", ":", "/"} and self.form(i - 2)[-1:].isdecimal() and self.joined(i - 1)
        digits_after = after in {",", ".", ":"} and self.form(i + 2)[:1].isdecimal() and self.joined(i + 2)
        return digits_before or digits_after

    def unit(self, i: int) -> tuple[Unit, int, bool] | None:
        """The unit that stands here, how many of it the word means, and whether it is a plural."""
        word = self.is_a("unit", i)
        if word is None or word not in _PLAIN_UNITS:
            return None
        return (*_PLAIN_UNITS[word], self.low(i) != word)

    def number(self, i: int) -> Number | None:
        """The number that stands here, in digits or in words; also "several", "two and a half", "twenty-five", "two or three"."""
        about = self.phrase("about", i)
        start = i if about is None else about.end
        found = self._digits(start) or self._spelt(start)
        if found is None:
            return None
        if self.low(found.end) in ("or", "to") and (more := self._digits(found.end + 1) or self._spelt(found.end + 1)) is not None:
            found = Number(more.value, more.end, True) if self.unit(more.end) or self.low(more.end) == "more" else found
        end = found.end + (self.low(found.end) == "more")
        return Number(found.value, end, found.about or about is not None, found.half)

    def _digits(self, i: int) -> Number | None:
        if not self.form(i).isdecimal() or (self.joined(i) and self.form(i - 1) in _MONEY):
            return None
        value, end = int(self.form(i)), i + 1
        while self.form(end) == "," and len(self.form(end + 1)) == 3 and self.form(end + 1).isdecimal() and self.joined(end + 1):
            value, end = value * 1000 + int(self.form(end + 1)), end + 2
        if value == 0 or value >= 10**6:
            return None
        if self.form(end) == "." and self.joined(end) and self.form(end + 1) == "5" and self.joined(end + 1):
            return Number(value, end + 2, half=True)
        if [self.form(k) for k in range(end, end + 3)] == ["1", "/", "2"]:
            return Number(value, end + 3, half=True)
        return Number(value, end)

    def _spelt(self, i: int) -> Number | None:
        some = self.phrase("some", i)
        found = self.phrase("number", i)
        if some is not None and (found is None or some.end >= found.end):
            return Number(None, some.end)
        if found is None or found.value.value is None:
            return None
        value, end = int(found.value.value), found.end
        tens = 20 <= value < 100
        place = end + (self.form(end) == "-")
        ones = self.is_a("number", place) if tens else None
        if ones and 1 <= int(ones) < 10 and self.low(place) not in ("a", "an"):
            value, end = value + int(ones), place + 1
        scale = self.is_a("number", end)
        if scale and int(scale) in (100, 1000) and value < 100:
            value, end = value * int(scale), end + 1
        if [self.low(k) for k in range(end, end + 3)] == ["and", "a", "half"]:
            return Number(value, end + 3, half=True)
        return Number(value, end)
