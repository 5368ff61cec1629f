"""All that is published of lists of variables, as documents of a site."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import Final

from dcat_publisher.model.graph import Graph
from dcat_publisher.model.terms import iri_value, language, lexical
from dcat_publisher.publish.pages import Document, Site
from dcat_publisher.publish.pages.frame import VARIABLES_PATH
from dcat_publisher.publish.pages.predicates import TITLE
from dcat_publisher.publish.resource_files import Remembered
from dcat_publisher.publish.variables.index import index_files, search_page
from dcat_publisher.publish.variables.listed import Listed
from dcat_publisher.publish.variables.metadata import MEDIA_TYPE, metadata
from dcat_publisher.publish.variables.models import PATH as MODELS
from dcat_publisher.publish.variables.models import Models, formats_of_models
from dcat_publisher.publish.variables.page import Listing
from dcat_publisher.rdf.formats import Format, blocks
from dcat_publisher.rdf.jsonld_context import Context
from dcat_publisher.source.mapping.list_names import METADATA, PAGE

_HTML: Final = "text/html"
_CSV: Final = "text/csv"


def data_documents(
    lists: Sequence[Listed], graph: Graph, usual: str, remembered: Remembered, *, with_pages: bool
) -> Iterator[Document]:
    """Yield the table and the description of each list; `usual` is the language of the catalogue.

    Where there are no pages, the address of a list's page is answered with the table.
    """
    tables = {each.table: each.sheet for each in lists}
    yield from (Document(path, _CSV, data) for path, data in tables.items())
    for each in lists:
        titles = {language(text) or usual: lexical(text) for text in graph.objects(each.dataset, TITLE)}
        about = iri_value(each.dataset), each.path.rpartition("/")[2], titles, usual
        path = f"{each.path}{METADATA}"
        data = remembered.content(path, (*about, each.digest), partial(metadata, each.found, *about))
        yield Document(path, MEDIA_TYPE, data)
        if not with_pages:
            yield Document(f"{each.path}{PAGE}", _CSV, each.sheet)


def model_documents(
    models: Models, lists: Sequence[Listed], context: Context, formats: Iterable[Format],
    remembered: Remembered,
) -> Iterator[Document]:  # fmt: skip
    """Yield the information models of all lists, in the formats that harvesters read."""
    digests = [each.digest for each in lists]
    made_of = models.head.index, models.language, digests, context.json
    ordered: list[tuple[str, list[tuple[str, list[str]]]]] = []

    def written(entry: Format) -> bytes:
        if not ordered:
            ordered.extend(blocks(models.graph()))
        return entry.write_blocks(ordered, context)

    for entry in formats_of_models(formats) if lists else ():
        path = f"{MODELS}.{entry.suffix}"
        yield Document(path, entry.media_type, remembered.content(path, made_of, partial(written, entry)))


def page_documents(site: Site, listings: Sequence[Listing], usual: str) -> Iterator[Document]:
    """Yield the pages of each list, and the search in all; `usual` is the language of `.html`."""
    tags = list(dict.fromkeys([*site.languages, usual]))
    for listing in listings:
        for number in range(1, listing.last + 1):
            pages = {tag: listing.page(site.reader(tag), number) for tag in tags}
            yield from _in_languages(site, listing.page_path(number), pages, usual)
    if listings:
        files = list(index_files(listings))
        yield from (Document(name, "application/json", data) for name, data in files)
        names = [name for name, _ in files]
        found = {tag: search_page(site, site.reader(tag), listings, names) for tag in tags}
        yield from _in_languages(site, VARIABLES_PATH, found, usual)


def _in_languages(site: Site, path: str, pages: Mapping[str, bytes], usual: str) -> Iterator[Document]:
    yield Document(f"{path}.html", _HTML, pages[usual], usual)
    for tag in site.languages if len(site.languages) > 1 else ():
        yield Document(f"{path}.{tag}.html", _HTML, pages[tag], tag)
