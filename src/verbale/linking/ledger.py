"""The ledger: what became of each promise, by what later stories tell.

A promised round is kept when one is held within its window, late when after it, withdrawn when it is called off. Another promise is
kept by an act of who promised it, told of later, whose words are those of the promise. Nothing is late that has no window, and nothing is
kept by what the promise's own story tells.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from verbale.linking.dates import resolved
from verbale.linking.groups import NO_RULINGS, Member, Rulings, blocks, grouped
from verbale.linking.merging import Merged
from verbale.linking.outcomes import leaves_open, stems
from verbale.linking.rounds import PRECISE, LinkedRound, width
from verbale.linking.talks import Whom, linked_party
from verbale.linking.told import UNDONE, Told
from verbale.model import UNKNOWN, Commitment, CommitmentKind, CommitmentStatus, Event, EventType, Evidence, Interval, Step, When

SAME_ROUND = "the same round is promised"
SAME_WORDS = "the same words of the same party"
ALIKE = 0.6
"""Share of the shorter one's words that two promises, or a promise and its outcome, have in common at least."""
FEWEST = 3
"""Words that they have in common at least."""
RENEWED = 60
"""Days between two tellings of one promise at most."""
OUTCOMES: Mapping[CommitmentKind, frozenset[EventType]] = {
    "round": frozenset({"CONSULT"}),
    "meeting": frozenset({"CONSULT"}),
    "talks": frozenset({"CONSULT"}),
    "visit": frozenset({"CONSULT", "COOPERATE"}),
    "release": frozenset({"CONCEDE", "COOPERATE", "AGREE"}),
    "law": frozenset({"AGREE", "CONCEDE", "COOPERATE", "SUPPORT"}),
    "funds": frozenset({"AID", "COOPERATE", "SUPPORT"}),
    "exchange": frozenset({"COOPERATE", "CONSULT", "AGREE", "CONCEDE", "AID"}),
    "other": frozenset({"COOPERATE", "AGREE", "CONCEDE", "AID", "SUPPORT", "CONSULT", "RETREAT"}),
}
"""The types of act by which a promise of each kind is kept."""
_CALLED_OFF = frozenset({"cancelled", "suspended"})


@dataclass(frozen=True, slots=True)
class ToldCommitment:
    """A promise as one story tells of it, dated. document_id: of that story."""

    commitment: Commitment
    story_id: str
    document_id: str


@dataclass(frozen=True, slots=True)
class LinkedCommitment:
    """One promise with what became of it, those of single stories that it was linked of, by id, and why each belongs."""

    commitment: Commitment
    members: tuple[Commitment, ...]
    whys: tuple[str | None, ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What shows that a promise was kept, or won't be. on: when that was. evidence: the words that tell it."""

    fact_id: str
    on: When
    evidence: Evidence
    status: CommitmentStatus


def dated(fact: Commitment, published: When, whom: Whom, round_of: Mapping[str, str]) -> Commitment:
    """The promise with its dates resolved, under the actors and the round as linked. published: the story's date."""
    return replace(
        fact,
        who=tuple(linked_party(p, whom) for p in fact.who),
        due=_not_before(resolved(fact.due, published), published),
        made_on=When(published.edtf, published.basis),
        round_id=None if fact.round_id is None else round_of[fact.round_id],
    )


def _not_before(due: When, made_on: When) -> When:
    """The window of a promise of which only the end is told ("before the end of 1998"): it opens on the day that the promise was made."""
    window = None if due.edtf is None else Interval.of(due.edtf)
    made = _first(made_on)
    if window is None or window.first is not None or made is None or window.last is None or window.last < made:
        return due
    return replace(due, edtf=Interval(made, window.last).edtf)


def link_commitments(
    told: Iterable[ToldCommitment], among: Told, now: date | None, rulings: Rulings = NO_RULINGS
) -> list[LinkedCommitment]:
    """The promises of all stories, those that are one put together, with what has become of each on the day `now`; by id."""
    groups = [group for block in blocks(told, lambda t: _block(t.commitment)) for group in grouped(block, _place, _fits, _ties)]
    ruled = [sorted(g, key=lambda m: _place(m.item)) for g in rulings.over(groups, lambda m: m.item.commitment.id)]
    linked = [_closed(group, among, now) for group in ruled]
    return sorted(linked, key=lambda one: one.commitment.id)


def _block(promise: Commitment) -> tuple[object, ...]:
    if promise.kind == "round" and promise.round_id is not None:
        return ("round", promise.round_id)
    return (promise.kind, *sorted({p.country or p.name for p in promise.who}))


def _place(told: ToldCommitment) -> tuple[Any, ...]:
    made = _first(told.commitment.made_on)
    return (made is None, made or date.max, told.commitment.id)


def _fits(group: Sequence[ToldCommitment], one: ToldCommitment) -> str | None:
    if one.commitment.kind == "round" and one.commitment.round_id is not None:
        return SAME_ROUND
    for other in group:
        a, b = _first(other.commitment.made_on), _first(one.commitment.made_on)
        near = a is not None and b is not None and abs((b - a).days) <= RENEWED
        if other.story_id != one.story_id and near and alike(stems(other.commitment.what), stems(one.commitment.what)):
            return SAME_WORDS
    return None


def _ties(told: ToldCommitment) -> Iterator[Hashable]:
    """What it has in common with any that it is one with: the round, or the days about which it was made."""
    yield "round", told.commitment.round_id or told.commitment.id
    made = _first(told.commitment.made_on)
    if made is not None:
        yield from (("made", made.toordinal() // RENEWED + step) for step in (0, 1))


def alike(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether two clauses tell the same, by the words they have in common."""
    shared = len(one & other)
    return shared >= FEWEST and shared >= ALIKE * min(len(one), len(other))


def _closed(group: Sequence[Member[ToldCommitment]], among: Told, now: date | None) -> LinkedCommitment:
    """One promise of several tellings, with its history."""
    told = [member.item for member in group]
    promises = [one.commitment for one in told]
    merged = Merged([p.evidence for p in promises])
    who = merged.lists("who", [p.who for p in promises], lambda p: p.country or p.name)
    first = promises[0]
    due = next((p.due for p in promises if p.due.edtf is not None), UNKNOWN)
    retracted = next((p for p in promises if p.acceptance == "retracted"), None)
    promise = replace(
        first,
        id=min(p.id for p in promises),
        who=tuple(who),
        due=due,
        place=next((p.place for p in promises if p.place.city or p.place.country), first.place),
        acceptance=first.acceptance if retracted is None else "retracted",
        confidence=max(p.confidence for p in promises),
        evidence=merged.evidence(),
    )
    outcome = _outcome(promise, told, among)
    if outcome is None and retracted is not None:
        outcome = Outcome(retracted.id, retracted.made_on, next(e for e in retracted.evidence if e.field == "what"), "withdrawn")
    members = sorted(group, key=lambda m: m.item.commitment.id)
    return LinkedCommitment(_with_history(promise, outcome, now), tuple(m.item.commitment for m in members), tuple(m.why for m in members))


def _outcome(promise: Commitment, told: Sequence[ToldCommitment], among: Told) -> Outcome | None:
    """The first thing told in another document that shows what became of the promise."""
    sources = {one.document_id for one in told}
    stories = {one.story_id for one in told}
    found = [*_in_rounds(promise, sources, stories, among), *_in_events(promise, sources, among)]
    first = min(found, key=lambda o: (_first(o.on) or date.max, o.fact_id), default=None)
    return first if first is not None or promise.round_id is not None else _in_sentences(promise, told, among)


def _in_rounds(promise: Commitment, sources: set[str], stories: set[str], among: Told) -> Iterable[Outcome]:
    """Rounds that keep the promise: of the dialogue whose round is promised, or of the one that the promise's words are about."""
    made = _last(promise.made_on)
    for ident in _dialogues_of(promise, stories, among):
        for linked in among.rounds_after(ident, made, promise.round_id):
            sitting = linked.round
            shown = next((e for e in _telling(linked) if e.document_id not in sources), None)
            if shown is None:
                continue
            if sitting.status in _CALLED_OFF and sitting.id == promise.round_id:
                on = min(m.told_on for m in linked.members if m.round.status in _CALLED_OFF)
                yield Outcome(sitting.id, When(on, "relative") if on else UNKNOWN, shown, "withdrawn")
            first = _first(sitting.date)
            if (
                sitting.status not in ("held", "ongoing")
                or first is None
                or made is None
                or width(Interval.of(sitting.date.edtf or "")) > 366
            ):
                continue
            yield Outcome(sitting.id, sitting.date, shown, "kept")
            if sitting.id != promise.round_id:
                break  # those that come after it are later


def _telling(linked: LinkedRound) -> list[Evidence]:
    """The words that tell of a round as held or called off, the most telling first."""
    rank = ("status", "date", "ordinal")
    settled = {m.story_id for m in linked.members if m.round.status != "scheduled"}
    shown = [e for e in linked.round.evidence if e.field in rank and e.story_id in settled]
    return sorted(shown, key=lambda e: (rank.index(e.field), e.document_id, e.start))


def _dialogues_of(promise: Commitment, stories: set[str], among: Told) -> list[str]:
    """The dialogues in which its outcome may be told: of its round, those that its words are about, else the only one of its stories."""
    if promise.round_id is not None:
        return among.dialogue_of_round(promise.round_id)
    if promise.kind not in ("round", "talks", "meeting"):
        return []
    series = among.tables.series.of(promise.what)
    subject = among.tables.topics.of(promise.what)
    about = {found.key for found in (series, subject) if found is not None}
    who = {p.country for p in promise.who if p.country is not None}
    if about:
        return among.dialogues_between(who, about)
    told = {ident for story in stories for ident in among.told_in.get(story, ())}
    return sorted(told) if len(told) == 1 and promise.kind == "round" else []


def _in_events(promise: Commitment, sources: set[str], among: Told) -> Iterable[Outcome]:
    """Acts that keep the promise, or undo it, told in its own words."""
    made, words = _last(promise.made_on), stems(promise.what)
    for country in sorted({p.country for p in promise.who if p.country is not None}):
        for event, told in among.acts_in_words(country, words, FEWEST):
            shown = next((e for e in event.evidence if e.field == "status"), None)
            first = _first(event.date)
            if shown is None or shown.document_id in sources or made is None or first is None or first <= made or not alike(words, told):
                continue
            if event.status == "occurred" and event.type in OUTCOMES[promise.kind] and not leaves_open(shown.exact):
                yield Outcome(event.id, event.date, shown, "kept")
            elif event.type in UNDONE and event.status == "occurred":
                yield Outcome(event.id, event.date, shown, "withdrawn")


def _in_sentences(promise: Commitment, told: Sequence[ToldCommitment], among: Told) -> Outcome | None:
    """The fullest sentence of a later story of another document that tells the promise done; when, by the acts told in it."""
    made, sources = _last(promise.made_on), {one.document_id for one in told}
    for telling in (t for one in told for t in among.sentences.get(one.commitment.id, ())):
        published = among.published.get(telling.story_id, UNKNOWN)
        first = _first(published)
        if made is None or first is None or first <= made or telling.evidence.document_id in sources:
            continue
        act = next((e for e in among.acts_of(telling.evidence.document_id) if _told_in(e, telling.evidence, made)), None)
        last = Interval.of(published.edtf or "").last
        on = act.date if act is not None else When(Interval(made + timedelta(days=1), last).edtf, "relative")
        return Outcome(act.id if act is not None else telling.story_id, on, telling.evidence, "kept")
    return None


def _told_in(event: Event, sentence: Evidence, made: date) -> bool:
    """Whether an act is told in this sentence, on days after the promise."""
    first = _first(event.date)
    inside = any(
        e.document_id == sentence.document_id and sentence.start <= e.start and e.end <= sentence.end
        for e in event.evidence
        if e.field == "type"
    )
    return inside and first is not None and first > made


def _with_history(promise: Commitment, outcome: Outcome | None, now: date | None) -> Commitment:
    """The promise, how it stands, and since when each status held. now: the day asked; None where no document has a day."""
    window = None if promise.due.edtf is None else Interval.of(promise.due.edtf)
    begun: CommitmentStatus = "unknown" if window is None else "pending"
    steps = [Step(begun, promise.made_on)]
    last = None if window is None else window.last
    ended = None if outcome is None else _first(outcome.on)
    if last is not None and now is not None and last < now and (ended is None or last < ended):
        steps.append(Step("overdue", When((last + timedelta(days=1)).isoformat(), promise.due.basis)))
    if outcome is not None:
        late = outcome.status == "kept" and last is not None and ended is not None and ended > last
        steps.append(Step("late" if late else outcome.status, When(outcome.on.edtf, outcome.on.basis)))
        kept = outcome.status == "kept"
        shown = replace(outcome.evidence, field="fulfilled_by" if kept else f"history[{len(steps) - 1}]", role=None)
        promise = replace(promise, fulfilled_by=outcome.fact_id if kept else None, evidence=(*promise.evidence, shown))
    if promise.acceptance == "retracted" and outcome is None:
        steps.append(Step("withdrawn", promise.made_on))
    return replace(promise, status=steps[-1].status, history=tuple(steps))


def _first(when: When) -> date | None:
    return None if when.edtf is None else Interval.of(when.edtf).first


def _last(when: When) -> date | None:
    """The last day it can be; None where it is dated too loosely for what comes after it to be told."""
    if when.edtf is None:
        return None
    days = Interval.of(when.edtf)
    return days.last if width(days) <= 8 * PRECISE else None
