"""The values that a property shape allows, where it counts them up."""

from __future__ import annotations

from typing import Final

from dcat_publisher.model.graph import Graph
from dcat_publisher.model.namespaces import SH
from dcat_publisher.model.terms import iri_value, is_iri
from dcat_publisher.shacl.lists import read_list

_IN: Final = SH["in"]
_NOT_IRIS: Final = frozenset({SH.Literal, SH.BlankNode, SH.BlankNodeOrLiteral})


def allowed_values(graph: Graph, shape: str) -> frozenset[str]:
    """Return the IRIs that a shape allows: by sh:in of its own, of the shape it names, or of its choices.

    Empty where it allows others too; a choice that is no IRI at all does not count.
    """
    for holder in (shape, *graph.objects(shape, SH.node)):
        if graph.objects(holder, _IN):
            return _listed(graph, holder)
    for head in graph.objects(shape, SH["or"]):
        choices = [
            one
            for one in read_list(graph, head, shape, "sh:or")
            if not _NOT_IRIS.intersection(graph.objects(one, SH.nodeKind))
        ]
        if choices and all(graph.objects(one, _IN) for one in choices):
            return frozenset[str]().union(*(_listed(graph, one) for one in choices))
    return frozenset()


def _listed(graph: Graph, holder: str) -> frozenset[str]:
    head = graph.objects(holder, _IN)[0]
    return frozenset(iri_value(one) for one in read_list(graph, head, holder, "sh:in") if is_iri(one))


__all__ = ["allowed_values"]
