"""Value range constraint components (SHACL 4.3)."""

from __future__ import annotations

from collections.abc import Iterator

from dcat_publisher.shacl.components.each_value import each_value
from dcat_publisher.shacl.data import Data
from dcat_publisher.shacl.declaration import Declaration
from dcat_publisher.shacl.model import Constraint
from dcat_publisher.shacl.names import parameter_of
from dcat_publisher.shacl.values import compare, value


def min_exclusive(declared: Declaration) -> Iterator[Constraint]:
    """sh:minExclusive (4.3.1): the bound < each value."""
    return _bound(declared, "MinExclusive", (1,))


def min_inclusive(declared: Declaration) -> Iterator[Constraint]:
    """sh:minInclusive (4.3.2): the bound <= each value."""
    return _bound(declared, "MinInclusive", (0, 1))


def max_exclusive(declared: Declaration) -> Iterator[Constraint]:
    """sh:maxExclusive (4.3.3): the bound > each value."""
    return _bound(declared, "MaxExclusive", (-1,))


def max_inclusive(declared: Declaration) -> Iterator[Constraint]:
    """sh:maxInclusive (4.3.4): the bound >= each value."""
    return _bound(declared, "MaxInclusive", (-1, 0))


def _bound(declared: Declaration, name: str, allowed: tuple[int, ...]) -> Iterator[Constraint]:
    parameter = parameter_of(name)
    limit = declared.one(parameter)
    if limit is None:
        return
    if limit[0] != '"':
        raise declared.wrong("no_literal", parameter, limit)
    bound = value(limit)

    def test(_: Data, node: str) -> bool:
        return compare(value(node), bound) in allowed

    yield each_value(test, declared.fault(name, limit=declared.names(limit)))
