"""What the documents tell in which outcomes of promises are looked for, and the ways to look it up without going through all of it."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from verbale.linking.outcomes import Telling, stems
from verbale.linking.rounds import LinkedRound
from verbale.model import Dialogue, Event, EventType, Interval, When
from verbale.tables import Tables

UNDONE: frozenset[EventType] = frozenset({"REJECT"})
"""The types of act by which a promise is undone."""


@dataclass(frozen=True)
class Told:
    """What the documents tell.

    rounds: by dialogue. about: what each dialogue is about, by its id. sentences: by the id of a promise, those that may tell it done.
    published: when each story is from, by its id, or its copy's. told_in: the dialogues that each story tells of.
    """

    rounds: Mapping[str, Sequence[LinkedRound]]
    dialogues: Mapping[str, Dialogue]
    about: Mapping[str, str | None]
    events: Sequence[Event]
    sentences: Mapping[str, Sequence[Telling]]
    published: Mapping[str, When]
    told_in: Mapping[str, Sequence[str]]
    tables: Tables

    def dialogue_of_round(self, round_id: str) -> list[str]:
        """The id of the dialogue that has this round."""
        return [found] if (found := self._dialogue_of.get(round_id)) is not None else []

    @cached_property
    def _dialogue_of(self) -> dict[str, str]:
        return {one.round.id: ident for ident, rounds in self.rounds.items() for one in rounds}

    def dialogues_between(self, who: set[str], about: set[str]) -> list[str]:
        """The ids of the dialogues about any of these whose parties are all of these, one at least, and perhaps others; in order."""
        if not who:
            return []
        found = {ident for subject in about for ident in self._on.get((min(who), subject), ())}
        return sorted(ident for ident in found if who <= set(self.dialogues[ident].parties))

    @cached_property
    def _on(self) -> dict[tuple[str, str], list[str]]:
        """The dialogues of a party that are about something."""
        found: dict[tuple[str, str], list[str]] = defaultdict(list)
        for ident, dialogue in self.dialogues.items():
            if (about := self.about.get(ident)) is not None:
                for party in dialogue.parties:
                    found[party, about].append(ident)
        return found

    def rounds_after(self, dialogue_id: str, day: date | None, besides: str | None) -> Iterator[LinkedRound]:
        """The dialogue's rounds whose first day is after this one, the earliest first; before them the one of the id `besides`."""
        firsts, rounds = self._in_time.get(dialogue_id, ([], []))
        if besides is not None:
            yield from (one for one in self.rounds.get(dialogue_id, ()) if one.round.id == besides)
        if day is not None:
            yield from (one for one in rounds[bisect_right(firsts, day) :] if one.round.id != besides)

    @cached_property
    def _in_time(self) -> dict[str, tuple[list[date], list[LinkedRound]]]:
        """Each dialogue's rounds whose first day is known, in order of it, then of their ids; and those days."""
        found = {}
        for ident, rounds in self.rounds.items():
            dated = sorted(((day, r.round.id, r) for r in rounds if (day := _first(r.round.date)) is not None), key=lambda x: x[:2])
            found[ident] = ([day for day, _, _ in dated], [one for _, _, one in dated])
        return found

    def acts_in_words(self, country: str, words: frozenset[str], fewest: int) -> Iterator[tuple[Event, frozenset[str]]]:
        """The acts of a country that may be outcomes and are told in so many of these words at least, each with the words it is told in.

        Of any that hold `fewest` of the words each holds one at least that isn't among the `fewest - 1` most used.
        """
        acts, holding = self._acts.get(country, ([], {}))
        rarest = sorted(words, key=lambda word: (len(holding.get(word, ())), word))[: max(0, len(words) - fewest + 1)]
        for place in sorted({place for word in rarest for place in holding.get(word, ())}):
            if len(acts[place][1] & words) >= fewest:
                yield acts[place]

    @cached_property
    def _acts(self) -> dict[str, tuple[list[tuple[Event, frozenset[str]]], dict[str, list[int]]]]:
        """By country the acts that may be outcomes, with their words; and for each word the places of those told in it."""
        found: dict[str, tuple[list[tuple[Event, frozenset[str]]], dict[str, list[int]]]] = {}
        for event in self.events:
            if event.status not in ("occurred", "denied") and event.type not in UNDONE:
                continue
            words = stems(" ".join(e.exact for e in event.evidence if e.field == "status"))
            for country in Counter(p.country for p in event.actors if p.country is not None):
                acts, holding = found.setdefault(country, ([], {}))
                for word in words:
                    holding.setdefault(word, []).append(len(acts))
                acts.append((event, words))
        return found

    def acts_of(self, document_id: str) -> Sequence[Event]:
        """The acts that a document tells, in order of their ids."""
        return self._of_document.get(document_id, ())

    @cached_property
    def _of_document(self) -> dict[str, list[Event]]:
        found: dict[str, list[Event]] = defaultdict(list)
        for event in self.events:
            for document in {e.document_id for e in event.evidence}:
                found[document].append(event)
        return found


def _first(when: When) -> date | None:
    return None if when.edtf is None else Interval.of(when.edtf).first
