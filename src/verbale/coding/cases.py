"""Persons whose situation one side raised with the other: Case facts. One merely mentioned, or expressly not raised, is none."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from verbale.coding.dialogues import Channel
from verbale.coding.mark import Mark
from verbale.coding.scene import Scene
from verbale.coding.sides import Side
from verbale.coding.sittings import Sitting, sentences_apart
from verbale.coding.talks import Talks
from verbale.model import Case, Evidence, Reply, mint
from verbale.stories import Named

_RAISED = (
    r"(?:rais\w+|mention\w*|discuss\w*|c[ao]m(?:e|ing) up|tak\w+ up|took up|brought up|bring up|put (?:on|to)|ask\w* (?:about|after)|"
    r"spoke\w*|nam\w+)"
)
_NOT_RAISED = re.compile(
    rf"\b(?:not|n[’']t|never|nor|no one|nobody|none|without|neither|hardly|no (?:[\w-]+ ){{1,3}}(?:has|have|had|ever))\b"
    rf"[^.;!?\n]{{0,40}}\b{_RAISED}|\bnot a word\b"
    rf"|\b{_RAISED}[^.;!?\n]{{0,25}}\bby (?:no one|nobody|neither)\b|\b(?:left out|struck (?:off|from)|withdrawn)\b",
    re.IGNORECASE,
)
"""How a sentence says that a name was not raised. Looked for between the name and the sentence's end, and right before the name."""
_THEIRS = re.compile(r"\b(?:her|his|their|that) (?:case|name|situation)\b", re.IGNORECASE)
"""How the sentence after a name goes back to it: "it did not raise her case"."""
_ANSWERED = re.compile(
    r"(?:\s(?:side|delegation|team|officials|representatives?|then|also|only|merely|had|has|have))*"
    r"\s(?:said|stated|told|repl\w+|answer\w+|respond\w+|repeat\w+|took note|explain\w+|maintain\w+|insist\w+|agreed|undertook|promised)\b",
    re.IGNORECASE,
)
"""What stands after the words for a side that answers: "the Iranian side stated that he had been granted leave"."""
_NEXT = 2
_REACH = 3
"""Sentences after the last naming of a case in which what is said of it may stand."""
_UNRAISED = 0.55
"""What the confidence of a case is multiplied by where the story doesn't tell which side raised it."""


@dataclass(slots=True)
class _Draft:
    name: str
    named: Named | None
    marks: list[Mark] = field(default_factory=list)
    situations: list[Mark] = field(default_factory=list)
    replies: list[Mark] = field(default_factory=list)


def cases(scene: Scene, talks: Talks, channel: Channel, marks: Sequence[Mark]) -> list[Case]:
    """The cases that the story tells of. channel: the story's own dialogue, at whose sitting they were raised."""
    drafts = _drafts(scene, marks)
    _gather(scene, drafts, marks)
    at = next((pair for pair in channel.sittings if pair[0].which == "this"), None)
    return [_case(scene, talks, channel, draft, at) for draft in drafts]


def _drafts(scene: Scene, marks: Sequence[Mark]) -> list[_Draft]:
    """One for each person; those of whom a sentence says that they weren't raised are left out."""
    found: dict[str, _Draft] = {}
    denied: set[str] = set()
    for mark in marks:
        if mark.label != "case":
            continue
        people = scene.people(mark.span)
        named = people[-1] if people else None
        name = named.name if named is not None else scene.words(mark.span)
        found.setdefault(name, _Draft(name, named)).marks.append(mark)
        denied |= {name} if _is_denied(scene, mark) else set()
    return [draft for name, draft in found.items() if name not in denied]


def _is_denied(scene: Scene, mark: Mark) -> bool:
    start, end = scene.structure.sentence(mark.span[0])
    after = scene.structure.sentences((end, min(scene.span[1], end + _NEXT)))[:1] if end < scene.span[1] else []
    return _NOT_RAISED.search(scene.text, max(start, mark.span[0] - 60), end) is not None or any(
        _THEIRS.search(scene.text, *s) and _NOT_RAISED.search(scene.text, *s) for s in after
    )


def _gather(scene: Scene, drafts: Sequence[_Draft], marks: Sequence[Mark]) -> None:
    """Give what is said of a situation, and each reply, to the case named last before it, or in the same sentence."""
    for mark in marks:
        if mark.label not in ("situation", "reply"):
            continue
        near = [(d, c) for d in drafts for c in d.marks if sentences_apart(scene, c.span, mark.span) < _REACH]
        before = [(d, c) for d, c in near if c.span[0] <= mark.span[0]]
        chosen = max(before, key=lambda pair: pair[1].span, default=None) or min(near, key=lambda pair: pair[1].span, default=None)
        if chosen is not None:
            (chosen[0].situations if mark.label == "situation" else chosen[0].replies).append(mark)


def _case(scene: Scene, talks: Talks, channel: Channel, draft: _Draft, at: tuple[Sitting, str] | None) -> Case:
    evidence: list[Evidence] = [scene.shown(m.span, "name") for m in draft.marks]
    actor = None if draft.named is None else scene.actor(draft.named)
    natives = () if actor is None else actor.native_names
    if draft.named is not None:
        evidence += [scene.shown(span, f"native_names[{i}]") for i, span in enumerate(draft.named.native[: len(natives)])]
    evidence += [scene.shown(m.span, "situation") for m in draft.situations]
    raisers = list(_raisers(scene, talks, channel, draft))
    evidence += [scene.shown(m.by, f"raised_by[{i}]") for i, (_, m) in enumerate(raisers) if m.by is not None]
    round_id = None if at is None else at[1]
    replies: list[Reply] = []
    for mark in draft.replies:
        side = talks.whose(mark) or channel.parties.other(raisers[0][0] if raisers else None)
        if len(raisers) == 1 and side == raisers[0][0]:
            continue  # who raised it doesn't reply
        evidence.append(scene.shown(mark.span, f"replies[{len(replies)}]"))
        replies.append(Reply(None if side is None else side.code, scene.words(mark.span), round_id))
    score = max(m.score for m in draft.marks) * (1.0 if raisers else _UNRAISED)
    return Case(
        id=mint("case", scene.document.sha256, *draft.marks[0].span),
        actor_id=None if actor is None else actor.id,
        name=draft.name,
        native_names=natives,
        situation="; ".join(scene.words(m.span) for m in draft.situations) or None,
        raised_by=tuple(side.code for side, _ in raisers if side.code is not None),
        round_ids=() if round_id is None else (round_id,),
        replies=tuple(replies),
        confidence=round(min(1.0, score), 2),
        evidence=tuple(dict.fromkeys(evidence)),
    )


def _raisers(scene: Scene, talks: Talks, channel: Channel, draft: _Draft) -> Iterator[tuple[Side, Mark]]:
    """Which sides raised it, by the words that tell, else by those beside the name, at the first naming where either does.

    One that only answers ("the Iranian side stated that he had been freed") is who was asked: the other one raised it.
    """
    for mark in draft.marks:
        side = talks.whose(mark) or talks.beside(mark, scene.structure.sentence(mark.span[0]))
        if side is not None and _answers(scene, mark):
            side = channel.parties.other(side) or side
        sides = channel.parties.sides if talks.is_both(mark) else () if side is None else (side,)
        yield from ((side, mark) for side in sides)
        if sides:
            return  # where the name stands again it is mostly in the reply


def _answers(scene: Scene, mark: Mark) -> bool:
    """Whether the words that the reader points to stand after the name, as the subject of an answer."""
    return mark.by is not None and mark.by[0] > mark.span[1] and _ANSWERED.match(scene.text, mark.by[1]) is not None
