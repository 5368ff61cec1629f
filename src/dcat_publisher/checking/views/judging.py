"""Judging a view by the shapes of its profile, with findings on the lines that were typed.

A triple of a view keeps the place of the source's triple with the same subject, predicate and object; else of
the first with the same subject and object; else that of the subject; else where something leads to that.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from dcat_publisher.checking.circumstances import Circumstances
from dcat_publisher.checking.placed_nodes import GraphPlaces, Said
from dcat_publisher.checking.validation import placed_findings
from dcat_publisher.checking.views.view import View
from dcat_publisher.model.finding import Finding
from dcat_publisher.model.graph import Graph
from dcat_publisher.model.place import Place
from dcat_publisher.shacl import validate

_Key = tuple[str | None, str | None, str | None, str | None]


@dataclass(frozen=True)
class ViewPlaces:
    """The places of a view's triples, from those of the graph that it is a view of."""

    graph: Graph
    source: Graph

    def predicates(self, subject: str) -> Said:
        """Return predicate -> objects of a subject in the view; empty when it is not described there."""
        return self.graph.predicates(subject)

    def objects(self, subject: str, predicate: str) -> Sequence[str]:
        """Return the objects of a subject and predicate in the view."""
        return self.graph.objects(subject, predicate)

    def subjects(self, predicate: str, value: str) -> Sequence[str]:
        """Return the subjects in the view that lead to a value by a predicate."""
        return list(self.graph.subjects(predicate, value))

    def triple_place(self, subject: str, predicate: str, value: str) -> Place | None:
        """Return the place of the source's triple that a triple comes from."""
        exact = self.source.places.get((subject, predicate, value))
        if exact is not None:
            return exact
        said = self.source.predicates(subject)
        names = (name for name, values in said.items() if value in values)
        moved = (self.source.places.get((subject, name, value)) for name in names)
        return next((place for place in moved if place is not None), None)

    def node_place(self, node: str) -> Place | None:
        """Return the place where a node was declared."""
        return self.source.node_places.get(node)

    def reference_place(self, node: str) -> Place | None:
        """Return the first place where something leads to a node, in the source or else in the view."""
        return GraphPlaces(self.source).reference_place(node) or self._led_to.get(node)

    @cached_property
    def _led_to(self) -> dict[str, Place]:
        """Where the first subject was declared that leads to a node which only the view has."""
        found: dict[str, Place] = {}
        for subject, _, value in self.graph:
            place = self.node_place(subject) if value[0] == "<" and value not in self.source.index else None
            if place is not None:
                found[value] = min(place, found.get(value, place))
        return found


def judged(view: View, source: Graph, whole: Place) -> list[Finding]:
    """Return what the shapes of a view's profile find in it; `whole` is the place of what has no line."""
    results = validate(view.graph, view.profile.shapes)
    found = placed_findings(ViewPlaces(view.graph, source), results, whole)
    return Circumstances(GraphPlaces(source)).considered(found)


def joined(findings: Iterable[tuple[str, Sequence[Finding]]]) -> list[Finding]:
    """Return the findings of several profiles, by name, each with the names of those that ask for it.

    What a profile asks just as an earlier one does, no more gravely, is one finding.
    """
    found: list[Finding] = []
    known: dict[_Key, list[int]] = {}
    for profile, each in findings:
        for one in each:
            key = one.focus, one.path, one.value, one.component
            alike = (n for n in known.get(key, ()) if _says_as_much(found[n], one, profile))
            number = next(alike, None)
            if number is None:
                known.setdefault(key, []).append(len(found))
                found.append(replace(one, asked_by=(profile,)))
            else:
                found[number] = replace(found[number], asked_by=(*found[number].asked_by, profile))
    return found


def _says_as_much(known: Finding, found: Finding, profile: str) -> bool:
    return known.severity >= found.severity and profile not in known.asked_by


__all__ = ["joined", "judged"]
