"""One record's part of a graph: what a reader of this record alone needs to have."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from dcat_publisher.model.graph import Graph
from dcat_publisher.model.namespaces import DCAT

BOUNDARY = frozenset(DCAT[name] for name in ("Catalog", "Dataset", "DatasetSeries"))


def bounded_description(graph: Graph, root: str) -> Graph:
    """Return the triples of a node and of all that it leads to, stopping at other datasets and catalogues.

    This is how the national harvester splits a catalogue, so each part stands for itself.
    """
    part = Graph()
    add_parts(part, graph, [root])
    return part


def add_parts(part: Graph, graph: Graph, roots: Sequence[str]) -> None:
    """Add to `part` what belongs to some nodes, but for what it has already."""
    waiting = list(roots)
    while waiting:
        subject = waiting.pop()
        if subject not in part.index:
            said = {name: list(values) for name, values in graph.predicates(subject).items()}
            part.index[subject] = said
            waiting += led_to(graph, said)


def led_to(graph: Graph, said: Mapping[str, Sequence[str]]) -> Iterator[str]:
    """Yield the nodes described in a graph that belong to whoever says this of itself."""
    for values in said.values():
        for value in values:
            if value in graph.index and BOUNDARY.isdisjoint(graph.types(value)):
                yield value
