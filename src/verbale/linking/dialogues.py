"""Dialogues that several stories tell of, as one: the same parties and the same subject, under whatever name.

What parts two series of the same parties is what they are about, by name ("Legal Experts Dialogue") or by subject; one of which neither
is told joins the only series of its parties. One story tells two series apart if it names two.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from verbale.linking.groups import NO_RULINGS, Rulings
from verbale.linking.merging import Merged
from verbale.model import Dialogue
from verbale.tables import Tables

SAME_SUBJECT = "the same parties and subject"
SAME_SERIES = "the same parties and the same name"
ONLY_SERIES = "the only series of its parties"
ONLY_OF_SUBJECT = "the only series on its subject with that party"
_PLAIN = frozenset(
    """
    a an the of on and in between with for to at by their its our new next last latest annual bilateral regular official formal joint
    high level senior officials expert experts talks talk dialogue dialog dialogues round rounds session sessions meeting meetings
    consultation consultations discussions negotiations negotiation exchange exchanges sitting conversation series two sides side day
    days
    """.split()  # noqa: SIM905 - a list of words is read more easily
)
"""Words of a name that tell nothing of what the series is."""
_TALKS = re.compile(
    r"\b(?:dialogues?|dialog|talks|consultations?|commission|negotiations?|mechanism|forum|committee|exchange)\b", re.IGNORECASE
)
"""A word by which a name is that of talks."""
_WORD = re.compile(r"[^\W_]+(?:[’'][^\W_]+)*")

Parties = tuple[str, ...]
About = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LinkedDialogue:
    """One dialogue, those of single stories that it was linked of, by id, and why each belongs."""

    dialogue: Dialogue
    members: tuple[Dialogue, ...]
    whys: tuple[str | None, ...]


@dataclass(frozen=True, slots=True)
class _Told:
    """A dialogue as one story tells of it.

    about: what it is about, in a form that can be compared; empty where that isn't told.
    """

    dialogue: Dialogue
    parties: Parties
    about: About
    named: bool
    keyed: bool
    fixed: bool = False


def link_dialogues(dialogues: Iterable[Dialogue], tables: Tables, rulings: Rulings = NO_RULINGS) -> list[LinkedDialogue]:
    """The dialogues of all stories, those that are one put together; by id. Any order of the same gives the same."""
    told = sorted((_told(d, tables) for d in dialogues), key=lambda t: t.dialogue.id)
    series: dict[Parties, set[About]] = defaultdict(set)
    for one in told:
        if len(one.parties) > 1 and one.about:
            series[one.parties].add(one.about)
    wider: dict[tuple[str, About], list[Parties]] = defaultdict(list)
    for parties, abouts in series.items():
        for party, what in itertools.product(parties, abouts):
            wider[party, what].append(parties)
    groups: dict[tuple[object, ...], list[tuple[_Told, str]]] = defaultdict(list)
    for one in told:
        key, why = _group(one, series, wider)
        groups[key].append((one, why))
    ruled = rulings.over(groups.values(), lambda told: told[0].dialogue.id)
    return sorted((_merged(group) for group in ruled), key=lambda linked: linked.dialogue.id)


def about(dialogue: Dialogue, tables: Tables) -> str | None:
    """The key of the series or the subject that a dialogue is about; None where neither table has it."""
    told = _told(dialogue, tables)
    return told.about[0] if told.keyed and told.about else None


def _told(dialogue: Dialogue, tables: Tables) -> _Told:
    parties = tuple(sorted({*dialogue.parties, *(name.casefold() for name in dialogue.party_actors)}))
    subject = tables.topics.of(dialogue.subject or dialogue.name)
    known = tables.series.of(dialogue.name) or (None if subject is None else tables.series.on(subject.key, parties))
    if known is not None:
        return _Told(dialogue, known.parties or parties, (known.key,), True, True, bool(known.parties))
    if subject is not None:
        return _Told(dialogue, parties, (subject.key,), False, True)
    words = [word for text in (dialogue.subject, dialogue.name) if text for word in _own_words(text, tables)]
    return _Told(dialogue, parties, tuple(sorted(set(words))), False, False)


def _own_words(text: str, tables: Tables) -> list[str]:
    """The words that are neither a country's nor of every such name, nor a count."""
    words = [word for word in _WORD.findall(text) if not (tables.countries.by_name(word) or tables.countries.by_demonym(word))]
    return [low for word in words if (low := word.casefold()) not in _PLAIN and not low[0].isdigit() and not low.endswith(("th", "teenth"))]


def _group(
    one: _Told, series: Mapping[Parties, set[About]], wider: Mapping[tuple[str, About], list[Parties]]
) -> tuple[tuple[object, ...], str]:
    """The key of the group that it belongs to, and why. series: what each parties' series are about; wider: whose a party is in on what."""
    if len(one.parties) > 1:
        if one.about:
            return (one.parties, one.about), SAME_SERIES if one.named else SAME_SUBJECT
        known = series.get(one.parties, set())
        return ((one.parties, next(iter(known))) if len(known) == 1 else (one.parties,)), ONLY_SERIES
    if one.about and one.parties:
        found = wider.get((one.parties[0], one.about), [])
        if len(found) == 1:
            return (found[0], one.about), ONLY_OF_SUBJECT
    return (one.dialogue.id,), SAME_SUBJECT


def _merged(group: Sequence[tuple[_Told, str]]) -> LinkedDialogue:
    members = sorted((one.dialogue for one, _ in group), key=lambda d: d.id)
    whys = {one.dialogue.id: why for one, why in group}
    name = _best_name(members)
    first = min((d for d in members if d.name == name), key=lambda d: d.id)
    by_rank = [first, *(d for d in members if d is not first)]
    fullest = max((one for one, _ in group), key=lambda t: (t.fixed, len(t.parties), t.dialogue.id))
    subjects = Counter(d.subject for d in members if d.subject is not None)
    merged = Merged([d.evidence for d in by_rank])
    known = {code for code in fullest.parties if code.isupper()}
    parties = sorted(known if fullest.fixed else {code for d in by_rank for code in d.parties} | known)
    for rank, one in enumerate(by_rank):
        for old, code in enumerate(one.parties):
            merged.place(rank, "parties", old, parties.index(code) if code in parties else None)
    actors = merged.lists("party_actors", [d.party_actors for d in by_rank], str.casefold)
    dialogue = replace(
        first,
        id=members[0].id,
        parties=tuple(parties),
        party_actors=tuple(actors),
        subject=min(subjects, key=lambda s: (-subjects[s], s)) if subjects else None,
        rounds=tuple(ident for d in members for ident in d.rounds),
        confidence=max(d.confidence for d in members),
        evidence=merged.evidence(),
    )
    return LinkedDialogue(dialogue, tuple(members), tuple(None if d is members[0] else whys[d.id] for d in members))


def _best_name(members: Sequence[Dialogue]) -> str:
    """The name that says it is of talks and is written as a name, else the one most often used, the longest of those."""
    uses = Counter(d.name for d in members)

    def rank(name: str) -> tuple[bool, bool, int, int, str]:
        words = name.split()
        proper = 2 * sum(word[0].isupper() for word in words) > len(words)
        return (_TALKS.search(name) is None, not proper, -uses[name], -len(name), name)

    return min(uses, key=rank)
