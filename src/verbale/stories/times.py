"""When: the time expressions of a text, and what each of them says."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from verbale.model import Said
from verbale.model.moment import Absolute, Count, Named, Step, Which
from verbale.model.said import Bound
from verbale.reading.structure import Span, Structure
from verbale.stories.tense import Toward, premodifies, toward
from verbale.stories.time_grammar import Phrase, TimeGrammar, TimeType
from verbale.stories.time_tokens import TimeTokens
from verbale.tables import Tables

_OPEN_BOUNDS: tuple[Bound, ...] = ("since", "from", "until", "by", "before", "after")


@dataclass(frozen=True, slots=True)
class Expression:
    """One time expression.

    start, end: code points in the text, end exclusive. said: what it says, None where that is no date, length or frequency that we
    understand, or a time that another one in the text has to tell ("the same day"). toward: whether what hangs on it is past or to come,
    by the tense of its clause; None where that doesn't tell.
    """

    start: int
    end: int
    type: TimeType
    said: Said | None
    toward: Toward | None

    @property
    def span(self) -> Span:
        """Where it stands."""
        return (self.start, self.end)


def times(
    structure: Structure, tables: Tables, spans: Sequence[tuple[int, int, TimeType]] = (), within: Span | None = None
) -> list[Expression]:
    """The time expressions of a text, in order of place, none overlapping another.

    spans: those that the reader found (start, end, type): each is read together with what the grammar finds around it, and kept even if
    the grammar can't read it. The rest is what the grammar finds by itself, where it is sure.
    within: the part of the text to look at, all of it by default.
    """
    tokens = TimeTokens(structure.text, tables.time_words, within or (0, len(structure.text)))
    reader = [s for s in sorted(spans) if within is None or (within[0] <= s[0] and s[1] <= within[1])]
    found = _union(tokens, list(_sure(tokens)), reader)
    return [_expression(structure, tokens, tables, phrase, span) for phrase, span in found]


def _sure(tokens: TimeTokens) -> Iterator[Phrase]:
    """What the grammar finds by itself, from left to right, the longest first."""
    grammar = TimeGrammar(tokens)
    i = 0
    while i < len(tokens):
        phrase = grammar.phrase(i)
        if phrase is not None and not phrase.age:
            yield phrase
        i = i + 1 if phrase is None else phrase.end


def _union(tokens: TimeTokens, phrases: list[Phrase], reader: Sequence[tuple[int, int, TimeType]]) -> list[tuple[Phrase, Span]]:
    """Each of the grammar's, and each of the reader's that overlaps none of them, with where it stands."""
    found: list[tuple[Phrase, Span]] = []
    starts, ends = [tokens.starts[p.start] for p in phrases], [tokens.ends[p.end - 1] for p in phrases]
    taken: dict[int, Span] = {}
    end = 0
    for start, stop, kind in reader:
        over = range(bisect_right(ends, start), bisect_left(starts, stop))
        for k in over:
            one, other = taken.get(k, (starts[k], ends[k]))
            taken[k] = (min(one, start), max(other, stop)) if len(over) == 1 else (one, other)
        if not over and start >= end and (phrase := _inside(tokens, (start, stop), kind)) is not None:
            found.append((phrase, (start, stop)))
            end = stop
    found += [(p, taken.get(k, (starts[k], ends[k]))) for k, p in enumerate(phrases)]
    return _apart(sorted(found, key=lambda one: one[1]))


def _apart(found: list[tuple[Phrase, Span]]) -> list[tuple[Phrase, Span]]:
    kept: list[tuple[Phrase, Span]] = []
    for phrase, span in found:
        if not kept or span[0] >= kept[-1][1][1]:
            kept.append((phrase, span))
    return kept


def _inside(tokens: TimeTokens, span: Span, kind: TimeType) -> Phrase | None:
    """What a span says that the reader vouches for: the longest expression within it, of words too that are not always of time."""
    first, last = bisect_left(tokens.starts, span[0]), bisect_right(tokens.ends, span[1])
    if first >= last:
        return None
    grammar = TimeGrammar(tokens, sure=False)
    found = [p for i in range(first, last) if (p := grammar.phrase(i)) is not None and p.end <= last and not p.age]
    best = max(found, key=lambda p: p.end - p.start, default=None)
    return Phrase(first, last, kind, None) if best is None else replace(best, type=kind)


def _expression(structure: Structure, tokens: TimeTokens, tables: Tables, phrase: Phrase, span: Span) -> Expression:
    """The phrase with the direction and the bound that its clause gives it."""
    told, said = toward(structure, span, tables), phrase.said
    if said is None:
        return Expression(*span, phrase.type, None, told)
    before = premodifies(structure, span)
    if not before and said.bound is None and said.to is None:
        said = _bound(said, tokens, phrase, told)
    return Expression(*span, phrase.type, _directed(said, told, of_noun=before), told)


def _directed(said: Said, told: Toward | None, *, of_noun: bool) -> Said:
    """With the tense's direction where no word has given one.

    What begins with "since May" is past whatever the tense; what is "until May" or "by May" of something past, and "Friday's ruling" of
    what will be said of it, may lie on either side.
    """
    if told is None or not isinstance(said.time, Named) or said.time.which is not None or said.time.of is not None:
        return said
    which: Which = told
    if said.bound == "since":
        which = "past"
    elif (of_noun and told == "future") or (said.bound in ("until", "by", "before") and told == "past"):
        which = "either"
    return replace(said, time=Named(said.time.name, which))


def _bound(said: Said, tokens: TimeTokens, phrase: Phrase, told: Toward | None) -> Said:
    """With what the words before it make of it: "since", "by the", "before"; "in two weeks" where that is to come."""
    place = phrase.start - (tokens.low(phrase.start - 1) == "the")
    if isinstance(said.time, Count):
        ahead = said.time.mode == "lasting" and tokens.low(place - 1) == "in" and told == "future"
        return Said(replace(said.time, mode="in")) if ahead else said
    if not isinstance(said.time, Absolute | Named | Step) or tokens.apart(place):
        return said
    found = tokens.phrase_before("bound", place)
    bound = None if found is None else next(b for b in _OPEN_BOUNDS if b == found.value.value)
    if bound is None or (tokens.low(place - 1) == "from" and tokens.form(phrase.end) in ("to", "-", "–")):
        return said
    return replace(said, bound=bound)
