"""Who may read and who may edit: a file of users, a line each, with secrets as scrypt digests, never as they are.

    anna editor scrypt$16384$8$1$<salt>$<digest>
    feed reader token$<digest>

A password is for people, a token for programs and scripts; a token is 256 random bits, so that a plain SHA-256 keeps it.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import os
import re
import secrets
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, get_args

from verbale.errors import UsersError

Role = Literal["reader", "editor"]
N, R, P = 2**14, 8, 1
"""scrypt's cost: 16 MiB and some 50 ms a try (RFC 7914, section 2)."""
_NAME = re.compile(r"[\w.@-]{1,64}")
SHORTEST = 12
"""Characters of a password."""


@dataclass(frozen=True, slots=True)
class User:
    """name, role, and the digest of the secret."""

    name: str
    role: Role
    secret: str

    def has(self, secret: str) -> bool:
        """Whether this is the user's secret; takes as long either way."""
        scheme, _, rest = self.secret.partition("$")
        if scheme == "token":
            return hmac.compare_digest(rest, _token_digest(secret))
        n, r, p, salt, digest = rest.split("$")
        return hmac.compare_digest(base64.b64decode(digest), _scrypt(secret, base64.b64decode(salt), int(n), int(r), int(p)))


class Users:
    """The users of a file."""

    def __init__(self, users: list[User]) -> None:
        self._passwords = {user.name: user for user in users if not user.secret.startswith("token$")}
        self._tokens = [user for user in users if user.secret.startswith("token$")]

    @classmethod
    def load(cls, path: Path) -> Users:
        """The users in the file. Raises UsersError, naming the line, where it can't be read or others may read it."""
        try:
            if path.stat().st_mode & 0o077:
                raise UsersError(f"{path}: others may read it; `chmod 600` it")
            lines = path.read_text(encoding="utf-8").splitlines()
        except (OSError, UnicodeError) as error:
            raise UsersError(f"{path}: the file of users can't be read ({error}); `verbale user` makes one") from error
        users = [_user(path, number, line) for number, line in enumerate(lines, 1) if line.strip() and not line.startswith("#")]
        if not users:
            raise UsersError(f"{path}: it names no user; `verbale user` adds one")
        return cls(users)

    def by_password(self, name: str, password: str) -> User | None:
        """The user with this name and password."""
        user = self._passwords.get(name)
        if user is None:
            _scrypt(password, b"nobody's salt...", N, R, P)  # an unknown name takes as long as a known one
            return None
        return user if user.has(password) else None

    def by_token(self, token: str) -> User | None:
        """The user with this token."""
        return next((user for user in self._tokens if user.has(token)), None)


def add_user(path: Path, name: str, role: str, password: str | None) -> str | None:
    """Write a user into the file, in place of one of that name and sort. Returns the new token where no password is given.

    Raises UsersError for a name, role or password that can't be.
    """
    if not _NAME.fullmatch(name):
        raise UsersError(f"{name!r} can't be a user's name: letters, digits and . _ @ - are taken, up to 64")
    if role not in get_args(Role):
        raise UsersError(f"{role!r} is no role; the roles are {', '.join(get_args(Role))}")
    if password is not None and len(password) < SHORTEST:
        raise UsersError(f"a password has at least {SHORTEST} characters")
    token = secrets.token_urlsafe(32) if password is None else None
    secret = f"token${_token_digest(token)}" if token is not None else _password_digest(password or "")
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    sort = "token$" if token is not None else "scrypt$"
    kept = [line for line in lines if line.split()[:1] != [name] or not line.split()[-1].startswith(sort)]
    _write(path, "\n".join([*kept, f"{name} {role} {secret}"]) + "\n")
    return token


def _write(path: Path, text: str) -> None:
    new = path.with_name(f".{path.name}.new")
    try:
        with os.fdopen(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as file:
            file.write(text)
        new.replace(path)
    except OSError as error:
        raise UsersError(f"{path}: it can't be written ({error.strerror})") from error


def _user(path: Path, number: int, line: str) -> User:
    name, role, secret = (*line.split(), "", "", "")[:3]
    whole = re.fullmatch(r"token\$[0-9a-f]{64}|scrypt(?:\$\d+){3}\$[\w+/=]+\$[\w+/=]+", secret)
    if not _NAME.fullmatch(name) or role not in get_args(Role) or whole is None or len(line.split()) != 3:
        raise UsersError(f"{path}: line {number} is no user: a name, a role (reader, editor) and what `verbale user` wrote are expected")
    return User(name, "editor" if role == "editor" else "reader", secret)


def _token_digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def _password_digest(password: str) -> str:
    salt = secrets.token_bytes(16)
    parts = [base64.b64encode(part).decode() for part in (salt, _scrypt(password, salt, N, R, P))]
    return "$".join(["scrypt", str(N), str(R), str(P), *parts])


def _scrypt(password: str, salt: bytes, n: int, r: int, p: int) -> bytes:
    return hashlib.scrypt(password.encode("utf-8", "surrogatepass"), salt=salt, n=n, r=r, p=p, maxmem=64 * 1024 * 1024)
