"""Property pair constraint components (SHACL 4.5)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dcat_publisher.shacl.data import Data
from dcat_publisher.shacl.declaration import Declaration, Fault
from dcat_publisher.shacl.model import Check, Constraint, Result
from dcat_publisher.shacl.names import parameter_of, sh
from dcat_publisher.shacl.values import compare, value


def equals(declared: Declaration) -> Iterator[Constraint]:
    """sh:equals (4.5.1): the values are those of another property of the focus node, no more and no fewer."""
    for predicate in declared.iris(sh("equals")):
        fault = declared.fault("Equals", name=declared.names(predicate))
        yield Constraint(_equals(predicate, fault), wants_values=True)


def _equals(predicate: str, fault: Fault) -> Check:
    def check(data: Data, focus: str, values: Sequence[str], results: list[Result]) -> None:
        others = data.index[focus].get(predicate, ())
        here, there = set(values), set(others)
        if here != there:
            results.extend(fault(focus, value) for value in values if value not in there)
            results.extend(fault(focus, other) for other in others if other not in here)

    return check


def disjoint(declared: Declaration) -> Iterator[Constraint]:
    """sh:disjoint (4.5.2): no value is a value of another property of the focus node."""
    for predicate in declared.iris(sh("disjoint")):
        fault = declared.fault("Disjoint", name=declared.names(predicate))
        yield Constraint(_disjoint(predicate, fault))


def _disjoint(predicate: str, fault: Fault) -> Check:
    def check(data: Data, focus: str, values: Sequence[str], results: list[Result]) -> None:
        others = set(data.index[focus].get(predicate, ()))
        results.extend(fault(focus, value) for value in values if value in others)

    return check


def less_than(declared: Declaration) -> Iterator[Constraint]:
    """sh:lessThan (4.5.3): each value < each value of another property; one result for each pair."""
    return _ordered(declared, "LessThan", (-1,))


def less_than_or_equals(declared: Declaration) -> Iterator[Constraint]:
    """sh:lessThanOrEquals (4.5.4): each value <= each value of another property; one result for each pair."""
    return _ordered(declared, "LessThanOrEquals", (-1, 0))


def _ordered(declared: Declaration, name: str, allowed: tuple[int, ...]) -> Iterator[Constraint]:
    parameter = parameter_of(name)
    for predicate in declared.iris(parameter):
        declared.needs_path(parameter)
        fault = declared.fault(name, name=declared.names(predicate))
        yield Constraint(_in_order(predicate, allowed, fault))


def _in_order(predicate: str, allowed: tuple[int, ...], fault: Fault) -> Check:
    def check(data: Data, focus: str, values: Sequence[str], results: list[Result]) -> None:
        others = data.index[focus].get(predicate, ())
        for term in values if others else ():
            results.extend(
                fault(focus, term) for other in others if compare(value(term), value(other)) not in allowed
            )

    return check
