"""Parts of a document to Story facts."""

from __future__ import annotations

from verbale.model import Document, Evidence, Story, StoryWhen, mint
from verbale.stories import Dateline, Dating, Part

_SURE = 0.95
"""Of a boundary that the splitter drew or did not draw, measured on composed pages; a document of one story is its whole text."""


def story_of(document: Document, part: Part, line: Dateline, dated: Dating, alone: bool) -> Story:
    """The fact that this part of the document is a story.

    line: the day that it says it is from. dated: what else bounds that day. alone: whether it is the document's only one.
    """
    ident = mint("story", document.sha256, part.start, part.end)
    evidence = [_evidence(document, ident, part.start, part.end, "start")]
    if part.headline is not None:
        evidence.append(_evidence(document, ident, *part.headline, "headline"))
    shown = [line.day_span] if line.in_full and line.day_span is not None else [reason.span for reason in dated.reasons]
    evidence += [_evidence(document, ident, *span, "date") for span in shown]
    if line.weekday_span is not None:
        evidence.append(_evidence(document, ident, *line.weekday_span, "weekday"))
    return Story(
        id=ident,
        document_id=document.id,
        kind=part.kind,
        headline=None if part.headline is None else document.text[slice(*part.headline)],
        start=part.start,
        end=part.end,
        truncated=part.truncated,
        date=_when(line, dated),
        sources=(document.id,),
        confidence=1.0 if alone else _SURE,
        evidence=tuple(evidence),
    )


def _when(line: Dateline, dated: Dating) -> StoryWhen:
    """The story's day as it says itself, else the bounds by offices and years."""
    if line.in_full:
        return StoryWhen(str(line.day), "stated", weekday=line.weekday)
    if dated.days is None:
        return StoryWhen(weekday=line.weekday)
    return StoryWhen(dated.days.edtf, "offices", weekday=line.weekday)


def _evidence(document: Document, ident: str, start: int, end: int, field: str) -> Evidence:
    return Evidence(document.id, ident, start, end, document.text[start:end], field)
