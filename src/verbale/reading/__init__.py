"""Document text to `Reading`, in one pass. Knows no politics."""

from verbale.reading.labels import ENTITIES, MENTION_TYPES, PARTS_OF_SPEECH, RELATIONS, ROLES, STANDINGS, TIME_TYPES
from verbale.reading.onnx_reader import OnnxReader
from verbale.reading.reading import Attributions, EventWords, Mentions, Paragraphs, Reader, Reading, Sentences, Times, Words

__all__ = [
    "ENTITIES",
    "MENTION_TYPES",
    "PARTS_OF_SPEECH",
    "RELATIONS",
    "ROLES",
    "STANDINGS",
    "TIME_TYPES",
    "Attributions",
    "EventWords",
    "Mentions",
    "OnnxReader",
    "Paragraphs",
    "Reader",
    "Reading",
    "Sentences",
    "Times",
    "Words",
]
