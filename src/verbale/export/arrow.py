"""arrow: a typed file a kind (Arrow IPC, Feather version 2), to be mapped into memory as it is."""

from __future__ import annotations

from pathlib import Path

from verbale.export.format import Format
from verbale.export.frames import frames_of
from verbale.export.material import Material
from verbale.model import KINDS


def write(material: Material, folder: Path) -> None:
    """A file a kind."""
    import pyarrow as pa

    for kind in KINDS:
        schema, batches = frames_of(material, kind)
        with pa.OSFile(str(folder / f"{kind.plural}.arrow"), "wb") as sink, pa.ipc.new_file(sink, schema) as writer:
            for batch in batches:
                writer.write_batch(batch)


FORMAT = Format(
    name="arrow",
    what="a typed file a kind, in Arrow's IPC format",
    kinds=tuple(kind.plural for kind in KINDS),
    folder=write,
    extra="frames",
    needs=("pyarrow",),
)
