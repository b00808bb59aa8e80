"""What an address may give a page: empty is as if it weren't there, and nothing is longer than a person would write."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal

from fastapi import Query
from pydantic import BeforeValidator, Field

MOST = 2**31 - 1
"""The largest place: a PostgreSQL integer."""


def _empty(value: Any) -> Any:
    return None if value == "" else value


_OPTIONAL = BeforeValidator(_empty)
_DAY = Annotated[str, Field(pattern=r"^\d{4}(-\d\d(-\d\d)?)?$")]
Text = Annotated[Annotated[str, Field(max_length=200)] | None, _OPTIONAL, Query()]
Code = Annotated[Annotated[str, Field(max_length=80)] | None, _OPTIONAL, Query()]
Ident = Annotated[Annotated[str, Field(max_length=80)] | None, _OPTIONAL, Query()]
Plural = Annotated[
    Literal["documents", "stories", "actors", "statements", "events", "dialogues", "rounds", "cases", "commitments"] | None,
    _OPTIONAL,
    Query(),
]
AsOf = Annotated[date | None, _OPTIONAL, Query(description="As of this day: what the documents until then tell.")]
Since = Annotated[_DAY | None, _OPTIONAL, Query(description="From this year, month or day on.")]
Until = Annotated[_DAY | None, _OPTIONAL, Query(description="Until this year, month or day.")]
_PLACE = Annotated[int, Field(ge=-MOST, le=MOST)]
After = Annotated[_PLACE | None, _OPTIONAL, Query(description="Where the page before ended: its `next`.")]
Offset = Annotated[int, Query(ge=0, le=MOST, description="Entries to pass over.")]
Limit = Annotated[int, Query(ge=1, le=200, description="Entries on a page.")]
Doubtful = Annotated[bool, Query(description="What lies below the confidence line, instead of what lies above it.")]
Sorted = Annotated[Literal["newest", "oldest"], Query(alias="order")]
