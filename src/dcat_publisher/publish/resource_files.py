"""The files of one resource, and its entry in the list that a site has of all its files (`site.json`)."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from dcat_publisher.model.graph import Graph
from dcat_publisher.model.terms import datatype, iri, language, lexical
from dcat_publisher.publish.pages import PageFile, Site, page_files, signposting
from dcat_publisher.publish.replacement import Staging, Stamp
from dcat_publisher.rdf.formats import Format
from dcat_publisher.rdf.jsonld_context import Context, Json

_TITLES: Final = tuple(
    iri(name)
    for name in (
        "http://purl.org/dc/terms/title",
        "http://xmlns.com/foaf/0.1/name",
        "http://www.w3.org/2006/vcard/ns#fn",
        "http://www.w3.org/2004/02/skos/core#prefLabel",
    )
)
_MODIFIED: Final = (iri("http://purl.org/dc/terms/modified"), iri("http://purl.org/dc/terms/issued"))


class CachedFile(NamedTuple):
    """A file that was made: the digest of all that it was made of, its stamp, what the list says of it."""

    key: bytes
    stamp: Stamp
    entry: dict[str, Json]


@dataclass(slots=True)
class FileCache:
    """The files that the former build made, by path, and those of this one."""

    former: Mapping[str, CachedFile] = field(default_factory=dict)
    made: dict[str, CachedFile] = field(default_factory=dict)

    def listed(
        self, staging: Staging, path: str, media_type: str, key: bytes, make: Callable[[], bytes]
    ) -> dict[str, Json]:
        """Take a file over from the former output where it was made of the same, else make and write it."""
        known = self.former.get(path)
        if known is None or known.key != key or not staging.keep(path, known.stamp):
            entry = listed(staging, path, media_type, make())
            known = CachedFile(key, Stamp.of((staging.folder / path).stat()), entry)
        self.made[path] = known
        return known.entry


def listed(staging: Staging, path: str, media_type: str, data: bytes) -> dict[str, Json]:
    """Write a file; give what the list says of it."""
    staging.write(path, data)
    return {"mediaType": media_type, "sha256": hashlib.sha256(data).hexdigest()}


def write_data(
    staging: Staging, graph: Graph, path: str, context: Context, formats: Iterable[Format]
) -> dict[str, Json]:
    """Write what a graph says of a thing, in these formats; give what the list says of them, by suffix."""
    return {
        entry.suffix: listed(staging, f"{path}.{entry.suffix}", entry.media_type, entry.write(graph, context))
        for entry in formats
    }


def write_pages(staging: Staging, site: Site, subject: str, path: str, language: str) -> dict[str, Json]:
    """Write the pages of a thing, and its schema.org document; give what the list says of them, by suffix."""
    files: dict[str, Json] = {}
    for page in page_files(site, subject, language):
        entry = listed(staging, f"{path}.{page.suffix}", page.media_type, page.data)
        files[page.suffix] = described(page, entry)
    return files


def described(page: PageFile, entry: dict[str, Json]) -> dict[str, Json]:
    """Add to what the list says of a page's file its language and profile."""
    more = {"language": page.language, "profile": page.profile}
    return entry | {key: value for key, value in more.items() if value is not None}


def entry_of(
    graph: Graph, subject: str, path: str, files: Mapping[str, Json], site: Site | None
) -> dict[str, Json]:
    """Return the entry of a resource with these files; with the links of its header where there are pages."""
    links: list[Json] = [] if site is None else [dict(link) for link in signposting(site, subject)]
    return {**_about(graph, subject, path), **({"links": links} if links else {}), "files": dict(files)}


def _about(graph: Graph, subject: str, path: str) -> dict[str, Json]:
    titles: dict[str, Json] = {}
    for predicate in _TITLES:
        for title in graph.objects(subject, predicate):
            titles.setdefault(language(title) or "", lexical(title))
    dates = [
        lexical(value)
        for name in _MODIFIED
        for value in graph.objects(subject, name)
        if datatype(value) is not None
    ]
    types: list[Json] = [lexical(type_) for type_ in graph.types(subject)]
    return {
        "path": path,
        "iri": lexical(subject),
        "types": types,
        "title": titles,
        "modified": dates[0] if dates else None,
    }


def json_bytes(value: Json) -> bytes:
    """Write the list: readable, since people look into it."""
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()
