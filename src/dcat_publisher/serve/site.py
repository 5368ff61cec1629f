"""`out/` to the table of what is served.

The manifest lists the resources and, for each, the files with their media types and SHA-256 sums; all bytes
are read into memory and held against the sums, so that a table never mixes two builds, also while files are
being replaced one by one. A suffix may have two parts: `nn.html` is a page in Nynorsk, `schema.jsonld` a
document in the profile `schema`.
"""

from __future__ import annotations

import gc
import hashlib
import io
import re
from collections.abc import Container, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, Final, NamedTuple
from urllib.parse import urlsplit

from dcat_publisher.checking.reserved import DOCUMENTS, PAGE_SUFFIX, SERVICE
from dcat_publisher.model.errors import ConfigurationError, OutputError
from dcat_publisher.model.language import LANGUAGES, Words, filled
from dcat_publisher.publish.feed.page import FEED_FOLDER
from dcat_publisher.publish.inventory import Listing
from dcat_publisher.publish.manifest import LISTS, PAGES_FOLDER, SITE_FILE, ManifestError, entries, parse
from dcat_publisher.rdf.jsonld_context import Json
from dcat_publisher.serve.built_files import BuiltFiles
from dcat_publisher.serve.entries import File, Profile, entries_of, fixed, wsgi
from dcat_publisher.serve.table import Entry, Resource, Site
from dcat_publisher.system.confined import read_inside
from dcat_publisher.system.reasons import reason_of

_WORDS: Final = Words(__file__).group("site")
_PAGE_NAME: Final = re.compile(rf"(?P<path>.+?)\.(?P<name>(?:(?:{'|'.join(LANGUAGES)})\.)?{PAGE_SUFFIX})")
_FAULTS: Final = (OSError, ValueError, KeyError, TypeError, AttributeError, StopIteration)


class BuildTimes(NamedTuple):
    """When the last build ended, and when one last changed something, in seconds since 1970.

    The disk knows: a build puts a folder there, and takes the manifest over where it is as before. So no date
    of today stands in what is published.
    """

    built: float
    changed: float


def build_times(out: Path) -> BuildTimes | None:
    """Return when `out` was built; None where it is not there now."""
    try:
        return BuildTimes(out.stat().st_mtime, (out / SITE_FILE).stat().st_mtime)
    except OSError:
        return None


def load_site(out: Path) -> Site:
    """Read `out`; raises ConfigurationError when it holds no complete site."""
    collecting = gc.isenabled()
    gc.disable()  # a table of a million small things, none of them garbage, is not worth looking through
    try:
        text = read_inside(out, SITE_FILE)
        site: dict[str, Any] = {name: [] for name in LISTS}
        for key, value in parse(io.BytesIO(text)):
            if key in LISTS:
                site[key].append(value)
            else:
                site[key] = value
        return _site(out, site, hashlib.sha256(text).hexdigest())
    except FileNotFoundError as error:
        words = filled(_WORDS["missing"], file=str(error.filename), out=str(out))
        raise ConfigurationError(words) from error
    except _FAULTS as error:
        raise ConfigurationError(filled(_WORDS["no_site"], out=str(out), reason=reason_of(error))) from error
    finally:
        if collecting:
            gc.enable()


def check_site(out: Path, same: Container[str] = ()) -> None:
    """Raise OutputError when `load_site` would refuse what was built, or it would take the service's paths.

    It goes through the manifest as that does, resource by resource, and reads no bodies: they were written a
    moment ago, with their sums. `same` are the paths of resources that this program looked at so in the
    former output, and that were taken over.
    """
    try:
        listing = Listing()
        head: dict[str, Any] = {}
        files = BuiltFiles(out, bodies=False)
        for key, value in listing.reading(entries(out)):
            if key not in LISTS:
                head[key] = value
            elif key == "resources":
                if value["path"] not in same:
                    _check_resource(value, head, files)
            elif key in ("documents", "feed"):
                files.read(str(value["path"]), "", value)
        for shared in sorted(listing.twice):
            raise ManifestError(filled(_WORDS["twice"], file=shared))
    except (ManifestError, *_FAULTS) as error:
        raise OutputError(filled(_WORDS["not_served"], reason=reason_of(error))) from error


def _check_resource(item: dict[str, Json], head: Mapping[str, Json], files: BuiltFiles) -> None:
    if item["path"] in SERVICE:
        raise ValueError(f"the service itself answers at /{item['path']}; give the record another name")
    _resource(item)
    _entries(item, head, files, [])


def _site(out: Path, site: dict[str, Json], version: str) -> Site:
    files, entries, resources = BuiltFiles(out), dict[str, Entry](), list[Resource]()
    pages = _objects(site["pages"])
    for item in _objects(site["resources"]):
        resources.append(_resource(item))
        entries |= _entries(item, site, files, pages if item["path"] == site["catalog"] else [])
    _set_catalog(entries, f"/{wsgi(str(site['catalog']))}")
    entries |= _pages_beside(_objects(site["documents"]), site, files)
    for item in (*_objects(site["documents"]), *_objects(site["feed"])):
        path = str(item["path"])
        if path.endswith(f".{PAGE_SUFFIX}"):
            continue
        entry = fixed([files.read(path, "", item).representation(None)], ())
        if path.startswith(FEED_FOLDER):
            entry = replace(entry, immutable=True)
        entries[f"/{wsgi(path)}"] = entry
        if path in DOCUMENTS:  # data is named without the suffix, too: /context, /shapes
            entries.setdefault(f"/{wsgi(path.rpartition('.')[0])}", entry)
    base = str(site["base"])
    _add_prefixed(entries, wsgi(urlsplit(base).path.rstrip("/")))
    removed = frozenset(f"/{wsgi(str(path))}" for path in _list(site["removed"]))
    home = next(resource for resource in resources if resource.path == site["catalog"])
    return Site(base, home, entries, tuple(resources), removed, version)


def _pages_beside(
    documents: list[dict[str, Json]], head: Mapping[str, Json], files: BuiltFiles
) -> dict[str, Entry]:
    """Return the entries of pages that describe no single thing: there is a choice of languages only."""
    policy = str(head["policy"]) if "policy" in head else None
    by_path: dict[str, list[File]] = {}
    for item in documents:
        if (match := _PAGE_NAME.fullmatch(str(item["path"]))) is not None:
            file = files.read(match["path"], match["name"], item, policy)
            by_path.setdefault(match["path"], []).append(file)
    found: dict[str, Entry] = {}
    for path, own in by_path.items():
        shown = {file.behind: file.representation(None) for file in own}
        chosen = fixed([shown[file.behind] for file in own if file.first] or [*shown.values()], ())
        found |= {f"/{wsgi(f'{path}.{behind}')}": fixed([one], ()) for behind, one in shown.items()}
        found |= {f"/{wsgi(path)}": chosen, f"/{wsgi(path)}.{PAGE_SUFFIX}": chosen}
    return found


def _entries(
    item: Mapping[str, Json], head: Mapping[str, Json], files: BuiltFiles, pages: list[dict[str, Json]]
) -> dict[str, Entry]:
    """Return the entries of a resource; `pages` are those that it can be had in."""
    path, policy = str(item["path"]), str(head["policy"]) if "policy" in head else None
    profiles = [Profile(str(each["token"]), str(each["iri"])) for each in _objects(head.get("profiles", []))]
    own = [files.read(path, name, _object(about), policy) for name, about in _object(item["files"]).items()]
    links = [(str(link["rel"]), str(link["href"])) for link in _objects(item.get("links", []))]
    return entries_of(path, _with_pages(files, own, pages, policy) if pages else own, profiles, links)


def _resource(item: Mapping[str, Json]) -> Resource:
    title = {tag: str(text) for tag, text in _object(item["title"]).items()}
    return Resource(str(item["path"]), str(item["iri"]), tuple(map(str, _list(item["types"]))), title)


def _with_pages(
    reading: BuiltFiles, files: list[File], pages: list[dict[str, Json]], policy: str | None
) -> list[File]:
    """Add to the files of the catalogue the pages that it can be had in, format by format."""
    by_name: dict[str, list[File]] = {}
    for number, page in enumerate(pages, start=1):
        for name, about in page.items():
            file = reading.read(f"{PAGES_FOLDER}/{number}", name, _object(about), policy)
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
