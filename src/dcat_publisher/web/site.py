"""`out/` as an immutable table: request path to what can be answered there.

`site.json` lists the resources and, for each, the files with their media types and SHA-256 sums; all bytes
are read into memory and held against the sums, so that a table never mixes two builds.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from email.utils import formatdate
from pathlib import Path
from typing import Final
from urllib.parse import quote, unquote_to_bytes, urlsplit

from dcat_publisher.errors import ConfigurationError

Json = str | int | float | bool | None | list["Json"] | dict[str, "Json"]
Header = tuple[str, str]

SITE_FILE: Final = "site.json"
_HTML: Final = "text/html"
# Suffix -> further registered media types that the same bytes are a document of: Turtle is a part of TriG and
# of N3, N-Triples of N-Quads, and JSON-LD and RDF/XML are JSON and XML.
_ALIASES: Final[Mapping[str, tuple[str, ...]]] = {
    "ttl": ("application/trig", "text/n3"),
    "jsonld": ("application/json",),
    "rdf": ("application/xml", "text/xml"),
    "nt": ("application/n-quads",),
}
# JSON-LD and N-Triples are UTF-8 by definition, and their registrations know no charset parameter.
_WITHOUT_CHARSET: Final = (
    "application/ld+json",
    "application/json",
    "application/n-triples",
    "application/n-quads",
)


@dataclass(frozen=True, slots=True)
class Representation:
    """One document: its bytes, its address relative to its folder, and the headers that go with the bytes."""

    name: str
    media_type: str
    body: bytes
    tag: str
    modified: int
    language: str | None = None
    headers: tuple[Header, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class Entry:
    """What one path answers: one representation, or several to choose from.

    `offered` are the media types, favourite first; `by_type` has media type -> language ("" where there is
    none) -> representation. `headers` are the same for all of them. `searchable` is the catalogue's page.
    """

    offered: tuple[str, ...]
    by_type: Mapping[str, Mapping[str, Representation]]
    headers: tuple[Header, ...]
    negotiated: bool
    searchable: bool = False

    def representations(self) -> Iterator[Representation]:
        """Give each document once, under its main media type."""
        seen: set[str] = set()
        for by_language in self.by_type.values():
            for representation in by_language.values():
                if representation.name not in seen:
                    seen.add(representation.name)
                    yield representation


@dataclass(frozen=True, slots=True)
class Resource:
    """One described thing: path below the base, IRI, classes, and its title by language ("" for none)."""

    path: str
    iri: str
    types: tuple[str, ...]
    title: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Site:
    """All that is served, by path as WSGI spells it (PEP 3333: UTF-8 bytes read as Latin-1)."""

    base: str
    entries: Mapping[str, Entry]
    resources: tuple[Resource, ...]
    version: str


def load_site(out: Path) -> Site:
    """Read `out`; raises ConfigurationError when it holds no complete site."""
    try:
        text = (out / SITE_FILE).read_bytes()
        site = json.loads(text)
        return _site(out, site, hashlib.sha256(text).hexdigest())
    except FileNotFoundError as error:
        raise ConfigurationError(
            f"{error.filename} is missing; `dcat-publisher build` makes {out}"
        ) from error
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise ConfigurationError(f"{out} holds no site that can be served: {error}") from error


def _site(out: Path, site: dict[str, Json], version: str) -> Site:
    base = str(site["base"])
    entries: dict[str, Entry] = {}
    resources: list[Resource] = []
    for item in _objects(site["resources"]):
        resource = _resource(item)
        resources.append(resource)
        _add_resource(entries, resource.path, _documents(out, resource.path, _object(item["files"])))
    catalog = f"/{_wsgi(str(site['catalog']))}"
    for path, entry in entries.items():
        if path.partition(".")[0] == catalog and _HTML in entry.by_type:
            entries[path] = replace(entry, searchable=True)
    entries["/"] = entries[catalog]
    for path, document in _loose_documents(out, site):
        entries[f"/{_wsgi(path)}"] = _fixed({"": document}, ())
    prefix = urlsplit(base).path.rstrip("/")
    if prefix:  # the path of an IRI is the path of the request; a proxy may also have taken the prefix off
        entries |= {f"{_wsgi(prefix)}{path}": entry for path, entry in entries.items()}
    return Site(base, entries, tuple(resources), version)


def _resource(item: dict[str, Json]) -> Resource:
    types = item["types"]
    title = {tag: str(text) for tag, text in _object(item["title"]).items()}
    return Resource(
        str(item["path"]), str(item["iri"]), tuple(map(str, types)) if isinstance(types, list) else (), title
    )


def _documents(out: Path, path: str, files: Mapping[str, Json]) -> dict[str, dict[str, Representation]]:
    """Give suffix -> language -> document of one resource; `nn.html` is the HTML page in Nynorsk."""
    documents: dict[str, dict[str, Representation]] = {}
    for name, about in files.items():
        file = _object(about)
        tag, _, suffix = name.rpartition(".")
        language = str(file["language"]) if "language" in file else tag or None
        document = _read(out, f"{path}.{name}", str(file["mediaType"]), str(file["sha256"]), language)
        documents.setdefault(suffix, {})[tag] = document
    return documents


def _loose_documents(out: Path, site: dict[str, Json]) -> Iterator[tuple[str, Representation]]:
    """Give the documents that describe no resource: the context, the sitemap and the like."""
    for item in _objects(site.get("documents", [])):
        path = str(item["path"])
        yield path, _read(out, path, str(item["mediaType"]), str(item["sha256"]), None)


def _read(out: Path, path: str, media_type: str, digest: str, language: str | None) -> Representation:
    file = out / path
    body = file.read_bytes()
    if hashlib.sha256(body).hexdigest() != digest:
        raise ValueError(f"{path} is not the file that {SITE_FILE} speaks of")
    name = quote(path.rpartition("/")[2], safe="%")
    return _representation(name, media_type, body, digest, int(file.stat().st_mtime), language)


def _representation(
    name: str, media_type: str, body: bytes, digest: str, modified: int, language: str | None
) -> Representation:
    """The tag is strong, and another for each media type, which is part of what is told (RFC 9110, 8.8.1)."""
    tag = f'"{digest[:24]}-{media_type.rpartition("/")[2]}"'
    charset = "" if media_type in _WITHOUT_CHARSET else "; charset=utf-8"
    headers = [("Content-Type", f"{media_type}{charset}"), ("ETag", tag)]
    headers.append(("Last-Modified", formatdate(modified, usegmt=True)))
    if language is not None:
        headers.append(("Content-Language", language))
    return Representation(name, media_type, body, tag, modified, language, tuple(headers))


def _add_resource(
    entries: dict[str, Entry], path: str, documents: Mapping[str, Mapping[str, Representation]]
) -> None:
    address = f"/{_wsgi(path)}"
    by_type: dict[str, Mapping[str, Representation]] = {}
    aliases: dict[str, Mapping[str, Representation]] = {}
    for suffix, by_language in documents.items():
        by_type[next(iter(by_language.values())).media_type] = by_language
        for alias in _ALIASES.get(suffix, ()):
            aliases[alias] = {tag: _under(alias, document) for tag, document in by_language.items()}
    link = ("Link", ", ".join(_links(documents)))
    for suffix, by_language in documents.items():
        entries[f"{address}.{suffix}"] = _fixed(by_language, (link,))
        for language, document in by_language.items():
            if language:
                entries[f"{address}.{language}.{suffix}"] = _fixed({"": document}, (link,))
    vary = ("Vary", "Accept, Accept-Encoding, Accept-Language")
    entries[address] = Entry((*by_type, *aliases), by_type | aliases, (vary, link), negotiated=True)


def _fixed(by_language: Mapping[str, Representation], headers: tuple[Header, ...]) -> Entry:
    media_type = next(iter(by_language.values())).media_type
    vary = "Accept-Encoding" if len(by_language) == 1 else "Accept-Encoding, Accept-Language"
    return Entry((media_type,), {media_type: by_language}, (("Vary", vary), *headers), negotiated=False)


def _under(media_type: str, document: Representation) -> Representation:
    digest = document.tag.strip('"').partition("-")[0]
    return _representation(
        document.name, media_type, document.body, digest, document.modified, document.language
    )


def _links(documents: Mapping[str, Mapping[str, Representation]]) -> Iterator[str]:
    """Give the Link header's elements: every form there is, relative to the folder (RFC 8288)."""
    for by_language in documents.values():
        for language, document in by_language.items():
            tagged = f'; hreflang="{language}"' if language else ""
            yield f'<{document.name}>; rel="alternate"; type="{document.media_type}"{tagged}'


def _wsgi(path: str) -> str:
    """Spell a path, percent-encoded or not, as WSGI does."""
    return unquote_to_bytes(path).decode("latin-1")


def _object(value: Json) -> dict[str, Json]:
    if not isinstance(value, dict):
        raise TypeError(f"{SITE_FILE}: {value!r} should be an object")
    return value


def _objects(value: Json) -> list[dict[str, Json]]:
    if not isinstance(value, list):
        raise TypeError(f"{SITE_FILE}: {value!r} should be a list")
    return [_object(item) for item in value]
