"""What a story says a person is: the office before the name, the apposition after it, the body the person belongs to.

"Under Secretary of State Ann Reed", "Lu Kang (陆慷), a spokesman for the ministry in Beijing", "Ann Reed, with Human Rights Watch", "the
Greek side, led by Nikos Kotzias".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from verbale.reading.structure import Span, Structure
from verbale.stories.names import Mention, Named
from verbale.tables import Office, Tables

_REACH = 14
"""Words before a name, or after it, that an office is looked for in."""
_SHORTENED = (
    "Lt",
    "Gen",
    "Col",
    "Maj",
    "Mr",
    "Mrs",
    "Ms",
    "Dr",
    "St",
    "Sen",
    "Rep",
    "Gov",
    "Rev",
    "Adm",
    "Sgt",
    "Capt",
    "Prof",
    "Brig",
    "Hon",
)
_ABBREVIATED = "".join(f"(?<!{word})" for word in _SHORTENED)
_BREAK = re.compile(rf"[,;:!?()\[\]\n“”\"«»„—–|]|{_ABBREVIATED}(?<![A-Z])\.\s+(?=[A-Z“\"‘])")
_WORD = re.compile(r"[^\s]+")
_AFTER = re.compile(r"(?:\s*[(（][^()（）\n]{1,60}[)）])?\s*[,，–—(]\s*(?:who\s+(?:is|was|has been)\s+|(?:is|was)\s+)?")
_COPULA = re.compile(r"\s+(?:is|was|became|serves as|served as)\s+(?=(?:the|an?|its|his|her)\s)")
_JOINS = re.compile(r"(?:and|or|but|as|while|when|after|before|if|because|although|though)\b")
"""After a comma these go on with the sentence, and say nothing of the name before it."""
_AGE = re.compile(r"(?:aged\s+)?\d{1,3}\s*,\s*")
_ARTICLE = re.compile(r"(?:the|an?|his|her|its|their)\s+", re.IGNORECASE)
_WITH = re.compile(r"(?:with|of|from|at)\s+(?=(?:the\s+)?[A-Z])")
_APPOSITION_ENDS = re.compile(
    r"[,;:!?()\[\]\n“”\"«»„—–|]|\.(?=\s|$)|\s(?:who|which|said|says|told|added|and\s+[A-Z]|is|was|has|had|will)\b"
)
_RELATIVES = frozenset({"who", "whose", "whom", "which", "where", "when", "while", "whether"})
_JOINING = frozenset({"of", "for", "and", "the", "to", "on"})
_QUALIFIERS = frozenset(
    {"former", "deputy", "acting", "outgoing", "then", "retired", "late", "ex", "interim", "incoming", "impeached", "jailed", "ousted"}
)
_OPENING = frozenset({"the", "a", "an", "but", "and", "when", "as", "in", "on", "after", "while", "meanwhile", "by", "with", "for", "both"})
_POSSESSIVES = frozenset({"its", "his", "her", "their", "our", "my"})
_SIDES = frozenset({"side", "delegation", "team", "contingent", "mission", "party", "negotiators"})
_LEADS = frozenset({"led", "leads", "leading", "headed", "heads", "heading", "chaired", "represented"})


@dataclass(frozen=True, slots=True)
class Description:
    """Words that say what a person is. span: of the words, without article. office: what they name, None for a mere membership.

    place: before the name, after it, or in a clause about the side that the person leads.
    """

    span: Span
    office: Office | None
    place: Literal["before", "after", "side"]


def descriptions(person: Named, structure: Structure, story: Span, tables: Tables) -> list[Description]:
    """All that the story says the person is, in order of place."""
    found: list[Description] = []
    for mention in person.mentions:
        found += _before(mention, structure, story, tables)
        found += _after(mention, structure, story, tables)
        found += _side(mention, structure)
    return sorted(set(found), key=lambda d: (d.span, d.place))


def _before(mention: Mention, structure: Structure, story: Span, tables: Tables) -> Iterator[Description]:
    """An office that ends where the name begins; or one further on the left in the same phrase ("Director General for X Chen Xu")."""
    words = _words_before(mention.start, structure, story)
    if not words:
        yield from _office_and_comma(mention, structure, story, tables)
        return
    tokens = [word.group() for word in words]
    adjacent = tables.offices.ending([t.rstrip(".") for t in tokens], len(tokens))
    if adjacent is not None:
        # "Foreign Minister Dr. X", "President Sheikh X": the office stands before the form of address.
        office = tables.offices.ending(tokens, adjacent.start) if adjacent.value.honorific else adjacent
        if office is not None and not office.value.honorific:
            yield Description(
                (words[_modifiers(tokens, office.start, tables)].start(), words[office.end - 1].end()), office.value, "before"
            )
        return
    yield from _phrase_before(words, tables)


def _words_before(end: int, structure: Structure, story: Span) -> list[re.Match[str]]:
    """The words before a place, back to the nearest mark that parts them from it."""
    floor = max(story[0], structure.sentence(end)[0], end - 160)
    left = max([floor, *(m.end() for m in _BREAK.finditer(structure.text, floor, end))])
    return list(_WORD.finditer(structure.text, left, end))[-_REACH:]


def _office_and_comma(mention: Mention, structure: Structure, story: Span, tables: Tables) -> Iterator[Description]:
    """An office before the name and a comma, where another closes the name: "Norway's environment minister, Ingrid Solbakken, said"."""
    text = structure.text
    if (
        text[mention.start - 2 : mention.start] != ", "
        or text[mention.end : mention.end + 1] not in (",", " ")
        or mention.start - 2 < story[0]
    ):
        return
    native = re.match(r"\s*[(（][^()（）\n]{1,60}[)）]", text[mention.end : mention.end + 70])
    if text[mention.end + (native.end() if native else 0) :][:1] != ",":
        return
    words = _words_before(mention.start - 2, structure, story)
    inside = structure.within((words[0].start(), mention.start - 2)) if words else range(0)
    if not words or any(structure.pos(i) in {"VERB", "AUX"} for i in inside):
        return
    tokens = [word.group() for word in words]
    for at in range(len(tokens)):
        office = tables.offices.longest(tokens, at)
        noun = tables.person_nouns.by_word(tokens[at])
        one = noun is not None and not tables.person_nouns.is_plural(tokens[at])
        if office is not None:
            one = not office.value.honorific and not tables.offices.is_plural(" ".join(tokens[at : office.end]))
        if one:
            yield Description((words[_modifiers(tokens, at, tables)].start(), words[-1].end()), office.value if office else None, "before")
            return


def _phrase_before(words: list[re.Match[str]], tables: Tables) -> Iterator[Description]:
    """An office further on the left from which nothing but words of its own name lead to the person: "Director General for X Chen Xu"."""
    tokens = [word.group() for word in words]
    for at in range(len(tokens)):
        office = tables.offices.longest(tokens, at)
        if office is not None and not office.value.honorific and all(t[0].isupper() or t in _JOINING for t in tokens[office.end :]):
            plural = tables.offices.is_plural(" ".join(tokens[at : office.end]))
            if not plural and tokens[-1] not in _JOINING:
                yield Description((words[_modifiers(tokens, at, tables)].start(), words[-1].end()), office.value, "before")
            return


def _modifiers(tokens: list[str], office: int, tables: Tables) -> int:
    """The first word of the phrase that an office closes: "former South Korean", "US", "Chinese Embassy". No more than one country."""
    at = office
    while at:
        word = tokens[at - 1]
        if word.casefold() in _QUALIFIERS:
            at -= 1
            continue
        if not word[0].isupper() or word.casefold() in _POSSESSIVES or (at == 1 and word.casefold() in _OPENING):
            break
        if (length := _country_length(tokens, at, tables)) > 0:
            at -= length
            while at and tokens[at - 1].casefold() in _QUALIFIERS:
                at -= 1
            break
        at -= 1
    return at


def _country_length(tokens: list[str], end: int, tables: Tables) -> int:
    """How many of the words just before `end` name or qualify a country: of "the South Korean", two."""
    for length in (3, 2, 1):
        if length <= end:
            phrase = " ".join(tokens[end - length : end])
            if phrase[0].isupper() and (
                tables.countries.by_demonym(phrase, ambiguous=True) or tables.countries.by_name(phrase, ambiguous=True)
            ):
                return length
    return 0


def _after(mention: Mention, structure: Structure, story: Span, tables: Tables) -> Iterator[Description]:
    text = structure.text
    opening = _AFTER.match(text, mention.end, story[1]) or _COPULA.match(text, mention.end, story[1])
    if opening is None or _JOINS.match(text, opening.end()):
        return
    start = opening.end()
    for skipped in (_AGE, _ARTICLE):
        if (found := skipped.match(text, start)) is not None:
            start = found.end()
    closing = _APPOSITION_ENDS.search(text, start, min(story[1], start + 160))
    end = closing.start() if closing else min(story[1], start + 160)
    if (member := _WITH.match(text, start, end)) is not None and _WITH.match(text, opening.end()) is not None:
        yield Description((member.end(), end), None, "after")
        return
    if _has_subject(structure, (start, end)):
        return
    words = list(_WORD.finditer(text, start, end))[:_REACH]
    tokens = [word.group().rstrip(".") for word in words]
    for at in range(min(len(tokens), 7)):
        inside = structure.within((words[at].start(), words[at].end()))
        if any(structure.pos(i) in {"VERB", "AUX", "ADP", "SCONJ"} for i in inside) or tokens[at] in _RELATIVES:
            return
        office = tables.offices.longest(tokens, at)
        if office is not None and tables.offices.is_plural(" ".join(tokens[at : office.end])):
            return
        noun = tables.person_nouns.by_word(tokens[at].split("-")[-1]) if office is None else None
        if (office is not None and not office.value.honorific) or noun is not None:
            last = _where_it_ends(tokens, office.end if office else at + 1)
            yield Description((start, words[last].end()), office.value if office else None, "after")
            return


def _where_it_ends(tokens: list[str], after: int) -> int:
    """The last word of an apposition: all of it, but for a clause that a name begins right after the office ("leader China calls")."""
    clause = after < len(tokens) and tokens[after][0].isupper()
    return after - 1 if clause else len(tokens) - 1


def _has_subject(structure: Structure, span: Span) -> bool:
    """Whether the words are, or hold, the subject of a sentence rather than an apposition: "According to Hill, the minister lied"."""
    inside = structure.within(span)
    return any(structure.relation(i) in {"nsubj", "nsubj:pass"} and structure.pos(i) != "PRON" for i in inside)


def _side(mention: Mention, structure: Structure) -> Iterator[Description]:
    """The side, delegation or team that the person is said to lead."""
    head = structure.head((mention.start, mention.end))
    if head is None:
        return
    for verb in _led_by(structure, head):
        led = structure.dependents(verb, "obj", "nsubj:pass")
        if structure.relation(verb) in {"acl", "acl:relcl"}:
            led = [*led, structure.heads[verb]]
        for side in led:
            if side != head and structure.word(side).casefold() in _SIDES and not structure.dependents(side, "case"):
                yield Description(_noun_phrase(structure, side), None, "side")


def _led_by(structure: Structure, person: int) -> Iterator[int]:
    """The verbs of leading whose subject the person is, or whose agent: "A led", "A, who led", "led by A"."""
    governor = structure.heads[person]
    by = any(structure.word(i).casefold() == "by" for i in structure.dependents(person, "case"))
    if governor >= 0 and structure.word(governor).casefold() in _LEADS and (structure.relation(person) == "nsubj" or by):
        yield governor
    yield from (i for i in structure.dependents(person, "acl", "acl:relcl") if structure.word(i).casefold() in _LEADS)


def _noun_phrase(structure: Structure, noun: int) -> Span:
    """The noun with what stands before it: "The Chinese side"."""
    first = min([noun, *(i for i in structure.dependents(noun) if i < noun and structure.relation(i) not in {"punct", "cc", "case"})])
    return (structure.starts[first], structure.ends[noun])
