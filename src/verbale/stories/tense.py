"""Whether what happens at a time is past or to come, by the verb that the time hangs on and its auxiliaries."""

from __future__ import annotations

from typing import Literal

from verbale.reading.structure import Span, Structure
from verbale.tables import Tables

Toward = Literal["past", "future"]
_BE_NOW = frozenset({"is", "are", "'s", "’s", "'re", "’re", "am"})
_HAVE = frozenset({"have", "has", "had", "having", "'ve", "’ve"})
_AUXILIARIES = ("aux", "aux:pass", "cop")


def toward(structure: Structure, span: Span, tables: Tables) -> Toward | None:
    """`past` or `future` by the nearest verb above the words of this span; None where that doesn't tell.

    "would" and an infinitive are of the future: what was to come when somebody spoke of it. The present of a verb for beginning and ending
    tells of what is planned ("the talks open Monday").
    """
    head = structure.head(span)
    if head is None:
        return None
    words = structure.within(span)
    for index in [head, *structure.ancestors(head)]:
        if index in words:
            continue
        found = _told(structure, index, tables)
        if found is not None:
            return found if found != "open" else None
    return None


def _told(structure: Structure, index: int, tables: Tables) -> Toward | Literal["open"] | None:
    """What one word above tells; "open" where it is a verb that doesn't; None where it is none, and the next one above is to be asked."""
    time = tables.time_words
    word = structure.word(index).casefold()
    below = [structure.word(i).casefold() for i in structure.dependents(index, *_AUXILIARIES)]
    infinitive = _is_infinitive(structure, index)
    if structure.pos(index) not in {"VERB", "AUX"} and not below and not infinitive:
        return "future" if structure.pos(index) in {"ADJ", "ADV"} and time.value("future", word) == "plans" else None
    modal = any(time.value("future", aux) in ("will", "may") for aux in below) or time.value("future", word) in ("will", "may")
    perfect = any(aux in _HAVE for aux in below)
    if modal:
        return "past" if perfect else "future"
    if time.value("future", word) == "plans":
        return "future"
    if infinitive:
        return "past" if perfect else _of_infinitive(structure, index, tables)
    if perfect or any(time.value("past", aux) is not None for aux in below):
        return "past"
    if any(aux in _BE_NOW for aux in below):
        return "future" if word.endswith("ing") else "open"
    if time.value("past", word) is not None or word.endswith("ed"):
        return "past"
    if word.endswith("ing"):
        return None
    return "future" if time.value("scheduled", word) is not None else "open"


def _is_infinitive(structure: Structure, index: int) -> bool:
    return any(structure.word(i).casefold() == "to" and i < index for i in structure.dependents(index, "mark", "aux"))


def _of_infinitive(structure: Structure, index: int, tables: Tables) -> Toward:
    """What an infinitive tells of has happened after "managed to", and else is to come."""
    above = next(iter(structure.ancestors(index)), None)
    if above is None or structure.relation(index) not in {"xcomp", "ccomp"}:
        return "future"
    return "past" if tables.time_words.value("did", structure.word(above)) is not None else "future"


def premodifies(structure: Structure, span: Span) -> bool:
    """Whether the words of the span stand before a noun that they belong to: "Friday's meeting", "the 2010 talks"."""
    head = structure.head(span)
    if head is None or structure.relation(head) not in {"nmod:poss", "compound", "amod", "nummod", "nmod", "advmod"}:
        return False
    above = structure.heads[head]
    return above >= 0 and above not in structure.within(span) and structure.starts[above] >= span[1]
