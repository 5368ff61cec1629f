"""RDF lists in the shapes graph (SHACL 1.5, "SHACL list")."""

from __future__ import annotations

from dcat_publisher.model.graph import Graph
from dcat_publisher.shacl.faults import fault, shown
from dcat_publisher.shacl.names import FIRST, NIL, REST


def read_list(graph: Graph, head: str, shape: str, where: str) -> list[str]:
    """Return the members of a list; raise ShapesError when it is not one, or goes round in a circle."""
    members: list[str] = []
    seen: set[str] = set()
    cell = head
    while cell != NIL:
        first, rest = graph.objects(cell, FIRST), graph.objects(cell, REST)
        if len(first) != 1 or len(rest) != 1 or cell in seen:
            raise fault(shape, "no_list", parameter=shown(where))
        seen.add(cell)
        members.append(first[0])
        cell = rest[0]
    return members
