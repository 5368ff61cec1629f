"""Shape-based constraint components (SHACL 4.7)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from dcat_publisher.shacl.components.each_value import each_value
from dcat_publisher.shacl.data import Data
from dcat_publisher.shacl.declaration import Declaration, Fault
from dcat_publisher.shacl.faults import fault, shown
from dcat_publisher.shacl.model import Check, Constraint, Result, Test
from dcat_publisher.shacl.names import NODE, PATH, PROPERTY, QUALIFIED_VALUE_SHAPE, sh
from dcat_publisher.shacl.recursion import visit
from dcat_publisher.shacl.shape import Shape, property_visit
from dcat_publisher.shacl.siblings import family

_DISJOINT: Final = sh("qualifiedValueShapesDisjoint")


def node(declared: Declaration) -> Iterator[Constraint]:
    """sh:node (4.7.1): each value conforms to the node shape; the result's details say why it does not."""
    for name in filter(declared.compiles, declared.many(NODE)):
        if PATH in declared.graph.predicates(name):
            raise declared.fail("property_shape", value=shown(name, declared.graph))
        failed = declared.fault("Node", name=declared.names(name))
        other = declared.shape(name)
        yield _recursive_node(declared, other, failed) if other.recursive else _node(other, failed)


def _node(other: Shape, failed: Fault) -> Constraint:
    conforms = other.conforms

    def check(data: Data, focus: str, values: Sequence[str], results: list[Result]) -> None:
        for value in values:
            if not conforms(data, value):
                details: list[Result] = []
                other.validate(data, value, details)
                results.append(failed(focus, value, details=tuple(details)))

    return Constraint(check, conforms)


def _recursive_node(declared: Declaration, other: Shape, failed: Fault) -> Constraint:
    conforms = declared.conforms("Node", other)
    return each_value(
        lambda data, value: declared.recurs("Node", other, data) or conforms(data, value), failed
    )


def property_(declared: Declaration) -> Iterator[Constraint]:
    """sh:property (4.7.2): each value, as a focus node, is validated against the property shape."""
    names = list(filter(declared.compiles, declared.many(PROPERTY)))
    for name in names:
        if PATH not in declared.graph.predicates(name):
            raise fault(name, "no_path_of_property")
    shapes = [declared.shape(name) for name in names]
    recursive = [visit(declared.node, "Property", shape) for shape in shapes if shape.recursive]
    all_properties = property_visit([shape for shape in shapes if not shape.recursive], recursive)

    def check(data: Data, _: str, values: Sequence[str], results: list[Result]) -> None:
        for value in values:
            all_properties(data, value, results)

    yield Constraint(check)


def qualified_value_shape(declared: Declaration) -> Iterator[Constraint]:
    """sh:qualifiedValueShape (4.7.3): so many values, at least or at most, conform to a shape.

    With sh:qualifiedValueShapesDisjoint, values that conform to a sibling's shape do not count. In a node
    shape the parameters are ignored, as the W3C suite asks (node/qualified-001).
    """
    if declared.path is None:
        return
    least, most = declared.count(sh("qualifiedMinCount")), declared.count(sh("qualifiedMaxCount"))
    if least is None and most is None:
        raise declared.fail("no_qualified_count")
    competing = family(declared.graph, declared.node) if declared.flag(_DISJOINT) else []
    for name in declared.many(QUALIFIED_VALUE_SHAPE):
        others = [other for other in competing if other != name]
        if all(map(declared.compiles, [name, *others])):
            shape = declared.shape(name)
            counted = _counted(declared, shape, [declared.shape(other) for other in others])
            check = _qualified(declared, shape, counted, least or 0, most)
            yield Constraint(check, wants_values=bool(least))


def _counted(declared: Declaration, shape: Shape, others: Sequence[Shape]) -> Test:
    conforms = declared.conforms("QualifiedValueShape", shape)
    excluding = [declared.conforms("QualifiedValueShape", other) for other in others]
    if not excluding:
        return conforms
    return lambda data, value: conforms(data, value) and not any(other(data, value) for other in excluding)


def _qualified(declared: Declaration, shape: Shape, counted: Test, least: int, most: int | None) -> Check:
    too_few = declared.fault("QualifiedMinCount", count=least, name=declared.names(shape.node))
    too_many = declared.fault("QualifiedMaxCount", count=most or 0, name=declared.names(shape.node))

    def check(data: Data, focus: str, values: Sequence[str], results: list[Result]) -> None:
        if declared.recurs("QualifiedValueShape", shape, data):
            return
        number = sum(counted(data, value) for value in values)
        if number < least:
            results.append(too_few(focus))
        if most is not None and number > most:
            results.append(too_many(focus))

    return check
