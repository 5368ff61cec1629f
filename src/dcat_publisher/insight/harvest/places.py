"""Fault to finding: the line in the YAML where the source is at hand, else the line in the document.

The document is what was fetched or read; `lines` says where it begins to speak of a node.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from dcat_publisher.insight.harvest.faults import Fault
from dcat_publisher.model.finding import Finding
from dcat_publisher.model.graph import Graph
from dcat_publisher.model.place import Place
from dcat_publisher.rules import finding


def located(fault: Fault, name: str, lines: Mapping[str, int], source: Graph | None) -> Finding:
    """Make a finding of a fault; `name` is that of the document, `source` the graph that knows places."""
    place = fault.place
    if place is None and source is not None:
        place = _in_source(fault, source)
    if place is None:
        line = fault.line or lines.get(fault.focus or "") or lines.get(fault.dataset or "") or 1
        place = Place(name, line, fault.column or 1, line, fault.column or 1)
    blanks: dict[str, Any] = dict(fault.blanks)  # the names that a rule's texts have, none of finding's own
    found = finding(fault.code, place, focus=fault.focus, path=fault.path, **blanks)
    severity = found.severity if fault.severity is None else fault.severity
    return replace(found, severity=severity, value=fault.value)


def _in_source(fault: Fault, source: Graph) -> Place | None:
    """Return the place of the triple, else of the property, of the node, of what refers to the node."""
    if fault.focus is None:
        return None
    if fault.path is not None:
        exact = source.places.get((fault.focus, fault.path, fault.value or ""))
        typed = (
            source.places.get((fault.focus, fault.path, value))
            for value in source.objects(fault.focus, fault.path)
        )
        place = exact or next((place for place in typed if place is not None), None)
        if place is not None:
            return place
    return source.node_places.get(fault.focus) or _reference(fault.focus, source)


def _reference(node: str, source: Graph) -> Place | None:
    places = (
        source.places.get((subject, predicate, node))
        for predicate, by_value in source.inverse().items()
        for subject in by_value.get(node, ())
    )
    return min((place for place in places if place is not None), default=None)
