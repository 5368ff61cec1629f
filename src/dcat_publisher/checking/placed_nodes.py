"""A graph of which it is known where it was typed, as the rules on it need it: whole, or read on demand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from dcat_publisher.model.graph import Graph
from dcat_publisher.model.place import Place

Said = Mapping[str, Sequence[str]]
"""Predicate -> objects of a node."""


class PlacedNodes(Protocol):
    """A graph of which it is known where it was typed."""

    def predicates(self, subject: str) -> Said:
        """Return predicate -> objects of a subject; empty when it is not described."""

    def objects(self, subject: str, predicate: str) -> Sequence[str]:
        """Return the objects of a subject and predicate."""

    def subjects(self, predicate: str, value: str) -> Sequence[str]:
        """Return the subjects that lead to a value by a predicate: a distribution's, or a series' members."""

    def triple_place(self, subject: str, predicate: str, value: str) -> Place | None:
        """Return the place where a triple was typed."""

    def node_place(self, node: str) -> Place | None:
        """Return the place where a node was declared."""

    def reference_place(self, node: str) -> Place | None:
        """Return the first place where something leads to a node."""


@dataclass(frozen=True, slots=True)
class GraphPlaces:
    """The places of a graph that is at hand as a whole."""

    graph: Graph

    def predicates(self, subject: str) -> Said:
        """Return predicate -> objects of a subject; empty when it is not described."""
        return self.graph.predicates(subject)

    def objects(self, subject: str, predicate: str) -> Sequence[str]:
        """Return the objects of a subject and predicate."""
        return self.graph.objects(subject, predicate)

    def subjects(self, predicate: str, value: str) -> Sequence[str]:
        """Return the subjects that lead to a value by a predicate."""
        return list(self.graph.subjects(predicate, value))

    def triple_place(self, subject: str, predicate: str, value: str) -> Place | None:
        """Return the place where a triple was typed."""
        return self.graph.places.get((subject, predicate, value))

    def node_place(self, node: str) -> Place | None:
        """Return the place where a node was declared."""
        return self.graph.node_places.get(node)

    def reference_place(self, node: str) -> Place | None:
        """Return the first place where something leads to a node."""
        if not self.graph.places:
            return None
        places = (
            self.graph.places.get((subject, predicate, node))
            for predicate, by_value in self.graph.inverse().items()
            for subject in by_value.get(node, ())
        )
        return min((place for place in places if place is not None), default=None)
