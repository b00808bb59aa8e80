"""Whose a person or body is: country and sector from what the story says."""

from __future__ import annotations

from functools import partial

import pytest

from readings import reading
from verbale.coding.affiliation import Affiliation, government, of_body, of_person
from verbale.reading.structure import Structure
from verbale.stories.names import names
from verbale.stories.titles import descriptions
from verbale.tables import Tables

TABLES = Tables.load()
NOT_YET = partial(pytest.mark.xfail, strict=True)


def affiliation(marked: str) -> Affiliation:
    """Of the first person in the text."""
    read = reading(marked)
    story = (0, len(read.text))
    named = names(read.text, read.mentions, story, TABLES)
    person = next(n for n in named if n.type == "PER")
    return of_person(person, descriptions(person, Structure(read), story, TABLES), read.text, named, TABLES)


def whose(marked: str) -> tuple[str | None, str | None]:
    """Country and sector of the first person in the text."""
    found = affiliation(marked)
    return found.country, found.sector


@pytest.mark.parametrize(
    ("office", "country", "sector"),
    [
        pytest.param("US Ambassador to China", "USA", "GOV"),
        pytest.param("China’s ambassador to France", "CHN", "GOV"),
        ("US President", "USA", "GOV"),
        ("Georgian President", "GEO", "GOV"),
        ("Chinese Foreign Ministry spokesman", "CHN", "GOV"),
        ("Chinese Embassy spokesman", "CHN", "GOV"),
        pytest.param("US special envoy for North Korea", "USA", "GOV"),
        ("South Korean Foreign Minister", "KOR", "GOV"),
        ("North Korean leader", "PRK", "GOV"),
        ("former US Secretary of State", "USA", "GOV"),
        ("Israeli Prime Minister", "ISR", "GOV"),
        ("Taiwan President", "TWN", "GOV"),
        ("Hong Kong Chief Executive", "HKG", "GOV"),
        ("Texas Governor", "USA", "GOV"),
        ("Seoul Mayor", "KOR", "GOV"),
        ("EU foreign policy chief", "EU", "IGO"),
        ("UN Secretary-General", "UN", "IGO"),
        ("NATO Secretary-General", "NATO", "IGO"),
        ("UN High Commissioner for Human Rights", "UN", "IGO"),
        ("White House spokesman", "USA", "GOV"),
        ("State Department spokesman", "USA", "GOV"),
        ("Pentagon spokesman", "USA", "MIL"),
        ("Kremlin spokesman", "RUS", "GOV"),
        ("Judge", None, "JUD"),
        ("retired Supreme Court Justice", None, "JUD"),
        pytest.param("U.S. Supreme Court Justice", "USA", "JUD"),
        ("Senator", None, "LEG"),
        ("US Senator", "USA", "LEG"),
        ("Chinese dissident", "CHN", "OPP"),
        ("Russian Army General", "RUS", "MIL"),
        ("Reuters correspondent", "GBR", "MED"),
        ("Tibetan monk", None, "REL"),
        ("rights activist", None, "NGO"),
        ("Amnesty International researcher", None, "NGO"),
        ("Yale University professor", "USA", "EDU"),
        ("Republic of Ireland President", "IRL", "GOV"),
    ],
)
def test_an_office_before_the_name_tells_country_and_sector(office: str, country: str | None, sector: str | None) -> None:
    assert whose(f"Yesterday {office} [Alex Doe]PER spoke.") == (country, sector)


@pytest.mark.parametrize(
    ("office", "country", "sector"),
    [
        ("spokesman for the Chinese Consulate in Sydney", "CHN", "GOV"),
        ("the spokesman for China’s Embassy in the United States", "CHN", "GOV"),
        ("US ambassador to China", "USA", "GOV"),
        ("the ambassador to China", None, "GOV"),
        ("the ambassador of China", "CHN", "GOV"),
        pytest.param("special envoy for North Korea", None, "GOV"),
        ("the US special envoy for North Korea", "USA", "GOV"),
        pytest.param("the special representative for Afghanistan", None, "GOV"),
        ("mayor of Seoul", "KOR", "GOV"),
        ("the governor of Texas", "USA", "GOV"),
        pytest.param("the governor of Georgia", None, "GOV"),
        pytest.param("president of Georgia", "GEO", "GOV"),
        ("the prime minister of Georgia", "GEO", "GOV"),
        pytest.param("the president of France", "FRA", "GOV"),
        ("a retired justice of the Supreme Court", None, "JUD"),
        ("a retired Supreme Court justice", None, "JUD"),
        ("a professor at Peking University", "CHN", "EDU"),
        ("a professor of law at Yale University", "USA", "EDU"),
        pytest.param("a China expert at Yale University", "USA", "EDU"),
        ("a US-based dissident", None, "OPP"),
        ("a lawyer from Beijing", None, None),
        ("a lawyer in China", None, None),
        ("a spokesman for Posner", None, None),
        ("a spokesman for the State Department", "USA", "GOV"),
        ("a spokesman for the Pentagon", "USA", "MIL"),
        ("spokeswoman for the Ministry of Foreign Affairs in Hanoi", None, "GOV"),
        ("the president of the European Commission", "EU", "IGO"),
        ("president of the World Bank", None, "IGO"),
        ("head of Human Rights Watch", None, "NGO"),
        pytest.param("China director at Human Rights Watch", None, "NGO"),
        ("the Asia director of Amnesty International", None, "NGO"),
        ("editor of the New York Times", "USA", "MED"),
        ("a reporter for Xinhua", "CHN", "MED"),
        ("secretary of the club", None, None),
        ("a Chinese lawyer", "CHN", None),
        ("his brother", None, None),
    ],
)
def test_an_apposition_after_the_name_tells_country_and_sector(office: str, country: str | None, sector: str | None) -> None:
    assert whose(f"[Alex Doe]PER, {office}, said so.") == (country, sector)


@pytest.mark.parametrize(
    ("marked", "country", "sector"),
    [
        ("[Todd Stein]PER, with the International Campaign for Tibet, said so.", None, "NGO"),
        ("[Todd Stein]PER, with the State Department, said so.", "USA", "GOV"),
        ("[Chen Xu]PER led the Chinese side.", "CHN", None),
        ("[Chen Xu]PER headed the US delegation.", "USA", None),
        ("[Alex Doe]PER spoke in [China]LOC.", None, None),
        ("Ambassador [Alex Doe]PER spoke. [Doe]PER, the US ambassador, left.", "USA", "GOV"),
        ("Judge [Alex Doe]PER spoke. [Doe]PER, a former senator, left.", None, "JUD"),
    ],
)
def test_memberships_and_sides_tell_and_the_first_that_tells_counts(marked: str, country: str | None, sector: str | None) -> None:
    assert whose(marked) == (country, sector)


@pytest.mark.parametrize(
    ("marked", "country"),
    [
        ("[Wang Li]PER (王麗) spoke in [China]LOC. [China]LOC agreed.", "CHN"),
        ("[Wang Li]PER (王麗) spoke in [Taiwan]LOC. [Taiwan]LOC agreed.", "TWN"),
        ("[Wang Li]PER (王麗) spoke of [China]LOC and [Taiwan]LOC.", None),
        ("[Wang Li]PER (王麗) spoke.", None),
        ("[Wang Li]PER spoke in [China]LOC.", None),
        ("[Kim Min]PER (김민) spoke in [South Korea]LOC.", "KOR"),
        ("[Mori Ken]PER (もり) spoke in [Tokyo]LOC.", "JPN"),
        ("US Ambassador [Wang Li]PER (王麗) spoke in [China]LOC.", "USA"),
    ],
)
def test_the_script_of_a_native_name_tells_the_country_only_where_the_story_speaks_of_one(marked: str, country: str | None) -> None:
    assert affiliation(marked).country == country


def test_a_country_told_by_script_is_less_sure_than_one_told_in_words() -> None:
    by_script = affiliation("[Wang Li]PER (王麗) spoke in [China]LOC.")
    in_words = affiliation("Chinese Ambassador [Wang Li]PER (王麗) spoke.")
    assert by_script.sure < in_words.sure == 1.0


@pytest.mark.parametrize(
    ("name", "country", "sector"),
    [
        ("State Department", "USA", "GOV"),
        ("Chinese Ministry of Foreign Affairs", "CHN", "GOV"),
        ("Ministry of Foreign Affairs", None, "GOV"),
        ("Chinese Embassy", "CHN", "GOV"),
        ("Embassy of Japan", "JPN", "GOV"),
        ("Supreme Court", None, "JUD"),
        ("Supreme Court of India", "IND", "JUD"),
        ("University of Tartu", None, "EDU"),
        ("Kazakh Border Guard", "KAZ", "COP"),
        ("International Campaign for Tibet", None, "NGO"),
        ("South Korean Army", "KOR", "MIL"),
        ("Lantern Foundation", None, "NGO"),
        ("US-China Business Council", None, None),
        pytest.param("Georgia Institute of Technology", None, "EDU"),
        ("Posner", None, None),
    ],
)
def test_a_body_is_whose_the_table_or_its_name_says(name: str, country: str | None, sector: str | None) -> None:
    assert of_body(name, TABLES) == Affiliation(country, sector)


@pytest.mark.parametrize(
    ("name", "code"),
    [("China", "CHN"), ("Beijing", "CHN"), ("Kremlin", "RUS"), ("White House", "USA"), ("US", "USA"), ("us", None), ("Seattle", None)],
)
def test_a_government_goes_by_its_country_its_capital_and_its_seat(name: str, code: str | None) -> None:
    assert government(name, TABLES) == code
