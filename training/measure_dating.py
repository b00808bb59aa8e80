"""`python -m training.measure_dating`: how often a story's date lies within the bounds that the story itself gives, its own date hidden.

On PolNeAR dev, GUM's news and TimeBank's held-out fifth; `--tune` on the parts that the rules were made on, with every miss. `figures` is
for `training.evaluate`, `main` also tells how wide the bounds are.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import statistics
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from xml.etree import ElementTree

from training.corpora import ud
from training.corpora.annotated import CORPORA, Annotated, bucket
from training.measures import Counts, Figure, digest, figure, recall
from verbale.model import Interval
from verbale.reading import OnnxReader, Reader
from verbale.reading.quotations import quotations
from verbale.reading.structure import Structure
from verbale.stories import Dating, dating, names
from verbale.tables import Tables

_HELD_OUT = 5
_SALT = "timebank dev "
"""As in the reading of TimeBank: what is here is four fifths of it, chosen by the hash of the bare id."""
_CREATED = re.compile(r"\d{4}-\d\d-\d\d")


@dataclass(frozen=True, slots=True)
class Dated:
    """A text and the day it is of."""

    id: str
    text: str
    day: date


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a text told of its day."""

    of: Dated
    told: Dating

    @property
    def right(self) -> bool:
        """Whether the day lies within the bounds."""
        return self.told.days is not None and self.told.days.met(Interval.day(self.of.day)) is not None

    @property
    def width(self) -> int | None:
        """Days between the bounds; None where one is open."""
        days = self.told.days
        return None if days is None or days.first is None or days.last is None else (days.last - days.first).days + 1


def polnear(split: str) -> Iterator[Dated]:
    """PolNeAR's `train` or `dev`."""
    with gzip.open(CORPORA / "polnear" / f"{split}.jsonl.gz", "rt", encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            yield Dated(row["id"], row["text"], date.fromisoformat(row["date"]))


def timebank(held_out: bool) -> Iterator[Dated]:
    """TimeBank's and AQUAINT's bodies, with the day that a document was created on."""
    with gzip.open(CORPORA / "timebank" / "train.jsonl.gz", "rt", encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            root = ElementTree.fromstring(row["timeml"])
            created, body = root.find("DCT/TIMEX3"), root.find("TEXT")
            day = None if created is None else _CREATED.match(created.get("value", ""))
            if day is not None and body is not None and (bucket(_SALT + row["id"], _HELD_OUT) == 0) == held_out:
                text = re.sub(r"[ \t]*\n[ \t]*", "\n", "".join(body.itertext())).strip()
                yield Dated(row["id"], text, date.fromisoformat(day.group()))


def gum(split: str) -> Iterator[Dated]:
    """GUM's news of `train` or `dev`, with the day that its metadata give."""
    days: dict[str, str] = {}
    name = ""
    with gzip.open(CORPORA / "ud" / f"en_gum-{split}.conllu.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            key, _, value = line.partition("=")
            if key.strip() == "# newdoc id":
                name = value.strip()
            elif key.strip() == "# meta::dateCreated":
                days[name] = value.strip()
    for document in ud.read(f"en_gum-{split}"):
        if document.id.startswith("GUM_news") and _CREATED.fullmatch(days.get(document.id, "")):
            yield Dated(document.id, document.text, date.fromisoformat(days[document.id]))


def corpora(tune: bool) -> list[tuple[str, list[Dated]]]:
    """The texts that figures are reported on, or those that the rules were made on."""
    if tune:
        return [("PolNeAR train", [*polnear("train")]), ("TimeBank train", [*timebank(False)]), ("GUM train, news", [*gum("train")])]
    return [("PolNeAR dev", [*polnear("dev")]), ("TimeBank dev", [*timebank(True)]), ("GUM dev, news", [*gum("dev")])]


def outcomes(reader: Reader, texts: Sequence[Dated], tables: Tables) -> list[Outcome]:
    """What each text, taken for one story, tells of its day."""
    return [Outcome(text, _told(reader, text.text, tables)) for text in texts]


def _told(reader: Reader, text: str, tables: Tables) -> Dating:
    reading = reader.read(text)
    story = (0, len(text))
    lines = list(zip(reading.paragraphs.start.tolist(), reading.paragraphs.end.tolist(), strict=True))
    return dating(Structure(reading), story, names(text, reading.mentions, story, tables), quotations(text, lines), tables)


def figures(reader: Reader, tables: Tables | None = None) -> Iterator[Figure]:
    """For each corpus: of those bounded at all, the share whose day lies within; and the share bounded."""
    for where, texts in corpora(tune=False):
        yield from _figures(where, outcomes(reader, texts, tables or Tables.load()))


def _figures(where: str, found: Sequence[Outcome]) -> Iterator[Figure]:
    gold = digest(Annotated(o.of.id, f"{o.of.day} {o.of.text}") for o in found)
    bounded = [o for o in found if o.told.days is not None]
    if bounded:
        yield figure(f"{where}: date within its bounds, share", [Counts(int(o.right), 1, 1) for o in bounded], gold, recall)
    yield figure(f"{where}: dates bounded, share", [Counts(int(o.told.days is not None), 1, 1) for o in found], gold, recall)


def _report(where: str, found: Sequence[Outcome], misses: bool) -> Iterator[str]:
    for f in _figures(where, found):
        yield f"{f.value:.3f} [{f.low:.3f}, {f.high:.3f}] {f.count:6d}  {f.name}"
    widths = [o.width for o in found if o.width is not None]
    middle = f", of {statistics.median(widths):,.0f} days in the middle" if widths else ""
    yield f"{len(widths) / len(found):.3f} {'':14} {len(found):6d}  {where}: bounded on both sides{middle}"
    for o in found if misses else ():
        if o.told.days is not None and not o.right:
            why = "; ".join(f"{r.kind} {o.of.text[slice(*r.span)]!r}" for r in o.told.reasons)
            yield f"  missed: {o.of.id} of {o.of.day}, told {o.told.days.edtf}: {why}"


def main() -> None:
    """Read the command line, measure, tell."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--tune", action="store_true", help="on the parts that the rules were made on, with every miss")
    parser.add_argument("--tables", type=Path, default=None, help="a folder of tables laid over ours")
    given = parser.parse_args()
    reader, tables = OnnxReader(jobs=2), Tables.load(given.tables)
    for where, texts in corpora(given.tune):
        print(*_report(where, outcomes(reader, texts, tables), misses=given.tune), sep="\n", flush=True)  # noqa: T201


if __name__ == "__main__":
    main()
