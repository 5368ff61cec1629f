"""`out/` to the table of what is served.

`site.json` lists the resources and, for each, the files with their media types and SHA-256 sums; all bytes
are read into memory and held against the sums, so that a table never mixes two builds.

```
{"version": 1, "base": IRI, "catalog": path,
 "profiles": [{"token": ..., "iri": ...}],                     the first is the usual one; optional
 "resources": [{"path": ..., "iri": ..., "types": [IRI], "title": {language: text},
                "links": [{"rel": ..., "href": ...}],          for the Link header; optional
                "files": {suffix: {"mediaType": ..., "sha256": ...,
                                   "language": ..., "profile": token}}}],        these two are optional
 "documents": [{"path": ..., "mediaType": ..., "sha256": ...}],                  what describes no resource
 "pages": [{suffix: {"mediaType": ..., "sha256": ...}}],      the catalogue's in portions, as above; optional
 "policy": what HTML may load (CSP); optional,
 "removed": [path]}                                                              what answers 410
``` A suffix may have two parts: `nn.html` is a page in Nynorsk, `schema.jsonld` a document in the profile
`schema`.
"""

from __future__ import annotations

import gc
import hashlib
import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from dcat_publisher.model.errors import ConfigurationError
from dcat_publisher.serve.entries import File, Profile, entries_of, fixed, wsgi
from dcat_publisher.serve.table import Entry, Resource, Site

Json = str | int | float | bool | None | list["Json"] | dict[str, "Json"]

SITE_FILE: Final = "site.json"
PAGES_FOLDER: Final = "_pages"


def load_site(out: Path) -> Site:
    """Read `out`; raises ConfigurationError when it holds no complete site."""
    collecting = gc.isenabled()
    gc.disable()  # a table of a million small things, none of them garbage, is not worth looking through
    try:
        text = (out / SITE_FILE).read_bytes()
        return _site(out, json.loads(text), hashlib.sha256(text).hexdigest())
    except FileNotFoundError as error:
        raise ConfigurationError(
            f"{error.filename} is missing; `dcat-publisher build` makes {out}"
        ) from error
    except (OSError, ValueError, KeyError, TypeError, AttributeError, StopIteration) as error:
        raise ConfigurationError(f"{out} holds no site that can be served: {error}") from error
    finally:
        if collecting:
            gc.enable()


def _site(out: Path, site: dict[str, Json], version: str) -> Site:
    profiles = [Profile(str(item["token"]), str(item["iri"])) for item in _objects(site.get("profiles", []))]
    policy = str(site["policy"]) if "policy" in site else None
    entries: dict[str, Entry] = {}
    resources: list[Resource] = []
    for item in _objects(site["resources"]):
        resource = _resource(item)
        resources.append(resource)
        files = [
            _file(out, resource.path, name, _object(about), policy)
            for name, about in _object(item["files"]).items()
        ]
        if resource.path == site["catalog"]:
            files = _with_pages(out, files, _objects(site.get("pages", [])), policy)
        links = [(str(link["rel"]), str(link["href"])) for link in _objects(item.get("links", []))]
        entries |= entries_of(resource.path, files, profiles, links)
    _set_catalog(entries, f"/{wsgi(str(site['catalog']))}")
    for item in _objects(site.get("documents", [])):
        path = str(item["path"])
        entry = fixed([_file(out, path, "", item).representation(None)], ())
        entries[f"/{wsgi(path)}"] = entry
        if path.endswith((".ttl", ".jsonld")):  # data is named without the suffix, too: /context, /shapes
            entries.setdefault(f"/{wsgi(path.rpartition('.')[0])}", entry)
    base = str(site["base"])
    _add_prefixed(entries, wsgi(urlsplit(base).path.rstrip("/")))
    removed = frozenset(f"/{wsgi(str(path))}" for path in _list(site.get("removed", [])))
    home = next(resource for resource in resources if resource.path == site["catalog"])
    return Site(base, home, entries, tuple(resources), removed, version)


def _resource(item: Mapping[str, Json]) -> Resource:
    title = {tag: str(text) for tag, text in _object(item["title"]).items()}
    return Resource(str(item["path"]), str(item["iri"]), tuple(map(str, _list(item["types"]))), title)


def _file(out: Path, path: str, name: str, about: Mapping[str, Json], policy: str | None = None) -> File:
    file = out / (f"{path}.{name}" if name else path)
    body, digest = file.read_bytes(), str(about["sha256"])
    if hashlib.sha256(body).hexdigest() != digest:
        raise ValueError(f"{file.relative_to(out)} is not the file that {SITE_FILE} speaks of")
    first, _, suffix = name.rpartition(".")
    profile = str(about["profile"]) if "profile" in about else None
    language = str(about["language"]) if "language" in about else None if profile else first or None
    modified = int(file.stat().st_mtime)
    media_type = str(about["mediaType"])
    found = File(file.name, first, suffix, media_type, body, digest, modified, language, profile)
    return found._replace(policy=policy) if media_type == "text/html" else found


def _with_pages(out: Path, files: list[File], pages: list[dict[str, Json]], policy: str | None) -> list[File]:
    """Add to the files of the catalogue the pages that it can be had in, format by format."""
    by_name: dict[str, list[File]] = {}
    for number, page in enumerate(pages, start=1):
        for name, about in page.items():
            file = _file(out, f"{PAGES_FOLDER}/{number}", name, _object(about), policy)
            by_name.setdefault(name, []).append(file)
    return [
        file._replace(
            pages=tuple(
                page._replace(name=f"{file.name}?page={number}")
                for number, page in enumerate(by_name.get(file.behind, []), start=1)
            )
        )
        for file in files
    ]


def _set_catalog(entries: dict[str, Entry], catalog: str) -> None:
    """Make the catalogue's page searchable, and the catalogue the answer at the root."""
    for path, entry in entries.items():
        if path.partition(".")[0] == catalog and "text/html" in entry.by_type:
            entries[path] = replace(entry, searchable=True)
    entries["/"] = entries[catalog]


def _add_prefixed(entries: dict[str, Entry], prefix: str) -> None:
    """The path of an IRI is the path of the request, though a proxy may have taken the base's path off it."""
    if prefix:
        entries |= {f"{prefix}{path}": entry for path, entry in entries.items()}


def _list(value: Json) -> list[Json]:
    if not isinstance(value, list):
        raise TypeError(f"{SITE_FILE}: {value!r} should be a list")
    return value


def _object(value: Json) -> dict[str, Json]:
    if not isinstance(value, dict):
        raise TypeError(f"{SITE_FILE}: {value!r} should be an object")
    return value


def _objects(value: Json) -> list[dict[str, Json]]:
    return [_object(item) for item in _list(value)]
