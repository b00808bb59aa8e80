"""The socket that is listened on, before anything is promised at its address."""

from __future__ import annotations

import socket

from verbale.errors import VerbaleError


def listen(host: str, port: int) -> socket.socket:
    """A listening socket; port 0 takes a free one. Raises VerbaleError where the address can't be had."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host.strip("[]"), port, type=socket.SOCK_STREAM)[0]
        made = socket.socket(family, kind, protocol)
        made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        made.bind(address)
    except OSError as error:
        raise VerbaleError(f"{host}:{port} can't be listened on ({error.strerror}); name another port (--port)") from error
    made.listen(128)
    return made
