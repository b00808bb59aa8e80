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
from typing import Literal

from verbale.model import Interval
from verbale.reading.quotations import Quotation
from verbale.reading.structure import Span, Structure
from verbale.stories.bound import Bound
from verbale.stories.names import Mention, Named, short_for, tokens
from verbale.tables import OfficeHolder, Tables
from verbale.tables.office_holders import PAST_STATES

_Time = Literal["now", "earlier", "unseen"]
_Standing = Literal["in office", "acting", "elect", "impeached", "former"]


@dataclass(frozen=True, slots=True)
class _Called:
    """A person called by an office. span: of title and name. own: the words that said more than title and country were known."""

    mention: Mention
    span: Span
    title: str
    standing: _Standing
    country: str | None
    before: str
    """The word before all this, in lower case; empty at the start of a sentence or after a mark."""
    administration: bool = False


_WORD = re.compile(r"\S+")
_MARKS = re.compile(r"[,;:!?()\[\]\n“”\"«»„—–|]")
_BEFORE = 120
"""Code points before a name that its office is looked for in."""
_STANDINGS: dict[str, _Standing] = {
    **dict.fromkeys(("former", "ex", "retired", "ousted", "deposed", "toppled", "disgraced", "onetime", "previous"), "former"),
    **dict.fromkeys(("acting", "interim", "caretaker", "transitional", "provisional"), "acting"),
    "impeached": "impeached",
    "incoming": "elect",
}
_NEUTRAL = frozenset({"outgoing", "incumbent", "current", "sitting", "embattled", "new", "newly", "elected", "longtime", "beleaguered"})
_HYPOTHETICAL = frozenset({"a", "an", "any", "another", "no", "every", "next", "future", "potential", "possible", "prospective", "hypothetical"})
"""Before a title these make of the office a possibility: "a President Ruiz would sign it"."""
_NOT_NOW = frozenset({"then", "late", "would-be", "self-declared", "self-proclaimed", "fictional", "deputy", "vice", "assistant", "first", "second", "younger", "elder", "candidate"})
_ELECT = ("-elect", "-designate")
_ALONE = frozenset({"president", "prime minister", "vice president", "chancellor"})
"""Titles with which a family name alone is enough, no country being told: others have many holders that no table knows."""
_FAMILY_FIRST = frozenset({"CHN", "KOR", "PRK", "TWN", "KHM", "VNM"})
"""Where the family name comes first."""
_BETWEEN = timedelta(days=150)
"""From an election to taking office at most, where the table doesn't say when the election was decided."""
_NEXT_DAY = timedelta(days=1)
_GOVERNS = re.compile(r"(?:['’]s?)?\s+administration\b", re.IGNORECASE)
_CAPITAL = re.compile(r"\s+(?!(?:[JS]r|I{1,3}|IV)\b)([A-Z][\w’'-]*)")
_DAYS = re.compile(r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|January|February|March|April|May|June|July|August|September|October|November|December")
_DATED_NOW = re.compile(
    r"\b(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|today|yesterday|tomorrow|tonight|(?:this|last|next) (?:week|month|morning|night))\b", re.IGNORECASE
)
"""Words for a day near the story's own."""
_EARLIER = re.compile(
    r"\b(?:(?:1[89]|20)\d\d(?!\s+(?:presidential|campaign|election|race|general|budget))|\d0s|years? (?:ago|earlier|before|later|after)|for years|decades?|at the time|predecessors?|successor|legacy|eras?"
    r"|appointed|nominated|appointees?|tenure|century|then|once|history|historic|former|formerly|ex|late|previous(?:ly)?|veterans?|aides?"
    r"|advis[eo]rs?)\b",
    re.IGNORECASE,
)
"""Words in a sentence that may tell of an earlier time, or of those who served then."""
_WHILE = frozenset({"under", "during", "when", "since", "after", "before", "until", "by", "once"})
_SUPPOSED = frozenset({"would", "could", "might", "should", "if", "'d", "’d"})
_COMES_TO_BE = frozenset({"if", "when", "once", "until", "unless", "will", "would", "becomes", "become"})
"""Before "former President Ruiz" these make it a time to come."""
_THING = frozenset({"flat", "appos", "compound", "nmod:poss", "conj"})
"""From a name to the noun that it belongs to: "President Ruiz's administration"."""
_PRESENT = frozenset({"has", "have", "is", "are"})
_OFTEN = 2
"""Sentences in which a person is called by an office, from which on it is the one held now: 60 of 61 such people in news still held it."""
_LIFELONG = "justice"
_OF = re.compile(r"\s+of\s+(?:the\s+)?((?:[A-Z][\w’'.-]*\s?){1,4})")
_SECOND = re.compile(
    r"\b(?:congratulat\w+ [\w .’'-]{1,30} on|in|of|into|during|begins?|beg[au]n|start(?:s|ed)?|enter(?:s|ed)|on) (?:his|her|the) second term\b"
)
_SOUGHT = re.compile(r"\b(?:if|would|could|might|may|seek\w*|sought|bid|hop\w+|want\w*|run(?:s|ning)?|win\w*|re-?elect\w*|chance\w*|campaign\w*)\b")
"""With these a second term is one that is wished for."""
_CASE = re.compile(r"\s+vs?\.\s")


class Tenures:
    """The offices that the people of one story are called by."""

    def __init__(self, structure: Structure, story: Span, named: Sequence[Named], quoted: Sequence[Quotation], tables: Tables) -> None:
        self._structure = structure
        self._text = structure.text
        self._story = story
        self._quoted = [q.outer for q in quoted]
        self._tables = tables
        self._things = sorted((m.start, m.end) for n in named if n.type != "PER" for m in n.mentions)
        self._named = named

    def bounds(self) -> list[Bound]:
        """All that they tell, in order of place."""
        found = [told for person in self._named if person.type == "PER" for told in self._of(person)]
        sentences: dict[str | None, set[Span]] = {}
        for bound, time in found:
            if time != "earlier":
                sentences.setdefault(bound.who, set()).add(self._structure.sentence(bound.span[1] - 1))
        often = {who for who, places in sentences.items() if len(places) >= _OFTEN}
        kept = [_loosened(bound, time, bound.who in often) for bound, time in found]
        return sorted((bound for bound in kept if bound is not None), key=lambda bound: bound.span)

    def _of(self, person: Named) -> Iterator[tuple[Bound, _Time]]:
        full = {words for mention in person.mentions if len(words := tokens(mention.text)) > 1}
        for mention in person.mentions:
            if self._inside(mention):
                continue
            own = tokens(mention.text)
            for call in self._calls(mention):
                yield from self._bound(call, {own} if len(own) > 1 or not full else full)

    def _bound(self, call: _Called, forms: set[tuple[str, ...]]) -> Iterator[tuple[Bound, _Time]]:
        found = [self._rows(call, words) for words in sorted(forms)]
        rows = list({id(row): row for some in found for row in some}.values())
        if not any(row.checked for row in rows) or self._supposed(call):
            return
        days = self._later_term(call, _days(rows, call.standing))
        if days:
            lifelong = any(row.office == _LIFELONG for row in rows)
            yield Bound(call.span, call.standing, days, rows[0].holder), "earlier" if lifelong else self._time(call)

    def _supposed(self, call: _Called) -> bool:
        """Whether the sentence tells of what may be: "President Ruiz would sign", "once he is former President Ruiz"."""
        start = self._structure.sentence(call.mention.start)[0]
        before = self._text[start : call.span[0]].casefold().split()
        if call.standing == "former":
            return not _COMES_TO_BE.isdisjoint(before[-4:])
        verb = self._verb(call.mention)
        helpers = [] if verb is None else self._structure.dependents(verb, "aux", "mark")
        return any(self._structure.word(i).casefold() in _SUPPOSED for i in helpers) or before[-1:] == ["if"]

    def _time(self, call: _Called) -> _Time:
        """Whether the sentence tells of the story's own time, may tell of an earlier one, or neither can be seen."""
        start, end = self._structure.sentence(call.mention.start)
        sentence = self._text[start:end]
        if call.before in _WHILE or _EARLIER.search(sentence):
            return "earlier"
        if call.standing != "in office" or _DATED_NOW.search(sentence) or (call.country is not None and " " in call.mention.text):
            return "now"
        verb = self._verb(call.mention)
        if verb is None:
            return "unseen"
        helpers = {self._structure.word(i).casefold() for i in self._structure.dependents(verb, "aux", "aux:pass", "cop")}
        if call.administration and not self._structure.word(verb).endswith("s") and helpers.isdisjoint(_PRESENT):
            return "unseen"
        return "earlier" if "had" in helpers else "now"

    def _verb(self, mention: Mention) -> int | None:
        """The verb whose subject the person is, or the person's administration."""
        structure = self._structure
        word = structure.head((mention.start, mention.end))
        for _ in range(len(_THING)):
            if word is None or structure.relation(word) not in _THING or structure.heads[word] < 0:
                break
            word = structure.heads[word]
        if word is None or structure.relation(word) not in {"nsubj", "nsubj:pass"} or structure.heads[word] < 0:
            return None
        return structure.heads[word]

    def _later_term(self, call: _Called, days: tuple[Interval, ...]) -> tuple[Interval, ...]:
        """The later of two terms with other holders between them, where the sentence speaks of the person's second term as won."""
        if len(days) < 2 or call.standing == "former":
            return days
        start, end = self._structure.sentence(call.mention.start)
        for sentence in self._structure.sentences(self._story):
            said = self._text[slice(*sentence)]
            named = call.mention.text.split()[-1] in said or sentence == (start, end)
            if named and _SECOND.search(said) and not _SOUGHT.search(said):
                return days[1:]
        return days

    def _inside(self, mention: Mention) -> bool:
        """Whether the name is part of another name or of what somebody says."""
        text, end = self._text, mention.end
        if any(a <= mention.start < b for a, b in self._quoted) or any(a < end and mention.start < b for a, b in self._things):
            return True
        if text[end : end + 1] in ("-", "‑") or _CASE.match(text, end) or text[:mention.start].endswith((" v. ", " vs. ")):
            return True
        more = _CAPITAL.match(text, end)
        return more is not None and not _DAYS.match(more[1]) and self._pos(more.span(1)) in {"PROPN", "NOUN", "ADJ"}

    def _pos(self, span: Span) -> str:
        inside = self._structure.within(span)
        return self._structure.pos(inside[0]) if inside else "X"

    def _calls(self, mention: Mention) -> Iterator[_Called]:
        """How this naming calls the person: an office before the name, or in an apposition on either side of it."""
        call = self._before(mention, mention.start)
        if call is None and self._text[mention.start - 2 : mention.start] == ", " and self._text[mention.end : mention.end + 1] == ",":
            call = self._before(mention, mention.start - 2)
            call = call if call is not None and (call.country is not None or call.before == "the") else None
        for found in (call, self._after(mention) if call is None else None, self._administration(mention) if call is None else None):
            if found is not None:
                yield found

    def _administration(self, mention: Mention) -> _Called | None:
        """A person whose administration is spoken of: "the Obama administration" is a president's."""
        governs = _GOVERNS.match(self._text, mention.end)
        if governs is None:
            return None
        before = self._text[max(self._story[0], mention.start - 40) : mention.start].split()
        word = before[-1].casefold() if before else ""
        if word in _HYPOTHETICAL | _NOT_NOW | _STANDINGS.keys() | {"new", "his", "her", "first"}:
            return None
        return _Called(mention, (mention.start, governs.end()), "President", "in office", None, before[-2].casefold() if word == "the" and len(before) > 1 else word, administration=True)

    def _before(self, mention: Mention, end: int) -> _Called | None:
        """The office whose words end at `end`."""
        floor = max(self._story[0], self._structure.sentence(end - 1 if end else 0)[0], end - _BEFORE)
        floor = max([floor, *(m.end() for m in _MARKS.finditer(self._text, floor, end))])
        words = list(_WORD.finditer(self._text, floor, end))
        last = len(words)
        honorific = self._tables.offices.ending([w.group().rstrip(".") for w in words], last)
        if honorific is not None and honorific.value.honorific:
            last = honorific.start
        read = self._phrase([w.group() for w in words[:last]], [self._pos(w.span()) for w in words[:last]])
        if read is None:
            return None
        at, title, standing, country = read
        told = _OF.match(self._text, mention.end)
        if told is not None:
            code = self._country(told[1].split())
            if code is None or country not in (None, code):
                return None
            country = code
        span = (words[at].start(), mention.end if told is None else told.end(1))
        return _Called(mention, span, title, standing, country, words[at - 1].group().casefold() if at else "")

    def _phrase(self, words: list[str], kinds: list[str]) -> tuple[int, str, _Standing, str | None] | None:
        """The office that ends the words: where its phrase begins, title, standing, country; None where it is another or not one held now."""
        last = words[-1].casefold() if words else ""
        elect = last.endswith(_ELECT) or last in ("elect", "designate")
        if elect:
            words = [*words[:-1], last.rpartition("-")[0]] if "-" in last else words[:-1]
        ex = bool(words) and words[-1].casefold().startswith("ex-")
        if ex:
            words = [*words[:-1], words[-1][3:]]
        found = self._tables.office_holders.title_before(words, len(words))
        if found is None:
            return None
        at = found.start
        standing: _Standing = "elect" if elect else "former" if ex else "in office"
        country = None
        while at:
            word = words[at - 1].casefold().rstrip(".")
            word, ex = (word[3:], True) if word.startswith("ex-") else (word, ex)
            if word in _NOT_NOW or word in _HYPOTHETICAL or word.startswith("then-") or (word == "under" and "secretary" in found.value.casefold()):
                return None
            if word in _STANDINGS:
                standing = "former" if standing == "former" else _STANDINGS[word]
                at -= 1
            elif word in _NEUTRAL:
                at -= 1
            elif country is None and (length := self._country_length(words, at)):
                country = self._country(words[at - length : at])
                at -= length
            elif found.value.endswith("Justice") and [w.casefold() for w in words[max(0, at - 2) : at]] == ["supreme", "court"]:
                at -= 2
            elif words[at - 1][0].isupper() and kinds[at - 1] in {"PROPN", "NOUN", "ADJ"}:
                return None
            else:
                break
        return at, found.value, "former" if ex else standing, country

    def _country_length(self, words: list[str], end: int) -> int:
        return next((n for n in (3, 2, 1) if n <= end and words[end - n][0].isupper() and self._country(words[end - n : end]) is not None), 0)

    def _country(self, words: list[str]) -> str | None:
        """The country that these words name or qualify."""
        phrase = " ".join(words).rstrip(",;")
        bare = re.sub(r"['’]s?$", "", phrase)
        for code, names in PAST_STATES.items():
            if bare in names:
                return code
        for form in (phrase, phrase.rstrip("."), bare):
            for look in (self._tables.countries.by_demonym, self._tables.countries.by_name):
                if (found := look(form, ambiguous=True)) is not None:
                    return found
        return None

    def _after(self, mention: Mention) -> _Called | None:
        """An apposition after the name that is an office and a country: "Wang Yi, China's foreign minister,"."""
        opening = re.compile(r"(?:\s*[(（][^()（）\n]{1,40}[)）])?,\s+(?:the\s+)?").match(self._text, mention.end, self._story[1])
        if opening is None:
            return None
        closing = re.compile(r"[,.;)](?=\s|$)|\s(?:who|and|said|says|told)\b").search(self._text, opening.end(), opening.end() + 90)
        if closing is None:
            return None
        words = list(_WORD.finditer(self._text, opening.end(), closing.start()))
        told = [w.group() for w in words]
        country = None
        if "of" in told[1:]:
            of = len(told) - 1 - told[::-1].index("of")
            rest = told[of + 1 :]
            code = self._country(rest[1:] if rest[:1] == ["the"] else rest) if rest else None
            if code is not None:
                told, country = told[:of], code
        read = self._phrase(told, ["PROPN"] * len(told))
        if read is None or read[0] != 0 or (country or read[3]) is None or (country and read[3] not in (None, country)):
            return None
        return _Called(mention, (mention.start, words[-1].end()), read[1], read[2], country or read[3], "")

    def _rows(self, call: _Called, words: tuple[str, ...]) -> list[OfficeHolder]:
        """The rows that the person may be, of the office that the title names."""
        rows = [r for r in self._tables.office_holders.titled(call.title) if call.country in (None, r.country)]
        exact = [r for r in rows if any(tokens(form) == words for form in r.words)]
        if exact:
            return exact
        if len(words) > 1:
            near = [r for r in rows if any(_near(words, tokens(form)) for form in r.words)]
            if near:
                return near
        if call.country is None and call.title.casefold() not in _ALONE:
            return []
        family = [r for r in rows if any(_family(words, tokens(form), r.country) for form in r.words)]
        return [r for r in rows if any(words[-1] in tokens(form) for form in r.words)] if family else []


def _loosened(bound: Bound, time: _Time, often: bool) -> Bound | None:
    """The evidence as far as it can be believed: whole, from below alone, or not at all.

    A single naming in which no time can be seen may be of one who is yet to hold the office ("worrying about President Ruiz").
    """
    if bound.kind == "former" or time == "now" or (time == "unseen" and often):
        return bound
    return None if time == "unseen" else replace(bound, days=(Interval(bound.days[0].first, None),))


def _near(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether two full names differ by what can be left out alone: a middle name or its initial."""
    return len(other) > 1 and one[0] == other[0] and (short_for(one, other) or short_for(other, one))


def _family(words: tuple[str, ...], full: tuple[str, ...], country: str) -> bool:
    """Whether the words are the family name of the full one."""
    if country in _FAMILY_FIRST and len(words) == 1 and len(full) > 2:
        return words[0] == full[0]
    return len(words) < len(full) and full[-len(words) :] == words


def _days(rows: Sequence[OfficeHolder], standing: _Standing) -> tuple[Interval, ...]:
    """The days on which one of these could be called so; empty where the table doesn't tell."""
    if standing == "former":
        ends = [r.end for r in rows if r.standing in ("in_office", "acting")]
        first = min((end for end in ends if end is not None), default=None)
        return () if first is None else (Interval(first, None),)
    if standing == "elect":
        return union(_elect(rows))
    wanted = {"acting": ("acting",), "impeached": ("impeached",)}.get(standing, ("in_office", "acting"))
    return union(r.span for r in rows if r.standing in wanted)


def _elect(rows: Sequence[OfficeHolder]) -> Iterator[Interval]:
    """From each election to the day of taking office, which the papers of that morning still precede."""
    elect = [r for r in rows if r.standing == "elect"]
    yield from (Interval(r.start, None if r.end is None else r.end + _NEXT_DAY) for r in elect)
    for row in rows:
        if row.standing == "in_office" and not any(r.end is not None and abs(row.start - r.end) <= 3 * _NEXT_DAY for r in elect):
            yield Interval(row.start - _BETWEEN, row.start)


def union(days: Iterable[Interval]) -> tuple[Interval, ...]:
    """The intervals in order of time, those that touch made one."""
    found: list[Interval] = []
    for one in sorted(days, key=lambda i: (i.first or date.min, i.last or date.max)):
        if found and (found[-1].last is None or (one.first or date.min) <= found[-1].last + _NEXT_DAY):
            last = None if found[-1].last is None or one.last is None else max(found[-1].last, one.last)
            found[-1] = Interval(found[-1].first, last)
        else:
            found.append(one)
    return tuple(found)
