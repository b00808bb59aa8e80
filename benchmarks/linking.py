"""How the time to link grows with what there is to link: `python benchmarks/linking.py [DOCUMENTS...]`, by default 1,000 10,000 100,000.

Made-up facts of so many documents (a story, two actors, a statement, a dialogue with a round and a promise each, on as many pairs of
countries as there are) are linked, and the time a document is told as a ratio of that at the first size: 1.0 at every size is linear.
"""

from __future__ import annotations

import hashlib
import itertools
import random
import sys
import time
from collections.abc import Iterator
from datetime import date, timedelta

from verbale.linking import link
from verbale.model import (
    NOWHERE,
    UNKNOWN,
    Actor,
    Commitment,
    Dialogue,
    Document,
    Evidence,
    Fact,
    Party,
    Round,
    Speaker,
    Statement,
    Story,
    StoryWhen,
    Topic,
    When,
    mint,
)
from verbale.tables import Tables

SIZES = (1_000, 10_000, 100_000)
NAMES = ("Aiko", "Bram", "Chioma", "Dmitri", "Elena", "Farid", "Greta", "Hugo", "Ines", "Jonas")
SURNAMES = ("Tan", "Lund", "Okafor", "Petrov", "Moreau", "Haddad", "Novak", "Silva", "Kimura", "Brandt")
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
    documents, facts = [], []
    for number in range(size):
        day = date(1994, 1, 1) + timedelta(days=rng.randrange(11_000))
        document, told = _paper(number, day, rng, rng.choice(pairs))
        documents.append(document)
        facts += told
    return documents, facts


def _paper(number: int, day: date, rng: random.Random, parties: tuple[str, str]) -> tuple[Document, list[Fact]]:
    text = f"Paper {number}. " + " ".join(rng.choice(WORDS) + str(rng.randrange(2000)) for _ in range(120))
    sha = hashlib.sha256(text.encode()).hexdigest()
    document = Document.of(source=f"{number}.txt", sha256=sha, media_type="text/plain", text=text, date=When(day.isoformat(), "metadata"))
    return document, list(_facts(document, sha, day, rng, parties))


def _facts(document: Document, sha: str, day: date, rng: random.Random, parties: tuple[str, str]) -> Iterator[Fact]:
    story = mint("story", sha, 0)

    def shown(field: str) -> tuple[Evidence, ...]:
        return (Evidence(document.id, story, 0, 5, document.text[:5], field),)

    whole = Evidence(document.id, None, 0, len(document.text), document.text, "start")
    yield Story(story, document.id, "article", None, 0, len(document.text), False, StoryWhen(), (document.id,), 1.0, (whole,))
    speaker = ""
    for k, country in enumerate(parties):
        name = f"{rng.choice(NAMES)} {rng.choice(SURNAMES)}"
        speaker = mint("actor", sha, k)
        yield Actor(speaker, name, "person", country, "GOV", (), (), (), 0.9, shown("name"))
    who = Speaker(speaker, name)
    yield Statement(mint("statement", sha), story, who, (), "said", document.text[:40], "indirect", UNKNOWN, 0.9, shown("content"))
    subject = rng.choice(SUBJECTS)
    dialogue, sitting = mint("dialogue", sha), mint("round", sha)
    yield Dialogue(dialogue, f"{subject} talks", tuple(sorted(parties)), (), subject, (sitting,), 0.9, shown("name"))
    on = When((day - timedelta(days=1)).isoformat(), "stated")
    topics = (Topic(subject, None, parties[0]),)
    yield Round(sitting, dialogue, None, None, on, None, NOWHERE, "held", (), (), topics, (), (), 0.9, shown("status"))
    words = " ".join(rng.choice(WORDS) for _ in range(8))
    due = When(f"{day.year + 1}", "relative")
    promiser = (Party(None, parties[1], parties[1]),)
    ident = mint("commitment", sha)
    yield Commitment(ident, promiser, words, "other", due, NOWHERE, None, UNKNOWN, "pledged", "unknown", (), None, 0.9, shown("what"))


def main() -> None:
    """Print a row a size."""
    tables = Tables.load()
    countries = sorted(code for code in tables.countries.codes if len(code) == 3)
    first = None
    for size in [int(a) for a in sys.argv[1:]] or SIZES:
        documents, facts = shelf(size, countries)
        started = time.perf_counter()
        views = sum(1 for _ in link(documents, facts, tables))
        each = (time.perf_counter() - started) / size
        first = first or each
        print(f"{size:>8} documents  {len(facts):>8} facts  {views:>8} entries  {each / first:.2f} of the first size's time a document")


if __name__ == "__main__":
    main()
