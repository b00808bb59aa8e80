"""A calendar that other programs subscribe to (RFC 5545), of whole days."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from verbale.listing import plain

FOLD = 74
"""Octets of a line after which it is folded (RFC 5545, section 3.1: 75 with the space that begins the next)."""


@dataclass(frozen=True, slots=True)
class Entry:
    """Something on these days. first: None where only the last day is known, by which it is due."""

    id: str
    first: date | None
    last: date
    summary: str
    url: str


def calendar(name: str, entries: Iterable[Entry], now: datetime) -> str:
    """The calendar's text. now: in UTC, for the stamp that the format asks for."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Verbale//EN", f"X-WR-CALNAME:{_escaped(name)}"]
    for entry in entries:
        lines += ["BEGIN:VEVENT", f"UID:{entry.id}@verbale", f"DTSTAMP:{now:%Y%m%dT%H%M%SZ}"]
        lines += [f"DTSTART;VALUE=DATE:{_day(entry.first or entry.last)}", f"DTEND;VALUE=DATE:{_day(_next(entry.last))}"]
        lines += [f"SUMMARY:{_escaped(entry.summary)}", f"URL:{entry.url}", "TRANSP:TRANSPARENT", "END:VEVENT"]
    return "".join(f"{_folded(line)}\r\n" for line in [*lines, "END:VCALENDAR"])


def _next(day: date) -> date:
    return day if day == date.max else day + timedelta(days=1)


def _day(day: date) -> str:
    return f"{day.year:04}{day.month:02}{day.day:02}"


def _escaped(text: str) -> str:
    line = " ".join(plain(text).split())
    return line.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")


def _folded(line: str) -> str:
    """The line in pieces of at most so many octets, none cut within a character."""
    pieces, size = [""], 0
    for character in line:
        octets = len(character.encode("utf-8", "replace"))
        if size + octets > FOLD:
            pieces.append("")
            size = 0
        pieces[-1] += character
        size += octets
    return "\r\n ".join(pieces)
