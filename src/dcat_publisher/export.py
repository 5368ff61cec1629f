"""Built catalogue to `out/`: every record in every format, and the whole as one document; all or nothing."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from dcat_publisher.catalog import Catalog
from dcat_publisher.errors import OutputError
from dcat_publisher.formats import FORMATS
from dcat_publisher.graph import Graph
from dcat_publisher.pages import (
    PROFILES,
    Site,
    addresses,
    documents,
    nginx_configuration,
    page_files,
    signposting,
)
from dcat_publisher.paging import FOLDER as PAGES_FOLDER
from dcat_publisher.paging import MEMBERS_PER_PAGE, page_documents
from dcat_publisher.parts import part_of
from dcat_publisher.profile import DEFAULT_PROFILE
from dcat_publisher.removed import remember
from dcat_publisher.replacement import replaced_folder
from dcat_publisher.resources import packaged
from dcat_publisher.terms import datatype, iri, language, lexical
from dcat_publisher.vocabulary import Context, Vocabulary
from dcat_publisher.vocabulary.context import Json

SUFFIXES: Final = tuple(entry.suffix for entry in FORMATS)
SITE_FILE: Final = "site.json"
LANGUAGES: Final = ("nb", "nn", "en")
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


@contextmanager
def replaced_site(out: Path) -> Iterator[Path]:
    """Give an empty folder to fill, which takes the place of `out` when all went well.

    Raises OutputError when `out` holds something that this program did not write, or cannot be written.
    """
    try:
        if out.exists() and any(out.iterdir()) and not _is_ours(out):
            raise OutputError(
                f"{out} holds files that dcat-publisher did not write; name another folder with --out"
            )
        with replaced_folder(out) as staging:
            yield staging
            remember(staging, out)
    except OSError as error:
        raise OutputError(f"{out} cannot be written: {error.strerror or error}") from error


def write_site(
    catalog: Catalog,
    vocabulary: Vocabulary,
    out: Path,
    *,
    suffixes: Sequence[str] = SUFFIXES,
    pages: bool = True,
    parts: bool = True,
    members_per_page: int = MEMBERS_PER_PAGE,
) -> None:
    """Write the catalogue to `out`; a reader sees the former content or the new one, never a mixture.

    `suffixes` are those of the formats to write; `pages` says whether there are HTML pages too, and what goes
    with them, `parts` whether each record has documents of its own. Raises OutputError when `out` holds
    something that this program did not write, or cannot be written.
    """
    with replaced_site(out) as staging:
        site = _site(catalog) if pages and parts else None
        listed: dict[str, Json] = {"version": 1, "base": catalog.settings.base, "catalog": "catalog"}
        resources = list(_write_resources(catalog, vocabulary.context, staging, suffixes, site, parts))
        listed["resources"] = [*resources]
        if site is not None:
            listed["profiles"] = [{"token": token, "iri": profile} for token, profile in PROFILES]
            own = catalog.settings.language or "nb"
            listed["pages"] = list(_write_pages(catalog, vocabulary.context, staging, members_per_page))
            listed["documents"] = list(_write_documents(vocabulary.context, staging, site, resources, own))
        else:
            _write(staging / "context.jsonld", context_bytes(vocabulary.context))
        if catalog.settings.removed:
            listed["removed"] = [*sorted(catalog.settings.removed)]
        _write(staging / SITE_FILE, _json_bytes(listed))


def _site(catalog: Catalog) -> Site:
    """Give what the pages are made of: everything described has one, the records at their own path."""
    base, records = catalog.settings.base, {iri(record.iri): record.path for record in catalog.records}
    places = addresses(catalog.graph, base, records)
    return Site(catalog.graph, base, iri(catalog.iri), catalog.findings, places, LANGUAGES)


def _is_ours(out: Path) -> bool:
    return (out / SITE_FILE).exists() or {entry.name for entry in out.iterdir()} <= {
        "catalog.ttl",
        "catalog.jsonld",
    }


def _write_resources(
    catalog: Catalog,
    context: Context,
    staging: Path,
    suffixes: Sequence[str],
    site: Site | None,
    parts: bool,
) -> Iterator[dict[str, Json]]:
    graph = catalog.graph
    formats = [entry for entry in FORMATS if entry.suffix in suffixes]
    things = [
        (iri(record.iri), record.path) for record in catalog.records if parts or record.path == "catalog"
    ]
    if site is not None:
        things += sorted(site.addresses.items() - set(things), key=lambda thing: thing[1])
    for subject, path in things:
        part = graph if path == "catalog" else part_of(graph, subject)
        files: dict[str, Json] = {}
        for entry in formats:
            data = entry.write(part, context)
            files[entry.suffix] = _listed(staging, f"{path}.{entry.suffix}", entry.media_type, data)
        for page in [] if site is None else page_files(site, subject, catalog.settings.language or "nb"):
            listed = _listed(staging, f"{path}.{page.suffix}", page.media_type, page.data)
            for key, value in (("language", page.language), ("profile", page.profile)):
                if value is not None:
                    listed[key] = value
            files[page.suffix] = listed
        links: list[Json] = [] if site is None else [dict(link) for link in signposting(site, subject)]
        yield {**about(graph, subject, path), **({"links": links} if links else {}), "files": files}


def _write_pages(catalog: Catalog, context: Context, staging: Path, size: int) -> Iterator[Json]:
    """Write the catalogue in portions, for harvesters that ask for them."""
    pages = page_documents(catalog.graph, iri(catalog.iri), catalog.settings.base, context, size)
    for number, documents_ in enumerate(pages, start=1):
        yield {
            entry.suffix: _listed(
                staging, f"{PAGES_FOLDER}/{number}.{entry.suffix}", entry.media_type, documents_[entry.suffix]
            )
            for entry in FORMATS
        }


def _write_documents(
    context: Context, staging: Path, site: Site, resources: Sequence[dict[str, Json]], language_: str
) -> Iterator[Json]:
    """Write the documents that describe no resource: the context, and what crawlers and programs ask for."""
    data = context_bytes(context)
    yield {"path": "context.jsonld", **_listed(staging, "context.jsonld", "application/ld+json", data)}
    for document in documents(site, context, sorted((packaged("shapes") / DEFAULT_PROFILE).glob("*.ttl"))):
        yield {"path": document.path, **_listed(staging, document.path, document.media_type, document.data)}
    _write(staging / "nginx.conf", nginx_configuration(site, resources, language_))


def _listed(staging: Path, path: str, media_type: str, data: bytes) -> dict[str, Json]:
    """Write a file; give what the list says of it."""
    _write(staging / path, data)
    return {"mediaType": media_type, "sha256": hashlib.sha256(data).hexdigest()}


def about(graph: Graph, subject: str, path: str) -> dict[str, Json]:
    """Give what the list of resources says of a thing, but for its links and files."""
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


def context_bytes(context: Context) -> bytes:
    """Give the context as the vocabulary has it: one line per key, as it is read by people."""
    lines = (
        f"    {json.dumps(key)}: {json.dumps(value, ensure_ascii=False)}"
        for key, value in context.json.items()
    )
    return ('{\n  "@context": {\n' + ",\n".join(lines) + "\n  }\n}\n").encode()


def _json_bytes(value: Json) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()


def _write(file: Path, data: bytes) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(data)
