"""The data graph as constraints and targets see it, during one validation."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping, Set
from typing import Final

from dcat_publisher.model.graph import Graph
from dcat_publisher.model.terms import TYPE
from dcat_publisher.shacl.names import SUB_CLASS_OF

Predicates = Mapping[str, list[str]]
Index = Mapping[str, Predicates]
Use = tuple[str, Predicates]
"""A subject, and all that is said of it."""
Trail = tuple[tuple[str, str], ...]
"""The shapes and components that led to where a validation stands; empty unless shapes are recursive."""

NOTHING: Final[Predicates] = {}
HIERARCHY: Final = frozenset([SUB_CLASS_OF])


class Nodes(dict[str, Predicates]):
    """Subject -> predicate -> objects; of a node that is not described, nothing is said."""

    def __missing__(self, node: str) -> Predicates:
        return NOTHING


class Data:
    """One data graph during one validation.

    `index` answers for every node, whether it is described or not. `watched` are predicates that will be
    followed backwards: a run looks through the graph once for all of them. `is_part` says that few nodes will
    be looked at. `verdicts` remember whether a node conforms to a shape that was reached along a trail (see
    `recursion`).
    """

    __slots__ = ("index", "instances", "inverse", "listed", "trail", "verdicts")

    def __init__(self, graph: Graph, watched: frozenset[str] = HIERARCHY, *, is_part: bool = False) -> None:
        self.index: Index = Nodes(graph.index)
        uses = [
            (subject, predicates)
            for subject, predicates in graph.index.items()
            if not predicates.keys().isdisjoint(watched)
        ]
        hierarchy = Hierarchy(uses)
        self.listed = Instances(self.index, hierarchy)
        self.instances: Mapping[str, Container[str]] = (
            Members(self.index, hierarchy) if is_part else self.listed
        )
        self.inverse = Inverse(self.index.items(), uses, watched)
        self.verdicts: dict[tuple[str, Trail], dict[str, bool]] = {}
        self.trail: Trail = ()

    def named(self, nodes: Iterable[str]) -> Iterable[str]:
        """Return those of the nodes that a target names which are to be validated: all of them.

        Where units of a large folder are validated one by one, `checking.pipeline` leaves some to others.
        """
        return nodes

    def subjects_of(self, predicate: str) -> Iterable[str]:
        """Return the nodes that have a predicate (sh:targetSubjectsOf)."""
        return [subject for subject, predicates in self.index.items() if predicate in predicates]

    def objects_of(self, predicate: str) -> Iterable[str]:
        """Return the nodes that a predicate leads to (sh:targetObjectsOf)."""
        return self.inverse[predicate]

    def has_only(self, node: str, predicates: Set[str]) -> bool:
        """Return whether a node has no other predicates than these."""
        return self.index[node].keys() <= predicates


class Hierarchy:
    """The rdfs:subClassOf of a graph."""

    def __init__(self, uses: Iterable[Use]) -> None:
        self._subclasses: dict[str, list[str]] = {}
        for subject, predicates in uses:
            for class_ in predicates.get(SUB_CLASS_OF, ()):
                self._subclasses.setdefault(class_, []).append(subject)

    def below(self, class_: str) -> dict[str, None]:
        """Return a class and its subclasses, their subclasses, and so on."""
        classes = {class_: None}
        waiting = [class_]
        for superclass in waiting:
            fresh = [each for each in self._subclasses.get(superclass, ()) if each not in classes]
            classes.update(dict.fromkeys(fresh))
            waiting.extend(fresh)
        return classes


class Instances(dict[str, dict[str, None]]):
    """Class -> its SHACL instances (SHACL 1.1: rdf:type, then rdfs:subClassOf*), found when first asked for.

    The instances are the keys of a dictionary: a set that keeps the order of the graph.
    """

    def __init__(self, index: Index, hierarchy: Hierarchy) -> None:
        super().__init__()
        self._index = index
        self._hierarchy = hierarchy
        self._typed: dict[str, list[str]] | None = None

    def __missing__(self, class_: str) -> dict[str, None]:
        if self._typed is None:
            self._typed = {}
            for subject, type_ in self._types():
                self._typed.setdefault(type_, []).append(subject)
        typed = self._typed
        classes = self._hierarchy.below(class_)
        instances = self[class_] = dict.fromkeys(node for each in classes for node in typed.get(each, ()))
        return instances

    def _types(self) -> Iterator[tuple[str, str]]:
        for subject, predicates in self._index.items():
            for type_ in predicates.get(TYPE, ()):
                yield subject, type_


class Members(dict[str, Container[str]]):
    """Class -> what tells its SHACL instances by a look at their types; for runs that ask about few nodes."""

    def __init__(self, index: Index, hierarchy: Hierarchy) -> None:
        super().__init__()
        self._index = index
        self._hierarchy = hierarchy

    def __missing__(self, class_: str) -> Container[str]:
        members = self[class_] = _TypedNodes(self._index, self._hierarchy.below(class_).keys())
        return members


class _TypedNodes(Container[str]):
    def __init__(self, index: Index, classes: Set[str]) -> None:
        self._index = index
        self._classes = classes

    def __contains__(self, node: object) -> bool:
        predicates = self._index[node] if isinstance(node, str) else NOTHING
        return not self._classes.isdisjoint(predicates.get(TYPE, ()))


class Inverse(dict[str, dict[str, list[str]]]):
    """Predicate -> object -> subjects, made for one predicate when first asked for.

    Shapes look backwards along few predicates; turning the whole graph round would cost more than validating
    it. `uses` are the subjects that have one of the `watched` predicates.
    """

    def __init__(self, whole: Iterable[Use], uses: Iterable[Use], watched: frozenset[str]) -> None:
        super().__init__()
        self._whole = whole
        self._uses = uses
        self._watched = watched

    def __missing__(self, predicate: str) -> dict[str, list[str]]:
        subjects: dict[str, list[str]] = {}
        for subject, predicates in self._uses if predicate in self._watched else self._whole:
            for value in predicates.get(predicate, ()):
                subjects.setdefault(value, []).append(subject)
        self[predicate] = subjects
        return subjects


def instances_of(graph: Graph, class_: str) -> dict[str, None]:
    """Return the SHACL instances of a class in a graph, in its order."""
    return Data(graph).listed[class_]
