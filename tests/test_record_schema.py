"""The migrations make the schema that the code says it uses, in both databases."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine

from postgres import binaries
from record_samples import raw
from verbale.record import Record
from verbale.record.schema import APPLICATION_ID, HEAD, metadata
from verbale.record.sqlite import open_file
from verbale.record.views import linked


def test_the_last_migration_is_the_one_that_the_code_expects() -> None:
    config = Config()
    config.set_main_option("script_location", "verbale.record:migrations")
    script = ScriptDirectory.from_config(config)
    assert script.get_heads() == [HEAD]
    assert all(revision.revision.isdecimal() for revision in script.walk_revisions())


def test_sqlite_migrated_is_what_the_metadata_makes(tmp_path: Path) -> None:
    migrated, made = tmp_path / "migrated.db", tmp_path / "made.db"
    Record.open(migrated, create=True).close()
    engine = create_engine(f"sqlite:///{made}")
    metadata.create_all(engine)
    linked.create_all(engine)
    engine.dispose()
    assert objects(migrated) == objects(made)


def objects(file: Path) -> dict[str, str]:
    """Tables and indexes by name, with the lines of a definition sorted: constraints come in any order."""
    with raw(str(file)) as run:
        rows = run("SELECT name, sql FROM sqlite_master WHERE type IN ('table', 'index') AND sql IS NOT NULL AND name <> 'alembic_version'")
    return {name: " ".join(sorted(line.strip(" ,") for line in sql.splitlines())) for name, sql in rows}


def test_postgresql_migrated_is_what_the_metadata_makes(postgres: str) -> None:
    import psycopg

    Record.open(postgres, create=True).close()
    migrated = dumped(postgres)
    _, _, rest = postgres.partition("?host=")
    with psycopg.connect(host=rest, user="verbale", dbname=postgres.split("/")[3].split("?")[0], autocommit=True) as connection:
        connection.execute("DROP SCHEMA verbale CASCADE; CREATE SCHEMA verbale")
    engine = create_engine(postgres.replace("postgresql://", "postgresql+psycopg://"), connect_args={"options": "-c search_path=verbale"})
    metadata.create_all(engine)
    linked.create_all(engine)
    engine.dispose()
    assert migrated == dumped(postgres)


def dumped(url: str) -> list[str]:
    """The lines of pg_dump's schema, sorted, but for what only migrations make: triggers, their functions, Alembic's own table."""
    sql = subprocess.run([binaries() / "pg_dump", "--schema-only", "--no-owner", url], check=True, capture_output=True, text=True).stdout
    statements = [part.strip() for part in re.split(r";\n\n", re.sub(r"^(--.*|\\\w+.*)\n", "", sql, flags=re.M)) if part.strip()]
    own = ("CREATE TRIGGER", "CREATE FUNCTION", "CREATE TABLE verbale.alembic_version", "ALTER TABLE ONLY verbale.alembic_version")
    return sorted(line.strip(" ,") for part in statements if not part.startswith(own) for line in part.splitlines())


def test_alembic_sees_nothing_to_migrate(where: str) -> None:
    with Record.open(where, create=True) as record, record._store.reading() as connection:
        context = MigrationContext.configure(
            connection, opts={"include_name": lambda name, *_: not (name or "").startswith(("linked_", "search_words"))}
        )
        assert compare_metadata(context, metadata) == []


def test_sqlite_s_own_marks_say_whose_file_it_is_and_of_which_schema(tmp_path: Path) -> None:
    Record.open(tmp_path / "verbale.db", create=True).close()
    header = (tmp_path / "verbale.db").read_bytes()[:100]
    assert int.from_bytes(header[68:72]) == APPLICATION_ID
    assert int.from_bytes(header[60:64]) == int(HEAD)


def test_an_older_record_is_migrated_when_it_is_opened(where: str, monkeypatch: pytest.MonkeyPatch) -> None:
    done: list[str] = []
    Record.open(where, create=True).close()
    with raw(where) as run:
        run("UPDATE alembic_version SET version_num = '0000'")
    monkeypatch.setattr("verbale.record.migration.migrate", lambda _: done.append("migrated"))
    Record.open(where).close()
    assert done == ["migrated"]


def test_a_migration_that_fails_leaves_the_record_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "verbale.db"

    def fail(connection: object) -> None:
        connection.exec_driver_sql("CREATE TABLE half (a)")  # type: ignore[attr-defined]
        raise RuntimeError

    monkeypatch.setattr("verbale.record.sqlite.migrate", fail)
    with pytest.raises(RuntimeError):
        open_file(file, create=True)
    assert list(tmp_path.iterdir()) == []
