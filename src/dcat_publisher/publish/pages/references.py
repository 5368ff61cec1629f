"""Who refers to what: the one place where a page asks what other records say of its thing.

All else on a page is told by the thing's own part of the graph and by the names and addresses of what that
part refers to (`Reader.name`, `Reader.href`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from dcat_publisher.model.graph import Graph
from dcat_publisher.model.terms import TYPE, iri
from dcat_publisher.publish.pages.predicates import HAS_DATASET, HAS_SERVICE, IN_SERIES

_MEMBERSHIP: Final = frozenset({TYPE, IN_SERIES, HAS_DATASET, HAS_SERVICE})

Users = list[tuple[str, list[str]]]
"""By property, the things that refer to one."""


def members(graph: Graph, series: str) -> Sequence[str]:
    """Return the datasets that say they are in a series."""
    return graph.subjects(IN_SERIES, series)


def catalogs(graph: Graph, dataset: str) -> Sequence[str]:
    """Return the catalogues that hold a dataset."""
    return graph.subjects(HAS_DATASET, dataset)


def users(graph: Graph, addresses: Mapping[str, str], node: str) -> Users:
    """Return by property the things with a page that refer to a node, themselves or in a node nested in them.

    What a catalogue and a series hold is told by `catalogs` and `members`. All is in order of IRI, so that it
    does not matter in which order the graph was made.
    """
    every: Users = []
    for predicate, by_object in sorted(graph.inverse().items()):
        if node in by_object and predicate not in _MEMBERSHIP:
            owners = {_owner(addresses, subject) for subject in by_object[node]}
            found = sorted(owner for owner in owners if owner in addresses and owner != node)
            if found:
                every.append((predicate, found))
    return every


def _owner(addresses: Mapping[str, str], node: str) -> str:
    return node if node in addresses else iri(node[1:-1].partition("#")[0])
