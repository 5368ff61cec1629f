"""Compliance with DCAT-AP 3.0.1 as this program's own shapes say it: violations count, warnings do not.

The EU portal runs the shapes that SEMIC publishes. Ours state the same rules, so a score is near to what it
gives, but the text of its shapes is not what runs here.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from dcat_publisher.insight.scores.compliance import Failure
from dcat_publisher.model.graph import Graph
from dcat_publisher.model.terms import iri, iri_value
from dcat_publisher.shacl import validate
from dcat_publisher.vocabulary.profile import profile_named

PROFILE: Final = "dcat-ap"
_VIOLATION: Final = iri("http://www.w3.org/ns/shacl#Violation")


def eu_failures(graph: Graph) -> Iterator[Failure]:
    """Yield each violation in a dataset's graph; the condition is the name of the shape."""
    for result in validate(graph, profile_named(PROFILE).shapes):
        if result.severity == _VIOLATION:
            condition = iri_value(result.source_shape).rpartition("#")[2]
            yield Failure(result.focus, result.path or "", result.value, condition)
