"""The application: every page, every twin, and what holds for all of them."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib.resources import files
from pathlib import Path

from anyio import to_thread
from fastapi import Depends, FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.middleware.gzip import GZipMiddleware
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from verbale.errors import NotInRecord, VerbaleError
from verbale.version import __version__
from verbale.web import actors, cases, documents, downloads, events, front, ledger, login, review, searching, statements, talks
from verbale.web.asked import Asked
from verbale.web.manual import manual
from verbale.web.settings import Settings
from verbale.web.shield import Shield
from verbale.web.site import NotModified, Site
from verbale.web.visitor import Forbidden

ABOUT = """Every page of the record has its twin here, in the shapes of the contract: unknown is null, a list without members is `[]`,
and every entry has the words it stands on. Pages are chained by `next`, which the following request gives as
`after`. Every answer has an ETag. Where the server needs users, send a token: `Authorization: Bearer ...`."""
THREADS = 12
"""Requests answered at a time; not more than there are connections to the database (SQLAlchemy's pool gives 15)."""
log = logging.getLogger("verbale.web")


def application(asked: Asked, settings: Settings) -> FastAPI:
    """The pages of this record. Raises UsersError where the file of users can't be used."""
    site = Site(asked, settings)

    @asynccontextmanager
    async def living(_: FastAPI) -> AsyncIterator[None]:
        to_thread.current_default_thread_limiter().total_tokens = THREADS
        yield

    app = FastAPI(
        title="Verbale",
        version=__version__,
        description=ABOUT,
        docs_url=None,
        redoc_url=None,
        openapi_url=None,
        lifespan=living,
        dependencies=[Depends(site.visitor)],
    )
    for room in (front, talks, ledger, cases, statements, events, actors, documents, searching, review, downloads, login):
        app.include_router(room.routes(site))
    app.include_router(manual(site, app))
    app.mount("/static", _Static(directory=Path(str(files("verbale.web") / "static"))))
    _refusals(app, site)
    app.add_middleware(GZipMiddleware, minimum_size=1000, compresslevel=5)
    app.add_middleware(Shield, settings=settings)
    return app


class _Static(StaticFiles):
    """The style sheet, scripts and fonts; the version is in their address, so that they can be kept."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        response = await super().get_response(path, scope)
        if response.status_code == 200:
            versioned = b"v=" in scope.get("query_string", b"") or path.endswith(".woff2")
            response.headers["cache-control"] = "public, max-age=31536000, immutable" if versioned else "no-cache"
        return response


def _refusals(app: FastAPI, site: Site) -> None:
    """What is answered where there is nothing to show: a page that says what to do, or the same as JSON."""

    def refuse(request: Request, status: int, problem: str, headers: dict[str, str] | None = None) -> Response:
        if not hasattr(request.state, "visitor"):
            request.state.visitor = site.visitors.of(request)
        if request.url.path.startswith("/api/"):
            response: Response = site.json(request, {"problem": problem})
            response.status_code = status
        else:
            response = site.html(request, "problem.html", status=status, code=status, problem=problem)
        response.headers.update(headers or {})
        if "etag" in response.headers:
            del response.headers["etag"]
        return response

    @app.exception_handler(NotModified)
    def not_modified(_: Request, error: NotModified) -> Response:
        return Response(status_code=304, headers={"etag": error.tag})

    @app.exception_handler(Forbidden)
    def forbidden(request: Request, error: Forbidden) -> Response:
        if error.status == 401 and request.method == "GET" and not request.url.path.startswith("/api/"):
            return site.to_login(request)
        return refuse(request, error.status, error.reason, {"www-authenticate": "Bearer"} if error.status == 401 else None)

    @app.exception_handler(VerbaleError)
    def failed(request: Request, error: VerbaleError) -> Response:
        return refuse(request, 404 if isinstance(error, NotInRecord) else 503, str(error))

    @app.exception_handler(RequestValidationError)
    def wrong(request: Request, error: RequestValidationError) -> Response:
        told = "; ".join(f"{'.'.join(map(str, e['loc'][1:]))}: {e['msg']}" for e in error.errors())
        return refuse(request, 422, told)

    @app.exception_handler(HTTPException)
    def refused(request: Request, error: HTTPException) -> Response:
        told = "There is no such page." if error.status_code == 404 else str(error.detail)
        return refuse(request, error.status_code, told, dict(error.headers or {}))

    @app.exception_handler(Exception)
    def broken(request: Request, error: Exception) -> Response:
        log.error("%s %s", request.method, request.url.path, exc_info=error)
        return refuse(request, 500, "Something is wrong in Verbale itself; the server's log tells more.")
