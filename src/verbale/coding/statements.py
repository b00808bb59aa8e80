"""Attributions to Statement facts: who said what, in whose words.

The reader finds source, cue and content; here quotation marks bound the words, the source becomes the actor it means, and quotations that
go on without a word of saying are given to the one whose turn it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from verbale.model import Actor, Document, Evidence, Speaker, Statement, StatementKind, When, mint
from verbale.reading import ROLES, Reading
from verbale.reading.quotations import Quotation
from verbale.reading.structure import Span
from verbale.stories import KICKER, NOBODY, Cast, Named, Resolved, Turn
from verbale.tables import Tables

_SOURCE, _CUE, _CONTENT = (ROLES.index(role) for role in ("source", "cue", "content"))
_THAT = re.compile(r"(?:that)\s+", re.IGNORECASE)
_LEFT_EDGE = re.compile(r"[\s,:;–—-]+")
_RIGHT_EDGE = re.compile(r"[\s,:;–—-]+$")
_WITHHELD = re.compile(r"\b(?:declin\w+|refus\w+|(?:did|would|could|does|do)(?: not|n[’']t)) (?:to )?\w*$", re.IGNORECASE)
"""What stands at the end of "declined to say" and "would not comment"."""
_LETTER = re.compile(r"\w")
_SNAP = 0.6
"""Share of a quotation that a part of a content must cover to be taken as the whole of it."""
_LEAST_WORDS = 2
"""Words of a content that isn't quoted, at least."""
_STRAY_WORDS = 2
_QUOTED_WORDS = 4
"""Words from which a quotation is taken as somebody's words rather than as a term in inverted commas."""
_NO_CUE = 0.75
_NOT_UTTERED = 0.8
_UNHEARD = 0.5
_GUESSED = 0.8
"""What a statement's confidence is multiplied by: where it goes on without a cue; where it is thought, not said; where its cue is no word
of saying that we know, or says that nothing was said; and where the reader saw no source and the cue's subject is taken for it."""


@dataclass(frozen=True, slots=True)
class _Draft:
    """An attribution on its way to a statement: parts of the content without marks, cue, source, speaker, confidence."""

    parts: tuple[Span, ...]
    cue: Span | None
    source: Span | None
    speaker: Resolved
    confidence: float


def statements(
    document: Document,
    story_id: str,
    story: Span,
    reading: Reading,
    quoted: Sequence[Quotation],
    turns: Sequence[Turn],
    cast: Cast,
    actors: dict[str, Actor],
    tables: Tables,
) -> list[Statement]:
    """The statements of one story, in order of place. actors: by the name they have in `cast`."""
    drafts = [] if turns else list(_drafts(document.text, story, reading, quoted, cast, tables))
    drafts = [*_turns(turns), *drafts] if turns else _continued(drafts, document.text, story, quoted)
    drafts = _once(drafts)
    return [_statement(document, story_id, draft, quoted, actors) for draft in drafts]


def _once(drafts: list[_Draft]) -> list[_Draft]:
    """The drafts in order of place; of those that came to the same words the surest, since words are one statement."""
    best: dict[tuple[Span, ...], _Draft] = {}
    for draft in sorted(drafts, key=lambda d: -d.confidence):
        best.setdefault(draft.parts, draft)
    return [best[parts] for parts in sorted(best)]


def _drafts(text: str, story: Span, reading: Reading, quoted: Sequence[Quotation], cast: Cast, tables: Tables) -> Iterator[_Draft]:
    a = reading.attributions
    kicker = KICKER.match(text, *story)
    first = story[0] if kicker is None else kicker.end() - 1
    for i in range(len(a)):
        contents = [(max(first, b), e) for b, e in a.spans(i, _CONTENT) if story[0] <= b and first < e <= story[1]]
        if not contents:
            continue
        cue = next(iter(a.spans(i, _CUE)), None)
        source = next((span for span in a.spans(i, _SOURCE) if span[0] >= first), None)
        guessed = source is None and cue is not None
        if guessed and cue is not None:
            source = _elsewhere(cast.subject(cue), contents)
        parts = tuple(dict.fromkeys(part for span in contents for part in _parts(text, span, quoted)))
        said = None if cue is None else _word_of_saying(text, cue, tables)
        quotes = any(_is_quoted(part, quoted) for part in parts)
        if not parts or (said is None and not any(_is_quoted(part, quoted) and _long(text, part) for part in parts)):
            continue
        if not quotes and sum(len(text[a:b].split()) for a, b in parts) < _LEAST_WORDS:
            continue
        speaker = NOBODY if source is None else cast.resolve(source, (contents[0][0], contents[-1][1]))
        confidence = _confidence(float(a.score[i]), text, said, speaker, tables)
        yield _Draft(parts, said, source, speaker, confidence * (_GUESSED if guessed else 1.0))


def _elsewhere(source: Span | None, contents: Sequence[Span]) -> Span | None:
    """The source, where it doesn't lie in what is said."""
    return None if source is None or any(a < source[1] and source[0] < b for a, b in contents) else source


def _confidence(score: float, text: str, cue: Span | None, speaker: Resolved, tables: Tables) -> float:
    confidence = score * speaker.sure
    if cue is None:
        return confidence * _NO_CUE
    saying = tables.sayings.by_form(text[slice(*cue)])
    if saying is None or _WITHHELD.search(text[max(0, cue[0] - 24) : cue[1]]):
        return confidence * _UNHEARD
    return confidence * (_NOT_UTTERED if saying.kind == "think" else 1.0)


def _word_of_saying(text: str, cue: Span, tables: Tables) -> Span:
    """The word of saying alone: "said" of "has said", "according to" whole; the last word where we know none of them."""
    words = [(cue[0] + m.start(), cue[0] + m.end()) for m in re.finditer(r"[^\W_]+(?:[-’'][^\W_]+)*", text[slice(*cue)])]
    if not words:
        return cue
    tokens = [text[a:b] for a, b in words]
    for at in range(len(tokens)):
        found = tables.sayings.longest(tokens, at)
        if found is not None:
            return (words[at][0], words[found.end - 1][1])
    return words[-1]


def _parts(text: str, span: Span, quoted: Sequence[Quotation]) -> Iterator[Span]:
    """A stretch of content as it is kept: a part a paragraph, quotations whole, without enclosing marks, "that" and edges."""
    for line in re.finditer(r"[^\n\r]+", text[slice(*span)]):
        start, end = _snapped((span[0] + line.start(), span[0] + line.end()), quoted, text)
        start, end = _trimmed(text, start, end, quoted)
        if start < end and _LETTER.search(text, start, end):
            yield (start, end)


def _snapped(span: Span, quoted: Sequence[Quotation], text: str) -> Span:
    """The span widened to the whole of a quotation that it covers most of, and narrowed where it enters the next one by a word or two.

    A quotation whose closing mark is missing has no end to be widened to.
    """
    start, end = span
    for q in quoted:
        if q.depth or q.outer[1] <= start or q.outer[0] >= end:
            continue
        covered = min(end, q.inner[1]) - max(start, q.inner[0])
        share = covered / (q.inner[1] - q.inner[0])
        if q.outer[0] < start < q.inner[1] and share >= _SNAP:
            start = q.outer[0]
        if q.inner[0] < end < q.outer[1] and q.closed:
            if share >= _SNAP:
                end = q.outer[1]
            elif start < q.outer[0] and len(text[q.inner[0] : end].split()) <= _STRAY_WORDS:
                end = q.outer[0]
    return (start, end)


def _trimmed(text: str, start: int, end: int, quoted: Sequence[Quotation]) -> Span:
    by_start = {q.outer[0]: q for q in quoted if not q.depth}
    while True:
        if (edge := _LEFT_EDGE.match(text, start, end)) is not None:
            start = edge.end()
        if (edge := _RIGHT_EDGE.search(text[start:end])) is not None:
            end = start + edge.start()
        enclosing = by_start.get(start)
        if enclosing is not None and enclosing.outer[1] >= end and _bare(text, enclosing, end):
            return _inside(text, enclosing.inner[0], min(enclosing.inner[1], end))
        if (that := _THAT.match(text, start, end)) is not None:
            start = that.end()
            continue
        break
    if end - start > 1 and text[end - 1] in '”"»' and not any(q.outer[0] < end <= q.outer[1] for q in quoted):
        end -= 1 + (text[end - 2] == ",")
    outside = not any(q.outer[0] < end <= q.outer[1] for q in quoted)
    if outside and end - start > 1 and text[end - 1] == "." and text[end - 3 : end - 2] != ".":
        end -= 1
    return (start, end)


def _bare(text: str, q: Quotation, end: int) -> bool:
    """Whether nothing but marks stands between the end of a quotation and the end of the span."""
    return not _LETTER.search(text, min(q.inner[1], end), end)


def _inside(text: str, start: int, end: int) -> Span:
    """A quotation's words without the comma that only joins it to its attribution, and without marks left over at its edges."""
    while start < end and (text[start].isspace() or text[start] in '“”"„«»'):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in ',“”"«»'):
        end -= 1
    return (start, end)


def _is_quoted(part: Span, quoted: Iterable[Quotation]) -> bool:
    return any(q.outer[0] <= part[0] and part[1] <= q.outer[1] for q in quoted)


def _long(text: str, span: Span) -> bool:
    return len(text[slice(*span)].split()) >= _QUOTED_WORDS


def _continued(drafts: list[_Draft], text: str, story: Span, quoted: Sequence[Quotation]) -> list[_Draft]:
    """The drafts with the quotations that none of them has: those that follow a speaker's own words at once are the speaker's too."""
    taken = [part for draft in drafts for part in draft.parts]
    made = list(drafts)
    for q in quoted:
        loose = (
            not q.depth
            and story[0] <= q.outer[0]
            and q.outer[1] <= story[1]
            and not any(a < q.outer[1] and q.outer[0] < b for a, b in taken)
        )
        if not loose or not _long(text, q.inner) or not text[q.inner[0]].isupper():
            continue
        before = max((d for d in made if d.parts[-1][1] <= q.outer[0]), key=lambda d: d.parts[-1][1], default=None)
        if before is None or not _goes_on(text, before, q):
            continue
        part = _inside(text, *q.inner)
        made.append(_Draft((part,), None, None, replace(before.speaker, also=()), round(before.confidence * _NO_CUE, 4)))
    return made


def _goes_on(text: str, before: _Draft, q: Quotation) -> bool:
    """Whether nothing stands between a draft and a quotation but its own attribution, a full stop, or a paragraph's break."""
    end = max(span[1] for span in (*before.parts, before.cue, before.source) if span is not None)
    between = text[end : q.outer[0]] if end <= q.outer[0] else ""
    words = len(_LETTER.findall(between))
    same_paragraph = "\n" not in between
    opens_paragraph = between.strip(' .,”"’»\n\r') == "" and text[: q.outer[0]].rstrip(" \t")[-1:] in ("\n", "")
    return words == 0 and (same_paragraph or opens_paragraph)


def _turns(turns: Sequence[Turn]) -> Iterator[_Draft]:
    """What a transcript's speakers say in their turns; a question is nobody's statement."""
    for turn in turns:
        if turn.parts and not turn.question:
            yield _Draft(turn.parts, None, turn.label, Resolved(turn.speaker, 1.0), 0.9 if turn.speaker else 0.6)


def _statement(document: Document, story_id: str, draft: _Draft, quoted: Sequence[Quotation], actors: dict[str, Actor]) -> Statement:
    text = document.text
    also = tuple(s for named in draft.speaker.also if (s := _speaker(named, actors)).name is not None)

    def shown(span: Span, field: str, role: str) -> Evidence:
        return Evidence(document.id, story_id, span[0], span[1], text[slice(*span)], field, role)  # type: ignore[arg-type]

    evidence = [shown(part, "content", "content") for part in draft.parts]
    if draft.cue is not None:
        evidence.append(shown(draft.cue, "cue", "cue"))
    if draft.source is not None:
        evidence.append(shown(draft.source, "speaker", "source"))
    return Statement(
        id=mint("statement", document.sha256, *(offset for part in draft.parts for offset in part)),
        story_id=story_id,
        speaker=_speaker(draft.speaker.named, actors),
        co_speakers=also,
        cue=None if draft.cue is None else text[slice(*draft.cue)],
        content=" ".join(text[slice(*part)] for part in draft.parts),
        kind=_kind(text, draft, quoted),
        date=When(),
        confidence=round(min(1.0, draft.confidence), 2),
        evidence=tuple(evidence),
    )


def _speaker(named: Named | None, actors: dict[str, Actor]) -> Speaker:
    actor = None if named is None else actors.get(named.name)
    return Speaker() if actor is None else Speaker(actor.id, actor.name)


def _kind(text: str, draft: _Draft, quoted: Sequence[Quotation]) -> StatementKind:
    """Direct where every word stands in quotation marks (or in a transcript), indirect where none does."""
    if draft.cue is None and draft.source is not None:
        return "direct"
    letters = inside = 0
    for start, end in draft.parts:
        near = [q.outer for q in quoted if q.outer[0] < end and start < q.outer[1]]
        for m in _LETTER.finditer(text, start, end):
            letters += 1
            inside += any(a <= m.start() < b for a, b in near)
    return "direct" if inside == letters else "mixed" if inside else "indirect"
