"""The nouns of the field, as frozen dataclasses. No I/O. Everything else derives from them."""

from verbale.model.actor import Actor, ActorKind
from verbale.model.document import Document
from verbale.model.evidence import Evidence, Role
from verbale.model.ids import mint
from verbale.model.interval import Interval, hull
from verbale.model.kinds import BY_PLURAL, BY_SINGULAR, BY_TYPE, CONFIDENCE_LINE, FACT_KINDS, KINDS, Entry, Fact, Kind
from verbale.model.said import Said
from verbale.model.shape import from_shape, to_shape
from verbale.model.statement import Speaker, Statement, StatementKind
from verbale.model.story import Story, StoryKind
from verbale.model.view import View
from verbale.model.when import UNKNOWN, Basis, StoryWhen, Weekday, When

__all__ = [
    "BY_PLURAL",
    "BY_SINGULAR",
    "BY_TYPE",
    "CONFIDENCE_LINE",
    "FACT_KINDS",
    "KINDS",
    "UNKNOWN",
    "Actor",
    "ActorKind",
    "Basis",
    "Document",
    "Entry",
    "Evidence",
    "Fact",
    "Interval",
    "Kind",
    "Role",
    "Said",
    "Speaker",
    "Statement",
    "StatementKind",
    "Story",
    "StoryKind",
    "StoryWhen",
    "View",
    "Weekday",
    "When",
    "from_shape",
    "hull",
    "mint",
    "to_shape",
]
