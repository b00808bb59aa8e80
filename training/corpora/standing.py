"""How an event word stands, out of TimeML: the rules of docs/standing.md, which don't change with the figures of what is learnt."""

from __future__ import annotations

import re
from dataclasses import dataclass
from xml.etree import ElementTree

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


def standings(root: ElementTree.Element) -> dict[str, str | None]:
    """The standing of each event of a TimeML document by its id, None where it is open. Of several instances the first counts."""
    links = _Links(root)
    found: dict[str, str | None] = {}
    for id_, instance in links.instances.items():
        found.setdefault(instance.event, links.standing(id_, frozenset()))
    return found


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

    def __init__(self, root: ElementTree.Element) -> None:
        creation = root.find("DCT/TIMEX3")
        dct, created = (None, None) if creation is None else (creation.get("tid"), creation.get("value"))
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
                (dct is not None and t.get("relatedToTime") == dct and t.get("relType") in ("AFTER", "IAFTER"))
                or (t.get("relatedToTime") in later and t.get("relType") in ("IS_INCLUDED", "DURING", "SIMULTANEOUS"))
            )
        }

    def standing(self, id_: str, seen: frozenset[str]) -> str | None:
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
        if self.standing(id_, seen) in ("denied", "hypothetical"):
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
