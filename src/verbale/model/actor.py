"""An actor: a person, government, agency, organization or group that a story names."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from verbale.model.evidence import Evidence

ActorKind = Literal["person", "government", "agency", "organization", "group"]


@dataclass(frozen=True, slots=True)
class Actor:
    """One actor under its fullest name.

    country: ISO 3166-1 alpha-3, `XKX`, `EU`, `UN`, `NATO`, `AU`, `ASEAN`, or None where it is not known.
    sector: PLOVER sector code (GOV, MIL, JUD, LEG, NGO, MED, ...), or None.
    native_names: the name in its own script, as written. titles: offices as written. aliases: other forms of the name.
    """

    id: str
    name: str
    kind: ActorKind
    country: str | None
    sector: str | None
    native_names: tuple[str, ...]
    titles: tuple[str, ...]
    aliases: tuple[str, ...]
    confidence: float
    evidence: tuple[Evidence, ...]
