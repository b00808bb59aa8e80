"""The names of a story to Actor facts: persons, bodies, and the governments that say or do something in it."""

from __future__ import annotations

from collections.abc import Sequence

from verbale.coding.affiliation import Affiliation, government, known_body, of_body, of_person
from verbale.model import Actor, ActorKind, Document, Evidence, mint
from verbale.reading.structure import Structure
from verbale.stories import Description, Named
from verbale.tables import Tables

_GUESSED = 0.6
"""Confidence of a name that one mention alone speaks for, where the reader was less than sure."""


def actor_of(
    document: Document,
    story_id: str,
    named: Named,
    told: Sequence[Description],
    cast: Sequence[Named],
    structure: Structure,
    tables: Tables,
) -> Actor | None:
    """The actor that this name is in this story; None where it is none (a place that no government is meant by, a nationality)."""
    kind = _kind(named, tables)
    if kind is None:
        return None
    where = _affiliation(named, kind, told, cast, structure, tables)
    text = structure.text
    full = named.full
    ident = mint("actor", document.sha256, story_id, full.start, full.end)

    def shown(start: int, end: int, field: str) -> Evidence:
        return Evidence(document.id, story_id, start, end, text[start:end], field)

    titles = _unlike([d.span for d in told if d.office is not None], text)
    natives = _unlike(list(named.native), text)
    aliases = _unlike([(m.start, m.end) for m in named.mentions if m.text != named.name], text)
    return Actor(
        id=ident,
        name=named.name,
        kind=kind,
        country=where.country,
        sector=where.sector,
        native_names=tuple(text[a:b] for a, b in natives),
        titles=tuple(text[a:b] for a, b in titles),
        aliases=tuple(text[a:b] for a, b in aliases),
        confidence=round(_confidence(named) * where.sure if where.country else _confidence(named), 2),
        evidence=(
            *(shown(m.start, m.end, "name") for m in named.mentions if m.text == named.name),
            *(shown(*span, f"native_names[{i}]") for i, span in enumerate(natives)),
            *(shown(*span, f"titles[{i}]") for i, span in enumerate(titles)),
            *(shown(*span, f"aliases[{i}]") for i, span in enumerate(aliases)),
            *(shown(*d.span, "country") for d in told if d.place == "side"),
        ),
    )


def _kind(named: Named, tables: Tables) -> ActorKind | None:
    if named.type == "PER":
        return "person"
    known = known_body(named.name, tables)
    if known is not None:
        return known.kind
    if government(named.name, tables) is not None:
        return "government"
    if named.type != "ORG":
        return None
    word = tables.body_words.of_name(named.name)
    return word.kind if word else "organization"


def _affiliation(
    named: Named, kind: ActorKind, told: Sequence[Description], cast: Sequence[Named], structure: Structure, tables: Tables
) -> Affiliation:
    if kind == "person":
        return of_person(named, told, structure.text, cast, tables)
    if kind == "government" and (code := government(named.name, tables)) is not None:
        return Affiliation(code, "IGO" if code in {"EU", "UN", "NATO", "AU", "ASEAN"} else "GOV")
    return of_body(named.name, tables)


def _confidence(named: Named) -> float:
    best = max(mention.score for mention in named.mentions)
    return best if len(named.mentions) > 1 or best > _GUESSED else best * 0.9


def _unlike(spans: list[tuple[int, int]], text: str) -> list[tuple[int, int]]:
    """The spans without those that say the same words as an earlier one."""
    seen: dict[str, tuple[int, int]] = {}
    for start, end in spans:
        seen.setdefault(text[start:end], (start, end))
    return list(seen.values())
