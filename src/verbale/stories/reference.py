"""Whom a source means: the named one, "he", "the spokesman", "the ministry". None where the story doesn't tell for certain."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field

from verbale.reading.structure import Span, Structure
from verbale.stories.names import Mention, Named
from verbale.stories.titles import Description
from verbale.tables import Gender, Tables

_PRONOUNS: dict[str, Gender] = {"he": "m", "she": "f"}
_DEFINITE = re.compile(r"(?:the|this|that)\s+", re.IGNORECASE)
_SAYS_NOTHING = frozenset({"the", "this", "that", "of", "for", "senior", "top", "veteran", "outspoken", "year", "old"})
_RANKS = frozenset({"vice", "deputy", "former", "ex", "under", "acting", "elect"})
"""Words that make another office of the one they stand before."""
_LATTER = 2
"""Paragraph breaks that a pronoun may look back over, and a description."""
_NAME_LINKS = frozenset({"appos", "flat", "compound", "nmod"})
_ARTICLES = frozenset({"the", "a", "an", "both"})
_RELATIVES = frozenset({"who", "whose", "whom", "which", "that", "where", "when"})
_GOES_ON = frozenset(
    {"and", "the", "yesterday", "today", "on", "in", "also", "later", "earlier", "has", "had", "have", "itself", "last", "this"}
)
"""Words that may follow a body's name in a source without making it another's: "Kenya yesterday"."""
_CONNECTS = frozenset({"of", "for", "from", "with", "to", "by", "on", "under", "against", "about", "than", "like", "’s", "'s"})
_WITHOUT_SUBJECT = frozenset({"advcl", "xcomp", "conj", "acl"})
_SUBJECTS = frozenset({"nsubj", "nsubj:pass"})


@dataclass(frozen=True, slots=True)
class Resolved:
    """Whom a source means, and how sure that is. also: others who said the same together."""

    named: Named | None
    sure: float
    also: tuple[Named, ...] = ()


NOBODY = Resolved(None, 1.0)


@dataclass(slots=True)
class Cast:
    """The names of one story and who spoke last: resolves its sources in the order of the text.

    described: what the story says of each person, by index in `named`.
    """

    structure: Structure
    story: Span
    named: list[Named]
    described: dict[int, list[Description]]
    tables: Tables
    _by_start: list[tuple[int, int, Mention]] = field(init=False)
    _last: tuple[int, int | None, Gender | None] | None = field(init=False, default=None)
    _unnamed: dict[str, int] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        """Index the mentions by place."""
        self._by_start = sorted((m.start, i, m) for i, named in enumerate(self.named) for m in named.mentions)

    def resolve(self, source: Span, content: Span) -> Resolved:
        """Whom the words of this source mean; remembered, for a "he" that follows. content: from the first to the last word said."""
        found = self._resolve(source)
        if found.named is None:
            self._unnamed[_stem(self._head_word(source).casefold())] = source[0]
        if self._is_one_person(source, found):
            index = None if found.named is None else self.named.index(found.named)
            self._last = (max(source[1], content[1]), index, self._source_gender(source, found))
        return found

    def _is_one_person(self, source: Span, found: Resolved) -> bool:
        """Whether "he" or "she" may mean this source afterwards: no body, no country, no officials in the plural."""
        if found.named is not None:
            return found.named.type == "PER" and not found.also
        noun = self._head_word(source)
        offices, nouns = self.tables.offices, self.tables.person_nouns
        if offices.is_plural(noun) or (nouns.is_plural(noun) and nouns.by_word(noun) is not None):
            return False
        return noun.casefold() in _PRONOUNS or nouns.by_word(noun) is not None or offices.by_title(noun) is not None

    def _source_gender(self, source: Span, found: Resolved) -> Gender | None:
        if found.named is not None:
            return self._gender(self.named.index(found.named))
        noun = self.tables.person_nouns.by_word(self._head_word(source))
        return noun.gender if noun else None

    def _head_word(self, source: Span) -> str:
        head = self.structure.head(source)
        return "" if head is None else self.structure.word(head)

    def _resolve(self, source: Span) -> Resolved:
        words = self.structure.text[source[0] : source[1]].strip(" ,:;—–-")
        if words.casefold() in _PRONOUNS:
            return self._pronoun(source[0], _PRONOUNS[words.casefold()])
        if words.casefold() == "who":
            return self._antecedent(source[0])
        inside = self._inside(source)
        bearers = [
            i for k, (i, mention) in enumerate(inside) if self._bears(source, mention) and not self._modifies(mention, inside[k + 1 :])
        ]
        if bearers:
            return self._joined(list(dict.fromkeys(bearers)))
        if any(mention.end >= source[0] + len(words) and not self._hangs(mention) for _, mention in inside):
            return NOBODY
        if _DEFINITE.match(words) or (len(words.split()) == 1 and words[:1].isupper()):
            return self._description(source, words)
        return NOBODY

    def _antecedent(self, at: int) -> Resolved:
        """The person named just before a relative pronoun: "Michael Posner, who said"."""
        before = [(i, m) for start, i, m in self._by_start if start < at and m.end <= at and m.type == "PER"]
        if before and self.structure.text[before[-1][1].end : at].strip(" ,") == "":
            return Resolved(self.named[before[-1][0]], 0.9)
        return NOBODY

    def subject(self, cue: Span) -> Span | None:
        """The words of the subject of a word of saying, of whatever it hangs on where it has none of its own ("confirmed ..., saying")."""
        s = self.structure
        verb = s.head(cue)
        if verb is None:
            return None
        for at in [verb, *s.ancestors(verb)]:
            if subjects := s.dependents(at, "nsubj"):
                return s.phrase(subjects[0])
            # "Asked whether ..., she said": who is asked is not who asks.
            passive = s.dependents(at, "nsubj:pass", "aux:pass") or (s.relation(at) in {"advcl", "acl"} and not s.word(at).endswith("ing"))
            if passive or s.relation(at) not in _WITHOUT_SUBJECT:
                return None
        return None

    def _hangs(self, mention: Mention) -> bool:
        """Whether a name at the end of a source hangs on a preposition ("the minister of Kenya"), and isn't another clause's subject."""
        head = self.structure.head((mention.start, mention.end))
        return head is not None and bool(self.structure.dependents(head, "case"))

    def _inside(self, span: Span) -> list[tuple[int, Mention]]:
        first = bisect_left(self._by_start, (span[0], -1))
        found = []
        for start, i, mention in self._by_start[first:]:
            if start >= span[1]:
                break
            found.append((i, mention))
        return found

    def _bears(self, source: Span, mention: Mention) -> bool:
        """Whether the source is the one named here, not one only connected with it ("a spokesman for Posner", "China's army")."""
        text = self.structure.text
        if text[mention.end : mention.end + 2] in ("’s", "'s", "’ ", "' ") and mention.end + 2 < source[1]:
            return False
        front = text[source[0] : mention.start]
        if mention.type != "PER":
            rest = self._without_names((mention.end, source[1])).lstrip()
            over = not rest or rest[0] in ",;:(–—" or rest.split()[0].casefold() in _GOES_ON
            return over and all(self._qualifies(word) for word in self._without_names((source[0], mention.start)).split())
        return self._leads_to_name(front) or self._chained(source, mention)

    def _modifies(self, mention: Mention, later: Sequence[tuple[int, Mention]]) -> bool:
        """Whether a name only leads to a person's name after it: "Suao Fishermen's Association director Kao"."""
        people = [m for _, m in later if m.type == "PER"]
        between = self.structure.text[mention.end : people[0].start] if people else ","
        return not re.search(r"[,;(]|\b(?:and|or|with)\b", between)

    def _without_names(self, span: Span) -> str:
        """The words of a span but for the bodies and places named in it, which may be joined: "the ministry and the embassy"."""
        kept, at = "", span[0]
        for _, mention in self._inside(span):
            if mention.type != "PER" and mention.start >= at:
                kept += self.structure.text[at : mention.start]
                at = mention.end
        return kept + self.structure.text[at : span[1]]

    def _qualifies(self, word: str) -> bool:
        """Whether a word before a body's name only says which one it is: "the Chinese"."""
        return word.casefold() in _ARTICLES or word.strip(",") in ("", "and") or self.tables.countries.by_demonym(word) is not None

    def _leads_to_name(self, front: str) -> bool:
        """Whether the words of a source before a person's name are that person's: nothing, an office, an office and a comma."""
        words = front.replace(",", " , ").split()
        if any(word.casefold() in _RELATIVES for word in words):
            return False
        if words and words[-1] == ",":
            return self._is_office(words[:-1])
        office = self.tables.offices.ending([word.rstrip(".") for word in words], len(words))
        rest = words[: office.start] if office is not None else words
        while rest and rest[-1].casefold() in _ARTICLES:
            rest = rest[:-1]
        if not rest:
            return True
        if rest[-1].casefold() in _CONNECTS:
            return False
        return office is not None or self._is_office(rest)

    def _is_office(self, words: Sequence[str]) -> bool:
        """Whether a noun phrase is of one person: "Papua New Guinea's Minister for Health", "A spokeswoman for the ministry in Moscow"."""
        for at in range(len(words)):
            office = self.tables.offices.longest(words, at)
            if office is not None:
                return not self.tables.offices.is_plural(" ".join(words[at : office.end]))
            if (noun := self.tables.person_nouns.by_word(words[at])) is not None:
                return not self.tables.person_nouns.is_plural(words[at]) or noun.noun == words[at]
        return False

    def _chained(self, source: Span, mention: Mention) -> bool:
        """Whether the name's head is the source's, or hangs on it as a part of the same name, an apposition or one more of a list."""
        s = self.structure
        top, own = s.head(source), s.head((mention.start, mention.end))
        if top is None or own is None:
            return False
        chain = [own, *s.ancestors(own)]
        if top not in chain:
            return False
        return all(
            s.relation(i) == "conj" or (s.relation(i) in _NAME_LINKS and not s.dependents(i, "case")) for i in chain[: chain.index(top)]
        )

    def _joined(self, bearers: list[int]) -> Resolved:
        people = [i for i in bearers if self.named[i].type == "PER"]
        chosen = people or bearers
        return Resolved(self.named[chosen[0]], 1.0, tuple(self.named[i] for i in chosen[1:]))

    def _gender(self, index: int) -> Gender | None:
        told = [d.office.gender for d in self.described.get(index, []) if d.office is not None and d.office.gender in ("m", "f")]
        return self.named[index].gender or (told[0] if told else None)

    def _breaks(self, start: int, end: int) -> int:
        return len(re.findall(r"[\n\r]\s*", self.structure.text[start:end]))

    def _pronoun(self, at: int, gender: Gender) -> Resolved:
        """The one who spoke last, if near and of this gender or of none known; else the only person of the sentences just before."""
        if self._last is not None:
            end, index, told = self._last
            near = self._breaks(end, at) <= _LATTER
            fits = told in (gender, None, "u")
            rivals = self._rivals(end, at, gender) - {index}
            if near and fits and not rivals:
                return NOBODY if index is None else Resolved(self.named[index], 0.95 if told == gender else 0.85)
            if near and index is not None and told == gender and self._is_topic(index, at):
                return Resolved(self.named[index], 0.75)
        return self._topic(at, gender)

    def _rivals(self, start: int, end: int, gender: Gender) -> set[int | None]:
        """Persons named between two places that a pronoun of this gender may mean."""
        return {
            i
            for place, i, mention in self._by_start
            if start <= place < end and mention.type == "PER" and self._gender(i) in (gender, None, "u")
        }

    def _is_topic(self, index: int, at: int) -> bool:
        """Whether this person is the subject of the sentence, or the one before, in which a pronoun stands."""
        return index in self._subjects(at)

    def _subjects(self, at: int) -> list[int]:
        """The persons that are subjects in the sentence of this place, up to it, and in the sentence before it: nearest first."""
        s = self.structure
        start = s.sentence(at)[0]
        before = s.sentence(max(self.story[0], start - 2))[0]
        found = [
            (place, i)
            for place, i, mention in self._by_start
            if before <= place < at
            and mention.type == "PER"
            and (h := s.head((mention.start, mention.end))) is not None
            and self._is_subject(h)
        ]
        return [i for _, i in sorted(found, reverse=True)]

    def _is_subject(self, word: int) -> bool:
        s = self.structure
        return s.relation(word) in _SUBJECTS or any(
            s.relation(i) in _SUBJECTS for i in s.ancestors(word) if s.relation(word) in _NAME_LINKS
        )

    def _topic(self, at: int, gender: Gender) -> Resolved:
        """The nearest subject that fits, if all subjects near that fit are this one; else the only person near that fits."""
        subjects = [i for i in self._subjects(at) if self._gender(i) in (gender, None, "u")]
        if subjects and self._rivals(self._last_named(subjects[0], at), at, gender) - {subjects[0]}:
            return NOBODY
        if subjects and len(set(subjects)) == 1:
            return Resolved(self.named[subjects[0]], 0.8 if self._gender(subjects[0]) == gender else 0.6)
        paragraph = self.structure.text.rfind("\n", self.story[0], at) + 1
        near = self._rivals(max(self.story[0], paragraph), at, gender) or self._rivals(max(self.story[0], at - 600), at, gender)
        sure = {i for i in near if i is not None and self._gender(i) == gender}
        only = sure if len(sure) == 1 and len(near) == 1 else near
        return Resolved(self.named[only.pop() or 0], 0.6) if len(only) == 1 and None not in only else NOBODY

    def _last_named(self, index: int, before: int) -> int:
        """Where a person was last named before this place."""
        return max(m.start for m in self.named[index].mentions if m.start < before)

    def _description(self, source: Span, words: str) -> Resolved:
        """The one person whose office, or the one body whose name, has the noun in it: "the minister", "the embassy"."""
        noun = self._head_word(source).casefold() or words.split()[-1].casefold()
        people = [i for i in self.described if self._before(i, source[0]) and self._holds(i, noun, words)]
        if people and self._unnamed.get(_stem(noun), -1) > max(
            m.start for i in people for m in self.named[i].mentions if m.start < source[0]
        ):
            return NOBODY
        if len(people) == 1:
            return Resolved(self.named[people[0]], 0.9)
        if people:
            index = None if self._last is None else self._last[1]
            return Resolved(self.named[index], 0.7) if index in people and index is not None else NOBODY
        bodies = [i for i, named in enumerate(self.named) if named.type == "ORG" and self._before(i, source[0]) and _names(named, noun)]
        return Resolved(self.named[bodies[0]], 0.85) if len(bodies) == 1 and not self._is_person(noun) else NOBODY

    def _before(self, index: int, place: int) -> bool:
        return self.named[index].mentions[0].start < place

    def _is_person(self, noun: str) -> bool:
        return self.tables.person_nouns.by_word(noun) is not None

    def _holds(self, index: int, noun: str, words: str) -> bool:
        """Whether the story calls this person by the noun, and says nothing of them that its other words deny."""
        if self.tables.person_nouns.is_plural(noun) or self.tables.offices.is_plural(noun):
            return False
        told = self.tables.person_nouns.by_word(noun)
        if told is not None and told.gender in ("m", "f") and self._gender(index) not in (told.gender, None, "u"):
            return False
        said = " ".join(self.structure.text[d.span[0] : d.span[1]].casefold() for d in self.described[index])
        stems = {_stem(word) for word in re.findall(r"[^\W\d_]+", said)}
        own = {_stem(word) for word in re.findall(r"[^\W\d_]+", words.casefold())} - _SAYS_NOTHING
        # "The president" is not the vice president, nor a former one.
        return _stem(noun) in stems and own <= stems and not (stems & _RANKS) - own


def _names(body: Named, noun: str) -> bool:
    return noun in {word.casefold() for mention in body.mentions for word in mention.text.split()} and len(body.name.split()) > 1


def _stem(noun: str) -> str:
    """A noun without what makes it a man's or a woman's."""
    return re.sub(r"(?:wom[ae]n|m[ae]n|person|people)$", "", noun) or noun
