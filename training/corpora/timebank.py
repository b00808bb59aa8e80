"""TimeBank and AQUAINT (TimeML): time expressions with their values, and whether what an event word tells of has happened.

How the standing of an event word follows from TimeML is written down, rule by rule, in docs/standing.md.
"""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from xml.etree import ElementTree

from training.corpora.annotated import CORPORA, CREATED, Annotated, EventWord, Span, Time, bucket

HELD_OUT = 5
"""One document in this many is dev: never trained on."""
_SALT = "timebank dev "
"""Hashed before an id: what is here is itself four fifths of the corpus, chosen by the hash of the bare id."""
INVERTED = 0.9
"""Share of negative events above which a file's polarities are taken to be the wrong way round (21 files of AQUAINT)."""

INTENDED = re.compile(
    r"plan(s|ned|ning)?|agree\w*|promis\w+|pledg\w+|vow\w*|schedul\w+|slated|due|set|intend\w*|intent(ion)?s?|expect\w*|decid\w+|decisions?"
    r"|arrang\w+|prepar\w+|commit\w*|announc\w+|poised|ready|aim\w*|vot(e|es|ed|ing)|predict\w*|forecast\w*"
)
"""Words after which what hangs on them lies ahead: "agreed to meet", "expects to sign"."""
BROUGHT_ABOUT = re.compile(
    r"help\w*|allow\w*|enabl\w+|lets?|letting|forc\w+|caus\w+|lead\w*|led|us(e|es|ed|ing)|manag\w+|mak(e|es|ing)|made"
)
"""Words after which one can't tell whether it has come about: "helped to end", "led to"."""
_OPEN_QUESTION = re.compile(r"may|might|possible|likelihood|unlikely|should|must|have[ _]to|ought.*")
_ABILITY = re.compile(r"can|could|able")


def train() -> Iterator[Annotated]:
    """Four fifths of the documents."""
    return (_annotated(*row) for row in _rows() if bucket(_SALT + row[0], HELD_OUT))


def dev() -> Iterator[Annotated]:
    """The other fifth: for reporting only."""
    return (_annotated(*row) for row in _rows() if not bucket(_SALT + row[0], HELD_OUT))


@cache
def _rows() -> tuple[tuple[str, str], ...]:
    with gzip.open(CORPORA / "timebank" / "train.jsonl.gz", "rt", encoding="utf-8") as lines:
        return tuple((row["id"], row["timeml"]) for row in map(json.loads, lines))


def _annotated(name: str, timeml: str) -> Annotated:
    root = ElementTree.fromstring(timeml)
    created = root.find("DCT/TIMEX3")
    text, marked = _Text(), _Marked()
    title = root.find("TITLE")
    if title is not None:
        text.add("".join(title.itertext()).strip() + "\n\n")
    timed_from = len(text.written)
    _walk(_body(root), text, marked)
    dct = "" if created is None else created.attrib["tid"]
    standings = _Links(root, dct, None if created is None else created.get("value")).standings()
    return Annotated(
        id=name,
        text=text.written.rstrip(),
        times=tuple(_time(element, span, dct) for span, element in marked.times),
        events=tuple(EventWord(span, standings.get(element.attrib["eid"])) for span, element in marked.events),
        timed_from=timed_from,
        created=None if created is None else created.get("value"),
    )


def _body(root: ElementTree.Element) -> ElementTree.Element:
    body = root.find("TEXT")
    assert body is not None
    return body


@dataclass(slots=True)
class _Text:
    """Text as it is put together: blanks of a line as one, more than one empty line as one, none at the front of a line."""

    written: str = ""

    def add(self, more: str) -> None:
        for blank, rest in re.findall(r"(\s*)(\S*)", more):
            if blank:
                self._blank(blank)
            self.written += rest

    def _blank(self, blank: str) -> None:
        bare = self.written.rstrip()
        breaks = (self.written[len(bare) :] + blank).count("\n")
        self.written = bare + ("" if not bare else "\n\n" if breaks > 1 else "\n" if breaks else " ")


@dataclass(slots=True)
class _Marked:
    """Elements of the body that are not blank, and where they lie."""

    times: list[tuple[Span, ElementTree.Element]] = field(default_factory=list)
    events: list[tuple[Span, ElementTree.Element]] = field(default_factory=list)


def _walk(element: ElementTree.Element, text: _Text, marked: _Marked) -> None:
    text.add(element.text or "")
    for child in element:
        before = len(text.written)
        _walk(child, text, marked)
        inside = text.written[before:]
        span = (before + len(inside) - len(inside.lstrip()), before + len(inside.rstrip()))
        if span[0] < span[1] and child.tag in ("TIMEX3", "EVENT"):
            (marked.times if child.tag == "TIMEX3" else marked.events).append((span, child))
        text.add(child.tail or "")


def _time(element: ElementTree.Element, span: Span, dct: str) -> Time:
    function = element.get("functionInDocument")
    anchor = element.get("anchorTimeID")
    return Time(
        span=span,
        id=element.attrib["tid"],
        type=element.attrib["type"],
        value=element.get("value"),
        function=None if function == "NONE" else function,
        relative=element.get("temporalFunction") == "true",
        anchor=CREATED if anchor == dct else anchor,
        mod=element.get("mod"),
    )


@dataclass(frozen=True, slots=True)
class _Instance:
    """One event as MAKEINSTANCE describes it. word: lower case."""

    event: str
    word: str
    type: str
    tense: str
    modality: str
    denied: bool


class _Links:
    """The events of one document, what hangs on what (SLINK), and what lies after the document's creation time (TLINK)."""

    def __init__(self, root: ElementTree.Element, dct: str, created: str | None) -> None:
        events = {e.attrib["eid"]: e for e in root.iter("EVENT")}
        made = [m for m in root.iter("MAKEINSTANCE") if m.get("eventID") in events]
        negative = sum(m.get("polarity") == "NEG" for m in made)
        flipped = negative > INVERTED * len(made)
        self.instances = {m.attrib["eiid"]: _instance(m, events[m.attrib["eventID"]], flipped) for m in made}
        self.above: dict[str, list[tuple[str, str]]] = {}
        self.conditional: set[str] = set()
        for link in root.iter("SLINK"):
            governor, below, kind = (link.attrib[name] for name in ("eventInstanceID", "subordinatedEventInstance", "relType"))
            if kind == "CONDITIONAL":
                self.conditional |= {governor, below}
            else:
                self.above.setdefault(below, []).append((governor, kind))
        later = {t.attrib["tid"] for t in root.iter("TIMEX3") if _later(t.get("value"), created)}
        self.ahead = {
            t.attrib["eventInstanceID"]
            for t in root.iter("TLINK")
            if "eventInstanceID" in t.attrib
            and (
                (t.get("relatedToTime") == dct and t.get("relType") in ("AFTER", "IAFTER"))
                or (t.get("relatedToTime") in later and t.get("relType") in ("IS_INCLUDED", "DURING", "SIMULTANEOUS"))
            )
        }

    def standings(self) -> dict[str, str | None]:
        """The standing of each event by its id, of its first instance where it has several."""
        found: dict[str, str | None] = {}
        for id_, instance in self.instances.items():
            found.setdefault(instance.event, self._standing(id_, frozenset()))
        return found

    def _standing(self, id_: str, seen: frozenset[str]) -> str | None:
        """The first rule of docs/standing.md that holds. seen: events that this one hangs on, lest links run in a ring."""
        event = self.instances[id_]
        above = [(g, kind) for g, kind in self.above.get(id_, []) if g in self.instances and g not in seen]
        kinds = {kind for _, kind in above}
        if id_ in self.conditional or _OPEN_QUESTION.fullmatch(event.modality):
            return "hypothetical"
        if event.denied:
            return "denied"
        if kinds & {"COUNTER_FACTIVE", "NEG_EVIDENTIAL"}:
            doubled = any(self.instances[g].denied for g, kind in above if kind in ("COUNTER_FACTIVE", "NEG_EVIDENTIAL"))
            return None if doubled else "denied"
        if _ABILITY.fullmatch(event.modality) or (event.modality in ("would", "'d") and "EVIDENTIAL" not in kinds):
            return "hypothetical"
        if "MODAL" in kinds:
            governor = next(g for g, kind in above if kind == "MODAL")
            return self._below_modal(event, governor, seen | {id_})
        if event.modality in ("would", "'d") or event.tense == "FUTURE" or (id_ in self.ahead and event.tense != "PAST"):
            return "planned"
        if event.tense == "INFINITIVE" and not kinds & {"FACTIVE"}:
            return None
        return "occurred"

    def _below_modal(self, event: _Instance, id_: str, seen: frozenset[str]) -> str | None:
        governor = self.instances[id_]
        if self._standing(id_, seen) in ("denied", "hypothetical"):
            return "hypothetical"
        if INTENDED.fullmatch(governor.word):
            return "planned"
        if BROUGHT_ABOUT.fullmatch(governor.word):
            return None
        purpose = governor.type == "OCCURRENCE" and event.tense == "INFINITIVE"
        return "planned" if purpose else "hypothetical"


def _instance(made: ElementTree.Element, event: ElementTree.Element, flipped: bool) -> _Instance:
    modality = (made.get("modality") or "").strip().lower()
    return _Instance(
        event=event.attrib["eid"],
        word="".join(event.itertext()).strip().lower(),
        type=event.get("class", ""),
        tense=made.get("tense", "NONE"),
        modality=modality,
        denied=(made.get("polarity") == "NEG") != flipped,
    )


def _later(value: str | None, created: str | None) -> bool:
    """Whether a time lies after the day of creation, as far as both are written out."""
    if value == "FUTURE_REF":
        return True
    if not value or not created or not re.fullmatch(r"\d{4}(-\d\d(-\d\d)?)?", value[:10]):
        return False
    shared = min(len(value[:10]), len(created[:10]))
    return value[:shared] > created[:shared]
