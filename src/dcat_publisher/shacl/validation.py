"""Validating a data graph against compiled shapes (SHACL 3.4)."""

from __future__ import annotations

from collections.abc import Set
from typing import Final, NamedTuple

from dcat_publisher.model.graph import Graph
from dcat_publisher.shacl.asking import Asking
from dcat_publisher.shacl.blame import blamed
from dcat_publisher.shacl.compile import Shapes
from dcat_publisher.shacl.data import Data
from dcat_publisher.shacl.messages import without_blanks
from dcat_publisher.shacl.model import Result
from dcat_publisher.shacl.sharing import Visits, shared_results
from dcat_publisher.shacl.targets import focus_nodes as target_nodes

# From so many focus nodes on it pays to list the instances of all classes.
FEW: Final = 500


def validate(graph: Graph, shapes: Shapes, focus_nodes: Set[str] | None = None) -> list[Result]:
    """Validate a data graph and return the results, sorted.

    `focus_nodes` restricts the run to those nodes among the shapes' targets. The order of the results depends
    on nothing but the results, so the runs over the parts of a partition, joined and sorted by `sort_key`,
    equal one run over the whole. Shapes that are not SHACL Core go to pySHACL; `shapes.delegated` names them.
    """
    with blamed(shapes.graph, shapes.files):
        results = list(without_blanks(_results(graph, shapes, focus_nodes), graph, shapes.graph))
    results.sort(key=sort_key)
    return results


class Coverage(NamedTuple):
    """How much of the data shapes look at: of `shapes` with targets `met` have focus nodes, `nodes` in all.

    All of these ask for something; `idle` is the number of those that do not. `absent` of the nodes are in
    the data neither as a subject nor as an object: sh:targetNode alone names them.
    """

    shapes: int
    met: int
    nodes: int
    idle: int = 0
    absent: int = 0


def coverage(graph: Graph, shapes: Shapes) -> Coverage:
    """Return how many shapes have focus nodes in a graph, and how many nodes these are.

    Raises ShapesError where pySHACL does not find those of sh:target.
    """
    data = Data(graph, shapes.watched)
    asking = Asking(shapes.graph)
    asked = [root for root in shapes.roots if asking.asks(root.shape.node)]
    by_advanced: dict[str, set[str]] = {}
    if any(root.has_advanced_target for root in asked):
        from dcat_publisher.shacl.delegation import advanced_nodes  # noqa: PLC0415 (few runs need it)

        by_advanced = advanced_nodes(graph, shapes)
    met = 0
    nodes: set[str] = set()
    for root in asked:
        focus = set(target_nodes(root.targets, data)) | by_advanced.get(root.shape.node, set())
        met += bool(focus)
        nodes |= focus
    named = frozenset(node for root in asked for target in root.targets for node in target.named)
    absent = named - graph.index.keys()
    absent -= {value for by_value in graph.inverse().values() for value in by_value} if absent else set()
    return Coverage(len(asked), met, len(nodes), len(shapes.roots) - len(asked), len(absent))


def _results(graph: Graph, shapes: Shapes, focus_nodes: Set[str] | None) -> list[Result]:
    data = Data(graph, shapes.watched, is_part=focus_nodes is not None and len(focus_nodes) < FEW)
    results: list[Result] = []
    if not shapes.has_rules:
        results = shared_results(_visits(shapes, data, focus_nodes), data)
    if shapes.delegated or shapes.has_rules:
        from dcat_publisher.shacl.delegation import validate_delegated  # noqa: PLC0415 (few runs need it)

        results += validate_delegated(graph, shapes, data, focus_nodes)
    return results


def _visits(shapes: Shapes, data: Data, focus_nodes: Set[str] | None) -> list[Visits]:
    """Return which nodes are to be validated against which shapes."""
    return [
        (root.shape.validate, target_nodes(root.targets, data, focus_nodes))
        for root in shapes.roots
        if not root.has_advanced_target
    ]


def sort_key(result: Result) -> tuple[str, str, str, str, str, str]:
    """Return what results are sorted by: focus node, path, value, component, shape, severity."""
    focus, path, value, component, shape, severity, *_ = result
    return focus, path or "", value or "", component, shape, severity
