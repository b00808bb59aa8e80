"""What holds for every answer: who may ask under which name, how often and how much, and what a browser may do with it."""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from collections.abc import Callable

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from verbale.web.settings import Settings, is_loopback

POLICY = "; ".join(
    [
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "font-src 'self'",
        "img-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    ]
)
"""No inline script or style, nothing evaluated, nothing from elsewhere (https://www.w3.org/TR/CSP3/)."""
HEADERS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "x-frame-options": "DENY",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
}
ADDRESSES = 50_000
"""Addresses whose rate is remembered; the longest unheard give way."""
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})


class Rate:
    """So many a minute from each, evenly refilled, a third of them at once (a token bucket)."""

    def __init__(self, a_minute: int | None, clock: Callable[[], float] = time.monotonic) -> None:
        self._a_second = None if a_minute is None else a_minute / 60
        self._most = 1.0 if a_minute is None else max(1.0, a_minute / 3)
        self._clock = clock
        self._left: OrderedDict[str, tuple[float, float]] = OrderedDict()
        self._lock = threading.Lock()

    def wait(self, who: str) -> float:
        """Seconds until this one may ask again; 0 where it may now, and then that is counted."""
        if self._a_second is None:
            return 0.0
        with self._lock:
            now = self._clock()
            left, seen = self._left.pop(who, (self._most, now))
            left = min(self._most, left + (now - seen) * self._a_second)
            allowed = left >= 1
            self._left[who] = (left - 1 if allowed else left, now)
            if len(self._left) > ADDRESSES:
                self._left.popitem(last=False)
            return 0.0 if allowed else (1 - left) / self._a_second


class TooLarge(Exception):
    """A request's body is larger than the limit."""


class Shield:
    """The outermost layer."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self._app = app
        self._settings = settings
        self._reads, self._changes = Rate(settings.reads), Rate(settings.changes)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, or let the application answer under our headers."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        started = False

        async def guarded(message: Message) -> None:
            nonlocal started
            if message["type"] == "http.response.start":
                started = True
                put = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    put.setdefault(name, value)
                put.setdefault("cache-control", "private, no-cache")
            await send(message)

        refusal = self._refusal(scope, headers)
        if refusal is not None:
            await refusal(scope, receive, guarded)
            return
        try:
            await self._app(scope, self._bounded(receive), guarded)
        except TooLarge:
            if started:
                raise
            await self._too_large()(scope, receive, guarded)

    def _refusal(self, scope: Scope, headers: Headers) -> PlainTextResponse | None:
        host = headers.get("host", "").rpartition(":")[0] if ":" in headers.get("host", "").rpartition("]")[2] else headers.get("host", "")
        if self._settings.is_local and not is_loopback(host):  # a page elsewhere whose name was made to lead here
            return PlainTextResponse("This server answers only to localhost and 127.0.0.1.\n", 421)
        length = headers.get("content-length", "0")
        if not length.isdecimal() or int(length) > self._settings.upload_limit:
            return self._too_large()
        rate = self._reads if scope["method"] in SAFE else self._changes
        wait = 0.0 if scope["path"].startswith("/static/") else rate.wait((scope.get("client") or ("", 0))[0])
        if wait:
            text = "Too many requests from your address; wait a moment and try again.\n"
            return PlainTextResponse(text, 429, headers={"retry-after": str(int(wait) + 1)})
        return None

    def _too_large(self) -> PlainTextResponse:
        limit = self._settings.upload_limit // 1024
        return PlainTextResponse(f"That is larger than {limit:,} kB, which is the most that is taken at once.\n", 413)

    def _bounded(self, receive: Receive) -> Receive:
        taken = 0

        async def bounded() -> Message:
            nonlocal taken
            message = await receive()
            taken += len(message.get("body", b""))
            if taken > self._settings.upload_limit:
                raise TooLarge
            return message

        return bounded
