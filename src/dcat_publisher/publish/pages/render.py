"""The pages of a site: for each address a model, and the template that shows it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final

from markupsafe import Markup

from dcat_publisher.model.finding import Finding
from dcat_publisher.model.graph import Graph
from dcat_publisher.model.language import supported
from dcat_publisher.publish.pages.catalog_page import (
    browsing,
    cards,
    facets,
    held,
    listed,
    members,
    telling,
)
from dcat_publisher.publish.pages.diagram import in_words
from dcat_publisher.publish.pages.editions import editions
from dcat_publisher.publish.pages.entity import entity
from dcat_publisher.publish.pages.entries import Entries, Words
from dcat_publisher.publish.pages.environment import packed, render
from dcat_publisher.publish.pages.frame import PLACES, frame_of_page, frame_of_server, frame_of_thing
from dcat_publisher.publish.pages.identity import KNOWN_LINKS, Identity, resolved
from dcat_publisher.publish.pages.known_entries import KnownEntries
from dcat_publisher.publish.pages.predicates import DATASET
from dcat_publisher.publish.pages.profiles import PublishedProfile, published_profiles
from dcat_publisher.publish.pages.quality import PATH as QUALITY
from dcat_publisher.publish.pages.quality import counts, rules
from dcat_publisher.publish.pages.reader import Reader
from dcat_publisher.publish.pages.references import Users
from dcat_publisher.publish.pages.search import LARGEST_INDEX, CatalogPage, Found, Hits, Query, compose
from dcat_publisher.publish.pages.wording import word
from dcat_publisher.vocabulary.labels import Labels, labels_of
from dcat_publisher.vocabulary.profile import Profile, profile_named

# Stands for the list of data sources until the page is put together; no text from the source is a comment.
_PLACE_OF_LIST: Final = "<!-- data sources -->"
PLACE_OF_CONTENT: Final = "<!-- content -->"
"""Stands for what the server puts into its frame."""


@dataclass(frozen=True)
class Site:
    """What pages are made of: the catalogue, what gets a page and where, and in which languages.

    `catalog` is a term; `addresses` has the path of each term that gets a page; `with_documents` says whether
    `documents.documents` stand beside the pages, of which the catalogue's page shows and uses some; `profile`
    is the one that the catalogue was checked against; `own` says whose pages they are; `with_variables`
    says whether there is a search for variables; `others` are the profiles that the catalogue is published in
    besides; `known` has the entries of the former build.
    """

    graph: Graph
    base: str
    catalog: str
    findings: Sequence[Finding]
    addresses: Mapping[str, str]
    languages: Sequence[str]
    profile: Profile = field(default_factory=profile_named)
    with_documents: bool = True
    own: Identity = field(default_factory=Identity)
    with_variables: bool = False
    others: Sequence[Profile] = ()
    known: KnownEntries | None = None

    @cached_property
    def labels(self) -> Labels:
        """The names of properties and classes."""
        return labels_of(self.profile)

    @cached_property
    def profiles(self) -> tuple[PublishedProfile, ...]:
        """The profiles that its documents are in; that of the data itself comes first."""
        return published_profiles(self.profile, self.base, self.others)

    @cached_property
    def identity(self) -> Identity:
        """Whose pages they are, with what the catalogue says of its publisher."""
        return resolved(self.own, self.reader, self.catalog)

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
        text = compose(parts, Query(), Hits(parts.listed))
    else:
        frame = frame_of_thing(site, reader, node, path)
        model = entity(reader, node, path)
        text = render("entity.html", reader.language, site.identity, page=model, **frame)
    return text.encode("utf-8", "replace")


def quality_page(site: Site, reader: Reader) -> bytes:
    """Return the page for those who keep the catalogue: what was found in the descriptions."""
    language = reader.language
    missing = [word(KNOWN_LINKS[key], language) for key in site.identity.missing()]
    title = word("quality_title", language)
    return render(
        "quality.html", language, site.identity, rules=rules(reader, site.findings), missing=missing,
        counts=counts(site.findings, language), **frame_of_page(site, reader, QUALITY, title),
    ).encode("utf-8", "replace")  # fmt: skip


def server_frame(site: Site, reader: Reader) -> bytes:
    """Return what the pages that the server makes have around their content, with places to fill."""
    frame = frame_of_server(site, reader)
    return render(
        "frame.html", reader.language, site.identity, place_of_content=Markup(PLACE_OF_CONTENT), **frame
    ).encode("utf-8", "replace")


def catalog_page(site: Site, reader: Reader) -> CatalogPage:
    """Return the catalogue page in parts, for `search.compose` to put together."""
    if reader.language not in site.catalog_pages:
        site.catalog_pages[reader.language] = _catalog_page(site, reader)
    return site.catalog_pages[reader.language]


def _catalog_page(site: Site, reader: Reader) -> CatalogPage:
    node, path = site.catalog, site.addresses[site.catalog]
    within, sources = members(reader, node), held(reader, node, DATASET)
    rows = editions(reader, sources)
    entries = list(Entries(reader, path, site.words, site.identity, site.known).all(node, within, rows))
    every = facets(reader, entries)
    html = render(
        "catalog.html",
        reader.language,
        site.identity,
        page=entity(reader, node, path, listed(reader, node)),
        lists=cards(reader, node, rows, path),
        browsing=browsing(reader, every, path),
        picture=picture_file(reader) if site.with_documents else None,
        picture_words=in_words(reader, node),
        place_of_list=Markup(_PLACE_OF_LIST),
        script=packed("search.js"),
        **frame_of_thing(site, reader, node, path) | {"places": PLACES},
    )
    before, _, after = html.partition(_PLACE_OF_LIST)
    return CatalogPage(
        reader.language,
        search_file(reader) if site.with_documents and _small(entries) else None,
        len(sources),
        before,
        after,
        telling(every, entries),
        entries,
    )


def _small(entries: Sequence[Found]) -> bool:
    """Return whether the entries are no more than what a browser may load to search in them."""
    return sum(len(entry.html) + len(entry.fields.text) for entry in entries) <= LARGEST_INDEX


def search_file(reader: Reader) -> str:
    """Return the name of the file that the catalogue page is searched with."""
    return f"search{reader.suffix.removesuffix('html')}json"


def picture_file(reader: Reader) -> str:
    """Return the name of the file with the picture of the catalogue."""
    return f"picture{reader.suffix.removesuffix('html')}svg"
