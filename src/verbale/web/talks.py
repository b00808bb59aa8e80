"""Dialogues: the table that trackers keep, each one's dossier, and its rounds."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

from fastapi import APIRouter, Depends

from verbale.linking.dossier import Dossier
from verbale.linking.table import DialogueRow
from verbale.model import Case, Characterization, Commitment, Dialogue, Entry, Interval, Round
from verbale.record import Wanted
from verbale.web.charts import Dot
from verbale.web.downloads import offer
from verbale.web.given import After, AsOf, Code, Limit, Text
from verbale.web.narrowing import narrowed
from verbale.web.sheets import Count, Source, counted, sources_of
from verbale.web.shown import kind_of
from verbale.web.site import Site

LONGEST = 300
"""Code points shown on either side of an outcome's words."""
REPORTED = timedelta(days=3)
"""After a round's last day, within which a promise that is told is one made at it."""
_STOP = re.compile(r"[.!?][”’\"']?\s+|\n")
Column = Literal["parties", "name", "subject", "since", "last", "next", "rounds", "waiting"]


@dataclass(frozen=True, slots=True)
class Dialogues:
    """The table, as of a day. parties, subjects: what there is to choose from."""

    as_of: str | None
    rows: tuple[DialogueRow, ...]
    parties: tuple[Count, ...]
    subjects: tuple[Count, ...]


@dataclass(frozen=True, slots=True)
class TopicLine:
    """One topic over the rounds of a dialogue. cells: for each round, in order, the parties that raised it; null where nobody did."""

    topic: str
    topic_key: str | None
    cells: tuple[tuple[str | None, ...] | None, ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What shows that a promise was kept. words: of the entry that tells it; kind: plural."""

    id: str
    kind: str
    words: str
    document_id: str
    start: int


@dataclass(frozen=True, slots=True)
class DossierSheet:
    """Everything known of a dialogue, as of a day. outcomes: of the promises that have one, by `fulfilled_by`."""

    as_of: str | None
    dialogue: Dialogue
    row: DialogueRow | None
    rounds: tuple[Round, ...]
    topics: tuple[TopicLine, ...]
    cases: tuple[Case, ...]
    commitments: tuple[Commitment, ...]
    characterizations: tuple[Characterization, ...]
    outcomes: tuple[Outcome, ...]
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class RoundSheet:
    """A round, its dialogue, the cases raised at it; the promises of it, and those made at it. outcomes: of both, by `fulfilled_by`."""

    round: Round
    dialogue: Dialogue | None
    cases: tuple[Case, ...]
    commitments: tuple[Commitment, ...]
    made: tuple[Commitment, ...]
    outcomes: tuple[Outcome, ...]
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class Rounds:
    """A page of rounds."""

    entries: tuple[Round, ...]
    next: int | None
    total: int | None


def routes(site: Site) -> APIRouter:
    """Dialogues, dossiers, rounds."""
    router, asked = APIRouter(tags=["dialogues"]), site.asked
    site.jinja.globals |= {"dots": dots}

    def chosen_rows(as_of: AsOf = None, party: Code = None, subject: Text = None, name: Text = None) -> list[DialogueRow]:
        return [
            row
            for row in asked.dialogues(as_of)
            if (party is None or party in (*row.parties, *row.party_actors))
            and (subject is None or row.subject == subject)
            and (name is None or name.casefold() in row.name.casefold())
        ]

    rows_choice = Depends(chosen_rows)

    def chosen(as_of: AsOf = None, rows: list[DialogueRow] = rows_choice) -> list[Entry]:
        ids = {row.id for row in rows}
        return [entry for entry in asked.talks(as_of) if isinstance(entry, Dialogue) and entry.id in ids]

    def chosen_rounds(dialogue: Code = None, status: Code = None) -> Wanted:
        return narrowed("rounds", {"dialogue": dialogue, "status": status})

    rounds_choice = Depends(chosen_rounds)

    def dialogues(rows: list[DialogueRow] = rows_choice, as_of: AsOf = None, sort: Column = "parties") -> Dialogues:
        """The trackers' table: between whom, on what, since when, the last and the next round, how many; as of a day."""
        day = asked.day(as_of)
        choice = counted(asked.counts("dialogues", "party")), counted(asked.counts("dialogues", "subject"))
        return Dialogues(None if day is None else day.isoformat(), tuple(sorted(rows, key=ORDERS[sort])), *choice)

    def dossier(ident: str, as_of: AsOf = None) -> DossierSheet:
        """Everything known of one dialogue: rounds, topics by round, cases, each side's words, promises and their outcomes."""
        found = asked.dossier(ident, as_of)
        row = next((r for r in asked.dialogues(as_of) if r.id == found.dialogue.id), None)
        day = asked.day(as_of)
        told = tuple(c for r in found.rounds for c in r.characterizations)
        sources = sources_of(asked, [found.dialogue, *found.rounds, *found.cases, *found.commitments])
        outcomes = outcomes_of(site, found.commitments)
        as_told = None if day is None else day.isoformat()
        return DossierSheet(
            as_told, found.dialogue, row, found.rounds, _topics(found), found.cases, found.commitments, told, outcomes, sources
        )

    def rounds(wanted: Wanted = rounds_choice, after: After = None, limit: Limit = 50) -> Rounds:
        """Rounds, the latest first."""
        page = asked.page(replace(wanted, after=after, limit=limit))
        return Rounds(page.entries, page.next, page.total)  # type: ignore[arg-type]

    def round_page(ident: str) -> RoundSheet:
        """One round."""
        sitting = asked.entry(ident, Round)
        dialogue = asked.some(Dialogue, [sitting.dialogue_id]).get(sitting.dialogue_id)
        cases = tuple(asked.some(Case, sitting.case_ids).values())
        found = asked.page(Wanted("commitments", (("round", sitting.id),), below_line=None)).entries
        of = tuple(p for p in found if isinstance(p, Commitment))
        told = () if dialogue is None else asked.dossier(dialogue.id, None).commitments
        made = tuple(p for p in told if made_at(sitting, p) and p not in of)
        outcomes = outcomes_of(site, (*made, *of))
        return RoundSheet(sitting, dialogue, cases, of, made, outcomes, sources_of(asked, [sitting, *cases, *made, *of]))

    site.both(router, "/dialogues", dialogues, "dialogues.html", "The table of dialogues")
    site.both(router, "/dialogues/{ident}", dossier, "dossier.html", "The dossier of a dialogue")
    site.both(router, "/rounds", rounds, "rounds.html", "Rounds")
    site.both(router, "/rounds/{ident}", round_page, "round.html", "A round")
    offer(site, router, "dialogues", chosen)
    offer(site, router, "rounds", chosen_rounds)
    return router


def _late(value: str | None) -> tuple[bool, str]:
    """Known dates in order, the latest first, unknown ones last."""
    return value is None, "".join(chr(0x10FFFF - ord(c)) for c in value or "")


ORDERS = {
    "parties": lambda row: (row.parties, row.party_actors, row.name.casefold(), row.id),
    "name": lambda row: (row.name.casefold(), row.parties, row.id),
    "subject": lambda row: (row.subject is None, row.subject or "", row.parties, row.id),
    "since": lambda row: (row.since is None, row.since or "", row.id),
    "last": lambda row: (*_late(row.last), row.id),
    "next": lambda row: (row.next is None, row.next or "", row.id),
    "rounds": lambda row: (-row.round_count, row.id),
    "waiting": lambda row: (-(row.days_since_last or 0), row.id),
}
"""How the table can be ordered."""


def _topics(found: Dossier) -> tuple[TopicLine, ...]:
    ids = [sitting.id for sitting in found.rounds]
    return tuple(TopicLine(row.topic, row.topic_key, tuple(row.raised_by.get(ident) for ident in ids)) for row in found.topics)


def outcomes_of(site: Site, promises: tuple[Commitment, ...]) -> tuple[Outcome, ...]:
    """What shows that these were kept, each once."""
    found = {p.fulfilled_by: p for p in reversed(promises) if p.fulfilled_by is not None}
    return tuple(outcome for p in reversed(found.values()) if (outcome := outcome_of(site, p)) is not None)


def outcome_of(site: Site, promise: Commitment) -> Outcome | None:
    """What shows that a promise was kept: words of another document than its own where there are some, in their sentence."""
    if promise.fulfilled_by is None:
        return None
    entry: Entry = site.asked.any(promise.fulfilled_by)
    own = {e.document_id for e in promise.evidence}
    words = next((e for e in entry.evidence if e.document_id not in own), entry.evidence[0])
    around = sentence(site.asked.text(words.document_id), words.start, words.end)
    return Outcome(promise.fulfilled_by, kind_of(entry), around, words.document_id, words.start)


def sentence(text: str, start: int, end: int) -> str:
    """The words with what stands around them in the same sentence, as well as full stops tell it."""
    before = [found.end() for found in _STOP.finditer(text, max(0, start - LONGEST), start)]
    after = _STOP.search(text, end, min(len(text), end + LONGEST))
    return " ".join(text[before[-1] if before else max(0, start - LONGEST) : end + LONGEST if after is None else after.end()].split())


def made_at(sitting: Round, promise: Commitment) -> bool:
    """Whether a promise of the same dialogue is told to have been made on a day of the round, or while it was reported."""
    if sitting.date.edtf is None or promise.made_on.edtf is None:
        return False
    days, made = Interval.of(sitting.date.edtf), Interval.of(promise.made_on.edtf)
    if days.first is None or days.last is None or made.first is None or made.last is None:
        return False
    return days.first <= made.first and made.last <= days.last + REPORTED


def dots(rounds: tuple[Round, ...]) -> list[Dot]:
    """Rounds with a known date as points of time, at the middle of what is known."""
    found = []
    for sitting in rounds:
        known = None if sitting.date.edtf is None else Interval.of(sitting.date.edtf)
        if known is None or known.first is None or known.last is None:
            continue
        day = known.first + timedelta(days=(known.last - known.first).days // 2)
        year = day.year + (day - date(day.year, 1, 1)).days / 366
        label = f"{sitting.status}, {sitting.date.edtf}" + (f", {sitting.place.city}" if sitting.place.city else "")
        found.append(Dot(year, label, f"#{sitting.id}", sitting.status))
    return found
