"""From a shapes graph to functions: each shape is read once, checked, and becomes closures."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple, final

from dcat_publisher.model.graph import Graph
from dcat_publisher.model.terms import TYPE
from dcat_publisher.shacl import recursion
from dcat_publisher.shacl.blame import blamed
from dcat_publisher.shacl.components import COMPONENTS
from dcat_publisher.shacl.dangling import dangling_properties, without
from dcat_publisher.shacl.data import HIERARCHY
from dcat_publisher.shacl.declaration import DEACTIVATED, Declaration
from dcat_publisher.shacl.entailment import refuse_entailment
from dcat_publisher.shacl.faults import shown
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
    the shapes where they stand, without effect. `dangling` are the property shapes that nobody wrote -> the
    shapes that refer to them; `graph` is without these references. `files` are what the graph was read from.
    `faults` are those of the shapes that were left out before (see `mending`).
    """

    __slots__ = (
        "dangling", "delegated", "faults", "files", "graph", "has_rules", "left_out", "roots", "unknown",
        "watched",
    )  # fmt: skip

    def __init__(
        self, graph: Graph, files: Sequence[Path] = (), faults: list[ShapesError] | None = None
    ) -> None:
        """Compile; `faults` takes those of single shapes, which are raised where it is None."""
        self.faults: tuple[ShapesError, ...] = ()
        self.dangling = dangling_properties(graph)
        self.files = tuple(files)
        graph = without(graph, self.dangling)
        survey = Survey(graph)
        beyond_core = survey.beyond_core()
        self.graph = graph
        self.left_out = frozenset(beyond_core)
        compiled = _compile_all(survey, self.left_out, faults)
        self.roots = tuple(_roots(survey, compiled, faults))
        self.watched = HIERARCHY.union(
            target.watched for root in self.roots for target in root.targets if target.watched is not None
        )
        self.delegated = {root: beyond_core[root] for root in survey.roots if root in beyond_core}
        self.has_rules = any(sh("rule") in predicates for predicates in graph.index.values())
        self.unknown = unknown_names(graph)

    def __reduce__(self) -> tuple[type[Shapes], tuple[Graph, tuple[Path, ...]]]:
        """Let other processes compile the graph anew: functions made at run time cannot be sent to them."""
        return Shapes, (self.graph, self.files)


def compile_shapes(graph: Graph, files: Sequence[Path] = ()) -> Shapes:
    """Compile a shapes graph, read from files; raise ShapesError, with the file, when it is ill-formed.

    Raises UnsupportedEntailmentError where it asks for entailment.
    """
    refuse_entailment(graph, files)
    with blamed(graph, files):
        return Shapes(graph, files)


@contextmanager
def _noted(faults: list[ShapesError] | None) -> Iterator[None]:
    """Put the fault of a shape among the others; raise it where they are not collected."""
    try:
        yield
    except ShapesError as fault:
        if faults is None:
            raise
        faults.append(fault)


def _roots(survey: Survey, compiled: Mapping[str, Shape], faults: list[ShapesError] | None) -> Iterator[Root]:
    for node in survey.roots:
        with _noted(faults):
            targets = compile_targets(survey.graph, node, is_class=node in survey.classes)
            yield Root(compiled[node], targets, sh("target") in survey.graph.predicates(node))


def _compile_all(
    survey: Survey, left_out: frozenset[str], faults: list[ShapesError] | None
) -> dict[str, Shape]:
    order, recursive = recursion.in_order(survey.references)
    shapes = {node: Shape(node, recursive=node in recursive) for node in order}
    for node in order:
        shapes[node].deactivate()  # what others see of one that cannot be compiled
        with _noted(faults):
            _compile(Declaration(survey.graph, node, shapes, left_out), shapes[node])
    return shapes


def _compile(declared: Declaration, shape: Shape) -> None:
    _check_types(declared)
    _check_queries(declared)
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


def _check_queries(declared: Declaration) -> None:
    """Refuse a constraint of SHACL-SPARQL without a query (SHACL 5.3.1): it cannot ask anything."""
    for node in declared.many(sh("sparql")):
        if sh("select") not in declared.graph.predicates(node):
            raise declared.fail("no_select", value=shown(node, declared.graph))


def _check_types(declared: Declaration) -> None:
    types = declared.predicates.get(TYPE, ())
    if PROPERTY_SHAPE in types and PATH not in declared.predicates:
        raise declared.fail("property_without_path")
    if NODE_SHAPE in types and PATH in declared.predicates:
        raise declared.fail("node_with_path")
    if declared.node[0] == '"':
        raise declared.fail("literal")
