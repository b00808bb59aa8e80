"""Quad category, intensity and CAMEO root of an act, by its PLOVER type and mode: the table `scale.csv`.

quad, intensity: the PLOVER codebook's quad categories and its conflict-cooperation scores, from -10 to +10, which descend from
Goldstein's (Halterman, Bagozzi, Beger, Schrodt and Scarborough 2023, "PLOVER and POLECAT"; codebook, github.com/openeventdata/PLOVER).
Two readings of ours: ACCUSE stands there as 3, between modes of -2 and -3.5, and is taken as -3; SANCTION stands among material conflict
in its own section and among verbal conflict in one table, and is taken as material.
cameo: the 2-digit root, by the codebook's CAMEO2PLOVER list read backwards. CAMEO parts ASSAULT into 18, 19 and 20 by means that
only a mode tells; without one it is 18.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from verbale.model import Event

QUADS = {1: "VERBAL COOPERATION", 2: "MATERIAL COOPERATION", 3: "VERBAL CONFLICT", 4: "MATERIAL CONFLICT"}


@dataclass(frozen=True, slots=True)
class Scale:
    """quad: 1 to 4, see QUADS. intensity: -10 to +10. cameo: two digits."""

    quad: int
    intensity: float
    cameo: str


def scale_of(event: Event) -> Scale:
    """By type and mode, where the codebook scores the mode; else by type alone. A mode may be written in any case."""
    found = scales()
    mode = "" if event.mode is None else event.mode.casefold().replace("_", "-")
    return found.get((event.type, mode)) or found[event.type, ""]


@cache
def scales() -> dict[tuple[str, str], Scale]:
    """All rows, by type and mode; the mode of a type alone is empty."""
    lines = files("verbale.export").joinpath("scale.csv").read_text(encoding="utf-8").splitlines()
    return {(row["type"], row["mode"]): Scale(int(row["quad"]), float(row["intensity"]), row["cameo"]) for row in csv.DictReader(lines)}
