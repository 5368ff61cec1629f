"""Targets: the focus nodes of a shape (SHACL 2.1.3)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Set
from typing import Final, NamedTuple

from dcat_publisher.model.graph import Graph
from dcat_publisher.model.terms import is_blank
from dcat_publisher.shacl.data import Data
from dcat_publisher.shacl.faults import fault, shown
from dcat_publisher.shacl.names import sh

TARGET_NODE: Final = sh("targetNode")
TARGET_CLASS: Final = sh("targetClass")
TARGET_SUBJECTS_OF: Final = sh("targetSubjectsOf")
TARGET_OBJECTS_OF: Final = sh("targetObjectsOf")
TARGETS: Final = (TARGET_NODE, TARGET_CLASS, TARGET_SUBJECTS_OF, TARGET_OBJECTS_OF)


class Target(NamedTuple):
    """One target: `nodes` finds its nodes in the data, `includes` tells whether a node is one of them.

    `watched` is the predicate that both follow backwards, `named` are the nodes of sh:targetNode.
    """

    nodes: Callable[[Data], Iterable[str]]
    includes: Callable[[Data, str], bool]
    watched: str | None = None
    named: frozenset[str] = frozenset()


def compile_targets(graph: Graph, shape: str, *, is_class: bool) -> list[Target]:
    """Compile a shape's targets; `is_class` when the shape is itself a class (implicit target, 2.1.3.3)."""
    classes = [*graph.objects(shape, TARGET_CLASS), *([shape] if is_class else [])]
    subjects_of = graph.objects(shape, TARGET_SUBJECTS_OF)
    objects_of = graph.objects(shape, TARGET_OBJECTS_OF)
    for parameter in (TARGET_CLASS, TARGET_SUBJECTS_OF, TARGET_OBJECTS_OF):
        for target in graph.objects(shape, parameter):
            if target[0] != "<":
                raise fault(shape, "no_target", parameter=shown(parameter), value=shown(target, graph))
    nodes = graph.objects(shape, TARGET_NODE)
    if any(map(is_blank, nodes)):
        raise fault(shape, "blank_target")
    return [
        *([_nodes(nodes)] if nodes else []),
        *map(_instances, classes),
        *map(_subjects_of, subjects_of),
        *map(_objects_of, objects_of),
    ]


def focus_nodes(targets: Iterable[Target], data: Data, chosen: Set[str] | None = None) -> Iterable[str]:
    """Return the focus nodes, each once; `chosen` restricts them."""
    targets = list(targets)
    if chosen is not None:
        return [node for node in chosen if any(target.includes(data, node) for target in targets)]
    if len(targets) == 1:
        return dict.fromkeys(targets[0].nodes(data))
    return dict.fromkeys(node for target in targets for node in target.nodes(data))


def _nodes(nodes: Iterable[str]) -> Target:
    nodes = tuple(nodes)
    named = frozenset(nodes)
    return Target(lambda data: data.named(nodes), lambda _, node: node in named, named=named)


def _instances(class_: str) -> Target:
    return Target(lambda data: data.listed[class_], lambda data, node: node in data.instances[class_])


def _subjects_of(predicate: str) -> Target:
    return Target(
        lambda data: data.subjects_of(predicate),
        lambda data, node: predicate in data.index[node],
    )


def _objects_of(predicate: str) -> Target:
    return Target(
        lambda data: data.objects_of(predicate),
        lambda data, node: node in data.inverse[predicate],
        predicate,
    )
