"""parquet: a typed file a kind (Apache Parquet), and `views.sql`, which DuckDB reads them by."""

from __future__ import annotations

from pathlib import Path

from verbale.export.format import Format
from verbale.export.frames import frames_of
from verbale.export.material import Material
from verbale.model import KINDS

VIEWS = "views.sql"
DYADS = """CREATE OR REPLACE VIEW dyads AS
WITH sides AS (
  SELECT *, len(recipients) = 0 AS mutual, CASE WHEN len(recipients) = 0 THEN actors ELSE recipients END AS others FROM events
), pairs AS (
  SELECT id, type, status, date_from, date_to, confidence, mutual, unnest(actors).country AS one, others FROM sides
), each_pair AS (
  SELECT * EXCLUDE (others), unnest(others).country AS other FROM pairs
)
SELECT DISTINCT * FROM each_pair WHERE one IS NOT NULL AND other IS NOT NULL AND (NOT mutual OR one < other);
"""


def write(material: Material, folder: Path) -> None:
    """A file a kind, and the views."""
    import pyarrow.parquet as pq

    for kind in KINDS:
        schema, batches = frames_of(material, kind)
        with pq.ParquetWriter(folder / f"{kind.plural}.parquet", schema) as writer:
            for batch in batches:
                writer.write_batch(batch)
    (folder / VIEWS).write_text(views(), encoding="utf-8")


def views() -> str:
    """The script: `duckdb -init views.sql`, run in the folder. `dyads` has a row for each pair of countries of each act."""
    each = [f"CREATE OR REPLACE VIEW {kind.plural} AS SELECT * FROM read_parquet('{kind.plural}.parquet');\n" for kind in KINDS]
    return "-- duckdb -init views.sql, in this folder\n" + "".join(each) + DYADS


FORMAT = Format(
    name="parquet",
    what="a typed file a kind, with views for DuckDB",
    kinds=tuple(kind.plural for kind in KINDS),
    folder=write,
    extra="frames",
    needs=("pyarrow",),
)
