"""What pySHACL does in a run of ours: the constraints of shapes that are not SHACL Core.

For each shape to be delegated a stand-in is put into a copy of the shapes graph. It has the targets and those
constraints that were not compiled; all other shapes lose their targets, so that pySHACL sees them only where
a stand-in leads there. Its results are then given back to the shape that the stand-in stands for.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set

from dcat_publisher.model.graph import Graph, Triple
from dcat_publisher.model.terms import TYPE
from dcat_publisher.shacl.compile import Root, Shapes
from dcat_publisher.shacl.data import Data
from dcat_publisher.shacl.isolation import validate_isolated
from dcat_publisher.shacl.lists import read_list
from dcat_publisher.shacl.model import GivenUpError, Result, ShapesError
from dcat_publisher.shacl.names import (
    CLASSES,
    NODE,
    NODE_SHAPE,
    NOT,
    PATH,
    PROPERTY,
    PROPERTY_SHAPE,
    QUALIFIED,
    QUALIFIED_VALUE_SHAPE,
    sh,
)
from dcat_publisher.shacl.references import BEYOND_CORE, PARAMETERS, TO_SHAPES
from dcat_publisher.shacl.siblings import family
from dcat_publisher.shacl.targets import TARGET_NODE, TARGETS, focus_nodes

_AF_TARGET = sh("target")
_ANYTHING = "_:anything"
"""A shape that every node conforms to."""
_MOST_ALONE = 40
"""How many shapes are tried alone to find the guilty: each is a process of about a second."""


def validate_delegated(graph: Graph, shapes: Shapes, data: Data, nodes: Set[str] | None) -> list[Result]:
    """Return the results of the delegated shapes; `nodes` restricts the focus nodes.

    Two limits of a restricted run: focus nodes that sh:target (SHACL-AF) finds are known to pySHACL only, so
    its results are chosen by their own focus node; the same holds when there are SHACL rules.
    """
    if shapes.has_rules:
        return _chosen(validate_isolated(graph, shapes.graph, list(shapes.delegated)), nodes)
    roots = [root for root in shapes.roots if root.shape.node in shapes.delegated]
    results: list[Result] = []
    advanced = [root for root in roots if root.has_advanced_target]
    if advanced:
        results += _chosen(_run(graph, shapes, advanced, data, None), nodes)
    others = [root for root in roots if not root.has_advanced_target]
    return results + (_run(graph, shapes, others, data, nodes) if others else [])


def advanced_nodes(graph: Graph, shapes: Shapes) -> dict[str, set[str]]:
    """Return the shapes with sh:target -> the focus nodes that it finds, which pySHACL alone knows.

    A stand-in for each has the target and a constraint that no node conforms to, so that each is a result.
    """
    copy = Graph(_without_targets(shapes.graph))
    copy.add(_ANYTHING, TYPE, NODE_SHAPE)
    stand_ins: dict[str, str] = {}
    for number, root in enumerate(root for root in shapes.roots if root.has_advanced_target):
        stand_in = f"_:standIn{number}"
        stand_ins[stand_in] = root.shape.node
        copy.add(stand_in, TYPE, NODE_SHAPE)
        copy.add(stand_in, NOT, _ANYTHING)
        for target in shapes.graph.objects(root.shape.node, _AF_TARGET):
            copy.add(stand_in, _AF_TARGET, target)
    found: dict[str, set[str]] = {}
    for result in validate_isolated(graph, copy, list(stand_ins.values())):
        found.setdefault(stand_ins[result.source_shape], set()).add(result.focus)
    return found


def guilty(graph: Graph, shapes: Shapes, error: ShapesError) -> list[ShapesError]:
    """Return whose faults an error of pySHACL is: the shapes that it gives up on when it has each alone.

    Where the error names its shape, or there are rules, which no shape is without, it is the only one.
    """
    roots = [root for root in shapes.roots if root.shape.node in shapes.delegated]
    if error.shape in shapes.graph.index or shapes.has_rules or len(roots) > _MOST_ALONE:
        return [error]
    data = Data(graph, shapes.watched)
    return [*filter(None, (_fault(graph, shapes, root, data) for root in roots))] or [error]


def _fault(graph: Graph, shapes: Shapes, root: Root, data: Data) -> ShapesError | None:
    try:
        _run(graph, shapes, [root], data, None)
    except GivenUpError:
        raise
    except ShapesError as error:
        return error
    return None


def _chosen(results: list[Result], nodes: Set[str] | None) -> list[Result]:
    return [result for result in results if nodes is None or result.focus in nodes]


def _run(
    graph: Graph, shapes: Shapes, roots: Sequence[Root], data: Data, nodes: Set[str] | None
) -> list[Result]:
    copy = Graph(_without_targets(shapes.graph))
    stand_ins: dict[str, str] = {}
    for number, root in enumerate(roots):
        stand_in = f"_:standIn{number}"
        stand_ins[stand_in] = root.shape.node
        for triple in _stand_in(stand_in, root.shape.node, shapes):
            copy.add(*triple)
        for focus in focus_nodes(root.targets, data, nodes):
            copy.add(stand_in, TARGET_NODE, focus)
    blamed = [root.shape.node for root in roots]
    return [_renamed(result, stand_ins) for result in validate_isolated(graph, copy, blamed)]


def _without_targets(graph: Graph) -> Iterator[Triple]:
    for subject, predicate, value in graph:
        is_class = predicate == TYPE and value in CLASSES
        if predicate not in TARGETS and predicate != _AF_TARGET and not is_class:
            yield subject, predicate, value


def _stand_in(stand_in: str, shape: str, shapes: Shapes) -> Iterator[Triple]:
    graph = shapes.graph
    # pySHACL knows one by its type where nothing but sh:target says that it is a shape.
    yield stand_in, TYPE, PROPERTY_SHAPE if PATH in graph.predicates(shape) else NODE_SHAPE
    for predicate, values in graph.predicates(shape).items():
        for value in values:
            is_class = predicate == TYPE and value in CLASSES
            if predicate not in TARGETS and not is_class and _is_delegated(shape, predicate, value, shapes):
                yield stand_in, predicate, value
    # Sibling shapes (SHACL 4.7.3) are found through the parents of a property shape, so it needs parents too.
    for number, parent in enumerate(graph.subjects(PROPERTY, shape)):
        for other in graph.objects(parent, PROPERTY):
            yield f"{stand_in}Parent{number}", PROPERTY, stand_in if other == shape else other


def _is_delegated(shape: str, predicate: str, value: str, shapes: Shapes) -> bool:
    graph = shapes.graph
    if predicate not in PARAMETERS or predicate in BEYOND_CORE or _AF_TARGET in graph.predicates(shape):
        return True
    if predicate in (PROPERTY, NODE, NOT):
        return value in shapes.left_out
    if predicate in TO_SHAPES:
        return not shapes.left_out.isdisjoint(read_list(graph, value, shape, predicate))
    return predicate in QUALIFIED and not shapes.left_out.isdisjoint(
        [*graph.objects(shape, QUALIFIED_VALUE_SHAPE), *family(graph, shape)]
    )


def _renamed(result: Result, stand_ins: dict[str, str]) -> Result:
    return result._replace(
        source_shape=stand_ins.get(result.source_shape, result.source_shape),
        details=tuple(_renamed(detail, stand_ins) for detail in result.details),
    )
