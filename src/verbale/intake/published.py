"""The day a page says it was published on."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from email.utils import parsedate_to_datetime

from verbale.intake.jsonld import Stated
from verbale.intake.markup import Element
from verbale.model import UNKNOWN, When

NAMES = (
    *("article:published_time", "og:article:published_time", "article:published", "og:published_time", "datepublished"),
    *("rnews:datepublished", "parsely-pub-date", "sailthru.date", "citation_publication_date", "citation_online_date"),
    *("dcterms.issued", "dc.date.issued", "dcterms.created", "dc.date.created", "dcterms.date", "dc.date", "dc:date"),
    *("pubdate", "publishdate", "publish-date", "publish_date", "publication_date", "publicationdate", "published_date", "published-date"),
    *("publisheddate", "published_time", "originalpublicationdate", "article_date_original", "releasedate", "release_date", "date"),
)
"""Names under which a page's `meta` states its publication, most explicit first: Open Graph, schema.org, Dublin Core, Highwire, then
what content systems use. None that states a change, an access or an event."""

DAY = re.compile(
    r"(\d{4})-(\d\d)-(\d\d)(?:[T ].*)?|(\d{4})/(\d\d)/(\d\d)(?:[T ].*)?|(\d{4})(\d\d)(\d\d)(?:T?(?:\d{4}|\d{6})(?:Z|[+-].*)?)?",
    re.DOTALL,
)
"""Year, month and day as in ISO 8601, or with slashes; a day or month first is not taken, as nobody can tell which it is."""

MONTH = re.compile(r"(\d{4})(?:-(\d\d))?")

UNSET = re.compile(r"1970-01-01T00:00:00|1970-01-01 00:00:00|19700101000000")
"""What content systems write for a date nobody set."""

EARLIEST = 1600
"""There were no newspapers before; an earlier year is a date nobody set (`0001-01-01`)."""

MAX_LENGTH = 64

TIMES = (
    './/*[@itemprop="datePublished"]',
    ".//time[@pubdate]",
    './/time[@datetime][not(@itemprop)][not(contains(@class, "update"))][not(contains(@class, "modif"))]',
)
ELSEWHERE = {"aside", "nav", "footer", "li"}


def published(tree: Element, named: dict[str, str], stated: Stated) -> When:
    """The date of publication that the page's own metadata states, with the basis `metadata`; UNKNOWN where it states none.

    named: the page's `meta` by name, lower case. stated: its JSON-LD. Then `time` elements of its article. The day is the one written
    there, in the page's own time zone. Where two places of one sort state two days, none is taken; a date in the text, in the
    address, or of a later change never is.
    """
    stated_in_meta = next(filter(None, (edtf(named[name]) for name in NAMES if name in named)), None)
    found = stated_in_meta or _agreed(stated.published) or _timed(tree)
    return When(found, "metadata") if found else UNKNOWN


def edtf(written: str) -> str | None:
    """The day, month or year in a machine-readable date (ISO 8601, RFC 5322), in EDTF; None for any other words."""
    written = written.strip()
    if len(written) > MAX_LENGTH or UNSET.match(written):
        return None
    if match := DAY.fullmatch(written):
        year, month, day = (int(part) for part in match.groups() if part)
        return _day(year, month, day)
    if match := MONTH.fullmatch(written):
        known = _day(int(match[1]), int(match[2] or 1), 1)
        return written if known else None
    try:
        then = parsedate_to_datetime(written)
    except (ValueError, IndexError, TypeError, OverflowError):
        return None
    return _day(then.year, then.month, then.day)


def _day(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat() if year >= EARLIEST else None
    except ValueError:
        return None


def _agreed(written: Iterable[str]) -> str | None:
    days = {day for one in written if (day := edtf(one))}
    return days.pop() if len(days) == 1 else None


def _timed(tree: Element) -> str | None:
    """The day in the `time` elements around the page's only main heading, or on a page with none, in all of it."""
    headings = tree.findall(".//h1")
    within = next(headings[0].iterancestors("article", "main"), tree) if len(headings) == 1 else tree
    for path in TIMES:
        elements = [element for element in within.xpath(path) if not any(above.tag in ELSEWHERE for above in element.iterancestors())]
        if day := _agreed(element.get("datetime") or element.get("content") or element.text or "" for element in elements):
            return day
    return None
