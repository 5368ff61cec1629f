"""What a catalogue says against itself: links to oneself, open licences and files of closed data."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from dcat_publisher.checking.placed_nodes import PlacedNodes
from dcat_publisher.checking.series_order import name_of
from dcat_publisher.model.finding import Finding
from dcat_publisher.model.named_terms import ACCESS_RIGHTS, DISTRIBUTION, NON_PUBLIC, PUBLIC, RESTRICTED
from dcat_publisher.model.namespaces import AUTHORITY, DCAT, DCT, PROV, terms
from dcat_publisher.model.place import Place
from dcat_publisher.model.terms import is_iri
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


def contradictions(graph: PlacedNodes, node: str, whole: Place) -> Iterator[Finding]:
    """Yield what is said of a node that cannot be so."""
    yield from _of_oneself(graph, node, whole)
    yield from _of_the_title(graph, node, whole)
    rights = graph.objects(node, ACCESS_RIGHTS)
    closed = [right for right in rights if right in _CLOSED]
    if closed and PUBLIC not in rights:
        for distribution in graph.objects(node, DISTRIBUTION):
            yield from _of_closed_data(graph, distribution, closed[0], whole)


def _of_oneself(graph: PlacedNodes, node: str, whole: Place) -> Iterator[Finding]:
    for path in _TO_OTHERS:
        if is_iri(node) and node in graph.objects(node, path):
            place = graph.triple_place(node, path, node) or graph.node_place(node) or whole
            yield finding("R207", place, name=name_of(node), focus=node, path=path)


def _of_the_title(graph: PlacedNodes, node: str, whole: Place) -> Iterator[Finding]:
    titles = graph.objects(node, DCT.title)
    for text in graph.objects(node, DCT.description):
        if text in titles:
            place = graph.triple_place(node, DCT.description, text) or graph.node_place(node) or whole
            yield finding("T517", place, focus=node, path=DCT.description)


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
