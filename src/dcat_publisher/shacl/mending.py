"""Shapes with faults: the broken ones are left out, each with its reason, so that the rest can be used.

Official files of shapes have faults, which their users cannot mend. What refers to a broken shape goes with
it where it could not be told otherwise: a member of sh:or that is gone would make a rule of another meaning.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from pathlib import Path
from typing import Final

from dcat_publisher.model.graph import Graph, Triple
from dcat_publisher.shacl.blame import blamed
from dcat_publisher.shacl.compile import Shapes
from dcat_publisher.shacl.delegation import guilty
from dcat_publisher.shacl.entailment import refuse_entailment
from dcat_publisher.shacl.lists import read_list
from dcat_publisher.shacl.model import GivenUpError, Result, ShapesError
from dcat_publisher.shacl.names import NODE, NOT, PATH, PROPERTY, QUALIFIED, QUALIFIED_VALUE_SHAPE, sh
from dcat_publisher.shacl.references import TO_SHAPES
from dcat_publisher.shacl.validation import validate

_CLOSED: Final = sh("closed")


def compile_sound(graph: Graph, files: Sequence[Path] = (), former: Sequence[ShapesError] = ()) -> Shapes:
    """Compile a shapes graph without the shapes that are ill-formed; `faults` of the result has these.

    `former` are faults of shapes that the graph is without already. Raises ShapesError where a fault is not
    one of a shape, and UnsupportedEntailmentError.
    """
    refuse_entailment(graph, files)
    faults = list(former)
    while True:
        broken = _faults(graph)
        if not broken:
            shapes = Shapes(graph, files)
            shapes.faults = tuple(faults)
            return shapes
        faults += [_blamed(fault, graph, files) for fault in broken]
        graph = leave_out(graph, broken)


def validate_sound(graph: Graph, shapes: Shapes) -> tuple[list[Result], Shapes]:
    """Validate; shapes whose faults show only now are left out as well, and the shapes that ran are returned.

    Raises GivenUpError where they take too long, and ShapesError for a fault that is not one of a shape.
    """
    while True:
        try:
            return validate(graph, shapes), shapes
        except GivenUpError:
            raise
        except ShapesError as error:
            faults = [_blamed(one, shapes.graph, shapes.files) for one in guilty(graph, shapes, error)]
            rest = leave_out(shapes.graph, faults)
            shapes = compile_sound(rest, shapes.files, [*shapes.faults, *faults])


def leave_out(graph: Graph, faults: Sequence[ShapesError]) -> Graph:
    """Return the graph without the shapes that have faults; raise the first where none is in the graph."""
    broken = frozenset(fault.shape for fault in faults)
    rest = Graph(_without(graph, broken))
    if len(rest) == len(graph):
        raise faults[0]
    return rest


def _faults(graph: Graph) -> list[ShapesError]:
    """Return the faults that one reading of the shapes finds, the first of each shape."""
    faults: list[ShapesError] = []
    try:
        Shapes(graph, faults=faults)
    except ShapesError as error:
        faults.append(error)
    return list({fault.shape: fault for fault in reversed(faults)}.values())[::-1]


def _blamed(fault: ShapesError, graph: Graph, files: Sequence[Path]) -> ShapesError:
    try:
        with blamed(graph, files):
            raise fault
    except ShapesError as error:
        error.users = tuple(_users(graph, error.shape))
        return error


def _users(graph: Graph, shape: str) -> Iterator[str]:
    """Yield the shapes that ask for something with another one, and not only of a property."""
    for user in graph.index:
        if any(parameter != PROPERTY for parameter, _ in _lost(graph, user, (shape,))):
            yield user


def _without(graph: Graph, broken: Collection[str]) -> Iterator[Triple]:
    for subject, predicates in graph.index.items():
        if subject in broken:
            yield from _stub(graph, subject)
            continue
        lost = _lost(graph, subject, broken)
        for predicate, values in predicates.items():
            for value in values:
                if (predicate, value) not in lost:
                    yield subject, predicate, value


def _stub(graph: Graph, shape: str) -> Iterator[Triple]:
    """Yield the path of a property shape of a closed shape: without it, its property would be forbidden."""
    paths = graph.objects(shape, PATH)
    is_known = len(paths) == 1 and paths[0][0] == "<" and len(graph.predicates(shape)) > 1
    if is_known and any(graph.objects(user, _CLOSED) for user in graph.subjects(PROPERTY, shape)):
        yield shape, PATH, paths[0]


def _lost(graph: Graph, shape: str, broken: Collection[str]) -> frozenset[tuple[str, str]]:
    """Return what a shape loses with those that it refers to: (parameter, value)."""
    lost = {
        (parameter, value)
        for parameter in (PROPERTY, NODE, NOT)
        for value in graph.objects(shape, parameter)
        if value in broken and next(_stub(graph, value), None) is None
    }
    for parameter in TO_SHAPES:
        for head in graph.objects(shape, parameter):
            if not _is_sound(graph, head, shape, parameter, broken):
                lost.add((parameter, head))
    if any(value in broken for value in graph.objects(shape, QUALIFIED_VALUE_SHAPE)):
        lost.update(
            (parameter, value) for parameter in QUALIFIED for value in graph.objects(shape, parameter)
        )
    return frozenset(lost)


def _is_sound(graph: Graph, head: str, shape: str, parameter: str, broken: Collection[str]) -> bool:
    """Return whether no member of a list of shapes is broken; a list that is none is a fault of its shape."""
    try:
        return not any(member in broken for member in read_list(graph, head, shape, parameter))
    except ShapesError:
        return True
