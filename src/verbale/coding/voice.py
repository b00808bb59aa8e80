"""In whose voice an official text speaks: the party that "we" and "our delegation" mean in a briefing, an answer, a read-out."""

from __future__ import annotations

import re

from verbale.coding.scene import Scene
from verbale.coding.sides import Parties, Side, sides_named

_OURS = re.compile(r"\b(?:[Oo]urs?|[Ww]e|us)\b")
_INSTITUTION = re.compile(
    r"\b[Oo]ur\s(?:[\w-]+\s){0,3}(?:side|team|delegation|embassy|ambassador|consul\w*|government|ministry|minister|officials|house|authorities|"
    r"bureau|department|co-chair\w*|behalf)\b"
)
"""What only a government speaks of so: "our delegation", "our fourteen-member team"; not "our sources"."""
_ABROAD = re.compile(
    r"\b[Oo]ur (?:embassy|ambassador|consul\w*|chargé\w*|high commission\w*|people|missions?) "
    r"(?:d[’']affaires )?(?:in|at|to) (?P<place>[A-Z]\w+(?: [A-Z]\w+)?)"
)
"""Our embassy in Ankara: the voice is not Turkey's."""
_LEAST = 2
"""Times that a text speaks of itself so, at least."""
_HEAD = 160
"""Code points at the head of a text in which the body that speaks is named."""


def voice(scene: Scene, parties: Parties) -> Side | None:
    """The party in whose voice the story speaks; None where it speaks in none's."""
    if len(parties.sides) != 2:
        return None
    for hit in _ABROAD.finditer(scene.text, *scene.span):
        country = scene.tables.country_of_place(hit["place"], ambiguous=True)
        host = next((side for side in parties.sides if side.code is not None and side.code == country), None)
        if host is not None and not scene.is_quoted(hit.start()):
            return parties.other(host)
    said = [hit for hit in _OURS.finditer(scene.text, *scene.span) if not scene.is_quoted(hit.start())]
    if len(said) < _LEAST or not any(_INSTITUTION.match(scene.text, hit.start()) for hit in said):
        return None
    start = scene.span[0]
    head = (start, min(scene.span[1], start + _HEAD))
    bodies = [scene.country(n) for n in scene.inside(head) if (actor := scene.actor(n)) is not None and actor.kind == "agency"]
    told = {side for side in parties.sides if side.code is not None and side.code in bodies} or {
        side for _, side in sides_named(scene, head, parties)
    }
    if len(told) == 1:
        return told.pop()
    named = [side for _, side in sides_named(scene, scene.span, parties)]
    rare = min(parties.sides, key=named.count)
    other = parties.other(rare)
    return rare if other is not None and named.count(other) >= 3 * max(1, named.count(rare)) else None
