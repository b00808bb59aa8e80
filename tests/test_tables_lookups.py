"""What the look-ups give, traps included."""

from __future__ import annotations

import pytest

from verbale.tables import Tables

TABLES = Tables.load()
COUNTRIES = TABLES.countries


@pytest.mark.parametrize(
    ("word", "code"),
    [
        ("US", "USA"),
        ("U.S.", "USA"),
        ("the U.S.", "USA"),
        ("the United States", "USA"),
        ("the United States'", "USA"),
        ("China's", "CHN"),
        ("China’s", "CHN"),
        ("CHINA", "CHN"),
        ("Britain", "GBR"),
        ("Burma", "MMR"),
        ("Ivory Coast", "CIV"),
        ("Côte d’Ivoire", "CIV"),
        ("Holy See", "VAT"),
        ("North Korea", "PRK"),
        ("DPRK", "PRK"),
        ("Turkey", "TUR"),
        ("Guinea-Bissau", "GNB"),
        ("Kosovo", "XKX"),
        ("European Union", "EU"),
        ("us", None),
        ("Us", None),
        ("turkey", None),
        ("china", None),
        ("Georgia", None),
        ("GEORGIA", None),
        ("Jordan", None),
        ("Congo", None),
        ("Korea", None),
        ("Guinea", None),
        ("Atlantis", None),
        ("", None),
        ("the", None),
    ],
)
def test_a_country_is_found_by_its_name_in_its_own_case(word: str, code: str | None) -> None:
    assert COUNTRIES.by_name(word) == code


def test_an_ambiguous_name_is_given_to_whoever_knows_that_a_country_is_meant() -> None:
    assert COUNTRIES.by_name("Georgia", ambiguous=True) == "GEO"
    assert COUNTRIES.by_capital("Washington", ambiguous=True) == "USA"
    assert COUNTRIES.by_capital("Washington") is None


def test_a_name_of_two_countries_is_none_even_then_but_its_candidates_are_told() -> None:
    assert COUNTRIES.by_name("Congo", ambiguous=True) is None
    assert set(COUNTRIES.names.candidates("Congo")) == {"COD", "COG"}
    assert COUNTRIES.names.is_ambiguous("Congo")
    assert not COUNTRIES.names.is_ambiguous("Chile")
    assert not COUNTRIES.names.is_ambiguous("Atlantis")


@pytest.mark.parametrize(
    ("word", "code"),
    [
        ("Dutch", "NLD"),
        ("Saudis", "SAU"),
        ("Nigerien", "NER"),
        ("Nigerian", "NGA"),
        ("Polish", "POL"),
        ("polish", None),
        ("South Korean", "KOR"),
        ("Korean", None),
        ("Dominican", None),
    ],
)
def test_a_people_leads_to_its_country(word: str, code: str | None) -> None:
    assert COUNTRIES.by_demonym(word) == code


@pytest.mark.parametrize(("word", "code"), [("Beijing", "CHN"), ("Kiev", "UKR"), ("Brussels", None), ("Male", None), ("Malé", "MDV")])
def test_a_capital_stands_for_its_government(word: str, code: str | None) -> None:
    assert COUNTRIES.by_capital(word) == code


@pytest.mark.parametrize(
    ("word", "code"), [("the Kremlin", "RUS"), ("The Kremlin", "RUS"), ("Élysée", "FRA"), ("Elysee", "FRA"), ("Zhongnanhai", "CHN")]
)
def test_a_seat_stands_for_its_government(word: str, code: str) -> None:
    assert COUNTRIES.by_seat(word) == code


@pytest.mark.parametrize(
    ("word", "code"),
    [
        ("Tibet", "CHN"),
        ("Geneva", "CHE"),
        ("Vientiane", "LAO"),
        ("Laos", "LAO"),
        ("Brussels", "BEL"),
        ("Washington", "USA"),
        ("Crimea", None),
        ("Kashmir", None),
        ("Jerusalem", None),
        ("Tripoli", None),
        ("Georgia", None),
        ("Atlantis", None),
    ],
)
def test_a_place_lies_in_one_country_or_in_none_that_we_would_name(word: str, code: str | None) -> None:
    assert TABLES.country_of_place(word) == code


def test_a_place_of_two_countries_stays_unknown_whatever_one_allows() -> None:
    assert TABLES.country_of_place("Georgia", ambiguous=True) is None
    assert TABLES.country_of_place("Hyderabad", ambiguous=True) is None
    assert TABLES.country_of_place("Victoria", ambiguous=True) is None
    assert TABLES.country_of_place("Sofia", ambiguous=True) == "BGR"
    assert {place.country for place in TABLES.places.names.candidates("Hyderabad")} == {"IND", "PAK"}


def test_who_as_a_word_is_not_the_health_organization() -> None:
    found = TABLES.bodies.by_name("the WHO")
    assert found is not None
    assert (found.name, found.country, found.sector) == ("World Health Organization", "UN", "IGO")
    assert TABLES.bodies.by_name("who") is None
    assert TABLES.bodies.by_name("Who") is None


def test_a_body_of_whichever_country_has_none_of_its_own() -> None:
    found = TABLES.bodies.by_name("Supreme Court")
    assert found is not None
    assert (found.country, found.sector) == (None, "JUD")
    told = TABLES.bodies.by_name("the U.S. Supreme Court")
    assert told is not None
    assert told.country == "USA"


def test_an_ambiguous_acronym_is_nobody_by_default() -> None:
    assert TABLES.bodies.by_name("ICT") is None
    told = TABLES.bodies.by_name("ICT", ambiguous=True)
    assert told is not None
    assert told.name == "International Campaign for Tibet"
    assert {body.country for body in TABLES.bodies.names.candidates("ABC")} == {"USA", "AUS"}


@pytest.mark.parametrize(
    ("name", "kind", "sector"),
    [
        ("Ministry of Foreign Affairs", "agency", "GOV"),
        ("Greek Ministry of Justice", "agency", "GOV"),
        ("University of Tartu", "organization", "EDU"),
        ("Bakhtar News Agency", "organization", "MED"),
        ("Osaka High Court", "agency", "JUD"),
        ("Farmers' Party", "organization", "PTY"),
        ("Central Bank of Kenya", "agency", "GOV"),
        ("Meadow Foods Inc.", "organization", "BUS"),
        ("NATIONAL POLICE", "agency", "COP"),
    ],
)
def test_the_head_of_a_name_tells_its_kind_and_sector(name: str, kind: str, sector: str) -> None:
    found = TABLES.body_words.of_name(name)
    assert found is not None
    assert (found.kind, found.sector) == (kind, sector)


@pytest.mark.parametrize("name", ["", "Xyzzy", "of", "the of the"])
def test_a_name_without_a_known_head_has_none(name: str) -> None:
    assert TABLES.body_words.of_name(name) is None


def test_the_longest_title_wins() -> None:
    tokens = ["the", "Deputy", "Assistant", "Secretary", "of", "State", "for", "Asia"]
    found = TABLES.offices.longest(tokens, 1)
    assert found is not None
    assert (found.value.title, tokens[found.start : found.end]) == ("deputy assistant secretary of state", tokens[1:6])
    assert TABLES.offices.longest(tokens, 0) is None


def test_a_title_that_ends_where_a_name_begins_is_found_from_behind() -> None:
    tokens = ["British", "Foreign", "Secretary", "Ann", "Baird"]
    found = TABLES.offices.ending(tokens, 3)
    assert found is not None
    assert (found.value.title, found.start, found.end) == ("foreign secretary", 1, 3)
    assert TABLES.offices.ending(tokens, 5) is None


@pytest.mark.parametrize("title", ["secretary-general", "Secretary General", "SECRETARY-GENERAL", "secretaries general"])
def test_hyphens_case_and_number_make_no_other_office(title: str) -> None:
    found = TABLES.offices.by_title(title)
    assert found is not None
    assert found.title == "secretary-general"


@pytest.mark.parametrize(
    ("title", "singular"),
    [("foreign ministers", "foreign minister"), ("attorneys general", "attorney general"), ("secretaries of state", "secretary of state")],
)
def test_several_holders_are_known_by_the_plural(title: str, singular: str) -> None:
    found = TABLES.offices.by_title(title)
    assert found is not None
    assert found.title == singular
    assert TABLES.offices.is_plural(title)
    assert not TABLES.offices.is_plural(singular)


def test_an_office_says_what_it_tells_of_its_holder() -> None:
    spokeswoman, judge, mrs = (TABLES.offices.by_title(title) for title in ("spokeswoman", "judge", "Mrs."))
    assert spokeswoman is not None
    assert judge is not None
    assert mrs is not None
    assert (spokeswoman.gender, spokeswoman.sector, spokeswoman.own_sector) == ("f", None, False)
    assert (judge.gender, judge.sector, judge.own_sector) == (None, "JUD", True)
    assert (mrs.gender, mrs.honorific) == ("f", True)


def test_no_office_decides_a_sector_that_it_does_not_name() -> None:
    assert [row.title for row in TABLES.offices.rows if row.own_sector and row.sector is None] == []


@pytest.mark.parametrize(
    ("word", "lemma"), [("said", "say"), ("Said", "say"), ("deadpanned", "deadpan"), ("averred", "aver"), ("According to", "according to")]
)
def test_a_word_of_saying_is_known_in_every_form(word: str, lemma: str) -> None:
    found = TABLES.sayings.by_form(word)
    assert found is not None
    assert found.lemma == lemma


def test_a_phrase_of_saying_is_found_among_tokens_before_its_first_word_alone() -> None:
    found = TABLES.sayings.longest(["he", "pointed", "out", "that"], 1)
    assert found is not None
    assert (found.value.lemma, found.end) == ("point out", 3)
    called = TABLES.sayings.longest(["she", "called", "for", "calm"], 1)
    assert called is not None
    assert (called.value.lemma, called.value.kind) == ("call for", "demand")


def test_every_lemma_is_one_of_its_forms() -> None:
    assert [row.lemma for row in TABLES.sayings.rows if row.lemma not in row.forms or TABLES.sayings.by_lemma(row.lemma) is not row] == []


def test_a_noun_for_a_person_is_known_in_both_numbers() -> None:
    one, many = TABLES.person_nouns.by_word("Spokeswoman"), TABLES.person_nouns.by_word("spokeswomen")
    assert one is not None
    assert one is many
    assert one.gender == "f"
    assert TABLES.person_nouns.is_plural("MPs")
    assert not TABLES.person_nouns.is_plural("MP")
    assert TABLES.person_nouns.by_word("table") is None


def test_a_given_name_tells_a_gender_only_where_it_does() -> None:
    names = TABLES.given_names
    assert [names.gender(name) for name in ("Michael", "FATIMA", "Wei", "Andrea", "michael", "Xyzzy")] == ["m", "f", "u", "u", None, None]
    assert "Olena" in names
    assert 7 not in names


def test_tokens_joined_by_a_hyphen_end_no_phrase_in_their_midst() -> None:
    assert COUNTRIES.names.longest(["China-based"]) is None
    assert COUNTRIES.names.longest(["South", "Korea", "and"]) is not None
    assert COUNTRIES.names.longest([]) is None
    assert COUNTRIES.names.longest(["-", "China"]) is None
    assert COUNTRIES.names.longest(["China"], 5) is None
    parted = COUNTRIES.names.longest(["Guinea", "-", "Bissau", "-", "born"])
    assert parted is not None
    assert (parted.value, parted.end) == ("GNB", 3)
