"""How the pages are served."""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass
from pathlib import Path

MEGABYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Settings:
    """record: a file, or a postgresql:// URL. host, port: where it listens. users: the file of users; without one whoever comes may edit,
    which is for this computer alone. upload_limit: bytes of one request's body. reads, changes: requests a minute from one address, None
    for any number; logins: tries a minute. secure: whether cookies go over HTTPS alone.
    """

    record: str = "verbale.db"
    host: str = "127.0.0.1"
    port: int = 8000
    users: Path | None = None
    upload_limit: int = 8 * MEGABYTE
    reads: int | None = 1200
    changes: int | None = 120
    logins: int | None = 10
    secure: bool = False

    @property
    def is_local(self) -> bool:
        """Whether only this computer can reach it."""
        return is_loopback(self.host)


def is_loopback(host: str) -> bool:
    """Whether this address leads back to this computer. A name other than localhost may lead anywhere."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False
