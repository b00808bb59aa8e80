"""A PostgreSQL server of the tests' own: in a temporary folder, on a Unix socket, gone afterwards. It takes Debian's binaries."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

OWNER = "verbale"
SETTINGS = {"listen_addresses": "", "fsync": "off", "max_connections": "50"}
PATIENCE = 60.0
"""Seconds for the server to start or stop."""


class NoServer(Exception):
    """No PostgreSQL can be started here; the text says why."""


def binaries() -> Path:
    """The folder with initdb and postgres: the one on PATH, else the newest of Debian's. Raises NoServer."""
    if found := shutil.which("initdb"):
        return Path(found).resolve().parent
    folders = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    if not folders:
        raise NoServer("PostgreSQL's binaries aren't installed (on Debian: apt-get install postgresql)")
    return folders[-1].parent


def runner() -> str | None:
    """The user to run it as: PostgreSQL refuses to run as root. None means as we are. Raises NoServer."""
    if os.getuid() != 0:
        return None
    for name in ("postgres", "nobody"):
        try:
            return pwd.getpwnam(name).pw_name
        except KeyError:
            continue
    raise NoServer("PostgreSQL doesn't run as root, and there is no user postgres or nobody to run it as")


@contextmanager
def server() -> Iterator[Path]:
    """A running server; its socket's folder. Raises NoServer."""
    programs, user = binaries(), runner()
    folder = Path(tempfile.mkdtemp(prefix="verbale-pg-", dir="/tmp"))
    try:
        if user is not None:
            shutil.chown(folder, user)
        data = folder / "data"
        locale = ["-E", "UTF8", "--locale=C.UTF-8"]
        made: list[str | Path] = [programs / "initdb", "-D", data, "-U", OWNER, "-A", "trust", *locale, "--no-sync"]
        subprocess.run(made, check=True, user=user, cwd=folder, stdout=subprocess.DEVNULL)
        settings = [f"--{name}={value}" for name, value in SETTINGS.items()]
        run: list[str | Path] = [programs / "postgres", "-D", data, "-k", folder, *settings]
        with (folder / "log").open("wb") as log, subprocess.Popen(run, user=user, cwd=folder, stdout=log, stderr=log) as process:
            try:
                _await(programs / "pg_isready", folder)
                yield folder
            finally:
                process.terminate()
                process.wait(PATIENCE)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _await(ready: Path, folder: Path) -> None:
    until = time.monotonic() + PATIENCE
    while subprocess.run([ready, "-q", "-h", folder], check=False).returncode:
        if time.monotonic() > until:
            raise NoServer(f"the server in {folder} didn't start: {(folder / 'log').read_text()[-2000:]}")
        time.sleep(0.1)
