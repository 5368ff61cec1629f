"""Which record a node belongs to, and the way there: what is reached from one record alone is part of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from dcat_publisher.model.graph import Graph
from dcat_publisher.model.named_terms import CATALOG, DATASET, SERIES
from dcat_publisher.model.namespaces import term
from dcat_publisher.model.terms import iri, iri_value, is_iri, is_literal

RECORDS: Final = (DATASET, SERIES, term("dcat:DataService"), CATALOG)
"""The classes whose members are compared one by one, in the order that they are told in."""
_LONGEST_WAY: Final = 32
"""The most steps that are kept of a way, the last ones: a list of 20,000 members would have 200 million."""


@dataclass(frozen=True, slots=True)
class Step:
    """One step from a record inward: the property, and the node that it leads to."""

    predicate: str
    node: str


Way = tuple[Step, ...]


@dataclass(slots=True)
class Ownership:
    """Records; node -> the record that it is part of; node -> the way to it; node -> all that lead to it."""

    records: dict[str, None]
    owner: dict[str, str] = field(default_factory=dict)
    way: dict[str, Way] = field(default_factory=dict)
    users: dict[str, list[str]] = field(default_factory=dict)


def ownership(graph: Graph) -> Ownership:
    """Find what belongs to what; `graph` holds both catalogues, so that what left still has its place."""
    found = Ownership({node: None for class_ in RECORDS for node in graph.instances(class_)})
    ways: dict[str, dict[str, Way]] = {}
    for record in found.records:
        for node, way in _reached(graph, record, found.records):
            ways.setdefault(node, {})[record] = way
    for node, by_record in ways.items():
        found.users[node] = list(by_record)
        owner = _owner(node, by_record)
        if owner is not None:
            found.owner[node] = owner
            found.way[node] = by_record[owner]
    return found


def _owner(node: str, ways: Mapping[str, Way]) -> str | None:
    """Return the record whose address begins the node's own, else the only record that leads here."""
    if is_iri(node):
        named = iri(iri_value(node).partition("#")[0])
        if named in ways:
            return named
    return next(iter(ways)) if len(ways) == 1 else None


def _reached(graph: Graph, record: str, records: Mapping[str, None]) -> Iterator[tuple[str, Way]]:
    """Yield what a record leads to without passing another, nearest first, each with the way."""
    waiting: list[tuple[str, Way]] = [(record, ())]
    seen = {record}
    for node, way in waiting:  # grows while it is walked
        for predicate, values in graph.predicates(node).items():
            for value in values:
                if value in seen or is_literal(value) or value in records or value not in graph.index:
                    continue
                seen.add(value)
                further = (*way, Step(predicate, value))[-_LONGEST_WAY:]
                waiting.append((value, further))
                yield value, further
