"""Validating a data graph against compiled shapes (SHACL 3.4)."""

from __future__ import annotations

from collections.abc import Set
from typing import Final, NamedTuple

from dcat_publisher.model.graph import Graph
from dcat_publisher.shacl.blame import blamed
from dcat_publisher.shacl.compile import Shapes
from dcat_publisher.shacl.data import Data
from dcat_publisher.shacl.messages import without_blanks
from dcat_publisher.shacl.model import Result
from dcat_publisher.shacl.targets import focus_nodes as target_nodes

# From so many focus nodes on it pays to list the instances of all classes.
FEW: Final = 500


def validate(graph: Graph, shapes: Shapes, focus_nodes: Set[str] | None = None) -> list[Result]:
    """Validate a data graph; give the results, sorted.

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

    `unknown` of the shapes have targets that pySHACL alone finds.
    """

    shapes: int
    met: int
    nodes: int
    unknown: int


def coverage(graph: Graph, shapes: Shapes) -> Coverage:
    """Return how many shapes have focus nodes in a graph, and how many nodes these are."""
    data = Data(graph, shapes.watched)
    met = unknown = 0
    nodes: set[str] = set()
    for root in shapes.roots:
        focus = set(target_nodes(root.targets, data))
        met += bool(focus)
        unknown += root.has_advanced_target and not focus
        nodes |= focus
    return Coverage(len(shapes.roots), met, len(nodes), unknown)


def _results(graph: Graph, shapes: Shapes, focus_nodes: Set[str] | None) -> list[Result]:
    data = Data(graph, shapes.watched, is_part=focus_nodes is not None and len(focus_nodes) < FEW)
    results: list[Result] = []
    if not shapes.has_rules:
        for root in shapes.roots:
            if not root.has_advanced_target:
                visit = root.shape.validate
                for focus in target_nodes(root.targets, data, focus_nodes):
                    visit(data, focus, results)
    if shapes.delegated or shapes.has_rules:
        from dcat_publisher.shacl.delegation import validate_delegated  # noqa: PLC0415 (few runs need it)

        results += validate_delegated(graph, shapes, data, focus_nodes)
    return results


def sort_key(result: Result) -> tuple[str, str, str, str, str, str]:
    """Return what results are sorted by: focus node, path, value, component, shape, severity."""
    focus, path, value, component, shape, severity, *_ = result
    return focus, path or "", value or "", component, shape, severity
