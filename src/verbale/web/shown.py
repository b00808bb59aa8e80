"""How values look on a page: dates, names and codes in words; text of documents shown, never obeyed."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from typing import Any
from urllib.parse import quote, urlencode, urlsplit

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape
from markupsafe import Markup

from verbale.listing import plain
from verbale.model import BY_TYPE, Entry, Evidence, Interval, Story

MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"]
BASES = {
    "stated": "the text says so",
    "metadata": "the page's own metadata",
    "flag": "told by whoever read it in",
    "filename": "the file's name",
    "relative": "counted from the day of the story",
    "offices": "bounded by the offices people hold in the text",
    "duplicate": "from another copy of the story",
}
STATUS_MARKS = {"kept": "●", "late": "◐", "pending": "○", "overdue": "▲", "withdrawn": "✕", "unknown": "–"}
_SAFE = re.compile(r"https?", re.I)


def environment() -> Environment:
    """The templates: every value escaped, and every text of a document without what a browser would obey."""
    jinja = Environment(
        loader=PackageLoader("verbale.web", "templates"),
        autoescape=select_autoescape(default=True, default_for_string=True),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=shown,
    )
    jinja.filters |= {
        "when": when_in_words,
        "day": day_in_words,
        "href": href,
        "web": web_address,
        "ordinal": ordinal,
        "excerpt": excerpt,
        "group": lambda number: f"{number:,}",
        "words": lambda key: key.replace("-", " ").replace("_", " "),
        "first_of": first_evidence,
        "called": called,
        "singular": lambda entry: BY_TYPE[type(entry)].singular,
    }
    jinja.globals |= {"BASES": BASES, "MARKS": STATUS_MARKS, "query": query, "kind_of": kind_of}
    return jinja


def shown(value: Any) -> Any:
    """What is put on a page: nothing for None, and in text what would act (controls, changes of direction) as U+FFFD."""
    if value is None:
        return ""
    return plain(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def kind_of(entry: Entry) -> str:
    """The plural of an entry's kind."""
    return BY_TYPE[type(entry)].plural


def href(entry: Entry) -> str:
    """The page of an entry."""
    if isinstance(entry, Story):
        return f"/documents/{quote(entry.document_id)}?story={quote(entry.id)}#shown"
    return f"/{kind_of(entry)}/{quote(entry.id)}"


def first_evidence(evidence: tuple[Evidence, ...], field: str) -> Evidence | None:
    """The first words that show a field, else the first of all."""
    return next((e for e in evidence if e.field == field), evidence[0] if evidence else None)


def called(some: Iterable[Any], ident: str) -> Any:
    """The one with this id, or None."""
    return next((one for one in some if one.id == ident), None)


@lru_cache(maxsize=4096)
def _day_of(edtf: str) -> Interval:
    return Interval.of(edtf)


def query(**given: Any) -> str:
    """What follows a `?`: the values that are there."""
    return urlencode({key: value for key, value in given.items() if value not in (None, "", False)})


def web_address(url: str | None) -> str | None:
    """An address that may be a link: http or https; None for every other scheme."""
    if url is None or plain(url) != url:
        return None
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return None
    return url.strip() if _SAFE.fullmatch(parts.scheme) and parts.netloc else None


def excerpt(text: str | None, length: int = 160) -> str:
    """The beginning of a text, on one line."""
    line = " ".join((text or "").split())
    return line if len(line) <= length else line[: length - 1].rstrip() + "…"


def ordinal(number: int) -> str:
    """1st, 2nd, 3rd, 11th."""
    suffix = "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{suffix}"


def day_in_words(day: date | None) -> str:
    """12 March 2019."""
    return "" if day is None else f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def when_in_words(edtf: str | None) -> str:
    """An EDTF expression in words; an expression that isn't one, as it is."""
    if edtf is None:
        return ""
    if re.fullmatch(r"\d{4}", edtf):
        return edtf
    if found := re.fullmatch(r"(\d{4})-(\d\d)", edtf):
        return f"{MONTHS[int(found[2]) - 1]} {found[1]}"
    try:
        known = _day_of(edtf)
    except ValueError:
        return edtf
    first, last = known.first, known.last
    if first is None or last is None:
        return f"from {day_in_words(first)}" if last is None else f"by {day_in_words(last)}"
    if first == last:
        return day_in_words(first)
    return _span(first, last) if known.lasts else f"between {day_in_words(first)} and {day_in_words(last)}"


def _span(first: date, last: date) -> str:
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{last.day} {MONTHS[first.month - 1]} {first.year}"
    if first.year == last.year:
        return f"{first.day} {MONTHS[first.month - 1]} – {day_in_words(last)}"
    return f"{day_in_words(first)} – {day_in_words(last)}"
