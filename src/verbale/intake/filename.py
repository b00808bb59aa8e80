"""The day that a file's name gives: "2010-05-14_us-china.txt", "nyt-2010-05.html"."""

from __future__ import annotations

import re
from datetime import date
from pathlib import PurePath

from verbale.model import UNKNOWN, When

_DAY = re.compile(r"(?<![^\W\d_])(?<!\d)(?<!\d[-_.])((?:19|20)\d\d)([-_.])(\d\d)\2(\d\d)(?![^\W_])(?!-\d\d(?!\d))")
_COMPACT = re.compile(r"(?<![^\W_])[A-Za-z]{0,5}((?:19|20)\d\d)(\d\d)(\d\d)(?![^\W_])")
"""With a short prefix of letters, as news agencies number their stories; a longer run of letters and digits is a digest or a key."""
_MONTH = re.compile(r"(?<![^\W_])(?<!\d[-_.])((?:19|20)\d\d)[-_](\d\d)(?![^\W_])(?![-_.]\d)")
_TAKEN_ON = re.compile(
    r"access|download|retriev|saved|crawl|fetch|scrap|scan|screen.?shot|captur|archiv|snapshot|backup|export|print|\bimg\b", re.IGNORECASE
)
"""Words beside the date of a copy rather than that of what was copied."""


def dated(source: str) -> When:
    """The date in the file's own name, with the basis `filename`; UNKNOWN where there is none, or it can be taken in two ways.

    The year comes first: `YYYY-MM-DD` (or with `_` or `.`), `YYYYMMDD`, or `YYYY-MM`. A year alone, a day or month first, two dates, a
    stretch of days or years ("budget-2010-11") and the date of a copy ("scan-20100514") are none. Folders' names are not looked at.
    """
    stem = PurePath(source).stem
    if _TAKEN_ON.search(stem.replace("_", " ")):
        return UNKNOWN
    days = {_day(*map(int, (m[1], m[3], m[4]))) for m in _DAY.finditer(stem)} | {
        _day(*map(int, m.groups())) for m in _COMPACT.finditer(stem)
    }
    found = days or {_month(int(m[1]), int(m[2])) for m in _MONTH.finditer(stem)}
    edtf = found.pop() if len(found) == 1 else None
    return UNKNOWN if edtf is None else When(edtf, "filename")


def _day(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def _month(year: int, month: int) -> str | None:
    """None where it may be the next year: "2010-11"."""
    return f"{year}-{month:02}" if 1 <= month <= 12 and month != (year + 1) % 100 else None
