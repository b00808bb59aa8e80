"""What persons said, laid over what is read: facts taken out or changed before they are linked, groups joined and parted, and what an
entry says, as it was corrected, in the end.

A correction finds its facts by their ids, and after a re-reading by their words: of the facts of the same kind in the same document that
stand on the same words, the nearest. One that finds none is an orphan, and does nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from typing import Any, TypeVar

from verbale.linking.groups import NO_RULINGS, Rulings
from verbale.linking.without import without
from verbale.model import BY_TYPE, Anchor, Correction, Document, Entry, Evidence, Fact, When, from_shape, in_force, to_shape
from verbale.model.redaction import Redaction, withheld

T = TypeVar("T")
CONFIRMED = 1.0
_DATES = frozenset({"date", "due", "made_on"})


@dataclass(slots=True)
class Laid:
    """Corrections as they bear on the facts that are there.

    facts: those that remain, with what was corrected of them. rulings: which of them are one, and which aren't.
    overrides: by the id of a fact what its entry is to say. confirmed: facts whose entry a person vouches for.
    redaction: the names withheld. orphans: corrections whose facts aren't found again.
    """

    documents: list[Document]
    facts: list[Fact]
    rulings: Rulings = NO_RULINGS
    overrides: dict[str, dict[str, Any]] = field(default_factory=lambda: defaultdict(dict))
    confirmed: set[str] = field(default_factory=set)
    redaction: Redaction = field(default_factory=lambda: Redaction(()))
    orphans: list[Correction] = field(default_factory=list)

    def said(self, entry: T, members: Iterable[str]) -> T:
        """An entry as its corrections have it. Raises ValueError where a value isn't of its field's shape."""
        told = list(members)
        values = {name: value for member in told for name, value in self.overrides.get(member, {}).items()}
        if values:
            entry = corrected(entry, values)
        if self.confirmed.intersection(told):
            entry = replace(entry, confidence=CONFIRMED)  # type: ignore[type-var]
        return self.redaction.entry(entry)


def laid(documents: Iterable[Document], facts: Iterable[Fact], corrections: Iterable[Correction]) -> Laid:
    """What remains, and what is to be done with it, once the corrections in force are laid over these documents and facts."""
    told = list(facts)
    made = Laid(list(documents), told)
    by_id = {fact.id: fact for fact in told}
    by_words: dict[tuple[str, str, str], list[Fact]] = defaultdict(list)
    active = in_force(list(corrections))
    if active:
        for fact in told:
            for evidence in fact.evidence:
                by_words[BY_TYPE[type(fact)].singular, evidence.document_id, evidence.exact].append(fact)
    withdrawn = {c.target_id for c in active if c.action == "withdraw"}
    rejected: set[str] = set()
    merges: list[frozenset[str]] = []
    split: set[str] = set()
    for correction in active:
        found = _found(correction.anchors, by_id, by_words)
        others = _found(correction.others, by_id, by_words)
        if correction.action == "redact":
            continue
        if correction.action == "correct" and correction.kind == "document":
            made.documents = [_redated(d, correction) if d.id == correction.target_id else d for d in made.documents]
        elif correction.action != "withdraw" and (not found or (correction.action == "merge" and not others)):
            made.orphans.append(correction)
        elif correction.action == "reject":
            rejected |= found
        elif correction.action == "merge":
            merges.append(frozenset(found | others))
        elif correction.action == "split":
            split |= found
        elif correction.action == "confirm":
            made.confirmed |= found
        elif correction.action == "correct" and correction.field is not None:
            for ident in found:
                made.overrides[ident][correction.field] = correction.value
    made.rulings = Rulings(tuple(merges), frozenset(split))
    made.redaction = withheld(active)
    made.documents = [d for d in made.documents if d.id not in withdrawn]
    kept = without([f for f in told if f.evidence[0].document_id not in withdrawn], rejected)
    made.facts = [_early(fact, made.overrides.get(fact.id, {})) for fact in kept]
    return made


def _found(anchors: Sequence[Anchor], by_id: Mapping[str, Fact], by_words: Mapping[tuple[str, str, str], list[Fact]]) -> set[str]:
    """The ids of the facts that these anchors hold on to."""
    found = set()
    for anchor in anchors:
        if anchor.fact_id in by_id:
            found.add(anchor.fact_id)
            continue
        like = [
            (abs(e.start - anchor.start), fact.id)
            for fact in by_words.get((anchor.kind, anchor.document_id, anchor.exact), ())
            for e in fact.evidence
            if e.exact == anchor.exact and e.field.partition("[")[0] == anchor.field.partition("[")[0]
        ]
        if like:
            found.add(min(like)[1])
    return found


_EARLY = frozenset({"country", "date", "kind", "name", "ordinal", "parties", "place", "status", "subject", "native_names", "due"})
"""Fields by which facts are linked: what is corrected of them counts before that."""


def _early(fact: Fact, values: Mapping[str, Any]) -> Fact:
    early = {name: value for name, value in values.items() if name in _EARLY}
    return corrected(fact, early) if early else fact


def corrected(entry: T, values: Mapping[str, Any]) -> T:
    """An entry with these fields, given in the contract's shape; a date also as EDTF alone. Raises ValueError or TypeError."""
    shape = to_shape(entry)
    for name, value in values.items():
        if name not in shape or name in ("id", "evidence"):
            raise ValueError(f"{type(entry).__name__} has no field {name!r} that can be corrected")
        shape[name] = _as_date(shape[name], value) if name in _DATES else value
    hidden = {f.name: getattr(entry, f.name) for f in fields(entry) if not f.metadata.get("listed", True)}  # type: ignore[arg-type]
    return replace(from_shape(type(entry), shape), **hidden)  # type: ignore[type-var]


def _as_date(before: Any, value: Any) -> Any:
    if isinstance(value, dict):
        return value
    kept = {key: item for key, item in (before or {}).items() if key not in ("edtf", "basis", "said")}
    return {"edtf": value, "basis": None if value is None else "flag", **kept}


def _redated(document: Document, correction: Correction) -> Document:
    if correction.field != "date":
        return corrected(document, {correction.field or "": correction.value})
    return replace(document, date=When(correction.value, None if correction.value is None else "flag"))


def anchors_of(entry: Entry, members: Iterable[Fact]) -> tuple[Anchor, ...]:
    """The anchors of an entry, by the facts that it was linked of."""
    return tuple(Anchor.of(fact, _telling(fact)) for fact in sorted(members, key=lambda f: f.id) if type(fact) is type(entry))


def _telling(fact: Fact) -> Evidence:
    """The words that tell most of a fact: the longest of those that stand first."""
    first = min(e.start for e in fact.evidence)
    return max((e for e in fact.evidence if e.start == first), key=lambda e: (len(e.exact), e.field))
