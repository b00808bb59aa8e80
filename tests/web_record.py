"""A record for the tests of the pages, made without weights: two rounds, a promise that was kept and one that wasn't, cases, words, acts."""

from __future__ import annotations

import hashlib
from pathlib import Path

from verbale.model import (
    NOWHERE,
    Actor,
    Case,
    Characterization,
    Commitment,
    Dialogue,
    Document,
    Event,
    Evidence,
    Fact,
    Head,
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
from verbale.pipeline import LINKING
from verbale.record import Record

FIRST = (
    "Norland and Sudria held the first round of their rights dialogue in Northaven on Tuesday.\n\n"
    "“The talks were frank,” said Ana Berg (安娜), who led the Norland side. She raised the case of Lio Tan (林奧).\n\n"
    "Sudria promised to hold the second round by June 2011. It will also publish its prison rules by May 2011.\n"
)
SECOND = "The second round was held in Southport on 3 June 2011. Sudria’s minister Ben Oro said that the air was better.\n"
READER = {"weights": "w1", "cpu": "none", "version": "0"}


class Told:
    """A document, and facts on its words."""

    def __init__(self, name: str, text: str, date: str) -> None:
        sha256 = hashlib.sha256(text.encode()).hexdigest()
        when = When(date, "flag")
        self.document = Document.of(source=name, sha256=sha256, media_type="text/plain", text=text, outlet="The Courier", date=when)
        whole = Evidence(self.document.id, None, 0, len(text), text, "start")
        self.story_id = mint("story", sha256, 0)
        dated = StoryWhen(date, "flag")
        self.story = Story(
            self.story_id,
            self.document.id,
            "article",
            text.partition(".")[0],
            0,
            len(text),
            False,
            dated,
            (self.document.id,),
            1.0,
            (whole,),
        )

    def quote(self, words: str, field: str, role: str | None = None) -> Evidence:
        """Evidence on the first place of these words."""
        start = self.document.text.index(words)
        return Evidence(self.document.id, self.story_id, start, start + len(words), words, field, role)  # type: ignore[arg-type]

    def id(self, kind: str, words: str) -> str:
        """The id of what stands at these words."""
        return mint(kind, self.document.sha256, words)


def facts(first: Told, second: Told) -> list[tuple[Fact, str | None]]:
    """Facts, and the days that they are listed under."""
    one, two = When("2010-05-04", "relative"), When("2011-06-03", "stated")
    ana = Actor(first.id("actor", "Ana"), "Ana Berg", "person", "NOR", "GOV", ("安娜",), (), (), 0.9, (first.quote("Ana Berg", "name"),))
    lio = Actor(first.id("actor", "Lio"), "Lio Tan", "person", "SDN", None, ("林奧",), (), (), 0.9, (first.quote("Lio Tan", "name"),))
    ben = Actor(
        second.id("actor", "Ben"), "Ben Oro", "person", "SDN", "GOV", (), ("minister",), (), 0.9, (second.quote("Ben Oro", "name"),)
    )
    dialogue_id, opened = first.id("dialogue", "d"), first.id("round", "one")
    held, case_id = second.id("round", "two"), first.id("case", "Lio")
    said = Statement(
        first.id("statement", "frank"), first.story_id, Speaker(ana.id, ana.name), (), "said", "The talks were frank", "direct", one, 0.95,
        (first.quote("Ana Berg", "speaker", "source"), first.quote("said", "cue", "cue"), first.quote("The talks were frank", "content", "content")),
    )  # fmt: skip
    better = Statement(
        second.id("statement", "better"), second.story_id, Speaker(ben.id, ben.name), (), "said", "the air was better", "indirect", two, 0.4,
        (second.quote("Ben Oro", "speaker", "source"), second.quote("the air was better", "content", "content")),
    )  # fmt: skip
    dialogue = Dialogue(
        dialogue_id, "rights dialogue", ("NOR", "SDN"), (), "human rights", (opened, held), 0.9, (first.quote("rights dialogue", "name"),)
    )
    round_one = Round(
        opened, dialogue_id, 1, "first round", one, 1, Place("Northaven", "NOR"), "held", (Head("NOR", ana.id, ana.name),), (),
        (Topic("prison rules", "prisons", "NOR"),), (case_id,), (Characterization("NOR", "frank"),), 0.9, (first.quote("first round", "date"),),
    )  # fmt: skip
    round_two = Round(
        held, dialogue_id, 2, None, two, 1, Place("Southport", "SDN"), "held", (), (), (), (), (), 0.9, (second.quote("The second round was held", "date"),)
    )  # fmt: skip
    case = Case(
        case_id,
        lio.id,
        lio.name,
        ("林奧",),
        None,
        ("NOR",),
        (opened,),
        (Reply("SDN", "frank", opened),),
        0.8,
        (first.quote("Lio Tan", "name"),),
    )
    sudria = (Party(None, "Sudria", "SDN"),)
    kept = Commitment(
        first.id("commitment", "round"), sudria, "hold the second round", "round", When("[2010-05-04..2011-06-30]", "stated"), NOWHERE, opened,
        one, "pledged", "kept", (Step("pending", one), Step("kept", two)), held, 0.9, (first.quote("hold the second round", "what"),),
    )  # fmt: skip
    lapsed = Commitment(
        first.id("commitment", "rules"), sudria, "publish its prison rules", "law", When("[2010-05-04..2011-05-31]", "stated"), NOWHERE, None,
        one, "pledged", "overdue", (Step("pending", one),), None, 0.9, (first.quote("publish its prison rules", "what"),),
    )  # fmt: skip
    act = Event(
        first.id("event", "raise"), first.story_id, "REQUEST", None, (), (Party(ana.id, ana.name, "NOR"),), sudria, one,
        NamedPlace("Northaven", "NOR"), "occurred", 0.9, (first.quote("raised", "type"),),
    )  # fmt: skip
    dated: list[tuple[Fact, str | None]] = [
        (said, "2010-05-04"),
        (better, "2011-06-03"),
        (round_one, "2010-05-04"),
        (round_two, "2011-06-03"),
    ]
    dated += [(dialogue, "2010-05-04"), (case, "2010-05-04"), (kept, "2010-05-04"), (lapsed, "2010-05-04"), (act, "2010-05-04")]
    return dated + [(actor, "2010-05-04") for actor in (ana, lio, ben)]


def filled(file: Path, *, texts: tuple[str, str] = (FIRST, SECOND)) -> Path:
    """The record in this file, linked as told here, under the mark of our linking so that nobody links it anew."""
    first, second = Told("first.txt", texts[0], "2010-05-05"), Told("second.txt", texts[1], "2011-06-04")
    told = [(f, day) for f, day in facts(first, second)]
    with Record.open(file, create=True) as record:
        for of in (first, second):
            own = [of.story, *(f for f, _ in told if f.evidence[0].document_id == of.document.id)]
            record.add(of.document, own, **READER)
        views = [View(of.document, (of.document.id,), of.document.date.edtf, of.document.id, 0) for of in (first, second)]
        views += [View(of.story, (of.document.id,), of.document.date.edtf, of.document.id, 0) for of in (first, second)]
        views += [View(f, (f.evidence[0].document_id,), day, f.evidence[0].document_id, f.evidence[0].start) for f, day in told]
        record.replace_views(views, version=LINKING)
    return file
