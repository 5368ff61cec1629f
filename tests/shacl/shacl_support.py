"""What the tests of the engine share: small graphs from Turtle, results in a form that can be compared."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from dcat_publisher.model.graph import Graph
from dcat_publisher.shacl import Result, compile_shapes, parse_shapes, validate

PREFIXES = """
@prefix ex: <http://example.org/> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
"""

Key = tuple[str, str | None, str | None, str, str, str]


def graph_of(turtle: str) -> Graph:
    """Read Turtle with the prefixes above; blank nodes are numbered from `_:b0`."""
    return parse_shapes(PREFIXES + turtle)


def results_of(data: str, shapes: str) -> list[Result]:
    """Validate Turtle against Turtle."""
    return validate(graph_of(data), compile_shapes(graph_of(shapes)))


def keys(results: Iterable[Result]) -> Counter[Key]:
    """Return what identifies results, counted: not the messages and details, in which engines differ."""
    return Counter(result[:6] for result in results)


def short(results: Iterable[Result]) -> list[str]:
    """Return results as `focus path value Component`, without namespaces, sorted."""
    return sorted(
        " ".join(
            (part or "-").removeprefix("<http://example.org/").removeprefix("<http://www.w3.org/ns/shacl#")
            .removesuffix(">").removesuffix("ConstraintComponent")
            for part in result[:4]
        )
        for result in results
    )  # fmt: skip
