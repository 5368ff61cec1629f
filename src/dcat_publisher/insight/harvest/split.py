"""The splitting: one document becomes catalogues and datasets, each with a graph of its own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from dcat_publisher.insight.harvest.facts import GENERATED_CATALOG
from dcat_publisher.insight.harvest.identity import without_blanks
from dcat_publisher.model.graph import Graph
from dcat_publisher.model.named_terms import CATALOG, DATASET, IN_SERIES, MEMBER, SERIES, SERVICE
from dcat_publisher.model.terms import iri, iri_value, is_blank, is_iri, is_literal


@dataclass(slots=True)
class Part:
    """A dataset or a catalogue as it is passed on: its term, its graph, the fate of its blank nodes."""

    subject: str
    graph: Graph
    merged: list[tuple[str, list[str]]] = field(default_factory=list)
    circle: list[str] = field(default_factory=list)
    empty: bool = False


@dataclass(slots=True)
class Split:
    """A document, split: datasets by term, and for each catalogue the terms of its datasets.

    `services` are the data services of the document. A source is registered for one kind of resource: where
    there are services and no datasets, it is one of services.
    """

    datasets: dict[str, Part] = field(default_factory=dict)
    catalogs: dict[str, list[str]] = field(default_factory=dict)
    generated: str | None = None
    services: list[str] = field(default_factory=list)

    @property
    def is_of_services(self) -> bool:
        """Whether the document has data services and no dataset."""
        return bool(self.services) and not self.datasets


def split_document(graph: Graph, address: str) -> Split:
    """Split a document that was fetched from `address`; a dataset in no catalogue gets a made-up one."""
    split = Split(services=[subject for subject in graph.instances(SERVICE) if is_iri(subject)])
    for subject in dict.fromkeys((*graph.instances(DATASET), *graph.instances(SERIES))):
        if is_iri(subject):
            split.datasets[subject] = dataset_part(graph, subject)
    for catalog in graph.instances(CATALOG):
        if is_iri(catalog):
            split.catalogs[catalog] = list(dict.fromkeys(_members(graph, catalog)))
    claimed = {member for members in split.catalogs.values() for member in members}
    orphans = [subject for subject in split.datasets if subject not in claimed]
    if orphans:
        split.generated = iri(f"{address}{GENERATED_CATALOG}")
        split.catalogs[split.generated] = orphans
    return split


def _members(graph: Graph, catalog: str) -> Iterator[str]:
    """Yield the datasets of a catalogue; a series brings in all that say they are in it."""
    for value in graph.objects(catalog, MEMBER):
        if is_literal(value):
            continue
        series = graph.subjects(IN_SERIES, value) if SERIES in graph.types(value) else ()
        yield from (member for member in (*series, value) if is_iri(member) and is_dataset(graph, member))


def is_dataset(graph: Graph, subject: str) -> bool:
    """Return whether a node is typed as dataset or series, in so many words."""
    types = graph.types(subject)
    return DATASET in types or SERIES in types


def dataset_part(graph: Graph, subject: str) -> Part:
    """Return a dataset with all that can be reached from it, stopping at other datasets and series."""
    return _part(subject, reachable(graph, subject))


def catalog_part(graph: Graph, subject: str) -> Part:
    """Return a catalogue with all that can be reached from it, without its datasets."""
    return _part(subject, reachable(graph, subject, MEMBER))


def _part(subject: str, raw: Graph) -> Part:
    circle = blank_circle(raw)
    if circle:
        return Part(subject, raw, circle=circle)
    graph, merged = without_blanks(raw, iri_value(subject))
    return Part(subject, graph, merged, empty=_has_empty_node(raw))


def _has_empty_node(graph: Graph) -> bool:
    """Return whether a blank node has a blank node without properties as a value."""
    return any(
        is_blank(value) and value not in graph.index
        for subject, predicates in graph.index.items()
        if is_blank(subject)
        for values in predicates.values()
        for value in values
    )


def reachable(graph: Graph, root: str, leaving_out: str | None = None) -> Graph:
    """Return the triples of a node and of all it leads to, except through the predicate `leaving_out`.

    Unlike a published record's part, a catalogue on the way is taken along: the harvester stops at datasets
    only.
    """
    part = Graph()
    waiting, seen = [root], {root}
    while waiting:
        subject = waiting.pop()
        for predicate, values in graph.predicates(subject).items():
            if subject == root and predicate == leaving_out:
                continue
            part.index.setdefault(subject, {})[predicate] = list(values)
            for value in values:
                if value not in seen and value in graph.index and not is_dataset(graph, value):
                    seen.add(value)
                    waiting.append(value)
    return part


def blank_circle(graph: Graph) -> list[str]:
    """Return blank nodes that lead back to each other; the harvester never gets out of such a circle.

    IRIs on the way are visited once, so a circle through one does no harm.
    """
    finished: set[str] = set()
    for start in graph.index:
        if is_blank(start) and start not in finished:
            found = _circle_from(graph, start, finished)
            if found:
                return found
    return []


def _circle_from(graph: Graph, start: str, finished: set[str]) -> list[str]:
    """Search depth first through blank nodes; a node met again on the path closes a circle."""
    path: list[str] = []
    waiting: list[tuple[str, bool]] = [(start, False)]
    while waiting:
        node, leaving = waiting.pop()
        if leaving:
            finished.add(path.pop())
        elif node in path:
            return path[path.index(node) :]
        elif node not in finished:
            path.append(node)
            waiting.append((node, True))
            waiting.extend((value, False) for value in _blank_values(graph, node))
    return []


def _blank_values(graph: Graph, node: str) -> Iterator[str]:
    for values in graph.predicates(node).values():
        yield from (value for value in values if is_blank(value) and value in graph.index)
