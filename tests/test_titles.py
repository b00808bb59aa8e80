"""What a story says a person is: offices before and after the name, memberships, the side that somebody leads."""

from __future__ import annotations

from functools import partial

import pytest

from readings import Arc, reading
from verbale.reading.structure import Structure
from verbale.stories.names import names
from verbale.stories.titles import Description, descriptions
from verbale.tables import Tables

TABLES = Tables.load()
NOT_YET = partial(pytest.mark.xfail, strict=True)


def described(marked: str, arcs: tuple[Arc, ...] = ()) -> dict[str, list[tuple[str, Description]]]:
    """By name, the words of each description and the description."""
    read = reading(marked, arcs=arcs)
    story = (0, len(read.text))
    people = [n for n in names(read.text, read.mentions, story, TABLES) if n.type == "PER"]
    structure = Structure(read)
    return {n.name: [(read.text[slice(*d.span)], d) for d in descriptions(n, structure, story, TABLES)] for n in people}


def titles(marked: str, name: str | None = None) -> list[str]:
    """The words of office said of a person, the first one if none is named."""
    told = described(marked)
    return [words for words, d in told[name or next(iter(told))] if d.office is not None]


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("President [Joe Biden]PER spoke.", "President"),
        ("US President [Joe Biden]PER spoke.", "US President"),
        pytest.param(
            "The US President [Joe Biden]PER spoke.",
            "US President",
            marks=NOT_YET(reason="the article is taken for a part of the country's name"),
        ),
        ("former President [Donald Trump]PER spoke.", "former President"),
        ("acting President [Han Duck-soo]PER spoke.", "acting President"),
        ("outgoing Foreign Minister [Wang Yi]PER spoke.", "outgoing Foreign Minister"),
        ("But President [Joe Biden]PER spoke.", "President"),
        ("In Beijing, Foreign Minister [Wang Yi]PER spoke.", "Foreign Minister"),
        ("Assistant Secretary of State [Michael Posner]PER spoke.", "Assistant Secretary of State"),
        pytest.param("U.S. Assistant Secretary of State [Michael Posner]PER spoke.", "U.S. Assistant Secretary of State"),
        ("Foreign Ministry spokeswoman [Hua Chunying]PER spoke.", "Foreign Ministry spokeswoman"),
        ("Chinese Embassy spokesman [Wang Baodong]PER spoke.", "Chinese Embassy spokesman"),
        ("[Chinese Embassy]ORG spokesman [Wang Baodong]PER spoke.", "Chinese Embassy spokesman"),
        ("Talks failed, Vice-President [Ana Ruiz]PER said.", "Vice-President"),
        ("Foreign Minister Dr. [S. Jaishankar]PER spoke.", "Foreign Minister"),
        ("Foreign Minister Sheikh [Mohammed bin Abdulrahman]PER spoke.", "Foreign Minister"),
        ("President-elect [Donald Trump]PER spoke.", "President-elect"),
        ("South Korean President [Yoon Suk Yeol]PER spoke.", "South Korean President"),
        pytest.param("impeached President [Yoon Suk Yeol]PER spoke.", "impeached President"),
        pytest.param("then-President [George Bush]PER spoke.", "then-President", marks=NOT_YET(reason="then- hides the office")),
        ("former Foreign Minister [Yang Jiechi]PER spoke.", "former Foreign Minister"),
        ("retired Supreme Court Justice [Sandra O’Connor]PER spoke.", "retired Supreme Court Justice"),
        pytest.param("Lt. Gen. [Mohammed Haidar]PER spoke.", "Lt. Gen."),
        ("Professor [Ilham Tohti]PER spoke.", "Professor"),
        ("rights lawyer [Teng Biao]PER spoke.", "rights lawyer"),
        ("“President [Joe Biden]PER lied,” it said.", "President"),
        ("Director General for International Organizations [Chen Xu]PER led it.", "Director General for International Organizations"),
        ("Norway’s environment minister, [Ingrid Solbakken]PER, said so.", "Norway’s environment minister"),
        ("The head of the mission, [Li Wei]PER, said so.", "head of the mission"),
        ("The foreign minister, [Wang Yi]PER (王毅), said so.", "foreign minister"),
        ("The minister for trade, [Don Farrell]PER, said so.", "minister for trade"),
    ],
)
def test_an_office_before_the_name_is_a_title(marked: str, expected: str) -> None:
    assert titles(marked) == [expected]


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("[Wang Baodong]PER, spokesman for the Chinese Consulate in Sydney, said so.", "spokesman for the Chinese Consulate in Sydney"),
        ("[Wang Baodong]PER (王寶東), spokesman for the Embassy, said so.", "spokesman for the Embassy"),
        ("[Wang Baodong]PER, the spokesman for the Embassy, said so.", "spokesman for the Embassy"),
        ("[Li Wei]PER, the Chinese foreign minister, said so.", "Chinese foreign minister"),
        ("[Li Wei]PER, 54, mayor of Chengdu, said so.", "mayor of Chengdu"),
        ("[Li Wei]PER, who is the mayor of Chengdu, said so.", "mayor of Chengdu"),
        ("[Li Wei]PER is the mayor of Chengdu.", "mayor of Chengdu"),
        ("[Li Wei]PER was the mayor of Chengdu until May.", "mayor of Chengdu until May"),
        ("[Li Wei]PER, a former mayor of Chengdu, said so.", "former mayor of Chengdu"),
        pytest.param(
            "[Alex Doe]PER, the U.S. ambassador to China, said so.",
            "U.S. ambassador to China",
            marks=NOT_YET(reason="U.S. ends the apposition"),
        ),
        ("[Hugh Hill]PER, a professor at Yale, said so.", "professor at Yale"),
        ("[Hugh Hill]PER, Yale professor, said so.", "Yale professor"),
        ("[Hugh Hill]PER, its executive director.", "executive director"),
        ("[Hugh Hill]PER – president of the club – said so.", "president of the club"),
        ("[Hugh Hill]PER (director of the club) said so.", "director of the club"),
        ("[Hugh Hill]PER, president and founder of the club, said so.", "president and founder of the club"),
        ("[Hugh Hill]PER, who has been ambassador to Chad, said so.", "ambassador to Chad"),
    ],
)
def test_an_apposition_after_the_name_is_a_title(marked: str, expected: str) -> None:
    assert titles(marked) == [expected]


@pytest.mark.parametrize(
    "marked",
    [
        "[Hugh Hill]PER, who met the president, said so.",
        "[Hugh Hill]PER, whose minister resigned, said so.",
        "[Hugh Hill]PER, which the president denied.",
        "[Hugh Hill]PER, said the president.",
        "[Hugh Hill]PER, told the minister to go.",
        "[Hugh Hill]PER, met by the ambassador, left.",
        "[Hugh Hill]PER, ministers and generals met.",
        "After [Hugh Hill]PER, the ministers spoke.",
        "[Hugh Hill]PER met the president.",
        "[Hugh Hill]PER is in Beijing with the president.",
        "The president met [Hugh Hill]PER.",
        "The president, [Hugh Hill]PER and others met.",
        "Mr. [Hugh Hill]PER spoke.",
        "Sir [Hugh Hill]PER spoke.",
        "the minister’s critic [Hugh Hill]PER spoke.",
        "With the president, [Hugh Hill]PER said so.",
        "When told by the minister, [Hugh Hill]PER, left.",
        "He met the minister. [Hugh Hill]PER spoke.",
        "“Ask the minister” [Hugh Hill]PER said.",
        "Among them were the foreign ministers, [Hugh Hill]PER, and others.",
    ],
)
def test_words_that_are_of_another_person_are_no_title(marked: str) -> None:
    assert titles(marked, "Hugh Hill") == []


@pytest.mark.parametrize(
    ("marked", "arcs"),
    [
        ("According to [Hugh Hill]PER, the minister lied.", (("minister", "nsubj", "lied"),)),
        ("For [Hugh Hill]PER, the president is wrong.", (("president", "nsubj", "is"),)),
        ("After meeting [Hugh Hill]PER, the president said no.", (("president", "nsubj", "said"),)),
        ("In a letter to [Hugh Hill]PER, President [Xi Jinping]PER said no.", (("Xi", "nsubj", "said"),)),
        ("When he met [Hugh Hill]PER, Ambassador [Li Wei]PER said no.", (("Li", "nsubj", "said"),)),
    ],
)
def test_the_subject_after_a_comma_is_no_apposition(marked: str, arcs: tuple[Arc, ...]) -> None:
    assert [said for said, _ in described(marked, arcs)["Hugh Hill"]] == []


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        pytest.param(
            "[Todd Stein]PER, with the International Campaign for Tibet, said so.",
            ["International Campaign for Tibet"],
            marks=NOT_YET(reason="the article is kept"),
        ),
        pytest.param(
            "[Todd Stein]PER of the Dui Hua Foundation said so.",
            ["Dui Hua Foundation"],
            marks=NOT_YET(reason="only after a comma"),
        ),
        ("[Todd Stein]PER, with Human Rights Watch, said so.", ["Human Rights Watch"]),
        pytest.param(
            "[Todd Stein]PER, of the Dui Hua Foundation, said so.", ["Dui Hua Foundation"], marks=NOT_YET(reason="the article is kept")
        ),
        ("[Todd Stein]PER, from Human Rights Watch, said so.", ["Human Rights Watch"]),
        ("[Todd Stein]PER, at Yale University, said so.", ["Yale University"]),
        ("[Todd Stein]PER, with two children, left.", []),
        ("[Todd Stein]PER, from the start, said so.", []),
    ],
)
def test_a_membership_is_told_without_an_office(marked: str, expected: list[str]) -> None:
    found = next(iter(described(marked).values()))
    assert [said for said, _ in found] == expected
    assert all(d.office is None and d.place == "after" for _, d in found)


@pytest.mark.parametrize(
    ("marked", "arcs", "expected"),
    [
        (
            "The Chinese side, led by [Chen Xu]PER, was silent.",
            (("led", "acl", "side"), ("Chen", "obl", "led"), ("side", "nsubj", "was"), ("was", "root", "was")),
            "The Chinese side",
        ),
        ("[Chen Xu]PER led the Chinese side.", (), "the Chinese side"),
        ("[Chen Xu]PER headed the US delegation.", (), "the US delegation"),
        (
            "[Chen Xu]PER, who led the Chinese side, was silent.",
            (
                ("led", "acl:relcl", "Chen"),
                ("who", "nsubj", "led"),
                ("side", "obj", "led"),
                ("Chen", "nsubj", "was"),
                ("was", "root", "was"),
            ),
            "the Chinese side",
        ),
    ],
)
def test_the_side_that_somebody_leads_tells_whose_that_person_is(marked: str, arcs: tuple[Arc, ...], expected: str) -> None:
    [(said, told)] = described(marked, arcs)["Chen Xu"]
    assert (said, told.place, told.office) == (expected, "side", None)


@pytest.mark.parametrize(
    ("marked", "arcs"),
    [
        ("[Chen Xu]PER met the Chinese side.", ()),
        ("[Chen Xu]PER said the US delegation left.", ()),
        pytest.param("[Chen Xu]PER led the talks with a US delegation.", (("delegation", "nmod", "talks"),)),
        pytest.param("[Chen Xu]PER led the talks with a US delegation.", (("delegation", "obl", "led"),)),
    ],
)
def test_a_side_that_somebody_only_meets_tells_nothing(marked: str, arcs: tuple[Arc, ...]) -> None:
    assert described(marked, arcs)["Chen Xu"] == []


@pytest.mark.parametrize(
    ("marked", "arcs"),
    [
        (
            "The US side was led by [Michael Posner]PER and the Chinese side was led by [Chen Xu]PER.",
            (
                ("led", "root", ""),
                ("side", "nsubj:pass", "led"),
                ("Michael", "obl", "led"),
                ("led#2", "conj", "led"),
                ("side#2", "nsubj:pass", "led#2"),
                ("Chen", "obl", "led#2"),
            ),
        ),
        (
            "The US side, led by [Michael Posner]PER, and the Chinese side, led by [Chen Xu]PER, met.",
            (
                ("met", "root", ""),
                ("side", "nsubj", "met"),
                ("led", "acl", "side"),
                ("Michael", "obl", "led"),
                ("side#2", "conj", "side"),
                (",#2", "punct", "side#2"),
                ("and", "cc", "side#2"),
                ("led#2", "acl", "side#2"),
                ("Chen", "obl", "led#2"),
            ),
        ),
    ],
)
def test_two_sides_in_one_sentence_each_have_their_own_leader(marked: str, arcs: tuple[Arc, ...]) -> None:
    told = described(marked, arcs)
    assert [said for said, _ in told["Michael Posner"]] == ["The US side"]
    assert [said for said, _ in told["Chen Xu"]] == ["the Chinese side"]


def test_titles_are_gathered_over_the_whole_story_in_order() -> None:
    marked = "Ambassador [Li Wei]PER spoke. “No,” said [Li]PER. [Li]PER, a former mayor of Chengdu, left."
    assert titles(marked) == ["Ambassador", "former mayor of Chengdu"]


def test_a_title_is_not_looked_for_beyond_the_story() -> None:
    read = reading("President\n[Joe Biden]PER\n, a former senator, spoke.")
    [biden] = names(read.text, read.mentions, (10, 19), TABLES)
    assert descriptions(biden, Structure(read), (10, 19), TABLES) == []


def test_an_office_keeps_its_row() -> None:
    [(_, told)] = described("Judge [Ana Levi]PER adjourned.")["Ana Levi"]
    assert told.office is not None
    assert (told.office.title, told.office.sector, told.place) == ("judge", "JUD", "before")
