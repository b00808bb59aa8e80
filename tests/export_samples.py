"""Records for the tests of exports: every kind once or more, one act told in two documents, and words that would do harm."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from record_samples import READER, document, quote, story_id
from verbale.model import (
    Actor,
    Case,
    Characterization,
    Commitment,
    Delegation,
    Dialogue,
    Document,
    Entry,
    Event,
    Evidence,
    Head,
    Interval,
    NamedPlace,
    Party,
    Place,
    Reply,
    Round,
    Speaker,
    Statement,
    Step,
    Story,
    StoryWhen,
    Topic,
    View,
    When,
    mint,
)
from verbale.record import Record

FIRST = """Envoys trade words in Oslo
Norway and Laos held the third round of their human rights dialogue in Oslo on 10 and 11 May 2011. Kari Lunde led the Norwegian side.
Norway accused Laos of holding the writer Somsy Keo (ສົມສີ) for years. "We raised his case," Lunde said.
Laos will release him by 30 June 2011. The fourth round is to be held in Vientiane in March 2012. Laos denied that it had threatened Norway.
"""
SECOND = """Norway accused Laos, the paper in Bergen reports, of holding a writer.
"""


def story(of: Document, day: str, headline: str | None = None, sources: tuple[str, ...] = ()) -> Story:
    shown = [quote(of, of.text, "start")]
    return Story(
        story_id(of), of.id, "article", headline, 0, len(of.text), False, StoryWhen(day, "stated"), sources or (of.id,), 1.0, tuple(shown)
    )


def minted(kind: str, of: Document, words: str) -> str:
    return mint(kind, of.sha256, of.text.index(words))


def entries(first: Document, second: Document) -> list[Entry]:
    """What the two documents say, linked by hand: the accusation is one act with evidence in both."""
    lunde = Actor(
        minted("actor", first, "Kari"),
        "Kari Lunde",
        "person",
        "NOR",
        "GOV",
        (),
        ("envoy",),
        ("Lunde",),
        0.9,
        (quote(first, "Kari Lunde", "name"),),
    )
    keo = Actor(
        minted("actor", first, "Somsy"),
        "Somsy Keo",
        "person",
        None,
        "CVL",
        ("ສົມສີ",),
        ("writer",),
        (),
        0.8,
        (quote(first, "Somsy Keo", "name"),),
    )
    laos = Actor(minted("actor", first, "Laos"), "Laos", "government", "LAO", "GOV", (), (), (), 0.9, (quote(first, "Laos", "name"),))
    doubtful = Actor(minted("actor", first, "Oslo"), "Oslo", "agency", "NOR", None, (), (), (), 0.3, (quote(first, "Oslo", "name"),))
    norway, lao = Party(None, "Norway", "NOR"), Party(laos.id, "Laos", "LAO")
    said = Statement(
        minted("statement", first, "We raised"),
        story_id(first),
        Speaker(lunde.id, lunde.name),
        (),
        "said",
        "We raised his case",
        "direct",
        When("2011-05-12", "relative"),
        0.95,
        (
            quote(first, "We raised his case", "content", "content"),
            quote(first, "said", "cue", "cue"),
            quote(first, "Lunde", "speaker", "source"),
        ),
    )
    accused = Event(
        minted("event", first, "accused"),
        story_id(first),
        "ACCUSE",
        "allege",
        ("human_rights",),
        (norway,),
        (lao,),
        When("2011-05-10", "relative"),
        NamedPlace("Oslo", "NOR"),
        "occurred",
        0.8,
        (
            quote(first, "accused", "type"),
            quote(first, "Norway", "actors[0]"),
            quote(first, "Laos", "recipients[0]"),
            quote(second, "accused", "type"),
        ),
    )
    met = Event(
        minted("event", first, "held the third"),
        story_id(first),
        "CONSULT",
        None,
        (),
        (norway, lao),
        (),
        When("2011-05-10/2011-05-11", "stated"),
        NamedPlace("Oslo", "NOR"),
        "occurred",
        0.9,
        (quote(first, "held the third round", "type"),),
    )
    to_come = Event(
        minted("event", first, "The fourth round"),
        story_id(first),
        "CONSULT",
        None,
        (),
        (norway, lao),
        (),
        When("2012-03", "stated"),
        NamedPlace("Vientiane", "LAO"),
        "planned",
        0.7,
        (quote(first, "The fourth round", "type"),),
    )
    denied = Event(
        minted("event", first, "threatened"),
        story_id(first),
        "THREATEN",
        None,
        (),
        (lao,),
        (norway,),
        When(),
        NamedPlace(),
        "denied",
        0.6,
        (quote(first, "threatened", "type"),),
    )
    dialogue_id, third, fourth = (minted(k, first, w) for k, w in (("dialogue", "human"), ("round", "third"), ("round", "fourth")))
    case_id = minted("case", first, "Somsy")
    dialogue = Dialogue(
        dialogue_id,
        "human rights dialogue",
        ("LAO", "NOR"),
        (),
        "human rights",
        (third, fourth),
        0.9,
        (quote(first, "human rights dialogue", "name"),),
    )
    held = Round(
        third,
        dialogue_id,
        3,
        "the third round",
        When("2011-05-10/2011-05-11", "stated"),
        2,
        Place("Oslo", "NOR"),
        "held",
        (Head("NOR", lunde.id, lunde.name),),
        (Delegation("NOR", ("police",), 4),),
        (Topic("human rights", "human rights", "NOR"),),
        (case_id,),
        (Characterization("NOR", "trade words"),),
        0.9,
        (quote(first, "third round", "ordinal"),),
    )
    scheduled = Round(
        fourth,
        dialogue_id,
        4,
        "The fourth round",
        When("2012-03", "stated"),
        None,
        Place("Vientiane", "LAO"),
        "scheduled",
        (),
        (),
        (),
        (),
        (),
        0.8,
        (quote(first, "fourth round", "ordinal"),),
    )
    case = Case(
        case_id,
        keo.id,
        keo.name,
        keo.native_names,
        "holding the writer Somsy Keo",
        ("NOR",),
        (third,),
        (Reply("LAO", "denied", third),),
        0.85,
        (quote(first, "Somsy Keo", "name"),),
    )
    promise = Commitment(
        minted("commitment", first, "will release"),
        (lao,),
        "release him",
        "release",
        When("[..2011-06-30]", "stated"),
        Place(None, "LAO"),
        None,
        When("2011-05-12", "stated"),
        "pledged",
        "pending",
        (Step("pending", When("2011-05-12", "stated")),),
        None,
        0.75,
        (quote(first, "release him", "what"),),
    )
    return [
        story(first, "2011-05-12", "Envoys trade words in Oslo"),
        story(second, "2011-05-13"),
        *(lunde, keo, laos, doubtful, said, accused, met, to_come, denied, dialogue, held, scheduled, case, promise),
    ]


def documents() -> tuple[Document, Document]:
    when = When("2011-05-12", "metadata")
    return (
        document(FIRST, source="first.txt", url="https://news.example/first?a=1&b=2", outlet="The Gazette", date=when),
        document(SECOND, source="second.txt", url="https://news.example/second", outlet="Bergen Post"),
    )


def views(entries_of: Sequence[Entry], texts: Sequence[Document]) -> list[View]:
    kept = [View(document, (document.id,), document.date.edtf, document.id, 0) for document in texts]
    for entry in entries_of:
        assert not isinstance(entry, Document)
        ids = tuple(dict.fromkeys(e.document_id for e in entry.evidence))
        when = getattr(entry, "date", getattr(entry, "due", When()))
        first = None if when.edtf is None else Interval.of(when.edtf).first
        kept.append(View(entry, ids, None if first is None else first.isoformat(), ids[0], entry.evidence[0].start))
    return kept


def filled(where: Path, *, made: Sequence[Entry] | None = None, of: Sequence[Document] | None = None) -> Record:
    """An open record of the two documents, or of these entries of these documents."""
    texts = documents() if of is None else of
    record = Record.open(where, create=True)
    for text in texts:
        record.add(text, [], **READER)
    listed = list(record.documents())
    found = entries(*documents()) if made is None else made
    record.replace_views(views(found, listed))
    return record


HOSTILE = (
    '=HYPERLINK("http://bad.example","x")',
    "@SUM(1+1)*cmd|' /C calc'!A0",
    "-2+3",
    "+1",
    "'=1",
    "a\tb\nc\r\nd\re",
    "\u202egnp.exe\u202c \u2066x\u2069",
    "<script>alert(1)</script>&amp;\"'",
    'say ""so"" | a; b: c, d',
    "\x1b[31mred\x07\x9b\ufffe",
    "line\u2028sep\u2029par\x85nel\x0bvt\x0cff",
    "王寶東 🕊 ສົມສີ",
    "\\n\\, \\; BEGIN:VEVENT",
    "]]> --> ${x} {{y}} %0a",
    " lead and trail ",
)


def hostile_entries(words: str) -> tuple[Document, list[Entry]]:
    """A document of these words, and an entry of most kinds that holds them wherever text can stand."""
    of = document(f"x {words} y", source=f"{words or 'a'}.txt".replace("\x00", ""), url="https://news.example/h", outlet=words)
    shown = (Evidence(of.id, story_id(of), 2, 2 + len(words), words, "name"),)
    a, e, s, c, d, r, k = (mint(kind, of.sha256, 2) for kind in ("actor", "event", "statement", "commitment", "dialogue", "round", "case"))
    party = Party(a, words, "NOR")
    day = When("2011-05-12", "stated")
    made: list[Any] = [
        Story(story_id(of), of.id, "article", words, 0, len(of.text), False, StoryWhen("2011-05-12", "stated"), (of.id,), 1.0, shown),
        Actor(a, words, "person", "NOR", "GOV", (words,), (words,), (words,), 0.9, shown),
        Statement(s, story_id(of), Speaker(a, words), (), words, words, "direct", day, 0.9, shown),
        Event(e, story_id(of), "ACCUSE", words, (words,), (party,), (party,), day, NamedPlace(words, "NOR"), "occurred", 0.9, shown),
        Dialogue(d, words, ("NOR",), (words,), words, (r,), 0.9, shown),
        Round(
            r,
            d,
            1,
            words,
            day,
            1,
            Place(words, "NOR"),
            "scheduled",
            (Head("NOR", a, words),),
            (Delegation("NOR", (words,), None),),
            (Topic(words, None, "NOR"),),
            (k,),
            (Characterization("NOR", words),),
            0.9,
            shown,
        ),
        Case(k, a, words, (words,), words, ("NOR",), (r,), (Reply("NOR", words, r),), 0.9, shown),
        Commitment(
            c, (party,), words, "other", day, Place(words, "NOR"), r, day, "pledged", "pending", (Step("pending", day),), None, 0.9, shown
        ),
    ]
    return of, made
