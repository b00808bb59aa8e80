"""What the offices of the people named in a story tell of the day it was written on: "President Obama", "impeached President Yoon".

A person who is called by an office holds it when that is written, or held it at the time that is told of; nobody is called so before the
office was won, but for "would-be" and the like. So an office bounds a date from below, and from above only where the sentence tells of now:
where the person does something in it, or a day of the week is named, and nothing in it points to an earlier time. Of 230 such namings in
news of 1989 to 2023 two were of somebody who had left office; of those beside an adviser, an appointee, a year or no verb at all, one in
six. "Former" bounds a date from below alone, and so does a justice's title, which goes on after death.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property, lru_cache
from typing import Literal

from verbale.model import Interval
from verbale.reading.quotations import Quotation
from verbale.reading.structure import Span, Structure
from verbale.stories.bound import Bound
from verbale.stories.called import Called, Calls, Standing
from verbale.stories.names import Mention, Named, short_for, tokens
from verbale.tables import OfficeHolder, OfficeHolders, Tables

_Time = Literal["now", "earlier", "unseen"]
_Name = tuple[str, ...]

_ALONE = frozenset({"president", "prime minister", "vice president", "chancellor"})
"""Titles with which a family name alone is enough where no country stands beside it, but the story names the country somewhere: others have
many holders that no table knows."""
_HOME = "USA"
"""The country that news in English leaves out most, since much of it is written there."""
_FIRST_WORD = frozenset({"CHN", "KOR", "PRK", "TWN", "KHM", "VNM", "SGP", "MYS", "BRN", "IDN", "ETH", "ERI"})
"""Countries whose people are called by the first word of the name: it is the family's there, or there are no family names."""
_BETWEEN = timedelta(days=150)
"""From an election to taking office at most, where the table doesn't say when the election was decided."""
_NEXT_DAY = timedelta(days=1)
_LIFELONG = "justice"
_OFTEN = 2
"""Sentences in which a person is called by an office, from which on it is the one held now: 60 of 61 such people in news still held it."""
_NEAR_DAY = re.compile(
    r"\b(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|today|yesterday|tomorrow|tonight|(?:this|last|next) (?:week|month|morning|night))\b",
    re.IGNORECASE,
)
"""Words for a day near the story's own."""
_EARLIER = re.compile(
    r"\b(?:(?:1[89]|20)\d\d(?!\s+(?:presidential|campaign|election|race|general|budget))|\d0s|years? (?:ago|earlier|before|later|after)"
    r"|for years|decades?|at the time|predecessors?|successor|legacy|eras?|appointed|nominated|appointees?|tenure|century|then|once|history"
    r"|historic|former|formerly|ex|late|previous(?:ly)?|veterans?|aides?|advis[eo]rs?)\b",
    re.IGNORECASE,
)
"""Words in a sentence that may tell of an earlier time, or of those who served then."""
_WHILE = frozenset({"under", "during", "when", "since", "after", "before", "until", "by", "once"})
"""Right before the office these begin a clause about another time."""
_SUPPOSED = frozenset({"would", "could", "might", "should", "if", "'d", "’d"})
_MAY = re.compile(r"(?:['’]s?)?(?:\s+administration)?\s+(?:would|could|might|should)\b")
_COMES_TO_BE = frozenset({"if", "when", "once", "until", "unless", "will", "would", "becomes", "become"})
"""Before "former President Ruiz" these make it a time to come."""
_THING = frozenset({"flat", "appos", "compound", "amod", "nmod:poss", "conj"})
"""From a name to the noun that it belongs to: "President Ruiz's administration"."""
_PRESENT = frozenset({"has", "have", "is", "are"})
_SECOND = re.compile(
    r"\b(?:congratulat\w+ [\w .’'-]{1,30} on|in|of|into|during|begins?|beg[au]n|start(?:s|ed)?|enter(?:s|ed)|on)"
    r" (?:his|her|the) second term\b"
)
_SOUGHT = re.compile(
    r"\b(?:if|would|could|might|may|seek\w*|sought|bid|hop\w+|want\w*|run(?:s|ning)?|win\w*|re-?elect\w*|chance\w*|campaign\w*)\b"
)
"""With these a second term is one that is wished for."""


@dataclass(frozen=True, slots=True)
class _Told:
    """A bound as the table gives it, the office, and what time the sentence tells of."""

    bound: Bound
    office: str
    time: _Time

    @property
    def whose(self) -> tuple[str | None, str]:
        """The person and the office."""
        return (self.bound.who, self.office)


class Tenures:
    """The offices that the people of one story are called by."""

    def __init__(self, structure: Structure, story: Span, named: Sequence[Named], quoted: Sequence[Quotation], tables: Tables) -> None:
        self._structure = structure
        self._story = story
        self._named = named
        self._tables = tables
        self._people = [n for n in named if n.type == "PER"]
        self._calls = Calls(structure, story, named, quoted, tables)
        self._holders = _forms(tables.office_holders)

    def bounds(self) -> list[Bound]:
        """All that they tell, in order of place.

        Who is called "former" is not in that office any more, whatever else the story calls the person by courtesy.
        """
        found = [told for person in self._people for told in self._of(person)]
        sentences: dict[tuple[str | None, str], set[Span]] = {}
        for told in found:
            if told.time != "earlier":
                sentences.setdefault(told.whose, set()).add(self._structure.sentence(told.bound.span[1] - 1))
        left = {told.whose for told in found if told.bound.kind == "former"}
        kept = [
            _loosened(told, len(sentences.get(told.whose, ())) >= _OFTEN)
            for told in found
            if told.bound.kind != "in office" or told.whose not in left
        ]
        return sorted((bound for bound in kept if bound is not None), key=lambda bound: bound.span)

    def _of(self, person: Named) -> Iterator[_Told]:
        full = {words for mention in person.mentions if len(words := tokens(mention.text)) > 1}
        for mention in person.mentions:
            own = tokens(mention.text)
            call = self._calls.of(mention)
            told = None if call is None else self._told(call, {own} if len(own) > 1 or not full else full)
            if told is not None:
                yield told

    def _told(self, call: Called, names: set[_Name]) -> _Told | None:
        rows = {id(row): row for name in sorted(names) for row in self._rows(call, name)}.values()
        days = days_of(list(rows), call.standing)
        if not days or self._supposed(call):
            return None
        bound = Bound(call.span, call.standing, self._later_term(call, days), next(iter(rows)).holder)
        lifelong = any(row.office == _LIFELONG for row in rows)
        return _Told(bound, next(iter(rows)).office, "earlier" if lifelong else self._time(call))

    def _rows(self, call: Called, name: _Name) -> list[OfficeHolder]:
        """The rows that a person of this name may be, of the office that the title names.

        By the full name; else by what a person of that name is called in short, and then all whose names hold that word.
        """
        rows = [(row, forms) for row, forms in self._holders.get((call.title, name[-1]), ()) if call.country in (None, row.country)]
        if len(name) > 1:
            exact = [row for row, forms in rows if name in forms]
            near = exact or [row for row, forms in rows if any(_near(name, form) for form in forms)]
            if near:
                return near
        if call.country is None and call.title not in _ALONE:
            return []
        lands = self._lands if call.country is None else {call.country}
        called = any(row.country in lands and _short(name, form, row.country) for row, forms in rows for form in forms)
        return [row for row, _ in rows] if called else []

    def _supposed(self, call: Called) -> bool:
        """Whether the sentence tells of what may be: "President Ruiz would sign", "once he is former President Ruiz"."""
        start = self._structure.sentence(call.mention.start)[0]
        before = self._structure.text[start : call.span[0]].casefold().split()
        if call.standing == "former":
            return not _COMES_TO_BE.isdisjoint(before[-4:])
        if _MAY.match(self._structure.text, call.mention.end) or before[-1:] == ["if"]:
            return True
        verb = self._verb(call.mention)
        return verb is not None and any(
            self._structure.word(i).casefold() in _SUPPOSED for i in self._structure.dependents(verb, "aux", "mark")
        )

    def _time(self, call: Called) -> _Time:
        """Whether the sentence tells of the story's own time, may tell of an earlier one, or neither can be seen."""
        structure = self._structure
        sentence = structure.text[slice(*structure.sentence(call.mention.start))]
        if call.before in _WHILE or _EARLIER.search(sentence):
            return "earlier"
        if call.standing != "in office" or _NEAR_DAY.search(sentence) or (call.country is not None and " " in call.mention.text):
            return "now"
        verb = self._verb(call.mention)
        if verb is None:
            return "unseen"
        helpers = {structure.word(i).casefold() for i in structure.dependents(verb, "aux", "aux:pass", "cop")}
        if call.administration and not structure.word(verb).endswith("s") and helpers.isdisjoint(_PRESENT):
            return "unseen"
        return "earlier" if "had" in helpers else "now"

    def _verb(self, mention: Mention) -> int | None:
        """The verb whose subject the person is, or something of the person's."""
        structure = self._structure
        word = structure.head((mention.start, mention.end))
        for _ in _THING:
            if word is None or structure.relation(word) not in _THING or structure.heads[word] < 0:
                break
            word = structure.heads[word]
        if word is None or structure.relation(word) not in {"nsubj", "nsubj:pass"} or structure.heads[word] < 0:
            return None
        return structure.heads[word]

    def _later_term(self, call: Called, days: tuple[Interval, ...]) -> tuple[Interval, ...]:
        """The later of two terms with other holders between them, where the story speaks of the person's second term as won."""
        family = call.mention.text.split()[-1]
        own = self._structure.sentence(call.mention.start)
        later = len(days) == 2 and any(place == own or family in self._structure.text[slice(*place)] for place in self._second_terms)
        return days[1:] if later else days

    @cached_property
    def _lands(self) -> set[str]:
        """The countries that the story names, by their names, people, capitals or seats of government."""
        countries = self._tables.countries
        looks = (countries.by_name, countries.by_demonym, countries.by_capital, countries.by_seat)
        names = {mention.text for named in self._named if named.type != "PER" for mention in named.mentions}
        return {_HOME, *(code for name in names for look in looks if (code := look(name, ambiguous=True)) is not None)}

    @cached_property
    def _second_terms(self) -> list[Span]:
        """The sentences that speak of a second term as won."""
        places = ((place, self._structure.text[slice(*place)]) for place in self._structure.sentences(self._story))
        return [place for place, said in places if _SECOND.search(said) and not _SOUGHT.search(said)]


_Forms = dict[tuple[str, str], list[tuple[OfficeHolder, tuple[_Name, ...]]]]


@lru_cache(maxsize=2)
def _forms(holders: OfficeHolders) -> _Forms:
    """By a title and a word of a name, the rows that have both, each with all forms of its name."""
    found: _Forms = {}
    for row in holders.rows:
        forms = tuple(tokens(form) for form in row.words)
        for title in {_plain(title) for title in row.titles}:
            for word in sorted({word for form in forms for word in form}):
                found.setdefault((title, word), []).append((row, forms))
    return found


def _plain(title: str) -> str:
    return " ".join(title.casefold().replace("-", " ").split())


def _loosened(told: _Told, often: bool) -> Bound | None:
    """The evidence as far as it can be believed: whole, from below alone, or not at all.

    A single naming in which no time can be seen may be of one who is yet to hold the office ("worrying about President Ruiz").
    """
    bound = told.bound
    if bound.kind == "former" or told.time == "now" or (told.time == "unseen" and often):
        return bound
    return None if told.time == "unseen" else replace(bound, days=(Interval(bound.days[0].first, None),))


def _near(one: _Name, other: _Name) -> bool:
    """Whether two full names differ by what can be left out alone: a middle name or its initial."""
    return len(other) > 1 and one[0] == other[0] and (short_for(one, other) or short_for(other, one))


def _short(name: _Name, full: _Name, country: str) -> bool:
    """Whether that is what a person of this full name is called in short."""
    return full[-len(name) :] == name or (country in _FIRST_WORD and name == full[:1])


def days_of(rows: Sequence[OfficeHolder], standing: Standing) -> tuple[Interval, ...]:
    """The days on which one of these could be called so; empty where the table doesn't tell, or nobody has checked what it tells."""
    if standing == "elect":
        return _elect(rows)
    wanted = {"acting": ("acting",), "impeached": ("impeached",)}.get(standing, ("in_office", "acting"))
    meant = [row for row in rows if row.standing in wanted]
    if not any(row.checked for row in meant):
        return ()
    if standing != "former":
        return _union(row.span for row in meant)
    first = min((row.end for row in meant if row.end is not None), default=None)
    return () if first is None else (Interval(first, None),)


def _elect(rows: Sequence[OfficeHolder]) -> tuple[Interval, ...]:
    """From each election to the day of taking office, which the papers of that morning still precede."""
    elect = [row for row in rows if row.standing == "elect"]
    alone = [row for row in rows if row.standing == "in_office" and not any(_leads_to(one, row) for one in elect)]
    if not any(row.checked for row in (*elect, *alone)):
        return ()
    known = (Interval(row.start, None if row.end is None else row.end + _NEXT_DAY) for row in elect)
    return _union([*known, *(Interval(row.start - _BETWEEN, row.start) for row in alone)])


def _leads_to(elect: OfficeHolder, tenure: OfficeHolder) -> bool:
    return elect.country == tenure.country and elect.end is not None and abs(tenure.start - elect.end) <= 3 * _NEXT_DAY


def _union(days: Iterable[Interval]) -> tuple[Interval, ...]:
    """The intervals in order of time, those that touch made one."""
    found: list[Interval] = []
    for one in sorted(days, key=lambda i: (i.first or date.min, i.last or date.max)):
        if found and (found[-1].last is None or (one.first or date.min) <= found[-1].last + _NEXT_DAY):
            last = None if found[-1].last is None or one.last is None else max(found[-1].last, one.last)
            found[-1] = Interval(found[-1].first, last)
        else:
            found.append(one)
    return tuple(found)
