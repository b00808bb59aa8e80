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
_YEAR = re.compile(rf"\b(in|since|during|on|by)\s+{_WITHIN}((?:19|20)\d\d)(?![\w'’%$-]|[.,:/]\d|,0)", re.IGNORECASE)
_AHEAD_IN = re.compile(
    r"\b(?:will|would|shall|budget\w*|fund(?:s|ed|ing)|spend\w*|spent|appropriat\w+|allocat\w+|fiscal)\b|['’]ll\b", re.IGNORECASE
)
"""A sentence with one of these may hang a year to come on a past verb: "in 2030, he said, they would", "they raised spending in 2030"."""
_AHEAD = frozenset({"will", "shall", "'ll", "’ll", "wo"})
_UNSURE = frozenset({"would", "could", "can", "may", "might", "should", "must", "to", "if", "'d", "’d", "ca", "not", "n't", "n’t", *_AHEAD})
_PAST_AUX = frozenset({"was", "were", "had", "has", "have", "did", "been", "'ve", "’ve"})
_INTENDED = frozenset(
    {
        *("anticipated", "due", "envisioned", "expected", "forecast", "planned", "predicted", "projected", "proposed"),
        *("scheduled", "set", "slated"),
    }
)
"""Participles that look past and tell of what lies ahead: "elections scheduled in 2030"."""
_IRREGULAR = frozenset(
    {
        *("became", "began", "born", "bought", "broke", "brought", "built", "came", "caught", "chose", "did", "died", "drew"),
        *("drove", "fell", "flew", "forgave", "forgot", "fought", "founded", "froze", "gave", "got", "grew", "had", "heard"),
        *("held", "hid", "kept", "knew", "laid", "led", "left", "lost", "made", "met", "paid", "ran", "rang", "rode", "rose"),
        *("said", "sang", "sank", "sat", "saw", "sent", "shot", "slept", "sold", "spent", "spoke", "stood", "struck", "swam"),
        *("swept", "swore", "taught", "thought", "threw", "told", "took", "understood", "was", "wed", "went", "were"),
        *("withdrew", "won", "wore", "wrote"),
    }
)
"""Past forms that don't end in -ed and are no present forms too, as "cut" is: those count where "had" or "was" stands beside them."""


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
        if tense == "past" and word != "by":
            yield Bound(span, "year", (Interval(date(year, 1, 1), None),))
        elif tense == "ahead":
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
    plain = word.endswith("ed") or word in _IRREGULAR
    return "past" if plain or helpers & _PAST_AUX else None
