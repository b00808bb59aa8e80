"""polecat: the columns and codes of the POLECAT releases, tab-separated, so that our events can be laid beside theirs.

Source of the columns: the releases' own header (POLECAT Weekly Data, Harvard Dataverse, doi:10.7910/DVN/AJGVIT). Countries are named,
as PLOVER does by default; the place's is an ISO code. What is not known is `None`, as there. Whether an act is planned, supposed
or denied stands in the contexts, as PLOVER's auxiliary modes `future`, `hypothetical` and `negation`, and in a column `Status` of our
own, with others, after theirs. An event whose day is not known has no date: the day it was published is not put in its place.
"""

from __future__ import annotations

from datetime import date
from typing import BinaryIO

from verbale.export.countries import cow, name_of
from verbale.export.format import Format
from verbale.export.material import Material
from verbale.export.parties import Took, actors, recipients
from verbale.export.scale import QUADS, scale_of
from verbale.export.tabbed import BESIDE, beside, joined, put
from verbale.model import Event, EventStatus, Interval, When
from verbale.version import __version__

COLUMNS = (
    *("Event ID", "Event Date", "Event Type", "Event Mode", "Intensity", "Quad Code", "Contexts"),
    *("Actor Name", "Actor Country", "Actor COW", "Primary Actor Sector", "Actor Sectors", "Actor Title", "Actor Name Raw"),
    "Wikipedia Actor ID",
    *("Recipient Name", "Recipient Country", "Recipient COW", "Primary Recipient Sector", "Recipient Sectors", "Recipient Title"),
    *("Recipient Name Raw", "Wikipedia Recipient ID"),
    *("Placename", "City", "District", "Province", "Country", "Latitude", "Longitude", "GeoNames ID", "Raw Placename", "Feature Type"),
    *("Source", "Publication Date", "Story People", "Story Organizations", "Story Locations", "Language", "Version"),
)
AUXILIARY: dict[EventStatus, str] = {"planned": "future", "hypothetical": "hypothetical", "denied": "negation"}
"""PLOVER's auxiliary modes, which it puts among the contexts (codebook, "Auxiliary modes")."""
_INTENSITY = frozenset({COLUMNS.index("Intensity")})


def write(material: Material, out: BinaryIO) -> None:
    """A header, and a line an event."""
    put(out, [*COLUMNS, *BESIDE])
    for event in material.entries("events"):
        put(out, [*_cells(material, event), *beside(material, event)], numbers=_INTENSITY)


def _cells(material: Material, event: Event) -> list[str | None]:
    scale = scale_of(event)
    story = material.story(event.story_id)
    place = event.place
    sources = material.sources(event)
    own = [event.id, day_of(event.date), event.type, event.mode, f"{scale.intensity:g}", QUADS[scale.quad], joined(contexts(event))]
    where = [place.name, None, None, None, place.country, None, None, None, place.name, None]
    told = [sources[0].outlet if sources else None, None if story is None else day_of(story.date)]
    return [
        *own,
        *_side(actors(material, event)),
        *_side(recipients(material, event)),
        *where,
        *told,
        *(None, None, None, None),
        f"verbale-{__version__}",
    ]


def _side(took: list[Took]) -> list[str | None]:
    numbers = [None if t.country is None or t.country not in cow() else str(cow()[t.country]) for t in took]
    return [
        joined(t.name for t in took),
        joined(None if t.country is None else name_of(t.country) for t in took),
        joined(numbers),
        took[0].sector if took else None,
        joined(t.sector for t in took),
        joined(t.titles[0] if t.titles else None for t in took),
        joined(t.raw for t in took),
        None,
    ]


def contexts(event: Event) -> list[str]:
    """The act's contexts, and with them what PLOVER has for acts that did not happen."""
    auxiliary = AUXILIARY.get(event.status)
    return [*event.contexts, *([] if auxiliary is None or auxiliary in event.contexts else [auxiliary])]


def day_of(when: When) -> str | None:
    """The day, or the first of several that it lasted; None where no day is known."""
    first = first_day(when)
    return None if first is None else first.isoformat()


def first_day(when: When) -> date | None:
    """The day, or the first of several that it lasted; None where only bounds are known."""
    if when.edtf is None:
        return None
    interval = Interval.of(when.edtf)
    return interval.first if interval.is_day or interval.lasts else None


FORMAT = Format("polecat", "events in the columns and codes of the POLECAT releases, tab-separated", ("events",), file=write)
