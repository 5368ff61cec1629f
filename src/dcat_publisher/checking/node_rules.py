"""Rules on nodes that SHACL Core has no words for: dates of several forms, geometries that can be drawn.

`sh:lessThanOrEquals` compares values of one datatype; a period may begin with a year and end with a day.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from dcat_publisher.checking.contradictions import contradictions
from dcat_publisher.checking.days import day_of
from dcat_publisher.checking.periods import period_faults
from dcat_publisher.checking.placed_nodes import PlacedNodes, Said
from dcat_publisher.checking.series_order import order_faults, ring_faults
from dcat_publisher.checking.validation import AGENT, numbers_of_agents
from dcat_publisher.checking.wkt import wkt_fault
from dcat_publisher.model.finding import Finding
from dcat_publisher.model.namespaces import DCAT, DCT, LOCN
from dcat_publisher.model.place import Place
from dcat_publisher.model.terms import TYPE, datatype, lexical
from dcat_publisher.rules import finding

_START: Final = DCAT.startDate
_END: Final = DCAT.endDate
_ISSUED: Final = DCT.issued
_MODIFIED: Final = DCT.modified
_GEOMETRIES: Final = (DCAT.bbox, DCAT.centroid, LOCN.geometry)
_NO_WKT: Final = ("gmlLiteral>", "geoJSONLiteral>")


def node_findings(
    graph: PlacedNodes, nodes: Iterable[str], whole: Place, *, register: bool = True
) -> Iterator[Finding]:
    """Yield what is wrong with some nodes.

    `whole` is the place of what has no line; `register` says whether Norwegian organisation numbers are
    asked for.
    """
    nodes = list(nodes)
    agents = [node for node in nodes if register and AGENT in graph.objects(node, TYPE)]
    yield from numbers_of_agents(graph, agents, whole)
    yield from order_faults(graph, nodes, whole)
    yield from ring_faults(graph, nodes, whole)
    for node in nodes:
        yield from contradictions(graph, node, whole)
        said = graph.predicates(node)
        yield from _reversed(graph, node, said, whole)
        yield from period_faults(graph, node, whole)
        yield from _geometries(graph, node, said, whole)


def _reversed(graph: PlacedNodes, node: str, said: Said, whole: Place) -> Iterator[Finding]:
    for start, end in _pairs(said, _START, _END):
        place = graph.triple_place(node, _END, end) or graph.node_place(node) or whole
        first, last = lexical(start), lexical(end)
        yield finding("T203", place, start=first, end=last, focus=node, path=_END)
    for issued, modified in _pairs(said, _ISSUED, _MODIFIED):
        place = graph.triple_place(node, _MODIFIED, modified) or graph.node_place(node) or whole
        first, last = lexical(issued), lexical(modified)
        yield finding("T204", place, issued=first, modified=last, focus=node, path=_MODIFIED)


def _pairs(said: Said, first: str, last: str) -> Iterator[tuple[str, str]]:
    """Yield the dates of two properties of which the second is wholly before the first."""
    for value in said.get(first, ()):
        for other in said.get(last, ()):
            begins, ends = day_of(value, latest=False), day_of(other, latest=True)
            if begins is not None and ends is not None and ends < begins:
                yield value, other


def _geometries(graph: PlacedNodes, node: str, said: Said, whole: Place) -> Iterator[Finding]:
    for predicate in _GEOMETRIES:
        for value in said.get(predicate, ()):
            is_wkt = value[0] == '"' and not (datatype(value) or "").endswith(_NO_WKT)
            reason = wkt_fault(lexical(value)) if is_wkt else None
            if reason is not None:
                place = graph.triple_place(node, predicate, value) or graph.node_place(node) or whole
                text = lexical(value)
                shown = text if len(text) < 60 else f"{text[:60]}…"
                yield finding("T511", place, value=shown, reason=reason, focus=node, path=predicate)


__all__ = ["node_findings"]
