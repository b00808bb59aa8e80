"""What may be at the place that somebody names: anything. A file that is no record of ours is told by name and left as it is."""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from record_samples import READER, document, facts, raw
from verbale.errors import RecordError
from verbale.record import Record


def record(file: Path) -> None:
    """A record of ours with something in it."""
    with Record.open(file, create=True) as made:
        made.add(document(), facts(document()), **READER)


def changed(file: Path, sql: str) -> None:
    """A record in which this has been done."""
    record(file)
    with raw(str(file)) as run:
        run(sql)


def cut(file: Path, size: int) -> None:
    """The first bytes of a record."""
    record(file)
    os.truncate(file, size)


def scrambled(file: Path) -> None:
    """A record whose first page is noise beyond the header."""
    record(file)
    content = bytearray(file.read_bytes())
    content[100:4096] = b"\xff" * 3996
    file.write_bytes(content)


def another_program_s(file: Path) -> None:
    """An SQLite database of somebody else's."""
    with raw(str(file)) as run:
        run("CREATE TABLE bookmarks (url)")


def pretender(file: Path) -> None:
    """An SQLite database with our application_id and nothing else of ours."""
    another_program_s(file)
    with raw(str(file)) as run:
        run("PRAGMA application_id = 1449488994")


def mode(file: Path, bits: int) -> None:
    """A record with these permissions."""
    record(file)
    file.chmod(bits)


FOREIGN: dict[str, tuple[Callable[[Path], object], str]] = {
    "a text file": (lambda file: file.write_text("Minutes of the meeting\n"), "no record of Verbale"),
    "an empty file": (lambda file: file.touch(), "empty"),
    "another program's database": (another_program_s, "another program"),
    "a database with our mark alone": (pretender, "no record of Verbale"),
    "the first 60 bytes of a record": (lambda file: cut(file, 60), "damaged"),
    "the first page of a record": (lambda file: cut(file, 4096), "damaged"),
    "half a record": (lambda file: cut(file, 40960), "damaged"),
    "a scrambled record": (scrambled, "damaged"),
    "a record from a newer version": (lambda file: changed(file, "UPDATE alembic_version SET version_num = '0099'"), "newer version"),
    "a record with a newer mark": (lambda file: changed(file, "PRAGMA user_version = 99"), "newer version"),
    "a record without a version": (lambda file: changed(file, "DELETE FROM alembic_version"), "damaged"),
    "a record that names another program": (
        lambda file: changed(file, "UPDATE meta SET value = 'x' WHERE key = 'application'"),
        "no record",
    ),
    "an unreadable record": (lambda file: mode(file, 0o200), "can't be read"),
    "a read-only record": (lambda file: mode(file, 0o400), "read-only"),
}


@pytest.mark.parametrize("create", [False, True])
@pytest.mark.parametrize(("make", "says"), FOREIGN.values(), ids=FOREIGN)
def test_a_file_that_cannot_be_used_is_told_by_name_and_left_as_it_is(
    make: Callable[[Path], object], says: str, create: bool, tmp_path: Path
) -> None:
    file = tmp_path / "verbale.db"
    make(file)
    permissions = file.stat().st_mode
    file.chmod(0o600)
    before = file.read_bytes()
    file.chmod(permissions)
    with pytest.raises(RecordError) as told:
        Record.open(file, create=create)
    assert str(file) in str(told.value)
    assert says in str(told.value)
    assert file.stat().st_mode == permissions
    file.chmod(0o600)
    assert file.read_bytes() == before
    assert list(tmp_path.iterdir()) == [file]


def test_listing_where_there_is_no_record_says_so_and_makes_none(tmp_path: Path) -> None:
    with pytest.raises(RecordError, match=r"no record at .*verbale\.db; `verbale read` makes one"):
        Record.open(tmp_path / "verbale.db")
    assert list(tmp_path.iterdir()) == []


def test_a_place_that_no_file_can_have_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    (tmp_path / "nowhere").symlink_to(tmp_path / "missing" / "verbale.db")
    places = (
        tmp_path,
        tmp_path / "pipe",
        tmp_path / "no" / "verbale.db",
        tmp_path / "file" / "x.db",
        tmp_path / "loop",
        tmp_path / ("x" * 300),
    )
    for place in (*places, tmp_path / "nowhere", Path("a\x00b")):
        with pytest.raises(RecordError) as told:
            Record.open(place, create=True)
        assert place.name in str(told.value) or "\\x00" in str(told.value)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["file", "loop", "nowhere", "pipe"]


@pytest.mark.parametrize("name", ["a b?c#d%20.db", ":memory:", "寶.db", "-", "it's.db", "file:x?mode=ro"])
def test_any_name_that_a_file_can_have_will_do(name: str, tmp_path: Path) -> None:
    with Record.open(tmp_path / name, create=True) as made:
        made.add(document(), facts(document()), **READER)
    with Record.open(tmp_path / name) as made:
        assert len(list(made.facts())) == 3
    assert [path.name for path in tmp_path.iterdir()] == [name]


def test_a_relative_name_keeps_meaning_the_same_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with Record.open("verbale.db", create=True) as made:
        monkeypatch.chdir("/")
        made.add(document(), [], **READER)
    assert (tmp_path / "verbale.db").exists()


def test_damage_met_on_the_way_is_told(tmp_path: Path) -> None:
    file = tmp_path / "verbale.db"
    record(file)
    with raw(str(file)) as run:
        ((page,),) = run("SELECT rootpage FROM sqlite_master WHERE name = 'facts'")
        ((size,),) = run("PRAGMA page_size")
    content = bytearray(file.read_bytes())
    content[(page - 1) * size : page * size] = b"\xff" * size
    file.write_bytes(content)
    with Record.open(file) as damaged:
        with pytest.raises(RecordError, match="damaged"):
            list(damaged.facts())
        assert [found.what for found in damaged.verify()][:1] == ["file"]


def test_another_program_that_is_writing_is_waited_for_and_then_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "verbale.db"
    record(file)
    monkeypatch.setattr("verbale.record.sqlite.PATIENCE", 0.05)
    busy = sqlite3.connect(file, isolation_level=None)
    busy.execute("BEGIN IMMEDIATE")
    try:
        with Record.open(file) as waiting:
            assert len(list(waiting.facts())) == 3
            with pytest.raises(RecordError, match="another program is writing"):
                waiting.add(document("x"), [], **READER)
    finally:
        busy.close()


def test_a_copy_of_a_record_is_a_record(tmp_path: Path) -> None:
    record(tmp_path / "verbale.db")
    shutil.copy(tmp_path / "verbale.db", tmp_path / "copy.db")
    with Record.open(tmp_path / "copy.db") as copied:
        assert len(list(copied.facts())) == 3


@pytest.mark.parametrize(
    ("where", "says"),
    [
        ("mysql://me:secret@host/db", "neither"),
        ("sqlite:///x.db", "neither"),
        ("postgresql://me:secret@host:notaport/db", "no postgresql:// URL"),
        ("postgresql://me:secret@/db?host=/nowhere", "nowhere"),
    ],
)
def test_a_url_that_leads_to_no_record_is_told_without_its_password(where: str, says: str) -> None:
    with pytest.raises(RecordError) as told:
        Record.open(where, create=True)
    assert says in str(told.value)
    assert "secret" not in str(told.value)


def test_a_postgresql_database_without_a_record_is_told_and_left_as_it_is(postgres: str) -> None:
    with pytest.raises(RecordError, match="no record at postgresql://"):
        Record.open(postgres)
    with raw(postgres) as run:
        assert run("SELECT count(*) FROM pg_namespace WHERE nspname = 'verbale'") == [(0,)]


@pytest.mark.parametrize(
    ("sql", "says"),
    [
        ("CREATE SCHEMA verbale; CREATE TABLE verbale.bookmarks (url text)", "no record of Verbale"),
        ("CREATE SCHEMA verbale; CREATE TABLE verbale.meta (key text, value text); CREATE TABLE verbale.alembic_version ()", "no record"),
    ],
)
def test_another_program_s_schema_is_told_and_left_as_it_is(sql: str, says: str, postgres: str) -> None:
    with raw(postgres) as run:
        run(sql)
    with pytest.raises(RecordError, match=says):
        Record.open(postgres, create=True)
    with raw(postgres) as run:
        assert run("SELECT count(*) FROM pg_tables WHERE schemaname = 'verbale' AND tablename = 'facts'") == [(0,)]


def test_a_newer_record_in_postgresql_is_told(postgres: str) -> None:
    Record.open(postgres, create=True).close()
    with raw(postgres) as run:
        run("UPDATE alembic_version SET version_num = '0099'")
    with pytest.raises(RecordError, match="newer version"):
        Record.open(postgres, create=True)


def test_a_schema_that_was_made_ready_by_the_database_s_owner_is_used(postgres: str) -> None:
    with raw(postgres) as run:
        run("CREATE SCHEMA verbale")
    with Record.open(postgres, create=True) as made:
        assert list(made.documents()) == []


def test_what_else_is_in_the_postgresql_database_is_left_alone(postgres: str) -> None:
    with raw(postgres) as run:
        run("CREATE TABLE public.documents (a text); CREATE TABLE public.alembic_version (version_num text)")
    with Record.open(postgres, create=True) as made:
        made.add(document(), facts(document()), **READER)
    with raw(postgres) as run:
        assert run("SELECT count(*) FROM public.documents") == [(0,)]
