"""The documents of a site that describe no single thing: for search, for crawlers, for programs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final
from urllib.parse import quote
from xml.sax.saxutils import escape

from dcat_publisher.model.graph import Graph
from dcat_publisher.model.language import DEFAULT_LANGUAGE
from dcat_publisher.model.namespaces import DCT, FOAF, VOID, XSD
from dcat_publisher.model.terms import TYPE, iri, iri_value, lexical, literal
from dcat_publisher.publish.pages.diagram import picture
from dcat_publisher.publish.pages.environment import style, style_file
from dcat_publisher.publish.pages.icon import icons
from dcat_publisher.publish.pages.llms import llms_text
from dcat_publisher.publish.pages.openapi import openapi
from dcat_publisher.publish.pages.predicates import (
    CATALOG,
    DATASET,
    HOMEPAGE,
    LICENSE,
    MODIFIED,
    PUBLISHER,
    SERIES,
    SERVICE,
    TITLE,
)
from dcat_publisher.publish.pages.profiles import PublishedProfile
from dcat_publisher.publish.pages.quality import PATH as QUALITY
from dcat_publisher.publish.pages.render import (
    Site,
    catalog_page,
    picture_file,
    quality_page,
    search_file,
    server_frame,
)
from dcat_publisher.publish.pages.search import to_json
from dcat_publisher.rdf.formats import FORMATS, TURTLE, to_turtle
from dcat_publisher.rdf.jsonld_context import Context

# sitemaps.org: no more addresses than this in one file.
_MOST_ADDRESSES: Final = 50_000


@dataclass(frozen=True, slots=True)
class Document:
    """A file of the site: path below the base with its suffix, media type, content, a page's language."""

    path: str
    media_type: str
    data: bytes
    language: str | None = None


def documents(
    site: Site, context: Context, shapes: bytes = b"", language: str = DEFAULT_LANGUAGE
) -> list[Document]:
    """Return the documents that stand beside the pages of a site.

    `shapes` are the rules in Turtle; `language` is the one that `.html` is in.
    """
    found = [
        Document(
            "robots.txt",
            "text/plain",
            f"User-agent: *\nAllow: /\n\nSitemap: {site.base}sitemap.xml\n".encode(),
        ),
        Document(
            ".well-known/void", TURTLE.media_type, to_turtle(void(site), context.written_prefixes).encode()
        ),
        *(Document(*file) for file in (*icons(site.identity), *site.identity.files)),
        Document(style_file(site.identity), "text/css", style(site.identity).encode()),
        Document("openapi.json", "application/json", openapi(site)),
    ]
    if shapes:
        found.append(Document("shapes.ttl", TURTLE.media_type, shapes))
    if site.catalog in site.addresses:
        readers = [site.reader(language) for language in site.languages or (DEFAULT_LANGUAGE,)]
        for reader in readers:
            found.append(
                Document(search_file(reader), "application/json", to_json(catalog_page(site, reader)))
            )
            found.append(Document(picture_file(reader), "image/svg+xml", picture(reader, site.catalog)))
        found += _quality_pages(site, language)
        found += _frames(site, language)
        found.append(Document("llms.txt", "text/plain", llms_text(site, site.reader(language))))
    return [*found, *_sitemaps(site)]


def _quality_pages(site: Site, language: str) -> Iterator[Document]:
    """Yield the page for those who keep the catalogue, in every language and in the usual one."""
    for tag in site.languages or (language,):
        page = quality_page(site, site.reader(tag))
        if tag == language:
            yield Document(f"{QUALITY}.html", "text/html", page, tag)
        if len(site.languages) > 1:
            yield Document(f"{QUALITY}.{tag}.html", "text/html", page, tag)


def _frames(site: Site, language: str) -> Iterator[Document]:
    """Yield the frames of the pages that the server makes, as text: nobody should open them as pages."""
    for tag in site.languages or (language,):
        yield Document(frame_file(tag), "text/plain", server_frame(site, site.reader(tag)))


def frame_file(language: str) -> str:
    """Return the name of the file with the frame of the server's pages in a language."""
    return f"frame.{language}.txt"


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
    found = Graph([(node, TYPE, VOID.Dataset)])
    for predicate in (TITLE, PUBLISHER, LICENSE, HOMEPAGE):
        for value in site.graph.objects(site.catalog, predicate):
            found.add(node, predicate, value)
    path = site.addresses.get(site.catalog, "catalog")
    said: Mapping[str, Sequence[str]] = {
        FOAF + "primaryTopic": [site.catalog],
        VOID + "rootResource": [site.catalog],
        VOID + "uriSpace": [literal(site.base)],
        VOID + "exampleResource": [n for n in site.addresses if DATASET in site.graph.types(n)][:1],
        VOID + "triples": [literal(str(len(site.graph)), XSD + "integer")],
        VOID + "dataDump": [iri(f"{site.base}{path}.{entry.suffix}") for entry in FORMATS],
        VOID + "feature": [entry.term for entry in FORMATS if entry.term is not None],
        DCT + "isReferencedBy": [iri(catalog)],
    }
    for name, values in said.items():
        for value in values:
            found.add(node, iri(name), value)
    for profile in site.profiles[1:-1]:
        _add_profile(found, node, profile, f"{site.base}{path}")
    return found


def _add_profile(found: Graph, node: str, profile: PublishedProfile, address: str) -> None:
    """Say of the data in another profile which one it is, and where: `address` is the catalogue's."""
    part = iri(iri_value(node).replace("#catalog", f"#{profile.token}"))
    found.add(node, VOID.subset, part)
    found.add(part, TYPE, VOID.Dataset)
    found.add(part, DCT.conformsTo, iri(profile.iri))
    for entry in FORMATS:
        found.add(part, VOID.dataDump, iri(f"{address}.{profile.token}.{entry.suffix}"))
