"""The documents of a site that describe no single thing: for search, for crawlers, for programs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from urllib.parse import quote
from xml.sax.saxutils import escape

from dcat_publisher.model.graph import Graph
from dcat_publisher.model.terms import TYPE, XSD, iri, iri_value, lexical, literal
from dcat_publisher.publish.pages.diagram import picture
from dcat_publisher.publish.pages.icon import icon
from dcat_publisher.publish.pages.openapi import openapi
from dcat_publisher.publish.pages.predicates import (
    CATALOG,
    DATASET,
    DCT,
    FOAF,
    HOMEPAGE,
    LICENSE,
    MODIFIED,
    PUBLISHER,
    SERIES,
    SERVICE,
    TITLE,
)
from dcat_publisher.publish.pages.render import Site, catalog_page, picture_file, search_file
from dcat_publisher.publish.pages.search import to_json
from dcat_publisher.rdf.formats import FORMATS, to_turtle
from dcat_publisher.rdf.jsonld_context import Context
from dcat_publisher.rdf.names import prefixes_of

_VOID: Final = "http://rdfs.org/ns/void#"
# W3C, Unique URIs for file formats.
_FORMATS: Final = "http://www.w3.org/ns/formats/"
_FORMAT_IRIS: Final = {"ttl": "Turtle", "jsonld": "JSON-LD", "rdf": "RDF_XML", "nt": "N-Triples"}
# sitemaps.org: no more addresses than this in one file.
_MOST_ADDRESSES: Final = 50_000


@dataclass(frozen=True, slots=True)
class Document:
    """A file of the site: path below the base with its suffix, media type, content."""

    path: str
    media_type: str
    data: bytes


def documents(site: Site, context: Context, shapes: Iterable[Path] = ()) -> list[Document]:
    """Return the documents that stand beside the pages of a site; `shapes` are the profile's Turtle files."""
    found = [
        Document(
            "robots.txt",
            "text/plain",
            f"User-agent: *\nAllow: /\n\nSitemap: {site.base}sitemap.xml\n".encode(),
        ),
        Document(".well-known/void", "text/turtle", to_turtle(void(site), prefixes_of(context)).encode()),
        Document("favicon.ico", "image/x-icon", icon()),
        Document("openapi.json", "application/json", openapi(site)),
    ]
    rules = b"\n".join(file.read_bytes() for file in shapes)
    if rules:
        found.append(Document("shapes.ttl", "text/turtle", rules))
    if site.catalog in site.addresses:
        readers = [site.reader(language) for language in site.languages or ("nb",)]
        for reader in readers:
            found.append(
                Document(search_file(reader), "application/json", to_json(catalog_page(site, reader)))
            )
            found.append(Document(picture_file(reader), "image/svg+xml", picture(reader, site.catalog)))
    return [*found, *_sitemaps(site)]


def _sitemaps(site: Site) -> Iterator[Document]:
    """Yield the addresses that a search engine should know, in several files where one may not hold them."""
    nodes = [
        node for node in site.addresses if {CATALOG, DATASET, SERIES, SERVICE} & set(site.graph.types(node))
    ]
    parts = [nodes[start : start + _MOST_ADDRESSES] for start in range(0, len(nodes), _MOST_ADDRESSES)]
    if len(parts) <= 1:
        yield Document("sitemap.xml", "application/xml", _sitemap(site, nodes))
        return
    names = [f"sitemap-{number}.xml" for number in range(1, len(parts) + 1)]
    for name, part in zip(names, parts, strict=True):
        yield Document(name, "application/xml", _sitemap(site, part))
    entries = [f"<sitemap><loc>{escape(site.base + name)}</loc></sitemap>" for name in names]
    yield Document("sitemap.xml", "application/xml", _xml("sitemapindex", entries))


def _sitemap(site: Site, nodes: Sequence[str]) -> bytes:
    entries = []
    for node in nodes:
        address = f"{site.base}{quote(site.addresses[node], safe='/%')}"
        dates = [lexical(date)[:10] for date in site.graph.objects(node, MODIFIED)]
        changed = f"<lastmod>{escape(dates[0])}</lastmod>" if dates else ""
        entries.append(f"<url><loc>{escape(address)}</loc>{changed}</url>")
    return _xml("urlset", entries)


def _xml(root: str, entries: Sequence[str]) -> bytes:
    lines = "\n".join(entries)
    namespace = "http://www.sitemaps.org/schemas/sitemap/0.9"
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<{root} xmlns="{namespace}">\n{lines}\n</{root}>\n'.encode()
    )


def void(site: Site) -> Graph:
    """Describe the whole as a data set of triples (VoID, section 7.2: at `/.well-known/void`)."""
    node, catalog = iri(f"{site.base}.well-known/void#catalog"), iri_value(site.catalog)
    found = Graph([(node, TYPE, iri(f"{_VOID}Dataset"))])
    for predicate in (TITLE, PUBLISHER, LICENSE, HOMEPAGE):
        for value in site.graph.objects(site.catalog, predicate):
            found.add(node, predicate, value)
    path = site.addresses.get(site.catalog, "catalog")
    said: Mapping[str, Sequence[str]] = {
        f"{FOAF}primaryTopic": [site.catalog],
        f"{_VOID}rootResource": [site.catalog],
        f"{_VOID}uriSpace": [literal(site.base)],
        f"{_VOID}exampleResource": [n for n in site.addresses if DATASET in site.graph.types(n)][:1],
        f"{_VOID}triples": [literal(str(len(site.graph)), f"{XSD}integer")],
        f"{_VOID}dataDump": [iri(f"{site.base}{path}.{entry.suffix}") for entry in FORMATS],
        f"{_VOID}feature": [iri(_FORMATS + _FORMAT_IRIS[entry.suffix]) for entry in FORMATS],
        f"{DCT}isReferencedBy": [iri(catalog)],
    }
    for name, values in said.items():
        for value in values:
            found.add(node, iri(name), value)
    return found
