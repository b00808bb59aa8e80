"""Document text to `Reading`, in one pass. Knows no politics."""

from verbale.reading.labels import (
    ACT_MODES,
    ACT_TYPES,
    ENTITIES,
    MARK_CLASSES,
    MARKS,
    MENTION_TYPES,
    PARTS_OF_SPEECH,
    RELATIONS,
    ROLES,
    STANDINGS,
    TIME_TYPES,
)
from verbale.reading.onnx_reader import OnnxReader
from verbale.reading.reading import Acts, Attributions, EventWords, Marks, Mentions, Paragraphs, Reader, Reading, Sentences, Times, Words

__all__ = [
    "ACT_MODES",
    "ACT_TYPES",
    "ENTITIES",
    "MARKS",
    "MARK_CLASSES",
    "MENTION_TYPES",
    "PARTS_OF_SPEECH",
    "RELATIONS",
    "ROLES",
    "STANDINGS",
    "TIME_TYPES",
    "Acts",
    "Attributions",
    "EventWords",
    "Marks",
    "Mentions",
    "OnnxReader",
    "Paragraphs",
    "Reader",
    "Reading",
    "Sentences",
    "Times",
    "Words",
]
