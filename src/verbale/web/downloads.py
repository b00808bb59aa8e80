"""What is shown, to take along: in every format of the export room that holds its kind, and as JSON Lines; and the whole record."""

from __future__ import annotations

import json
import mimetypes
import shutil
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from fastapi import APIRouter, Depends, Request, Response
from fastapi.responses import FileResponse
from starlette.background import BackgroundTask

from verbale.errors import NotInRecord
from verbale.export import BY_NAME, Chosen, export, formats_of
from verbale.model import Entry, to_shape
from verbale.record import Wanted
from verbale.web.asked import Asked
from verbale.web.site import Site
from verbale.web.visitor import Forbidden

TOGETHER = 500
MOST = 100_000
"""Entries of one download; `verbale export` has no such limit."""
LINES = "jsonl"
ENDINGS = {
    "polecat": "polecat.tsv",
    "cameo": "cameo.tsv",
    "plover": "plover.jsonl",
    "webannotation": "webannotation.json",
    "schemaorg": "schemaorg.json",
    "atom": "atom.xml",
}
"""How a file's name ends where the format's own name isn't what programs know it by."""


def routes(site: Site) -> APIRouter:
    """The whole record."""
    router = APIRouter()
    site.jinja.globals |= {"formats_of": formats_of}

    def whole(request: Request, form: str) -> Response:
        if form not in BY_NAME:
            raise NotInRecord(f"there is no format {form!r}; there are {', '.join(BY_NAME)}")
        return _written(site.asked, request, form, "record", None)

    router.add_api_route("/download/record/{form}", whole, methods=["GET"], include_in_schema=False, name="whole")
    return router


def offer(site: Site, router: APIRouter, kind: str, chosen: Callable[..., Wanted | Sequence[Entry]]) -> None:
    """Let what a page shows of a kind be taken along. chosen: the dependency by which the page itself is narrowed."""
    narrowed = Depends(chosen)

    def download(request: Request, fmt: str, given: Any = narrowed) -> Response:
        if fmt != LINES and fmt not in [format.name for format in formats_of(kind)]:
            there = ", ".join([LINES, *(format.name for format in formats_of(kind))])
            raise NotInRecord(f"{kind} can't be had as {fmt!r}; there are {there}")
        return _written(site.asked, request, fmt, kind, lambda plural: _counted(site.asked, given) if plural == kind else ())

    path, fresh = f"/download/{{fmt}}/{kind}", [Depends(site.fresh)]
    router.add_api_route(path, download, methods=["GET"], include_in_schema=False, name=f"{kind}_download", dependencies=fresh)


def _counted(asked: Asked, given: Wanted | Sequence[Entry]) -> Iterator[Entry]:
    """The entries, in the order of listings. Raises Forbidden where they are too many for one download."""
    for number, entry in enumerate(_all(asked, given) if isinstance(given, Wanted) else given):
        if number == MOST:
            raise Forbidden(413, f"that is more than {MOST:,} entries; narrow it, or let `verbale export` write them")
        yield entry


def _all(asked: Asked, wanted: Wanted) -> Iterator[Entry]:
    wanted = replace(wanted, order="oldest", limit=TOGETHER)
    while True:
        page = asked.page(wanted)
        yield from page.entries
        if page.next is None:
            return
        wanted = replace(wanted, after=page.next)


def _written(asked: Asked, request: Request, form: str, name: str, chosen: Chosen | None) -> Response:
    """The file, written whole before it is sent, so that none is sent in part."""
    place = TemporaryDirectory()
    try:
        given = Path(place.name) / name
        if form == LINES and chosen is not None:
            with given.open("w", encoding="utf-8", errors="replace") as file:
                file.writelines(json.dumps(to_shape(entry), ensure_ascii=False) + "\n" for entry in chosen(name))
        else:
            base = f"{request.url.scheme}://{request.headers.get('host', '')}/id"
            export(asked.record, form, str(given), base=base, chosen=chosen)
        ending = ENDINGS.get(form, form)
        if given.is_dir() and (one := given / f"{name}.{form}").is_file():
            given = one  # of a folder with a file a kind, the one file that anything is in
        elif given.is_dir():
            given, ending = Path(shutil.make_archive(str(given), "zip", given)), f"{ending}.zip"
    except BaseException:
        place.cleanup()
        raise
    media = mimetypes.guess_type(f"x.{ending}")[0] or "application/octet-stream"
    return FileResponse(given, media_type=media, filename=f"{name}.{ending}", background=BackgroundTask(place.cleanup))
