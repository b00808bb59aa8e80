"""The bundled sample, read and shown: who they are, what they said, and what became of their talks, in the words of the page."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from rich.console import Console
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from verbale.errors import RecordError
from verbale.linking.dossier import dossier
from verbale.linking.table import dialogue_table
from verbale.listing import STYLES, plain
from verbale.model import Actor, Commitment, Dialogue, Document, Evidence, Statement, Story
from verbale.pipeline import Told, asked_day, found, read_into, relink, said_of_talks
from verbale.reading import OnnxReader
from verbale.record import Record
from verbale.shelf import dialogues_sheet, dossier_sheets, ledger_sheet, show_sheet
from verbale.tables import Tables
from verbale.talks_shown import show_talks

SAMPLE = Path(__file__).parent / "sample"
SETTLED = frozenset({"kept", "late", "overdue", "withdrawn"})
"""How those promises stand that the demo's ledger shows."""
SHELF = SAMPLE / "shelf"
"""Documents of twenty-one years, on a dozen series of talks."""


def run(console: Console, then: Callable[[Path], None] | None = None) -> None:
    """Read the sample into a record in a temporary folder, show what it says, and check every anchor. Raises VerbaleError.

    then: what is done with the record before the folder goes.
    """
    with tempfile.TemporaryDirectory() as folder, Record.open(Path(folder) / "demo.db", create=True) as record:
        pages = sorted(SAMPLE.glob("*.txt"))
        sources = found([*map(str, pages), str(SHELF)])
        for outcome in read_into(record, sources, OnnxReader(jobs=2), Tables.load(), Told()):
            if outcome.error is not None:
                raise outcome.error
        relink(record)
        documents = [d for d in record.entries("documents") if isinstance(d, Document)]
        for document in documents:
            if Path(document.source).parent == SAMPLE:
                _show_document(console, record, document)
        _show_shelf(console, record)
        broken = list(record.verify())
        if broken:
            raise RecordError("; ".join(map(str, broken)))
        _show_sum(console, record, documents)
        if then is not None:
            then(Path(folder) / "demo.db")


def _show_document(console: Console, record: Record, document: Document) -> None:
    text = record.text(document.id)
    actors = [a for a in record.entries("actors", document=document.id) if isinstance(a, Actor)]
    statements = [s for s in record.entries("statements", document=document.id) if isinstance(s, Statement)]
    for story in record.entries("stories", document=document.id):
        if not isinstance(story, Story):
            continue
        title = story.headline or " ".join(text[story.start : story.start + 70].split()) + " …"
        mark = f"  {story.kind}" + (", cut off" if story.truncated else "")
        console.print(Rule(Text.assemble((plain(title), "bold"), (mark, "dim")), align="left", style="dim"))
        console.print(Text(f"{Path(document.source).name}  characters {story.start} to {story.end}", "dim"))
        _show_actors(console, [a for a in actors if any(e.story_id == story.id for e in a.evidence)])
        for statement in statements:
            if statement.story_id == story.id:
                _show_statement(console, text, statement)
        show_talks(console, record, document.id, story.id)
        console.print()


def _show_actors(console: Console, actors: Sequence[Actor]) -> None:
    table = Table(box=None, show_header=False, pad_edge=False, padding=(0, 2, 0, 0))
    for actor in actors:
        names = " ".join([actor.name, *actor.native_names])
        told = " · ".join(word for word in (actor.country, actor.sector, *actor.titles[:1]) if word)
        table.add_row(Text(plain(names), "bold cyan"), Text(plain(told), "dim"))
    console.print(Padding(table, (1, 0, 1, 2)))


def _show_statement(console: Console, text: str, statement: Statement) -> None:
    speaker = statement.speaker.name or "(not named)"
    console.print(
        Padding(Text.assemble((plain(speaker), "bold"), (f"  {statement.kind}  {statement.confidence:.2f}", "dim")), (0, 0, 0, 2))
    )
    console.print(Padding(_passage(text, statement.evidence), (0, 0, 0, 4)))


def _passage(text: str, evidence: Sequence[Evidence]) -> Text:
    """The stretch of the page from the first to the last word of an attribution, source, cue and content marked."""
    spans = sorted((e for e in evidence if e.role), key=lambda e: e.start)
    passage = Text()
    at = spans[0].start
    for span in spans:
        if span.start >= at:
            passage.append(plain(text[at : span.start]).replace("\n", " ¶ "), "dim")
            passage.append(plain(span.exact), STYLES[span.role])
            at = span.end
    return passage


def _show_shelf(console: Console, record: Record) -> None:
    """What the shelf says together: the table of dialogues, the dossier of the one that is best known, and the ledger."""
    entries = said_of_talks(record, None)
    rows = [row for row in dialogue_table(entries, asked_day(record, None)) if len(row.parties) + len(row.party_actors) > 1]
    console.print(Rule(Text("What the shelf says together", "bold"), align="left", style="dim"))
    show_sheet(console, dialogues_sheet(rows))
    best = max(rows, key=lambda row: (row.round_count, row.id), default=None)
    for dialogue in (e for e in entries if isinstance(e, Dialogue) and best is not None and e.id == best.id):
        console.print(Rule(Text(plain(dialogue.name), "bold"), align="left", style="dim"))
        for sheet in dossier_sheets(dossier(dialogue, entries)):
            show_sheet(console, sheet)
    console.print(Rule(Text("The ledger", "bold"), align="left", style="dim"))
    show_sheet(console, ledger_sheet(e for e in entries if isinstance(e, Commitment) and e.status in SETTLED))


def _show_sum(console: Console, record: Record, documents: Sequence[Document]) -> None:
    counts = {kind: sum(1 for _ in record.entries(kind)) for kind in ("stories", "actors", "statements", "rounds", "cases", "commitments")}
    told = ", ".join(f"{count} {kind}" for kind, count in counts.items())
    console.print(Text(f"{len(documents)} documents: {told}; every one of their anchors was checked and holds.", "bold"))
    marks = Text.assemble(
        "marked: ", ("who said it", STYLES["source"]), ", ", ("word of saying", STYLES["cue"]), ", ", ("what", STYLES["content"])
    )
    console.print(marks)
    console.print("Now with your own:  verbale read FOLDER;  verbale list statements;  verbale show ID", markup=False)
