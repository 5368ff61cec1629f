"""The pages of a site: for each address a model, and the template that shows it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final
from urllib.parse import quote

from markupsafe import Markup

from dcat_publisher.findings import Finding
from dcat_publisher.formats import FORMATS
from dcat_publisher.graph import Graph
from dcat_publisher.pages.catalog_page import cards, facets, found, members, of_type
from dcat_publisher.pages.entity import entity, findings_by_node
from dcat_publisher.pages.environment import packed, policy, render
from dcat_publisher.pages.labels import Labels, packaged_labels
from dcat_publisher.pages.predicates import DATASET, DESCRIPTIONS
from dcat_publisher.pages.prose import lead
from dcat_publisher.pages.reader import Reader
from dcat_publisher.pages.search import CatalogPage, Query, compose
from dcat_publisher.pages.structured import structured
from dcat_publisher.pages.wording import LANGUAGES
from dcat_publisher.terms import iri, iri_value

_FORMAT_NAMES: Final = {"ttl": "Turtle", "jsonld": "JSON-LD", "rdf": "RDF/XML", "nt": "N-Triples"}
# Stands for the list of data sources until the page is put together; no text from the source can hold a
# comment.
_PLACE_OF_LIST: Final = "<!-- data sources -->"


@dataclass(frozen=True, slots=True)
class Link:
    """A link of the page's frame: where to, of which media type or language, and its text."""

    href: str
    name: str
    media_type: str = ""
    tag: str = ""


def addresses_below(graph: Graph, base: str) -> dict[str, str]:
    """Give the path of everything described whose IRI is below the base; nested nodes have none."""
    start = f"<{base}"
    return {
        node: iri_value(node).removeprefix(base)
        for node in graph.index
        if node.startswith(start) and "#" not in node and len(node) > len(start) + 1
    }


def reader_for(
    graph: Graph,
    language: str,
    addresses: Mapping[str, str],
    languages: Sequence[str],
    labels: Labels | None = None,
) -> Reader:
    """Give the graph as the pages of one language show it."""
    own = language if language in LANGUAGES else "nb"
    suffix = f".{own}.html" if len(languages) > 1 else ".html"
    return Reader(graph, packaged_labels() if labels is None else labels, own, addresses, suffix)


def site_pages(
    graph: Graph,
    catalog: str,
    findings: Sequence[Finding],
    language: str,
    addresses: Mapping[str, str],
    languages: Sequence[str],
) -> dict[str, bytes]:
    """Give all pages of one language, by path."""
    reader = reader_for(graph, language, addresses, languages)
    on_node = findings_by_node(findings)
    pages: dict[str, bytes] = {}
    for node, path in addresses.items():
        if node == iri(catalog):
            page = compose(catalog_page(reader, node, path, on_node.get(node, []), languages), Query())
        else:
            model = entity(reader, node, path, on_node.get(node, []))
            page = render(
                "entity.html", reader.language, page=model, **_frame(reader, node, catalog, path, languages)
            )
        pages[path] = page.encode("utf-8", "replace")
    return pages


def catalog_page(
    reader: Reader, node: str, path: str, findings: Sequence[Finding], languages: Sequence[str]
) -> CatalogPage:
    """Give the catalogue page in parts, for `search.compose` to put together."""
    within = members(reader, node)
    sources = of_type(reader, within, DATASET)
    html = render(
        "catalog.html",
        reader.language,
        page=entity(reader, node, path, findings),
        lists=cards(reader, within, path),
        place_of_list=Markup(_PLACE_OF_LIST),
        script=packed("search.js"),
        **_frame(reader, node, iri_value(node), path, languages),
    )
    before, _, after = html.partition(_PLACE_OF_LIST)
    index = f"search{reader.suffix.removesuffix('html')}json"
    return CatalogPage(
        reader.language, index, before, after, facets(reader, sources), found(reader, sources, path)
    )


def _frame(reader: Reader, node: str, catalog: str, path: str, languages: Sequence[str]) -> dict[str, object]:
    """Give what every page has around its content."""
    name = reader.name(node)
    text = reader.text(node, DESCRIPTIONS)
    return {
        "title": name.text if node == iri(catalog) else f"{name.text} – {reader.name(iri(catalog)).text}",
        "summary": "" if text is None else lead(text.text),
        "canonical": iri_value(node),
        "home": {"href": reader.href(iri(catalog), path) or "./", "name": reader.name(iri(catalog))},
        "formats": list(_formats(path)),
        "languages": list(_languages(path, languages)),
        "style": packed("style.css"),
        "policy": policy(),
        "structured": structured(reader, node, iri(catalog)),
    }


def _formats(path: str) -> Iterator[Link]:
    file = quote(path.rpartition("/")[2], safe="%")
    for entry in FORMATS:
        yield Link(f"{file}.{entry.suffix}", _FORMAT_NAMES.get(entry.suffix, entry.name), entry.media_type)


def _languages(path: str, languages: Sequence[str]) -> Iterator[Link]:
    file = quote(path.rpartition("/")[2], safe="%")
    for tag in languages if len(languages) > 1 else ():
        yield Link(f"{file}.{tag}.html", LANGUAGES[tag], tag=tag)
