"""What a catalogue says against itself: links to oneself, open licences and files of closed data."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from dcat_publisher.checking.placed_nodes import PlacedNodes, Said
from dcat_publisher.checking.series_order import name_of
from dcat_publisher.model.finding import Finding
from dcat_publisher.model.named_terms import (
    ACCESS_RIGHTS,
    DISTRIBUTION,
    IN_SERIES,
    NON_PUBLIC,
    PUBLIC,
    RESTRICTED,
)
from dcat_publisher.model.namespaces import AUTHORITY, DCAT, DCT, PROV, terms
from dcat_publisher.model.place import Place
from dcat_publisher.model.terms import is_iri, lexical
from dcat_publisher.rules import finding

_TO_OTHERS: Final = (
    *terms("dct", "relation", "replaces", "isReplacedBy", "hasPart", "isPartOf", "source", "references"),
    *terms("dct", "isReferencedBy", "requires", "isRequiredBy", "hasVersion", "isVersionOf", "hasFormat"),
    *terms("dcat", "prev", "next", "inSeries", "hasVersion", "isVersionOf", "previousVersion"),
    PROV.wasDerivedFrom,
)
"""Properties that lead from a resource to another one; `rdfs:seeAlso` of a law is its own address."""
_CLOSED: Final = frozenset({NON_PUBLIC, RESTRICTED})
_OPEN_LICENCES: Final = (
    f"<{AUTHORITY}licence/", "<https://creativecommons.org/",
    "<http://creativecommons.org/", "<https://data.norge.no/nlod/", "<http://data.norge.no/nlod/",
)  # fmt: skip
"""The licences of these lists are promises to everybody."""

_YEAR: Final = re.compile(r"(?<![0-9])(?:19|20)[0-9]{2}(?![0-9])")
_FILE: Final = re.compile(
    r"<https?://[^?#]*/[^/?#]+\.(?:csv|tsv|xlsx?|ods|zip|gz|json|geojson|xml|gml|parquet)>", re.IGNORECASE
)
_PAGE: Final = re.compile(r"<https?://[^/?#]+(?:(?:/[^/?#]+)*/(?:[^/.?#]+|[^/?#]+\.html?)?)?>", re.IGNORECASE)
"""Addresses that end as those of files of data do, and as those of pages do."""


def contradictions(graph: PlacedNodes, node: str, whole: Place) -> Iterator[Finding]:
    """Yield what is said of a node that cannot be so."""
    said = graph.predicates(node)
    yield from _of_oneself(graph, node, said, whole)
    yield from _of_the_title(graph, node, said, whole)
    yield from _of_the_year(graph, node, said, whole)
    yield from _of_the_addresses(graph, node, said, whole)
    rights = said.get(ACCESS_RIGHTS, ())
    closed = [right for right in rights if right in _CLOSED]
    if closed and PUBLIC not in rights:
        for distribution in said.get(DISTRIBUTION, ()):
            yield from _of_closed_data(graph, distribution, closed[0], whole)


def _of_oneself(graph: PlacedNodes, node: str, said: Said, whole: Place) -> Iterator[Finding]:
    for path in _TO_OTHERS if is_iri(node) else ():
        if path in said and node in said[path]:
            place = graph.triple_place(node, path, node) or graph.node_place(node) or whole
            yield finding("R207", place, name=name_of(node), focus=node, path=path)


def _of_the_title(graph: PlacedNodes, node: str, said: Said, whole: Place) -> Iterator[Finding]:
    titles = said.get(DCT.title, ())
    for text in said.get(DCT.description, ()):
        if text in titles:
            place = graph.triple_place(node, DCT.description, text) or graph.node_place(node) or whole
            yield finding("T517", place, focus=node, path=DCT.description)


def _of_the_year(graph: PlacedNodes, node: str, said: Said, whole: Place) -> Iterator[Finding]:
    """Report a dataset of a series whose title has a year outside its period, as a copied one has."""
    periods = said.get(DCT.temporal, ()) if IN_SERIES in said else ()
    spans = [span for period in periods if (span := _years(graph, period)) is not None]
    if len(spans) != 1 or len(periods) != 1:
        return
    first, last = spans[0]
    for title in said.get(DCT.title, ()):
        years = _YEAR.findall(lexical(title))
        if years and not any(first <= year <= last for year in years):
            place = graph.triple_place(node, DCT.title, title) or graph.node_place(node) or whole
            shown = first if first == last else f"{first}–{last}"
            yield finding("T207", place, year=years[0], period=shown, focus=node, path=DCT.title)
            return


def _years(graph: PlacedNodes, period: str) -> tuple[str, str] | None:
    """Return the first and the last year of a period that has both ends."""
    ends = [graph.objects(period, path)[:1] for path in (DCAT.startDate, DCAT.endDate)]
    years = [match[0] for end in ends for date in end if (match := _YEAR.match(lexical(date)))]
    return (years[0], years[1]) if len(years) == len(ends) else None


def _of_the_addresses(graph: PlacedNodes, node: str, said: Said, whole: Place) -> Iterator[Finding]:
    pages = [each for each in said.get(DCAT.downloadURL, ()) if _PAGE.fullmatch(each)]
    if pages and any(map(_FILE.fullmatch, said.get(DCAT.accessURL, ()))):
        place = graph.triple_place(node, DCAT.downloadURL, pages[0]) or graph.node_place(node) or whole
        yield finding("R214", place, focus=node, path=DCAT.downloadURL)


def _of_closed_data(graph: PlacedNodes, node: str, right: str, whole: Place) -> Iterator[Finding]:
    for licence in graph.objects(node, DCT.license):
        if licence.startswith(_OPEN_LICENCES):
            place = graph.triple_place(node, DCT.license, licence) or graph.node_place(node) or whole
            name = name_of(licence)
            yield finding("R209", place, rights=name_of(right), license=name, focus=node, path=DCT.license)
    for file in graph.objects(node, DCAT.downloadURL) if right == NON_PUBLIC else ():
        place = graph.triple_place(node, DCAT.downloadURL, file) or graph.node_place(node) or whole
        yield finding("R210", place, rights=name_of(right), focus=node, path=DCAT.downloadURL)


__all__ = ["contradictions"]
