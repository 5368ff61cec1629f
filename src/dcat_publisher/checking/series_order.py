"""The order of series: what is named first, last, previous or next is part of the series."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
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
ORDER: Final = frozenset((*_ENDS, *_NEIGHBOURS))
"""The properties that lead to datasets of a series, by their order."""


def order_faults(graph: PlacedNodes, nodes: Iterable[str], whole: Place) -> Iterator[Finding]:
    """Report what nodes name as a dataset of their series, and is described as none of it.

    SHACL Core cannot compare what two paths lead to. What is described elsewhere is not judged.
    """
    for node in nodes:
        for path in _ENDS:
            yield from _outside(graph, node, path, [node], whole)
        for path in _NEIGHBOURS:
            own = [one for one in graph.objects(node, IN_SERIES) if is_iri(one)]
            if own:
                yield from _outside(graph, node, path, own, whole)


def _outside(
    graph: PlacedNodes, node: str, path: str, series: list[str], whole: Place
) -> Iterator[Finding]:
    for value in graph.objects(node, path):
        if not is_iri(value) or not graph.objects(value, TYPE):
            continue
        if not set(series) & set(graph.objects(value, IN_SERIES)):
            place = graph.triple_place(node, path, value) or graph.node_place(node) or whole
            name, of_series = _name(value), _name(series[0])
            yield finding("R240", place, focus=node, path=path, name=name, series=of_series)


def _name(term: str) -> str:
    """Return the last part of an address, which is mostly what a record is called in the source."""
    return iri_value(term).rstrip("/").rsplit("/", 1)[-1]
