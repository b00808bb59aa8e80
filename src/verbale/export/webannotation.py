"""webannotation: every anchor as a W3C Web Annotation (JSON-LD), so that tools for annotated pages show our evidence where it stands.

Source: Web Annotation Data Model, W3C Recommendation of 23 February 2017. An AnnotationCollection with one page. The target's source is the
document's address, or its permalink where it has none; selectors are TextPositionSelector and TextQuoteSelector, whose offsets are code
points in the document's stored text: in a page as it was published they may be others, and the quotation finds the place.
"""

from __future__ import annotations

import json
from typing import Any, BinaryIO

from verbale.export.format import Format
from verbale.export.material import Material
from verbale.export.titles import title_of
from verbale.model import BY_TYPE, FACT_KINDS, Document, Entry, Evidence

CONTEXT = "http://www.w3.org/ns/anno.jsonld"


def write(material: Material, out: BinaryIO) -> None:
    """The collection, an annotation a line."""
    head = {"@context": CONTEXT, "id": material.permalink("annotations"), "type": "AnnotationCollection", "label": "Verbale"}
    page = {"id": material.permalink("annotations-1"), "type": "AnnotationPage", "startIndex": 0}
    out.write(_compact(head)[:-1] + b',"first":' + _compact(page)[:-1] + b',"items":[')
    between, total = b"\n", 0
    for kind in FACT_KINDS:
        for entry in material.entries(kind.plural):
            for index, shown in enumerate(entry.evidence):
                out.write(between + _compact(_annotation(material, entry, index, shown)))
                between, total = b",\n", total + 1
    out.write(b"\n]},\n" + f'"total":{total}'.encode() + b"}\n")


def _annotation(material: Material, entry: Entry, index: int, shown: Evidence) -> dict[str, Any]:
    document = material.entry(shown.document_id)
    url = document.url if isinstance(document, Document) else None
    return {
        "id": f"{material.permalink(entry.id)}#{index}",
        "type": "Annotation",
        "motivation": "identifying",
        "body": [
            {"type": "SpecificResource", "source": material.permalink(entry.id), "purpose": "identifying"},
            {"type": "TextualBody", "value": title_of(material, entry), "format": "text/plain", "purpose": "describing"},
            {"type": "TextualBody", "value": BY_TYPE[type(entry)].singular, "format": "text/plain", "purpose": "classifying"},
            {"type": "TextualBody", "value": shown.field, "format": "text/plain", "purpose": "tagging"},
        ],
        "target": {
            "source": url or material.permalink(shown.document_id),
            "selector": [
                {"type": "TextPositionSelector", "start": shown.start, "end": shown.end},
                {"type": "TextQuoteSelector", "exact": shown.exact},
            ],
        },
    }


def _compact(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


FORMAT = Format(
    name="webannotation",
    what="every anchor as a W3C Web Annotation (JSON-LD)",
    kinds=tuple(kind.plural for kind in FACT_KINDS),
    file=write,
)
