"""How the time to link grows with what there is to link: `python benchmarks/linking.py [DOCUMENTS...]`, by default 1,000 10,000 100,000.

Made-up facts of so many documents (a story, two actors, a statement, an act, a dialogue with a round, and a promise each) are linked, and
the processor's time is told by document: the same at every size is linear. As in the news, few pairs of countries are much told of and
most hardly ever (Zipf's law), one story in twenty is a copy of another, and one promise in four is of another round.

With `--record`: what one more document costs a record on disk.
"""

from __future__ import annotations

import hashlib
import itertools
import random
import resource
import sys
import tempfile
import time
from bisect import bisect
from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from verbale.linking import link
from verbale.model import (
    NOWHERE,
    UNKNOWN,
    Actor,
    Commitment,
    CommitmentKind,
    Dialogue,
    Document,
    Event,
    EventType,
    Evidence,
    Fact,
    NamedPlace,
    Party,
    Round,
    RoundStatus,
    Speaker,
    Statement,
    Story,
    StoryWhen,
    Topic,
    When,
    mint,
)
from verbale.pipeline import relink
from verbale.record import Record
from verbale.tables import Tables

SIZES = (1_000, 10_000, 100_000)
NAMES = ("Aiko", "Bram", "Chioma", "Dmitri", "Elena", "Farid", "Greta", "Hugo", "Ines", "Jonas")
SURNAMES = ("Tan", "Lund", "Okafor", "Petrov", "Moreau", "Haddad", "Novak", "Silva", "Kimura", "Brandt")
TYPES: tuple[EventType, ...] = ("CONSULT", "COOPERATE", "AID", "REJECT")
COPIES = 0.05
SUBJECTS = ("human rights", "border", "fisheries", "water", "trade")
WORDS = (
    "ferry",
    "list",
    "clause",
    "treaty",
    "survey",
    "harbour",
    "officer",
    "tariff",
    "fence",
    "archive",
    "pilot",
    "census",
    "well",
    "permit",
)


def shelf(size: int, countries: list[str]) -> tuple[list[Document], list[Fact]]:
    """The documents, over thirty years, and what each tells."""
    rng = random.Random(size)
    pairs = list(itertools.combinations(countries, 2))
    rng.shuffle(pairs)
    told_of = list(itertools.accumulate(1 / (rank + 1) for rank in range(len(pairs))))
    documents, facts = [], []
    text, day = "", date(1994, 1, 1)
    for number in range(size):
        if rng.random() >= COPIES or not text:
            day = date(1994, 1, 1) + timedelta(days=rng.randrange(11_000))
            text = " ".join(rng.choice(WORDS) + str(rng.randrange(2000)) for _ in range(120))
        pair = pairs[bisect(told_of, rng.random() * told_of[-1])]
        document, told = _paper(f"Paper {number}. {text}", day, rng, pair)
        documents.append(document)
        facts += told
    return documents, facts


def _paper(text: str, day: date, rng: random.Random, parties: tuple[str, str]) -> tuple[Document, list[Fact]]:
    sha = hashlib.sha256(text.encode()).hexdigest()
    on = When(day.isoformat(), "metadata")
    document = Document.of(source=f"{sha[:12]}.txt", sha256=sha, media_type="text/plain", text=text, date=on)
    return document, list(_facts(document, sha, day, rng, parties))


def _facts(document: Document, sha: str, day: date, rng: random.Random, parties: tuple[str, str]) -> Iterator[Fact]:
    story = mint("story", sha, 0)

    def shown(field: str, end: int = 5) -> tuple[Evidence, ...]:
        return (Evidence(document.id, story, 0, end, document.text[:end], field),)

    whole = Evidence(document.id, None, 0, len(document.text), document.text, "start")
    yield Story(story, document.id, "article", None, 0, len(document.text), False, StoryWhen(), (document.id,), 1.0, (whole,))
    speaker = name = ""
    for k, country in enumerate(parties):
        name = f"{rng.choice(NAMES)} {rng.choice(SURNAMES)}"
        speaker = mint("actor", sha, k)
        yield Actor(speaker, name, "person", country, "GOV", (), (), (), 0.9, shown("name"))
    who = Speaker(speaker, name)
    yield Statement(mint("statement", sha), story, who, (), "said", document.text[:40], "indirect", UNKNOWN, 0.9, shown("content"))
    subject = rng.choice(SUBJECTS)
    dialogue, sitting, act = mint("dialogue", sha), mint("round", sha), mint("event", sha)
    yield Dialogue(dialogue, f"{subject} talks", tuple(sorted(parties)), (), subject, (sitting,), 0.9, shown("name"))
    on = When((day - timedelta(days=1)).isoformat(), "stated")
    sides = [(Party(None, code, code),) for code in parties]
    nowhere = NamedPlace(None, None)
    told = (*shown("type"), *shown("status", 60))
    yield Event(act, story, rng.choice(TYPES), None, (), sides[0], sides[1], on, nowhere, "occurred", 0.8, told)
    topics = (Topic(subject, None, parties[0]),)
    another = rng.randrange(4) == 0
    status: RoundStatus = "scheduled" if another else "held"
    when = When(str(day.year + 1), "relative") if another else on
    yield Round(sitting, dialogue, None, None, when, None, NOWHERE, status, (), (), topics, (), (), 0.9, shown("status"))
    words = "another round" if another else " ".join(rng.choice(WORDS) + str(rng.randrange(2000)) for _ in range(8))
    due = When(f"{day.year + 1}", "relative")
    kind: CommitmentKind = "round" if another else "other"
    of = sitting if another else None
    ident, made = mint("commitment", sha), shown("what")
    yield Commitment(ident, sides[1], words, kind, due, NOWHERE, of, UNKNOWN, "pledged", "unknown", (), None, 0.9, made)


def in_memory(size: int, countries: list[str], tables: Tables) -> str:
    """What it takes to link facts that are at hand."""
    documents, facts = shelf(size, countries)
    started = time.process_time()
    views = sum(1 for _ in link(documents, facts, tables))
    each = (time.process_time() - started) / size * 1000
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // size
    return (
        f"{size:>8} documents  {len(facts):>8} facts  {views:>8} entries  {each:.2f} ms a document  at most {peak} kB of memory a document"
    )


def in_record(size: int, countries: list[str], tables: Tables) -> str:
    """What it takes to bring a record of so many documents up to one more: facts loaded, linked, views and index written."""
    documents, facts = shelf(size, countries)
    told: dict[str, list[Fact]] = defaultdict(list)
    for fact in facts:
        told[fact.evidence[0].document_id].append(fact)
    with tempfile.TemporaryDirectory() as folder, Record.open(Path(folder) / "r.db", create=True) as record:
        for document in documents[:-1]:
            record.add(document, told[document.id], weights="w", cpu="c", version="1")
        relink(record, tables)
        record.add(documents[-1], told[documents[-1].id], weights="w", cpu="c", version="1")
        started = time.process_time()
        relink(record, tables)
        taken = time.process_time() - started
    return f"{size:>8} documents  one more: {taken:.2f} s, {taken / size * 1000:.2f} ms for each that is there"


def main() -> None:
    """Print a row a size; with --record, of records on disk."""
    tables = Tables.load()
    countries = sorted(code for code in tables.countries.codes if len(code) == 3)
    of = in_record if "--record" in sys.argv else in_memory
    for size in [int(a) for a in sys.argv[1:] if a != "--record"] or SIZES:
        print(of(size, countries, tables), flush=True)


if __name__ == "__main__":
    main()
