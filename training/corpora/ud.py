"""Universal Dependencies, EWT and GUM: gold sentences, words, parts of speech and structure."""

from __future__ import annotations

import gzip
from collections.abc import Iterator

from training.corpora.annotated import CORPORA, Annotated, Span, Word
from verbale.reading.labels import relation


def read(name: str) -> Iterator[Annotated]:
    """The documents of `ud/NAME.conllu.gz` (`en_ewt-train`, `en_gum-dev`, ...), their text put together from the sentences."""
    document: list[list[str]] = []
    for block in _blocks(name):
        if any(line.startswith("# newdoc") for line in block) and document:
            yield _annotated(document)
            document = []
        document.append(block)
    if document:
        yield _annotated(document)


def _blocks(name: str) -> Iterator[list[str]]:
    with gzip.open(CORPORA / "ud" / f"{name}.conllu.gz", "rt", encoding="utf-8") as lines:
        block: list[str] = []
        for line in lines:
            if line.strip():
                block.append(line.rstrip("\n"))
            elif block:
                yield block
                block = []
        if block:
            yield block


def _annotated(blocks: list[list[str]]) -> Annotated:
    text = ""
    sentences: list[Span] = []
    words: list[Word] = []
    for block in blocks:
        if text:
            text += "\n" if any(line.startswith("# newpar") for line in block) else " "
        start = len(text)
        spoken, own = _sentence(block, start, len(words))
        text += spoken
        sentences.append((start, len(text)))
        words += own
    name = next(line.split("=")[1].strip() for line in blocks[0] if line.startswith("# newdoc"))
    return Annotated(id=name, text=text, sentences=tuple(sentences), words=tuple(words), words_whole=True)


def _sentence(block: list[str], offset: int, first: int) -> tuple[str, list[Word]]:
    """The sentence's text, put together from its tokens, and its words. A word inside a multi-word token gets its share of it."""
    rows = [line.split("\t") for line in block if not line.startswith("#")]
    text = ""
    words: list[Word] = []
    inside: list[Span] = []
    for row in rows:
        if "." in row[0]:
            continue
        glued = "SpaceAfter=No" in row[9]
        if "-" in row[0]:
            low, high = map(int, row[0].split("-"))
            inside = _shares(row[1], [r[1] for r in rows if r[0].isdecimal() and low <= int(r[0]) <= high], offset + len(text))
            text += row[1] + ("" if glued else " ")
            continue
        if inside:
            span = inside.pop(0)
        else:
            span = (offset + len(text), offset + len(text) + len(row[1]))
            text += row[1] + ("" if glued else " ")
        head = int(row[6])
        words.append(Word(span, row[3], first + head - 1 if head else -1, relation(row[7])))
    return text.rstrip(" "), words


def _shares(token: str, forms: list[str], start: int) -> list[Span]:
    """The spans of the words in a multi-word token: in order where their forms spell it ("do" + "n't"), else all but one empty."""
    if "".join(forms) != token:
        return [(start, start + len(token))] + [(start, start)] * (len(forms) - 1)
    spans = []
    for form in forms:
        spans.append((start, start + len(form)))
        start += len(form)
    return spans
