"""Papers: documents of one story each with facts made by hand, for tests of what a shelf of them says together."""

from __future__ import annotations

import hashlib
from typing import Any

from verbale.model import (
    NOWHERE,
    UNKNOWN,
    Actor,
    Case,
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
    Place,
    Reply,
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


class Paper:
    """One document of one story, and the facts it tells: each stands on a piece of the text of its own."""

    def __init__(self, day: str | None, text: str = "") -> None:
        self.text = text or f"Told on {day}. " + " ".join(f"word{i}" for i in range(8))
        sha = hashlib.sha256(f"{day}{self.text}".encode()).hexdigest()
        when = UNKNOWN if day is None else When(day, "metadata")
        self.document = Document.of(source=f"{sha[:6]}.txt", sha256=sha, media_type="text/plain", text=self.text, date=when)
        self.sha = sha
        whole = Evidence(self.document.id, None, 0, len(self.text), self.text, "start")
        ident = mint("story", sha, 0, len(self.text))
        sources = (self.document.id,)
        self.story = Story(ident, self.document.id, "article", None, 0, len(self.text), False, StoryWhen(), sources, 1.0, (whole,))
        self.told: list[Fact] = []

    def shown(self, field: str, words: str | None = None) -> Evidence:
        start = 0 if words is None else self.text.index(words)
        exact = self.text[:4] if words is None else words
        return Evidence(self.document.id, self.story.id, start, start + len(exact), exact, field)

    def dialogue(self, name: str, parties: tuple[str, ...] = ("CHN", "USA"), subject: str | None = "human rights") -> str:
        ident = mint("dialogue", self.sha, len(self.told))
        self.told.append(Dialogue(ident, name, parties, (), subject, (), 0.9, (self.shown("name"),)))
        return ident

    def round(
        self,
        dialogue: str,
        on: str | None = None,
        *,
        ordinal: int | None = None,
        basis: str | None = None,
        place: Place = NOWHERE,
        status: RoundStatus = "held",
        cases: tuple[str, ...] = (),
        topics: tuple[Topic, ...] = (),
    ) -> str:
        ident = mint("round", self.sha, len(self.told))
        when = UNKNOWN if on is None else When(on, "stated")
        shown = [self.shown("status"), *(self.shown(f"topics[{i}]") for i in range(len(topics)))]
        self.told.append(Round(ident, dialogue, ordinal, basis, when, None, place, status, (), (), topics, cases, (), 0.9, tuple(shown)))
        return ident

    def case(self, name: str, rounds: tuple[str, ...], *, native: tuple[str, ...] = (), by: tuple[str, ...] = ("USA",)) -> str:
        ident = mint("case", self.sha, len(self.told))
        replies = tuple(Reply("CHN", "noted", r) for r in rounds)
        self.told.append(Case(ident, None, name, native, None, by, rounds, replies, 0.9, (self.shown("name"),)))
        return ident

    def promise(
        self, what: str, kind: CommitmentKind, due: str | None = None, *, round_id: str | None = None, who: tuple[str, ...] = ("CHN",),
        acceptance: Any = "pledged",
    ) -> str:  # fmt: skip
        ident = mint("commitment", self.sha, len(self.told))
        parties = tuple(Party(None, code, code) for code in who)
        when = UNKNOWN if due is None else When(due, "relative")
        shown = (self.shown("what"),)
        made = Commitment(ident, parties, what, kind, when, NOWHERE, round_id, UNKNOWN, acceptance, "unknown", (), None, 0.9, shown)
        self.told.append(made)
        return ident

    def act(self, type_: EventType, doer: str, sentence: str, on: str, to: str | None = None) -> str:
        ident = mint("event", self.sha, type_, len(self.told))
        recipients = () if to is None else (Party(None, to, to),)
        shown = (self.shown("type"), self.shown("status", sentence))
        when = When(on, "stated")
        self.told.append(
            Event(
                ident,
                self.story.id,
                type_,
                None,
                (),
                (Party(None, doer, doer),),
                recipients,
                when,
                NamedPlace(None, None),
                "occurred",
                0.8,
                shown,
            )
        )
        return ident

    def actor(self, name: str, country: str | None = None, native: tuple[str, ...] = ()) -> str:
        ident = mint("actor", self.sha, name, country or "")
        self.told.append(Actor(ident, name, "person", country, None, native, (), (), 0.9, (self.shown("name", name),)))
        return ident

    def statement(self, speaker: tuple[str, str] | None, content: str) -> str:
        ident = mint("statement", self.sha, len(self.told))
        who = Speaker() if speaker is None else Speaker(*speaker)
        shown = (self.shown("content", content),)
        self.told.append(Statement(ident, self.story.id, who, (), "said", content, "indirect", UNKNOWN, 0.9, shown))
        return ident
