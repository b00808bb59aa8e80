"""Parts of a document to Story facts."""

from __future__ import annotations

from verbale.model import Document, Evidence, Story, StoryWhen, mint
from verbale.stories import Dating, Part

_SURE = 0.95
"""Of a boundary that the splitter drew or did not draw, measured on composed pages; a document of one story is its whole text."""


def story_of(document: Document, part: Part, dated: Dating, alone: bool) -> Story:
    """The fact that this part of the document is a story.

    dated: what it tells of its own day. alone: whether it is the document's only one.
    """
    ident = mint("story", document.sha256, part.start, part.end)
    evidence = [_evidence(document, ident, part.start, part.end, "start")]
    if part.headline is not None:
        evidence.append(_evidence(document, ident, *part.headline, "headline"))
    evidence += [_evidence(document, ident, *reason.span, "date") for reason in dated.reasons]
    return Story(
        id=ident,
        document_id=document.id,
        kind=part.kind,
        headline=None if part.headline is None else document.text[slice(*part.headline)],
        start=part.start,
        end=part.end,
        truncated=part.truncated,
        date=_when(dated),
        sources=(document.id,),
        confidence=1.0 if alone else _SURE,
        evidence=tuple(evidence),
    )


def _when(dated: Dating) -> StoryWhen:
    """What the story tells of its own day: the bounds by offices and years. A dateline's own day would come before them."""
    return StoryWhen() if dated.days is None else StoryWhen(dated.days.edtf, "offices")


def _evidence(document: Document, ident: str, start: int, end: int, field: str) -> Evidence:
    return Evidence(document.id, ident, start, end, document.text[start:end], field)
