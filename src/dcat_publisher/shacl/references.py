"""Which shapes there are, which others each refers to, and which of them go beyond SHACL Core."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from dcat_publisher.model.graph import Graph
from dcat_publisher.model.namespaces import SH
from dcat_publisher.model.terms import TYPE
from dcat_publisher.shacl.components import COMPONENTS, FURTHER_PARAMETERS
from dcat_publisher.shacl.data import Data, instances_of
from dcat_publisher.shacl.faults import fault
from dcat_publisher.shacl.lists import read_list
from dcat_publisher.shacl.names import (
    CLASSES,
    NODE,
    NODE_SHAPE,
    NOT,
    PATH,
    PROPERTY,
    PROPERTY_SHAPE,
    QUALIFIED_VALUE_SHAPE,
    component_of,
    sh,
)
from dcat_publisher.shacl.siblings import family
from dcat_publisher.shacl.targets import TARGETS

TO_SHAPE: Final = (PROPERTY, NODE, NOT, QUALIFIED_VALUE_SHAPE)
TO_SHAPES: Final = (sh("and"), sh("or"), sh("xone"))
BEYOND_CORE: Final = {
    sh("sparql"): "SHACL-SPARQL (sh:sparql)",
    sh("target"): "SHACL-AF (sh:target)",
    sh("expression"): "SHACL-AF (sh:expression)",
    sh("rule"): "SHACL-AF (sh:rule)",
}
"""Parameters that are left to pySHACL -> what they are."""

PARAMETERS: Final = frozenset([*COMPONENTS, *FURTHER_PARAMETERS, *BEYOND_CORE])
COMPONENT_NAMES: Final = frozenset(SH.local(component_of(parameter)) for parameter in PARAMETERS)
"""The local names of the constraint components, which are codes of findings of shapes without a name."""
_SHAPE_TYPES: Final = frozenset([NODE_SHAPE, PROPERTY_SHAPE])
_MARKS: Final = frozenset([*PARAMETERS, *TARGETS])


class Survey:
    """The shapes of a graph: `roots` have targets, `references` lead from each shape to others."""

    def __init__(self, graph: Graph) -> None:
        _refuse_javascript(graph)
        self.graph = graph
        self.classes = _implicit_classes(graph)
        self.roots = [node for node, predicates in graph.index.items() if self._has_target(node, predicates)]
        self.references = _references(graph, [*self.roots, *_typed(graph)])

    def _has_target(self, node: str, predicates: Mapping[str, Sequence[str]]) -> bool:
        if any(target in predicates for target in TARGETS) or sh("target") in predicates:
            return True
        return node in self.classes and (
            not _SHAPE_TYPES.isdisjoint(predicates[TYPE]) or not PARAMETERS.isdisjoint(predicates)
        )

    def beyond_core(self) -> dict[str, str]:
        """Return the shapes that need more than SHACL Core, or refer to such -> the reason."""
        custom = custom_parameters(self.graph)
        reasons = {
            shape: reason for shape in self.references if (reason := self._reason(shape, custom)) is not None
        }
        users: dict[str, list[str]] = {}
        for shape, others in self.references.items():
            for other in others:
                users.setdefault(other, []).append(shape)
        waiting = list(reasons)
        for shape in waiting:
            for user in users.get(shape, ()):
                if user not in reasons:
                    reasons[user] = f"refers to {shape}"
                    waiting.append(user)
        return reasons

    def _reason(self, shape: str, custom: Mapping[str, frozenset[str]]) -> str | None:
        predicates = self.graph.predicates(shape)
        for parameter, reason in BEYOND_CORE.items():
            if parameter in predicates:
                return reason
        for component, parameters in custom.items():
            if parameters <= predicates.keys():
                return f"the constraint component {component}"
        return None


def _implicit_classes(graph: Graph) -> frozenset[str]:
    """Return the IRIs that are classes in the shapes graph (2.1.3.3); owl:Class counts, as in pySHACL."""
    instances = Data(graph).listed
    return frozenset(node for class_ in CLASSES for node in instances[class_] if node[0] == "<")


def _typed(graph: Graph) -> list[str]:
    return [
        node
        for node, predicates in graph.index.items()
        if TYPE in predicates and not _SHAPE_TYPES.isdisjoint(predicates[TYPE])
    ]


def _references(graph: Graph, starts: Iterable[str]) -> dict[str, list[str]]:
    references: dict[str, list[str]] = {}
    waiting = list(starts)
    for shape in waiting:
        if shape not in references:
            references[shape] = list(dict.fromkeys(_referred(graph, shape)))
            waiting.extend(references[shape])
    return references


def referred(graph: Graph, shape: str) -> Iterator[tuple[str, str]]:
    """Yield the shapes that a shape refers to: (parameter, shape); a list that is none is a ShapesError."""
    predicates = graph.predicates(shape)
    for parameter in TO_SHAPE:
        yield from ((parameter, other) for other in predicates.get(parameter, ()))
    for parameter in TO_SHAPES:
        for head in predicates.get(parameter, ()):
            yield from ((parameter, other) for other in read_list(graph, head, shape, parameter))


def _referred(graph: Graph, shape: str) -> list[str]:
    others = [other for _, other in referred(graph, shape)]
    if sh("qualifiedValueShapesDisjoint") in graph.predicates(shape):
        others += family(graph, shape)
    return others


def _refuse_javascript(graph: Graph) -> None:
    for node, predicates in graph.index.items():
        if sh("js") in predicates:
            raise fault(node, "javascript")


def custom_parameters(graph: Graph) -> dict[str, frozenset[str]]:
    """Return the constraint components that the graph defines -> their mandatory parameters (SHACL 6.2)."""
    components = {}
    for node in instances_of(graph, sh("ConstraintComponent")):
        if not SH.has(node):
            declared = graph.objects(node, sh("parameter"))
            mandatory = [parameter for parameter in declared if not _is_optional(graph, parameter)]
            paths = frozenset(path for parameter in mandatory for path in graph.objects(parameter, PATH))
            if paths:
                components[node] = paths
    return components


def _is_optional(graph: Graph, parameter: str) -> bool:
    return any("true" in value for value in graph.objects(parameter, sh("optional")))
