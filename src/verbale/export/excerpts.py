"""Quoted text cut short, for those who may not pass on whole articles.

What is quoted: the words of every anchor, and each field that holds words of a document longer than a name. An anchor that is cut still
holds: it is one on the first of its words, `text[start:end] == exact`. A field that is cut ends in `…`.
"""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

from verbale.model import Case, Characterization, Commitment, Evidence, Reply, Round, Statement, Story, Topic

D = TypeVar("D")
QUOTED: dict[type, tuple[str, ...]] = {
    Story: ("headline",),
    Statement: ("content",),
    Round: ("ordinal_basis",),
    Topic: ("topic",),
    Characterization: ("words",),
    Reply: ("words",),
    Case: ("situation",),
    Commitment: ("what",),
}
"""The fields of each dataclass that hold words of a document."""
MARK = "…"


def cut(value: D, longest: int) -> D:
    """The same dataclass with no quotation longer than so many code points, at any depth. longest: at least 1."""
    if isinstance(value, Evidence):
        return replace(value, end=min(value.end, value.start + longest), exact=value.exact[:longest])
    if not is_dataclass(value) or isinstance(value, type):
        return value
    quoted = QUOTED.get(type(value), ())
    changed: dict[str, Any] = {}
    for field in fields(value):
        old = getattr(value, field.name)
        if field.name in quoted and isinstance(old, str):
            new: Any = shortened(old, longest)
        elif isinstance(old, tuple):
            new = tuple(cut(item, longest) for item in old)
        else:
            new = cut(old, longest)
        if new is not old and new != old:
            changed[field.name] = new
    return replace(value, **changed) if changed else value


def shortened(text: str, longest: int) -> str:
    """The text, or its beginning with `…` as the last of so many code points."""
    return text if len(text) <= longest else text[: longest - 1] + MARK
