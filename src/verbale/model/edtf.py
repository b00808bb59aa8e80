"""What an EDTF expression may be: validated at the edge, where a user gives one."""

from __future__ import annotations

import re
from datetime import date

_DATE = r"[0-9]{4}(?:-[0-9]{2}(?:-[0-9]{2})?)?"
_DAY = re.compile(rf"{_DATE}")
_SPAN = re.compile(rf"({_DATE})/({_DATE})")
_BOUNDS = re.compile(rf"\[({_DATE})?\.\.({_DATE})?\]")


def valid(expression: str) -> bool:
    """Whether this is a date, a span or bounds of the forms that Verbale keeps, of days that exist, earlier before later.

    The forms (ISO 8601-2, level 1 and 2): `2010`, `2010-05`, `2010-05-14`, `A/B`, `[A..B]`, `[A..]`, `[..B]`.
    """
    if _DAY.fullmatch(expression):
        return _exists(expression)
    found = _SPAN.fullmatch(expression) or _BOUNDS.fullmatch(expression)
    if found is None:
        return False
    given = [end for end in found.groups() if end is not None]
    return bool(given) and all(map(_exists, given)) and given == sorted(given)


def _exists(day: str) -> bool:
    parts = [int(part) for part in day.split("-")]
    try:
        date(*[*parts, 1, 1][:3])
    except ValueError:
        return False
    return True
