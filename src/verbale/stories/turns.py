"""The turns of a transcript: "Q:" and "MS. LEAVITT:" at the head of a paragraph, and what is said until the next."""

from __future__ import annotations

import re
from dataclasses import dataclass

from verbale.reading.structure import Span
from verbale.stories.names import Named, short_for, tokens

_LABEL = re.compile(
    r"(?P<name>Q(?:UESTION)?\d?|A(?:NSWER)?|(?:[A-ZÀ-Þ][A-ZÀ-Þ.’'-]*\s){0,5}[A-ZÀ-Þ][A-ZÀ-Þ.’'-]+)\s?(?:\([^()\n]{1,60}\))?\s?[:：]\s+"
)
_QUESTION = re.compile(r"Q(?:UESTION)?\d?$|REPORTER$|JOURNALIST$|MODERATOR$|OPERATOR$")
_ADDRESS = frozenset({"mr", "mrs", "ms", "miss", "dr", "secretary", "ambassador", "minister", "president", "spokesperson", "the"})


@dataclass(frozen=True, slots=True)
class Turn:
    """One turn. label: its span. speaker: None where the label names nobody we know. parts: what is said, a span a paragraph.

    question: whether it is put by one who only asks.
    """

    label: Span
    speaker: Named | None
    parts: tuple[Span, ...]
    question: bool


def turns(text: str, paragraphs: list[Span], named: list[Named]) -> list[Turn]:
    """The turns in these paragraphs of a transcript, in order."""
    found: list[tuple[Span, str, list[Span]]] = []
    for start, end in paragraphs:
        label = _LABEL.match(text, start, end)
        if label is not None:
            found.append(((start, label.end("name")), label["name"], [(label.end(), end)] if label.end() < end else []))
        elif found:
            found[-1][2].append((start, end))
    return [Turn(span, _named(name, named), tuple(parts), _QUESTION.match(name) is not None) for span, name, parts in found]


def _named(label: str, named: list[Named]) -> Named | None:
    words = tuple(word for word in tokens(label) if word not in _ADDRESS)
    people = [n for n in named if n.type == "PER" and words and short_for(words, tokens(n.name))]
    return people[0] if len(people) == 1 else None
