"""`make docs`: docs/cli.md from what the commands say of themselves."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import typer

from verbale.cli import app

PAGE = Path(__file__).with_name("cli.md")

HEAD = """# The command line

Made by `make docs` from the commands' own help; a test holds that it is up to date. `verbale COMMAND --help` says the same.

Exit status: 0, done; 1, something that was asked for failed (each source or id is named, with why, and the rest is done); 2, wrong usage.
"""


def page() -> str:
    """The whole page: a section a command, in the order of `verbale --help`."""
    group: Any = typer.main.get_command(app)
    return HEAD + "".join(_section(name, command) for name, command in group.commands.items())


def _section(name: str, command: Any) -> str:
    shown = [(_usage(param), param) for param in command.params if not param.hidden]
    arguments = [usage for usage, param in shown if param.param_type_name == "argument"]
    usage = " ".join(["verbale", name, *arguments, *(["[OPTIONS]"] if len(shown) > len(arguments) else [])])
    rows = [f"| `{words}` | {param.help or ''}{_default(param)} |\n" for words, param in shown]
    return f"\n## {name}\n\n{command.help}\n\n    {usage}\n" + ("".join(["\n| | |\n|---|---|\n", *rows]) if rows else "")


def _usage(param: Any) -> str:
    if param.param_type_name == "argument":
        return str(param.metavar)
    name = param.opts[0]
    return name if param.is_flag else f"{name} {param.metavar or 'N'}"


def _default(param: Any) -> str:
    return f" Default: {param.default}." if isinstance(param.default, str | int) and param.default and not param.is_flag else ""


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
