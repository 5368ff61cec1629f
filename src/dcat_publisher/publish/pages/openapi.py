"""The endpoint as an OpenAPI 3.1 document: the paths there are, and what each answers."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Final
from urllib.parse import urlsplit

from dcat_publisher.model.namespaces import SCHEMA_ORG
from dcat_publisher.model.version import __version__
from dcat_publisher.publish.pages.render import Site
from dcat_publisher.rdf.formats import FORMATS, JSON_LD, TURTLE
from dcat_publisher.rdf.jsonld_context import Json

_STATUSES: Final[Mapping[str, str]] = {
    "200": "The document, in the format asked for by Accept, `_mediatype` or suffix",
    "304": "The copy that If-None-Match or If-Modified-Since speak of still holds",
    "404": "There is nothing at this path",
    "406": "There is no format that Accept allows; the body lists what there is",
    "410": "What was described here has been removed from the catalogue",
}
_OTHERS: Final[Mapping[str, tuple[str, str]]] = {
    "/.well-known/void": (TURTLE.media_type, "The catalogue as a data set of triples (VoID)"),
    "/context.jsonld": (JSON_LD.media_type, "The JSON-LD context"),
    "/sitemap.xml": ("application/xml", "The addresses of all pages"),
    "/health": ("application/json", "Whether the endpoint answers, and which build it serves"),
}


def openapi(site: Site) -> bytes:
    """Describe the paths of a site; things of one folder share one path with a parameter."""
    name = site.reader("en").name(site.catalog).text
    page: Json = {**_parameter("query", "page", "1"), "required": False, "schema": {"type": "integer"}}
    catalog = site.addresses.get(site.catalog, "catalog")
    asked = _of_profiles([profile.token for profile in site.profiles])
    paths: dict[str, Json] = {"/": _negotiated("The catalogue", [page, *asked])}
    for path in sorted(site.addresses.values()):
        folder, _, last = path.rpartition("/")
        address = f"/{folder}/{{name}}" if folder else f"/{last}"
        if address not in paths:
            parameters: list[Json] = [_parameter("path", "name", last)] if folder else []
            parameters += [*([page] if path == catalog else []), *asked]
            paths[address] = _negotiated(f"One of {folder}" if folder else f"The {last}", parameters)
    for path, (media_type, summary) in _OTHERS.items():
        paths[path] = {"get": {"summary": summary, "responses": {"200": _answer(summary, [media_type])}}}
    about: Json = {
        "openapi": "3.1.0",
        "info": {"title": name, "version": __version__, "summary": "A catalogue as linked data, for reading"},
        "servers": [
            {"url": urlsplit(site.base)._replace(path="").geturl() + urlsplit(site.base).path.rstrip("/")}
        ],
        "paths": paths,
    }
    return (json.dumps(about, ensure_ascii=False, indent=1) + "\n").encode()


def _of_profiles(tokens: list[str]) -> list[Json]:
    """Return the parameters that choose a profile: a header with its address, or a query with its token."""
    listed: list[Json] = [*tokens]
    query: Json = {
        **_parameter("query", "_profile", tokens[0]), "required": False,
        "schema": {"type": "string", "enum": listed},
    }  # fmt: skip
    return [query, {**_parameter("header", "Accept-Profile", f"<{SCHEMA_ORG}>"), "required": False}]


def _negotiated(summary: str, parameters: list[Json]) -> Json:
    types = [*(entry.media_type for entry in FORMATS), "text/html"]
    responses: dict[str, Json] = {"200": _answer(_STATUSES["200"], types)}
    responses |= {status: {"description": text} for status, text in _STATUSES.items() if status != "200"}
    query = {**_parameter("query", "_mediatype", TURTLE.media_type), "required": False}
    return {"get": {"summary": summary, "parameters": [*parameters, query], "responses": responses}}


def _parameter(where: str, name: str, example: str) -> dict[str, Json]:
    return {"in": where, "name": name, "required": True, "schema": {"type": "string"}, "example": example}


def _answer(description: str, media_types: list[str]) -> Json:
    content: dict[str, Json] = {media_type: {} for media_type in media_types}
    return {"description": description, "content": content}
