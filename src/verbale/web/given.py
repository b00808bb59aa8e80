"""What an address may give a page: empty is as if it weren't there, and nothing is longer than a person would write."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal

from fastapi import Query
from pydantic import BeforeValidator

MOST = 2**31 - 1
"""The largest place: a PostgreSQL integer."""


def _empty(value: Any) -> Any:
    return None if value == "" else value


_OPTIONAL = BeforeValidator(_empty)
Text = Annotated[str | None, _OPTIONAL, Query(max_length=200)]
Code = Annotated[str | None, _OPTIONAL, Query(max_length=80)]
Ident = Annotated[str | None, _OPTIONAL, Query(max_length=80)]
AsOf = Annotated[date | None, _OPTIONAL, Query(description="As of this day: what the documents until then tell.")]
Since = Annotated[str | None, _OPTIONAL, Query(pattern=r"^\d{4}(-\d\d(-\d\d)?)?$", description="From this year, month or day on.")]
Until = Annotated[str | None, _OPTIONAL, Query(pattern=r"^\d{4}(-\d\d(-\d\d)?)?$", description="Until this year, month or day.")]
After = Annotated[int | None, _OPTIONAL, Query(ge=-MOST, le=MOST, description="Where the page before ended: its `next`.")]
Offset = Annotated[int, Query(ge=0, le=MOST, description="Entries to pass over.")]
Limit = Annotated[int, Query(ge=1, le=200, description="Entries on a page.")]
Doubtful = Annotated[bool, Query(description="What lies below the confidence line, instead of what lies above it.")]
Sorted = Annotated[Literal["newest", "oldest"], Query(alias="order")]
