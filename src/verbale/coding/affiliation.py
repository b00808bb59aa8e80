"""Whose a person or body is: country and sector, from what the story says first, then from the tables. Unknown is None."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from verbale.stories import Description, Named
from verbale.tables import Body, BodyWord, Found, Tables

_WORD = re.compile(r"[^\W_]+(?:[.’'-][^\W_]+)*\.?")
_ELSEWHERE = frozenset({"to", "on", "in", "against", "with", "about", "over", "at", "visiting", "from"})
"""After these a country is the one dealt with or lived in, not the one served ("ambassador to France", "envoy on Syria")."""
_DETERMINERS = frozenset({"the", "a", "its", "his", "her", "their", "this", "that"})
_SEATED = frozenset({"ministry", "government", "parliament", "cabinet", "presidency", "army", "police", "court", "department"})
_SERVED = frozenset({"of", "for"})
_DEALS = frozenset({"envoy", "representative", "negotiator", "rapporteur", "coordinator", "adviser", "advisor"})
"""Those who deal with the country that "for" gives: "special envoy for North Korea"."""
_STUDIES = frozenset(
    {"expert", "experts", "director", "analyst", "researcher", "specialist", "scholar", "correspondent", "watcher", "desk"}
)
"""Right after a country, those who study or cover it: "China expert"."""
_GOVERNING = frozenset(
    {
        "president",
        "vice president",
        "president elect",
        "president-elect",
        "secretary",
        "leader",
        "spokesman",
        "spokeswoman",
        "spokesperson",
        "chief executive",
    }
)
"""Offices of any body, which are of a government's where a country alone stands beside them: "the Chinese spokesman"."""
_LOCAL = frozenset(
    {"mayor", "governor", "police", "court", "district", "provincial", "city", "municipal", "regional", "state", "county", "bishop"}
)
"""With these a place that is no country still tells the country ("the mayor of Seoul", "Seoul police")."""
_SCRIPTS: tuple[tuple[str, tuple[str, ...]], ...] = (
    (r"[가-힯]", ("KOR", "PRK")),
    (r"[぀-ヿ]", ("JPN",)),
    (r"[ऀ-ॿ]", ("IND", "NPL")),
    (r"[֐-׿]", ("ISR",)),
    (r"[฀-๿]", ("THA",)),
    (r"[一-鿿]", ("CHN", "TWN", "HKG", "MAC", "SGP", "JPN")),
)
"""Scripts, and the countries in which a person whose name is given in them may belong."""


@dataclass(frozen=True, slots=True)
class Affiliation:
    """country: code or None. sector: PLOVER code or None. sure: of the country."""

    country: str | None = None
    sector: str | None = None
    sure: float = 1.0


def of_person(person: Named, told: Sequence[Description], text: str, named: Iterable[Named], tables: Tables) -> Affiliation:
    """A person's country and sector: of the first description that tells each.

    The country else by the table of who held which office, or by the script of the native name.
    """
    countries = [c for d in told if (c := _country(d, text, tables)) is not None]
    sectors = [s for d in told if (s := _sector(d, text, tables)) is not None]
    country = countries[0] if countries else tables.office_holders.country_of(person.name)
    if country is None:
        script = _by_script([text[a:b] for a, b in person.native], named, tables)
        return Affiliation(script, sectors[0] if sectors else None, 0.7)
    return Affiliation(country, sectors[0] if sectors else None)


def of_body(name: str, tables: Tables) -> Affiliation:
    """A body's country and sector: the table's, else what its name says ("Chinese Ministry of Foreign Affairs")."""
    known = tables.bodies.by_name(name)
    if known is not None:
        return Affiliation(known.country, known.sector)
    word = tables.body_words.of_name(name)
    words = _words(name)
    country = next((c for i in range(len(words)) if (c := _country_word(words, i, tables)) is not None), None)
    return Affiliation(country, word.sector if word else None)


def known_body(name: str, tables: Tables) -> Body | None:
    """The table's row for a body of this name."""
    return tables.bodies.by_name(name)


def government(name: str, tables: Tables) -> str | None:
    """The country for whose government this name stands: the country itself, its capital or a seat of government."""
    countries = tables.countries
    for look in (countries.by_name, countries.by_seat, countries.by_capital):
        if (code := look(name, ambiguous=True)) is not None:
            return code
    return None


def country_of(phrase: str, tables: Tables) -> str | None:
    """The country that a phrase names first, as itself, its people, its capital or its government: "the Swiss side", "Hanoi's envoy".

    What follows "to", "on", "in" is the country dealt with, not the one meant ("ambassador to France").
    """
    words = _words(phrase)
    for at in range(len(words)):
        if words[at].casefold() in _ELSEWHERE:
            return None
        if not words[at][0].isupper():
            continue
        for length in (3, 2, 1):
            name = re.sub(r"[’']s?$", "", " ".join(words[at : at + length]))
            found = _country_word([name], 0, tables, ambiguous=True) or tables.countries.by_capital(name, ambiguous=True)
            if found is None and length == 1 and "-" in name:
                found = country_of(name.replace("-", " "), tables)
            if found is not None:
                return found
    body = _body(words, tables)
    return None if body is None else body.value.country


def _words(phrase: str) -> list[str]:
    return [m.group() for m in _WORD.finditer(phrase)]


def _country_word(words: Sequence[str], at: int, tables: Tables, *, ambiguous: bool = False) -> str | None:
    """The country that the word or words from `at` on name or qualify; longest first."""
    for length in (3, 2, 1):
        phrase = " ".join(words[at : at + length])
        if len(words) - at >= length:
            countries = tables.countries
            code = countries.by_demonym(phrase) or countries.by_name(phrase, ambiguous=ambiguous) or countries.by_seat(phrase)
            if code is not None:
                return code
    return None


def _country(description: Description, text: str, tables: Tables) -> str | None:
    """The country that a description tells: "US President", "spokesman for the Chinese Consulate in Sydney", "mayor of Seoul"."""
    words = _words(text[slice(*description.span)])
    body = _body(words, tables)
    if description.office is None and description.place == "after" and body is not None:
        return body.value.country
    local = any(word.casefold() in _LOCAL for word in words)
    deals = any(word.casefold() in _DEALS for word in words)
    last = next((i for i, w in enumerate(words) if i and (w.casefold() in _ELSEWHERE or (deals and w.casefold() == "for"))), len(words))
    for i in range(last):
        if body is not None and body.start <= i < body.end:
            continue
        if any(word.casefold() in _STUDIES for word in words[i + 1 : i + 2]):
            continue
        if (code := _country_word(words[:last], i, tables, ambiguous=not local)) is not None:
            return code
        served = description.place == "before" or (i > 0 and words[i - 1].casefold() in {*_SERVED, "the"})
        if (local or served) and words[i][0].isupper() and (place := tables.country_of_place(words[i])) is not None:
            return place
    return _seated(words, tables) if body is None else body.value.country


def _body(words: Sequence[str], tables: Tables) -> Found[Body] | None:
    for i in range(len(words)):
        found = tables.bodies.names.longest(words, i) if words[i][0].isupper() else None
        if found is not None:
            return found
    return None


def _sector(description: Description, text: str, tables: Tables) -> str | None:
    """The office's own sector; else that of the body named beside it; else what the office or noun usually means.

    An office that depends on its body is one of government where nothing stands beside it but a country: "the Chinese spokesman".
    """
    office = description.office
    if office is not None and office.own_sector:
        return office.sector
    words = _words(text[slice(*description.span)])
    body = _body(words, tables)
    if body is not None and body.value.sector is not None:
        return body.value.sector
    if (head := _head_noun(words, tables)) is not None:
        return head.sector
    if office is not None:
        bare = office.title in _GOVERNING and body is None
        return "GOV" if bare and _country(description, text, tables) is not None else office.sector
    nouns = [noun for word in words if (noun := tables.person_nouns.by_word(word.split("-")[-1])) is not None]
    return nouns[0].sector if nouns else None


def _head_noun(words: Sequence[str], tables: Tables) -> BodyWord | None:
    """The noun that tells what sort of body is meant, the words of the office itself left aside: "Press Secretary of the Ministry"."""
    at = 0
    while at < len(words):
        office = tables.offices.longest(words, at)
        if office is not None:
            at = office.end
            continue
        head = tables.body_words.by_word(words[at])
        if head is not None and head.sector is not None and (words[at][0].isupper() or (at and words[at - 1].casefold() in _DETERMINERS)):
            return head
        at += 1
    return None


def _seated(words: Sequence[str], tables: Tables) -> str | None:
    """The country of a body of state that is known by where it sits: "the ministry in Moscow". An embassy is another country's."""
    for at, word in enumerate(words[:-2]):
        if word.casefold() in _SEATED and words[at + 1] == "in":
            return tables.countries.by_capital(words[at + 2], ambiguous=True)
    return None


def _by_script(natives: Sequence[str], named: Iterable[Named], tables: Tables) -> str | None:
    """The one country the story speaks of most among those that write in the script of the native name."""
    possible = next((codes for script, codes in _SCRIPTS for native in natives if re.search(script, native)), ())
    if not possible:
        return None
    seen: Counter[str] = Counter()
    for other in named:
        if other.type in ("LOC", "OTHER", "ORG"):
            code = tables.countries.by_name(other.name, ambiguous=True) or tables.countries.by_demonym(other.name)
            code = code or tables.countries.by_capital(other.name)
            if code in possible:
                seen[code] += len(other.mentions)
    ranked = seen.most_common(2)
    if not ranked or (len(ranked) > 1 and ranked[0][1] < 2 * ranked[1][1]):
        return None
    return ranked[0][0]
