"""Documents and facts for the tests of the record, and a way past it: raw SQL."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import parse_qs, urlsplit

from verbale.model import UNKNOWN, Actor, Document, Evidence, Fact, Role, Speaker, Statement, Story, StoryWhen, View, When, mint
from verbale.record import Record

TEXT = 'BEIJING — "We raised the cases," said Wang Baodong (王寶東) 🕊.\nHe left on Friday.'
READER = {"weights": "w1", "cpu": "avx512-vnni", "version": "0.1.0"}


def document(
    text: str = TEXT, *, source: str = "a.txt", date: When = UNKNOWN, url: str | None = None, outlet: str | None = None
) -> Document:
    """The document whose bytes are this text in UTF-8."""
    digest = hashlib.sha256(text.encode()).hexdigest()
    return Document.of(source=source, sha256=digest, media_type="text/plain", text=text, date=date, url=url, outlet=outlet)


def quote(of: Document, words: str, field: str, role: Role | None = None, *, in_story: bool = True) -> Evidence:
    """Evidence on the first place where these words stand."""
    start = of.text.index(words)
    return Evidence(of.id, story_id(of) if in_story else None, start, start + len(words), words, field, role)


def story_id(of: Document) -> str:
    """The id of the document's one story."""
    return mint("story", of.sha256, 0, len(of.text))


def story(of: Document) -> Story:
    """The whole text as one story."""
    whole = quote(of, of.text, "start", in_story=False)
    return Story(story_id(of), of.id, "article", None, 0, len(of.text), False, StoryWhen(), (of.id,), 1.0, (whole,))


def actor(of: Document, name: str = "Wang Baodong", *, confidence: float = 0.9) -> Actor:
    """A person whom the text names."""
    id_ = mint("actor", of.sha256, of.text.index(name))
    return Actor(id_, name, "person", "CHN", "GOV", ("王寶東",), (), (), confidence, (quote(of, name, "name"),))


def statement(of: Document, content: str = "We raised the cases") -> Statement:
    """What the actor said."""
    who = actor(of)
    id_ = mint("statement", of.sha256, of.text.index(content))
    shown = (quote(of, who.name, "speaker", "source"), quote(of, "said", "cue", "cue"), quote(of, content, "content", "content"))
    date = When("2010-05-14", "stated")
    return Statement(id_, story_id(of), Speaker(who.id, who.name), (), "said", content, "direct", date, 0.75, shown)


def facts(of: Document) -> list[Fact]:
    """A story, an actor and a statement."""
    return [statement(of), story(of), actor(of)]


def view(entry: Any, *, date: str | None = None, document_id: str = "", position: int = 0, members: tuple[str, ...] = ()) -> View:
    """An entry at its place; of the document of its first evidence unless told otherwise."""
    of = document_id or (entry.evidence[0].document_id if entry.evidence else entry.id)
    return View(entry, (of,), date, of, position, members)


def link(record: Record) -> None:
    """The plainest linking: every fact stands for itself."""
    record.replace_views([*map(view, record.documents()), *map(view, record.facts())])


@contextmanager
def raw(where: str) -> Iterator[Callable[[str], list[Any]]]:
    """A function that runs SQL behind the record's back, as any client of the database could, and commits when the block ends."""
    if where.startswith("postgresql://"):
        import psycopg

        parts = urlsplit(where)
        (host,) = parse_qs(parts.query)["host"]
        connection: Any = psycopg.connect(host=host, user=parts.username, dbname=parts.path[1:], options="-c search_path=verbale")
    else:
        connection = sqlite3.connect(where)

    def run(sql: str) -> list[Any]:
        cursor = connection.execute(sql)
        return cursor.fetchall() if cursor.description else []

    try:
        yield run
        connection.commit()
    finally:
        connection.close()


def everything(where: str) -> dict[str, list[Any]]:
    """All rows of the tables of what is true."""
    tables = ("documents", "provenance", "texts", "readings", "facts", "evidence", "corrections", "meta")
    with raw(where) as run:
        return {table: sorted(map(repr, run(f"SELECT * FROM {table}"))) for table in tables}
