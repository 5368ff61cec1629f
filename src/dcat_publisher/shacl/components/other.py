"""Other constraint components (SHACL 4.8)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from dcat_publisher.model.terms import is_blank
from dcat_publisher.shacl.components.each_value import each_value
from dcat_publisher.shacl.data import Data
from dcat_publisher.shacl.declaration import Declaration, Fault
from dcat_publisher.shacl.model import Constraint, Result
from dcat_publisher.shacl.names import PATH, PROPERTY, sh

_IGNORED: Final = sh("ignoredProperties")


def closed(declared: Declaration) -> Iterator[Constraint]:
    """sh:closed with sh:ignoredProperties (4.8.1): values have only the properties that the shape names."""
    if not declared.flag(sh("closed")):
        return
    fault = declared.fault("Closed")
    allowed = frozenset(_named(declared))

    def check(data: Data, focus: str, values: Sequence[str], results: list[Result]) -> None:
        for node in values:
            for predicate, objects in data.index[node].items():
                if predicate not in allowed:
                    results.extend(fault(focus, value, predicate) for value in objects)

    yield Constraint(check, lambda data, value: data.has_only(value, allowed))


def _named(declared: Declaration) -> Iterator[str]:
    for shape in declared.many(PROPERTY):
        yield from declared.graph.objects(shape, PATH)
    head = declared.one(_IGNORED)
    if head is not None:
        for name in declared.items(head, _IGNORED):
            if name[0] != "<":
                raise declared.wrong("member_no_iri", _IGNORED, name)
            yield name


def has_value(declared: Declaration) -> Iterator[Constraint]:
    """sh:hasValue (4.8.2): the term is among the values."""
    for term in declared.many(sh("hasValue")):
        yield _has_value(term, declared.fault("HasValue", name=declared.names(term)))


def _has_value(term: str, fault: Fault) -> Constraint:
    is_none = is_blank(term)  # a node of the shapes, which no data has, whatever label it has got

    def check(_: Data, focus: str, values: Sequence[str], results: list[Result]) -> None:
        if is_none or term not in values:
            results.append(fault(focus))

    return Constraint(check, lambda _, value: value == term and not is_none, wants_values=True)


def is_in(declared: Declaration) -> Iterator[Constraint]:
    """sh:in (4.8.3): each value is a member of the list."""
    head = declared.one(sh("in"))
    if head is not None:
        items = declared.items(head, sh("in"))
        members = frozenset(item for item in items if not is_blank(item))  # no data has a node of the shapes
        fault = declared.fault("In", None if items else "InNothing", names=declared.names(*items))
        yield each_value(lambda _, value: value in members, fault)
