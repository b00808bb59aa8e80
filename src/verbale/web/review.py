"""Review: what is doubtful, confirmed, corrected or rejected; what was corrected, and taken back; and what is still to be read."""

from __future__ import annotations

import hashlib
import json
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Any, Literal

from fastapi import APIRouter, File, Form, Request, Response, UploadFile
from fastapi.responses import RedirectResponse
from pydantic import BaseModel, Field

from verbale import correcting
from verbale.model import BY_TYPE, Correction, Entry, in_force, to_shape
from verbale.model.edtf import valid
from verbale.record import Wanted
from verbale.web import pairs
from verbale.web.given import After, Limit, Plural
from verbale.web.relinking import Relinking
from verbale.web.sheets import Source, sources_of
from verbale.web.site import Problem, Site
from verbale.web.tidings import Source as Given
from verbale.web.tidings import Tiding, Tidings, safe_name
from verbale.web.visitor import Forbidden, Visitor

Action = Literal["confirm", "reject", "correct", "undo"]
LOGGED = 50
"""Corrections on the page, the newest."""
FILES = 50
"""Files that are taken at once."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """An entry to look at. version: of it as it is shown; a change names it, so that none overwrites another. fields: the correctable.

    said: whether somebody has said something of it that isn't shown yet, because the record is still being linked.
    """

    entry: Entry
    version: str
    fields: tuple[str, ...]
    said: bool


@dataclass(frozen=True, slots=True)
class Logged:
    """A correction, and whether it is in force."""

    correction: Correction
    active: bool


@dataclass(frozen=True, slots=True)
class Review:
    """Doubtful entries, the newest first, and the latest corrections.

    pairs: how many entries may be one with another. behind: whether the record is being linked anew; problem: why that failed.
    """

    doubts: tuple[Doubt, ...]
    corrections: tuple[Logged, ...]
    sources: tuple[Source, ...]
    pairs: int
    behind: bool
    problem: str | None
    next: int | None
    total: int | None


class Change(BaseModel):
    """A change that is asked for. target: the id of an entry, or, to undo, of a correction. version: of the entry as it was seen."""

    action: Action
    target: str = Field(max_length=80)
    version: str | None = Field(default=None, max_length=80)
    field: str | None = Field(default=None, max_length=80)
    value: Any = None
    why: str | None = Field(default=None, max_length=2000)


def routes(site: Site) -> APIRouter:
    """Review."""
    router, asked = APIRouter(tags=["review"]), site.asked
    relinking, lock = Relinking(asked), threading.Lock()
    tidings, unseen = Tidings(asked, relinking), set[str]()

    def review(kind: Plural = None, after: After = None, limit: Limit = 25) -> Review:
        """What lies below the confidence line, and what persons have said of entries."""
        page = asked.page(Wanted(kind, below_line=True, after=after, limit=limit))
        corrections = asked.record.corrections()
        active = {c.id for c in in_force(corrections)}
        logged = tuple(Logged(c, c.id in active) for c in reversed(corrections[-LOGGED:]))
        behind, said = relinking.behind, asked.said()
        doubts = tuple(Doubt(e, version_of(e, said), correctable(e), behind and e.id in unseen) for e in page.entries)
        sources = sources_of(asked, page.entries)
        return Review(doubts, logged, sources, len(asked.pairs()), behind, relinking.problem, page.next, page.total)

    def changed(visitor: Visitor, change: Change) -> Correction:
        """Lay a person's word over the record. Raises Forbidden where the entry isn't any more as it was seen."""
        with lock:
            if change.action == "undo":
                made = correcting.undo(asked.record, change.target, who=visitor.name, why=change.why)
            else:
                entry = asked.any(change.target)
                if change.version is not None and change.version != version_of(entry, asked.said()):
                    raise Forbidden(409, _conflict(asked.record.corrections(), entry.id))
                made = _made(change, entry.id, visitor.name)
            if not relinking.behind:
                unseen.clear()
            unseen.add(made.target_id)
        relinking.ask()
        return made

    def _made(change: Change, ident: str, who: str) -> Correction:
        if change.action == "confirm":
            return correcting.confirm(asked.record, ident, who=who, why=change.why)
        if change.action == "reject":
            return correcting.reject(asked.record, ident, who=who, why=change.why)
        if not change.field:
            raise Forbidden(422, "name the field that is to be corrected")
        return correcting.correct(asked.record, ident, change.field, change.value, who=who, why=change.why)

    def by_form(
        request: Request,
        action: Annotated[Action, Form()],
        target: Annotated[str, Form(max_length=80)],
        version: Annotated[str | None, Form(max_length=80)] = None,
        field: Annotated[str | None, Form(max_length=80)] = None,
        value: Annotated[str | None, Form(max_length=20_000)] = None,
        why: Annotated[str | None, Form(max_length=2000)] = None,
        csrf: Annotated[str | None, Form()] = None,
    ) -> Response:
        visitor: Visitor = request.state.visitor
        site.visitors.allow_change(request, visitor, csrf)
        given = None if value is None else correcting.value_of(value)
        made = changed(visitor, Change(action=action, target=target, version=version, field=field, value=given, why=why or None))
        if request.headers.get("hx-request") == "true":
            return site.html(request, "changed.html", made=made, behind=relinking.behind)
        return RedirectResponse("/review", 303)

    def by_json(request: Request, change: Change) -> Response:
        site.visitors.allow_change(request, request.state.visitor, request.headers.get("x-csrf-token"))
        return site.json(request, changed(request.state.visitor, change))

    def read(
        request: Request,
        files: Annotated[list[UploadFile] | None, File()] = None,
        pasted: Annotated[str, Form(max_length=4_000_000)] = "",
        date: Annotated[str, Form(max_length=80)] = "",
        outlet: Annotated[str, Form(max_length=200)] = "",
        url: Annotated[str, Form(max_length=2000)] = "",
        csrf: Annotated[str | None, Form()] = None,
    ) -> Response:
        site.visitors.allow_change(request, request.state.visitor, csrf)
        if date and not valid(date):
            raise Forbidden(422, f"{date!r} is no EDTF date; such are 2010-05-14, 2010-05, 2010-05-13/2010-05-14")
        told = (date or None, outlet or None, url or None)
        given = [Given(safe_name(file.filename), file.file.read(), *told) for file in files or () if file.filename]
        given += [Given("-", pasted.encode("utf-8", "replace"), *told)] if pasted.strip() else []
        if not given or len(given) > FILES:
            raise Forbidden(422, f"choose files, up to {FILES}, or paste a text")
        begun = tidings.begin(given)
        return RedirectResponse(f"/review/readings/{begun.id}", 303)

    def reading(ident: str) -> Tiding:
        """How far a reading has come."""
        found = tidings.of(ident)
        if found is None:
            raise Forbidden(404, "no such reading is remembered; what was read is in the record")
        return found

    def progress(request: Request, ident: str) -> Response:
        return site.html(request, "reading.html", sheet=reading(ident))

    def progress_twin(request: Request, ident: str) -> Response:
        return site.json(request, reading(ident))

    router.include_router(pairs.routes(site, relinking))
    site.both(router, "/review", review, "review.html", "Doubtful entries, and the log of corrections")
    hidden: dict[str, Any] = {"methods": ["POST"], "include_in_schema": False}
    router.add_api_route("/review", by_form, name="change", **hidden)
    router.add_api_route("/review/read", read, name="read", **hidden)
    router.add_api_route("/review/readings/{ident}", progress, include_in_schema=False, name="progress")
    told: dict[int | str, dict[str, Any]] = {code: {"model": Problem} for code in (401, 403, 404, 409, 422, 429, 503)}
    router.add_api_route("/api/readings/{ident}", progress_twin, response_model=Tiding, responses=told, name="progress_json")
    router.add_api_route(
        "/api/corrections",
        by_json,
        methods=["POST"],
        response_model=Correction,
        responses=told,
        name="change_json",
        summary="Confirm, correct or reject an entry, or take a correction back",
    )
    return router


def version_of(entry: Entry, said: Mapping[str, str]) -> str:
    """A digest of an entry as it is shown, and of all that persons said of it, what isn't linked yet too."""
    return hashlib.sha256(json.dumps([to_shape(entry), said.get(entry.id)], sort_keys=True).encode()).hexdigest()[:20]


def _conflict(corrections: Sequence[Correction], ident: str) -> str:
    """What to tell somebody who comes too late: who said what before."""
    last = next((c for c in reversed(corrections) if c.target_id == ident), None)
    if last is None:
        return "this entry isn't any more as you saw it: what was read meanwhile has changed it; look at it again, then decide"
    what = f"set {last.field} to {last.value!r}" if last.field is not None else f"said {last.action!r}"
    return f"{last.who} has {what} since you saw this entry ({last.made_at[:16].replace('T', ' ')} UTC); look at it again, then decide"


def correctable(entry: Entry) -> tuple[str, ...]:
    """The fields whose value a person can write in one line."""
    shape = to_shape(entry)
    kept = [f.name for f in BY_TYPE[type(entry)].fields if f.name not in ("id", "confidence", "evidence", "start", "end")]
    simple = [name for name in kept if not name.endswith(("_id", "_ids")) and isinstance(shape[name], str | int | bool | None)]
    return tuple(simple + [name for name in kept if isinstance(shape[name], dict) and "edtf" in shape[name]])
