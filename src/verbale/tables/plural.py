"""The regular plural of an English noun phrase."""

from __future__ import annotations

_AFTER_HEAD = (" of ", " for ", " in ", " to ", " at ", " on ")


def plural(phrase: str) -> str:
    """Of "foreign secretary" it is "foreign secretaries", of "chief of staff" "chiefs of staff", of "spokesman" "spokesmen".

    The head is the word before the first preposition, or the last. Irregular ones ("attorneys general") are the tables' business.
    """
    cut = min((at for part in _AFTER_HEAD if (at := phrase.find(part)) > 0), default=len(phrase))
    return _noun(phrase[:cut]) + phrase[cut:]


def _noun(noun: str) -> str:
    if noun.endswith(("man", "woman")):
        return noun[:-2] + "en"
    if noun.endswith("y") and noun[-2:-1] not in "aeiou":
        return noun[:-1] + "ies"
    if noun.endswith(("s", "x", "z", "ch", "sh")):
        return noun + "es"
    return noun + "s"
