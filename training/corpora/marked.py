"""Texts written for this project, with inline marks: where a text names a round of talks, who led, what was raised, what was promised.

A file is a line `#parties AUS VNM`, a blank line, and a text with marks (`docs/marks.md` says what each means). Where only some labels
are marked in it, the line goes on with `#labels` and their names.

    <round w="this">Talks</round> between <side c="CHE">Swiss</side> and <side c="CHN">Chinese</side> officials closed on
    <when w="this">Tuesday</when>.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from training.corpora.annotated import Span, bucket

MARKED = Path(__file__).parents[1] / "marked"
HELD_OUT = 8
"""One text in so many is never trained on."""

_TAG = re.compile(r'<(?P<close>/?)(?P<label>[a-z]+)(?P<attributes>(?:\s+[a-z]+="[^"<>]*")*)\s*>')
_ATTRIBUTE = re.compile(r'([a-z]+)="([^"]*)"')


@dataclass(frozen=True, slots=True)
class Mark:
    """One marked stretch. span: code points. told: its attributes."""

    label: str
    span: Span
    told: dict[str, str]


@dataclass(frozen=True, slots=True)
class Marked:
    """A text without its marks, and they apart, outer ones before inner ones. labels: those that are marked in it, None for all."""

    id: str
    text: str
    marks: tuple[Mark, ...]
    labels: frozenset[str] | None = None


def train(folder: Path = MARKED) -> list[Marked]:
    """What may be trained on."""
    return [text for text in read(folder) if bucket(text.id, HELD_OUT)]


def dev(folder: Path = MARKED) -> list[Marked]:
    """What is measured on."""
    return [text for text in read(folder) if not bucket(text.id, HELD_OUT)]


def read(folder: Path = MARKED) -> Iterator[Marked]:
    """All texts in order of name. Raises ValueError, naming the file, where a mark isn't closed or crosses another."""
    for path in sorted(folder.rglob("*.txt")):
        head, _, body = path.read_text(encoding="utf-8").partition("\n")
        labels = head.partition("#labels")[2].split()
        try:
            yield parsed(path.stem, body.lstrip("\n"), frozenset(labels) or None)
        except ValueError as error:
            raise ValueError(f"{path}: {error}") from error


def parsed(ident: str, body: str, labels: frozenset[str] | None = None) -> Marked:
    """The text of `body` and its marks. Raises ValueError where a mark isn't closed or crosses another."""
    text, at = "", 0
    opened: list[tuple[str, int, dict[str, str]]] = []
    marks: list[Mark] = []
    for tag in _TAG.finditer(body):
        text += body[at : tag.start()]
        at = tag.end()
        if not tag["close"]:
            opened.append((tag["label"], len(text), dict(_ATTRIBUTE.findall(tag["attributes"]))))
            continue
        if not opened or opened[-1][0] != tag["label"]:
            raise ValueError(f"</{tag['label']}> closes nothing, near {text[-40:]!r}")
        label, start, told = opened.pop()
        if start < len(text):
            marks.append(Mark(label, (start, len(text)), told))
    if opened:
        raise ValueError(f"<{opened[-1][0]}> is never closed")
    return Marked(ident, text + body[at:], tuple(sorted(marks, key=lambda m: (m.span[0], -m.span[1], m.label))), labels)
