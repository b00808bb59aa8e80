"""`verbale dialogues`, `verbale commitments` and the dossier: what a shelf of documents says, on a terminal, in Markdown or as a page."""

from __future__ import annotations

import html
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from rich.console import Console
from rich.table import Table
from rich.text import Text

from verbale.linking.dossier import Dossier
from verbale.linking.table import DialogueRow
from verbale.listing import plain
from verbale.model import Case, Commitment, Round


@dataclass(frozen=True, slots=True)
class Sheet:
    """A heading and a table under it. A cell that has more than one line holds line feeds."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def dialogues_sheet(rows: Iterable[DialogueRow]) -> Sheet:
    """The table of dialogues, a row each."""
    columns = ("dialogue", "parties", "subject", "since", "last", "next", "rounds", "venues", "days since", "id")
    return Sheet("Dialogues", columns, tuple(_dialogue(row) for row in rows))


def _dialogue(row: DialogueRow) -> tuple[str, ...]:
    claimed = "" if row.highest_claimed is None or row.highest_claimed <= row.round_count else f" (counted to {row.highest_claimed})"
    late = ", overdue" if row.overdue else ""
    return (
        row.name,
        _sides([*row.parties, *row.party_actors]),
        row.subject or "–",
        row.since or "–",
        row.last or "–",
        (row.next or "–") + late,
        f"{row.round_count}{claimed}",
        ", ".join(row.venues) or "–",
        "–" if row.days_since_last is None else str(row.days_since_last),
        row.id,
    )


def ledger_sheet(commitments: Iterable[Commitment]) -> Sheet:
    """The ledger, a row a promise: its words, and beside them those of what became of it."""
    columns = ("promised by", "on", "what", "due", "status", "outcome", "id")
    return Sheet("Commitments", columns, tuple(_promise(c) for c in commitments))


def _promise(c: Commitment) -> tuple[str, ...]:
    status = c.status if c.acceptance == "pledged" else f"{c.acceptance}, {c.status}"
    settled = c.history[-1] if c.history and c.status in ("kept", "late", "withdrawn", "overdue") else None
    since = "" if settled is None or settled.on.edtf is None else f" {settled.on.edtf}"
    return (_promisers(c), c.made_on.edtf or "–", _one_line(c.what), c.due.edtf or "–", status + since, _outcome(c), c.id)


def _promisers(c: Commitment) -> str:
    return _sides(dict.fromkeys(party.country or party.name for party in c.who))


def _outcome(c: Commitment) -> str:
    """The words that tell what became of it."""
    shown = [e for e in c.evidence if e.field == "fulfilled_by" or e.field.startswith("history[")]
    return " … ".join(_one_line(e.exact) for e in shown) or "–"


def dossier_sheets(d: Dossier) -> list[Sheet]:
    """A dossier as tables: its rounds, the matrix of topics, the cases, what each side called it, and its promises."""
    number = {r.id: _which(i, r) for i, r in enumerate(d.rounds, 1)}
    heads = ("round", "when", "where", "status", "led by", "counted as", "sources")
    sheets = [Sheet("Rounds", heads, tuple(_round(number[r.id], r) for r in d.rounds))]
    if d.topics:
        rows = tuple((t.topic, *(_raised(t.raised_by.get(r.id)) for r in d.rounds)) for t in d.topics)
        sheets.append(Sheet("Topics by round", ("topic", *(number[r.id] for r in d.rounds)), rows))
    if d.cases:
        sheets.append(Sheet("Cases", ("case", "raised by", "rounds", "situation", "replies"), tuple(_case(c, number) for c in d.cases)))
    views = tuple((number[r.id], v.party or "–", v.words) for r in d.rounds for v in r.characterizations)
    if views:
        sheets.append(Sheet("What each side called it", ("round", "side", "words"), views))
    if d.commitments:
        sheets.append(ledger_sheet(d.commitments))
    return sheets


def _which(place: int, r: Round) -> str:
    when = r.date.edtf or "no date"
    return f"{place}. {when}"


def _round(name: str, r: Round) -> tuple[str, ...]:
    where = ", ".join(part for part in (r.place.city, r.place.country) if part) or "–"
    led = "; ".join(h.name if h.party is None else f"{h.party}: {h.name}" for h in r.heads) or "–"
    counts = dict.fromkeys(_one_line(e.exact) for e in r.evidence if e.field == "ordinal")
    return (name, r.date.edtf or "–", where, r.status, led, "; ".join(counts) or "–", str(len({e.document_id for e in r.evidence})))


def _raised(parties: Sequence[str | None] | None) -> str:
    return "" if parties is None else "/".join(p or "•" for p in parties)


def _case(c: Case, number: dict[str, str]) -> tuple[str, ...]:
    rounds = ", ".join(number[i] for i in c.round_ids if i in number)
    replies = "; ".join(_one_line(r.words if r.party is None else f"{r.party}: {r.words}") for r in c.replies) or "–"
    return (" ".join([c.name, *c.native_names]), _sides(c.raised_by), rounds, _one_line(c.situation or "–"), replies)


def _sides(codes: Iterable[str]) -> str:
    return " – ".join(codes) or "–"


def _one_line(words: str) -> str:
    return " ".join(words.split())


_NARROW = 120
_FEW = 4
"""Columns of a terminal below which a sheet of more than so many columns is shown row by row."""


def show_sheet(console: Console, sheet: Sheet) -> None:
    """The sheet on a terminal; a column in which nothing stands is left out. On a narrow one each row is a block of its own."""
    kept = [i for i in range(len(sheet.columns)) if any(row[i] not in ("", "–") for row in sheet.rows)]
    if sheet.rows and console.width < _NARROW and len(kept) > _FEW:
        _show_blocks(console, sheet)
        return
    table = Table(title=plain(sheet.title), title_justify="left", title_style="bold", box=None, pad_edge=False, header_style="dim")
    for i in kept:
        table.add_column(sheet.columns[i], no_wrap=sheet.columns[i] == "id", overflow="fold")
    for row in sheet.rows:
        table.add_row(*(Text(plain(row[i])) for i in kept))
    console.print(table if sheet.rows else Text(f"{sheet.title}: none", "dim"))


def _show_blocks(console: Console, sheet: Sheet) -> None:
    console.print(Text(sheet.title, "bold"))
    for row in sheet.rows:
        block = Table(box=None, show_header=False, pad_edge=False)
        block.add_column(style="dim", no_wrap=True)
        block.add_column(overflow="fold")
        for i, cell in enumerate(row):
            if cell not in ("", "–"):
                block.add_row(sheet.columns[i], Text(plain(cell), "" if i else "bold"))
        console.print(block)
        console.print()


def as_markdown(title: str, sheets: Iterable[Sheet]) -> str:
    """The sheets in Markdown. Text of documents acts nowhere: what Markdown or a browser would obey is escaped."""
    lines = [f"# {_markdown(title)}", ""]
    for sheet in sheets:
        lines += [f"## {_markdown(sheet.title)}", "", _row(sheet.columns), _row("---" for _ in sheet.columns)]
        lines += [_row(map(_markdown, row)) for row in sheet.rows]
        lines.append("")
    return "\n".join(lines).rstrip() + "\n"


def _row(cells: Iterable[str]) -> str:
    return "| " + " | ".join(cells) + " |"


def _markdown(words: str) -> str:
    escaped = html.escape(plain(_one_line(words)), quote=False)
    return "".join("\\" + c if c in r"\`*_{}[]()#+!|~" else c for c in escaped)


def as_page(title: str, sheets: Iterable[Sheet]) -> str:
    """The sheets as one HTML page that needs nothing from elsewhere and runs nothing."""
    return "".join(_page(title, sheets))


_STYLE = """body{font:1rem/1.5 Georgia,serif;margin:2rem auto;max-width:70rem;padding:0 1rem;color:#1a1a1a;background:#fff}
table{border-collapse:collapse;margin:0 0 2rem;width:100%;font-size:.9rem;font-variant-numeric:tabular-nums}
th,td{text-align:left;vertical-align:top;padding:.3rem .8rem .3rem 0;border-bottom:1px solid #ccc}
th{font-weight:normal;color:#555}@media print{body{margin:0}}"""


def _page(title: str, sheets: Iterable[Sheet]) -> Iterator[str]:
    name = html.escape(plain(title))
    yield f'<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><title>{name}</title>'
    yield f"<style>{_STYLE}</style></head><body>\n<h1>{name}</h1>\n"
    for sheet in sheets:
        yield f"<h2>{html.escape(sheet.title)}</h2>\n<table><thead><tr>"
        yield "".join(f'<th scope="col">{html.escape(plain(c))}</th>' for c in sheet.columns)
        yield "</tr></thead><tbody>\n"
        for row in sheet.rows:
            yield "<tr>" + "".join(f"<td>{html.escape(plain(cell))}</td>" for cell in row) + "</tr>\n"
        yield "</tbody></table>\n"
    yield "</body></html>\n"
