"""Logical constraint components (SHACL 4.6)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from dcat_publisher.shacl.components.each_value import each_value
from dcat_publisher.shacl.data import Data
from dcat_publisher.shacl.declaration import Declaration
from dcat_publisher.shacl.faults import shown
from dcat_publisher.shacl.model import Constraint, Test
from dcat_publisher.shacl.names import NOT, sh
from dcat_publisher.shacl.shape import Shape


def none_of(declared: Declaration) -> Iterator[Constraint]:
    """sh:not (4.6.1): no value conforms to the shape."""
    for node in filter(declared.compiles, declared.many(NOT)):
        fault = declared.fault("Not", name=declared.names(node))
        yield each_value(_negation(declared, declared.shape(node)), fault)


def _negation(declared: Declaration, other: Shape) -> Test:
    conforms = declared.conforms("Not", other)
    if not other.recursive:
        return lambda data, value: not conforms(data, value)
    return lambda data, value: declared.recurs("Not", other, data) or not conforms(data, value)


def all_of(declared: Declaration) -> Iterator[Constraint]:
    """sh:and (4.6.2): each value conforms to all shapes of the list."""
    return _combined(declared, "And", _all)


def one_of(declared: Declaration) -> Iterator[Constraint]:
    """sh:or (4.6.3): each value conforms to at least one shape of the list."""
    return _combined(declared, "Or", _any)


def exactly_one_of(declared: Declaration) -> Iterator[Constraint]:
    """sh:xone (4.6.4): each value conforms to one shape of the list and not to two."""
    return _combined(declared, "Xone", _exactly_one)


def _combined(
    declared: Declaration, name: str, combine: Callable[[Sequence[Test]], Test]
) -> Iterator[Constraint]:
    parameter = sh(name.lower())
    for head in declared.many(parameter):
        nodes = declared.items(head, parameter)
        if not nodes:
            raise declared.fail("empty_list", parameter=shown(parameter))
        if all(map(declared.compiles, nodes)):
            tests = [declared.conforms(name, declared.shape(node)) for node in nodes]
            yield each_value(combine(tests), declared.fault(name, names=declared.names(*nodes)))


# Loops rather than all() and any(): a generator expression costs more than most tests.
def _all(tests: Sequence[Test]) -> Test:
    def test(data: Data, value: str) -> bool:
        for conforms in tests:  # noqa: SIM110
            if not conforms(data, value):
                return False
        return True

    return test


def _any(tests: Sequence[Test]) -> Test:
    def test(data: Data, value: str) -> bool:
        for conforms in tests:  # noqa: SIM110
            if conforms(data, value):
                return True
        return False

    return test


def _exactly_one(tests: Sequence[Test]) -> Test:
    return lambda data, value: sum(conforms(data, value) for conforms in tests) == 1
