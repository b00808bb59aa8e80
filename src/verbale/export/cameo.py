"""cameo: events under the 2-digit CAMEO roots, tab-separated, for models that were fitted on the older sets.

A line an act, its actors and recipients as CAMEO codes (country, then sector, `CHNGOV`), several parted by "; ". In a symmetric
act all who took part are sources, as in PLOVER; CAMEO's own sets would write it once in each direction.
"""

from __future__ import annotations

from typing import BinaryIO

from verbale.export.format import Format
from verbale.export.material import Material
from verbale.export.parties import Took, actors, recipients
from verbale.export.polecat import day_of
from verbale.export.scale import scale_of
from verbale.export.tabbed import BESIDE, beside, joined, put
from verbale.model import Event

COLUMNS = ("Event ID", "Date", "Source", "Target", "CAMEO", "Quad Class", "Intensity", "PLOVER Type", "PLOVER Mode")
_INTENSITY = frozenset({COLUMNS.index("Intensity")})
_SECTORS = {"JRN": "MED", "MED": "HLH", "PRM": "MIL", "CVL": "CVL"}
"""Where CAMEO names a sector otherwise (PLOVER codebook, "Sector code notes")."""


def write(material: Material, out: BinaryIO) -> None:
    """A header, and a line an event."""
    put(out, [*COLUMNS, *BESIDE])
    for event in material.entries("events"):
        put(out, [*_cells(material, event), *beside(material, event)], numbers=_INTENSITY)


def _cells(material: Material, event: Event) -> list[str | None]:
    scale = scale_of(event)
    return [
        event.id,
        day_of(event.date),
        joined(map(code_of, actors(material, event))),
        joined(map(code_of, recipients(material, event))),
        scale.cameo,
        str(scale.quad),
        f"{scale.intensity:g}",
        event.type,
        event.mode,
    ]


def code_of(took: Took) -> str | None:
    """Country and sector as one CAMEO code; the sector after `---` where the country is not known; None where neither is."""
    if took.code is None and took.sector is None:
        return None
    sector = "" if took.sector is None else _SECTORS.get(took.sector, took.sector)
    return (took.code or "---") + sector


FORMAT = Format("cameo", "events under the 2-digit CAMEO roots, tab-separated", ("events",), file=write)
