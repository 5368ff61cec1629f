"""The graph on demand: nodes are put together from parts when asked for, and what was read is noted."""

from __future__ import annotations

from collections.abc import Callable, Collection, Container, Iterable, Mapping, Sequence, Set
from typing import Final, cast

from dcat_publisher.checking.pipeline.index import PartIndex
from dcat_publisher.checking.pipeline.parts import Index, Said, document_of
from dcat_publisher.model.graph import Graph
from dcat_publisher.model.terms import TYPE
from dcat_publisher.shacl.data import NOTHING, Data, Instances, Inverse, Nodes, Predicates
from dcat_publisher.source.mapping.enrichment import MEMBER_PREDICATES

Load = Callable[[int], Index]
"""Gives what a part says, its names linked."""
NODE: Final = "n"
TYPES: Final = "t"
INVERSE: Final = "i"
PLACES: Final = "p"
"""What a key of a read begins with: all of a node, its classes alone, who leads to it, where it was typed."""
EVERYTHING: Final = "*"
"""The key of a read of the whole graph."""
_OWN: Final[Collection[str]] = ()


def inverse_key(predicate: str, node: str) -> str:
    """Return the key of a read of who leads to a node by a predicate."""
    return f"{INVERSE}{predicate}{node}"


def put_together(node: str, index: PartIndex, load: Load) -> Predicates:
    """Return all that is said of a node, by whatever part, and what follows from it."""
    said = _stated(node, index, load)
    coded = index.coded.get(node)
    if coded is not None:
        _add(said, coded)
    if TYPE not in said:
        classes = index.classes_of_links(node)
        if classes:
            said[TYPE] = list(classes)
    return said or NOTHING


def _stated(node: str, index: PartIndex, load: Load) -> Said:
    """Return what the parts say of a node, with the members of the catalogue, and superclasses."""
    said: Said = {}
    for number in index.describing(node):
        more = load(number).get(node)
        if more is not None and not said:
            said = dict(more)
        elif more is not None:
            said = {name: list(values) for name, values in said.items()}
            _add(said, more)
    if node == index.catalog:
        _add(said, {name: list(members) for name, members in index.members.items() if members})
    types = said.get(TYPE, ())
    above = [parent for type_ in types for parent in index.vocabulary.superclasses(type_)]
    if above:
        said[TYPE] = list(dict.fromkeys([*types, *above]))
    return said


def _add(said: Said, more: Mapping[str, Sequence[str]]) -> None:
    for name, values in more.items():
        known = said.get(name)
        said[name] = list(values) if known is None else list(dict.fromkeys([*known, *values]))


class NodeView(Nodes):
    """The nodes as one unit sees them. `own` are nodes of its own parts, of which no reads are noted."""

    def __init__(
        self, index: PartIndex, load: Load, own: Container[str] = _OWN, links: Container[str] = _OWN
    ) -> None:
        super().__init__()
        self.index = index
        self.load = load
        self.own = own
        self.links = links
        self.reads: set[str] = set()

    def __missing__(self, node: str) -> Predicates:
        if node[0] == '"':
            return NOTHING
        said = self[node] = put_together(node, self.index, self.load)
        if node not in self.own and not (node in self.links and self.is_undescribed(node)):
            self.reads.add(f"{NODE}{node}")
        return said

    def types(self, node: str) -> Sequence[str]:
        """Return the classes of a node, without loading it where the index knows them."""
        if node in self or node in self.own:
            return self[node].get(TYPE, ())
        index = self.index
        known = index.typed.get(node)
        if known and node not in index.coded:
            self.reads.add(f"{TYPES}{node}")
            return [*known, *(parent for type_ in known for parent in index.vocabulary.superclasses(type_))]
        return self[node].get(TYPE, ())

    def is_undescribed(self, node: str) -> bool:
        """Return whether no part and no code list describes a node."""
        index = self.index
        return node not in index.coded and not any(node in self.load(n) for n in index.describing(node))


class _Members(dict[str, Container[str]]):
    """Class -> what tells its instances."""

    def __init__(self, view: NodeView) -> None:
        super().__init__()
        self._view = view

    def __missing__(self, class_: str) -> Container[str]:
        found = self[class_] = _Instances(self._view, self._view.index.hierarchy.below(class_).keys())
        return found


class _Instances(Container[str]):
    def __init__(self, view: NodeView, classes: Set[str]) -> None:
        self._view = view
        self._classes = classes

    def __contains__(self, node: object) -> bool:
        return isinstance(node, str) and not self._classes.isdisjoint(self._view.types(node))


class _Inverse(Inverse):
    """Predicate -> object -> subjects, as far as somebody asks."""

    def __init__(self, view: NodeView) -> None:
        super().__init__((), (), frozenset())
        self._view = view

    def __missing__(self, predicate: str) -> dict[str, list[str]]:
        found = self[predicate] = _Leading(predicate, self._view)
        return found


class _Leading(dict[str, list[str]]):
    """Object -> subjects of one predicate."""

    def __init__(self, predicate: str, view: NodeView) -> None:
        super().__init__()
        self._predicate = predicate
        self._view = view

    def get(self, node: str, default: object = None) -> list[str]:  # noqa: ARG002
        """Return the subjects that lead to a node, and note that somebody asked."""
        view, predicate = self._view, self._predicate
        if predicate == TYPE:
            view.reads.add(EVERYTHING)
            return [each for each in all_nodes(view.index, view.load) if node in view.types(each)]
        view.reads.add(inverse_key(predicate, node))
        return leading(view.index, predicate, node)


def leading(index: PartIndex, predicate: str, node: str) -> list[str]:
    """Return the subjects that lead to a node by a predicate, which is one that shapes follow backwards."""
    found = index.backward.get(predicate, {}).get(node, [])
    if predicate in MEMBER_PREDICATES and index.catalog and node in index.members.get(predicate, ()):
        return list(dict.fromkeys([*found, index.catalog]))
    return found


def all_nodes(index: PartIndex, load: Load, *, stated: bool = True) -> list[str]:
    """Return all nodes that are described, or have a class because something links to them.

    Those that parts state are left out where `stated` is not wanted.
    """
    found: dict[str, None] = {}
    for number in range(len(index.parts)) if stated else ():
        found.update(dict.fromkeys(load(number)))
    if index.catalog is not None and any(index.members.values()):
        found[index.catalog] = None
    found.update(dict.fromkeys(index.coded))
    for node in (*index.linkers, *index.linked_by_codes):
        if node not in found and node[0] == "<" and index.classes_of_links(node):
            is_stated = not stated and any(node in load(number) for number in index.describing(node))
            found.update({} if is_stated else {node: None})
    return list(found)


def whole_graph(index: PartIndex, load: Load) -> Graph:
    """Return the graph of the whole catalogue, without places."""
    nodes = {node: cast(Said, put_together(node, index, load)) for node in all_nodes(index, load)}
    return Graph.over(
        {node: {name: list(values) for name, values in said.items()} for node, said in nodes.items()}
    )


class UnitData(Data):
    """The data graph of one unit: focus nodes are its own, all else is read on demand."""

    def __init__(self, view: NodeView, focuses: Iterable[str], objects: Mapping[str, Sequence[str]]) -> None:
        self.index = view
        own = {node: view[node] for node in focuses}
        self.listed = Instances(own, view.index.hierarchy)
        self.instances = _Members(view)
        self.inverse = _Inverse(view)
        self.verdicts = {}
        self.trail = ()
        self._own = own
        self._objects = objects

    def named(self, nodes: Iterable[str]) -> Iterable[str]:
        """Return those of the nodes that a target names which are focus nodes of the unit."""
        return [node for node in nodes if node in self._own]

    def subjects_of(self, predicate: str) -> Iterable[str]:
        """Return the focus nodes of the unit that have a predicate."""
        return [node for node, said in self._own.items() if predicate in said]

    def objects_of(self, predicate: str) -> Iterable[str]:
        """Return the focus nodes of the unit that a predicate leads to."""
        return self._objects.get(predicate, ())

    def has_only(self, node: str, predicates: Set[str]) -> bool:
        """Return whether a node has no other predicates than these; its class may tell without more."""
        if TYPE not in predicates and cast(NodeView, self.index).types(node):
            return False
        return self.index[node].keys() <= predicates


__all__ = ["NodeView", "UnitData", "all_nodes", "document_of", "put_together", "whole_graph"]
