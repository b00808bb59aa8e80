"""`python -m training.evaluate`: score the shipped int8 weights on what they were never trained on, and hold them to their floors.

Writes the table to docs/figures.md. Exits 1 where a figure lies on the wrong side of its floor in floors.json, or where the gold isn't the
one that the floor was set on. `--set-floors --why REASON` sets them anew: lowering one is a decision, and the reason is kept beside it.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from itertools import chain
from pathlib import Path
from typing import Any

from training.measure_acts import acts
from training.measures import Figure, all_figures
from verbale.reading import OnnxReader
from verbale.reading.encoder import WEIGHTS, Encoder

FLOORS = Path(__file__).parent / "floors.json"
TABLE = Path(__file__).parents[1] / "docs" / "figures.md"
SLACK = 0.005
"""How far below today's figure its floor is set: int8 results differ that much between classes of processor."""
LOWER_IS_BETTER = ("single articles broken in two",)

HEAD = """# Figures

Made by `make evaluate`: the shipped int8 weights, on texts that they were never trained on. The interval is the 95% bootstrap interval over
documents. Spans are compared without quotation marks, commas and white space at their edges. Composed pages are single articles put
together by `training/pages.py`, none of them trained on; a boundary is right where it lies at the very character.

How event words stand is judged on gold event words, by the map in [standing.md](standing.md): one that the reader doesn't see is missed.
TimeBank dev is a fifth of the TimeBank and AQUAINT files that may be trained on: newswire of 1989 to 2000, and much of AQUAINT tells of
four affairs that other files of it, trained on, tell of too.

Acts: a fifth of the sentences with a PLOVER type (`plv_train`, by a hash of the sentence; 24 of 1,050 rows have no two spans and are left
out), and `aw_test`, which says only whether there is an act. The type is that of the shipped single pass, spans pooled.

Every corpus here is English; PolNeAR is US campaign news of 2015 and 2016, so that its figures speak for news of that sort. The gold pages
of `tests/gold`, written for this project, are reported beside this in [gold.md](gold.md).

"""


def table(figures: Sequence[Figure], weights: str, cpu: str) -> str:
    """The figures as a page."""
    rows = [f"| {f.name} | {f.value:.3f} | {f.low:.3f} to {f.high:.3f} | {f.count:,} |" for f in figures]
    made = f"Weights `{weights[:16]}`, read on `{cpu}`.\n"
    return "\n".join([HEAD + made, "| measured | figure | interval | gold items |", "|---|---|---|---|", *rows]) + "\n"


def below(figures: Sequence[Figure], floors: dict[str, Any]) -> list[str]:
    """What is wrong: figures past their floors, and gold that has changed."""
    wrong = []
    for f in figures:
        floor = floors["figures"].get(f.name)
        if floor is None:
            wrong.append(f"{f.name}: no floor is set")
        elif floor["gold"] != f.gold:
            wrong.append(f"{f.name}: the gold is {f.gold}, the floor was set on {floor['gold']}")
        elif (f.value > floor["floor"]) if f.name.startswith(LOWER_IS_BETTER) else (f.value < floor["floor"]):
            wrong.append(f"{f.name}: {f.value} is past the floor {floor['floor']}")
    return wrong


def floors_of(figures: Sequence[Figure], why: str) -> dict[str, Any]:
    """The floors that today's figures set."""
    return {
        "why": why,
        "figures": {
            f.name: {"floor": round(f.value + (SLACK if f.name.startswith(LOWER_IS_BETTER) else -SLACK), 4), "gold": f.gold}
            for f in figures
        },
    }


def main() -> None:
    """Read the command line, measure, compare."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--weights", type=Path, default=None, help="folder of other weights, to compare with: nothing is written")
    parser.add_argument("--set-floors", action="store_true")
    parser.add_argument("--why", default="", help="the reason, with --set-floors")
    given = parser.parse_args()
    if given.set_floors and not given.why:
        parser.error("--set-floors needs --why")
    reader = OnnxReader(given.weights, jobs=2) if given.weights else OnnxReader(jobs=2)
    figures = []
    for figure in chain(all_figures(reader), acts(reader, Encoder(given.weights or WEIGHTS))):
        print(f"{figure.value:.3f} [{figure.low:.3f}, {figure.high:.3f}] {figure.count:6d}  {figure.name}", flush=True)  # noqa: T201
        figures.append(figure)
    if given.weights:
        return
    TABLE.write_text(table(figures, reader.weights, reader.cpu), encoding="utf-8")
    if given.set_floors:
        FLOORS.write_text(json.dumps(floors_of(figures, given.why), indent=1) + "\n", encoding="utf-8")
    wrong = below(figures, json.loads(FLOORS.read_text(encoding="utf-8")))
    print(*wrong, sep="\n", file=sys.stderr)  # noqa: T201
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
