"""How the talks of a story look on a terminal: each round, the cases raised at it, and what was promised."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from rich.console import Console, Group
from rich.padding import Padding
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from verbale.listing import plain
from verbale.model import CONFIDENCE_LINE, Case, Commitment, Dialogue, Entry, Round
from verbale.record import Record

_ORDINALS = {1: "st", 2: "nd", 3: "rd"}


def show_talks(console: Console, record: Record, document: str, story: str) -> None:
    """Show what the story tells of talks; nothing where it tells of none."""
    told = {kind: _of_story(record.entries(kind, document=document), story) for kind in ("dialogues", "rounds", "cases", "commitments")}
    cases = {c.id: c for c in told["cases"] if isinstance(c, Case)}
    promises = [c for c in told["commitments"] if isinstance(c, Commitment)]
    for dialogue in told["dialogues"]:
        if not isinstance(dialogue, Dialogue):
            continue
        rounds = [r for r in told["rounds"] if isinstance(r, Round) and r.dialogue_id == dialogue.id]
        if not rounds:
            continue
        body = Group(*(_round(r, cases) for r in rounds))
        parties = " – ".join([*dialogue.parties, *map(plain, dialogue.party_actors)])
        title = Text.assemble((plain(dialogue.name), "bold"), f"  {parties}", f"  on {plain(dialogue.subject)}" if dialogue.subject else "")
        console.print(Padding(Panel(body, title=title, title_align="left", border_style="dim"), (1, 0, 0, 2)))
    if promises:
        console.print(Padding(_promises(promises), (1, 0, 0, 2)))


def _of_story(entries: Iterable[Entry], story: str) -> list[Entry]:
    return [e for e in entries if e.confidence >= CONFIDENCE_LINE and any(q.story_id == story for q in e.evidence)]


def _round(r: Round, cases: dict[str, Case]) -> Table:
    table = Table(box=None, show_header=False, pad_edge=False, padding=(0, 2, 0, 0))
    table.add_column(style="dim", no_wrap=True)
    table.add_column()
    where = ", ".join(part for part in (r.place.city, r.place.country) if part)
    days = None if r.days is None else f"{r.days} days" if r.days > 1 else "one day"
    head = " · ".join(part for part in (r.status, r.date.edtf, days, where) if part)
    table.add_row(Text(_which(r), "bold"), Text(plain(head)))
    for label, words in _rows(r, cases):
        table.add_row(label, Text(plain(words)))
    return table


def _which(r: Round) -> str:
    if r.ordinal is None:
        return "a round"
    suffix = "th" if r.ordinal % 100 in (11, 12, 13) else _ORDINALS.get(r.ordinal % 10, "th")
    return f"{r.ordinal}{suffix} round"


def _rows(r: Round, cases: dict[str, Case]) -> Iterator[tuple[str, str]]:
    if r.heads:
        yield "led by", "; ".join(_by(h.party, h.name) for h in r.heads)
    for side in r.delegations:
        count = "" if side.count is None else f"{side.count} in number; " if side.members else f"{side.count} in number"
        yield "sent", _by(side.party, count + "; ".join(side.members))
    if r.topics:
        yield "topics", "; ".join(_by(t.raised_by, t.topic) for t in r.topics)
    for case in (cases[ident] for ident in r.case_ids if ident in cases):
        name = " ".join([case.name, *case.native_names])
        told = f": {case.situation}" if case.situation else ""
        replies = "".join(f"  → {_by(reply.party, reply.words)}" for reply in case.replies)
        yield "case", _by("/".join(case.raised_by) or None, name) + told + replies
    for view in r.characterizations:
        yield "called it", _by(view.party, view.words)


def _by(party: str | None, words: str) -> str:
    return words if party is None else f"{party}: {words}"


def _promises(promises: Sequence[Commitment]) -> Table:
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="dim")
    for name in ("promised by", "what", "due", "status"):
        table.add_column(name)
    for p in promises:
        who = " – ".join(dict.fromkeys(party.country or party.name for party in p.who)) or "–"
        status = p.status if p.acceptance == "pledged" else f"{p.acceptance}, {p.status}"
        table.add_row(Text(plain(who), "bold"), Text(plain(p.what)), Text(p.due.edtf or "–"), Text(status))
    return table
