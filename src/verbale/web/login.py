"""Logging in and out, where users are needed."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Request, Response
from fastapi.responses import RedirectResponse

from verbale.web.shield import Rate
from verbale.web.site import Site
from verbale.web.visitor import COOKIE, Forbidden


def routes(site: Site) -> APIRouter:
    """The login page."""
    router = APIRouter()
    tries = Rate(site.settings.logins)

    def page(request: Request, to: str = "/") -> Response:
        return site.html(request, "login.html", to=_inside(to), problem=None)

    def log_in(
        request: Request,
        name: Annotated[str, Form(max_length=64)] = "",
        secret: Annotated[str, Form(max_length=1000)] = "",
        to: Annotated[str, Form(max_length=500)] = "/",
        csrf: Annotated[str | None, Form()] = None,
    ) -> Response:
        site.visitors.allow_form(request, request.state.visitor, csrf)
        wait = tries.wait(request.client.host if request.client else "")
        if wait:
            raise Forbidden(429, f"too many tries; wait {int(wait) + 1} seconds")
        session = site.visitors.log_in(name, secret)
        if session is None:
            problem = "No user has this name and password, or this token."
            return site.html(request, "login.html", status=401, to=_inside(to), problem=problem)
        response = RedirectResponse(_inside(to), 303)
        site.visitors.remember(response, session)
        return response

    def log_out(request: Request, csrf: Annotated[str | None, Form()] = None) -> Response:
        site.visitors.allow_form(request, request.state.visitor, csrf)
        site.visitors.log_out(request.state.visitor.session)
        response = RedirectResponse("/login", 303)
        response.delete_cookie(COOKIE, path="/")
        return response

    router.add_api_route("/login", page, methods=["GET"], include_in_schema=False, name="login")
    router.add_api_route("/login", log_in, methods=["POST"], include_in_schema=False, name="log_in")
    router.add_api_route("/logout", log_out, methods=["POST"], include_in_schema=False, name="log_out")
    return router


def _inside(to: str) -> str:
    """The address, if it is one of ours; a browser takes // and /\\ for another host."""
    return to if to.startswith("/") and not to.startswith(("//", "/\\")) and to.isprintable() else "/"
