"""Graphs with places, put together from parts: of the whole catalogue, or of some of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TypeVar

from dcat_publisher.checking.pipeline.index import CLASSES, PartIndex
from dcat_publisher.checking.pipeline.linking import LinkedParts
from dcat_publisher.checking.pipeline.nodes import all_nodes, put_together
from dcat_publisher.checking.pipeline.opening import Opened
from dcat_publisher.model.gc_paused import gc_paused
from dcat_publisher.model.graph import Graph
from dcat_publisher.model.place import Place

_Key = TypeVar("_Key", str, tuple[str, str, str])


def graph_of(opened: Opened, numbers: Sequence[int] | None = None) -> Graph:
    """Return the graph of the catalogue, or of what some of its parts describe and lead to."""
    with gc_paused():
        parts, index = opened.parts, opened.parts.index
        chosen = range(len(index.parts)) if numbers is None else numbers
        nodes = all_nodes(index, parts) if numbers is None else _nodes(opened, frozenset(numbers))
        said = {node: put_together(node, index, parts) for node in nodes}
        graph = Graph.over(
            {
                node: {name: list(values) for name, values in each.items()}
                for node, each in said.items()
                if each
            }
        )
        typed = [(number, *parts.places(number)) for number in chosen]
        _add_first(graph.places, [(number, places) for number, places, _ in typed], parts)
        _add_first(graph.node_places, [(number, places) for number, _, places in typed], parts)
        _add_members(graph, index)
        return graph


def _add_first(
    table: dict[_Key, Place], found: Iterable[tuple[int, Mapping[_Key, Place]]], parts: LinkedParts
) -> None:
    """Add the places of parts; of what several have a place for, the first in order of file."""
    owner: dict[_Key, int] = {}
    for number, places in found:
        for key, place in places.items():
            if key not in table or parts.rank(number, place) < parts.rank(owner[key], table[key]):
                table[key], owner[key] = place, number


def _nodes(opened: Opened, numbers: frozenset[int]) -> list[str]:
    """Return what these parts describe, and what they lead to and no part describes."""
    index, found = opened.parts.index, dict[str, None]()
    for number in sorted(numbers):
        found.update(dict.fromkeys(opened.parts(number)))
        links = index.parts[number].links
        found.update(dict.fromkeys(link for link in links if link[0] == "<" and not index.describing(link)))
    return list(found)


def _add_members(graph: Graph, index: PartIndex) -> None:
    """Add the places of those members that the catalogue has only because they are there."""
    catalog = index.catalog
    if catalog is None:
        return
    stated = {triple for triple in graph.places if triple[0] == catalog}
    for predicate in CLASSES:
        for member in index.members.get(predicate, ()):
            place = graph.node_places.get(member)
            if place is not None and (catalog, predicate, member) not in stated:
                graph.places[catalog, predicate, member] = place
