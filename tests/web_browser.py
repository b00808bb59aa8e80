"""A browser for the tests of the pages: Debian's Chromium through Playwright, and a server of the small record."""

from __future__ import annotations

import shutil
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import uvicorn

from verbale.web import Settings, application
from verbale.web.asked import Asked
from verbale.web.listening import listen

PROGRAMS = ("chromium", "chromium-browser", "google-chrome")
PATIENCE = 30.0
"""Seconds for the server to begin."""


class NoBrowser(Exception):
    """No browser can be started here; the text says why."""


def program() -> str:
    """The browser's program. Raises NoBrowser."""
    found = next((path for name in PROGRAMS if (path := shutil.which(name))), None)
    if found is None:
        raise NoBrowser("Chromium isn't installed (on Debian: apt-get install chromium)")
    return found


@contextmanager
def served(file: Path) -> Iterator[str]:
    """The address of a server of this record."""
    socket = listen("127.0.0.1", 0)
    asked = Asked.open(file)
    app = application(asked, Settings(reads=None, changes=None))
    server = uvicorn.Server(uvicorn.Config(app, log_level="error", access_log=False))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [socket]}, daemon=True)
    thread.start()
    until = time.monotonic() + PATIENCE
    while not server.started and time.monotonic() < until:
        time.sleep(0.05)
    try:
        yield f"http://127.0.0.1:{socket.getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join(PATIENCE)
        socket.close()
        asked.record.close()
