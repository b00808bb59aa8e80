"""Events in the formats of event data: POLECAT, PLOVER, CAMEO."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

import jsonschema
import pycountry
import pytest

from export_samples import HOSTILE, filled, hostile_entries
from verbale.export import export
from verbale.export.countries import code_of, cow, name_of
from verbale.export.polecat import COLUMNS
from verbale.export.scale import QUADS, scales
from verbale.export.tabbed import BESIDE
from verbale.model import EventType
from verbale.record import Record
from verbale.tables import Countries

HEADER = """
Event ID|Event Date|Event Type|Event Mode|Intensity|Quad Code|Contexts|Actor Name|Actor Country|Actor COW|
Primary Actor Sector|Actor Sectors|Actor Title|Actor Name Raw|Wikipedia Actor ID|Recipient Name|Recipient Country|
Recipient COW|Primary Recipient Sector|Recipient Sectors|Recipient Title|Recipient Name Raw|Wikipedia Recipient ID|
Placename|City|District|Province|Country|Latitude|Longitude|GeoNames ID|Raw Placename|Feature Type|Source|
Publication Date|Story People|Story Organizations|Story Locations|Language|Version
"""
RELEASE = HEADER.replace("\n", "").split("|")
"""The header of the POLECAT releases (doi:10.7910/DVN/AJGVIT)."""


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Record]:
    with filled(tmp_path_factory.mktemp("record") / "verbale.db") as kept:
        yield kept


def table(record: Record, name: str, folder: Path) -> list[dict[str, str]]:
    export(record, name, str(folder / name))
    return list(csv.DictReader(io.StringIO((folder / name).read_text(encoding="utf-8"), newline=""), delimiter="\t"))


def lines(record: Record, folder: Path, **options: Any) -> list[dict[str, Any]]:
    export(record, "plover", str(folder / "out.jsonl"), **options)
    return [json.loads(line) for line in (folder / "out.jsonl").read_text(encoding="utf-8").splitlines()]


def test_polecat_has_the_columns_of_the_releases_in_their_order_and_ours_after_them(record: Record, tmp_path: Path) -> None:
    (first, *_) = table(record, "polecat", tmp_path)
    assert list(COLUMNS) == RELEASE
    assert list(first) == [*RELEASE, *BESIDE]


def test_polecat_tells_an_act_in_the_codes_of_the_releases(record: Record, tmp_path: Path) -> None:
    (accused,) = [row for row in table(record, "polecat", tmp_path) if row["Event Type"] == "ACCUSE"]
    assert accused["Event Date"] == "2011-05-10"
    assert (accused["Event Mode"], accused["Intensity"], accused["Quad Code"]) == ("allege", "-3.5", "VERBAL CONFLICT")
    assert accused["Contexts"] == "human_rights"
    assert (accused["Actor Name"], accused["Actor Country"], accused["Actor COW"]) == ("Norway", "Norway", "385")
    assert (accused["Recipient Name"], accused["Recipient Country"], accused["Recipient COW"]) == ("Laos", "Laos", "812")
    assert (accused["Primary Actor Sector"], accused["Primary Recipient Sector"]) == ("None", "GOV")
    assert (accused["Placename"], accused["Country"], accused["Source"]) == ("Oslo", "NOR", "The Gazette")
    assert accused["Publication Date"] == "2011-05-12"
    assert accused["Source URLs"] == "https://news.example/first?a=1&b=2; https://news.example/second"
    assert (accused["Source Count"], accused["Permalink"]) == ("2", f"urn:verbale:{accused['Event ID']}")


def test_all_who_took_part_in_a_symmetric_act_are_its_actors(record: Record, tmp_path: Path) -> None:
    (met, _) = [row for row in table(record, "polecat", tmp_path) if row["Event Type"] == "CONSULT"]
    assert (met["Actor Name"], met["Actor COW"], met["Recipient Name"]) == ("Norway; Laos", "385; 812", "None")
    assert met["Actor Sectors"] == "None; GOV"


def test_what_did_not_happen_is_marked_and_what_has_no_day_gets_none(record: Record, tmp_path: Path) -> None:
    rows = table(record, "polecat", tmp_path)
    assert {(row["Status"], row["Contexts"], row["Event Date"]) for row in rows if row["Status"] != "occurred"} == {
        ("planned", "future", "None"),  # in March 2012, on a day unknown
        ("denied", "negation", "None"),
    }


def test_cameo_has_two_digit_roots(record: Record, tmp_path: Path) -> None:
    rows = table(record, "cameo", tmp_path)
    assert {(row["PLOVER Type"], row["CAMEO"], row["Quad Class"]) for row in rows} == {
        ("ACCUSE", "11", "3"),
        ("CONSULT", "04", "1"),
        ("THREATEN", "13", "3"),
    }
    assert {(row["Source"], row["Target"]) for row in rows if row["CAMEO"] == "11"} == {("NOR", "LAOGOV")}


@pytest.mark.parametrize("words", HOSTILE)
@pytest.mark.parametrize("name", ["polecat", "cameo"])
def test_words_of_a_document_can_part_neither_cells_nor_lines(name: str, words: str, tmp_path: Path) -> None:
    of, made = hostile_entries(words)
    with filled(tmp_path / "verbale.db", made=made, of=[of]) as record:
        (row,) = table(record, name, tmp_path)
        text = (tmp_path / name).read_text(encoding="utf-8")
    assert None not in row
    assert None not in row.values()
    assert text.count("\n") == 2
    assert {line.count("\t") for line in text.splitlines()} == {len(row) - 1}
    assert [cell for key, cell in row.items() if cell.startswith(("=", "+", "@", "-")) and key != "Intensity"] == []


SCHEMA = {
    "type": "object",
    "required": ["id", "date", "actor", "event"],
    "properties": {
        "id": {"type": "string"},
        "has_event": {"type": "boolean"},
        "date": {"type": ["string", "null"], "pattern": r"^\d{4}-\d{2}-\d{2}$"},
        "enddate": {"type": ["string", "null"], "pattern": r"^\d{4}-\d{2}-\d{2}$"},
        "actor": {"type": "array", "items": {"$ref": "#/$defs/entity"}},
        "recipient": {"type": "array", "items": {"$ref": "#/$defs/entity"}},
        "event": {"type": "array", "items": {"enum": list(get_args(EventType))}},
        "mode": {"type": "array", "items": {"type": "string"}},
        "context": {"type": "array", "items": {"type": "string"}},
        "quad_code": {"enum": [1, 2, 3, 4]},
        "event_scale": {"type": "number", "minimum": -10, "maximum": 10},
        "event_loc": {"type": ["object", "null"]},
        "event_text": {"type": "array", "items": {"type": "string"}},
        "text_info": {
            "type": "object",
            "required": ["start", "end"],
            "properties": {"start": {"type": "integer"}, "end": {"type": "integer"}},
            "additionalProperties": False,
        },
        "cite_info": {
            "type": "object",
            "properties": {key: {"type": ["string", "null"]} for key in ("citation", "url", "title", "publication", "coder", "codebook")},
            "additionalProperties": False,
        },
    },
    "patternProperties": {"^verbale_": {}},
    "additionalProperties": False,
    "$defs": {
        "entity": {
            "type": "object",
            "properties": {
                "code": {"type": ["string", "null"], "pattern": "^[A-Z]{3}$"},
                "sector": {"type": ["string", "null"], "pattern": "^[A-Z]{3}$"},
                "entity_text": {"type": "string"},
                "identifier_id": {"type": ["string", "null"]},
                "identifier_text": {"type": "string"},
                "office": {"type": "string"},
            },
            "additionalProperties": False,
        }
    },
}
"""The tables of the codebook's chapter on data fields. A date is required there; where none is known ours is null."""


def test_every_plover_line_has_the_fields_of_the_codebook(record: Record, tmp_path: Path) -> None:
    validator = jsonschema.Draft202012Validator(SCHEMA)
    found = lines(record, tmp_path)
    assert [error for line in found for error in validator.iter_errors(line)] == []
    assert [line["has_event"] for line in found] == [True, True, True, True, False]


def test_plover_offsets_lead_to_the_words_of_the_act(record: Record, tmp_path: Path) -> None:
    for line in lines(record, tmp_path):
        text = record.text(line["cite_info"]["citation"])
        words = text[line["text_info"]["start"] : line["text_info"]["end"]]
        assert words == (line["event_text"][0] if line["has_event"] else line["verbale_statement"]["content"])
        assert line["cite_info"]["url"] == "https://news.example/first?a=1&b=2"
        assert line["verbale_permalink"] == f"urn:verbale:{line['id']}"
        for anchor in line["verbale_evidence"]:
            assert record.text(anchor["document_id"])[anchor["start"] : anchor["end"]] == anchor["exact"]


def test_a_plover_act_told_twice_is_one_line_with_two_sources(record: Record, tmp_path: Path) -> None:
    (accused,) = [line for line in lines(record, tmp_path) if line["event"] == ["ACCUSE"]]
    assert accused["verbale_source_count"] == 2
    assert accused["verbale_sources"][1] == "https://news.example/second"
    assert accused["actor"] == [
        {"code": "NOR", "sector": None, "entity_text": "Norway", "identifier_id": None, "identifier_text": "Norway"}
    ]


def test_a_statement_is_an_extension_of_plover(record: Record, tmp_path: Path) -> None:
    (said,) = [line for line in lines(record, tmp_path) if not line["has_event"]]
    assert said["verbale_statement"] == {"cue": "said", "content": "We raised his case", "kind": "direct"}
    assert said["actor"][0]["identifier_text"] == "Kari Lunde"


def test_every_type_has_its_scale() -> None:
    assert {type_ for type_, mode in scales() if not mode} == set(get_args(EventType))
    for (type_, _), scale in scales().items():
        assert scale.quad == scales()[type_, ""].quad
        assert -10 <= scale.intensity <= 10
        assert scale.quad in QUADS
        assert len(scale.cameo) == 2
        if scale.intensity:
            assert (scale.intensity > 0) == (scale.quad < 3) or type_ == "REQUEST"


def test_every_state_has_a_number_of_its_own_and_every_name_leads_back() -> None:
    known = {country.alpha_3 for country in pycountry.countries} | {"XKX"}
    assert set(cow()) <= known
    assert len(set(cow().values())) == len(cow()) > 190
    assert [cow()[code] for code in ("USA", "CHN", "RUS", "DEU", "VNM", "SRB", "XKX", "TWN")] == [2, 710, 365, 255, 816, 345, 347, 713]
    names = [(code, name_of(code)) for code in Countries.load().codes]
    assert [code for code, name in names if code_of(name) != code and code not in ("NATO", "AU", "ASEAN")] == []
    assert code_of("KOS") == "XKX"
    assert code_of("Nowhere") is None
