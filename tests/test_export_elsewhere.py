"""The record in the formats of calendars, feeds, annotations, the web of data, Aleph and Uwazi, each read by its own library or rules."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import feedparser
import icalendar
import jsonschema
import pytest
from followthemoney import model
from lxml import etree

from export_samples import HOSTILE, documents, filled, hostile_entries
from verbale.export import export
from verbale.export.atom import NAMESPACE
from verbale.export.uwazi import FILES, date_range
from verbale.model import KINDS, When, to_shape
from verbale.record import Record


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Record]:
    with filled(tmp_path_factory.mktemp("record") / "verbale.db") as kept:
        yield kept


@pytest.fixture(params=HOSTILE)
def hostile(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[tuple[Record, str]]:
    """A record in which everything is called by words that would do harm, and the words."""
    of, made = hostile_entries(request.param)
    with filled(tmp_path / "hostile.db", made=made, of=[of]) as kept:
        yield kept, request.param


def written(record: Record, name: str, folder: Path, **options: Any) -> bytes:
    export(record, name, str(folder / name), **options)
    return (folder / name).read_bytes()


# ics


def events(record: Record, folder: Path) -> list[Any]:
    calendar = icalendar.Calendar.from_ical(written(record, "ics", folder))
    return [*calendar.walk("VEVENT")]


def test_a_calendar_has_what_is_scheduled_and_what_is_due(record: Record, tmp_path: Path) -> None:
    sitting, due = events(record, tmp_path)
    assert sitting["summary"] == "human rights dialogue, round 4 (LAO, NOR)"
    assert (sitting["dtstart"].dt, sitting["dtend"].dt) == (date(2012, 3, 1), date(2012, 4, 1))
    assert (sitting["status"], sitting["location"]) == ("TENTATIVE", "Vientiane, LAO")
    assert due["summary"] == "Due: Laos: release him"
    assert (due["dtstart"].dt, due["dtend"].dt) == (date(2011, 6, 30), date(2011, 7, 1))
    assert due["status"] == "CONFIRMED"
    for event in (sitting, due):
        assert event["dtstamp"].dt == datetime(2011, 5, 12, tzinfo=UTC)
        assert event["url"] == "https://news.example/first?a=1&b=2"
        assert re.fullmatch(r"(rnd|com)-[0-9a-f]{16}@verbale", event["uid"])


def test_a_calendar_keeps_to_its_lines(record: Record, tmp_path: Path) -> None:
    text = written(record, "ics", tmp_path)
    assert text.endswith(b"END:VCALENDAR\r\n")
    assert all(len(line) <= 75 for line in text.split(b"\r\n"))
    assert b"\n" not in text.replace(b"\r\n", b"")


def test_no_words_put_lines_into_a_calendar(hostile: tuple[Record, str], tmp_path: Path) -> None:
    found = events(hostile[0], tmp_path)
    assert len(found) == 2
    for event in found:
        assert set(event) <= {"UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "STATUS", "TRANSP", "LOCATION", "DESCRIPTION", "URL"}
        assert event.errors == []


# atom


def test_a_feed_has_what_is_new_newest_first(record: Record, tmp_path: Path) -> None:
    feed = feedparser.parse(written(record, "atom", tmp_path))
    assert not feed.bozo
    assert feed.version == "atom10"
    assert feed.feed.updated == "2011-05-13T00:00:00Z"
    assert feed.entries[0].title == "Norway ACCUSE Laos"
    assert [link.href for link in feed.entries[0].links] == ["https://news.example/first?a=1&b=2", "https://news.example/second"]
    assert [entry.updated for entry in feed.entries] == ["2011-05-13T00:00:00Z"] + ["2011-05-12T00:00:00Z"] * 8
    assert len({entry.id for entry in feed.entries}) == 9
    assert {tag.term for entry in feed.entries for tag in entry.tags} == {"round", "case", "commitment", "event", "statement"}


def test_a_feed_has_what_atom_requires(record: Record, tmp_path: Path) -> None:
    root = etree.fromstring(written(record, "atom", tmp_path))
    for element in (root, *root.iter(f"{{{NAMESPACE}}}entry")):
        for name in ("id", "title", "updated"):
            (only,) = element.findall(f"{{{NAMESPACE}}}{name}")
            assert only.text


def test_a_feed_has_no_more_entries_than_it_may(record: Record, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("verbale.export.atom.LONGEST", 2)
    assert len(feedparser.parse(written(record, "atom", tmp_path)).entries) == 2


def test_an_empty_record_gives_a_feed_without_entries(tmp_path: Path) -> None:
    with Record.open(tmp_path / "verbale.db", create=True) as record:
        feed = feedparser.parse(written(record, "atom", tmp_path))
    assert (feed.bozo, feed.entries, feed.feed.updated) == (False, [], "1970-01-01T00:00:00Z")


def test_no_words_become_elements_of_a_feed(hostile: tuple[Record, str], tmp_path: Path) -> None:
    root = etree.fromstring(written(hostile[0], "atom", tmp_path))
    names = {etree.QName(element).localname for element in root.iter()}
    assert names == {"feed", "id", "title", "updated", "author", "name", "entry", "link", "category", "summary"}


# webannotation

SELECTORS = [
    {
        "required": ["type", "start", "end"],
        "properties": {"type": {"const": "TextPositionSelector"}, "start": {"type": "integer", "minimum": 0}, "end": {"type": "integer"}},
        "additionalProperties": False,
    },
    {
        "required": ["type", "exact"],
        "properties": {"type": {"const": "TextQuoteSelector"}, "exact": {"type": "string", "minLength": 1}},
        "additionalProperties": False,
    },
]
IRI = {"type": "string", "pattern": '^(https?://|urn:)[^ <>"{}|\\\\^`\\s]+$'}
ANNOTATIONS = {
    "type": "object",
    "required": ["@context", "id", "type", "total", "first"],
    "properties": {
        "@context": {"const": "http://www.w3.org/ns/anno.jsonld"},
        "id": IRI,
        "type": {"const": "AnnotationCollection"},
        "total": {"type": "integer"},
        "first": {
            "required": ["id", "type", "items"],
            "properties": {
                "type": {"const": "AnnotationPage"},
                "items": {
                    "items": {
                        "type": "object",
                        "required": ["id", "type", "target"],
                        "properties": {
                            "id": IRI,
                            "type": {"const": "Annotation"},
                            "motivation": {"const": "identifying"},
                            "body": {"type": "array", "items": {"required": ["type"], "type": "object"}},
                            "target": {
                                "required": ["source", "selector"],
                                "properties": {"source": IRI, "selector": {"type": "array", "items": {"oneOf": SELECTORS}}},
                                "additionalProperties": False,
                            },
                        },
                        "additionalProperties": False,
                    }
                },
            },
        },
    },
}
"""What the Web Annotation Data Model requires of a collection, a page, an annotation and the two selectors."""


def test_annotations_are_of_the_w3cs_model(record: Record, tmp_path: Path) -> None:
    found = json.loads(written(record, "webannotation", tmp_path))
    assert [*jsonschema.Draft202012Validator(ANNOTATIONS).iter_errors(found)] == []
    assert found["total"] == len(found["first"]["items"]) == 20


def test_every_anchor_is_an_annotation_that_leads_to_its_words(record: Record, tmp_path: Path) -> None:
    found = json.loads(written(record, "webannotation", tmp_path))["first"]["items"]
    texts = {document.url: document.text for document in documents()}
    for annotation in found:
        position, quoted = annotation["target"]["selector"]
        assert texts[annotation["target"]["source"]][position["start"] : position["end"]] == quoted["exact"]
    assert len({annotation["id"] for annotation in found}) == len(found)


def test_no_words_break_annotations(hostile: tuple[Record, str], tmp_path: Path) -> None:
    found = json.loads(written(hostile[0], "webannotation", tmp_path))
    assert {item["target"]["selector"][1]["exact"] for item in found["first"]["items"]} == {hostile[1]}


# schemaorg

ALLOWED = {
    "Event": {
        *(
            "name",
            "startDate",
            "endDate",
            "location",
            "eventStatus",
            "organizer",
            "performer",
            "attendee",
            "about",
            "additionalType",
            "subjectOf",
        ),
    },
    "Quotation": {"text", "dateCreated", "spokenByCharacter", "isBasedOn"},
    "Place": {"name", "address"},
    "PostalAddress": {"addressCountry"},
    "Person": {"name"},
    "Organization": {"name"},
    "CreativeWork": {"url"},
}
"""The properties that schema.org gives these types, as far as they are used."""


def checked(thing: Any) -> None:
    if isinstance(thing, dict):
        assert set(thing) - {"@type", "@id"} <= ALLOWED[thing["@type"]]
        for value in thing.values():
            checked(value)
    elif isinstance(thing, list):
        for value in thing:
            checked(value)
    else:
        assert thing not in (None, "")


def test_schemaorg_has_events_and_quotations(record: Record, tmp_path: Path) -> None:
    found = json.loads(written(record, "schemaorg", tmp_path))
    assert found["@context"] == "https://schema.org"
    checked(found["@graph"])
    kinds = [thing["@type"] for thing in found["@graph"]]
    assert (kinds.count("Event"), kinds.count("Quotation")) == (2 + 3, 1)
    held = found["@graph"][0]
    assert (held["startDate"], held["endDate"], held["location"]["name"]) == ("2011-05-10", "2011-05-11", "Oslo")
    assert held["subjectOf"] == [{"@type": "CreativeWork", "url": "https://news.example/first?a=1&b=2"}]
    assert "startDate" not in found["@graph"][1]  # in March 2012, on a day unknown
    assert [thing["name"] for thing in found["@graph"] if "THREATEN" in thing.get("name", "")] == []


def test_no_words_break_schemaorg(hostile: tuple[Record, str], tmp_path: Path) -> None:
    checked(json.loads(written(hostile[0], "schemaorg", tmp_path))["@graph"])


# uwazi


def tables(record: Record, folder: Path) -> dict[str, list[dict[str, str]]]:
    export(record, "uwazi", str(folder / "uwazi"))
    found = {}
    for name in FILES:
        with (folder / "uwazi" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            found[name] = list(csv.DictReader(file))
    return found


def test_uwazi_gets_a_titled_row_an_entry_with_ranges_as_its_importer_reads_them(record: Record, tmp_path: Path) -> None:
    found = tables(record, tmp_path)
    assert {name: len(rows) for name, rows in found.items()} == {"dialogues": 1, "rounds": 2, "cases": 1, "commitments": 1}
    held, scheduled = found["rounds"]
    assert (held["held_date"], scheduled["held_date"]) == ("2011-05-10:2011-05-11", "2012-03-01:2012-03-31")
    assert found["commitments"][0]["due_date"] == ":2011-06-30"
    assert held["dialogue"] == found["dialogues"][0]["title"]
    assert held["cases"] == found["cases"][0]["title"]
    assert found["cases"][0]["rounds"] == held["title"]
    assert found["dialogues"][0]["parties"] == "LAO|NOR"
    assert held["source"] == "source|https://news.example/first?a=1&b=2"


def test_uwazis_columns_are_named_as_its_properties_are(record: Record, tmp_path: Path) -> None:
    for rows in tables(record, tmp_path).values():
        for row in rows:
            assert row["title"]
            assert all(re.fullmatch("[a-z_]+", name) for name in row)


@pytest.mark.parametrize(
    ("edtf", "range_"),
    [(None, ""), ("2011-05-10", "2011-05-10:2011-05-10"), ("[2011-05-10..]", "2011-05-10:"), ("[..2011]", ":2011-12-31")],
)
def test_a_range_in_uwazi_has_its_ends_open_where_they_are_not_known(edtf: str | None, range_: str) -> None:
    assert date_range(When() if edtf is None else When(edtf, "stated")) == range_


def test_no_words_part_values_in_uwazi(hostile: tuple[Record, str], tmp_path: Path) -> None:
    for rows in tables(hostile[0], tmp_path).values():
        (row,) = rows
        assert None not in row
        assert not any(set(cell) & set("\n\r\t\u202e") for cell in row.values())
        assert not any(cell.startswith(("=", "+", "-", "@")) for cell in row.values())
        assert not any("|" in cell for name, cell in row.items() if name in ("what", "situation", "name", "city", "subject", "heads"))


# ftm


def entities(record: Record, folder: Path) -> list[dict[str, Any]]:
    export(record, "ftm", str(folder / "ftm"))
    return [json.loads(line) for line in (folder / "ftm" / "entities.ftm.json").read_text(encoding="utf-8").splitlines()]


def test_every_entity_is_valid_for_followthemoneys_own_library(record: Record, tmp_path: Path) -> None:
    found = entities(record, tmp_path)
    for shape in found:
        proxy = model.get_proxy(shape, cleaned=False)
        proxy.schema.validate(shape)
        again = proxy.to_dict()
        assert {name: sorted(values) for name, values in again["properties"].items()} == shape["properties"]
        assert all(proxy.has(name) for name in proxy.schema.required)
    assert sorted({shape["schema"] for shape in found}) == ["Article", "Event", "Note", "Person", "PublicBody"]


def test_what_entities_refer_to_is_there(record: Record, tmp_path: Path) -> None:
    found = entities(record, tmp_path)
    ids = {shape["id"] for shape in found}
    for shape in found:
        schema = model.get(shape["schema"])
        for name, values in shape["properties"].items():
            if schema.get(name).type.name == "entity":
                assert set(values) <= ids, (shape["id"], name)


def test_an_act_in_followthemoney_has_its_actors_day_and_sources(record: Record, tmp_path: Path) -> None:
    found = entities(record, tmp_path)
    (accused,) = [e for e in found if e["properties"]["name"] == ["Norway ACCUSE Laos"]]
    assert accused["properties"]["date"] == ["2011-05-10"]
    assert accused["properties"]["country"] == ["no"]
    assert len(accused["properties"]["sourceUrl"]) == len(accused["properties"]["proof"]) == 2
    (laos,) = [e for e in found if e["schema"] == "PublicBody"]
    assert accused["properties"]["involved"] == [laos["id"]]
    assert [e["properties"]["name"] for e in found if "THREATEN" in e["properties"]["name"][0]] == [["Laos THREATEN Norway (denied)"]]


def test_the_sidecar_loses_nothing(record: Record, tmp_path: Path) -> None:
    entities(record, tmp_path)
    lines = [json.loads(line) for line in (tmp_path / "ftm" / "sidecar.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [line["entry"] for line in lines] == [to_shape(entry) for kind in KINDS for entry in record.entries(kind.plural)]


def test_no_words_break_followthemoney(hostile: tuple[Record, str], tmp_path: Path) -> None:
    for shape in entities(hostile[0], tmp_path):
        model.get_proxy(shape, cleaned=False).schema.validate(shape)
        assert shape["properties"]
