"""Cardinality constraint components (SHACL 4.2)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from dcat_publisher.shacl.data import Data
from dcat_publisher.shacl.declaration import Declaration
from dcat_publisher.shacl.model import Constraint, Result
from dcat_publisher.shacl.names import sh

_MIN: Final = sh("minCount")
_MAX: Final = sh("maxCount")


def min_count(declared: Declaration) -> Iterator[Constraint]:
    """sh:minCount (4.2.1): there are at least so many value nodes."""
    count = declared.count(_MIN)
    if count is None:
        return
    declared.needs_path(_MIN)
    fault = declared.fault("MinCount", "Missing" if count == 1 else None, count=count)

    def check(_: Data, focus: str, values: Sequence[str], results: list[Result]) -> None:
        if len(values) < count:
            results.append(fault(focus))

    if count > 0:
        yield Constraint(check, wants_values=True)


def max_count(declared: Declaration) -> Iterator[Constraint]:
    """sh:maxCount (4.2.2): there are at most so many value nodes."""
    count = declared.count(_MAX)
    if count is None:
        return
    declared.needs_path(_MAX)
    fault = declared.fault("MaxCount", {0: "Forbidden", 1: "TooMany"}.get(count), count=count)

    def check(_: Data, focus: str, values: Sequence[str], results: list[Result]) -> None:
        if len(values) > count:
            results.append(fault(focus))

    yield Constraint(check)
