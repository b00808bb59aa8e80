"""What the record doesn't load: what is slow or not installed, before it is needed."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from verbale.errors import RecordError
from verbale.record import Record

LISTS = """
import sys
from verbale.record import Record
with Record.open(sys.argv[1]) as record:
    list(record.entries("documents"))
print(sorted({"alembic", "mako", "psycopg", "sqlalchemy.orm", "sqlalchemy.dialects.postgresql"} & sys.modules.keys()))
"""


def test_listing_a_record_loads_neither_alembic_nor_a_driver_for_postgresql(tmp_path: Path) -> None:
    Record.open(tmp_path / "verbale.db", create=True).close()
    listed = subprocess.run([sys.executable, "-c", LISTS, tmp_path / "verbale.db"], capture_output=True, text=True, check=True)
    assert listed.stdout == "[]\n"


def test_postgresql_without_its_driver_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(RecordError, match=r'pip install "verbale\[postgres\]"'):
        Record.open("postgresql://localhost/verbale")
