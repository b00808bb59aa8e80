"""What is shown, to take along: as JSON Lines, whole; as CSV, a row an entry, for spreadsheets."""

from __future__ import annotations

import csv
import io
import json
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Literal

from fastapi import APIRouter, Depends, Request, Response
from fastapi.responses import FileResponse, StreamingResponse
from starlette.background import BackgroundTask

from verbale.errors import NotInRecord
from verbale.export.formats import BY_NAME, export
from verbale.listing import plain
from verbale.model import BY_PLURAL, Entry, to_shape
from verbale.record import Wanted
from verbale.web.given import Code, Doubtful, Ident, Since, Text, Until
from verbale.web.site import Site

ROLES = ("speaker", "country", "form", "source", "target", "type", "status", "place", "party", "sector", "outlet", "dialogue", "subject")
"""What an address may narrow by; the same word is the role of the tie."""
TOGETHER = 500
MOST = 100_000
"""Entries of one download; `verbale export` has no such limit."""
FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet takes for the beginning of a formula (https://owasp.org/www-community/attacks/CSV_Injection)."""


def routes(site: Site) -> APIRouter:
    """Downloads."""
    router, asked = APIRouter(), site.asked

    def entries(wanted: Wanted) -> Iterator[Entry]:
        taken = 0
        while taken < MOST:
            page = asked.page(wanted)
            yield from page.entries
            taken += len(page.entries)
            if page.next is None:
                return
            wanted = replace(wanted, after=page.next)

    def download(
        request: Request,
        form: Literal["csv", "jsonl"],
        kind: str,
        speaker: Ident = None,
        name: Text = None,
        words: Text = None,
        since: Since = None,
        until: Until = None,
        type: Code = None,
        status: Code = None,
        country: Code = None,
        doubtful: Doubtful = False,
    ) -> Response:
        if kind not in BY_PLURAL:
            raise NotInRecord(f"there is no kind {kind!r}; there are {', '.join(BY_PLURAL)}")
        given = {"speaker": speaker, "type": type, "status": status, "country": country}
        given |= {role: request.query_params.get(role, "")[:200] or None for role in ROLES if role not in given}
        if name is not None and speaker is None and kind == "statements":
            given["speaker"] = next((found.id for found in asked.named(name, "actors", 1)), "nobody")
        ties = tuple((role, key) for role, key in given.items() if key is not None)
        found = entries(Wanted(kind, ties, words, since, until, doubtful, limit=TOGETHER))
        lines = _csv(kind, found) if form == "csv" else _lines(found)
        media = "text/csv; charset=utf-8" if form == "csv" else "application/jsonl"
        headers = {"content-disposition": f'attachment; filename="{kind}.{form}"'}
        return StreamingResponse((line.encode("utf-8", "replace") for line in lines), media_type=media, headers=headers)

    def whole(form: str) -> Response:
        if form not in BY_NAME:
            raise NotInRecord(f"there is no format {form!r}; there are {', '.join(BY_NAME)}")
        place = TemporaryDirectory()
        try:
            given = Path(place.name) / "record"
            export(asked.record, form, str(given))
            if given.is_dir():
                given = Path(shutil.make_archive(str(given), "zip", given))
        except BaseException:
            place.cleanup()
            raise
        name = f"record.{form}{given.suffix}"
        return FileResponse(given, filename=name, background=BackgroundTask(place.cleanup))

    router.add_api_route("/download/record/{form}", whole, methods=["GET"], include_in_schema=False, name="whole")
    path = "/download/{form}/{kind}"
    router.add_api_route(path, download, methods=["GET"], include_in_schema=False, name="download", dependencies=[Depends(site.fresh)])
    return router


def _lines(entries: Iterator[Entry]) -> Iterator[str]:
    for entry in entries:
        yield json.dumps(to_shape(entry), ensure_ascii=False) + "\n"


def _csv(kind: str, entries: Iterator[Entry]) -> Iterator[str]:
    """The contract's fields; a nested one as JSON, the evidence as the document, the place and the words of its first."""
    names = [f.name for f in BY_PLURAL[kind].fields if f.name != "evidence"]
    yield _row([*names, "document_id", "start", "end", "exact"])
    for entry in entries:
        shape = to_shape(entry)
        first = shape["evidence"][0] if shape["evidence"] else {}
        yield _row([shape[name] for name in names] + [first.get(key) for key in ("document_id", "start", "end", "exact")])


def _row(values: list[Any]) -> str:
    line = io.StringIO()
    csv.writer(line).writerow([_cell(value) for value in values])
    return line.getvalue()


def _cell(value: Any) -> Any:
    if isinstance(value, dict | list):
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, str):
        shown = plain(value)
        return f"'{shown}" if shown.startswith(FORMULA) else shown
    return value
