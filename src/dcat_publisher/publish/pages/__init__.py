"""HTML from the graph, at build time: a page for everything described, in three languages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dcat_publisher.model.finding import Finding
from dcat_publisher.model.graph import Graph
from dcat_publisher.model.terms import iri
from dcat_publisher.publish.pages.addresses import addresses, addresses_below
from dcat_publisher.publish.pages.documents import Document, documents
from dcat_publisher.publish.pages.entries import Entries
from dcat_publisher.publish.pages.environment import NOBODY, policy
from dcat_publisher.publish.pages.files import PageFile, PortionFile, page_files, portion_files
from dcat_publisher.publish.pages.identity import Identity
from dcat_publisher.publish.pages.known_entries import KeptEntry, KnownEntries
from dcat_publisher.publish.pages.own_identity import named_paths, own_identity
from dcat_publisher.publish.pages.page_keys import PageKeys
from dcat_publisher.publish.pages.profiles import (
    OTHER_PROFILE,
    PublishedProfile,
    published_profiles,
    shapes_bytes,
)
from dcat_publisher.publish.pages.render import Site, pages
from dcat_publisher.publish.pages.signposting import signposting


def render_pages(
    graph: Graph,
    base: str,
    catalog: str,
    findings: Sequence[Finding],
    language: str,
    *,
    addresses: Mapping[str, str] | None = None,
    languages: Sequence[str] = (),
) -> dict[str, bytes]:
    """Return the pages in one language, by path below the base and without suffix.

    `catalog` is the catalogue's IRI; `base`, which ends in a slash, begins the IRIs of what gets a page,
    unless `addresses` (term -> path) says what does. `findings` are shown on the page of the thing they are
    about. `language` is nb, nn or en; for any other the pages are in Bokmål.

    `languages` are all the languages that pages are rendered in. With several, a page is meant to be stored
    as `<path>.nb.html`: its links lead to pages in the same language, and to itself in the others. With none
    or one it is meant to be stored as `<path>.html`. There is no picture on the catalogue's page, and its
    search needs the server: `Site`, `page_files` and `documents` give a whole site.
    """
    known = addresses_below(graph, base) if addresses is None else addresses
    site = Site(graph, base, iri(catalog), findings, known, languages, with_documents=False)
    return pages(site, language)


__all__ = [
    "NOBODY",
    "OTHER_PROFILE",
    "Document",
    "Entries",
    "Identity",
    "KeptEntry",
    "KnownEntries",
    "PageFile",
    "PageKeys",
    "PortionFile",
    "PublishedProfile",
    "Site",
    "addresses",
    "addresses_below",
    "documents",
    "named_paths",
    "own_identity",
    "page_files",
    "pages",
    "policy",
    "portion_files",
    "published_profiles",
    "render_pages",
    "shapes_bytes",
    "signposting",
]
