"""Document text to `Reading`, in one pass. Knows no politics."""

from verbale.reading.labels import ENTITIES, MENTION_TYPES, PARTS_OF_SPEECH, RELATIONS, ROLES
from verbale.reading.onnx_reader import OnnxReader
from verbale.reading.reading import Attributions, Mentions, Paragraphs, Reader, Reading, Sentences, Words

__all__ = [
    "ENTITIES",
    "MENTION_TYPES",
    "PARTS_OF_SPEECH",
    "RELATIONS",
    "ROLES",
    "Attributions",
    "Mentions",
    "OnnxReader",
    "Paragraphs",
    "Reader",
    "Reading",
    "Sentences",
    "Words",
]
