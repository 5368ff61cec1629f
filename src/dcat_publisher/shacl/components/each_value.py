"""The commonest form of constraint: a test of one value node at a time."""

from __future__ import annotations

from collections.abc import Sequence

from dcat_publisher.shacl.data import Data
from dcat_publisher.shacl.declaration import Fault
from dcat_publisher.shacl.model import Constraint, Result, Test


def each_value(test: Test, fault: Fault) -> Constraint:
    """Return the constraint that has a result, with the value as sh:value, for each that fails a test."""

    def check(data: Data, focus: str, values: Sequence[str], results: list[Result]) -> None:
        for value in values:
            if not test(data, value):
                results.append(fault(focus, value))  # noqa: PERF401 (faults are rare)

    return Constraint(check, test)
