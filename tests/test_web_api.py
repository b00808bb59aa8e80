"""The API answers as its description says, whatever it is asked."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from verbale.export.formats import BY_NAME
from verbale.web import Settings, application
from verbale.web.asked import Asked
from web_browser import served
from web_record import filled

CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]


@pytest.fixture(scope="module")
def described(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """The description, from a server of the small record."""
    with served(filled(tmp_path_factory.mktemp("api") / "verbale.db")) as home:
        yield schemathesis.openapi.from_url(f"{home}/api/openapi.json")


def test_every_answer_is_as_described(described: Any) -> None:
    asked = 0
    for found in described.include(method="GET").get_all_operations():

        @settings(max_examples=12, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck), database=None)
        @given(case=found.ok().as_strategy())
        def answers(case: Any) -> None:
            case.call_and_validate(checks=CHECKS)

        answers()
        asked += 1
    assert asked > 20


def test_every_address_is_described_with_what_it_gives(tmp_path: Path) -> None:
    told = application(Asked.open(filled(tmp_path / "verbale.db")), Settings()).openapi()
    assert len(told["paths"]) > 20
    for path, methods in told["paths"].items():
        for told_of in methods.values():
            assert told_of["summary"], path
            assert told_of["responses"]["200"]["content"]["application/json"]["schema"], path


@pytest.mark.parametrize("form", ["json", "csv", "webannotation"])
def test_the_whole_record_can_be_taken_along(tmp_path: Path, form: str) -> None:
    from fastapi.testclient import TestClient

    assert form in BY_NAME
    app = application(Asked.open(filled(tmp_path / "verbale.db")), Settings())
    with TestClient(app, base_url="http://127.0.0.1") as browser:
        taken = browser.get(f"/download/record/{form}")
        assert taken.status_code == 200
        assert len(taken.content) > 500
