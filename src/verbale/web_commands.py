"""The commands of the web face: `serve`, and `user` for those who may use it from elsewhere."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from verbale.errors import VerbaleError
from verbale.listing import console
from verbale.options import RECORD, RecordAt

USERS = Path("users.verbale")


def register(app: typer.Typer) -> None:
    """Add the commands to the command line."""
    app.command()(serve)
    app.command()(user)


def serve(
    port: Annotated[int, typer.Option(help="The port.", min=0, max=65535)] = 8000,
    host: Annotated[str, typer.Option(help="The address to listen on; any but this computer's own needs users.")] = "127.0.0.1",
    users: Annotated[Path | None, typer.Option(help="The file of users that `verbale user` writes.", metavar="FILE")] = None,
    certificate: Annotated[Path | None, typer.Option(help="A TLS certificate (PEM).", metavar="FILE")] = None,
    key: Annotated[Path | None, typer.Option(help="The certificate's key (PEM).", metavar="FILE")] = None,
    record: RecordAt = RECORD,
) -> None:
    """Serve the record as pages, on this computer alone unless told otherwise."""
    run(record, host=host, port=port, users=users, certificate=certificate, key=key)


def run(
    record: str,
    *,
    host: str = "127.0.0.1",
    port: int = 8000,
    users: Path | None = None,
    certificate: Path | None = None,
    key: Path | None = None,
) -> None:
    """Serve until interrupted. Raises VerbaleError where the web extra is missing, or the record, the users or the port can't be used."""
    try:
        import uvicorn

        from verbale.web import Settings, application
        from verbale.web.asked import Asked
        from verbale.web.listening import listen
    except ImportError as error:
        raise VerbaleError(f'serving needs an extra: pip install "verbale[web]" ({error.name} is missing)') from error
    settings = Settings(record, host, port, users)
    if not settings.is_local and users is None:
        raise VerbaleError(f"{host} can be reached from elsewhere: name the file of users (--users); `verbale user` makes one")
    settings = Settings(record, host, port, users, secure=not settings.is_local, reads=None if settings.is_local else settings.reads)
    asked = Asked.open(record)
    app = application(asked, settings)
    socket = listen(host, port)
    scheme = "https" if certificate else "http"
    shown = f"[{host}]" if ":" in host else host
    console.print(f"Serving {record} at {scheme}://{shown}:{socket.getsockname()[1]}/ (stop with Ctrl-C)", markup=False, soft_wrap=True)
    console.file.flush()  # into a pipe nothing would be seen until the end
    tls = {"ssl_certfile": certificate, "ssl_keyfile": key} if certificate else {}
    config = uvicorn.Config(app, log_level="warning", access_log=False, server_header=False, **tls)  # type: ignore[arg-type]
    try:
        uvicorn.Server(config).run(sockets=[socket])
    except KeyboardInterrupt:
        pass
    finally:
        asked.record.close()


def user(
    name: Annotated[str, typer.Argument(help="The user's name; corrections are signed with it.", metavar="NAME")],
    role: Annotated[str, typer.Argument(help="reader or editor.", metavar="ROLE")],
    users: Annotated[Path, typer.Option(help="The file of users.", metavar="FILE")] = USERS,
    token: Annotated[bool, typer.Option("--token", help="Make a token for a program, instead of asking for a password.")] = False,
) -> None:
    """Add a user who may use the pages from elsewhere, with a password or a token."""
    from verbale.web.users import add_user

    password = None if token else typer.prompt("Password", hide_input=True, confirmation_prompt=True)
    made = add_user(users, name, role, password)
    if made is not None:
        console.print(f"The token, which is shown only now: {made}", markup=False, soft_wrap=True)
    console.print(f"{name} is a {role} in {users}", markup=False, soft_wrap=True)
