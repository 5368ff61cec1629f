"""Results as a validation report graph (SHACL 3.6)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import count
from typing import Final

from dcat_publisher.model.graph import Graph
from dcat_publisher.model.terms import TYPE
from dcat_publisher.shacl.model import Result
from dcat_publisher.shacl.names import FALSE, TRUE, sh
from dcat_publisher.shacl.paths import parse_path, path_triples

DELEGATED: Final = "<https://w3id.org/dcat-publisher/terms#delegatedShape>"


def validation_report(results: Iterable[Result], delegated: Iterable[str] = ()) -> Graph:
    """Return the sh:ValidationReport of results; `delegated` names the shapes that pySHACL has validated.

    Report, results and paths are blank nodes, numbered in the order of the results: an IRI would promise that
    somebody can look the result up tomorrow, and nobody can; numbering keeps the bytes the same for the same
    input. Their labels begin with `report` so that they stay apart from blank nodes of the data and of the
    shapes, which keep theirs. Complex paths are written out anew for each result, as RDF paths may not be
    shared.
    """
    fresh = (f"_:report{number}" for number in count())
    report = next(fresh)
    graph = Graph([(report, TYPE, sh("ValidationReport"))])
    results = list(results)
    graph.add(report, sh("conforms"), FALSE if results else TRUE)
    for shape in delegated:
        graph.add(report, DELEGATED, shape)
    for result in results:
        graph.add(report, sh("result"), _add(graph, result, fresh))
    return graph


def _add(graph: Graph, result: Result, fresh: Iterator[str]) -> str:
    node = next(fresh)
    graph.add(node, TYPE, sh("ValidationResult"))
    graph.add(node, sh("focusNode"), result.focus)
    if result.path is not None:
        path, triples = path_triples(parse_path(result.path), fresh)
        graph.add(node, sh("resultPath"), path)
        for triple in triples:
            graph.add(*triple)
    if result.value is not None:
        graph.add(node, sh("value"), result.value)
    graph.add(node, sh("sourceConstraintComponent"), result.component)
    graph.add(node, sh("sourceShape"), result.source_shape)
    graph.add(node, sh("resultSeverity"), result.severity)
    for message in result.messages:
        graph.add(node, sh("resultMessage"), message)
    for detail in result.details:
        graph.add(node, sh("detail"), _add(graph, detail, fresh))
    return node
