"""The table that trackers keep by hand: a row a dialogue, with its first, last and next round."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from verbale.model import Commitment, Dialogue, Entry, Interval, Round, When

_TAKEN_PLACE = frozenset({"held", "ongoing"})


@dataclass(frozen=True, slots=True)
class DialogueRow:
    """One dialogue as of a day.

    since, last: when the first and the last round known were held; next: when the next one is to be; EDTF, None where not known.
    round_count: rounds known to have been held, of those whose date is known where there are any.
    highest_claimed: the highest count that any text gives one of them.
    venues: where the rounds were, the first first. days_since_last: whole days from the end of the last round to the day asked.
    overdue: whether a round was to be by now of which nothing is heard; None where no day is known.
    """

    id: str
    name: str
    parties: tuple[str, ...]
    party_actors: tuple[str, ...]
    subject: str | None
    since: str | None
    last: str | None
    next: str | None
    round_count: int
    highest_claimed: int | None
    venues: tuple[str, ...]
    days_since_last: int | None
    overdue: bool | None
    confidence: float


def dialogue_table(entries: Iterable[Entry], day: date | None) -> list[DialogueRow]:
    """The rows, by parties, then name, then id. entries: the linked dialogues, rounds and commitments; others are passed over.

    day: as of which; None where none is known.
    """
    told = list(entries)
    rounds = {e.id: e for e in told if isinstance(e, Round)}
    promises: dict[str, Commitment] = {e.round_id: e for e in told if isinstance(e, Commitment) and e.round_id is not None}
    rows = [_row(e, [rounds[i] for i in e.rounds if i in rounds], promises, day) for e in told if isinstance(e, Dialogue)]
    return sorted(rows, key=lambda row: (row.parties, row.party_actors, row.name.casefold(), row.id))


def _row(dialogue: Dialogue, rounds: list[Round], promises: dict[str, Commitment], day: date | None) -> DialogueRow:
    held = [r for r in rounds if r.status in _TAKEN_PLACE]
    dated = sorted((r for r in held if r.date.edtf is not None), key=lambda r: (_first(r.date), r.id))
    last = dated[-1] if dated else None
    coming = sorted((r for r in rounds if r.status == "scheduled" and _is_open(r, last, day)), key=lambda r: (_first(r.date), r.id))
    lapsed = [r for r in rounds if r.status == "scheduled" and (p := promises.get(r.id)) is not None and p.status == "overdue"]
    ended = None if last is None or last.date.edtf is None else Interval.of(last.date.edtf).last
    return DialogueRow(
        id=dialogue.id,
        name=dialogue.name,
        parties=dialogue.parties,
        party_actors=dialogue.party_actors,
        subject=dialogue.subject,
        since=dated[0].date.edtf if dated else None,
        last=None if last is None else last.date.edtf,
        next=coming[0].date.edtf if coming else None,
        round_count=len(dated) or len(held),
        highest_claimed=max((r.ordinal for r in held if r.ordinal is not None), default=None),
        venues=tuple(place for r in dated if (place := r.place.city or r.place.country) is not None),
        days_since_last=None if ended is None or day is None or day < ended else (day - ended).days,
        overdue=None if day is None else bool(lapsed),
        confidence=dialogue.confidence,
    )


def _is_open(sitting: Round, last: Round | None, day: date | None) -> bool:
    """Whether a scheduled round can still be to come: its window hasn't passed, nor has a later round been held."""
    if sitting.date.edtf is None:
        return True
    window = Interval.of(sitting.date.edtf)
    if window.last is None:
        return True
    if day is not None and window.last < day:
        return False
    return last is None or last.date.edtf is None or window.last >= (Interval.of(last.date.edtf).first or date.min)


def _first(when: When) -> date:
    """The first day it can be; the last of all where nothing is known."""
    return date.max if when.edtf is None else Interval.of(when.edtf).first or date.min
