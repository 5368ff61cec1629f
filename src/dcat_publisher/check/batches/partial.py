"""Validating a part of a graph, where of some nodes no more than the class is known."""

from __future__ import annotations

from collections.abc import Iterable, KeysView, Mapping, Sequence, Set
from typing import Final, NamedTuple, NoReturn, cast

from dcat_publisher.model.graph import Graph, Triple
from dcat_publisher.model.terms import TYPE
from dcat_publisher.shacl.compile import Shapes
from dcat_publisher.shacl.data import Data, Hierarchy, Instances, Inverse, Nodes
from dcat_publisher.shacl.model import Result
from dcat_publisher.shacl.names import SUB_CLASS_OF, sh
from dcat_publisher.shacl.targets import focus_nodes
from dcat_publisher.shacl.validation import sort_key

_INVERSE: Final = sh("inversePath")
_OBJECTS_OF: Final = sh("targetObjectsOf")


class BeyondError(Exception):
    """A verdict needs what is not at hand here."""


class _AtLeastType:
    """The names of the properties of a node of which no more is known than that it has a class."""

    def __le__(self, others: Set[str]) -> bool:
        if TYPE not in others:
            return False
        raise BeyondError

    def __ge__(self, others: Set[str]) -> bool:
        if others <= {TYPE}:
            return True
        raise BeyondError


class Stub(Mapping[str, list[str]]):
    """A node that is described elsewhere: its classes are known, and perhaps the names of its properties."""

    def __init__(self, types: Iterable[str], names: Iterable[str] | None = None) -> None:
        self.types = list(types)
        self._names = None if names is None else dict.fromkeys((TYPE, *names))

    def get(self, key: str, default: object = None) -> list[str]:  # noqa: ARG002
        """Return the classes; no class is described by a record, so a stub has no superclass."""
        if key == TYPE:
            return self.types
        if key == SUB_CLASS_OF or (self._names is not None and key not in self._names):
            return []
        raise BeyondError

    def __getitem__(self, key: str) -> list[str]:
        return self.get(key)

    def __contains__(self, key: object) -> bool:
        if key == TYPE:
            return True
        if self._names is None:
            raise BeyondError
        return key in self._names

    def keys(self) -> KeysView[str]:
        """Return the names of the properties, or what knows that there is at least the class."""
        return cast(KeysView[str], _AtLeastType()) if self._names is None else self._names.keys()

    def _beyond(self) -> NoReturn:
        raise BeyondError

    __iter__ = __len__ = values = items = _beyond


class Edge(NamedTuple):
    """A triple of another part that leads here, and the classes of its subject."""

    triple: Triple
    types: tuple[str, ...]


class _Referring(dict[str, list[str]]):
    """Object -> subjects; what leads to a node of which not all references are known is beyond this part."""

    def __init__(self, subjects: Mapping[str, list[str]], elsewhere: Set[str]) -> None:
        super().__init__(subjects)
        self._elsewhere = elsewhere

    def get(self, key: str, default: object = None) -> list[str]:  # noqa: ARG002
        """Return the subjects that refer to a node."""
        if key in self._elsewhere:
            raise BeyondError
        return super().get(key, [])


class _PartialInverse(Inverse):
    def __init__(self, graph: Graph, edges: Iterable[Edge], elsewhere: Set[str]) -> None:
        super().__init__(tuple(graph.index.items()), (), frozenset())
        self._edges = tuple(edges)
        self._elsewhere = elsewhere

    def __missing__(self, predicate: str) -> dict[str, list[str]]:
        subjects = super().__missing__(predicate)
        for (subject, name, value), _ in self._edges:
            if name == predicate and subject not in subjects.get(value, ()):
                subjects.setdefault(value, []).append(subject)
        self[predicate] = referring = _Referring(subjects, self._elsewhere)
        return referring


def validate_part(
    graph: Graph, shapes: Shapes, stubs: Mapping[str, Stub], elsewhere: Set[str], edges: Sequence[Edge]
) -> list[Result]:
    """Validate the nodes of a part of a graph; all shapes have to be SHACL Core.

    `stubs` are nodes that are described elsewhere; `elsewhere` are nodes that are described here and are
    validated elsewhere; `edges` lead here from other parts. Raises BeyondError when a verdict needs more.
    """
    around = dict(stubs)
    for (subject, _, _), types in edges:
        if subject not in graph.index:
            around.setdefault(subject, Stub(types))
    others = elsewhere | around.keys()
    data = Data(graph)
    data.inverse = _PartialInverse(graph, edges, others)
    visits = [
        (root.shape.validate, [node for node in focus_nodes(root.targets, data) if node not in others])
        for root in shapes.roots
    ]
    graph.index.update(cast(dict[str, dict[str, list[str]]], around))
    data.index = Nodes(graph.index)
    data.listed = data.instances = Instances(graph.index, Hierarchy(()))
    results: list[Result] = []
    try:
        for visit, focuses in visits:
            for focus in focuses:
                visit(data, focus, results)
    finally:
        for node in around:
            del graph.index[node]
    results.sort(key=sort_key)
    return results


def backward_predicates(shapes: Graph) -> frozenset[str]:
    """Return the predicates that shapes follow backwards or take the objects of."""
    found: set[str] = set()
    waiting = [path for said in shapes.index.values() for path in said.get(_INVERSE, ())]
    seen: set[str] = set()
    for node in waiting:
        if node[0] == "<":
            found.add(node)
        elif node not in seen:
            seen.add(node)
            waiting.extend(
                value for values in shapes.predicates(node).values() for value in values if value[0] != '"'
            )
    for said in shapes.index.values():
        found.update(said.get(_OBJECTS_OF, ()))
    return frozenset(found)


__all__ = ["BeyondError", "Edge", "Stub", "backward_predicates", "validate_part"]
