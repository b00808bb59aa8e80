"""The dossier of a dialogue: its rounds in order, what was discussed when and by whom, the cases, each side's words, and its promises."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from verbale.model import Case, Commitment, Dialogue, Entry, Round


@dataclass(frozen=True, slots=True)
class TopicRow:
    """One topic over the rounds. raised_by: by the id of a round, the parties that raised it there; None among them where it isn't told."""

    topic: str
    topic_key: str | None
    raised_by: dict[str, tuple[str | None, ...]]


@dataclass(frozen=True, slots=True)
class Dossier:
    """Everything that is known of one dialogue.

    rounds: in order of date. topics: those discussed at most rounds first. cases: those raised at any of its rounds, likewise.
    commitments: promises of its rounds, and others that the same stories tell, in order of when they were made.
    """

    dialogue: Dialogue
    rounds: tuple[Round, ...]
    topics: tuple[TopicRow, ...]
    cases: tuple[Case, ...]
    commitments: tuple[Commitment, ...]


def dossier(dialogue: Dialogue, entries: Iterable[Entry]) -> Dossier:
    """The dossier, out of the linked rounds, cases and commitments of the record."""
    told = list(entries)
    rounds = {e.id: e for e in told if isinstance(e, Round) and e.dialogue_id == dialogue.id}
    ordered = tuple(rounds[i] for i in dialogue.rounds if i in rounds)
    stories = {e.story_id for r in ordered for e in r.evidence} | {e.story_id for e in dialogue.evidence}
    cases = [e for e in told if isinstance(e, Case) and any(i in rounds for i in e.round_ids)]
    promises = [e for e in told if isinstance(e, Commitment) and (e.round_id in rounds or _of(e, dialogue, stories))]
    return Dossier(
        dialogue,
        ordered,
        _topics(ordered),
        tuple(sorted(cases, key=lambda c: (-sum(i in rounds for i in c.round_ids), c.name, c.id))),
        tuple(sorted(promises, key=lambda c: (c.made_on.edtf is None, c.made_on.edtf or "", c.id))),
    )


def _of(promise: Commitment, dialogue: Dialogue, stories: set[str | None]) -> bool:
    """Whether a promise of no round of its own is of this dialogue: a party of it made it, in a story that tells of it."""
    told_there = any(e.story_id in stories for e in promise.evidence if e.field == "what")
    return promise.round_id is None and told_there and any(p.country in dialogue.parties for p in promise.who)


def _topics(rounds: tuple[Round, ...]) -> tuple[TopicRow, ...]:
    """The matrix of topic by round."""
    found: dict[str, TopicRow] = {}
    for sitting in rounds:
        for topic in sitting.topics:
            row = found.setdefault(topic.topic_key or topic.topic.casefold(), TopicRow(topic.topic, topic.topic_key, {}))
            row.raised_by[sitting.id] = (*row.raised_by.get(sitting.id, ()), topic.raised_by)
    return tuple(sorted(found.values(), key=lambda row: (-len(row.raised_by), row.topic.casefold())))
