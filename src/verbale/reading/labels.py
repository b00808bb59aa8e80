"""What the reader's heads tell apart. The order of each row is the order of the weights' outputs: add, never reorder."""

from __future__ import annotations

from typing import Literal

ENTITIES = ("PER", "LOC", "ORG")
ROLES = ("source", "cue", "content")

OUTSIDE, BEGIN, INSIDE = 0, 1, 2
"""Tags of a role's head. An entity head has OUTSIDE, then a BEGIN and an INSIDE for each type in turn."""

PARTS_OF_SPEECH = (
    "ADJ",
    "ADP",
    "ADV",
    "AUX",
    "CCONJ",
    "DET",
    "INTJ",
    "NOUN",
    "NUM",
    "PART",
    "PRON",
    "PROPN",
    "PUNCT",
    "SCONJ",
    "SYM",
    "VERB",
    "X",
)
"""Universal parts of speech (UD v2)."""

RELATIONS = (
    "acl",
    "acl:relcl",
    "advcl",
    "advmod",
    "amod",
    "appos",
    "aux",
    "aux:pass",
    "case",
    "cc",
    "ccomp",
    "compound",
    "conj",
    "cop",
    "csubj",
    "dep",
    "det",
    "discourse",
    "expl",
    "fixed",
    "flat",
    "goeswith",
    "iobj",
    "list",
    "mark",
    "nmod",
    "nmod:poss",
    "nsubj",
    "nsubj:pass",
    "nummod",
    "obj",
    "obl",
    "orphan",
    "parataxis",
    "punct",
    "reparandum",
    "root",
    "vocative",
    "xcomp",
)
"""Universal dependency relations (UD v2), with the four subtypes that the coding of news needs; other subtypes are folded into
their type."""


def relation(label: str) -> str:
    """The relation in `RELATIONS` that a UD label counts as ('nmod:desc' is an 'nmod', a label not in UD is a 'dep')."""
    if label in RELATIONS:
        return label
    plain = label.split(":")[0]
    return plain if plain in RELATIONS else "dep"


MENTION_TYPES = (*ENTITIES, "OTHER")
"""Types of a mention; OTHER are nationalities, events, works."""

MARKS = (
    "round",
    "series",
    "subject",
    "when",
    "venue",
    "head",
    "member",
    "count",
    "topic",
    "view",
    "case",
    "situation",
    "reply",
    "promise",
    "side",
)
"""What a mark can be: opaque here, told in docs/marks.md."""

MARK_CLASSES = {
    "which": ("this", "earlier", "next", "other"),
    "standing": ("held", "ongoing", "scheduled", "suspended", "cancelled"),
    "kind": ("round", "meeting", "talks", "visit", "release", "law", "funds", "exchange", "other"),
    "acceptance": ("pledged", "accepted", "noted", "retracted"),
    "whose": ("nobody", "one", "both"),
}
"""What is told of a mark, by name: opaque here too."""
TIME_TYPES: tuple[Literal["DATE", "TIME", "DURATION", "SET"], ...] = ("DATE", "TIME", "DURATION", "SET")
"""Types of a time expression (TIMEX3)."""

STANDINGS = ("occurred", "planned", "denied", "hypothetical")
"""How what an event word tells of stands: docs/standing.md says which is which."""

ACT_TYPES = (
    "AGREE",
    "CONSULT",
    "SUPPORT",
    "COOPERATE",
    "AID",
    "YIELD",
    "REQUEST",
    "ACCUSE",
    "REJECT",
    "THREATEN",
    "PROTEST",
    "SANCTION",
    "MOBILIZE",
    "COERCE",
    "ASSAULT",
)
"""What an act between two can be: opaque here; the codebook's types, of which YIELD is two."""

ACT_MODES = (
    *("ACCUSE:ALLEGE", "ACCUSE:DISAPPROVE", "ACCUSE:INVESTIGATE"),
    *("ASSAULT:ABDUCT", "ASSAULT:AERIAL", "ASSAULT:ASSASSINATE", "ASSAULT:BEAT", "ASSAULT:CLEANSING", "ASSAULT:CROWD-CONTROL"),
    *("ASSAULT:DESTROY", "ASSAULT:DRONE", "ASSAULT:EXECUTE", "ASSAULT:EXPLOSIVES", "ASSAULT:FIREARMS", "ASSAULT:HEAVY-WEAPONS"),
    *("ASSAULT:MASSACRE", "ASSAULT:PRIMITIVE", "ASSAULT:SEXUAL", "ASSAULT:SUICIDE-ATTACK", "ASSAULT:TORTURE", "ASSAULT:UNCONVENTIONAL"),
    *("COERCE:ARREST", "COERCE:BAN", "COERCE:CENSOR", "COERCE:CURFEW", "COERCE:CYBER", "COERCE:DEPORT", "COERCE:MARTIAL-LAW"),
    *("COERCE:MISINFORMATION", "COERCE:RESTRICT", "COERCE:SEIZE", "COERCE:WITHHOLD"),
    *("CONSULT:MULTILATERAL", "CONSULT:PHONE", "CONSULT:THIRD-PARTY", "CONSULT:VISIT"),
    *("MOBILIZE:MILITIA", "MOBILIZE:POLICE", "MOBILIZE:TROOPS", "MOBILIZE:WEAPONS"),
    *("PROTEST:BOYCOTT", "PROTEST:DEMO", "PROTEST:HUNGER", "PROTEST:OBSTRUCT", "PROTEST:RIOT", "PROTEST:STRIKE"),
    *("REJECT:ASSIST", "REJECT:CHANGE", "REJECT:MEET", "REJECT:YIELD"),
    *("REQUEST:ASSIST", "REQUEST:CHANGE", "REQUEST:MEET", "REQUEST:YIELD"),
    *("RETREAT:ACCESS", "RETREAT:CEASEFIRE", "RETREAT:DISARM", "RETREAT:RELEASE", "RETREAT:RESIGN", "RETREAT:RETURN", "RETREAT:WITHDRAW"),
    *("SANCTION:CONVICT", "SANCTION:DISCONTINUE", "SANCTION:EXPEL", "SANCTION:WITHDRAW"),
    *("THREATEN:ARREST", "THREATEN:BAN", "THREATEN:EXPEL", "THREATEN:RELATIONS", "THREATEN:RESTRICT", "THREATEN:TERRITORY"),
    "THREATEN:VIOLENCE",
)
"""Modes of acts, each with the type that it is a mode of: opaque here too."""
