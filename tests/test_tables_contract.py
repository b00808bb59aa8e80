"""What every table promises: it reads, its codes are real, each row's example holds one of the row's words."""

from __future__ import annotations

import csv
from dataclasses import fields
from typing import Any

import pycountry
import pytest

from verbale.tables import SECTORS, GivenNames, Tables
from verbale.tables.office_holders import PAST_STATES
from verbale.tables.table import OURS

TABLES = Tables.load()
NAMES = tuple(f.name for f in fields(Tables) if f.name != "own")
PARTIES = {"XKX", "EU", "UN", "NATO", "AU", "ASEAN"}
_MEMBERS = """
AFG ALB DZA AND AGO ATG ARG ARM AUS AUT AZE BHS BHR BGD BRB BLR BEL BLZ BEN BTN BOL BIH BWA BRA BRN BGR BFA BDI CPV KHM CMR CAN CAF TCD CHL
CHN COL COM COG COD CRI CIV HRV CUB CYP CZE DNK DJI DMA DOM ECU EGY SLV GNQ ERI EST SWZ ETH FJI FIN FRA GAB GMB GEO DEU GHA GRC GRD GTM GIN
GNB GUY HTI HND HUN ISL IND IDN IRN IRQ IRL ISR ITA JAM JPN JOR KAZ KEN KIR PRK KOR KWT KGZ LAO LVA LBN LSO LBR LBY LIE LTU LUX MDG MWI MYS
MDV MLI MLT MHL MRT MUS MEX FSM MDA MCO MNG MNE MAR MOZ MMR NAM NRU NPL NLD NZL NIC NER NGA MKD NOR OMN PAK PLW PAN PNG PRY PER PHL POL PRT
QAT ROU RUS RWA KNA LCA VCT WSM SMR STP SAU SEN SRB SYC SLE SGP SVK SVN SLB SOM ZAF SSD ESP LKA SDN SUR SWE CHE SYR TJK TZA THA TLS TGO TON
TTO TUN TUR TKM TUV UGA UKR ARE GBR USA URY UZB VUT VEN VNM YEM ZMB ZWE
"""
MEMBERS = _MEMBERS.split()


def rows(name: str) -> tuple[Any, ...]:
    return tuple(getattr(TABLES, name).rows)


def plain(text: str) -> str:
    return text.casefold().replace("-", " ")


@pytest.mark.parametrize("name", NAMES)
def test_each_table_stands_in_a_file_of_its_name_whose_last_column_is_the_example_or_its_sources(name: str) -> None:
    with (OURS / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        header = next(csv.reader(file))
    assert header == [f.name for f in fields(rows(name)[0])]
    assert [column for column in header if column != "sources"][-1] == "example"


def test_each_file_is_a_table() -> None:
    assert {path.stem for path in OURS.glob("*.csv")} == set(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_each_example_contains_a_word_of_its_row(name: str) -> None:
    told = [row for row in rows(name) if row.example is not None or not isinstance(getattr(TABLES, name), GivenNames)]
    assert [row for row in told if not any(plain(word) in plain(row.example) for word in row.words)] == []


@pytest.mark.parametrize("name", NAMES)
def test_no_word_has_a_space_at_its_edge_or_a_curly_apostrophe(name: str) -> None:
    assert [word for row in rows(name) for word in row.words if word != word.strip() or "’" in word or "  " in word] == []


def test_every_member_of_the_united_nations_is_there() -> None:
    assert len(MEMBERS) == 193
    assert set(MEMBERS) <= TABLES.countries.codes
    assert {"XKX", "TWN", "PSE", "VAT", "HKG", "MAC", "GRL", "EU", "UN", "NATO", "AU", "ASEAN"} <= TABLES.countries.codes


def test_every_country_code_is_iso_or_one_of_the_contracts() -> None:
    known = {country.alpha_3 for country in pycountry.countries} | PARTIES
    past = {country.alpha_3 for country in pycountry.historic_countries}
    assert set(PAST_STATES) <= past
    used = TABLES.countries.codes | {row.country for name in ("places", "bodies") for row in rows(name) if row.country is not None}
    assert used - known == set()


def test_a_countrys_code_is_that_of_its_name() -> None:
    for row in TABLES.countries.rows:
        country = pycountry.countries.get(alpha_3=row.code)
        if country is not None:
            names = {country.name, getattr(country, "common_name", ""), getattr(country, "official_name", "")}
            first = {name.split(part)[0].removeprefix("The ") for name in names for part in (",", " (")}
            assert {row.name, *row.names} & (names | first), row.code


def test_no_word_for_a_country_leads_to_two_unless_each_marks_it_as_ambiguous() -> None:
    found: dict[str, set[str]] = {}
    for row in TABLES.countries.rows:
        for word in row.words:
            found.setdefault(word, set()).add(row.code)
    shared = {word: codes for word, codes in found.items() if len(codes) > 1}
    assert "Congo" in shared
    for word, codes in shared.items():
        assert all(word in country.ambiguous for code in codes if (country := TABLES.countries.by_code(code)) is not None), word


def test_no_name_of_a_body_leads_to_two_unless_each_marks_it_as_ambiguous() -> None:
    found: dict[str, list[Any]] = {}
    for row in TABLES.bodies.rows:
        for word in row.words:
            found.setdefault(word, []).append(row)
    shared = {word: bodies for word, bodies in found.items() if len(bodies) > 1}
    assert all(word in body.ambiguous for word, bodies in shared.items() for body in bodies)
    assert [word for word in found if word in shared and TABLES.bodies.by_name(word) is not None] == []


def test_no_two_phrases_that_differ_by_a_hyphen_alone_lead_apart() -> None:
    for words in (TABLES.countries.names, TABLES.bodies.names, TABLES.places.names):
        for word in words:
            found = words.longest(word.split(), ambiguous=True)
            assert len(words.candidates(word)) > 1 or (found is not None and found.value == words.get(word, ambiguous=True)), word


def test_a_place_that_shares_its_name_with_a_country_lies_there_or_is_ambiguous() -> None:
    for row in TABLES.places.rows:
        for word in row.words:
            country = TABLES.countries.by_name(word, ambiguous=True) or TABLES.countries.by_capital(word, ambiguous=True)
            if country is not None and row.country not in (country, None):
                assert row.ambiguous, word


def test_a_body_that_shares_its_name_with_a_party_is_that_party() -> None:
    for row in TABLES.bodies.rows:
        for word in row.words:
            assert TABLES.countries.by_name(word) in (row.country, None), word


def test_every_sector_is_used() -> None:
    used = {getattr(row, "sector", None) for name in NAMES for row in rows(name)}
    assert used - {None} == set(SECTORS)


def test_the_lists_cover_the_field() -> None:
    least = {
        "countries": 220,
        "places": 300,
        "bodies": 350,
        "body_words": 120,
        "offices": 250,
        "office_holders": 700,
        "sayings": 260,
        "person_nouns": 150,
        "given_names": 700,
        "nicknames": 55,
        "topics": 60,
        "series": 18,
        "state_groups": 6,
        "party_words": 25,
        "acts": 110,
        "promise_words": 30,
        "contexts": 230,
        "time_words": 120,
    }
    assert {name: len(rows(name)) for name in NAMES if len(rows(name)) < least[name]} == {}
