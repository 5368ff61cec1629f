"""What a portion is told of the others, and what comes of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from dcat_publisher.check.batches.partial import Edge
from dcat_publisher.check.batches.written import Written
from dcat_publisher.model.finding import Finding
from dcat_publisher.model.graph import Graph
from dcat_publisher.model.place import Place
from dcat_publisher.publish.page_context import Named


class Around(NamedTuple):
    """What other portions say of nodes in this one.

    Classes of linked nodes, references, the names of the properties that datasets have, and what they are
    called.
    """

    types: tuple[tuple[str, tuple[str, ...]], ...] = ()
    edges: tuple[Edge, ...] = ()
    names: tuple[tuple[str, tuple[str, ...]], ...] = ()
    named: tuple[Named, ...] = ()
    is_last: bool = False


@dataclass(slots=True)
class Outcome:
    """What came of a portion.

    `linked` are nodes that a property gave a class, `bare` those that were mentioned and have none; `edges`
    lead out of the portion. `names` has the names of the properties of each dataset, `wanted` the datasets
    whose names have to be known before this portion can be validated. `named` says what its datasets are
    called, `unnamed` are those for whose names the pages of this portion wait. `promoted` are the terms of
    leaves that have to be read before all portions, because others may depend on what is in them; the rest
    then has no meaning. `places` has the first reference to each node that the common part links to and
    nobody describes.
    """

    findings: list[Finding] = field(default_factory=list)
    triples: int = 0
    linked: dict[str, tuple[str, ...]] = field(default_factory=dict)
    bare: tuple[str, ...] = ()
    edges: tuple[Edge, ...] = ()
    names: dict[str, tuple[str, ...]] = field(default_factory=dict)
    wanted: tuple[str, ...] = ()
    named: dict[str, Named] = field(default_factory=dict)
    unnamed: tuple[str, ...] = ()
    places: dict[str, Place] = field(default_factory=dict)
    vague: tuple[str, ...] = ()
    written: Written | None = None
    promoted: tuple[str, ...] = ()


def edges_out(graph: Graph, subjects: Iterable[str], backward: frozenset[str]) -> Iterator[Edge]:
    """Yield the references that shapes follow backwards and that lead to nodes not described in a graph."""
    described = graph.node_places
    for subject in subjects:
        said = graph.index[subject]
        for predicate in said.keys() & backward:
            for value in said[predicate]:
                if value not in described:
                    yield Edge((subject, predicate, value), tuple(graph.types(subject)))
