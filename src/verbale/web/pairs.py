"""Pairs of entries that may be one: joined by a person's word, or kept apart, which is remembered."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Annotated, Literal

from fastapi import APIRouter, Form, Request, Response
from fastapi.responses import RedirectResponse

from verbale import correcting
from verbale.errors import NotInRecord
from verbale.model import Entry
from verbale.record import Apart, Pair
from verbale.web.given import Limit, Offset
from verbale.web.relinking import Relinking
from verbale.web.sheets import Source, sources_of
from verbale.web.site import Site
from verbale.web.visitor import Forbidden, Visitor


@dataclass(frozen=True, slots=True)
class KeptApart:
    """Two that a person said are two; an entry is null where it is gone."""

    pair: Apart
    one: Entry | None
    other: Entry | None


@dataclass(frozen=True, slots=True)
class Pairs:
    """A page of pairs, and the latest that were kept apart. next: the offset of the next page."""

    entries: tuple[Pair, ...]
    apart: tuple[KeptApart, ...]
    sources: tuple[Source, ...]
    behind: bool
    next: int | None
    total: int


def routes(site: Site, relinking: Relinking) -> APIRouter:
    """Proposed links."""
    router, asked, lock = APIRouter(tags=["review"]), site.asked, threading.Lock()

    def found(ident: str) -> Entry | None:
        try:
            return asked.any(ident)
        except NotInRecord:
            return None

    def pairs(offset: Offset = 0, limit: Limit = 25) -> Pairs:
        """Entries that may be one, with why; a person joins them or says that they are two."""
        every = asked.pairs()
        shown = tuple(every[offset : offset + limit])
        apart = tuple(KeptApart(pair, found(pair.one), found(pair.other)) for pair in asked.record.apart()[:limit])
        more = offset + limit if offset + limit < len(every) else None
        sources = sources_of(asked, [entry for pair in shown for entry in (pair.one, pair.other)])
        return Pairs(shown, apart, sources, relinking.behind, more, len(every))

    def decide(
        request: Request,
        action: Annotated[Literal["merge", "apart", "again"], Form()],
        one: Annotated[str, Form(max_length=80)],
        other: Annotated[str, Form(max_length=80)],
        csrf: Annotated[str | None, Form()] = None,
    ) -> Response:
        visitor: Visitor = request.state.visitor
        site.visitors.allow_change(request, visitor, csrf)
        with lock:
            if action == "again":
                asked.record.forget_apart(one, other)
            elif not any({one, other} == {pair.one.id, pair.other.id} for pair in asked.pairs()):
                raise Forbidden(409, "this pair isn't proposed any more: somebody has decided it, or what was read meanwhile has")
            elif action == "apart":
                now = datetime.now(UTC).isoformat(timespec="seconds")
                asked.record.keep_apart(Apart(one, other, visitor.name, now))
            else:
                correcting.merge(asked.record, one, other, who=visitor.name, why="proposed, and confirmed by a person")
        if action == "merge":
            relinking.ask()
        if request.headers.get("hx-request") == "true":
            return site.html(request, "decided.html", action=action, behind=relinking.behind)
        return RedirectResponse("/review/pairs", 303)

    site.both(router, "/review/pairs", pairs, "pairs.html", "Entries that may be one")
    router.add_api_route("/review/pairs", decide, methods=["POST"], include_in_schema=False, name="decide")
    return router
