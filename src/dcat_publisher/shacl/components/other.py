"""Other constraint components (SHACL 4.8)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dcat_publisher.shacl.components.each_value import each_value
from dcat_publisher.shacl.data import Data
from dcat_publisher.shacl.declaration import Declaration, Fault
from dcat_publisher.shacl.model import Constraint, Result
from dcat_publisher.shacl.names import PATH, PROPERTY, sh


def closed(declared: Declaration) -> Iterator[Constraint]:
    """sh:closed with sh:ignoredProperties (4.8.1): values have only the properties that the shape names."""
    if not declared.flag(sh("closed")):
        return
    fault = declared.fault("Closed")
    allowed = frozenset(_named(declared))

    def check(data: Data, focus: str, values: Sequence[str], results: list[Result]) -> None:
        for value in values:
            for predicate, objects in data.index[value].items():
                if predicate not in allowed:
                    results.extend(fault(focus, one, predicate) for one in objects)

    yield Constraint(check, lambda data, value: data.has_only(value, allowed))


def _named(declared: Declaration) -> Iterator[str]:
    for shape in declared.many(PROPERTY):
        yield from declared.graph.objects(shape, PATH)
    for head in declared.many(sh("ignoredProperties")):
        yield from declared.items(head, "sh:ignoredProperties")


def has_value(declared: Declaration) -> Iterator[Constraint]:
    """sh:hasValue (4.8.2): the term is among the values."""
    for term in declared.many(sh("hasValue")):
        yield _has_value(term, declared.fault("HasValue", name=declared.names(term)))


def _has_value(term: str, fault: Fault) -> Constraint:
    def check(_: Data, focus: str, values: Sequence[str], results: list[Result]) -> None:
        if term not in values:
            results.append(fault(focus))

    return Constraint(check, lambda _, value: value == term, wants_values=True)


def is_in(declared: Declaration) -> Iterator[Constraint]:
    """sh:in (4.8.3): each value is a member of the list."""
    head = declared.one(sh("in"))
    if head is not None:
        items = declared.items(head, "sh:in")
        members = frozenset(items)
        fault = declared.fault("In", names=declared.names(*items))
        yield each_value(lambda _, value: value in members, fault)
