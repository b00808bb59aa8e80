"""The parties to the talks of one story, and which of them some words mean: "the Swiss", "Ms Jalbani", "he", "the hosts", "both".

A party is known by its code; one that has none (a movement, a government in exile) by its name.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from verbale.coding.affiliation import country_of
from verbale.coding.scene import Scene
from verbale.model import Party
from verbale.reading.structure import Span
from verbale.stories import Named

_PREFIXES = {"Sino": "CHN", "Russo": "RUS", "Anglo": "GBR", "Franco": "FRA", "Indo": "IND", "Euro": "EU", "Graeco": "GRC", "Turco": "TUR"}
"""First halves of an adjective of two countries: "Sino-Russian"."""
_COUNTRY_WORD = re.compile(r"[^\s,/()–—-]+(?:\.[A-Za-z]\.?)*")
_WE = re.compile(r"\b(?:[Ww]e|[Oo]urs?|us)\b")
_PLAIN_WORD = re.compile(r"[^\W\d_]+")
_WHITHER = re.compile(r"\b(?:to|in|at|near|against|with|visiting|outside)\s(?:the\s)?$", re.IGNORECASE)
"""Before a country that is a place, or that somebody deals with, rather than one who acts."""
_MEDIATES = r"(?:mediat\w+|moderat\w+|facilitat\w+|guarantors?|go-betweens?|broker\w*|intermediar\w+)"
_BETWEEN = re.compile(rf"\b{_MEDIATES}\b", re.IGNORECASE)
_BETWEEN_BEFORE = re.compile(rf"\b{_MEDIATES}\b,?\s(?:(?:by|of|from|the|is|was|were|are)\s)*$", re.IGNORECASE)
_BETWEEN_AFTER = re.compile(
    rf"(?:[’']s?)?(?:\s(?:and|or)\s[A-Z]\w+)?,?\s(?:(?:who|which|whose|the|as|is|was|were|are|acted|acting|had|has|been)\s)*{_MEDIATES}\b",
    re.IGNORECASE,
)
"""What is told of one who stands between the parties, before and after its name."""
_BESIDE = 60
_FEW = 4
"""Words of a phrase at most that may mean a party by a word such as "hosts" alone."""
PERSON = "person: "
"""What stands before the name where words mean a person whose party isn't known from them."""
MOST = 4
"""Parties of one dialogue at most: a list of more countries is of those that are spoken of."""


@dataclass(frozen=True, slots=True)
class Side:
    """One party. code: None for one that has none. name: as the story calls it; "" where only the code is known."""

    code: str | None
    name: str = ""

    @property
    def key(self) -> str:
        """What tells it from the other parties."""
        return self.code or self.name


@dataclass(frozen=True, slots=True)
class Telling:
    """Some words that mean a party: a side, or what they mean of two (host, guest, both, other, movement); both None where they tell none.

    against: the country whose government a movement talks with, where the tables tell.
    """

    span: Span
    side: Side | None
    means: str | None = None
    against: str | None = None


def telling(scene: Scene, span: Span) -> Telling:
    """What these words mean of the parties, by themselves. Asked in the order of the text."""
    words = scene.words(span)
    tables = scene.tables
    means = tables.party_words.of(words) if len(words.split()) <= _FEW else None
    movement = next((named for named in scene.inside(span) if _is_movement(scene, named)), None)
    if movement is not None:
        return _of_movement(scene, span, movement)
    people = scene.people(span)
    if people:
        country = scene.country(people[-1])
        if country is not None:
            return Telling(span, Side(country, words))
    code = country_of(words, tables)
    if code is not None:
        return Telling(span, Side(code, words))
    if means is not None:
        return Telling(span, None, means)
    for named in scene.inside(span):
        if named.type == "PER":
            continue
        country = scene.country(named)
        if country is not None:
            return Telling(span, Side(country, words))
    if any((noun := scene.tables.person_nouns.by_word(word)) is not None and noun.sector == "REB" for word in words.split()):
        known_ones = [named for named in scene.named if _is_movement(scene, named)]
        if known_ones:
            return _of_movement(scene, span, max(known_ones, key=lambda named: len(named.mentions)))
        return Telling(span, None, "movement")
    if people:
        return Telling(span, None, PERSON + people[-1].name)
    meant = scene.cast.resolve(span, span).named
    if meant is not None:
        country = scene.country(meant)
        if country is not None:
            return Telling(span, Side(country, words))
        if _is_movement(scene, meant):
            return Telling(span, Side(None, meant.name))
        if meant.type == "PER":
            return Telling(span, None, PERSON + meant.name)
    return Telling(span, None)


def _of_movement(scene: Scene, span: Span, movement: Named) -> Telling:
    known = scene.tables.bodies.by_name(movement.name)
    if known is None:
        return Telling(span, Side(None, movement.name))
    return Telling(span, Side(None, known.name), None, known.country)


def _is_movement(scene: Scene, named: Named) -> bool:
    """Whether this body can be a party without being a state's: an armed group of whatever country, another group of none."""
    actor = scene.actor(named)
    if actor is None or named.type == "PER":
        return False
    return actor.sector in ("REB", "OPP") or (actor.kind == "group" and actor.country is None)


def is_mediator(scene: Scene, span: Span) -> bool:
    """Whether what is named there stands between the parties: "the mediator, Vice President X"; "Oslo and Havana, the guarantors"."""
    sentence = scene.structure.sentence(span[0])
    before = scene.text[max(sentence[0], span[0] - _BESIDE) : span[0]]
    after = scene.text[span[1] : min(sentence[1], span[1] + _BESIDE)]
    return (
        _BETWEEN_BEFORE.search(before) is not None
        or _BETWEEN_AFTER.match(after) is not None
        or _BETWEEN.search(scene.words(span)) is not None
    )


@dataclass(frozen=True, slots=True)
class Parties:
    """The parties to a dialogue. host: where its talks are held, if it is one of them. voice: the one that "we" means."""

    sides: tuple[Side, ...]
    host: str | None = None
    voice: Side | None = None

    def of(self, told: Telling | None) -> Side | None:
        """The one party that these words mean; None where they mean none, both, or somebody else."""
        if told is None:
            return None
        if told.side is not None:
            return next((side for side in self.sides if side.key == told.side.key), None)
        if told.means == "host":
            return next((side for side in self.sides if side.code is not None and side.code == self.host), None)
        if told.means == "movement":
            return next((side for side in self.sides if side.code is None), None)
        if told.means == "guest" and self.host is not None and len(self.sides) == 2:
            return next((side for side in self.sides if side.code != self.host), None)
        return None

    def other(self, side: Side | None) -> Side | None:
        """The other one of two."""
        rest = [s for s in self.sides if side is not None and s.key != side.key]
        return rest[0] if len(rest) == 1 and len(self.sides) == 2 else None


def party_of(scene: Scene, side: Side) -> Party:
    """The side as one who takes part in something: a country under its own name."""
    country = None if side.code is None else scene.tables.countries.by_code(side.code)
    return Party(None, side.name if country is None else country.name, side.code)


def parties_of(weighed: Iterable[tuple[Side, float]], named: Sequence[str] = (), host: str | None = None) -> Parties:
    """The parties, of the sides that the story tells and how much speaks for each. named: codes in the name of the series, the surest."""
    weight: Counter[str] = Counter()
    side_of: dict[str, Side] = {}
    for side, w in weighed:
        weight[side.key] += w  # type: ignore[assignment]
        if side.key not in side_of or (side.code is None and len(side.name) > len(side_of[side.key].name)):
            side_of[side.key] = side
    for code in named:
        side_of.setdefault(code, Side(code))
    if len(named) >= 2:
        chosen = list(dict.fromkeys(named))
    else:
        ranked = sorted(weight, key=lambda key: (-weight[key] - (100 if key in named else 0), key))
        chosen = list(dict.fromkeys([*named, *ranked]))[:2]
    sides = tuple(Side(side_of[key].code, side_of[key].name) for key in sorted(chosen))
    return Parties(sides, host if host in chosen else None)


def codes_in(scene: Scene, span: Span) -> list[str]:
    """The countries named in the words of a name: of "U.S.-Vietnam Human Rights Dialogue" two."""
    return list(dict.fromkeys(code for _, code in _countries(scene, span)))


def _countries(scene: Scene, span: Span) -> Iterator[tuple[Span, str]]:
    """Each word, or two or three, by which a country is named there, its capital's too, and its code."""
    words = [(span[0] + w.start(), span[0] + w.end()) for w in _COUNTRY_WORD.finditer(scene.words(span))]
    countries = scene.tables.countries
    done = span[0]
    for at, (start, _) in enumerate(words):
        for length in (3, 2, 1):
            if start < done or at + length > len(words):
                continue
            end = words[at + length - 1][1]
            phrase = re.sub(r"[’']s?$", "", " ".join(scene.words((start, end)).split()))
            if not phrase[:1].isupper():
                continue
            code = (
                countries.by_demonym(phrase, ambiguous=True)
                or countries.by_name(phrase, ambiguous=True)
                or countries.by_capital(phrase, ambiguous=True)
                or _PREFIXES.get(phrase)
            )
            if code is not None:
                yield (start, end), code
                done = end


def sides_named(scene: Scene, span: Span, parties: Parties) -> Iterator[tuple[Span, Side]]:
    """The words there that name a party or mean one ("the hosts"), and which; not those for where something is or goes ("to Norway")."""
    for words, code in _countries(scene, span):
        side = next((side for side in parties.sides if side.code == code), None)
        if side is not None and not _WHITHER.search(scene.text, max(span[0], words[0] - 20), words[0]):
            yield words, side
    for name in (side for side in parties.sides if side.code is None):
        for hit in re.finditer(rf"\b{re.escape(name.name)}\b", scene.words(span)):
            yield (span[0] + hit.start(), span[0] + hit.end()), name
    if parties.voice is not None:
        for hit in _WE.finditer(scene.text, *span):
            if not scene.is_quoted(hit.start()):
                yield hit.span(), parties.voice
    spoken = list(_PLAIN_WORD.finditer(scene.text, *span))
    for one, other in zip(spoken, [*spoken, None][1:], strict=True):
        pair = None if other is None else scene.tables.party_words.of(f"{one.group()} {other.group()}")
        means = pair or scene.tables.party_words.of(one.group())
        if means in ("host", "guest") and (side := parties.of(Telling(one.span(), None, means))) is not None:
            yield one.span() if pair is None or other is None else (one.start(), other.end()), side
