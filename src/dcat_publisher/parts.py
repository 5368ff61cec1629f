"""One record's part of a graph: what a reader of this record alone needs to have."""

from __future__ import annotations

from dcat_publisher.graph import Graph

_DCAT = "http://www.w3.org/ns/dcat#"
_BOUNDARY = frozenset(f"<{_DCAT}{name}>" for name in ("Catalog", "Dataset", "DatasetSeries"))


def part_of(graph: Graph, root: str) -> Graph:
    """Give the triples of a node and of all that it leads to, stopping at other datasets and catalogues.

    This is how the national harvester splits a catalogue, so each part stands for itself.
    """
    part = Graph()
    waiting, seen = [root], {root}
    while waiting:
        subject = waiting.pop()
        predicates = graph.predicates(subject)
        part.index[subject] = {name: list(values) for name, values in predicates.items()}
        for values in predicates.values():
            for value in values:
                if value not in seen and value in graph.index and _BOUNDARY.isdisjoint(graph.types(value)):
                    seen.add(value)
                    waiting.append(value)
    return part
