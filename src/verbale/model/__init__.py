"""The nouns of the field, as frozen dataclasses. No I/O. Everything else derives from them."""

from verbale.model.actor import Actor, ActorKind
from verbale.model.case import Case, Reply
from verbale.model.commitment import Acceptance, Commitment, CommitmentKind, CommitmentStatus, Step
from verbale.model.correction import Anchor, Correction, CorrectionAction, correction_id, in_force
from verbale.model.dialogue import Dialogue
from verbale.model.document import Document
from verbale.model.event import SYMMETRIC, Event, EventStatus, EventType
from verbale.model.evidence import Evidence, Role
from verbale.model.ids import mint
from verbale.model.interval import Interval, hull
from verbale.model.kinds import BY_PLURAL, BY_SINGULAR, BY_TYPE, CONFIDENCE_LINE, FACT_KINDS, KINDS, Entry, Fact, Kind
from verbale.model.party import Party
from verbale.model.place import NOWHERE, NamedPlace, Place
from verbale.model.round import Characterization, Delegation, Head, Round, RoundStatus, Topic
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
    "NOWHERE",
    "SYMMETRIC",
    "UNKNOWN",
    "Acceptance",
    "Actor",
    "ActorKind",
    "Anchor",
    "Basis",
    "Case",
    "Characterization",
    "Commitment",
    "CommitmentKind",
    "CommitmentStatus",
    "Correction",
    "CorrectionAction",
    "Delegation",
    "Dialogue",
    "Document",
    "Entry",
    "Event",
    "EventStatus",
    "EventType",
    "Evidence",
    "Fact",
    "Head",
    "Interval",
    "Kind",
    "NamedPlace",
    "Party",
    "Place",
    "Reply",
    "Role",
    "Round",
    "RoundStatus",
    "Said",
    "Speaker",
    "Statement",
    "StatementKind",
    "Step",
    "Story",
    "StoryKind",
    "StoryWhen",
    "Topic",
    "View",
    "Weekday",
    "When",
    "correction_id",
    "from_shape",
    "hull",
    "in_force",
    "mint",
    "to_shape",
]
