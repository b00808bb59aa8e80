"""Named entities in IOB files: wikigold, the Broad Twitter Corpus, re3d to learn from; UNER-EWT dev to measure on."""

from __future__ import annotations

import gzip
from collections.abc import Iterator

from training.corpora.annotated import CORPORA, Annotated, Span

_TYPES = {
    "PER": "PER",
    "PERSON": "PER",
    "LOC": "LOC",
    "LOCATION": "LOC",
    "ORG": "ORG",
    "ORGANISATION": "ORG",
    "MISC": "MISC",
    "NATIONALITY": "MISC",
}
TRAINING = ("wikigold", "btc-a", "btc-b", "btc-e", "btc-f", "btc-g", "btc-h", "re3d-train", "re3d-test")
_NO_OTHERS = ("btc", "uner")
_PER_TEXT = 8
"""Sentences joined to one text: the files hold sentences in order, and context helps."""


def train() -> Iterator[Annotated]:
    """All but UNER. re3d's own test part is used for training: nothing is reported on it."""
    for name in TRAINING:
        yield from read(f"{name}.conll.gz")


def dev() -> Iterator[Annotated]:
    """UNER-EWT dev, a sentence a text."""
    return read("uner_ewt-dev.iob2.gz", per_text=1)


def read(name: str, per_text: int = _PER_TEXT) -> Iterator[Annotated]:
    """The texts of one file, words joined by spaces but for what English writes together."""
    has_others = not name.startswith(_NO_OTHERS)
    sentences = list(_sentences(name))
    for first in range(0, len(sentences), per_text):
        yield _annotated(f"{name}-{first}", sentences[first : first + per_text], has_others)


def _sentences(name: str) -> Iterator[list[tuple[str, str]]]:
    with gzip.open(CORPORA / "ner" / name, "rt", encoding="utf-8") as lines:
        sentence: list[tuple[str, str]] = []
        for line in lines:
            cells = line.split()
            if not cells or cells[0] == "-DOCSTART-":
                if sentence:
                    yield sentence
                sentence = []
            elif not line.startswith("# "):
                uner = len(cells) == 5
                sentence.append((cells[1], cells[2]) if uner else (cells[0], cells[-1]))
        if sentence:
            yield sentence


def _annotated(name: str, sentences: list[list[tuple[str, str]]], has_others: bool) -> Annotated:
    text = ""
    entities: list[tuple[Span, str]] = []
    spans: list[Span] = []
    for sentence in sentences:
        text += " " if text else ""
        begin = len(text)
        open_type = None
        opens_quote = False
        for i, (form, tag) in enumerate(sentence):
            glue = i == 0 or form in {".", ",", ":", ";", "!", "?", ")", "%", "'s", "’s", "n't"} or sentence[i - 1][0] in {"(", "$", "#"}
            if form == '"':
                glue = glue or opens_quote
                opens_quote = not opens_quote
            elif i and sentence[i - 1][0] == '"' and opens_quote:
                glue = True
            text += ("" if glue else " ") + form
            span = (len(text) - len(form), len(text))
            prefix, _, raw = tag.partition("-")
            kind = _TYPES.get(raw.upper())
            if kind and prefix in "IBES" and prefix != "O":
                if prefix in "IE" and open_type == kind:
                    entities[-1] = ((entities[-1][0][0], span[1]), kind)
                else:
                    entities.append((span, kind))
            open_type = kind
        spans.append((begin, len(text)))
    return Annotated(
        id=name,
        text=text,
        entities=tuple(e for e in entities if e[1] != "MISC"),
        others=tuple(span for span, kind in entities if kind == "MISC") if has_others else None,
    )
