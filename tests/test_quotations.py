"""Which mark closes which, in a table of what is met on pages; and what holds of any text whatever."""

from __future__ import annotations

import gc
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verbale.reading.quotations import Quotation, quotations
from verbale.reading.structure import Span


def lines(text: str) -> list[Span]:
    """The lines of a text, as a reading's paragraphs."""
    spans, at = [], 0
    for line in text.split("\n"):
        spans.append((at, at + len(line)))
        at += len(line) + 1
    return spans


def told(text: str) -> list[str]:
    """Each quotation without its marks, a `>` a depth before it, and ` ...` after it where the closing mark is missing."""
    found = quotations(text, lines(text))
    return [">" * q.depth + text[slice(*q.inner)] + ("" if q.closed else " ...") for q in found]


ENGLISH = [
    ("“We agree,” he said.", ["We agree,"]),
    ('"We agree," he said, "on most of it."', ["We agree,", "on most of it."]),
    ("“We agree”“We don’t”", ["We agree", "We don’t"]),
    ("“ We agree ” he said", [" We agree "]),
    ('("We agree," he said.)', ["We agree,"]),
    ('The so-called "summit"/"meeting" ("talks")', ["summit", "meeting", "talks"]),
    ('"We must—" he began. "Go!"', ["We must—", "Go!"]),
    ('"We agree, " he said.', ["We agree, "]),
    ('"Wait . . . what?" and "…go"', ["Wait . . . what?", "…go"]),
]
OTHER_MARKS = [
    ("« Nous sommes d’accord », dit-il, « sur tout ».", [" Nous sommes d’accord ", " sur tout "]),
    ("«Sí», dijo. «No.»", ["Sí", "No."]),
    ("„Wir sind einig“, sagte er. „Ja.“", ["Wir sind einig", "Ja."]),
    ("„Zgoda” – powiedział.", ["Zgoda"]),
    ("Er nannte es ‚nicht klug‘ und ging.", ["nicht klug"]),
    ("「同意する」と彼は言った。『「はい」』", ["同意する", "「はい」", ">はい"]),
    ("»Ja«, sagte er, »das ist so«.", ["Ja", "das ist so"]),
    ("»Kyllä», hän sanoi, »niin on».", ["Kyllä", "niin on"]),
    ("”Ja”, sade han, ”det är så”.", ["Ja", "det är så"]),
    ("‹Oui› ›Ja‹", ["Oui", "Ja"]),
]
NESTED = [
    ("“He told us ‘no’ twice,” she said.", ["He told us ‘no’ twice,", ">no"]),
    ("‘He told us “no” twice,’ she said.", ["He told us “no” twice,", ">no"]),
    ("\"He told us 'no' twice,\" she said.", ["He told us 'no' twice,", ">no"]),
    ('"He said \'no\'"—she laughed—"and left."', ["He said 'no'", ">no", "and left."]),
    ("\"'Yes,'\" he said.", ["'Yes,'", ">Yes,"]),
    ('"He said "no" to us," she told them.', ['He said "no" to us,', ">no"]),
    ("„Er sagte ‚nein‘ zu mir“, sagte sie.", ["Er sagte ‚nein‘ zu mir", ">nein"]),
    ("“A ‘b “c” d’ e”", ["A ‘b “c” d’ e", ">b “c” d", ">>c"]),
]
ONE_MARK_MISSING = [
    ("“We agree, he said. “No way,” she said.", ["We agree, he said. ...", "No way,"]),
    ('"We agree, he said. "No way," she said.', ["We agree, he said. ...", "No way,"]),
    ("We agree,” he said. “No way,” she said.", ["No way,"]),
    ('We agree," he said. "No way," she said.', ["No way,"]),
    ("Wir sind einig“, sagte er. „Nein“, sagte sie.", ["Nein"]),
    ("“We agree, he said. «They say “no” to us», he added.", ["We agree, he said. ...", "They say “no” to us", ">no"]),
    ("“We agree, he said, calling it ‘absurd’.", ["We agree, he said, calling it ‘absurd’. ...", ">absurd"]),
    ("He said ‘no and left.", []),
]
OVER_PARAGRAPHS = [
    ("“We shall go on.\n“We shall win,” he said.", ["We shall go on. ...", "We shall win,"]),
    ('"We shall go on.\n"We shall win," he said.', ["We shall go on. ...", "We shall win,"]),
    ("‘We shall go on.\n‘We shall win,’ he said.", ["We shall go on. ...", "We shall win,"]),
    ("“We shall go on.\nHe left.\n“No,” she said.", ["We shall go on. ...", "No,"]),
]
APOSTROPHES = [
    ("‘We don’t agree,’ he said. ‘Not yet.’", ["We don’t agree,", "Not yet."]),
    ("'We agree,' he said. 'It's done.'", ["We agree,", "It's done."]),
    ("O'Brien's and d’Estaing’s l’État", []),
    ("The ministers' and the parties' talks", []),
    ("The ministers’ and the parties’ talks", []),
    ("‘The workers’ rights are ours,’ he said.", ["The workers’ rights are ours,"]),
    ("'The workers' Union is ours,' he said.", ["The workers' Union is ours,"]),
    ("the ‘talks’ and the ‘sides’ they took", ["talks", "sides"]),
    ("the 'talks' and the 'sides' they took", ["talks", "sides"]),
    ("“The dogs’ bowl,” he said, “is theirs.”", ["The dogs’ bowl,", "is theirs."]),
    ("\"The Joneses' talks aren't over,\" he said.", ["The Joneses' talks aren't over,"]),
    ("a 'new \"start for the dogs' friends,\" he said", ["start for the dogs' friends,"]),
    ("rock ’n’ roll and rock 'n' roll and rock ‘n’ roll", []),
    ("'I love rock 'n' roll,' he said.", ["I love rock 'n' roll,"]),
    ("‘I love rock ’n’ roll,’ he said.", ["I love rock ’n’ roll,"]),
    ("the class of ’98 and the '90s and ‘97", []),
    ("Of the class of '98, he was a friend of the parties'.", []),
    ("‘Get ’em out,’ he said.", ["Get ’em out,"]),
    ("'Get 'em out,' he said.", ["Get 'em out,"]),
    ("’Tis the season; ’twas “good”", ["good"]),
]
NO_QUOTATION = [
    ("He is 6'2\" tall and 5'11\" wide.", []),
    ('"He is 6\'2" tall," she said.', ["He is 6'2\" tall,"]),
    ("“", []),
    ("“” \"\" ''", []),
    ("", []),
]
MISMATCHED = [
    ("“He said «no” and left.", ["He said «no"]),
    ("He said 'no \"and left' her.", ["and left' her. ..."]),
    ("“He said 'no” and 'left' it.", ["He said 'no", "left"]),
]


@pytest.mark.parametrize(
    ("text", "found"),
    [*ENGLISH, *OTHER_MARKS, *NESTED, *ONE_MARK_MISSING, *OVER_PARAGRAPHS, *APOSTROPHES, *NO_QUOTATION, *MISMATCHED],
)
def test_what_stands_in_quotation_marks_is_found(text: str, found: list[str]) -> None:
    assert told(text) == found


def test_the_outer_span_has_the_marks_and_the_inner_one_has_not() -> None:
    assert quotations("He said “no”.", [(0, 13)]) == [Quotation((8, 12), (9, 11), True, 0)]


def test_an_unclosed_quotation_has_its_opening_mark_outside_alone() -> None:
    assert quotations("He said “no. ", [(0, 13)]) == [Quotation((8, 12), (9, 12), False, 0)]


def test_marks_do_not_pair_across_paragraphs() -> None:
    text = "“One\ntwo”"
    assert told(text) == ["One ..."]


MARKS = "“”„«»‹›「」『』‘’‚'\""


@given(st.text(alphabet=MARKS + "as1n .,—\n\t("))
def test_in_any_text_quotations_are_in_order_in_their_paragraph_and_in_each_other(text: str) -> None:
    paragraphs = lines(text)
    found = quotations(text, paragraphs)
    assert [q.outer for q in found] == sorted((q.outer for q in found), key=lambda span: (span[0], -span[1]))
    enclosing: list[Quotation] = []
    for q in found:
        assert q.outer[0] + 1 == q.inner[0] < q.inner[1] == q.outer[1] - q.closed
        assert any(a <= q.outer[0] and q.outer[1] <= b for a, b in paragraphs)
        while enclosing and enclosing[-1].outer[1] <= q.outer[0]:
            enclosing.pop()
        assert all(q.outer[1] <= outer.outer[1] for outer in enclosing)
        assert q.depth == len(enclosing)
        enclosing.append(q)


@given(st.text())
def test_no_text_stops_it(text: str) -> None:
    assert all(text[q.outer[0]] in MARKS for q in quotations(text, lines(text)))


@pytest.mark.parametrize("text", ["« ” ", "“", "s' ", "' 's ", "“'", "don't s' ", "‘s’ ", "(\"'"])
def test_a_line_of_stray_marks_takes_time_in_proportion_to_its_length(text: str) -> None:
    def seconds(times: int) -> float:
        line = text * times
        gc.collect()
        gc.disable()  # late in a run it walks over all that other tests have left, whatever is measured
        try:
            before = time.process_time()
            quotations(line, [(0, len(line))])
            return time.process_time() - before
        finally:
            gc.enable()

    seconds(100)
    assert seconds(16_000) < 16 * 4 * max(seconds(1000), 0.002)
