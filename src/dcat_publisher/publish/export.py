"""Built catalogue to `out/`: every record in every format, and the whole as one document; all or nothing."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from itertools import zip_longest
from pathlib import Path
from typing import Final, NamedTuple

from dcat_publisher.check.catalog import Catalog
from dcat_publisher.model.bounded_description import bounded_description
from dcat_publisher.model.errors import OutputError
from dcat_publisher.model.finding import Finding
from dcat_publisher.model.graph import Graph
from dcat_publisher.model.resources import packaged
from dcat_publisher.model.terms import iri
from dcat_publisher.publish.hydra_pages import FOLDER as PAGES_FOLDER
from dcat_publisher.publish.hydra_pages import MEMBERS_PER_PAGE, pages_of
from dcat_publisher.publish.pages import (
    PROFILES,
    PageFile,
    Site,
    addresses,
    documents,
    nginx_configuration,
    policy,
    portion_files,
)
from dcat_publisher.publish.replacement import Staging, replaced_folder
from dcat_publisher.publish.resource_files import (
    FileCache,
    described,
    entry_of,
    json_bytes,
    listed,
    write_data,
    write_pages,
)
from dcat_publisher.publish.tombstones import SITE_FILE, remember
from dcat_publisher.rdf.formats import FORMATS, Format
from dcat_publisher.rdf.jsonld_context import Context, Json
from dcat_publisher.source.mapping import Settings
from dcat_publisher.vocabulary import Vocabulary
from dcat_publisher.vocabulary.profile import DEFAULT_PROFILE

SUFFIXES: Final = tuple(entry.suffix for entry in FORMATS)
LANGUAGES: Final = ("nb", "nn", "en")
_NOTHING: Final[Mapping[str, dict[str, Json]]] = {}


class Extent(NamedTuple):
    """What is written of a catalogue: the formats with these suffixes; documents of each record; pages.

    Pages lead to all documents, so they are written only where the rest is. `members_per_page` is for those
    who ask for the data in pages.
    """

    suffixes: tuple[str, ...] = SUFFIXES
    parts: bool = True
    pages: bool = True
    members_per_page: int = MEMBERS_PER_PAGE

    @property
    def formats(self) -> list[Format]:
        """The formats, in their usual order."""
        return [entry for entry in FORMATS if entry.suffix in self.suffixes]


class Content(NamedTuple):
    """What a site is made of: the graph, the term of the catalogue, the terms and paths of the records."""

    graph: Graph
    catalog: str
    records: Sequence[tuple[str, str]]
    settings: Settings
    findings: Sequence[Finding]


EVERYTHING: Final = Extent()


@contextmanager
def replaced_site(out: Path) -> Iterator[Staging]:
    """Yield an empty folder to fill, which takes the place of `out` when all went well.

    Raises OutputError when `out` holds something that this program did not write, or cannot be written.
    """
    try:
        if out.exists() and any(out.iterdir()) and not _is_ours(out):
            raise OutputError(
                f"{out} holds files that dcat-publisher did not write; name another folder with --out"
            )
        with replaced_folder(out) as staging:
            yield staging
            remember(staging)
    except OSError as error:
        raise OutputError(f"{out} cannot be written: {error.strerror or error}") from error


def _is_ours(out: Path) -> bool:
    return (out / SITE_FILE).exists() or {entry.name for entry in out.iterdir()} <= {
        "catalog.ttl",
        "catalog.jsonld",
    }


def write_site(catalog: Catalog, vocabulary: Vocabulary, out: Path, extent: Extent = EVERYTHING) -> None:
    """Write the catalogue to `out`; a reader sees the former content or the new one, never a mixture.

    Raises OutputError when `out` holds something that this program did not write, or cannot be written.
    """
    records = [(iri(record.iri), record.path) for record in catalog.records]
    content = Content(catalog.graph, iri(catalog.iri), records, catalog.settings, catalog.findings)
    with replaced_site(out) as staging:
        fill_site(staging, content, vocabulary.context, extent)


def fill_site(
    staging: Staging,
    content: Content,
    context: Context,
    extent: Extent,
    done: Mapping[str, dict[str, Json]] = _NOTHING,
    memory: FileCache | None = None,
) -> None:
    """Write all files of a site.

    `done` has what is written already: by term, the entries of resources that are complete; of the catalogue
    itself, only its documents in the formats. `memory` knows what the former output was made of.
    """
    site = site_of(content) if extent.pages else None
    found: dict[str, Json] = {"version": 1, "base": content.settings.base, "catalog": "catalog"}
    resources = list(_write_resources(staging, content, context, extent, site, done))
    found["resources"] = [*resources]
    if site is not None:
        found["policy"] = policy()
        found["profiles"] = [{"token": token, "iri": profile} for token, profile in PROFILES]
        pages = list(
            _write_portions(staging, content, site, context, extent.members_per_page, memory or FileCache())
        )
        found["pages"] = [*pages]
        found["documents"] = list(_write_documents(staging, context, site))
        language = content.settings.language or "nb"
        in_portions = any(name.endswith("html") for name in pages[0])
        staging.write("nginx.conf", nginx_configuration(site, resources, language, in_portions=in_portions))
    else:
        staging.write("context.jsonld", context_bytes(context))
    if content.settings.removed:
        found["removed"] = [*sorted(content.settings.removed)]
    (staging.folder / SITE_FILE).write_bytes(json_bytes(found))


def site_of(content: Content) -> Site:
    """Return what the pages are made of: everything described has one, the records at their own path."""
    base = content.settings.base
    places = addresses(content.graph, base, dict(content.records))
    return Site(content.graph, base, content.catalog, content.findings, places, LANGUAGES)


def _write_resources(
    staging: Staging, content: Content, context: Context, extent: Extent, site: Site | None,
    done: Mapping[str, dict[str, Json]],
) -> Iterator[dict[str, Json]]:  # fmt: skip
    graph, language = content.graph, content.settings.language or "nb"
    things = [thing for thing in content.records if extent.parts or thing[0] == content.catalog]
    if site is not None:
        things += sorted(site.addresses.items() - set(things), key=lambda thing: thing[1])
    for subject, path in things:
        if subject in done and subject != content.catalog:
            yield done[subject]
            continue
        part = graph if subject == content.catalog else bounded_description(graph, subject)
        files = dict(done.get(subject) or write_data(staging, part, path, context, extent.formats))
        if site is not None:
            files |= write_pages(staging, site, subject, path, language)
        yield entry_of(graph, subject, path, files, site)


def _write_portions(
    staging: Staging, content: Content, site: Site, context: Context, size: int, memory: FileCache
) -> Iterator[dict[str, Json]]:
    """Write the catalogue in portions: the data for harvesters that ask for them, and the pages."""
    names = hashlib.blake2b(context_bytes(context), digest_size=16).digest()
    data = pages_of(content.graph, content.catalog, content.settings.base, size)
    shown = portion_files(site, content.settings.language or "nb")
    for number, (page, files) in enumerate(zip_longest(data, shown), start=1):
        found: dict[str, Json] = {}
        for entry in FORMATS if page is not None else ():
            found[entry.suffix] = memory.listed(
                staging, f"{PAGES_FOLDER}/{number}.{entry.suffix}", entry.media_type, page.digest() + names,
                partial(page.document, entry, context),
            )  # fmt: skip
        for file in files or ():
            found[file.suffix] = _write_portion(staging, number, file, memory)
        yield found


def _write_portion(staging: Staging, number: int, file: PageFile, memory: FileCache) -> dict[str, Json]:
    path, key = f"{PAGES_FOLDER}/{number}.{file.suffix}", hashlib.blake2b(file.data, digest_size=16).digest()
    return described(file, memory.listed(staging, path, file.media_type, key, lambda: file.data))


def _write_documents(staging: Staging, context: Context, site: Site) -> Iterator[Json]:
    """Write the documents that describe no resource: the context, and what crawlers and programs ask for."""
    data = context_bytes(context)
    yield {"path": "context.jsonld", **listed(staging, "context.jsonld", "application/ld+json", data)}
    for document in documents(site, context, sorted((packaged("shapes") / DEFAULT_PROFILE).glob("*.ttl"))):
        yield {"path": document.path, **listed(staging, document.path, document.media_type, document.data)}


def context_bytes(context: Context) -> bytes:
    """Return the context as the vocabulary has it: one line per key, as it is read by people."""
    lines = (
        f"    {json.dumps(key)}: {json.dumps(value, ensure_ascii=False)}"
        for key, value in context.json.items()
    )
    return ('{\n  "@context": {\n' + ",\n".join(lines) + "\n  }\n}\n").encode()
