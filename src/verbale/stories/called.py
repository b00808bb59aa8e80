"""The offices that people of a story are called by: "outgoing US President Ann Reed", "Wang Yi, China's foreign minister,"."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from verbale.reading.quotations import Quotation
from verbale.reading.structure import Span, Structure
from verbale.stories.names import Mention, Named
from verbale.tables import Tables
from verbale.tables.office_holders import PAST_STATES

Standing = Literal["in office", "acting", "elect", "impeached", "former"]


@dataclass(frozen=True, slots=True)
class Called:
    """One naming of a person by an office.

    span: of the office and the name. title: in lower case, hyphens as spaces. country: told beside it, None where none is.
    before: the word before all this, in lower case; empty at the start of a sentence or after a mark. administration: whether the office is
    known from no more than "the Ruiz administration".
    """

    mention: Mention
    span: Span
    title: str
    standing: Standing
    country: str | None
    before: str = ""
    administration: bool = False


@dataclass(frozen=True, slots=True)
class _Phrase:
    """An office as told, and the first of its words."""

    at: int
    title: str
    standing: Standing
    country: str | None


_WORD = re.compile(r"\S+")
_MARKS = re.compile(r"[,;:!?()\[\]\n“”\"«»„—–|]")
_REACH = 120
"""Code points before a name that its office is looked for in."""
_STANDINGS: dict[str, Standing] = {
    **dict.fromkeys(("former", "retired", "ousted", "deposed", "toppled", "disgraced", "onetime", "previous"), "former"),
    **dict.fromkeys(("acting", "interim", "caretaker", "transitional", "provisional"), "acting"),
    "impeached": "impeached",
    "incoming": "elect",
}
"""Words before a title, and how its holder stands then."""
_STILL = frozenset({"outgoing", "incumbent", "current", "sitting"})
_SUPPOSING = frozenset(
    {"a", "an", "any", "another", "no", "every", "next", "future", "potential", "possible", "prospective", "hypothetical", "would-be"}
)
"""Before a title these make a possibility of the office: "a President Ruiz would sign it"."""
_OTHER = frozenset(
    {"then", "late", "self-declared", "self-proclaimed", "fictional", "deputy", "vice", "assistant", "first", "second", "younger", "elder"}
) | {"candidate", "newly", "elected"}
"""Before a title these tell of another time, another office or another of that name."""
_NO_NEW_ONE = frozenset({"new", "his", "her", "their"})
"""Before "administration" these leave open whether it has begun."""
_ELECT = ("-elect", "-designate")
_ADMINISTRATION = re.compile(r"(?:['’]s?)?\s+administration\b", re.IGNORECASE)
_MORE_NAME = re.compile(r"\s+(?!(?:[JS]r|I{1,3}|IV)\b)([A-Z][\w’'-]*)")
_CASE = re.compile(r"\s+vs?\.\s")
_AGAINST = re.compile(r"\bvs?\.\s$")
_DAYS = re.compile(
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|January|February|March|April|May|June|July|August|September|October|November|December"
)
_OF = re.compile(r"\s+of\s+(?:the\s+)?((?:[A-Z][\w’'.-]*\s?){1,4})")
_OPENING = re.compile(r"(?:\s*[(（][^()（）\n]{1,40}[)）])?,\s+(?:the\s+)?")
_CLOSING = re.compile(r"(?:[,;)]|(?<![A-Z])\.)(?=\s|$)|\s(?:who|and|said|says|told)\b")
_APPOSITION = 90
_POSSESSIVE = re.compile(r"['’]s?$")


class Calls:
    """Finds them in one story. What stands in quotation marks, in another name or in a lawsuit's is left out."""

    def __init__(self, structure: Structure, story: Span, named: Sequence[Named], quoted: Sequence[Quotation], tables: Tables) -> None:
        self._structure = structure
        self._text = structure.text
        self._story = story
        self._tables = tables
        self._quoted = _Cover(q.outer for q in quoted)
        self._things = _Cover((m.start, m.end) for n in named if n.type != "PER" for m in n.mentions)

    def of(self, mention: Mention) -> Called | None:
        """How this naming calls the person: an office before the name, or in an apposition on either side of it; None where it doesn't."""
        if self._elsewhere(mention):
            return None
        found = self._before(mention, mention.start) or self._before_comma(mention) or self._after(mention) or self._administration(mention)
        if found is None or _AGAINST.search(self._text, max(0, found.span[0] - 5), found.span[0]):
            return None
        return found

    def _elsewhere(self, mention: Mention) -> bool:
        """Whether the name is part of another name ("Ruiz Foundation", "Ruiz v. Ohio", "Ruiz-era") or of what somebody says."""
        text, end = self._text, mention.end
        if self._quoted.meets(mention.start, end) or self._things.meets(mention.start, end):
            return True
        if text[end : end + 1] in ("-", "‑") or _CASE.match(text, end):
            return True
        more = _MORE_NAME.match(text, end)
        return more is not None and not _DAYS.match(more[1]) and self._pos(more.span(1)) in {"PROPN", "NOUN", "ADJ"}

    def _pos(self, span: Span) -> str:
        inside = self._structure.within(span)
        return self._structure.pos(inside[0]) if inside else "X"

    def _before(self, mention: Mention, end: int) -> Called | None:
        """The office whose words end at `end`; a country may be told after the name ("President Ruiz of Chile")."""
        words = self._words_before(end)
        phrase = self._phrase([w.group() for w in words], [self._pos(w.span()) for w in words])
        if phrase is None:
            return None
        told = _OF.match(self._text, mention.end)
        country = phrase.country if told is None else self._country(told[1].split())
        if told is not None and (country is None or phrase.country not in (None, country)):
            return None
        before = words[phrase.at - 1].group().casefold() if phrase.at else ""
        span = (words[phrase.at].start(), mention.end if told is None else mention.end + len(told.group().rstrip()))
        return Called(mention, span, phrase.title, phrase.standing, country, before)

    def _words_before(self, end: int) -> list[re.Match[str]]:
        """The words before a place, back to a mark or the start of the sentence; without a form of address ("Prime Minister Sir ...")."""
        floor = max(self._story[0], self._structure.sentence(max(0, end - 1))[0], end - _REACH)
        floor = max([floor, *(m.end() for m in _MARKS.finditer(self._text, floor, end))])
        words = list(_WORD.finditer(self._text, floor, end))
        address = self._tables.offices.ending([w.group().rstrip(".") for w in words], len(words))
        return words[: address.start] if address is not None and address.value.honorific else words

    def _before_comma(self, mention: Mention) -> Called | None:
        """An office, a comma, the name and another comma: "the Chilean president, Ana Ruiz, said"."""
        if self._text[mention.start - 2 : mention.start] != ", " or self._text[mention.end : mention.end + 1] != ",":
            return None
        found = self._before(mention, mention.start - 2)
        return found if found is not None and (found.country is not None or found.before == "the") else None

    def _after(self, mention: Mention) -> Called | None:
        """An apposition after the name that is an office and a country, and nothing else."""
        opening = _OPENING.match(self._text, mention.end, self._story[1])
        closing = None if opening is None else _CLOSING.search(self._text, opening.end(), opening.end() + _APPOSITION)
        if opening is None or closing is None:
            return None
        words = list(_WORD.finditer(self._text, opening.end(), closing.start()))
        told, country = self._of_country([w.group() for w in words])
        phrase = self._phrase(told, ["PROPN"] * len(told))
        if phrase is None or phrase.at != 0 or (country is not None and phrase.country not in (None, country)):
            return None
        country = country or phrase.country
        return None if country is None else Called(mention, (mention.start, words[-1].end()), phrase.title, phrase.standing, country)

    def _of_country(self, words: list[str]) -> tuple[list[str], str | None]:
        """The words without the country that they end in, and that: "president of the United States"."""
        if "of" not in words[1:]:
            return words, None
        of = len(words) - 1 - words[::-1].index("of")
        rest = words[of + 2 :] if words[of + 1 : of + 2] == ["the"] else words[of + 1 :]
        country = self._country(rest) if rest else None
        return (words, None) if country is None else (words[:of], country)

    def _administration(self, mention: Mention) -> Called | None:
        """A person whose administration is spoken of: "the Ruiz administration" is a president's."""
        governs = _ADMINISTRATION.match(self._text, mention.end)
        if governs is None:
            return None
        before = [word.casefold() for word in self._text[max(self._story[0], mention.start - 40) : mention.start].split()]
        if before and (before[-1] in _SUPPOSING | _OTHER | _NO_NEW_ONE or before[-1] in _STANDINGS):
            return None
        if before[-1:] == ["the"]:
            before.pop()
        span = (mention.start, governs.end())
        return Called(mention, span, "president", "in office", None, before[-1] if before else "", administration=True)

    def _phrase(self, words: list[str], kinds: list[str]) -> _Phrase | None:
        """The office that ends the words. kinds: their parts of speech.

        None where none does, or it is another's ("Harbour Bank President"), another ("deputy"), of another time or a mere possibility.
        """
        words, standing = _suffixed(words)
        found = self._tables.office_holders.title_before(words, len(words))
        if found is None:
            return None
        phrase = _Phrase(found.start, found.value, standing, None)
        while phrase.at:
            more = self._more(phrase, words, kinds[phrase.at - 1])
            if more is None or more.at == phrase.at:
                return more
            phrase = more
        return phrase

    def _more(self, phrase: _Phrase, words: list[str], kind: str) -> _Phrase | None:
        """The phrase with the word or words before it; itself where they don't belong to it, None where it is no office held now."""
        at, last = phrase.at, words[phrase.at - 1]
        word = last.casefold().rstrip(".")
        if word in _OTHER or word in _SUPPOSING or word.startswith("then-") or (word == "under" and "secretary" in phrase.title):
            return None
        if word in _STANDINGS:
            return replace(phrase, at=at - 1, standing="former" if phrase.standing == "former" else _STANDINGS[word])
        if phrase.country is None and (length := self._country_length(words, at)):
            return replace(phrase, at=at - length, country=self._country(words[at - length : at]))
        if phrase.title.endswith("justice") and [w.casefold() for w in words[max(0, at - 2) : at]] == ["supreme", "court"]:
            return replace(phrase, at=at - 2)
        if word in _STILL or (not last[0].isupper() and kind == "ADJ"):
            return replace(phrase, at=at - 1)
        named = phrase.country is None and last[0].isupper() and not _DAYS.match(last) and kind in {"PROPN", "NOUN", "ADJ"}
        return None if named else phrase

    def _country_length(self, words: list[str], end: int) -> int:
        """How many of the words just before `end` name or qualify a country."""
        lengths = (n for n in (3, 2, 1) if n <= end and words[end - n][0].isupper())
        return next((n for n in lengths if self._country(words[end - n : end]) is not None), 0)

    def _country(self, words: list[str]) -> str | None:
        """The country that these words name or qualify, if need be a state that is no more."""
        phrase = " ".join(words).rstrip(",;")
        bare = _POSSESSIVE.sub("", phrase)
        past = next((code for code, names in PAST_STATES.items() if bare in names), None)
        if past is not None:
            return past
        countries = self._tables.countries
        looks = (
            look(form, ambiguous=True) for form in (phrase, phrase.rstrip("."), bare) for look in (countries.by_demonym, countries.by_name)
        )
        return next((code for code in looks if code is not None), None)


class _Cover:
    """Stretches of the text, those that overlap made one."""

    def __init__(self, spans: Iterable[Span]) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        for start, end in _joined(spans):
            self._starts.append(start)
            self._ends.append(end)

    def meets(self, start: int, end: int) -> bool:
        """Whether any of them shares a character with this one."""
        i = bisect_right(self._ends, start)
        return i < len(self._starts) and self._starts[i] < end


def _joined(spans: Iterable[Span]) -> Iterator[Span]:
    last: Span | None = None
    for start, end in sorted(spans):
        if last is not None and start < last[1]:
            last = (last[0], max(last[1], end))
            continue
        if last is not None:
            yield last
        last = (start, end)
    if last is not None:
        yield last


def _suffixed(words: list[str]) -> tuple[list[str], Standing]:
    """The words without what hangs on the title: "president-elect", "Prime Minister designate", "ex-president"."""
    last = words[-1].casefold() if words else ""
    if last.endswith(_ELECT):
        return [*words[:-1], words[-1].rpartition("-")[0]], "elect"
    if last in ("elect", "designate"):
        return words[:-1], "elect"
    for i in range(max(0, len(words) - 3), len(words)):
        if words[i].casefold().startswith("ex-"):
            return [*words[:i], words[i][3:], *words[i + 1 :]], "former"
    return words, "in office"
