"""Built catalogue to `out/`: every record in every format, and the whole as one document; all or nothing."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Final

from dcat_publisher.model.bounded_description import bounded_description
from dcat_publisher.model.errors import ConfigurationError, OutputError
from dcat_publisher.model.language import DEFAULT_LANGUAGE, LANGUAGES, supported
from dcat_publisher.publish.content import Content, profile_entries
from dcat_publisher.publish.extent import Extent
from dcat_publisher.publish.feed.feed import Feed
from dcat_publisher.publish.manifest import line, write_draft
from dcat_publisher.publish.nginx import configurations
from dcat_publisher.publish.pages import (
    Identity,
    PageKeys,
    Site,
    addresses,
    documents,
    policy,
    shapes_bytes,
)
from dcat_publisher.publish.portions import context_bytes, write_portions
from dcat_publisher.publish.profile_files import ProfileFiles
from dcat_publisher.publish.replacement import replaced_folder
from dcat_publisher.publish.resource_files import (
    FileCache,
    Remembered,
    entry_of,
    listed,
    listed_documents,
    write_data,
    write_pages,
)
from dcat_publisher.publish.staging import Staging
from dcat_publisher.publish.tombstones import remember
from dcat_publisher.publish.variables.listed import has_variables
from dcat_publisher.publish.variables.written import write_variables
from dcat_publisher.rdf.formats import FORMATS, JSON_LD
from dcat_publisher.rdf.jsonld_context import Context, Json
from dcat_publisher.rdf.read import RdfSyntaxError, read_rdf
from dcat_publisher.system.reasons import unwritable

_NOTHING: Final[Mapping[str, dict[str, Json]]] = {}


Check = Callable[[Path, Container[str]], None]
"""Looks at a folder that was filled, before it takes the former one's place; raises OutputError to refuse.

The resources at the paths given besides it has looked at before, and they were taken over.
"""


def accept_all(_: Path, __: Container[str]) -> None:
    """Refuse nothing: for those who have no server."""


@contextmanager
def replaced_site(
    out: Path, context: Context, check: Check = accept_all, feed: Feed | None = None,
    same: Container[str] = (), twin: Path | None = None,
) -> Iterator[Staging]:  # fmt: skip
    """Return a folder to fill, which takes the place of `out` when all went well, and `check` says so.

    `feed` is written last, when no other build can change what it goes on from. `same` are the paths of what
    is taken over and has passed the check before, known when all is written; `twin` is as `replaced_folder`
    has it.

    Raises OutputError when `out` holds something that this program did not write, when it cannot be written,
    or when what was written could not be served.
    """
    try:
        complete = partial(_complete, check=check, feed=feed or Feed(), same=same)
        is_own_dump = partial(_is_own_dump, context=context)
        with replaced_folder(out, complete, is_own_dump, twin) as staging:
            yield staging
    except OSError as error:
        raise OutputError(unwritable(out, error)) from error


def _complete(staging: Staging, check: Check, feed: Feed, same: Container[str]) -> None:
    feed.write(staging)
    remember(staging)
    check(staging.folder, same)


def _is_own_dump(file: Path, context: Context) -> bool:
    """Tell whether a file is, byte for byte, what is written for the graph in it: nobody types that by hand.

    A checkout may have the dumps of an earlier build in it, without the manifest that goes with them.
    """
    entry = next(entry for entry in FORMATS if f".{entry.suffix}" == file.suffix)
    try:
        return not file.is_symlink() and entry.write(read_rdf(file), context) == file.read_bytes()
    except (ConfigurationError, RdfSyntaxError, OSError):
        return False


def fill_site(
    staging: Staging, content: Content, context: Context, extent: Extent,
    done: Mapping[str, dict[str, Json]] = _NOTHING, memory: FileCache | None = None,
    feed: Feed | None = None, more: ProfileFiles | None = None,
) -> None:  # fmt: skip
    """Write all files of a site, but for its feed, which takes what it will be made of.

    `done` has what is written already: by term, the entries of resources that are complete; of the catalogue
    itself, only its documents in the formats. `memory` knows what the former output was made of, `more` the
    documents in other profiles.
    """
    memory = memory or FileCache()
    remembered = Remembered(staging, memory)
    site = site_of(content, extent.identity, memory) if extent.pages else None
    head: dict[str, Json] = {"base": content.settings.base, "catalog": "catalog"}
    resources = list(_write_resources(staging, content, context, extent, site, done, more, memory))
    lists: dict[str, list[Json]] = {"removed": [*sorted(content.settings.removed)]}
    if site is not None:
        if feed is not None:
            settings = content.settings
            feed.take(content.graph, content.catalog, settings.base, supported(settings.language))
        head["policy"] = policy(site.identity)
        head["profiles"] = profile_entries(site.profiles)
        pages = list(write_portions(staging, content, site, context, extent.members_per_page, memory, done))
        lists["pages"] = [*pages]
        language = content.settings.language or DEFAULT_LANGUAGE
        lists["documents"] = [
            *_write_documents(staging, context, site, language),
            *write_variables(content, context, extent.formats, remembered, site),
        ]
        parted = any(name.endswith("html") for name in pages[0])
        for name, data in configurations(site, resources, language, nginx=extent.nginx, in_portions=parted):
            staging.write(name, data)
    else:
        staging.write("context.jsonld", context_bytes(context))
        head["profiles"] = profile_entries(content.published)
        lists["documents"] = [*write_variables(content, context, extent.formats, remembered)]
    remembered.settle()
    lines = {name: map(line, items) for name, items in lists.items()}
    write_draft(staging.folder, head, lines, resources)


def site_of(content: Content, identity: Identity, memory: FileCache) -> Site:
    """Return what the pages are made of: everything described has one, the records at their own path."""
    graph, base = content.graph, content.settings.base
    places = addresses(graph, base, dict(content.records))
    return Site(
        graph, base, content.catalog, content.findings, places, LANGUAGES, content.profile, own=identity,
        with_variables=has_variables(content.lists), others=content.others, known=memory.entries,
    )  # fmt: skip


def _write_resources(
    staging: Staging, content: Content, context: Context, extent: Extent, site: Site | None,
    done: Mapping[str, dict[str, Json]], more: ProfileFiles | None, memory: FileCache,
) -> Iterator[dict[str, Json]]:  # fmt: skip
    keys = PageKeys(site, memory.common) if site is not None and memory.common else None
    graph, language = content.graph, content.settings.language or DEFAULT_LANGUAGE
    pages = content.list_pages
    things = [thing for thing in content.records if extent.parts or thing[0] == content.catalog]
    if site is not None:
        others = site.addresses.items() - set(things)
        things += sorted((thing for thing in others if thing[0] not in pages), key=lambda thing: thing[1])
    for subject, path in things:
        if subject in done and subject != content.catalog:
            yield done[subject]
            continue
        part = graph if subject == content.catalog else bounded_description(graph, subject)
        files = dict(done.get(subject) or write_data(staging, part, path, context, extent.formats))
        if more is not None:
            files = more.added(subject, path, files, extent.formats)
        if site is not None:
            write = partial(write_pages, staging, site, subject, path, language)
            files |= memory.written_pages(staging, path, keys.key(subject) if keys else None, write)
        yield entry_of(graph, subject, path, files, site)


def _write_documents(staging: Staging, context: Context, site: Site, language: str) -> Iterator[Json]:
    """Write the documents that describe no resource: the context, and what crawlers and programs ask for."""
    data = context_bytes(context)
    yield {"path": "context.jsonld", **listed(staging, "context.jsonld", JSON_LD.media_type, data)}
    shapes = shapes_bytes(site.profile, context)
    yield from listed_documents(staging, documents(site, context, shapes, supported(language)))
