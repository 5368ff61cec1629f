"""Sibling shapes: those that compete for values under sh:qualifiedValueShapesDisjoint (SHACL 4.7.3)."""

from __future__ import annotations

from dcat_publisher.model.graph import Graph
from dcat_publisher.shacl.names import PROPERTY, QUALIFIED_VALUE_SHAPE


def family(graph: Graph, property_shape: str) -> list[str]:
    """Return the qualified value shapes of all property shapes with a parent of this one, and its own."""
    return [
        shape
        for parent in graph.subjects(PROPERTY, property_shape)
        for member in graph.objects(parent, PROPERTY)
        for shape in graph.objects(member, QUALIFIED_VALUE_SHAPE)
    ]
