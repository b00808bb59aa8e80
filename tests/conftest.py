"""Databases for the tests of the record: a real PostgreSQL, and files in tmp_path."""

from __future__ import annotations

import os
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest

SERIAL = count()


@pytest.fixture(scope="session")
def postgres_socket() -> Iterator[Path]:
    """The folder of a running PostgreSQL's socket. Where none can be had the test is skipped, but in CI it fails."""
    from postgres import NoServer, server

    try:
        with server() as folder:
            yield folder
    except NoServer as error:
        if os.environ.get("CI") == "true":
            raise
        pytest.skip(str(error))


@pytest.fixture
def postgres(postgres_socket: Path) -> Iterator[str]:
    """The URL of an empty PostgreSQL database."""
    import psycopg

    name = f"verbale_{next(SERIAL)}"
    with psycopg.connect(host=str(postgres_socket), user="verbale", dbname="postgres", autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
        yield f"postgresql://verbale@/{name}?host={postgres_socket}"
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(params=["sqlite", "postgresql"])
def where(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A place for a record where there is none: once a file, once a PostgreSQL database."""
    if request.param == "sqlite":
        return str(tmp_path / "verbale.db")
    url: str = request.getfixturevalue("postgres")
    return url
