"""Documents, and the reader: a text with what was read out of it, in layers."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Annotated

from fastapi import APIRouter, Depends, Query, Response
from fastapi.responses import RedirectResponse

from verbale.model import Commitment, Document, Entry, Story
from verbale.record import Wanted
from verbale.web.downloads import offer
from verbale.web.given import MOST, After, Code, Ident, Limit, Text
from verbale.web.layers import LAYERS, Mark, Paragraph, marks_of, paragraphs, portion
from verbale.web.narrowing import narrowed
from verbale.web.sheets import Count, Source, counted, source_of
from verbale.web.shown import href
from verbale.web.site import Site
from verbale.web.talks import outcome_of

KINDS = (*LAYERS, "dialogues")


@dataclass(frozen=True, slots=True)
class Documents:
    """A page of documents."""

    entries: tuple[Document, ...]
    outlets: tuple[Count, ...]
    next: int | None
    total: int | None


@dataclass(frozen=True, slots=True)
class Stories:
    """A page of stories."""

    entries: tuple[Story, ...]
    next: int | None
    total: int | None


@dataclass(frozen=True, slots=True)
class Reading:
    """A document's text, or the page of it that holds what is asked for, with what was read out of it.

    start, end: of this page, code points into the whole text; text: it. before, after: where the pages beside it begin, None where there is
    none. marks: in this page. entries: all those that have a mark in it. fact: the entry whose words are shown, with all its marks.
    """

    document: Document
    source: Source
    stories: tuple[Story, ...]
    start: int
    end: int
    text: str
    before: int | None
    after: int | None
    marks: tuple[Mark, ...]
    entries: tuple[Entry, ...]
    fact: Entry | None
    shown: tuple[Mark, ...]
    outcome: str | None


def parts(sheet: Reading) -> list[Paragraph]:
    """The paragraphs of the page that is shown."""
    return paragraphs(" " * sheet.start + sheet.text, sheet.start, sheet.end, sheet.marks, sheet.stories)


def routes(site: Site) -> APIRouter:
    """Documents."""
    router, asked = APIRouter(tags=["documents"]), site.asked
    site.jinja.globals |= {"parts": parts, "LAYERS": LAYERS}

    def chosen(outlet: Text = None, words: Text = None) -> Wanted:
        return narrowed("documents", {"outlet": outlet}, words)

    def chosen_stories(document: Ident = None, form: Code = None, words: Text = None) -> Wanted:
        return narrowed("stories", {"document": document, "form": form}, words)

    choice, choice_of_stories = Depends(chosen), Depends(chosen_stories)

    def documents(wanted: Wanted = choice, after: After = None, limit: Limit = 50) -> Documents:
        """What was read, the newest first."""
        page = asked.page(replace(wanted, after=after, limit=limit))
        outlets = counted(asked.counts("documents", "outlet"))
        return Documents(page.entries, outlets, page.next, page.total)  # type: ignore[arg-type]

    def stories(wanted: Wanted = choice_of_stories, after: After = None, limit: Limit = 50) -> Stories:
        """Articles, teasers, releases and transcripts, the newest first."""
        page = asked.page(replace(wanted, after=after, limit=limit))
        return Stories(page.entries, page.next, page.total)  # type: ignore[arg-type]

    def document(ident: str, fact: Ident = None, story: Ident = None, at: Annotated[int | None, Query(ge=0, le=MOST)] = None) -> Reading:
        """A document's text with what was read out of it. fact: an entry whose words are shown; at: the place that is shown."""
        found = asked.entry(ident, Document)
        text = asked.text(found.id)
        shown = None if fact is None else asked.any(fact)
        words = [] if shown is None else [e for e in shown.evidence if e.document_id == found.id]
        begun = asked.some(Story, [story]).get(story) if story is not None else None
        first = begun.start if begun is not None else min((e.start for e in words), default=0)
        start, end = portion(text, min(first if at is None else at, max(len(text) - 1, 0)))
        near = asked.near("stories", found.id, start, end)
        stories = [s for s in near if isinstance(s, Story) and s.document_id == found.id]
        entries = [entry for kind in KINDS for entry in asked.near(kind, found.id, start, end)]
        if shown is not None and not isinstance(shown, Story) and all(shown.id != entry.id for entry in entries):
            entries.append(shown)
        marks = marks_of(entries, found.id)
        own = tuple(sorted((m for m in marks if shown is not None and m.id == shown.id), key=lambda m: (m.start, m.end)))
        here = tuple(m for m in marks if m.start < end and m.end > start)
        ids = {m.id for m in here}
        outcome = None
        if isinstance(shown, Commitment) and shown.fulfilled_by is not None:
            kept = outcome_of(site, shown)
            outcome = None if kept is None else f"/documents/{kept.document_id}?fact={kept.id}&at={kept.start}#shown"
        return Reading(
            found, source_of(found), tuple(stories), start, end, text[start:end], None if start == 0 else portion(text, start - 1)[0],
            end if end < len(text) else None, here, tuple(e for e in entries if e.id in ids), shown, own, outcome,
        )  # fmt: skip

    def story(ident: str) -> Response:
        """The story in its document."""
        return RedirectResponse(href(asked.entry(ident, Story)), 303)

    def whatever(ident: str) -> Response:
        """The page of whatever has this id."""
        return RedirectResponse(href(asked.any(ident)), 303)

    site.both(router, "/documents", documents, "documents.html", "Documents")
    site.both(router, "/documents/{ident}", document, "reader.html", "A document's text, with what was read out of it")
    site.both(router, "/stories", stories, "stories.html", "Stories")
    offer(site, router, "documents", chosen)
    offer(site, router, "stories", chosen_stories)
    router.add_api_route("/stories/{ident}", story, methods=["GET"], include_in_schema=False, name="story")
    router.add_api_route("/id/{ident}", whatever, methods=["GET"], include_in_schema=False, name="whatever")
    return router
