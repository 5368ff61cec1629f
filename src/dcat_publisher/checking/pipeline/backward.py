"""The predicates of which shapes want to know who leads where."""

from __future__ import annotations

from typing import Final

from dcat_publisher.model.graph import Graph
from dcat_publisher.model.named_terms import DISTRIBUTION, IN_SERIES
from dcat_publisher.model.namespaces import SH
from dcat_publisher.shacl.data import HIERARCHY

_INVERSE: Final = SH.inversePath
_OBJECTS_OF: Final = SH.targetObjectsOf


def backward_predicates(shapes: Graph) -> frozenset[str]:
    """Return the predicates that shapes follow backwards or take the objects of, and rdfs:subClassOf.

    How far a recommendation is due depends on the dataset of a distribution, and on the members of a series.
    """
    found: set[str] = {*HIERARCHY, DISTRIBUTION, IN_SERIES}
    waiting = [path for said in shapes.index.values() for path in said.get(_INVERSE, ())]
    seen: set[str] = set()
    for node in waiting:
        if node[0] == "<":
            found.add(node)
        elif node not in seen:
            seen.add(node)
            waiting.extend(
                value for values in shapes.predicates(node).values() for value in values if value[0] != '"'
            )
    for said in shapes.index.values():
        found.update(said.get(_OBJECTS_OF, ()))
    return frozenset(found)
