"""The names in a story, and which of them name the same thing: "Michael Posner", "Posner", "Mr. Posner".

A short form belongs to the one fuller name in the story that it can be short for. Where there are two ("Posner", after Michael and
Anna Posner), a form of address may tell; else it belongs to none: better no name than another's.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from verbale.reading import MENTION_TYPES, Mentions
from verbale.reading.structure import Span
from verbale.tables import Gender, Tables

_POSSESSIVE = re.compile(r"[’'](?:s|S)?$")
_OF = re.compile(r"\bof\s+(?:the\s+)?$")
_DANGLING = re.compile(r"(?:\s+(?:of|for|the|and|in|de|to))+$")
_EDGES = " \t\r\n\u00a0.,;:!?\"“”„«»‘’'()[]{}-–—|"
_NATIVE = re.compile(r"[ \u00a0]?[(（]([^()（）\n]{1,60})[)）]")
_APART = re.compile(r"\s*[,;/、；，|:：]\s*")
_PARTICLES = frozenset({"al", "bin", "ibn", "de", "da", "di", "du", "del", "van", "von", "der", "den", "la", "le", "el", "dos", "das", "y"})
_JOINED = re.compile(r"[-‐‑]([^\W\d_]{1,6}(?![^\W_])|[^\W\d_a-z][^\W\d_]+)")
_NO_NAMES = frozenset({"led", "era", "style", "like", "born", "held", "run", "based", "owned", "free", "made", "backed", "type", "aged"})
_LATIN_END = 0x024F
_ADDRESS_REACH = 3
_SHORTEST = 3
"""Characters of a family name that is looked for again at least: shorter ones are words of many languages."""
_PASSED_OVER = 0.5
"""Score of a naming that was found by its likeness to another and not by the reader."""


@dataclass(frozen=True, slots=True)
class Mention:
    """One naming: its span and the type the reader gave it."""

    start: int
    end: int
    text: str
    type: str
    score: float


@dataclass(frozen=True, slots=True)
class Named:
    """One person, body or place of a story, by all its namings.

    name: the fullest form. type: PER, LOC, ORG or OTHER. mentions: in order of place, at least one. native: spans of the name in its own
    script. gender: from a form of address or the given name, None where neither tells.
    """

    name: str
    type: str
    mentions: tuple[Mention, ...]
    native: tuple[Span, ...]
    gender: Gender | None

    @property
    def full(self) -> Mention:
        """The first mention under the fullest name."""
        return next(mention for mention in self.mentions if mention.text == self.name)


def names(text: str, found: Mentions, story: Span, tables: Tables) -> list[Named]:
    """All that the story names, in order of first place."""
    trimmed = (_trimmed(text, mention, tables) for mention in _within(text, found, story))
    mentions = _persons([mention for mention in trimmed if mention is not None], tables)
    grouped = [
        *_people([m for m in mentions if m.type == "PER"], [m for m in mentions if m.type != "PER"], text, tables),
        *_others([m for m in mentions if m.type != "PER" and not _is_office(m.text, tables)], text),
    ]
    return sorted(grouped, key=lambda named: named.mentions[0].start)


def _persons(mentions: list[Mention], tables: Tables) -> list[Mention]:
    """The mentions, two things put right that the story and the tables know better than the reader.

    A person's family name means the person, unless it is a place or body too; and the name of a body that we know is no person's.
    """
    full = [m.text.split() for m in mentions if m.type == "PER"]
    families = {words[-1] for words in full if len(words) > 1}

    def type_of(mention: Mention) -> str:
        if mention.text in families:
            return mention.type if mention.type == "PER" or _known(mention.text, tables) else "PER"
        return "ORG" if mention.type == "PER" and tables.bodies.by_name(mention.text) is not None else mention.type

    return [replace(m, type=type_of(m)) for m in mentions]


def _known(word: str, tables: Tables) -> bool:
    return tables.country_of_place(word, ambiguous=True) is not None or tables.bodies.by_name(word, ambiguous=True) is not None


def _within(text: str, found: Mentions, story: Span) -> list[Mention]:
    starts = found.start.tolist()
    first, last = bisect_left(starts, story[0]), bisect_left(starts, story[1])
    return [
        Mention(starts[i], int(found.end[i]), text[starts[i] : int(found.end[i])], MENTION_TYPES[int(found.type[i])], float(found.score[i]))
        for i in range(first, last)
    ]


def _trimmed(text: str, mention: Mention, tables: Tables) -> Mention | None:
    """The mention without a possessive, edges that are no letters, and (a person's) words of office before the name."""
    start, end = mention.start, mention.end
    end -= len(text[start:end]) - len(_POSSESSIVE.sub("", text[start:end]))
    while start < end and text[start] in _EDGES:
        start += 1
    while end > start and text[end - 1] in _EDGES and not _abbreviated(text[start:end]):
        end -= 1
    if mention.type == "PER":
        end = _hyphened(text, start, end)
        start += _office_length(text[start:end], tables)
        start += _country_length(text, start, end, tables)
    else:
        end -= len(text[start:end]) - len(_DANGLING.sub("", text[start:end]))
    trimmed = text[start:end]
    if not any(c.isalpha() for c in trimmed) or (mention.type == "PER" and not any(c.isupper() or ord(c) > _LATIN_END for c in trimmed)):
        return None
    return Mention(start, end, trimmed, mention.type, mention.score)


def _hyphened(text: str, start: int, end: int) -> int:
    """The end of a person's name with what a hyphen joins to it: "Tsao Yu-ting", "Vagi-Morea", but not "Trump-backed"."""
    while (more := _JOINED.match(text, end)) is not None:
        part = more.group(1)
        if not part[0].isupper() and (" " not in text[start:end].strip() or part in _NO_NAMES):
            break
        end = more.end()
    return end


def _abbreviated(name: str) -> bool:
    """Whether the full stop at the end belongs to the name: "Jr.", "U.S."."""
    return name.endswith((" Jr.", " Sr.")) or re.search(r"\b[A-Z]\.[A-Z]\.$", name) is not None


def _office_length(name: str, tables: Tables) -> int:
    """How many characters of titles stand at the front of what was taken for a name."""
    tokens = list(re.finditer(r"\S+", name))
    words = [token.group().rstrip(".,") for token in tokens]
    at = 0
    while at < len(words) - 1 and (title := tables.offices.longest(words, at)) is not None and title.end < len(words):
        at = title.end
    return tokens[at].start() if at else 0


def _country_length(text: str, start: int, end: int, tables: Tables) -> int:
    """How many characters of a country stand at the front of a person's name: "the Foreign Minister of Norway Kari Lunde".

    Only after "of", and where two words at least are left: a given name may be a country's.
    """
    if not _OF.search(text, max(0, start - 12), start):
        return 0
    tokens = list(re.finditer(r"\S+", text[start:end]))
    for words in range(len(tokens) - 2, 0, -1):
        if tables.countries.by_name(text[start : start + tokens[words - 1].end()]) is not None:
            return tokens[words].start()
    return 0


_SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv"})


def tokens(name: str) -> tuple[str, ...]:
    """The words of a name as they are compared: without case, accents and the shape of an apostrophe."""
    plain = unicodedata.normalize("NFKD", name.casefold().replace("’", "'"))
    return tuple(re.findall(r"[^\W_]+(?:'[^\W_]+)*", "".join(c for c in plain if not unicodedata.combining(c))))


def short_for(short: Sequence[str], full: Sequence[str]) -> bool:
    """Whether the words `short` can be a shorter form of the name `full`.

    That is its family name, at either end, its given name, or a selection of its words in order, initials included; what makes a
    junior of a senior is no part of a name that can be left out ("John Smith" is not "John Smith Jr.", "Smith" may be).
    """
    core = [word for word in full if word not in _SUFFIXES]
    if len(short) == 1 and len(core) > 1:
        inner = [word for word in core if word not in _PARTICLES]
        return short[0] in (core[-1], core[0], *inner[-2:])
    if set(short) & _SUFFIXES != set(full) & _SUFFIXES or len(short) > len(full) or not short:
        return False
    rest = iter(full)
    return all(any(_same_word(word, other) for other in rest) for word in short) and _same_word(short[-1], full[-1])


def _same_word(one: str, other: str) -> bool:
    return one == other or (len(one) == 1 and other.startswith(one)) or (len(other) == 1 and one.startswith(other))


def _people(mentions: list[Mention], others: list[Mention], text: str, tables: Tables) -> list[Named]:
    """Full names first, then each shorter form to the one it can be short for."""
    clusters: list[tuple[tuple[str, ...], list[Mention]]] = []
    for mention in sorted(mentions, key=lambda m: (-len(tokens(m.text)), -len(m.text), m.start)):
        words = tokens(mention.text)
        exact = [cluster for cluster in clusters if cluster[0] == words]
        fits = exact or [cluster for cluster in clusters if short_for(words, cluster[0])]
        shared = len(fits) > 1
        if shared:
            fits = _by_address(mention, fits, text, tables) or _by_family_name(words, fits)
        if len(fits) == 1:
            fits[0][1].append(mention)
        elif not fits and not (len(words) == 1 and shared):
            clusters.append((words, [mention]))
    _complete([found for _, found in clusters], [*mentions, *others], text)
    return [_named(found, text, _gender(found, text, tables)) for _, found in clusters]


def _complete(clusters: list[list[Mention]], mentions: list[Mention], text: str) -> None:
    """Add the namings that the reader passed over: a person's family name, where nobody else in the story has it, and forms seen before."""
    if not mentions:
        return
    story = (min(m.start for m in mentions), max(m.end for m in mentions))
    taken = sorted((m.start, m.end) for m in mentions)
    owners: dict[str, set[int]] = {}
    for i, found in enumerate(clusters):
        fullest = max(found, key=lambda m: len(m.text)).text.split()
        for form in {m.text for m in found} | ({fullest[-1]} if len(fullest) > 1 else set()):
            owners.setdefault(form, set()).add(i)
    for form, whose in owners.items():
        if len(whose) > 1 or len(form) < _SHORTEST or not form[0].isupper():
            continue
        for again in re.finditer(rf"(?<![\w-]){re.escape(form)}(?![\w-])", text[story[0] : story[1]]):
            start, end = story[0] + again.start(), story[0] + again.end()
            if not any(a < end and start < b for a, b in taken):
                clusters[min(whose)].append(Mention(start, end, form, "PER", _PASSED_OVER))


def _by_address(
    mention: Mention, fits: list[tuple[tuple[str, ...], list[Mention]]], text: str, tables: Tables
) -> list[tuple[tuple[str, ...], list[Mention]]]:
    told = _address(mention, text, tables)
    return [fit for fit in fits if told is not None and _gender(fit[1], text, tables) == told]


def _by_family_name(words: Sequence[str], fits: list[tuple[tuple[str, ...], list[Mention]]]) -> list[tuple[tuple[str, ...], list[Mention]]]:
    """Of several names that a word can be short for, those that end in it, where only some do ("Paul" after Ann Paul and Paul Smith)."""
    return [fit for fit in fits if fit[0][-1] == words[-1]]


def _address(mention: Mention, text: str, tables: Tables) -> Gender | None:
    """The gender that the words just before the name tell: "Mrs.", "Chairwoman", "Sir"."""
    before = [word.rstrip(".") for word in text[max(0, mention.start - 60) : mention.start].split()]
    found = tables.offices.ending(before[-_ADDRESS_REACH:], len(before[-_ADDRESS_REACH:])) if before else None
    return found.value.gender if found is not None else None


def _gender(mentions: Iterable[Mention], text: str, tables: Tables) -> Gender | None:
    mentions = list(mentions)
    for mention in mentions:
        told = _address(mention, text, tables)
        if told in ("m", "f"):
            return told
    for mention in mentions:
        words = mention.text.split()
        if len(words) > 1 and (told := tables.given_names.gender(words[0])) in ("m", "f"):
            return told
    return None


def _others(mentions: list[Mention], text: str) -> list[Named]:
    """Bodies, places and other names: one where the words are the same, or where one is introduced as the other's acronym."""
    acronyms = _acronyms(mentions, text)
    clusters: dict[tuple[str, str], list[Mention]] = {}
    for mention in mentions:
        key = _key(mention.text)
        clusters.setdefault((mention.type, acronyms.get(key, key)), []).append(mention)
    return [_named(found, text, None) for found in clusters.values()]


def _is_office(name: str, tables: Tables) -> bool:
    """Whether what was taken for a body is somebody's office: "Minister of Foreign Affairs of"."""
    words = name.split()
    found = tables.offices.longest(words)
    return found is not None and not found.value.honorific and (found.end == len(words) or words[found.end] in {"of", "for"})


def _key(name: str) -> str:
    """A name without its article; case is kept, since "US" is not "us"."""
    return re.sub(r"^(?:the|The|THE)\s+", "", " ".join(name.split())).replace("’", "'")


def _acronyms(mentions: list[Mention], text: str) -> dict[str, str]:
    """Acronyms given in parentheses right after the full name: "International Campaign for Tibet (ICT)"."""
    found: dict[str, str] = {}
    for mention in mentions:
        given = re.match(r"\s*\(([A-Z][A-Za-z&.-]{1,9})\)", text[mention.end : mention.end + 16])
        if given:
            found[given.group(1)] = _key(mention.text)
    return found


def _named(mentions: list[Mention], text: str, gender: Gender | None) -> Named:
    mentions = sorted(mentions, key=lambda m: m.start)
    longest = max(mentions, key=lambda m: (len(tokens(m.text)), len(_key(m.text)), -m.start))
    return Named(longest.text, longest.type, tuple(mentions), tuple(s for m in mentions for s in _native(text, m)), gender)


def _native(text: str, mention: Mention) -> list[Span]:
    """The name in its own script, in parentheses right after the mention: "Wang Baodong (王寶東)"."""
    given = _NATIVE.match(text, mention.end)
    if given is None:
        return []
    spans = []
    start = given.start(1)
    for part in _APART.split(given.group(1)):
        at = text.index(part, start) if part else start
        start = at + len(part)
        letters = [c for c in part if c.isalpha()]
        if letters and sum(ord(c) > _LATIN_END for c in letters) * 2 > len(letters):
            spans.append((at, start))
    return spans
