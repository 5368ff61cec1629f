"""The files of one resource, and its entry in the manifest."""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from dcat_publisher.model.graph import Graph
from dcat_publisher.model.named_terms import CHANGED, NAMES
from dcat_publisher.model.terms import datatype, language, lexical
from dcat_publisher.publish.pages import Document, KnownEntries, PageFile, Site, page_files, signposting
from dcat_publisher.publish.staging import Staging, Stamp
from dcat_publisher.rdf.formats import Format
from dcat_publisher.rdf.jsonld_context import Context, Json


class CachedFile(NamedTuple):
    """A file that was made: the digest of all that it was made of, its stamp, what the list says of it."""

    key: bytes
    stamp: Stamp
    entry: dict[str, Json]


class CachedPages(NamedTuple):
    """The pages of a thing: the digest of what they show; by suffix their stamps, and what the list says."""

    key: bytes
    stamps: dict[str, Stamp]
    entries: dict[str, Json]


@dataclass(slots=True)
class FileCache:
    """The files that the former build made, by path, and those of this one; so the pages of things.

    `common` is the digest of what all pages have, empty where nothing is remembered; `entries` are those of
    the catalogue's list.
    """

    former: Mapping[str, CachedFile] = field(default_factory=dict)
    made: dict[str, CachedFile] = field(default_factory=dict)
    former_pages: Mapping[str, CachedPages] = field(default_factory=dict)
    pages: dict[str, CachedPages] = field(default_factory=dict)
    common: bytes = b""
    entries: KnownEntries = field(default_factory=KnownEntries)

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

    def written_pages(
        self, staging: Staging, path: str, key: bytes | None, write: Callable[[], dict[str, Json]]
    ) -> dict[str, Json]:
        """Take the pages of a thing over where they show the same, else write them; None is not known."""
        known = self.former_pages.get(path)
        if known is None or known.key != key or not _kept(staging, path, known):
            entries = write()
            if key is None:
                return entries
            stamps = {name: Stamp.of((staging.folder / f"{path}.{name}").stat()) for name in entries}
            known = CachedPages(key, stamps, entries)
        self.pages[path] = known
        return known.entries


def _kept(staging: Staging, path: str, known: CachedPages) -> bool:
    return all(staging.keep(f"{path}.{name}", stamp) for name, stamp in known.stamps.items())


@dataclass(frozen=True, slots=True)
class Remembered:
    """The content of files by what it is made of: that of the last build is read again, not made again.

    `keys` gathers what the files of this build are made of.
    """

    staging: Staging
    memory: FileCache
    keys: dict[str, bytes] = field(default_factory=dict)

    def content(self, path: str, made_of: Iterable[object], make: Callable[[], bytes]) -> bytes:
        """Return what a file holds; `made_of` are values whose `repr` tells whether that is the same."""
        said = repr(tuple(made_of)).encode("utf-8", "surrogatepass")
        key = self.keys[path] = hashlib.blake2b(said, digest_size=16).digest()
        known, former = self.memory.former.get(path), self.staging.former / path
        if known is not None and known.key == key:
            with contextlib.suppress(OSError):
                if Stamp.of(former.lstat()) == known.stamp:
                    return former.read_bytes()
        return make()

    def settle(self) -> None:
        """Remember the files, when all of them are written."""
        for path, key in self.keys.items():
            stamp = Stamp.of((self.staging.folder / path).stat())
            self.memory.made[path] = CachedFile(key, stamp, {})


def listed(staging: Staging, path: str, media_type: str, data: bytes) -> dict[str, Json]:
    """Write a file; give what the list says of it."""
    staging.write(path, data)
    return {"mediaType": media_type, "sha256": hashlib.sha256(data).hexdigest()}


def listed_documents(staging: Staging, documents: Iterable[Document]) -> Iterator[dict[str, Json]]:
    """Write documents that describe no resource; yield what the list says of each.

    Those that are the same are one file on disk: `.html` is the page of one of the languages.
    """
    first: dict[str, str] = {}
    for document in documents:
        digest = hashlib.sha256(document.data).hexdigest()
        if first.setdefault(digest, document.path) == document.path:
            staging.write(document.path, document.data)
        else:
            staging.share(document.path, first[digest])
        in_language = {} if document.language is None else {"language": document.language}
        yield {"path": document.path, "mediaType": document.media_type, "sha256": digest, **in_language}


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
    written: dict[bytes, tuple[str, dict[str, Json]]] = {}
    for page in page_files(site, subject, language):
        place = f"{path}.{page.suffix}"
        if page.data in written:  # `.html` is the page of one of the languages
            former, entry = written[page.data]
            staging.share(place, former)
        else:
            entry = listed(staging, place, page.media_type, page.data)
            written[page.data] = place, entry
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
    for predicate in NAMES:
        for title in graph.objects(subject, predicate):
            titles.setdefault(language(title) or "", lexical(title))
    dates = [
        lexical(value)
        for name in CHANGED
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
