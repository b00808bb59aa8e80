"""Names withheld: each letter of a name is put out, so that every place in a text stays where it is."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar, cast

from verbale.model.correction import Correction

T = TypeVar("T")
WITHHELD = "█"


class Redaction:
    """The names that are withheld; whoever asks sees marks of the same length in their place, whatever the case they are written in."""

    __slots__ = ("_names",)

    def __init__(self, names: Iterable[str]) -> None:
        forms = sorted({name.strip() for name in names if name.strip()}, key=lambda name: (-len(name), name))
        self._names = re.compile("|".join(map(_whole, forms)), re.IGNORECASE) if forms else None

    def __bool__(self) -> bool:
        return self._names is not None

    def text(self, text: str) -> str:
        """The text without these names, of the same length."""
        return text if self._names is None else self._names.sub(lambda found: WITHHELD * len(found[0]), text)

    def entry(self, entry: T, keep: frozenset[str] = frozenset({"id", "edtf", "said", "source", "url"})) -> T:
        """A dataclass with all its words so treated, but for the fields of these names and those that are ids."""
        return entry if self._names is None else cast(T, self._value(entry, keep))

    def _value(self, value: Any, keep: frozenset[str]) -> Any:
        if isinstance(value, str):
            return self.text(value)
        if isinstance(value, tuple):
            return tuple(self._value(item, keep) for item in value)
        if is_dataclass(value) and not isinstance(value, type):
            names = [f.name for f in fields(value) if f.name not in keep and not f.name.endswith(("_id", "_ids"))]
            return replace(value, **{name: self._value(getattr(value, name), keep) for name in names})
        return value


def _whole(name: str) -> str:
    """The name as a word of its own, where letters bound words in its script; with any white space between its parts."""
    pattern = r"\s+".join(map(re.escape, name.split()))
    return rf"(?<!\w){pattern}(?!\w)" if name.isascii() or re.search(r"[a-zA-Z]", name) else pattern


def withheld(in_force: Iterable[Correction]) -> Redaction:
    """What the corrections that are in force withhold."""
    return Redaction(str(name) for c in in_force if c.action == "redact" for name in c.value or ())
