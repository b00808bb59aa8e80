"""One page, twice: as HTML for people and as JSON for programs, both made of the same sheet."""

from __future__ import annotations

import hashlib
import json
import secrets
from collections.abc import Callable
from importlib.resources import files
from typing import Any, get_type_hints

from fastapi import APIRouter, Depends, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse
from jinja2 import Environment
from pydantic import BaseModel

from verbale.model import to_shape
from verbale.version import __version__
from verbale.web.asked import Asked
from verbale.web.charts import bars, timeline
from verbale.web.settings import Settings
from verbale.web.shown import environment, query
from verbale.web.visitor import Forbidden, Visitor, Visitors

FREELY = ("/login",)
"""What everybody may see, besides what lies under /static."""


class Problem(BaseModel):
    """Why there is no answer."""

    problem: str


class NotModified(Exception):
    """What the browser has is what it would get."""

    def __init__(self, tag: str) -> None:
        super().__init__(tag)
        self.tag = tag


class Given(dict[str, str]):
    """What the address gives; what it doesn't is None."""

    def __missing__(self, _: str) -> None:
        """None."""


def _assets() -> str:
    """Part of the address of the style sheet and the scripts: other where one of them is."""
    held = sorted((file.name, file.read_bytes()) for file in (files("verbale.web") / "static").iterdir() if file.is_file())
    return hashlib.sha256(repr(held).encode()).hexdigest()[:12]


class Site:
    """What every page is made with."""

    def __init__(self, asked: Asked, settings: Settings) -> None:
        self.asked = asked
        self.settings = settings
        self.visitors = Visitors(settings)
        self.jinja: Environment = environment()
        self.jinja.globals |= {
            "country": asked.country,
            "version": __version__,
            "assets": _assets(),
            "masthead": self._masthead,
            "local": self.visitors.users is None,
            "bars": bars,
            "timeline": timeline,
        }

    def _masthead(self) -> dict[str, Any]:
        """What stands at the head of every page: as of when the record is, and how much is in it."""
        return {"day": self.asked.day(None), "documents": self.asked.counts("documents").get("", 0)}

    def html(self, request: Request, template: str, *, status: int = 200, **values: Any) -> HTMLResponse:
        """The page that the template makes; a visitor without a session gets one, so that its forms can be told from other sites'."""
        visitor: Visitor = request.state.visitor
        session = visitor.session or secrets.token_urlsafe(32)
        given = {"visitor": visitor, "csrf": self.visitors.csrf(session), "path": request.url.path, "given": Given(request.query_params)}
        twin = f"/api{request.url.path if request.url.path != '/' else '/front'}"
        twin += f"?{request.url.query}" if request.url.query else ""
        body = self.jinja.get_template(template).render(**given, twin=twin, **values)
        response = HTMLResponse(body.encode("utf-8", "replace"), status)
        if visitor.session is None and not visitor.by_token:
            self.visitors.remember(response, session)
        if tag := getattr(request.state, "tag", None):
            response.headers["etag"] = tag
        return response

    def json(self, request: Request, sheet: Any) -> Response:
        """The sheet in the shapes of the contract."""
        body = json.dumps(to_shape(sheet), ensure_ascii=False, allow_nan=False).encode("utf-8", "replace")
        tag = getattr(request.state, "tag", None)
        return Response(body, media_type="application/json", headers={"etag": tag} if tag else {})

    def fresh(self, request: Request) -> None:
        """Raise NotModified where the browser has this page as it is: same record, same address, same visitor."""
        visitor: Visitor = request.state.visitor
        what = [__version__, self.asked.stamp(), str(request.url), visitor.name, visitor.role, self.visitors.csrf(visitor.session)]
        request.state.tag = f'W/"{hashlib.sha256(json.dumps(what).encode()).hexdigest()[:32]}"'
        if request.state.tag in [tag.strip() for tag in request.headers.get("if-none-match", "").split(",")]:
            raise NotModified(request.state.tag)

    def both(self, router: APIRouter, path: str, sheet: Callable[..., Any], template: str, summary: str) -> None:
        """Serve what `sheet` returns at this path by the template, and under /api as JSON."""
        kind = get_type_hints(sheet)["return"]

        made = Depends(sheet)

        def page(request: Request, given: Any = made) -> Response:
            return given if isinstance(given, Response) else self.html(request, template, sheet=given)

        def twin(request: Request, given: Any = made) -> Response:
            return self.json(request, given)

        name = sheet.__name__
        fresh = [Depends(self.fresh)]
        router.add_api_route(path, page, methods=["GET", "HEAD"], include_in_schema=False, name=name, dependencies=fresh)
        at = "/api/front" if path == "/" else f"/api{path}"
        told = {"summary": summary, "description": sheet.__doc__, "response_model": kind, "operation_id": name}
        errors = {code: {"model": Problem} for code in (401, 404, 422, 429, 503)}
        router.add_api_route(at, twin, methods=["GET"], name=f"{name}_json", dependencies=fresh, responses=errors, **told)  # type: ignore[arg-type]

    def visitor(self, request: Request) -> None:
        """Find out who asks. Raises Forbidden where users are needed and this is none."""
        request.state.visitor = self.visitors.of(request)
        if request.state.visitor.role is None and request.url.path not in FREELY:
            raise Forbidden(401, "log in, or send a token (Authorization: Bearer ...)")

    def to_login(self, request: Request) -> Response:
        """The way to the login page and back."""
        return RedirectResponse(f"/login?{query(to=request.url.path)}", 303)
