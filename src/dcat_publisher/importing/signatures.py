"""What tells nodes without an address apart, the same way each time that a document is read."""

from __future__ import annotations

from collections.abc import Iterable

from dcat_publisher.model.graph import Graph
from dcat_publisher.model.terms import is_blank

_DEEPEST = 4


def signatures(graph: Graph, nodes: Iterable[str]) -> dict[str, str]:
    """Return blank node -> all that it says, with what the blank nodes say that it leads to."""
    return {node: _said(graph, node, 0) for node in nodes if is_blank(node)}


def _said(graph: Graph, node: str, depth: int) -> str:
    said = graph.predicates(node)
    parts = [
        f"{predicate} {_said(graph, value, depth + 1) if value[0] == '_' and depth < _DEEPEST else value}"
        for predicate, values in said.items()
        for value in values
        if value[0] != "_" or depth < _DEEPEST
    ]
    return "{" + "; ".join(sorted(parts)) + "}"
