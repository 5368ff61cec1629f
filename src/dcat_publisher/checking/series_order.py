"""The order of series: what is named first, last, previous or next is part of the series."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Final

from dcat_publisher.checking.placed_nodes import PlacedNodes
from dcat_publisher.model.finding import Finding
from dcat_publisher.model.named_terms import IN_SERIES
from dcat_publisher.model.namespaces import DCAT
from dcat_publisher.model.place import Place
from dcat_publisher.model.terms import TYPE, iri_value, is_iri
from dcat_publisher.rules import finding

_ENDS: Final = (DCAT.first, DCAT.last)
_NEIGHBOURS: Final = (DCAT.prev, DCAT.next)
_LONGEST: Final = 1000
"""How many datasets a series has at most that is followed to its end."""
ORDER: Final = frozenset((*_ENDS, *_NEIGHBOURS))
"""The properties that lead to datasets of a series, by their order."""


def order_faults(graph: PlacedNodes, nodes: Iterable[str], whole: Place) -> Iterator[Finding]:
    """Report what nodes name as a dataset of their series, and is described as none of it.

    SHACL Core cannot compare what two paths lead to. What is described elsewhere is not judged.
    """
    for node in nodes:
        said = graph.predicates(node)
        own = [one for one in said.get(IN_SERIES, ()) if is_iri(one)]
        for path in _ENDS:
            if path in said:
                yield from _outside(graph, node, path, [node], whole)
        for path in _NEIGHBOURS if own else ():
            if path in said:
                yield from _outside(graph, node, path, own, whole)


def ring_faults(graph: PlacedNodes, nodes: Iterable[str], whole: Place) -> Iterator[Finding]:
    """Report the datasets that one comes back to by what is before them, or by what is after."""
    for node in nodes:
        said = graph.predicates(node)
        for path in _NEIGHBOURS:
            ring = _ring(graph, node, path) if path in said else []
            if ring and node == min(ring):  # each of them is in the ring: one is enough
                place = graph.triple_place(node, path, ring[0]) or graph.node_place(node) or whole
                names = " → ".join(f"`{name_of(each)}`" for each in (node, *ring))
                yield finding("R208", place, ring=names, focus=node, path=path)


def _ring(graph: PlacedNodes, node: str, path: str) -> list[str]:
    """Return the way by a property from a node back to it, over others; empty where there is none."""
    way: list[str] = []
    while len(way) < _LONGEST:
        following = [each for each in graph.objects(way[-1] if way else node, path) if is_iri(each)]
        if not following or following[0] in way:
            return []
        way.append(following[0])
        if following[0] == node:
            return way if len(way) > 1 else []
    return []


def _outside(
    graph: PlacedNodes, node: str, path: str, series: list[str], whole: Place
) -> Iterator[Finding]:
    for value in graph.objects(node, path):
        if not is_iri(value) or not graph.objects(value, TYPE):
            continue
        if not set(series) & set(graph.objects(value, IN_SERIES)):
            place = graph.triple_place(node, path, value) or graph.node_place(node) or whole
            name, of_series = name_of(value), name_of(series[0])
            found = finding("R240", place, focus=node, path=path, name=name, series=of_series)
            yield replace(found, value=value)


def name_of(term: str) -> str:
    """Return the last part of an address, which is mostly what a record is called in the source."""
    return iri_value(term).rstrip("/").rsplit("/", 1)[-1]
