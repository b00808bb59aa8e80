"""What every export promises, whatever its format: a format joins these tests by being in the list."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import verbale
from export_samples import HOSTILE, documents, entries, filled, hostile_entries
from verbale.export import FORMATS, Material, export
from verbale.export.cell import guarded, line, tame, unguarded
from verbale.export.excerpts import cut, shortened
from verbale.export.format import Format
from verbale.model import Evidence, Statement
from verbale.record import Record

BY_NAME = [pytest.param(format, id=format.name) for format in FORMATS]


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Record]:
    with filled(tmp_path_factory.mktemp("record") / "verbale.db") as kept:
        yield kept


def written(record: Record, format: Format, folder: Path, **options: object) -> dict[str, bytes]:
    """The files of an export, by their names."""
    path = folder / "out"
    export(record, format.name, str(path), **options)  # type: ignore[arg-type]
    if format.file is not None:
        return {"out": path.read_bytes()}
    return {file.name: file.read_bytes() for file in sorted(path.iterdir())}


@pytest.mark.parametrize("format", BY_NAME)
def test_the_same_record_gives_the_same_bytes(record: Record, format: Format, tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    first = written(record, format, tmp_path / "a")
    assert first == written(record, format, tmp_path / "b")
    assert all(first.values())


@pytest.mark.parametrize("format", BY_NAME)
def test_an_export_takes_the_place_of_an_older_one_and_leaves_nothing_beside_it(record: Record, format: Format, tmp_path: Path) -> None:
    first = written(record, format, tmp_path)
    assert written(record, format, tmp_path) == first
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


@pytest.mark.parametrize("format", BY_NAME)
def test_an_export_that_fails_leaves_what_was_there(record: Record, format: Format, tmp_path: Path) -> None:
    first = written(record, format, tmp_path)

    def stop() -> None:
        raise RuntimeError("stopped on the way")

    with pytest.raises(RuntimeError, match="on the way"):
        export(record, format.name, str(tmp_path / "out"), step=stop)
    assert [path.name for path in tmp_path.iterdir()] == ["out"]
    assert written(record, format, tmp_path) == first


@pytest.mark.parametrize("format", BY_NAME)
def test_a_record_that_changes_meanwhile_is_told(format: Format, tmp_path: Path) -> None:
    with filled(tmp_path / "verbale.db") as record:
        seen = iter([1])

        def change() -> None:
            if next(seen, None):
                record.add(
                    documents()[0].__class__.of(source="new", sha256="0" * 64, media_type="text/plain", text="new"),
                    [],
                    weights="w",
                    cpu="c",
                    version="v",
                )

        with pytest.raises(verbale.ExportError, match="changed while it was exported"):
            export(record, format.name, str(tmp_path / "out"), step=change)
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("format", BY_NAME)
def test_quotations_are_no_longer_than_allowed(record: Record, format: Format, tmp_path: Path) -> None:
    text = b"".join(written(record, format, tmp_path, excerpts=8, below_line=True).values()).decode(errors="replace")
    for words in ("We raised his case", "holding the writer", "the third round", "Envoys trade", "release him"):
        assert words not in text
        assert words not in text.replace("\\u0020", " ")


@pytest.mark.parametrize("format", BY_NAME)
def test_permalinks_begin_with_the_address_under_which_the_record_is_served(record: Record, format: Format, tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    plain = b"".join(written(record, format, tmp_path / "a").values())
    served = b"".join(written(record, format, tmp_path / "b", base="https://record.example/x/").values())
    if format.name != "json":  # which has ids alone
        plain, served = (text.replace(b"\r\n ", b"") for text in (plain, served))  # calendars fold lines
        assert b"urn:verbale:" in plain or format.name in BINARY
        assert b"https://record.example/x/" in served or format.name in BINARY
    assert b"urn:verbale:" not in served


BINARY = {"parquet"}


@pytest.mark.parametrize("words", HOSTILE)
@pytest.mark.parametrize("format", BY_NAME)
def test_no_words_of_a_document_break_an_export(format: Format, words: str, tmp_path: Path) -> None:
    of, made = hostile_entries(words)
    with filled(tmp_path / "verbale.db", made=made, of=[of]) as record:
        files = written(record, format, tmp_path)
    assert files
    assert b"\x00" not in b"".join(files.values()) or format.name in BINARY | {"arrow"}


@pytest.mark.parametrize("format", [f for f in BY_NAME if f.values[0].file is not None])
def test_a_format_of_one_file_goes_to_standard_output(
    record: Record, format: Format, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = io.TextIOWrapper(io.BytesIO())
    monkeypatch.setattr("sys.stdout", out)
    export(record, format.name, "-")
    assert out.buffer.getvalue() == written(record, format, tmp_path)["out"]  # type: ignore[attr-defined]


@pytest.mark.parametrize("format", [f for f in BY_NAME if f.values[0].folder is not None])
def test_a_format_of_a_folder_does_not(record: Record, format: Format) -> None:
    with pytest.raises(verbale.ExportError, match="is a folder of files"):
        export(record, format.name, "-")


def test_files_that_others_put_into_the_folder_stay(record: Record, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "mine.txt").write_text("mine")
    export(record, "csv", str(tmp_path / "out"))
    assert (tmp_path / "out" / "mine.txt").read_text() == "mine"
    assert (tmp_path / "out" / "events.csv").exists()


def test_what_can_not_be_written_is_told(record: Record, tmp_path: Path) -> None:
    for name, path in (("json", tmp_path / "none" / "x.json"), ("csv", tmp_path / "none" / "x"), ("json", tmp_path)):
        with pytest.raises(verbale.ExportError, match=str(path)):
            export(record, name, str(path))
    (tmp_path / "file").write_text("")
    with pytest.raises(verbale.ExportError, match="it is a file"):
        export(record, "csv", str(tmp_path / "file"))
    with pytest.raises(verbale.ExportError, match="there are json, csv"):
        export(record, "docx", str(tmp_path / "x"))


def test_an_extra_that_is_missing_is_named(record: Record, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    for format in FORMATS:
        if format.extra is not None:
            with pytest.raises(verbale.ExportError, match=rf"pip install 'verbale\[{format.extra}\]'"):
                export(record, format.name, str(tmp_path / "x"))
        else:
            assert format.needs == ()


def test_one_act_that_two_documents_tell_is_one_row_with_both_sources(record: Record) -> None:
    material = Material(record)
    (accused,) = [event for event in material.entries("events") if event.type == "ACCUSE"]
    assert [document.outlet for document in material.sources(accused)] == ["The Gazette", "Bergen Post"]


def test_what_is_kept_at_hand_does_not_grow_with_the_record(record: Record, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("verbale.export.material.KEPT", 2)
    material = Material(record)
    for story in material.entries("stories"):
        for _ in range(2):
            assert material.story(story.id) == story
    assert material.entry("sto-none") is None
    assert material.entry(None) is None
    assert len(material._near) <= 2


def test_an_anchor_that_is_cut_still_holds() -> None:
    first, second = documents()
    for entry in entries(first, second):
        short = cut(entry, 5)
        texts = {first.id: first.text, second.id: second.text}
        assert all(quote.holds(texts[quote.document_id]) for quote in short.evidence)
        assert all(len(quote.exact) <= 5 for quote in short.evidence)
        assert cut(entry, 10_000) is entry
        if isinstance(short, Statement):
            assert short.content == "We r…"


@given(st.text(max_size=30), st.integers(1, 10))
def test_a_text_is_shortened_to_so_many_characters_and_marked(text: str, longest: int) -> None:
    short = shortened(text, longest)
    assert len(short) <= longest
    assert (short == text) if len(text) <= longest else short.endswith("…")


@given(st.text())
def test_no_cell_begins_a_formula_and_its_text_comes_back(text: str) -> None:
    assert not guarded(text).startswith(("=", "+", "-", "@", "\t", "\r"))
    assert unguarded(guarded(text)) == text


@given(st.text())
def test_a_line_has_neither_tabs_nor_line_ends_nor_changes_of_direction(text: str) -> None:
    assert not set(line(text)) & set("\t\n\r\x0b\x0c\x85\u2028\u2029\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f")
    assert not {c for c in tame(text) if ord(c) < 32 and c not in "\t\n\r"}


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words=st.text(st.characters(exclude_characters="\x00", exclude_categories=("Cs",)), min_size=1, max_size=40))
def test_whatever_a_document_says_json_gives_it_back(words: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    of, made = hostile_entries(words)
    folder = tmp_path_factory.mktemp("any")
    with filled(folder / "verbale.db", made=made, of=[of]) as record:
        export(record, "json", str(folder / "out.json"))
    whole = json.loads((folder / "out.json").read_bytes())
    (said,) = whole["statements"]
    assert said["content"] == words
    assert Evidence(**said["evidence"][0]).exact == words


@pytest.mark.parametrize("format", BY_NAME)
def test_every_format_is_in_the_pages_with_what_it_needs(format: Format) -> None:
    pages = Path(__file__).parents[1]
    needs = f"`[{format.extra}]`" if format.extra else ""
    place = "file" if format.file is not None else "folder"
    assert f"| `{format.name}` | {place} | {needs}".rstrip() in (pages / "docs" / "exports.md").read_text()
    assert f"`{format.name}`" in (pages / "README.md").read_text()
