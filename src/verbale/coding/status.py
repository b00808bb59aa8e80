"""Whether an act happened, is going on, is planned, only supposed, or denied: by the words around its verb."""

from __future__ import annotations

from verbale.coding.scene import Scene
from verbale.model import EventStatus

_PLANNED = frozenset(
    {"will", "shall", "going", "plan", "plans", "planned", "intends", "intend", "due", "set", "scheduled", "agreed", "wants"}
)
_SUPPOSED = frozenset({"would", "could", "might", "may", "should", "if", "whether", "unless", "must"})
_NEVER = frozenset({"not", "n't", "n’t", "never", "no", "denied", "denies"})


def status_of(scene: Scene, verb: int) -> EventStatus:
    """Whether it happened, by the words that hang on the verb and those that it hangs on."""
    s = scene.structure
    around = {s.word(i).casefold() for i in s.dependents(verb, "aux", "aux:pass", "advmod", "mark", "det")}
    above = s.heads[verb]
    governor = {s.word(above).casefold(), *(s.word(i).casefold() for i in s.dependents(above, "aux", "advmod"))} if above >= 0 else set()
    infinitive = s.relation(verb) in ("xcomp", "advcl", "acl") and "to" in around
    if around & _NEVER or (governor & _NEVER and infinitive):
        return "denied"
    if around & _SUPPOSED:
        return "hypothetical"
    if around & _PLANNED or infinitive:
        return "planned" if around & _PLANNED or governor & _PLANNED else "hypothetical"
    present = s.word(verb).casefold().endswith("ing") and bool({"is", "are"} & around)
    return "ongoing" if present else "occurred"
