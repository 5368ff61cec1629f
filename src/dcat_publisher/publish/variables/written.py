"""What a build writes of lists of variables: with pages or without, for the graph leads to it in any case."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dcat_publisher.model.language import DEFAULT_LANGUAGE, supported
from dcat_publisher.publish.content import Content
from dcat_publisher.publish.manifest import line
from dcat_publisher.publish.pages import Document, Site
from dcat_publisher.publish.resource_files import FileCache, Remembered, listed_documents
from dcat_publisher.publish.staging import Staging
from dcat_publisher.publish.variables.documents import (
    data_documents,
    model_documents,
    page_documents,
)
from dcat_publisher.publish.variables.listed import Listed
from dcat_publisher.publish.variables.models import Models
from dcat_publisher.publish.variables.page import Listing
from dcat_publisher.rdf.formats import Format
from dcat_publisher.rdf.jsonld_context import Context, Json


def write_variables(
    content: Content, context: Context, formats: Iterable[Format], remembered: Remembered,
    site: Site | None = None,
) -> Iterator[dict[str, Json]]:  # fmt: skip
    """Write all that is published of the lists; yield what the list of files says."""
    made = _documents(content, context, formats, remembered, site) if content.lists else ()
    return listed_documents(remembered.staging, made)


def _documents(
    content: Content, context: Context, formats: Iterable[Format], remembered: Remembered,
    site: Site | None,
) -> Iterator[Document]:  # fmt: skip
    lists, language = content.listed, content.settings.language or DEFAULT_LANGUAGE
    has_pages, graph = site is not None, content.graph
    yield from data_documents(lists, graph, language, remembered, with_pages=has_pages)
    models = Models(graph, content.catalog, content.settings.base, content.lists, language)
    yield from model_documents(models, lists, context, formats, remembered)
    if site is not None:
        yield from page_documents(site, _listings(site, lists, remembered), supported(language))


def _listings(site: Site, lists: Iterable[Listed], remembered: Remembered) -> list[Listing]:
    return [Listing(site, each, remembered) for each in lists]


def lines_of_variables(
    content: Content, context: Context, formats: Iterable[Format], staging: Staging, files: FileCache
) -> list[str]:
    """Write all of the lists of a site without pages; return the lines of the list of files."""
    remembered = Remembered(staging, files)
    lines = [*map(line, write_variables(content, context, formats, remembered))]
    remembered.settle()
    return lines
