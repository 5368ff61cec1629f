"""The words that the whole engine shares: a result, a fault in the shapes, the data as constraints see it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Final, NamedTuple

from dcat_publisher.graph import Graph
from dcat_publisher.shacl.names import SUB_CLASS_OF
from dcat_publisher.terms import TYPE

NOTHING: Final[Mapping[str, list[str]]] = {}


class Result(NamedTuple):
    """One validation result (SHACL 3.6.2). All fields are terms, except a path that is more than a predicate.

    `path` is then written as a SPARQL property path, e.g. `(<http://…a>/<http://…b>)` or `^<http://…a>`; see
    `paths.parse_path`. `source_shape` is the shape in which the constraint stands, which is the property
    shape for most. `details` are the results because of which a value fails its sh:node (3.6.2.7, sh:detail).
    """

    focus: str
    path: str | None
    value: str | None
    component: str
    source_shape: str
    severity: str
    messages: tuple[str, ...]
    details: tuple[Result, ...] = ()


class ShapesError(ValueError):
    """The shapes graph is ill-formed (SHACL 1.5, appendix A): which shape, and what is wrong with it."""

    def __init__(self, shape: str, reason: str) -> None:
        super().__init__(shape, reason)
        self.shape = shape
        self.reason = reason

    def __str__(self) -> str:
        """Give the sentence for the one who wrote the shape."""
        return f"shape {self.shape}: {self.reason}"


class Instances(dict[str, dict[str, None]]):
    """Class -> its SHACL instances (SHACL 1.1: rdf:type, then rdfs:subClassOf*), found when first asked for.

    The members are the keys of a dictionary: a set that keeps the order of the graph.
    """

    def __init__(self, graph: Graph) -> None:
        super().__init__()
        self._typed: dict[str, list[str]] = {}
        self._subclasses: dict[str, list[str]] = {}
        for subject, predicates in graph.index.items():
            for class_ in predicates.get(TYPE, ()):
                self._typed.setdefault(class_, []).append(subject)
            for class_ in predicates.get(SUB_CLASS_OF, ()):
                self._subclasses.setdefault(class_, []).append(subject)

    def __missing__(self, class_: str) -> dict[str, None]:
        members: dict[str, None] = {}
        seen = {class_}
        waiting = [class_]
        for one in waiting:
            members.update(dict.fromkeys(self._typed.get(one, ())))
            fresh = [sub for sub in self._subclasses.get(one, ()) if sub not in seen]
            seen.update(fresh)
            waiting.extend(fresh)
        self[class_] = members
        return members


class Inverse(dict[str, dict[str, list[str]]]):
    """Predicate -> object -> subjects, made for one predicate when first asked for.

    Shapes look backwards along few predicates; turning the whole graph round would cost more than validating
    it.
    """

    def __init__(self, graph: Graph) -> None:
        super().__init__()
        self._index = graph.index

    def __missing__(self, predicate: str) -> dict[str, list[str]]:
        subjects: dict[str, list[str]] = {}
        for subject, predicates in self._index.items():
            for value in predicates.get(predicate, ()):
                subjects.setdefault(value, []).append(subject)
        self[predicate] = subjects
        return subjects


Trail = tuple[tuple[str, str], ...]
"""The shapes and components that led to where a validation stands; empty unless shapes are recursive."""


class Data:
    """One data graph during one validation: its index, its instances, what has been found out so far.

    `verdicts` remember whether a node conforms to a shape that was reached along a trail (see `recursion`).
    """

    __slots__ = ("index", "instances", "inverse", "trail", "verdicts")

    def __init__(self, graph: Graph) -> None:
        self.index = graph.index
        self.instances = Instances(graph)
        self.inverse = Inverse(graph)
        self.verdicts: dict[tuple[str, Trail], dict[str, bool]] = {}
        self.trail: Trail = ()


Test = Callable[[Data, str], bool]
"""Whether one value node conforms."""
Check = Callable[[Data, str, Sequence[str], list[Result]], None]
"""Adds a result for each fault of a focus node and its value nodes."""
Visit = Callable[[Data, str, list[Result]], None]
"""Validates a focus node: adds its results to the list."""


class Constraint(NamedTuple):
    """One constraint of a shape, compiled.

    `test` is there when the constraint looks at one value node at a time, `wants_values` when it can also
    fail on a focus node without value nodes.
    """

    check: Check
    test: Test | None = None
    wants_values: bool = False
