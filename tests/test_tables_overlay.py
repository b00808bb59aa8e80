"""A user's own tables over ours, and what happens when a table is broken."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from verbale.errors import TableError
from verbale.tables import Tables
from verbale.tables.offices import Offices
from verbale.tables.person_nouns import PersonNouns

NOUNS = "noun,plural,gender,sector,example\n"
BODIES = "name,aliases,ambiguous,kind,country,sector,example\n"
COUNTRIES = "code,name,names,demonyms,capitals,seats,ambiguous,example\n"


def test_a_row_with_our_key_replaces_ours_in_its_place_and_others_are_added(tmp_path: Path) -> None:
    (tmp_path / "person_nouns.csv").write_text(NOUNS + "envoy,envoyage,f,NGO,an envoy\nwidget,widgets,,,a widget\n", encoding="utf-8")
    ours, laid = Tables.load(), Tables.load(tmp_path)
    assert len(laid.person_nouns.rows) == len(ours.person_nouns.rows) + 1
    assert [row.noun for row in laid.person_nouns.rows] == [*(row.noun for row in ours.person_nouns.rows), "widget"]
    envoy = laid.person_nouns.by_word("envoy")
    assert envoy is not None
    assert (envoy.gender, envoy.sector) == ("f", "NGO")
    assert laid.person_nouns.by_word("envoys") is None
    assert laid.countries.rows == ours.countries.rows
    before = ours.person_nouns.by_word("envoy")
    assert before is not None
    assert before.gender is None


def test_an_overlay_may_order_its_columns_otherwise_begin_with_a_mark_and_end_with_empty_rows(tmp_path: Path) -> None:
    text = "\ufeffexample,noun,plural,sector,gender\r\na widget,widget,widgets,NGO,\r\n\r\n"
    (tmp_path / "person_nouns.csv").write_bytes(text.encode())
    found = Tables.load(tmp_path).person_nouns.by_word("widgets")
    assert found is not None
    assert (found.noun, found.sector) == ("widget", "NGO")


def test_a_country_that_an_overlay_adds_can_be_used_by_its_other_tables(tmp_path: Path) -> None:
    (tmp_path / "countries.csv").write_text(COUNTRIES + "RUR,Ruritania,,Ruritanian,Strelsau,,,a king of Ruritania\n", encoding="utf-8")
    (tmp_path / "bodies.csv").write_text(BODIES + "Elphberg Guard,,,agency,RUR,MIL,the Elphberg Guard\n", encoding="utf-8")
    tables = Tables.load(tmp_path)
    assert tables.countries.by_capital("Strelsau") == "RUR"
    guard = tables.bodies.by_name("Elphberg Guard")
    assert guard is not None
    assert guard.country == "RUR"


def test_ours_are_read_once() -> None:
    assert Tables.load() is Tables.load()


@pytest.mark.parametrize(
    ("file", "content", "row", "column"),
    [
        ("person_nouns.csv", b"noun,plural,gender,example\nwidget,widgets,,a widget\n", 1, "sector"),
        ("person_nouns.csv", b"noun,plural,gender,sector,example,more\n", 1, "more"),
        ("person_nouns.csv", b"noun,noun,plural,gender,sector,example\n", 1, "noun"),
        ("person_nouns.csv", b"", 1, "noun"),
        ("person_nouns.csv", NOUNS.encode() + b"widget,widgets,,XXX,a widget\n", 2, "sector"),
        ("person_nouns.csv", NOUNS.encode() + b"widget,widgets,,,a widget\nwidget,widgets,,,a widget\n", 3, "noun"),
        ("person_nouns.csv", NOUNS.encode() + b"widget,widgets,,,a widget\n,gadgets,,,a gadget\n", 3, "noun"),
        ("person_nouns.csv", NOUNS.encode() + b"widget,widgets,,,\n", 2, "example"),
        ("person_nouns.csv", NOUNS.encode() + b"widget, widgets,,,a widget\n", 2, "plural"),
        ("person_nouns.csv", NOUNS.encode() + b"widget,widgets\n", 2, "gender"),
        ("person_nouns.csv", NOUNS.encode() + b"widget,widgets,,,a widget,and more\n", 2, "example"),
        ("person_nouns.csv", NOUNS.encode() + b"widget,widgets,,,a widget\ngadget,gadg\xe9ts,,,a gadget\n", 3, "plural"),
        ("person_nouns.csv", NOUNS.encode() + b"widget,wid\xff", 2, "plural"),
        ("person_nouns.csv", NOUNS.encode() + b'widget,"widgets"x,,,a widget\n', 2, "noun"),
        ("person_nouns.csv", NOUNS.encode() + b"widget,diplomats,,,a widget\n", 2, "noun"),
        ("offices.csv", b"title,plural,sector,own_sector,gender,honorific,example\nboss,,,yes,,,a boss\n", 2, "own_sector"),
        ("bodies.csv", BODIES.encode() + b"Elphberg Guard,,,agency,RUR,MIL,the Elphberg Guard\n", 2, "country"),
        ("bodies.csv", BODIES.encode() + b"Elphberg Guard,CIA,,agency,,MIL,the Elphberg Guard\n", 2, "aliases"),
        ("bodies.csv", BODIES.encode() + b"Elphberg Guard,EG|EG,,agency,,MIL,the Elphberg Guard\n", 2, "aliases"),
        ("bodies.csv", BODIES.encode() + b"Elphberg Guard,EG|,,agency,,MIL,the Elphberg Guard\n", 2, "aliases"),
        ("bodies.csv", BODIES.encode() + b"Elphberg Guard,,Guard,agency,,MIL,the Elphberg Guard\n", 2, "ambiguous"),
        ("countries.csv", COUNTRIES.encode() + b"RUR,Ruritania,France,,,,,a king of Ruritania\n", 2, "names"),
    ],
)
def test_a_broken_table_is_an_error_that_names_file_row_and_column(
    tmp_path: Path, file: str, content: bytes, row: int, column: str
) -> None:
    (tmp_path / file).write_bytes(content)
    with pytest.raises(TableError) as caught:
        Tables.load(tmp_path)
    assert str(caught.value).startswith(f"{tmp_path / file}, row {row}, column {column}: ")


def test_a_file_that_is_no_table_of_ours_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "contries.csv").write_text(COUNTRIES, encoding="utf-8")
    with pytest.raises(TableError, match="no table of that name"):
        Tables.load(tmp_path)


def test_a_folder_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(TableError, match="a folder of tables is expected"):
        Tables.load(tmp_path / "none")


def test_a_table_that_cannot_be_read_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "offices.csv").mkdir()
    with pytest.raises(TableError, match="can't be read"):
        Offices.load(tmp_path)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(tail=st.binary(max_size=60) | st.text(alphabet='ab,"|\n\r é', max_size=40).map(str.encode))
def test_whatever_bytes_a_table_holds_it_is_read_or_a_table_error(tmp_path: Path, tail: bytes) -> None:
    (tmp_path / "person_nouns.csv").write_bytes(NOUNS.encode() + tail)
    message = ""
    try:
        PersonNouns.load(tmp_path)
    except TableError as error:
        message = str(error)
    assert message == "" or message.startswith(f"{tmp_path / 'person_nouns.csv'}, row ")
