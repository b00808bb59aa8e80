"""ics: what is to come, for calendars (RFC 5545): scheduled rounds, and the days by which commitments are due.

All are whole days. A round whose day is not known spans the days that it may be on, tentatively; a commitment stands on the last day on
which it can still be kept. What has no such day is left out. The same entry has the same UID in every export, so that a calendar that
takes one again changes what it has. DTSTAMP is the day of the story that tells of it, and the first day of 1970 where that isn't known.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any, BinaryIO

from verbale.export.cell import line, tame
from verbale.export.format import Format
from verbale.export.material import Material, urls
from verbale.export.titles import title_of
from verbale.model import Commitment, Entry, Place, Round
from verbale.model.columns import days

_HEAD = b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Verbale//Verbale//EN\r\nCALSCALE:GREGORIAN\r\nX-WR-CALNAME:Verbale\r\n"
OPEN = ("pending", "overdue")
"""The commitments whose day matters still."""
_DAY = timedelta(days=1)


def write(material: Material, out: BinaryIO) -> None:
    """The calendar."""
    out.write(_HEAD)
    for component in _components(material):
        out.write(component.to_ical())
    out.write(b"END:VCALENDAR\r\n")


def _components(material: Material) -> Iterator[Any]:
    for sitting in material.entries("rounds"):
        first, last = days(sitting.date)
        if sitting.status == "scheduled" and first is not None and last is not None:
            known = first == last or "/" in (sitting.date.edtf or "")
            yield _event(material, sitting, first, last, sitting.place, sure=known)
    for promise in material.entries("commitments"):
        _, last = days(promise.due)
        if promise.status in OPEN and last is not None:
            yield _event(material, promise, last, last, promise.place, sure=True)


def _event(material: Material, entry: Round | Commitment, first: date, last: date, place: Place, *, sure: bool) -> Any:
    from icalendar import Event

    found = Event()
    due = isinstance(entry, Commitment)
    found.add("uid", f"{entry.id}@verbale")
    found.add("dtstamp", _stamp(material, entry))
    found.add("dtstart", first)
    if last < date.max:
        found.add("dtend", last + _DAY)
    found.add("summary", ("Due: " if due else "") + title_of(material, entry))
    found.add("status", "CONFIRMED" if sure else "TENTATIVE")
    found.add("transp", "TRANSPARENT")
    where = ", ".join(part for part in (place.city, place.country) if part is not None)
    if where:
        found.add("location", line(where))
    sources = urls(material.sources(entry))
    quoted = [f'"{line(shown.exact)}"' for shown in entry.evidence[:3]]
    found.add("description", tame("\n".join([*quoted, *sources, material.permalink(entry.id)])))
    found.add("url", sources[0] if sources and line(sources[0]) == sources[0] else material.permalink(entry.id))
    return found


def _stamp(material: Material, entry: Entry) -> datetime:
    stories = (material.story(shown.story_id) for shown in entry.evidence)
    told = [first for story in stories if story is not None and (first := days(story.date)[0]) is not None]
    day = min(told, default=date(1970, 1, 1))
    return datetime(day.year, day.month, day.day, tzinfo=UTC)


FORMAT = Format(
    name="ics",
    what="scheduled rounds and due commitments, for calendars",
    kinds=("rounds", "commitments"),
    file=write,
    extra="formats",
    needs=("icalendar",),
)
