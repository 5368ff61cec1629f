"""All that is published of lists of variables, as documents of a site."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import Final

from dcat_publisher.model.graph import Graph
from dcat_publisher.model.terms import iri, iri_value, language, lexical
from dcat_publisher.publish.pages import Document, Site
from dcat_publisher.publish.pages.predicates import TITLE
from dcat_publisher.publish.pages.reader import Reader
from dcat_publisher.publish.variables.index import PATH, index_files, search_page
from dcat_publisher.publish.variables.metadata import MEDIA_TYPE, metadata
from dcat_publisher.publish.variables.models import PATH as MODELS
from dcat_publisher.publish.variables.models import models
from dcat_publisher.publish.variables.page import Listing
from dcat_publisher.publish.variables.sheet import sheet
from dcat_publisher.rdf.formats import FORMATS
from dcat_publisher.rdf.jsonld_context import Context
from dcat_publisher.source.mapping.list_names import METADATA, PAGE, TABLE
from dcat_publisher.source.variables import VariableList

Lists = Mapping[str, VariableList]
"""The lists by the term of the dataset that they are of."""
_HTML: Final = "text/html"


def data_documents(
    lists: Lists, paths: Mapping[str, str], graph: Graph, usual: str
) -> Iterator[Document]:
    """Yield the table and the description of each list; `usual` is the language of the catalogue."""
    for dataset, path in _listed(lists, paths):
        titles = {language(text) or usual: lexical(text) for text in graph.objects(dataset, TITLE)}
        name = path.rpartition("/")[2]
        data = metadata(lists[dataset], iri_value(dataset), name, titles, usual)
        yield Document(f"{path}{TABLE}", "text/csv", sheet(lists[dataset]))
        yield Document(f"{path}{METADATA}", MEDIA_TYPE, data)


def model_documents(
    site: Site, lists: Lists, context: Context, usual: str
) -> Iterator[Document]:
    """Yield the information models of all lists, in each format of RDF."""
    if _listed(lists, site.addresses):
        graph = models(site.graph, site.catalog, site.base, lists, usual)
        for entry in FORMATS:
            yield Document(f"{MODELS}.{entry.suffix}", entry.media_type, entry.write(graph, context))


def listings_of(site: Site, lists: Lists) -> list[Listing]:
    """Return the lists as a site shows them, by path."""
    return [
        Listing(site, dataset, path, lists[dataset].variables)
        for dataset, path in _listed(lists, site.addresses)
    ]


def first_pages(listings: Iterable[Listing]) -> dict[str, Callable[[Reader], bytes]]:
    """Return what makes the first page of each list, by the term of that page."""
    return {
        iri(f"{listing.site.base}{listing.path}{PAGE}"): partial(listing.page, number=1)
        for listing in listings
    }


def page_documents(site: Site, listings: Sequence[Listing], usual: str) -> Iterator[Document]:
    """Yield the further pages of each list, and the search in all; `usual` is the language of `.html`."""
    tags = list(dict.fromkeys([*site.languages, usual]))
    for listing in listings:
        for number in range(2, listing.last + 1):
            pages = {tag: listing.page(site.reader(tag), number) for tag in tags}
            yield from _in_languages(site, listing.page_path(number), pages, usual)
    if listings:
        files = list(index_files(listings))
        yield from (Document(name, "application/json", data) for name, data in files)
        names = [name for name, _ in files]
        found = {tag: search_page(site, site.reader(tag), listings, names) for tag in tags}
        yield from _in_languages(site, PATH, found, usual)


def _listed(lists: Lists, paths: Mapping[str, str]) -> list[tuple[str, str]]:
    """Return the datasets that have variables, by path."""
    found = [(dataset, paths[dataset]) for dataset in lists if lists[dataset].variables and dataset in paths]
    return sorted(found, key=lambda each: each[1])


def _in_languages(site: Site, path: str, pages: Mapping[str, bytes], usual: str) -> Iterator[Document]:
    yield Document(f"{path}.html", _HTML, pages[usual], usual)
    for tag in site.languages if len(site.languages) > 1 else ():
        yield Document(f"{path}.{tag}.html", _HTML, pages[tag], tag)
