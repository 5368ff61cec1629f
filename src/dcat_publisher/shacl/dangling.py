"""References to property shapes that nobody wrote: official shapes have some, which users cannot mend."""

from __future__ import annotations

from dcat_publisher.model.graph import Graph
from dcat_publisher.shacl.names import PROPERTY


def dangling_properties(graph: Graph) -> dict[str, list[str]]:
    """Return the values of sh:property of which the graph says nothing -> the shapes that have them."""
    dangling: dict[str, list[str]] = {}
    for shape, predicates in graph.index.items():
        for reference in predicates.get(PROPERTY, ()):
            if reference[0] != '"' and reference not in graph.index:
                dangling.setdefault(reference, []).append(shape)
    return dangling


def without(graph: Graph, dangling: dict[str, list[str]]) -> Graph:
    """Return the graph without references that lead nowhere; the same one where there are none."""
    if not dangling:
        return graph
    return Graph(
        (subject, predicate, value)
        for subject, predicate, value in graph
        if predicate != PROPERTY or value not in dangling
    )
