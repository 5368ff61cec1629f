"""The pages of a site: for each address a model, and the template that shows it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final
from urllib.parse import quote

from markupsafe import Markup

from dcat_publisher.model.finding import Finding
from dcat_publisher.model.graph import Graph
from dcat_publisher.model.language import LANGUAGE_NAMES, supported
from dcat_publisher.model.namespaces import SCHEMA_ORG
from dcat_publisher.model.terms import iri_value
from dcat_publisher.publish.pages.catalog_page import Words, cards, facets, found, listed, members, of_type
from dcat_publisher.publish.pages.diagram import in_words
from dcat_publisher.publish.pages.entity import entity
from dcat_publisher.publish.pages.environment import packed, policy, render, style_file
from dcat_publisher.publish.pages.list_pages import portions
from dcat_publisher.publish.pages.markup import capitalized
from dcat_publisher.publish.pages.predicates import DATASET, DESCRIPTIONS
from dcat_publisher.publish.pages.profiles import PublishedProfile, published_profiles
from dcat_publisher.publish.pages.quality import findings_by_node
from dcat_publisher.publish.pages.reader import Reader
from dcat_publisher.publish.pages.references import Users
from dcat_publisher.publish.pages.search import (
    LARGEST_INDEX,
    PLACE_OF_NUMBER,
    PLACE_OF_QUERY,
    PLACE_OF_TITLE,
    CatalogPage,
    Found,
    Query,
    compose,
)
from dcat_publisher.publish.pages.structured import structured
from dcat_publisher.publish.pages.text_blocks import clickable, lead
from dcat_publisher.rdf.formats import FORMATS, JSON_LD
from dcat_publisher.vocabulary.labels import Labels, labels_of
from dcat_publisher.vocabulary.profile import Profile, profile_named

_SCHEMA: Final = f'{JSON_LD.media_type};profile="{SCHEMA_ORG.iri}"'
# Stands for the list of data sources until the page is put together; no text from the source is a comment.
_PLACE_OF_LIST: Final = "<!-- data sources -->"
_PLACES: Final = {"title": PLACE_OF_TITLE, "query": PLACE_OF_QUERY, "number": PLACE_OF_NUMBER}


@dataclass(frozen=True, slots=True)
class Link:
    """A link of the page's frame: where to, of which media type or language, and its text."""

    href: str
    name: str
    media_type: str = ""
    tag: str = ""


@dataclass(frozen=True)
class Site:
    """What pages are made of: the catalogue, what gets a page and where, and in which languages.

    `catalog` is a term; `addresses` has the path of each term that gets a page; `with_documents` says whether
    `documents.documents` stand beside the pages, of which the catalogue's page shows and uses some; `profile`
    is the one that the catalogue was checked against, `others` those that it is published in besides.
    """

    graph: Graph
    base: str
    catalog: str
    findings: Sequence[Finding]
    addresses: Mapping[str, str]
    languages: Sequence[str]
    profile: Profile = field(default_factory=profile_named)
    with_documents: bool = True
    others: Sequence[Profile] = ()

    @cached_property
    def labels(self) -> Labels:
        """The names of properties and classes."""
        return labels_of(self.profile)

    @cached_property
    def profiles(self) -> tuple[PublishedProfile, ...]:
        """The profiles that its documents are in; that of the data itself comes first."""
        return published_profiles(self.profile, self.base, self.others)

    @cached_property
    def findings_by_node(self) -> Mapping[str, Sequence[Finding]]:
        """The findings on each thing that has a page."""
        return findings_by_node(self.findings)

    @cached_property
    def catalog_pages(self) -> dict[str, CatalogPage]:
        """The catalogue's pages in parts, by language, as far as they have been made."""
        return {}

    @cached_property
    def words(self) -> Words:
        """The words that the data sources are found by, as far as they have been looked for."""
        return {}

    def reader(self, language: str) -> Reader:
        """Return the graph as the pages of one language show it."""
        own = supported(language)
        if own not in self._readers:
            suffix = f".{own}.html" if len(self.languages) > 1 else ".html"
            self._readers[own] = Reader(self.graph, self.labels, own, self.addresses, suffix, self._users)
        return self._readers[own]

    @cached_property
    def _users(self) -> dict[str, Users]:
        return {}

    @cached_property
    def _readers(self) -> dict[str, Reader]:
        return {}


def pages(site: Site, language: str) -> dict[str, bytes]:
    """Return all pages of one language, by path."""
    reader = site.reader(language)
    return {path: page(site, reader, node, path) for node, path in site.addresses.items()}


def page(site: Site, reader: Reader, node: str, path: str) -> bytes:
    """Return the page of one thing, in the reader's language."""
    if node == site.catalog:
        parts = catalog_page(site, reader)
        text = compose(parts, Query(), parts.entries)
    else:
        model = entity(reader, node, path, site.findings_by_node.get(node, ()))
        text = render("entity.html", reader.language, page=model, **_frame(site, reader, node, path))
    return text.encode("utf-8", "replace")


def portion(site: Site, reader: Reader, number: int) -> bytes | None:
    """Give the catalogue's page with one portion of a list that is too long for one; None behind the last."""
    parts = catalog_page(site, reader)
    last = portions(len(parts.entries))
    if last == 1 or number > last:
        return None
    return compose(parts, Query(), parts.entries, number).encode("utf-8", "replace")


def catalog_page(site: Site, reader: Reader) -> CatalogPage:
    """Return the catalogue page in parts, for `search.compose` to put together."""
    if reader.language not in site.catalog_pages:
        site.catalog_pages[reader.language] = _catalog_page(site, reader)
    return site.catalog_pages[reader.language]


def _catalog_page(site: Site, reader: Reader) -> CatalogPage:
    node, path = site.catalog, site.addresses[site.catalog]
    within = members(reader, node)
    sources = of_type(reader, within, DATASET)
    html = render(
        "catalog.html",
        reader.language,
        page=entity(reader, node, path, site.findings_by_node.get(node, ()), listed(reader, within)),
        lists=cards(reader, within, path),
        picture=picture_file(reader) if site.with_documents else None,
        picture_words=in_words(reader, node),
        place_of_list=Markup(_PLACE_OF_LIST),
        script=packed("search.js"),
        **_frame(site, reader, node, path) | {"places": _PLACES},
    )
    before, _, after = html.partition(_PLACE_OF_LIST)
    entries = found(reader, sources, path, site.words)
    return CatalogPage(
        reader.language,
        search_file(reader) if site.with_documents and _small(entries) else None,
        before,
        after,
        facets(reader, sources),
        entries,
    )


def _small(entries: Sequence[Found]) -> bool:
    """Return whether the entries are no more than what a browser may load to search in them."""
    return sum(len(entry.html) + len(entry.text) for entry in entries) <= LARGEST_INDEX


def search_file(reader: Reader) -> str:
    """Return the name of the file that the catalogue page is searched with."""
    return f"search{reader.suffix.removesuffix('html')}json"


def picture_file(reader: Reader) -> str:
    """Return the name of the file with the picture of the catalogue."""
    return f"picture{reader.suffix.removesuffix('html')}svg"


def _frame(site: Site, reader: Reader, node: str, path: str) -> dict[str, object]:
    """Return what every page has around its content."""
    name, of_catalog = reader.name(node), reader.name(site.catalog)
    text = reader.text(node, DESCRIPTIONS)
    below = iri_value(node).startswith(site.base)
    about = structured(reader, node, site.catalog)
    return {
        "title": name.text if node == site.catalog else f"{name.text} – {of_catalog.text}",
        "summary": "" if text is None else lead(text.text),
        "canonical": iri_value(node) if below else f"{site.base}{path}",
        "iri": iri_value(node),
        "iri_href": None if below else clickable(iri_value(node)),
        "home": {"href": reader.href(site.catalog, path) or "./", "name": of_catalog},
        "formats": list(_formats(path, about is not None)),
        "languages": list(_languages(path, site.languages)),
        "style": packed("style.css"),
        "style_href": f"{'../' * path.count('/')}{style_file()}" if site.with_documents else None,
        "policy": policy(),
        "structured": about,
        "places": dict.fromkeys(_PLACES, ""),
    }


def _formats(path: str, for_search_engines: bool) -> Iterator[Link]:
    file = quote(path.rpartition("/")[2], safe="%")
    for entry in FORMATS:
        yield Link(f"{file}.{entry.suffix}", entry.label, entry.media_type)
    if for_search_engines:
        yield Link(f"{file}.schema.{JSON_LD.suffix}", f"{JSON_LD.label} (schema.org)", _SCHEMA)


def _languages(path: str, languages: Sequence[str]) -> Iterator[Link]:
    file = quote(path.rpartition("/")[2], safe="%")
    for tag in languages if len(languages) > 1 else ():
        yield Link(f"{file}.{tag}.html", capitalized(LANGUAGE_NAMES[tag]), tag=tag)
