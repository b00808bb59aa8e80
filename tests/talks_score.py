"""How well texts about talks are read: `python tests/talks_score.py [FOLDER]` prints it, `test_talks_gold.py` holds it to its floors.

Rounds are matched one to one with those of the gold by parties, count, date and the words they stand on; a field of a gold round that is not
matched is missed. A round, case or commitment that the gold marks as optional is neither missed nor invented. What lies below the confidence
line is left out, as it is in listings. A trap holds if nothing is read that a careless reader would read out of its words.
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from verbale import intake
from verbale.linking import link
from verbale.model import (
    CONFIDENCE_LINE,
    UNKNOWN,
    Case,
    Commitment,
    Dialogue,
    Document,
    Event,
    Evidence,
    Interval,
    Round,
    Story,
    When,
)
from verbale.pipeline import code
from verbale.reading import OnnxReader, Reader
from verbale.tables import Tables

GOLD = Path(__file__).parent / "talks"
DOCS = Path(__file__).parents[1] / "docs" / "talks.md"
SLACK = 0.06
"""How far past today's figure its floor is set: an item or two of a small set, on a processor of another class."""
WORSE_IS_MORE = frozenset({"rounds invented, a document"})
HELD = ("round fields right", "rounds found", "rounds invented, a document", "cases F1", "commitments F1", "traps held")
"""The figures that have a floor."""
Span = tuple[int, int]
NOWHERE: Span = (-2, -1)
Gold = dict[str, Any]
_WORD = re.compile(r"\w+")


@dataclass
class Tally:
    """Counts over documents, and what went wrong in words."""

    counts: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)

    def right(self, what: str, holds: bool, fault: str = "") -> None:
        """Count one item, and whether it is right."""
        self.counts[what] += 1
        self.counts[f"{what} right"] += holds
        if not holds and fault:
            self.faults.append(f"{what}: {fault}")

    def share(self, what: str) -> float:
        return self.counts[f"{what} right"] / self.counts[what] if self.counts[what] else 1.0

    def f1(self, what: str) -> float:
        total = self.counts[f"{what} gold"] + self.counts[f"{what} found"]
        return 2 * self.counts[f"{what} right"] / total if total else 1.0

    def figures(self) -> dict[str, float]:
        """All figures."""
        fields_ = sorted(what.removesuffix(" right") for what in self.counts if what.startswith("round field") and what.endswith(" right"))
        made = {
            "round fields right": sum(self.counts[f"{f} right"] for f in fields_) / max(1, sum(self.counts[f] for f in fields_)),
            "rounds found": self.share("rounds"),
            "rounds invented, a document": self.counts["rounds invented"] / max(1, self.counts["documents"]),
            "cases F1": self.f1("cases"),
            "who raised a case": self.share("case raisers"),
            "commitments F1": self.f1("commitments"),
            "commitment kind": self.share("commitment kind"),
            "commitment due": self.share("commitment due"),
            "events found": self.share("events"),
            "story dates right": self.share("story date"),
            "traps held": self.share("traps"),
        }
        return made | {f.removeprefix("round "): self.share(f) for f in fields_}


@dataclass(frozen=True)
class Read:
    """What was read out of one document, above the line."""

    document: Document
    stories: list[Story]
    dialogues: dict[str, Dialogue]
    rounds: list[Round]
    cases: list[Case]
    commitments: list[Commitment]
    events: list[Event]


def read(path: Path, gold: Gold, reader: Reader, tables: Tables) -> Read:
    """Read a document, with its day where the gold gives it."""
    date = When(gold["published"], "flag") if gold["give_date"] else UNKNOWN
    document = intake.load(str(path), date=date)
    entries = [view.entry for view in link([document], code(document, reader, tables))]
    shown = [e for e in entries if e.confidence >= CONFIDENCE_LINE]
    return Read(
        document,
        [e for e in entries if isinstance(e, Story)],
        {e.id: e for e in entries if isinstance(e, Dialogue)},
        [e for e in shown if isinstance(e, Round)],
        [e for e in shown if isinstance(e, Case)],
        [e for e in shown if isinstance(e, Commitment)],
        [e for e in shown if isinstance(e, Event)],
    )


def score(path: Path, reader: Reader, tables: Tables, tally: Tally) -> None:
    """Add one document to the tally."""
    gold = _coded(json.loads(path.with_suffix(".json").read_text(encoding="utf-8")))
    found = read(path, gold, reader, tables)
    tally.counts["documents"] += 1
    pairs = _rounds(path.stem, gold, found, tally)
    _cases(path.stem, gold, found, tally)
    _commitments(path.stem, gold, found, tally)
    _events(gold, found, tally)
    _dates(path.stem, gold, found, tally)
    for trap in gold["traps"]:
        wrong = TRAPS[trap["kind"]](trap, gold, found, pairs)
        tally.right("traps", not wrong, f"{path.stem}: {trap['kind']}: {trap['words']!r}: {wrong}")


def _find(text: str, words: str) -> Span:
    """Where the words stand; nowhere where the text made of a page lacks them, and what stands on them is then missed."""
    pattern = r"\s+".join(map(re.escape, words.split()))
    hit = re.search(pattern, text)
    return NOWHERE if hit is None else hit.span()


def _codes(parties: Iterable[str | None]) -> set[str]:
    """The parties that have a code: one that has none is null, and in older gold its name."""
    return {p for p in parties if p is not None and p.isupper() and len(p) <= 5}


def _coded(value: Any, key: str = "") -> Any:
    """The gold with null for a party that has no code, as the contract has it, where the writer put its name."""
    if isinstance(value, dict):
        return {k: _coded(v, k) for k, v in value.items()}
    if isinstance(value, list):
        told = [_coded(v, key) for v in value]
        return [v for v in told if v is not None] if key in ("raised_by", "who") else told
    return next(iter(_codes([value])), None) if key in ("party", "raised_by", "who") and isinstance(value, str) else value


def _tokens(words: str) -> set[str]:
    return set(_WORD.findall(words.casefold())) - {"the", "a", "an", "of", "and", "to", "in", "on", "for", "its", "their"}


def _alike(one: str, other: str, least: float = 0.5) -> bool:
    """Whether two wordings mean one thing: half of their words shared, or the shorter one within the longer."""
    a, b = _tokens(one), _tokens(other)
    if not a or not b:
        return one.casefold() == other.casefold()
    return len(a & b) / len(a | b) >= least or (
        min(len(a), len(b)) >= 1 and len(a & b) / min(len(a), len(b)) >= 0.99 and len(a & b) / max(len(a), len(b)) >= 0.25
    )


def _overlap(evidence: Iterable[Evidence], span: Span) -> bool:
    return any(e.start < span[1] and span[0] < e.end for e in evidence)


def same_time(wanted: str | None, got: str | None) -> bool:
    """Whether two dates are one: equal, or sharing half of the days that either covers."""
    if wanted is None or got is None:
        return wanted == got
    one, other = Interval.of(wanted), Interval.of(got)
    if one.first is None or one.last is None or other.first is None or other.last is None:
        return (one.first, one.last) == (other.first, other.last)
    shared = (min(one.last, other.last) - max(one.first, other.first)).days + 1
    union = (max(one.last, other.last) - min(one.first, other.first)).days + 1
    return shared / union >= 0.5


def _rounds(name: str, gold: Gold, found: Read, tally: Tally) -> list[tuple[Gold, Round]]:
    text = found.document.text
    scored = []
    for i, wanted in enumerate(gold["rounds"]):
        place = _find(text, wanted["evidence"])
        for j, got in enumerate(found.rounds):
            parties = found.dialogues[got.dialogue_id].parties
            if not set(parties) & _codes(wanted["parties"]):
                continue
            value = (
                2.0 * _overlap([e for e in got.evidence if e.field in ("status", "ordinal", "date")], place)
                + 2.0 * (wanted["ordinal"] is not None and wanted["ordinal"] == got.ordinal)
                + 1.0 * (wanted["date"] is not None and same_time(wanted["date"], got.date.edtf))
                + 0.5 * (wanted["status"] == got.status)
                - 3.0 * (wanted["ordinal"] is not None and got.ordinal is not None and wanted["ordinal"] != got.ordinal)
                - 1.5 * ((wanted["status"] == "scheduled") != (got.status == "scheduled"))
            )
            if value >= 1.0:
                scored.append((value, -i, -j))
    pairs: dict[int, int] = {}
    for _, i, j in sorted(scored, reverse=True):
        if -i not in pairs and -j not in pairs.values():
            pairs[-i] = -j
    for i, wanted in enumerate(gold["rounds"]):
        if wanted["optional"]:
            continue
        got_or_none = found.rounds[pairs[i]] if i in pairs else None
        tally.right("rounds", got_or_none is not None, f"{name}: {wanted['evidence']!r}")
        for what, right in _fields(wanted, got_or_none, found):
            tally.right(f"round field {what}", right, f"{name}: {_told(what, wanted, got_or_none)}" if got_or_none else "")
    for j, got in enumerate(found.rounds):
        if j not in pairs.values():
            tally.counts["rounds invented"] += 1
            tally.faults.append(f"rounds invented: {name}: {[e.exact for e in got.evidence][:6]}")
    return [(gold["rounds"][i], found.rounds[j]) for i, j in pairs.items()]


def _told(what: str, wanted: Gold, got: Round) -> str:
    shown = {"head": got.heads, "member": got.delegations, "count": got.delegations, "topic": got.topics, "view": got.characterizations}
    key = {"head": "heads", "member": "delegations", "count": "delegations", "topic": "topics", "view": "characterizations"}.get(what, what)
    return f"wanted {wanted.get(key)!r}, got {shown.get(what, getattr(got, what, None))!r}"


def _fields(wanted: Gold, got: Round | None, found: Read) -> Iterator[tuple[str, bool]]:
    """Each value that the gold gives, and whether it was read."""
    dialogue = None if got is None else found.dialogues[got.dialogue_id]
    yield "parties", dialogue is not None and set(dialogue.parties) == _codes(wanted["parties"])
    if wanted["party_actors"]:
        yield "party_actors", dialogue is not None and any(_alike(a, b) for a in dialogue.party_actors for b in wanted["party_actors"])
    if wanted["subject"]:
        yield "subject", dialogue is not None and dialogue.subject is not None and _same_subject(dialogue.subject, wanted["subject"])
    yield "status", got is not None and got.status == wanted["status"]
    for key in ("ordinal", "days"):
        if wanted[key] is not None:
            yield key, got is not None and getattr(got, key) == wanted[key]
    if wanted["date"] is not None:
        yield "date", got is not None and same_time(wanted["date"], got.date.edtf)
    if wanted["place"]["city"]:
        yield "place", got is not None and got.place.city is not None and _alike(got.place.city, wanted["place"]["city"])
    elif wanted["place"]["country"]:
        yield "place", got is not None and got.place.country == wanted["place"]["country"]
    for head in wanted["heads"]:
        yield "head", got is not None and any(_alike(h.name, head["name"], 0.6) and h.party == head["party"] for h in got.heads)
    for side in wanted["delegations"]:
        for member in side["members"]:
            yield (
                "member",
                got is not None and any(_alike(m, member) and d.party == side["party"] for d in got.delegations for m in d.members),
            )
        if side["count"] is not None:
            yield "count", got is not None and any(d.count == side["count"] and d.party == side["party"] for d in got.delegations)
    for topic in wanted["topics"]:
        yield (
            "topic",
            got is not None and any(_alike(t.topic, topic["topic"], 0.4) and t.raised_by == topic["raised_by"] for t in got.topics),
        )
    for view in wanted["characterizations"]:
        yield (
            "view",
            got is not None and any(_alike(v.words, view["words"], 0.4) and v.party == view["party"] for v in got.characterizations),
        )


def _same_subject(one: str, other: str) -> bool:
    topics = Tables.load().topics
    a, b = topics.of(one), topics.of(other)
    return _alike(one, other, 0.34) or (a is not None and a == b)


def _cases(name: str, gold: Gold, found: Read, tally: Tally) -> None:
    free = list(found.cases)
    for wanted in gold["cases"]:
        got = next((c for c in free if _alike(c.name, wanted["name"], 0.5)), None)
        if got is not None:
            free.remove(got)
        if wanted["optional"]:
            continue
        tally.counts["cases gold"] += 1
        if got is None:
            tally.faults.append(f"cases: {name}: missed {wanted['name']!r}")
            continue
        tally.counts["cases found"] += 1
        tally.counts["cases right"] += 1
        tally.right("case raisers", set(got.raised_by) == _codes(wanted["raised_by"]), f"{name}: {wanted['name']}: {got.raised_by}")
    for extra in free:
        tally.counts["cases found"] += 1
        tally.faults.append(f"cases: {name}: invented {extra.name!r}")


def _commitments(name: str, gold: Gold, found: Read, tally: Tally) -> None:
    text = found.document.text
    scored = []
    for i, wanted in enumerate(gold["commitments"]):
        place = _find(text, wanted["what"])
        for j, got in enumerate(found.commitments):
            spans = [(e.start, e.end) for e in got.evidence if e.field == "what"]
            shared = sum(max(0, min(b, place[1]) - max(a, place[0])) for a, b in spans)
            least = min(place[1] - place[0], sum(b - a for a, b in spans))
            both_rounds = wanted["kind"] == got.kind == "round"
            if shared >= 0.5 * least or (both_rounds and same_time(wanted["due"], got.due.edtf)):
                scored.append((shared / max(1, least) + (wanted["kind"] == got.kind), -i, -j))
    pairs: dict[int, int] = {}
    for _, i, j in sorted(scored, reverse=True):
        if -i not in pairs and -j not in pairs.values():
            pairs[-i] = -j
    for i, wanted in enumerate(gold["commitments"]):
        if wanted["optional"]:
            continue
        tally.counts["commitments gold"] += 1
        if i not in pairs:
            tally.faults.append(f"commitments: {name}: missed {wanted['what']!r}")
            continue
        got = found.commitments[pairs[i]]
        tally.counts["commitments found"] += 1
        codes = {p.country for p in got.who} - {None}
        right = codes == _codes(wanted["who"])
        tally.counts["commitments right"] += right
        if not right:
            tally.faults.append(f"commitments: {name}: {wanted['what']!r} is {wanted['who']}'s, not {sorted(codes)}'s")
        tally.right("commitment kind", got.kind == wanted["kind"], f"{name}: {wanted['what']!r}: {wanted['kind']}, not {got.kind}")
        tally.right(
            "commitment due", same_time(wanted["due"], got.due.edtf), f"{name}: {wanted['what']!r}: {wanted['due']}, not {got.due.edtf}"
        )
        tally.right(
            "acceptance",
            got.acceptance == wanted["acceptance"],
            f"{name}: {wanted['what']!r}: {wanted['acceptance']}, not {got.acceptance}",
        )
    for j, extra in enumerate(found.commitments):
        if j not in pairs.values():
            tally.counts["commitments found"] += 1
            tally.faults.append(f"commitments: {name}: invented {extra.what!r}")


def _events(gold: Gold, found: Read, tally: Tally) -> None:
    text = found.document.text
    for wanted in gold["events"]:
        if wanted["optional"]:
            continue
        place = _find(text, wanted["words"])
        tally.right("events", any(e.type == wanted["type"] and _overlap(e.evidence, place) for e in found.events))
    tally.counts["events read"] += len(found.events)


def _dates(name: str, gold: Gold, found: Read, tally: Tally) -> None:
    for wanted in gold["stories"]:
        if wanted["date"] is None:
            continue
        start = _find(found.document.text, wanted["begins"])[0]
        story = next((s for s in found.stories if s.start <= start < s.end), None)
        got = None if story is None else story.date.edtf
        tally.right("story date", same_time(wanted["date"], got), f"{name}: {wanted['date']}, not {got}")


Trap = Callable[[Gold, Gold, Read, Sequence[tuple[Gold, Round]]], str]


def _in(found: Read, trap: Gold) -> Span:
    return _find(found.document.text, trap["words"])


def _promised(trap: Gold, gold: Gold, found: Read, pairs: Sequence[tuple[Gold, Round]]) -> str:
    """A commitment, or a scheduled round, out of words that promise none; one that the gold has too is none of the trap's."""
    span = _in(found, trap)
    fair = [_find(found.document.text, c["what"]) for c in gold["commitments"]]
    for c in found.commitments:
        mine = [(e.start, e.end) for e in c.evidence if e.field == "what"]
        if _overlap([e for e in c.evidence if e.field == "what"], span) and not any(a < d and b_ < b for a, b in mine for b_, d in fair):
            return f"a commitment: {c.what!r}"
    matched = [r for _, r in pairs]
    for r in found.rounds:
        if r.status == "scheduled" and r not in matched and _overlap([e for e in r.evidence if e.field in ("status", "date")], span):
            return "a scheduled round"
    return ""


def _suspended(trap: Gold, _: Gold, found: Read, __: Sequence[tuple[Gold, Round]]) -> str:
    span = _in(found, trap)
    wrong = [r for r in found.rounds if r.status in ("suspended", "cancelled") and _overlap(r.evidence, span)]
    return "a suspended round" if wrong else ""


def _case(trap: Gold, gold: Gold, found: Read, _: Sequence[tuple[Gold, Round]]) -> str:
    span = _in(found, trap)
    fair = {c["name"] for c in gold["cases"]}
    wrong = [
        c.name for c in found.cases if not any(_alike(c.name, f) for f in fair) and (_overlap(c.evidence, span) or c.name in trap["words"])
    ]
    return f"cases: {wrong}" if wrong else ""


def _venue(trap: Gold, _: Gold, __: Read, pairs: Sequence[tuple[Gold, Round]]) -> str:
    for wanted, got in pairs:
        city = got.place.city
        if city and city in trap["words"] and city != wanted["place"]["city"] and not _alike(city, wanted["place"]["city"] or ""):
            return f"{city} as a venue"
    return ""


def _background(trap: Gold, _: Gold, found: Read, pairs: Sequence[tuple[Gold, Round]]) -> str:
    span = _in(found, trap)
    for wanted, got in pairs:
        if wanted["background"] or wanted["status"] == "scheduled":
            continue
        if wanted["ordinal"] is not None and got.ordinal not in (None, wanted["ordinal"]):
            return f"the round as number {got.ordinal}"
        dated = [e for e in got.evidence if e.field == "date"]
        if dated and all(_overlap([e], span) for e in dated) and not same_time(wanted["date"], got.date.edtf):
            return f"the round on {got.date.edtf}"
    return ""


def _party(trap: Gold, gold: Gold, found: Read, pairs: Sequence[tuple[Gold, Round]]) -> str:
    fair = {p for r in gold["rounds"] for p in _codes(r["parties"])}
    for r in found.rounds:
        if wrong := set(found.dialogues[r.dialogue_id].parties) - fair:
            return f"{sorted(wrong)} as a party"
        if heads := [
            h.name for h in r.heads if h.name in trap["words"] and not any(h.name == g["name"] for w in gold["rounds"] for g in w["heads"])
        ]:
            return f"{heads} as heads"
    return ""


def _channels(trap: Gold, gold: Gold, found: Read, pairs: Sequence[tuple[Gold, Round]]) -> str:
    main = [(w, r) for w, r in pairs if not w["background"] and w["subject"]]
    for wanted, got in pairs:
        for other, its in main:
            if got is not its and wanted["subject"] != other["subject"] and got.dialogue_id == its.dialogue_id:
                return f"{wanted['subject']} and {other['subject']} as one series"
    return ""


def _nothing(trap: Gold, _: Gold, found: Read, __: Sequence[tuple[Gold, Round]]) -> str:
    """Anything at all that stands on these words alone."""
    span = _in(found, trap)
    for kind in (found.rounds, found.cases, found.commitments):
        for entry in kind:
            own = [e for e in entry.evidence if e.field in ("status", "ordinal", "name", "what")]
            if own and all(span[0] <= e.start and e.end <= span[1] for e in own):
                return f"{type(entry).__name__}: {own[0].exact!r}"
    return ""


TRAPS: dict[str, Trap] = {
    "past_round_as_background": _background,
    "could_resume": _promised,
    "asked_to_suspend": _suspended,
    "no_date_set": _promised,
    "not_ruled_out": _promised,
    "other_place": _venue,
    "mentioned_not_raised": _case,
    "expressly_not_raised": _case,
    "mediator_or_host": _party,
    "two_channels": _channels,
    "sport": _nothing,
    "briefing_question": _nothing,
    "reader_comment": _nothing,
}


def scored(folder: Path, reader: Reader, tables: Tables) -> Tally:
    """All documents of a folder."""
    tally = Tally()
    for path in sorted(p for p in folder.iterdir() if p.suffix in (".txt", ".html") and p.with_suffix(".json").exists()):
        score(path, reader, tables, tally)
    return tally


HEAD = """# Texts about talks

Made by `make talks`: forty-eight documents written for this project by hands that had not seen the code (see `tests/talks/README.md`), on as
many pairs of parties. Rules were made looking at the thirty-six open ones, eight of which also taught the network of the marks
(`training/marked`), so that the open figures flatter. Of the twelve sealed ones only a digest was known until they were opened, once, when
weights and rules were done; nothing changed after that. Read by the version before (other weights, and no sitting without a word that names it), the
same sealed texts gave: fields of rounds 0.43, rounds found 0.49, invented 0.33 a document, cases F1 0.76, commitments F1 0.61. The twelve
sealed before, open now, went from 0.43 to 0.71 of the fields as rules were made on them: what that flatters is the distance to the sealed column.
Entries below the confidence line are left out, as they are in listings. A field of a round that isn't found is missed. The sets are small: a
figure of 40 items is good to about 0.15.

**What was aimed at is not reached**: round fields 0.85, one invented round in ten documents, cases 0.90, commitments 0.80, every trap. More than a
quarter of the rounds in texts of a kind that the network hasn't seen are not found, and all their fields count as missed.
"""


def write(tallies: dict[str, Tally]) -> None:
    """The page with the figures of both folders, and the floors that the tests hold."""
    figures = {which: tally.figures() for which, tally in tallies.items()}
    names = list(dict.fromkeys(name for made in figures.values() for name in made))
    rows = [f"| {name} | " + " | ".join(_cell(figures[which].get(name)) for which in figures) + " |" for name in names]
    counts = [
        f"{tally.counts['documents']} {which} documents: {tally.counts['rounds']} rounds, {tally.counts['cases gold']} cases, "
        f"{tally.counts['commitments gold']} commitments, {tally.counts['events']} acts, {tally.counts['traps']} traps."
        for which, tally in tallies.items()
    ]
    table = ["", f"| measured | {' | '.join(figures)} |", "|---" * (len(figures) + 1) + "|", *rows]
    DOCS.write_text("\n".join([HEAD, *counts, *table]) + "\n", encoding="utf-8")
    floors = {
        which: {name: round(value + (SLACK if name in WORSE_IS_MORE else -SLACK), 3) for name, value in made.items() if name in HELD}
        for which, made in figures.items()
    }
    (GOLD / "floors.json").write_text(json.dumps(floors, indent=1) + "\n", encoding="utf-8")


def _cell(value: float | None) -> str:
    return "–" if value is None else f"{value:.2f}"


def main() -> None:
    """Print the figures of a folder, and with -v what went wrong; with --write, both folders into docs/talks.md and the floors."""
    reader, tables = OnnxReader(jobs=2), Tables.load()
    if "--write" in sys.argv:
        write({which: scored(GOLD / which, reader, tables) for which in ("open", "sealed")})
        return
    tally = scored(Path(sys.argv[1]) if len(sys.argv) > 1 else GOLD / "open", reader, tables)
    if "-v" in sys.argv:
        print(*tally.faults, sep="\n")
    for what, value in tally.figures().items():
        print(f"{value:.2f}  {what}  ({tally.counts[what] or tally.counts['round ' + what] or ''})")


if __name__ == "__main__":
    main()
