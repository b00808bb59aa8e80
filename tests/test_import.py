"""What others hold beside ours, and two records compared."""

from __future__ import annotations

from pathlib import Path

import pytest

import verbale
from export_samples import HOSTILE, documents, entries, filled, hostile_entries
from record_samples import READER
from verbale.export import export
from verbale.export.diff import counts, differences, entries_of
from verbale.export.imported import Imported, import_file
from verbale.export.polecat import COLUMNS
from verbale.model import KINDS, Event
from verbale.pipeline import relink
from verbale.record import Record

KNOWN = {
    "Event ID": "20110510-7",
    "Event Date": "2011-05-10",
    "Event Type": "ACCUSE",
    "Event Mode": "allege",
    "Contexts": "rights_freedoms; diplomatic",
    "Actor Name": "Jens Foss; Norway",
    "Actor Country": "Norway; Norway",
    "Recipient Name": "Laos",
    "Recipient Country": "Laos",
    "Placename": "Oslo",
    "Country": "NOR",
    "Publication Date": "2011-05-11",
}


def release(path: Path, *rows: dict[str, str], header: tuple[str, ...] = COLUMNS, encoding: str = "utf-8", after: str = "") -> Path:
    lines = ["\t".join(header), *("\t".join(row.get(name, "None") for name in COLUMNS) + after for row in rows)]
    path.write_bytes(("\n".join(lines) + "\n").encode(encoding))
    return path


def events(record: Record) -> list[Event]:
    relink(record)
    return list(record.events)


@pytest.fixture
def empty(tmp_path: Path) -> Record:
    return Record.open(tmp_path / "theirs.db", create=True)


def test_an_event_of_a_release_is_one_of_ours_anchored_in_its_row(empty: Record, tmp_path: Path) -> None:
    done = import_file(empty, "polecat", str(release(tmp_path / "r.txt", KNOWN)))
    assert (done.documents, done.facts, done.refused) == (1, 2, ())
    (event,) = events(empty)
    assert (event.type, event.mode, event.contexts, event.status) == ("ACCUSE", "allege", ("rights_freedoms", "diplomatic"), "occurred")
    assert [(party.name, party.country) for party in event.actors] == [("Jens Foss", "NOR"), ("Norway", "NOR")]
    assert [(party.name, party.country) for party in event.recipients] == [("Laos", "LAO")]
    assert (event.date.edtf, event.place.name, event.place.country) == ("2011-05-10", "Oslo", "NOR")
    assert [story.date.edtf for story in empty.stories] == ["2011-05-11"]
    assert {quote.exact for quote in event.evidence} >= {"20110510-7", "ACCUSE", "2011-05-10", "Laos"}
    assert list(empty.verify()) == []


def test_importing_a_release_again_changes_nothing(empty: Record, tmp_path: Path) -> None:
    path = str(release(tmp_path / "r.txt", KNOWN))
    import_file(empty, "polecat", path)
    before = empty.revision()
    assert import_file(empty, "polecat", path) == Imported(known=1)
    assert empty.revision() == before


def test_releases_with_too_many_names_or_empty_columns_or_in_latin_1_are_read(empty: Record, tmp_path: Path) -> None:
    for number, (options, name) in enumerate(
        [({"header": (*COLUMNS, "Headline")}, "Lao"), ({"after": "\t\t"}, "Laos"), ({"encoding": "latin-1"}, "Türkiye")]
    ):
        path = release(tmp_path / f"{number}.txt", KNOWN | {"Recipient Name": name, "Event ID": str(number)}, **options)  # type: ignore[arg-type]
        assert import_file(empty, "polecat", str(path)).refused == ()
    assert {event.recipients[0].name for event in events(empty)} == {"Lao", "Laos", "Türkiye"}


def test_a_row_that_can_not_be_taken_is_named_and_the_rest_is_taken(empty: Record, tmp_path: Path) -> None:
    path = release(tmp_path / "r.txt", KNOWN | {"Event Type": "DANCE"}, KNOWN)
    with path.open("a") as file:
        file.write("short\n")
    done = import_file(empty, "polecat", str(path))
    assert (done.facts, len(done.refused)) == (2, 2)
    assert "row 2: 'DANCE' is no type of PLOVER's" in done.refused[0]
    assert "row 4: it has 1 columns" in done.refused[1]


def test_many_rows_are_several_documents(empty: Record, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("verbale.export.polecat_import.ROWS", 2)
    rows = [KNOWN | {"Event ID": str(n), "Event Date": f"2011-05-0{n + 1}"} for n in range(5)]
    assert import_file(empty, "polecat", str(release(tmp_path / "r.txt", *rows))).documents == 3
    assert len(events(empty)) == 5


def test_what_is_no_release_or_no_file_is_told(empty: Record, tmp_path: Path) -> None:
    (tmp_path / "x.txt").write_text("a\tb\n1\t2\n")
    for path, why in ((tmp_path / "x.txt", "columns of POLECAT"), (tmp_path / "none", "no such file"), (tmp_path, "a folder")):
        with pytest.raises(verbale.ExportError, match=why):
            import_file(empty, "polecat", str(path))
    (tmp_path / "x.json").write_text("[]")
    with pytest.raises(verbale.ExportError, match="its layout is another"):
        import_file(empty, "json", str(tmp_path / "x.json"))
    with pytest.raises(verbale.ExportError, match="can't be imported"):
        import_file(empty, "docx", str(tmp_path / "x.json"))


def test_our_own_polecat_export_comes_back(empty: Record, tmp_path: Path) -> None:
    with filled(tmp_path / "ours.db") as ours:
        export(ours, "polecat", str(tmp_path / "out.txt"))
        listed = list(ours.events)
    assert import_file(empty, "polecat", str(tmp_path / "out.txt")).refused == ()

    def told(found: list[Event]) -> set[tuple[object, ...]]:
        return {
            (e.type, e.mode, e.contexts, e.status, tuple(p.country for p in e.actors), tuple(p.country for p in e.recipients))
            for e in found
        }

    assert told(events(empty)) == told(listed)


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_words_come_back_from_polecat(words: str, empty: Record, tmp_path: Path) -> None:
    of, made = hostile_entries(words)
    with filled(tmp_path / "ours.db", made=made, of=[of]) as ours:
        export(ours, "polecat", str(tmp_path / "out.txt"))
    assert import_file(empty, "polecat", str(tmp_path / "out.txt")).refused == ()
    assert len(events(empty)) == 1
    assert list(empty.verify()) == []


def one_document(where: Path) -> Record:
    """A record of facts of one document, as linked."""
    first, second = documents()
    record = Record.open(where, create=True)
    facts = [e for e in entries(first, second) if all(q.document_id == first.id for q in e.evidence)]
    record.add(first, facts, **READER)  # type: ignore[arg-type]
    relink(record)
    return record


def test_a_record_that_was_exported_comes_back_to_the_byte(empty: Record, tmp_path: Path) -> None:
    with one_document(tmp_path / "ours.db") as ours:
        export(ours, "json", str(tmp_path / "a.json"))
    done = import_file(empty, "json", str(tmp_path / "a.json"))
    assert (done.documents, done.known) == (1, 0)
    relink(empty)
    export(empty, "json", str(tmp_path / "b.json"))
    assert (tmp_path / "a.json").read_bytes() == (tmp_path / "b.json").read_bytes()
    assert list(empty.verify()) == []


def test_an_import_never_takes_the_place_of_a_reading(tmp_path: Path) -> None:
    with one_document(tmp_path / "ours.db") as ours:
        export(ours, "json", str(tmp_path / "a.json"))
        before = ours.revision()
        assert import_file(ours, "json", str(tmp_path / "a.json")) == Imported(known=1)
        assert ours.revision() == before


def test_an_act_of_two_documents_becomes_a_fact_in_each(empty: Record, tmp_path: Path) -> None:
    with filled(tmp_path / "ours.db") as ours:
        export(ours, "json", str(tmp_path / "a.json"), excerpts=8)
    assert import_file(empty, "json", str(tmp_path / "a.json")).documents == 2
    relink(empty)
    told = [fact for fact in empty.facts() if isinstance(fact, Event) and fact.type == "ACCUSE"]
    assert len({fact.evidence[0].document_id for fact in told}) == 2
    assert list(empty.verify()) == []
    (second,) = [d for d in empty.documents() if d.outlet == "Bergen Post"]
    assert "\ufffd" in empty.text(second.id)


def test_two_records_are_compared_by_ids_and_acts_by_what_was_done(empty: Record, tmp_path: Path) -> None:
    with filled(tmp_path / "ours.db") as ours:
        export(ours, "json", str(tmp_path / "a.json"))
    first = entries_of(str(tmp_path / "a.json"))
    assert first == entries_of(str(tmp_path / "ours.db"))
    assert [*differences(first, first)] == []
    changed = {kind.plural: dict(first[kind.plural]) for kind in KINDS}
    (ident, *_) = changed["statements"]
    changed["statements"][ident] = changed["statements"][ident] | {"cue": "told"}
    (gone, *_) = changed["actors"]
    del changed["actors"][gone]
    (act,) = [e for e in changed["events"].values() if e["type"] == "ACCUSE"]
    del changed["events"][act["id"]]
    changed["events"]["evt-theirs"] = act | {"id": "evt-theirs", "mode": None}
    found = [(d.kind, d.where, d.id, d.other, d.fields) for d in differences(first, changed)]
    assert found == [
        ("actors", "first", gone, None, ()),
        ("statements", "both", ident, None, ("cue",)),
        ("events", "both", act["id"], "evt-theirs", ("mode",)),
    ]
    numbers = counts(first, [*differences(first, changed)])
    assert numbers["events"] == {"same": 3, "differ": 1, "first": 0, "second": 0}
    assert numbers["actors"]["first"] == 1
