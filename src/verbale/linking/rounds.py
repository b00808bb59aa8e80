"""Rounds that several stories tell of, as one, within their dialogue: by days, count and place.

One story's rounds are two if it tells of two. What is promised and what then takes place is one round, as held. Counts that clash ("the
second since 2002", "the 14th") are no reason against what the days say; each stays as evidence, with its words.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from verbale.linking.groups import NO_RULINGS, Member, Rulings, grouped, months
from verbale.linking.merging import Merged, first_known
from verbale.model import NOWHERE, UNKNOWN, Delegation, Evidence, Head, Interval, Round, RoundStatus, When

PRECISE = 45
"""Days within which a date must lie for days to tell that two sittings are one."""
WEEK = 7
"""Days within which a date must lie for two sittings on it to be one whatever else is told."""
FRESH = 7
"""Days after a sitting within which a story that names no day tells of it."""
YEAR = 366
"""Days of the widest date that place and dialogue can make one of."""
_BEATS: tuple[RoundStatus, ...] = ("held", "ongoing", "suspended", "cancelled", "scheduled")
_SINCE = re.compile(r"\b(?:since|in|after)\s+(?:\w+\s+)?(\d{4})\b")
_SETTLED = frozenset({"held", "ongoing"})


@dataclass(frozen=True, slots=True)
class ToldRound:
    """A round as one story tells of it, dated. told_on: the first day its story can be from, as text; empty where unknown."""

    round: Round
    story_id: str
    told_on: str

    @property
    def days(self) -> Interval | None:
        """When it was, as far as that is known."""
        return None if self.round.date.edtf is None else Interval.of(self.round.date.edtf)


@dataclass(frozen=True, slots=True)
class LinkedRound:
    """One round, those of single stories that it was linked of, by id, and why each belongs."""

    round: Round
    members: tuple[ToldRound, ...]
    whys: tuple[str | None, ...]


def link_rounds(told: Iterable[ToldRound], dialogue_of: Mapping[str, str], rulings: Rulings = NO_RULINGS) -> list[LinkedRound]:
    """The rounds of all stories, those that are one put together; by id. dialogue_of: the linked dialogue's id by that of any member."""
    by_dialogue: dict[str, list[ToldRound]] = defaultdict(list)
    for one in told:
        by_dialogue[dialogue_of[one.round.dialogue_id]].append(one)
    groups = [group for rounds in by_dialogue.values() for group in grouped(rounds, _place, _fits, _ties)]
    ruled = [sorted(group, key=lambda m: _place(m.item)) for group in rulings.over(groups, lambda member: member.item.round.id)]
    linked = [_merged(group, dialogue_of[group[0].item.round.dialogue_id]) for group in ruled]
    return sorted(linked, key=lambda one: one.round.id)


def width(days: Interval | None) -> int:
    """How many days a date lies within; a great many where an end is open."""
    if days is None or days.first is None or days.last is None:
        return 10**6
    return (days.last - days.first).days + 1


def _place(one: ToldRound) -> tuple[Any, ...]:
    """What is dated closely first, by day; then what is dated loosely, and what isn't."""
    days = one.days
    first = "" if days is None or days.first is None else days.first.isoformat()
    wide = width(days)
    return (wide > PRECISE, wide > YEAR, days is None, first, one.round.status not in _SETTLED, one.round.id)


@dataclass(frozen=True, slots=True)
class Rule:
    """A reason for which two told sittings of a dialogue are one."""

    why: str
    holds: Callable[[ToldRound, ToldRound], bool]
    example: str


def _precise(a: ToldRound, b: ToldRound) -> bool:
    return width(a.days) <= PRECISE and width(b.days) <= PRECISE


def _same_days(a: ToldRound, b: ToldRound) -> bool:
    return _precise(a, b) and _meet(a, b)


def _meet(a: ToldRound, b: ToldRound) -> bool:
    return a.days is not None and b.days is not None and a.days.met(b.days) is not None


def _near_days(a: ToldRound, b: ToldRound) -> bool:
    """A day apart, as read-outs from two time zones are."""
    if not _precise(a, b) or a.days is None or b.days is None:
        return False
    return a.days.shifted(1).met(b.days) is not None or a.days.shifted(-1).met(b.days) is not None


def counted_since(basis: str | None) -> str | None:
    """The year from which a count counts: that of "second round since 2002"."""
    found = None if basis is None else _SINCE.search(basis)
    return None if found is None else found[1]


def _alike_counted(a: ToldRound, b: ToldRound) -> bool:
    return counted_since(a.round.ordinal_basis) == counted_since(b.round.ordinal_basis)


def _same_count(a: ToldRound, b: ToldRound) -> bool:
    known = a.round.ordinal is not None and a.round.ordinal == b.round.ordinal
    return known and _alike_counted(a, b) and (a.days is None or b.days is None or _meet(a, b))


def _promised(a: ToldRound, b: ToldRound) -> bool:
    one_is_promised = "scheduled" in (a.round.status, b.round.status)
    return (
        one_is_promised and min(width(a.days), width(b.days)) <= PRECISE and max(width(a.days), width(b.days)) <= 2 * YEAR and _meet(a, b)
    )


def _same_year_and_place(a: ToldRound, b: ToldRound) -> bool:
    city = a.round.place.city
    wide = max(width(a.days), width(b.days))
    return city is not None and city == b.round.place.city and wide <= YEAR and _meet(a, b)


def _same_month(a: ToldRound, b: ToldRound) -> bool:
    return max(width(a.days), width(b.days)) <= PRECISE and _meet(a, b)


def _same_year(a: ToldRound, b: ToldRound) -> bool:
    """Both told of the year alone."""
    return a.days is not None and a.days == b.days and width(a.days) <= YEAR


def _reported(a: ToldRound, b: ToldRound) -> bool:
    """One told without a day, in a story of the days right after the other, and led by the same."""
    for undated, dated in ((a, b), (b, a)):
        days = dated.days
        if undated.days is not None or width(days) > WEEK or days is None or days.last is None or undated.told_on == "":
            continue
        since = (date.fromisoformat(undated.told_on) - days.last).days
        heads = {h.actor_id or h.name for h in undated.round.heads} & {h.actor_id or h.name for h in dated.round.heads}
        if 0 <= since <= FRESH and heads and undated.round.status in _SETTLED:
            return True
    return False


RULES = (
    Rule("the same days", _same_days, "13 and 14 May; Friday, in a story of 14 May"),
    Rule("a day apart", _near_days, "the read-outs of two capitals"),
    Rule("the same count", _same_count, "the 15th round; their fifteenth"),
    Rule("held when it was promised for", _promised, "next year, in Beijing; 27 April of that year"),
    Rule("the same month", _same_month, "in May; 13 May"),
    Rule("the same year and place", _same_year_and_place, "last year in Beijing; 27 April, Beijing"),
    Rule("led by the same, told right after it", _reported, "a release of 14 May names no day; 13 and 14 May"),
    Rule("the same year", _same_year, "the 2002 round; in 2002"),
)


def _ties(one: ToldRound) -> Iterator[Hashable]:
    """What it has in common with any that one of the rules makes it one with: the month or the next, the count, or who led it."""
    if one.days is not None and width(one.days) <= 2 * YEAR:
        yield from months(one.days, margin=1)
    if one.round.ordinal is not None:
        yield "count", one.round.ordinal
    if one.days is None or width(one.days) <= WEEK:
        yield from (("head", head.actor_id or head.name) for head in one.round.heads)


def _clash(a: ToldRound, b: ToldRound) -> bool:
    """A veto: one story's two sittings; counts or places that differ, where the days don't say that it is one.

    On the very same few days a dialogue sits once, though one story may tell of it twice.
    """
    if _same_days(a, b) and max(width(a.days), width(b.days)) <= WEEK:
        return False
    if a.story_id == b.story_id:
        return True
    if _same_days(a, b):
        return False
    counts = a.round.ordinal, b.round.ordinal
    if None not in counts and counts[0] != counts[1] and _alike_counted(a, b):
        return True
    countries = a.round.place.country, b.round.place.country
    return None not in countries and countries[0] != countries[1]


def _fits(group: Sequence[ToldRound], one: ToldRound) -> str | None:
    if any(_clash(other, one) for other in group):
        return None
    return next((rule.why for rule in RULES if any(rule.holds(other, one) for other in group)), None)


def _merged(group: Sequence[Member[ToldRound]], dialogue_id: str) -> LinkedRound:
    """The round that these tell of. What the closest dated says comes first."""
    told = [member.item for member in group]
    rounds = [one.round for one in told]
    merged = Merged([r.evidence for r in rounds])
    counts = Counter((r.ordinal, r.ordinal_basis) for r in rounds if r.ordinal is not None)
    ordinal, basis = min(counts, key=lambda c: (-counts[c], c[0] or 0, c[1] or "")) if counts else (None, None)
    heads = merged.lists("heads", [r.heads for r in rounds], lambda h: h.actor_id or h.name, _same_head)
    delegations = merged.lists("delegations", [r.delegations for r in rounds], lambda d: d.party, _same_delegation)
    topics = merged.lists("topics", [r.topics for r in rounds], lambda t: (t.topic_key or t.topic.casefold(), t.raised_by))
    views = merged.lists("characterizations", [r.characterizations for r in rounds], lambda c: (c.party, c.words.casefold()))
    date = _closest([r.date for r in rounds])
    linked = replace(
        rounds[0],
        id=min(r.id for r in rounds),
        dialogue_id=dialogue_id,
        ordinal=ordinal,
        ordinal_basis=basis,
        date=date,
        days=first_known(r.days for r in rounds),
        place=next((r.place for r in sorted(rounds, key=lambda r: r.place.city is None) if r.place != NOWHERE), NOWHERE),
        status=_status(told),
        heads=tuple(heads),
        delegations=tuple(delegations),
        topics=tuple(topics),
        case_ids=tuple(dict.fromkeys(ident for r in rounds for ident in r.case_ids)),
        characterizations=tuple(views),
        confidence=max(r.confidence for r in rounds),
        evidence=_members_counted(merged, delegations),
    )
    members = sorted(group, key=lambda m: m.item.round.id)
    return LinkedRound(linked, tuple(m.item for m in members), tuple(m.why for m in members))


def _same_head(kept: Head, other: Head) -> Head:
    return replace(kept, party=kept.party or other.party, name=max(kept.name, other.name, key=len))


def _same_delegation(kept: Delegation, other: Delegation) -> Delegation:
    members = tuple(dict.fromkeys((*kept.members, *other.members)))
    return replace(kept, members=members, count=kept.count if kept.count is not None else other.count)


_MEMBER = re.compile(r"(delegations\[(\d+)\])\.members\[\d+\]$")


def _members_counted(merged: Merged, delegations: Sequence[Delegation]) -> tuple[Evidence, ...]:
    """The evidence; a body that a delegation consists of is counted in the list as merged, in which it stands once."""
    counted = []
    for evidence in merged.evidence():
        found = _MEMBER.match(evidence.field)
        members = () if found is None else delegations[int(found[2])].members
        if found is not None and evidence.exact in members:
            evidence = replace(evidence, field=f"{found[1]}.members[{members.index(evidence.exact)}]")
        counted.append(evidence)
    return tuple(dict.fromkeys(counted))


def _closest(dates: Sequence[When]) -> When:
    """The date that says most: the narrowest; of those as narrow the one told most often, then the first."""
    known = Counter(d.edtf for d in dates if d.edtf is not None)
    if not known:
        return UNKNOWN
    best = min(known, key=lambda e: (width(Interval.of(e)) > PRECISE, not Interval.of(e).lasts, width(Interval.of(e)), -known[e], e))
    return next(d for d in dates if d.edtf == best)


def _status(told: Sequence[ToldRound]) -> RoundStatus:
    """As the latest story that tells of it says; whatever is said to have been held, was."""
    statuses = {one.round.status for one in told}
    if "held" in statuses:
        return "held"
    latest = max(one.told_on for one in told)
    newest = [one.round.status for one in told if one.told_on == latest]
    return min(newest, key=_BEATS.index)
