"""From a shapes graph to functions: each shape is read once, checked, and becomes closures."""

from __future__ import annotations

from typing import NamedTuple, final

from dcat_publisher.model.graph import Graph
from dcat_publisher.model.terms import TYPE
from dcat_publisher.shacl import recursion
from dcat_publisher.shacl.components import COMPONENTS
from dcat_publisher.shacl.data import HIERARCHY
from dcat_publisher.shacl.declaration import DEACTIVATED, Declaration
from dcat_publisher.shacl.model import ShapesError
from dcat_publisher.shacl.names import NODE_SHAPE, PATH, PROPERTY_SHAPE, sh
from dcat_publisher.shacl.paths import compile_path
from dcat_publisher.shacl.references import Survey
from dcat_publisher.shacl.shape import Shape
from dcat_publisher.shacl.spelling import unknown_names
from dcat_publisher.shacl.targets import Target, compile_targets


class Root(NamedTuple):
    """A shape with its targets; pySHACL alone validates one that `has_advanced_target` (sh:target)."""

    shape: Shape
    targets: list[Target]
    has_advanced_target: bool


@final
class Shapes:
    """A shapes graph, compiled.

    `roots` are the shapes with targets. `delegated` are those of them of which pySHACL does a part, or all ->
    the reason; it does everything when `has_rules`, because SHACL rules change the data that all shapes see.
    `left_out` are all shapes that are not SHACL Core, with and without targets. `watched` are the predicates
    that targets follow backwards. `unknown` are the names in the SHACL namespace that SHACL does not have ->
    the shapes where they stand, without effect.
    """

    __slots__ = ("delegated", "graph", "has_rules", "left_out", "roots", "unknown", "watched")

    def __init__(self, graph: Graph) -> None:
        survey = Survey(graph)
        beyond_core = survey.beyond_core()
        self.graph = graph
        self.left_out = frozenset(beyond_core)
        compiled = _compile_all(survey, self.left_out)
        self.roots = tuple(
            Root(
                compiled[node],
                compile_targets(graph, node, is_class=node in survey.classes),
                sh("target") in graph.predicates(node),
            )
            for node in survey.roots
        )
        self.watched = HIERARCHY.union(
            target.watched for root in self.roots for target in root.targets if target.watched is not None
        )
        self.delegated = {root: beyond_core[root] for root in survey.roots if root in beyond_core}
        self.has_rules = any(sh("rule") in predicates for predicates in graph.index.values())
        self.unknown = unknown_names(graph)

    def __reduce__(self) -> tuple[type[Shapes], tuple[Graph]]:
        """Let other processes compile the graph anew: functions made at run time cannot be sent to them."""
        return Shapes, (self.graph,)


def compile_shapes(graph: Graph) -> Shapes:
    """Compile a shapes graph; raise ShapesError when it is ill-formed."""
    return Shapes(graph)


def _compile_all(survey: Survey, left_out: frozenset[str]) -> dict[str, Shape]:
    order, recursive = recursion.in_order(survey.references)
    shapes = {node: Shape(node, recursive=node in recursive) for node in order}
    for node in order:
        _compile(Declaration(survey.graph, node, shapes, left_out), shapes[node])
    return shapes


def _compile(declared: Declaration, shape: Shape) -> None:
    _check_types(declared)
    predicates = declared.predicates
    constraints = [
        constraint
        for parameter, compiler in COMPONENTS.items()
        if parameter in predicates
        for constraint in compiler(declared)
    ]
    if declared.flag(DEACTIVATED):
        shape.deactivate()
    elif declared.path is None:
        shape.complete(constraints)
    else:
        predicate = declared.path if isinstance(declared.path, str) else None
        shape.complete(constraints, predicate, compile_path(declared.path))


def _check_types(declared: Declaration) -> None:
    types = declared.predicates.get(TYPE, ())
    if PROPERTY_SHAPE in types and PATH not in declared.predicates:
        raise declared.fail("is a sh:PropertyShape without sh:path")
    if NODE_SHAPE in types and PATH in declared.predicates:
        raise declared.fail("is a sh:NodeShape and has sh:path")
    if declared.node[0] == '"':
        raise ShapesError(declared.node, "is a literal, and a shape must be an IRI or a blank node")
