"""Targets: the focus nodes of a shape (SHACL 2.1.3)."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Final

from dcat_publisher.graph import Graph
from dcat_publisher.shacl.model import Data, ShapesError
from dcat_publisher.shacl.names import sh

Target = Callable[[Data], Iterable[str]]

TARGET_NODE: Final = sh("targetNode")
TARGET_CLASS: Final = sh("targetClass")
TARGET_SUBJECTS_OF: Final = sh("targetSubjectsOf")
TARGET_OBJECTS_OF: Final = sh("targetObjectsOf")
TARGETS: Final = (TARGET_NODE, TARGET_CLASS, TARGET_SUBJECTS_OF, TARGET_OBJECTS_OF)


def compile_targets(graph: Graph, shape: str, *, is_class: bool) -> list[Target]:
    """Compile a shape's targets; `is_class` when the shape is itself a class (implicit target, 2.1.3.3)."""
    classes = [*graph.objects(shape, TARGET_CLASS), *([shape] if is_class else [])]
    subjects_of, objects_of = (
        graph.objects(shape, TARGET_SUBJECTS_OF),
        graph.objects(shape, TARGET_OBJECTS_OF),
    )
    for target in (*classes, *subjects_of, *objects_of):
        if target[0] != "<":
            raise ShapesError(shape, f"its target {target} is not an IRI")
    nodes = graph.objects(shape, TARGET_NODE)
    return [
        *([_nodes(nodes)] if nodes else []),
        *map(_instances, classes),
        *map(_subjects_of, subjects_of),
        *map(_objects_of, objects_of),
    ]


def focus_nodes(targets: Iterable[Target], data: Data) -> dict[str, None]:
    """Give the focus nodes in the order of the data graph, each once."""
    nodes: dict[str, None] = {}
    for target in targets:
        nodes.update(dict.fromkeys(target(data)))
    return nodes


def _nodes(nodes: Iterable[str]) -> Target:
    return lambda _: nodes


def _instances(class_: str) -> Target:
    return lambda data: data.instances[class_]


def _subjects_of(predicate: str) -> Target:
    return lambda data: [subject for subject, predicates in data.index.items() if predicate in predicates]


def _objects_of(predicate: str) -> Target:
    return lambda data: data.inverse[predicate]
