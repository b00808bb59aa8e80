"""The documentation of the API: its OpenAPI description, and a page made of it here, without a script."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from fastapi import APIRouter, FastAPI, Request, Response
from fastapi.responses import JSONResponse

from verbale.export.formats import BY_NAME
from verbale.web.site import Site


@dataclass(frozen=True, slots=True)
class Parameter:
    """What an address takes."""

    name: str
    where: str
    type: str
    description: str


@dataclass(frozen=True, slots=True)
class Operation:
    """One address. answer: the name of the schema of what it gives."""

    method: str
    path: str
    summary: str
    description: str
    parameters: tuple[Parameter, ...]
    answer: str


def manual(site: Site, app: FastAPI) -> APIRouter:
    """The description, and the page."""
    router = APIRouter()

    def description() -> Response:
        return JSONResponse(app.openapi())

    def page(request: Request) -> Response:
        told = app.openapi()
        operations = [_operation(path, method, given) for path, methods in told["paths"].items() for method, given in methods.items()]
        return site.html(
            request, "manual.html", about=told["info"]["description"], operations=operations, schemas=_schemas(told), formats=list(BY_NAME)
        )

    router.add_api_route("/api/openapi.json", description, methods=["GET"], include_in_schema=False, name="openapi")
    router.add_api_route("/api/docs", page, methods=["GET"], include_in_schema=False, name="manual")
    return router


def _operation(path: str, method: str, given: dict[str, Any]) -> Operation:
    parameters = tuple(Parameter(p["name"], p["in"], type_of(p["schema"]), p.get("description", "")) for p in given.get("parameters", ()))
    answer = given["responses"].get("200", {}).get("content", {}).get("application/json", {}).get("schema", {})
    return Operation(method.upper(), path, given.get("summary", ""), given.get("description", ""), parameters, type_of(answer))


def _schemas(told: dict[str, Any]) -> list[tuple[str, str, list[tuple[str, str]]]]:
    return [
        (name, schema.get("description", ""), [(key, type_of(value)) for key, value in schema.get("properties", {}).items()])
        for name, schema in sorted(told.get("components", {}).get("schemas", {}).items())
        if "properties" in schema
    ]


def type_of(schema: dict[str, Any]) -> str:
    """A schema in a few words: `string or null`, `Statement[]`."""
    if "$ref" in schema:
        return str(schema["$ref"]).rpartition("/")[2]
    if "anyOf" in schema:
        return " or ".join(dict.fromkeys(type_of(part) for part in schema["anyOf"]))
    if "enum" in schema:
        return " | ".join(str(value) for value in schema["enum"])
    if schema.get("type") == "array":
        return f"{type_of(schema.get('items', {}))}[]"
    return str(schema.get("format") or schema.get("type") or "any")
