"""Sentences of later stories that tell a promise done, found by the words they share with it.

A sentence tells a promise done if it holds the greater part of what its words say, each word weighed by how rare it is in the stories
(inverse document frequency, Spärck Jones 1972), in a story of another document, later than the promise, that names a country of who
promised; and if nothing in it says that the thing is still to come, or isn't. Every promise is looked up by its rarest words alone, so that
the work grows with the text, not with promises times sentences.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from verbale.model import Commitment, Evidence, Story

SHARE = 0.5
"""Of the weight of a promise's words that stand in the sentence at least."""
FEWEST = 3
"""Words that they share at least."""
RAREST = 3
"""Words of a promise by which it is looked up."""
LONGEST = 600
"""Code points of a sentence that is kept as evidence."""
_SENTENCE = re.compile(r"[^\n.!?]+(?:[.!?](?!\s+[A-Z“\"‘(]|\s*\n|\s*$)[^\n.!?]*)*[.!?]?[”\"’)]*")
_OPEN = re.compile(
    r"\b(?:will|would|shall|should|could|may|might|must|not|never|no|nor|yet|failed?|fails|refus\w+|without|if|unless|urg\w+|"
    r"asked|asks|calls? (?:for|on)|called (?:for|on)|hop\w+|plans?|planned|promis\w+|pledg\w+|agreed to|undertook|(?:is|are|was|were) to|"
    r"due|scheduled|expected|overdue|nothing|nobody|before)\b|n[’']t\b",
    re.IGNORECASE,
)
"""Words with which a thing is still to come, or is not."""
_WORD = re.compile(r"[^\W\d_]{3,}")
_ENDING = re.compile(r"(?:ations?|ings?|ments?|ed|es|s|e)$")
_PLAIN = frozenset(
    """
    the and for with that this will would shall from into its his her their our they them has have had been are was were not who whom which
    said says agree agreed promise promised pledge pledged next year month week soon before after end during about other both side sides two
    again also than only all any one some such there then when where while more most very can may
    """.split()  # noqa: SIM905 - a list of words is read more easily
)


@dataclass(frozen=True, slots=True)
class Telling:
    """A sentence that tells a promise done. weight: the share of the promise's words that it holds. story_id: as the document has it."""

    story_id: str
    evidence: Evidence
    weight: float


@dataclass(frozen=True, slots=True)
class Told:
    """A story to be searched. countries: of the actors and parties it names."""

    story: Story
    countries: frozenset[str]


def stems(words: str) -> frozenset[str]:
    """The words of a clause that tell what it is about, without their endings."""
    return frozenset(stem for word in _WORD.findall(words.casefold()) if (stem := _stem(word)) is not None)


@lru_cache(maxsize=1 << 16)
def _stem(word: str) -> str | None:
    """A word in small letters without its ending; None of one that tells nothing."""
    if word in _PLAIN:
        return None
    return _ENDING.sub("", word) if len(word) > 4 else word


def leaves_open(sentence: str) -> bool:
    """Whether a sentence says that something is still to come, or isn't."""
    return _OPEN.search(sentence) is not None


def tellings(promises: Iterable[Commitment], stories: Sequence[Told]) -> dict[str, list[Telling]]:
    """For each promise, by its id, the sentences that may tell it done, the fullest first; any order of either gives the same.

    Whether a story is late enough, and another document's, is for the caller to say.
    """
    wanted = {p.id: stems(p.what) for p in promises}
    who = {p.id: {party.country for party in p.who if party.country is not None} for p in promises}
    rarity = _rarity({stem for words in wanted.values() for stem in words}, stories)
    by_word: dict[str, list[str]] = defaultdict(list)
    for ident, words in sorted(wanted.items()):
        for stem in sorted(words, key=lambda s: (-rarity[s], s))[:RAREST]:
            by_word[stem].append(ident)
    found: dict[str, list[Telling]] = defaultdict(list)
    for told in stories if by_word else ():
        for evidence, words in _sentences(told.story, frozenset(by_word)):
            for ident in sorted({ident for stem in words if stem in by_word for ident in by_word[stem]}):
                weight = _weight(wanted[ident], words, rarity)
                if weight >= SHARE and who[ident] & told.countries:
                    found[ident].append(Telling(evidence.story_id or told.story.id, evidence, weight))
    return {i: sorted(t, key=lambda x: (-round(x.weight, 1), x.evidence.document_id, x.evidence.start)) for i, t in found.items()}


def _rarity(words: set[str], stories: Sequence[Told]) -> Mapping[str, float]:
    """How much each word tells: the fewer stories hold it, the more."""
    holding: Counter[str] = Counter()
    for told in stories:
        holding.update(words & stems(_text(told.story)))
    return defaultdict(lambda: 1.0, {w: math.log((1 + len(stories)) / (1 + holding[w])) + 0.1 for w in words})


def _weight(wanted: frozenset[str], words: frozenset[str], rarity: Mapping[str, float]) -> float:
    shared = wanted & words
    whole = sum(rarity[s] for s in sorted(wanted))
    return sum(rarity[s] for s in sorted(shared)) / whole if len(shared) >= FEWEST and whole else 0.0


def _text(story: Story) -> str:
    return next((e.exact for e in story.evidence if e.field == "start"), "")


def _sentences(story: Story, keys: frozenset[str]) -> Iterator[tuple[Evidence, frozenset[str]]]:
    """The sentences that hold any of these words and leave nothing open, as evidence, with their words."""
    for whole in (e for e in story.evidence if e.field == "start"):
        for hit in _SENTENCE.finditer(whole.exact):
            exact = hit.group().strip()
            words = stems(exact) if 0 < len(exact) <= LONGEST else frozenset()
            if words & keys and not leaves_open(exact):
                start = whole.start + hit.start() + hit.group().index(exact)
                yield Evidence(whole.document_id, whole.story_id or story.id, start, start + len(exact), exact, "fulfilled_by"), words
