"""Cases that several stories tell of, as one: a person's, at whatever rounds and by whomever it was raised."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from verbale.linking.actors import simplified
from verbale.linking.groups import NO_RULINGS, Rulings, blocks
from verbale.linking.merging import Merged, first_known
from verbale.linking.talks import Whom
from verbale.model import Case

SAME_PERSON = "the same person"


@dataclass(frozen=True, slots=True)
class LinkedCase:
    """One case, and those of single stories that it was linked of, by id."""

    case: Case
    members: tuple[Case, ...]


def link_cases(cases: Iterable[Case], round_of: Mapping[str, str], whom: Whom, rulings: Rulings = NO_RULINGS) -> list[LinkedCase]:
    """The cases of all stories, a person's put together; by id. round_of: the linked round's id by that of any member."""
    told = sorted((_under(case, round_of, whom) for case in cases), key=lambda c: c.id)
    ruled = rulings.over(blocks(told, _key), lambda case: case.id)
    return sorted((_merged(group) for group in ruled), key=lambda linked: linked.case.id)


def _under(case: Case, round_of: Mapping[str, str], whom: Whom) -> Case:
    actor = whom.get(case.actor_id)
    return replace(
        case,
        actor_id=case.actor_id if actor is None else actor.id,
        name=case.name if actor is None else actor.name,
        native_names=case.native_names if actor is None else tuple(dict.fromkeys((*case.native_names, *actor.native_names))),
        round_ids=tuple(dict.fromkeys(round_of[ident] for ident in case.round_ids)),
        replies=tuple(replace(r, round_id=None if r.round_id is None else round_of[r.round_id]) for r in case.replies),
    )


def _key(case: Case) -> tuple[str, str] | None:
    if case.actor_id is not None:
        return ("actor", case.actor_id)
    if case.native_names:
        return ("native", simplified(case.native_names[0]))
    return ("name", case.name.casefold()) if len(case.name.split()) > 1 else None


def _merged(group: Sequence[Case]) -> LinkedCase:
    by_place = sorted(group, key=lambda c: (min((e.document_id, e.start) for e in c.evidence), c.id))
    merged = Merged([c.evidence for c in by_place])
    case = replace(
        by_place[0],
        id=min(c.id for c in group),
        native_names=tuple(merged.lists("native_names", [c.native_names for c in by_place], str)),
        situation=first_known(c.situation for c in by_place),
        raised_by=tuple(merged.lists("raised_by", [c.raised_by for c in by_place], str)),
        round_ids=tuple(merged.lists("round_ids", [c.round_ids for c in by_place], str)),
        replies=tuple(merged.lists("replies", [c.replies for c in by_place], lambda r: r)),
        confidence=max(c.confidence for c in by_place),
        evidence=merged.evidence(),
    )
    return LinkedCase(case, tuple(group))
