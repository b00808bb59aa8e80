"""Who asks: by session, by token, or, where only this computer can reach the server, whoever is at it."""

from __future__ import annotations

import getpass
import hashlib
import hmac
import secrets
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlsplit

from fastapi import Request, Response

from verbale.web.settings import Settings
from verbale.web.users import Role, User, Users

COOKIE = "verbale-session"
LASTS = 12 * 3600
"""Seconds without a visit after which a session ends."""
MOST = 10_000
"""Sessions at a time; the oldest give way."""


@dataclass(frozen=True, slots=True)
class Visitor:
    """name: as corrections are signed. role: None for somebody unknown. session: None for one without a cookie, such as a program."""

    name: str
    role: Role | None
    session: str | None
    by_token: bool = False

    @property
    def edits(self) -> bool:
        """Whether this one may change the record."""
        return self.role == "editor"


class Forbidden(Exception):
    """What was asked isn't allowed. status: of the answer; reason: what to do about it."""

    def __init__(self, status: int, reason: str) -> None:
        super().__init__(reason)
        self.status = status
        self.reason = reason


class Visitors:
    """The sessions there are. They are in memory: who restarts the server ends them all."""

    def __init__(self, settings: Settings, clock: Callable[[], float] = time.monotonic) -> None:
        self.users = None if settings.users is None else Users.load(settings.users)
        self._secure = settings.secure
        self._clock = clock
        self._secret = secrets.token_bytes(32)
        self._sessions: dict[str, tuple[User, float]] = {}
        self._lock = threading.Lock()

    def of(self, request: Request) -> Visitor:
        """Who sent this."""
        session = request.cookies.get(COOKIE)
        if self.users is None:
            return Visitor(_owner(), "editor", session)
        scheme, _, token = request.headers.get("authorization", "").partition(" ")
        if scheme.lower() == "bearer":
            user = self.users.by_token(token.strip())
            return Visitor("", None, None) if user is None else Visitor(user.name, user.role, None, by_token=True)
        user = self._of_session(session)
        return Visitor("", None, session) if user is None else Visitor(user.name, user.role, session)

    def _of_session(self, session: str | None) -> User | None:
        with self._lock:
            found = self._sessions.get(session or "")
            if session is None or found is None:
                return None
            user, seen = found
            if self._clock() - seen > LASTS:
                del self._sessions[session]
                return None
            self._sessions[session] = (user, self._clock())
            return user

    def log_in(self, name: str, secret: str) -> str | None:
        """A new session for the user with this name and password, or with this token; None where there is none."""
        user = None if self.users is None else (self.users.by_token(secret) or self.users.by_password(name, secret))
        if user is None:
            return None
        session = secrets.token_urlsafe(32)
        with self._lock:
            while len(self._sessions) >= MOST:
                del self._sessions[next(iter(self._sessions))]
            self._sessions[session] = (user, self._clock())
        return session

    def log_out(self, session: str | None) -> None:
        """End the session."""
        with self._lock:
            self._sessions.pop(session or "", None)

    def remember(self, response: Response, session: str) -> None:
        """Set the session's cookie: no script reads it, no other site sends it."""
        response.set_cookie(COOKIE, session, max_age=LASTS, httponly=True, samesite="strict", secure=self._secure, path="/")

    def csrf(self, session: str | None) -> str:
        """What a form of this session carries, and a form of another site can't know."""
        return "" if session is None else hmac.new(self._secret, session.encode("utf-8", "replace"), hashlib.sha256).hexdigest()

    def allow_change(self, request: Request, visitor: Visitor, csrf: str | None) -> None:
        """Raise Forbidden unless this visitor may change the record, and this request is of one of our own pages or of a program."""
        if visitor.role is None:
            raise Forbidden(401, "log in first")
        if not visitor.edits:
            raise Forbidden(403, "a reader can't change the record; ask an editor")
        if not visitor.by_token:
            self.allow_form(request, visitor, csrf)

    def allow_form(self, request: Request, visitor: Visitor, csrf: str | None) -> None:
        """Raise Forbidden unless the form came from one of our own pages."""
        origin = request.headers.get("origin")
        if origin is not None and urlsplit(origin).netloc != request.headers.get("host"):
            raise Forbidden(403, "this came from another site")
        if request.headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
            raise Forbidden(403, "this came from another site")
        expected = self.csrf(visitor.session)
        if not expected or not hmac.compare_digest(expected, (csrf or "").encode("ascii", "replace").decode()):
            raise Forbidden(403, "the page that this came from is too old; load it again and repeat")


def _owner() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "owner"
