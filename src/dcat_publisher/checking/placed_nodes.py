"""A graph of which it is known where it was typed, as the rules on it need it: whole, or read on demand."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from dcat_publisher.model.place import Place


class PlacedNodes(Protocol):
    """A graph of which it is known where it was typed."""

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
