"""References to shapes that nobody wrote: official shapes have some, which users cannot mend."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from dcat_publisher.model.graph import Graph
from dcat_publisher.model.namespaces import SH
from dcat_publisher.model.terms import TYPE, is_literal
from dcat_publisher.shacl.names import PROPERTY
from dcat_publisher.shacl.references import referred


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


def no_shapes(graph: Graph) -> Iterator[tuple[str, str, str]]:
    """Yield the references to what is no shape: (shape, parameter, what it refers to).

    SHACL takes it for a shape that asks for nothing, so that whatever refers to it says something else than
    its author means: nothing is described, or a class or a list stands in the place of a shape.
    """
    for shape in graph.index:
        for parameter, other in referred(graph, shape):
            if not is_literal(other) and parameter != PROPERTY and not _is_shape(graph.predicates(other)):
                yield shape, parameter, other


def _is_shape(said: Mapping[str, Sequence[str]]) -> bool:
    return any(map(SH.has, (*said, *said.get(TYPE, ()))))
