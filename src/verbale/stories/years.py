"""What the years that a story writes out tell of its own day: "was elected in 2011" is written in 2011 or later."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from verbale.model import Interval
from verbale.reading.structure import Span, Structure
from verbale.stories.bound import Bound

_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December|Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec"
_WITHIN = rf"(?:(?:early|mid|late)[- ]|the\s+\w+\s+(?:half\s+)?of\s+|(?:{_MONTHS})\.?(?:\s+\d{{1,2}},)?\s+)?"
_YEAR = re.compile(rf"\b(in|since|during|on|by|until)\s+{_WITHIN}((?:19|20)\d\d)(?![\w'’%$-]|[.,:/]\d|,0)", re.IGNORECASE)
_AHEAD_IN = re.compile(r"\b(?:will|would|shall)\b|['’]ll\b")
"""A sentence with one of these may hang a year to come on a past verb: "in 2030, he said, they would"."""
_AHEAD = frozenset({"will", "shall", "'ll", "’ll", "wo"})
_UNSURE = frozenset({"would", "could", "can", "may", "might", "should", "must", "to", "if", "'d", "’d", "ca", "not", "n't", "n’t", *_AHEAD})
_PAST_AUX = frozenset({"was", "were", "had", "has", "have", "did", "been", "'ve", "’ve"})
_INTENDED = frozenset(
    {"expected", "scheduled", "planned", "slated", "due", "set", "projected", "forecast", "predicted", "anticipated", "proposed", "envisioned"}
)
"""Participles that look past and tell of what lies ahead: "elections scheduled in 2030"."""
_IRREGULAR = frozenset(
    "was were had did went came took gave made said told met led left won lost ran began became held kept brought bought built sold sent "
    "spent found founded fell rose grew knew saw heard wrote read spoke stood sat shot fought caught taught thought got drew drove broke "
    "chose flew forgave forgot froze hid hit cut put shut quit hurt let paid laid lay rode rang sang sank slept struck swore swept swam "
    "threw understood wore wed withdrew born died been seen taken given done gone written".split()
)
"""Past forms that don't end in -ed; those that are present forms too ("cut", "put") are left out but for what only the past has."""
_PRESENT_TOO = frozenset({"cut", "put", "shut", "quit", "hurt", "let", "hit", "read", "lay", "found"})


def years(structure: Structure, story: Span) -> Iterator[Bound]:
    """Each year in which something is told to have happened, and since which something lasts: the story is not older than it.

    A year that something will happen in, or by, bounds it from above: weakly, since what is planned is told of long after ("by 2015").
    Counted is only what hangs on the verb itself; a year beside a noun ("the election in 2030") may lie ahead.
    """
    for found in _YEAR.finditer(structure.text, *story):
        year = int(found[2])
        span = (found.start(1), found.end(2))
        if _counts(structure, found.end(2)):
            continue
        word = found[1].casefold()
        tense = "past" if word == "since" else _tense(structure, found.span(2))
        if tense == "past" and word != "since" and _AHEAD_IN.search(structure.text[slice(*structure.sentence(found.start()))]):
            continue
        if tense == "past" and word not in ("by", "until"):
            yield Bound(span, "year", (Interval(date(year, 1, 1), None),))
        elif tense == "ahead" and word in ("in", "by", "on", "during"):
            yield Bound(span, "year to come", (Interval(None, date(year, 12, 31)),))


def _counts(structure: Structure, end: int) -> bool:
    """Whether what looks like a year counts what comes after it: "in 2000 cases"."""
    after = re.compile(r"\s+(?=[a-z])").match(structure.text, end)
    inside = structure.within((after.end(), after.end() + 1)) if after else range(0)
    return bool(inside) and structure.pos(inside[0]) in {"NOUN", "ADJ", "NUM"}


def _tense(structure: Structure, year: Span) -> str | None:
    """When the verb that the year hangs on took place: past, ahead, or None where it can't be told."""
    inside = structure.within(year)
    verb = structure.heads[inside[0]] if inside else -1
    if verb >= 0 and structure.word(verb).casefold().rstrip(".") in _MONTHS.casefold().split("|"):
        verb = structure.heads[verb]
    if verb < 0 or structure.pos(verb) not in {"VERB", "AUX"}:
        return None
    helpers = {structure.word(i).casefold() for i in structure.dependents(verb, "aux", "aux:pass", "mark", "cop", "advmod")}
    word = structure.word(verb).casefold()
    if helpers & _AHEAD and not helpers & {"if", "not", "n't", "n’t"}:
        return "ahead"
    if helpers & _UNSURE or word in _INTENDED:
        return None
    plain = word.endswith("ed") or (word in _IRREGULAR and word not in _PRESENT_TOO)
    return "past" if plain or helpers & _PAST_AUX else None
