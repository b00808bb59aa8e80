"""The house as docs/house.md draws it: rooms on floors, imports that go only downwards, and one list of what is public."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from types import ModuleType

import pytest

import verbale

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "src" / "verbale"
GROUND = {"errors", "version"}
ROOMS = ("model", "tables", "intake", "reading", "stories", "coding", "linking", "record")
FACES = ("options", "listing", "shelf", "export", "talks_shown", "demo", "api", "web", "web_commands", "correction_commands", "cli")
FLOORS = (*ROOMS, "pipeline", "correcting", *FACES)
"""From the lowest to the highest. A room imports from floors below its own and from the ground."""
ALONE = {"model": set(), "tables": {"model"}, "intake": {"model"}, "reading": set(), "record": {"model"}}
"""Rooms that promise more than that: all that they import."""


def rooms_imported(source: str) -> set[str]:
    """The rooms of the package that this source imports, also within a function; "verbale" stands for the package itself."""
    found = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            module = node.module or ""
            names = [f"verbale.{alias.name}" for alias in node.names] if module == "verbale" else [module]
        else:
            continue
        for name in names:
            package, _, rest = name.partition(".")
            if package == "verbale":
                found.add(rest.partition(".")[0] or "verbale")
    return found


def room_of(file: Path) -> str:
    return file.relative_to(PACKAGE).parts[0].removesuffix(".py")


def files_of(room: str) -> list[Path]:
    return sorted((PACKAGE / room).rglob("*.py")) if (PACKAGE / room).is_dir() else [PACKAGE / f"{room}.py"]


def test_every_room_and_every_face_has_its_floor() -> None:
    there = {room_of(file) for file in PACKAGE.rglob("*.py")} - {"__init__"}
    assert there == {*FLOORS, *GROUND}


@pytest.mark.parametrize("room", FLOORS)
def test_a_room_imports_only_from_floors_below_its_own(room: str) -> None:
    allowed = GROUND | {room} | ALONE.get(room, set(FLOORS[: FLOORS.index(room)]))
    wrong = {str(file.relative_to(PACKAGE)): upward for file in files_of(room) if (upward := rooms_imported(file.read_text()) - allowed)}
    assert not wrong


@pytest.mark.parametrize("room", sorted(GROUND))
def test_the_ground_imports_no_room(room: str) -> None:
    assert rooms_imported((PACKAGE / f"{room}.py").read_text()) == set()


@pytest.mark.parametrize(
    ("source", "rooms"),
    [
        ("import verbale", {"verbale"}),
        ("import verbale.record.record as r", {"record"}),
        ("from verbale import intake, read", {"intake", "read"}),
        ("def f():\n    from verbale.cli import main", {"cli"}),
        ("import numpy\nfrom dataclasses import field", set()),
    ],
)
def test_imports_are_found_in_every_way_of_writing_them(source: str, rooms: set[str]) -> None:
    assert rooms_imported(source) == rooms


def test_no_import_is_relative() -> None:
    for file in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text())):
            assert not (isinstance(node, ast.ImportFrom) and node.level), file


@pytest.mark.parametrize("room", ROOMS)
def test_the_tour_names_every_room(room: str) -> None:
    assert f"**`src/verbale/{room}/`**" in (ROOT / "docs" / "house.md").read_text()


def test_what_the_tour_names_is_there() -> None:
    tour, _, to_add = (ROOT / "docs" / "house.md").read_text().partition("## To add a kind of fact")
    room: Path = PACKAGE
    missing = []
    for paragraph in tour.partition("## The rooms")[2].split("\n\n"):
        names = re.findall(r"`([\w./]+(?:/|\.(?:py|json|md)))`", paragraph)
        if names and paragraph.startswith("**`"):
            room = ROOT / names[0] if names[0].endswith("/") else PACKAGE
        missing += [name for name in names if not (ROOT / name).exists() and not (room / name).exists() and not _beside(name)]
    missing += [name for name in re.findall(r"`([\w./]+\.(?:py|md))`", to_add) if "visit" not in name and not _there(name)]
    assert not missing


def _beside(name: str) -> bool:
    return (PACKAGE / name).exists() or (ROOT / "training" / name).exists()


def _there(name: str) -> bool:
    return (ROOT / name).exists() or (PACKAGE / name).exists()


def test_all_is_exactly_what_the_package_imports_for_its_users() -> None:
    public = {name for name, value in vars(verbale).items() if not name.startswith("_") and not isinstance(value, ModuleType)}
    assert sorted(verbale.__all__) == sorted({*public, "__version__"})


def test_every_error_is_public_and_descends_from_one() -> None:
    errors = {name for name, value in vars(verbale.errors).items() if isinstance(value, type)}
    assert errors <= set(verbale.__all__)
    assert all(issubclass(getattr(verbale, name), verbale.VerbaleError) for name in errors)
