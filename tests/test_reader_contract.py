"""What any `Reader` promises, whatever is behind it. A reader joins by a row in READERS."""

from __future__ import annotations

import tracemalloc
from collections.abc import Callable, Iterator
from dataclasses import fields
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from verbale.reading import (
    ACT_MODES,
    ACT_TYPES,
    MARK_CLASSES,
    MARKS,
    MENTION_TYPES,
    PARTS_OF_SPEECH,
    RELATIONS,
    ROLES,
    STANDINGS,
    TIME_TYPES,
    OnnxReader,
    Reader,
    Reading,
)

READERS: dict[str, Callable[[], Reader]] = {"shipped": OnnxReader, "shipped, two jobs": lambda: OnnxReader(jobs=2)}
"""Each reader by name, made anew."""

SOURCE, CUE, CONTENT = (ROLES.index(role) for role in ("source", "cue", "content"))
PLAIN = (
    "BEIJING — Michael Posner said the talks were useful. “We raised cases,” he told reporters.\n\n"
    "Wang Baodong (王寶東) said China’s courts can’t be told what to do.\n"
)
SENTENCE = "Michael Posner said the talks were useful. "
LONG = "\n".join(f"Michael Posner said on day {i} that the talks were useful. Wang Baodong did not agree." for i in range(60))

HOSTILE = {
    "nothing": "",
    "a space": " ",
    "only newlines": "\n" * 50,
    "5,000 newlines": "\n" * 5000,
    "newlines between words": "word\n" * 1000,
    "one word of 20,000 characters": "x" * 20_000,
    "a long line of one letter": "a " * 3000,
    "combining marks": "Sa\u0301nchez said e\u0301\u0302\u0303\u0304 " + "a" + "\u0301" * 300 + " yes.",
    "marks alone": "\u0301\u0301\n\u0301",
    "Hebrew and Arabic": "שָׁלוֹם אמר ראש הממשלה. قال الوزير إن المحادثات كانت مفيدة.",
    "Korean": "한국 대통령은 회담이 유익했다고 말했다. 북한은 거부했다.",
    "Chinese": "王宝东说，「会谈是有益的」。" * 20,
    "emoji": "🇺🇸🇨🇳 said 👍🏽👩‍👩‍👧‍👦 🕊 to “🕊”.",
    "controls": "a\x01b\x02 \x07said\x1b[31m \x0bthe\x0c talks\x85 \x7fwere\x9b useful.\r\r\n",
    "turned direction": "\u202eMichael Posner\u202c said \u2067no\u2069.",
    "zero width": "\ufeffMichael\u200b Pos\u00adner\u200d said\u2060 no.",
    "the model's own marks": "[CLS] Michael Posner said [SEP] no. [PAD] [UNK] [MASK] ##said",
    "line separators": "Michael Posner said no.\u2028Wang said yes.\u2029He left.",
    "replacement characters": "\ufffd\ufffd said \ufffd.",
    "quotation marks alone": "“”‘’\"'«»„‚「」" * 100,
    "beyond the basic plane": "𝕸𝖎𝖈𝖍𝖆𝖊𝖑 said 𠮷.",
    "no letters": "1 2 3 !!! ... --- ///\n" * 30,
}


@pytest.fixture(scope="module", params=READERS)
def reader(request: pytest.FixtureRequest) -> Reader:
    return READERS[request.param]()


@pytest.fixture(scope="module")
def shipped() -> Reader:
    return READERS["shipped"]()


def columns(reading: Reading) -> Iterator[tuple[str, np.ndarray]]:
    """Every column of every table, by name."""
    for table in fields(reading):
        value: Any = getattr(reading, table.name)
        if table.name != "text":
            yield from ((f"{table.name}.{column.name}", getattr(value, column.name)) for column in fields(value))


def as_bytes(reading: Reading) -> dict[str, tuple[str, tuple[int, ...], bytes]]:
    """A reading to the last bit."""
    return {name: (str(column.dtype), column.shape, column.tobytes()) for name, column in columns(reading)}


def refuse(reading: Reading, text: str) -> None:
    """Fail where this reading of `text` breaks a promise."""
    assert reading.text == text
    for name, column in columns(reading):
        assert column.dtype in (np.int32, np.float32), name
        assert np.isfinite(column).all(), name
    for table in (reading.paragraphs, reading.sentences, reading.words, reading.mentions, reading.times, reading.events):
        apart(table.start, table.end, len(text))
    table_lengths(reading)
    whole_words(reading)
    attributions(reading, len(text))
    marks(reading, len(text))
    acts(reading, len(text))


def apart(start: np.ndarray, end: np.ndarray, length: int) -> None:
    """Spans in the text, none empty, in order, none reaching into the next."""
    assert start.shape == end.shape
    assert (start < end).all()
    assert ((start >= 0) & (end <= length)).all()
    assert (end[:-1] <= start[1:]).all()


def table_lengths(reading: Reading) -> None:
    """Columns of one table have one length, and what they number is there."""
    p, w, m, t, e = reading.paragraphs, reading.words, reading.mentions, reading.times, reading.events
    assert len(p) == len(p.vector) == len(p.opens_story)
    assert ((p.opens_story >= 0) & (p.opens_story <= 1)).all()
    assert len(w) == len(w.pos) == len(w.head) == len(w.relation) == len(w.sentence)
    assert len(m) == len(m.type) == len(m.score)
    assert len(t) == len(t.type) == len(t.score)
    assert len(e) == len(e.standing) == len(e.score)
    for column, names in (
        (w.pos, PARTS_OF_SPEECH),
        (w.relation, RELATIONS),
        (m.type, MENTION_TYPES),
        (t.type, TIME_TYPES),
        (e.standing, STANDINGS),
    ):
        assert ((column >= 0) & (column < len(names))).all()
    for score in (m.score, t.score, e.score):
        assert ((score >= 0) & (score <= 1)).all()
    assert {*zip(e.start.tolist(), e.end.tolist(), strict=True)} <= {*zip(w.start.tolist(), w.end.tolist(), strict=True)}


def marks(reading: Reading, length: int) -> None:
    """Each stands in the text, outer ones before inner ones, those of one label apart; whose each is, is a mark of the text or nobody's."""
    m = reading.marks
    told = [getattr(m, name) for name in MARK_CLASSES]
    assert all(len(column) == len(m) for column in (m.end, m.label, m.score, m.by, *told))
    assert ((m.start >= 0) & (m.start < m.end) & (m.end <= length)).all()
    assert ((m.score >= 0) & (m.score <= 1)).all()
    assert ((m.by >= -1) & (m.by < max(1, len(m)))).all()
    assert all(((column >= 0) & (column < len(names))).all() for column, names in zip(told, MARK_CLASSES.values(), strict=True))
    rows = list(zip(m.start.tolist(), (-m.end).tolist(), strict=True))
    assert rows == sorted(rows)
    for label in range(len(MARKS)):
        own = m.label == label
        assert (m.end[own][:-1] <= m.start[own][1:]).all()


def acts(reading: Reading, length: int) -> None:
    """Each is between two stretches of the text that don't touch, of a type that there is."""
    a = reading.acts
    assert all(len(column) == len(a) for column in (a.end, a.to_start, a.to_end, a.type, a.score, a.mode))
    for start, end in ((a.start, a.end), (a.to_start, a.to_end)):
        assert ((start >= 0) & (start < end) & (end <= length)).all()
    assert ((a.end <= a.to_start) | (a.to_end <= a.start)).all()
    assert ((a.type >= 0) & (a.type < len(ACT_TYPES))).all()
    assert ((a.mode >= -1) & (a.mode < len(ACT_MODES))).all()
    assert ((a.score >= 0) & (a.score <= 1)).all()


def whole_words(reading: Reading) -> None:
    """Every word is in the sentence it says, and depends on another word of it or on none."""
    w, s = reading.words, reading.sentences
    assert ((w.sentence >= 0) & (w.sentence < len(s))).all()
    assert (s.start[w.sentence] <= w.start).all()
    assert (w.end <= s.end[w.sentence]).all()
    assert ((w.head >= -1) & (w.head < len(w))).all()
    hangs = np.flatnonzero(w.head >= 0)
    assert (w.head[hangs] != hangs).all()
    assert (w.sentence[w.head[hangs]] == w.sentence[hangs]).all()


def attributions(reading: Reading, length: int) -> None:
    """Each has a content at least, one cue and one source at most; rows by attribution, role and place."""
    a = reading.attributions
    assert len(a.attribution) == len(a.role) == len(a.start) == len(a.end)
    assert ((a.start >= 0) & (a.start < a.end) & (a.end <= length)).all()
    assert ((a.score >= 0) & (a.score <= 1)).all()
    rows = list(zip(a.attribution.tolist(), a.role.tolist(), a.start.tolist(), strict=True))
    assert rows == sorted(rows)
    assert {row[0] for row in rows} == set(range(len(a)))
    first = [a.spans(i, CONTENT)[0] for i in range(len(a))]
    assert first == sorted(first)
    for i in range(len(a)):
        assert len(a.spans(i, CUE)) <= 1
        assert len(a.spans(i, SOURCE)) <= 1


def test_a_reader_is_one_by_the_protocol_and_says_what_its_readings_depend_on(reader: Reader) -> None:
    assert isinstance(reader, Reader)
    assert reader.weights
    assert reader.cpu
    assert reader.weights == reader.weights


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_a_reading_of_any_text_keeps_every_promise(reader: Reader, text: str) -> None:
    refuse(reader.read(text), text)


@pytest.mark.parametrize("text", [PLAIN, PLAIN.replace("\n", "\r\n"), LONG], ids=["plain", "CRLF", "of many windows"])
def test_a_reading_of_a_plain_text_keeps_every_promise_and_is_not_empty(reader: Reader, text: str) -> None:
    reading = reader.read(text)
    refuse(reading, text)
    assert len(reading.paragraphs)
    assert len(reading.words) > len(reading.sentences) > 1
    found = {text[a:b] for a, b in zip(reading.mentions.start.tolist(), reading.mentions.end.tolist(), strict=True)}
    assert "Michael Posner" in found
    a = reading.attributions
    said = {text[slice(*span)] for i in range(len(a)) for span in a.spans(i, CUE)}
    assert "said" in said


def test_a_line_of_300_kb_is_read_and_keeps_every_promise() -> None:
    text = (SENTENCE * 7000)[:300_000]
    reading = OnnxReader(jobs=2).read(text)
    refuse(reading, text)
    assert len(reading.attributions) > 1000


def test_the_memory_that_a_long_text_takes_is_bounded_by_its_words_alone(shipped: Reader) -> None:
    """A reader that kept its scores of every pair of words, or its vector of every one, would take more than this."""
    text = SENTENCE * 1000
    shipped.read(SENTENCE)
    tracemalloc.start()
    words = len(shipped.read(text).words)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 1200 * words


@pytest.mark.parametrize("text", [PLAIN, LONG, HOSTILE["Korean"], HOSTILE["emoji"], ""], ids=["plain", "long", "Korean", "emoji", "empty"])
def test_the_same_text_twice_gives_the_same_columns_to_the_last_bit(reader: Reader, text: str) -> None:
    assert as_bytes(reader.read(text)) == as_bytes(reader.read(text))


def test_a_text_is_read_alike_before_and_after_others() -> None:
    for make in READERS.values():
        fresh, used = make(), make()
        alone = as_bytes(fresh.read(PLAIN))
        for other in (LONG, HOSTILE["Chinese"], ""):
            used.read(other)
        assert as_bytes(used.read(PLAIN)) == alone


def test_a_text_is_read_alike_in_one_thread_and_in_several() -> None:
    readings = [as_bytes(OnnxReader(jobs=jobs).read(LONG)) for jobs in (1, 2, 3)]
    assert readings[0] == readings[1] == readings[2]


def test_an_accent_set_apart_is_read_within_its_word(shipped: Reader) -> None:
    text = "Unhappi\u0301nesses said שָׁלוֹם."
    reading = shipped.read(text)
    starts = set(reading.words.start.tolist())
    assert not starts & {text.index("\u0301"), text.index("\u0301") + 1}
    assert not starts & set(range(text.index("שָׁלוֹם") + 1, text.index("שָׁלוֹם") + 6))


def marked(reading: Reading, table: Any, column: str, names: tuple[str, ...]) -> dict[str, str]:
    """What a table marks, by its words."""
    rows = zip(table.start.tolist(), table.end.tolist(), getattr(table, column).tolist(), strict=True)
    return {reading.text[a:b]: names[k] for a, b, k in rows}


def test_times_are_seen_in_sentences_headlines_and_datelines(shipped: Reader) -> None:
    reading = shipped.read(
        "ENVOYS LEAVE ON FRIDAY\n\nROTTERDAM, May 12 — The two sides met on Tuesday and agreed to hold a third round next year. "
        "The visit lasted three days. He had been in Oslo in June 2027."
    )
    found = marked(reading, reading.times, "type", TIME_TYPES)
    assert {"FRIDAY", "May 12", "Tuesday", "next year", "June 2027", "three days"} <= found.keys()
    assert found["Tuesday"] == found["June 2027"] == "DATE"
    assert found["three days"] == "DURATION"


def test_a_text_without_times_and_events_has_none(shipped: Reader) -> None:
    reading = shipped.read("The chairman of the board, a lawyer from Rotterdam, and his two sisters.")
    assert len(reading.times) == len(reading.events) == 0


def test_event_words_are_seen_with_how_they_stand(shipped: Reader) -> None:
    reading = shipped.read(
        "The two sides met in Rotterdam on Tuesday. The minister will travel to Oslo next week. The ministry did not publish the list. "
        "The court may release the lawyer."
    )
    found = marked(reading, reading.events, "standing", STANDINGS)
    assert found["met"] == "occurred"
    assert found["travel"] == "planned"
    assert found["publish"] == "denied"
    assert found["release"] in {"planned", "hypothetical"}  # which of the two, the weights tell badly: training/CARD.md


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(max_size=400) | st.text(alphabet="Posner said “no”.\n é\u0301한王שָ🕊\r\u200b,", max_size=400))
def test_no_text_breaks_a_promise(shipped: Reader, text: str) -> None:
    refuse(shipped.read(text), text)
