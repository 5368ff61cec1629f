"""The validation report as RDF (SHACL 3.6)."""

from __future__ import annotations

import pytest

from dcat_publisher.model.graph import Graph
from dcat_publisher.shacl import Result, compile_shapes, parse_shapes, validate, validation_report
from dcat_publisher.shacl.names import FALSE, TRUE, sh
from dcat_publisher.shacl.paths import path_text, read_path
from tests.shacl.shacl_support import graph_of, results_of

SHAPES = """
ex:S a sh:NodeShape ; sh:targetNode ex:a, "a" ; sh:node ex:N ; sh:severity sh:Warning ;
  sh:property ex:P, [ sh:path ( ex:p [ sh:inversePath ex:q ] ) ; sh:minCount 1 ] .
ex:P sh:path ex:p ; sh:nodeKind sh:IRI ; sh:message "must be an IRI"@en, "må være en IRI"@nb .
ex:N sh:property [ sh:path ex:r ; sh:minCount 1 ] .
"""


def _read_back(report: Graph, node: str) -> Result:
    def one(name: str) -> str:
        return report.objects(node, sh(name))[0]

    paths = report.objects(node, sh("resultPath"))
    return Result(
        one("focusNode"),
        path_text(read_path(report, paths[0], node)) if paths else None,
        next(iter(report.objects(node, sh("value"))), None),
        one("sourceConstraintComponent"),
        one("sourceShape"),
        one("resultSeverity"),
        tuple(sorted(report.objects(node, sh("resultMessage")))),
        tuple(_read_back(report, detail) for detail in report.objects(node, sh("detail"))),
    )


def test_report_says_what_the_results_say() -> None:
    results = results_of("ex:a ex:p 1, ex:b .", SHAPES)
    report = validation_report(results)
    [node] = report.instances(sh("ValidationReport"))
    assert report.objects(node, sh("conforms")) == [FALSE]
    assert [_read_back(report, result) for result in report.objects(node, sh("result"))] == results
    assert {result.path for result in results} >= {None, "(<http://example.org/p>/^<http://example.org/q>)"}
    assert any(result.details for result in results)


def test_no_results_conform() -> None:
    report = validation_report([])
    assert [(predicate, value) for _, predicate, value in report][1:] == [(sh("conforms"), TRUE)]


def test_report_is_valid_rdf_and_always_the_same() -> None:
    lines = [
        "".join(f"{s} {p} {o} .\n" for s, p, o in validation_report(results_of("ex:a ex:p 1 .", SHAPES)))
        for _ in "ab"
    ]
    assert lines[0] == lines[1]
    assert len(parse_shapes(lines[0])) == lines[0].count("\n")


def test_delegated_shapes_are_named() -> None:
    shapes = compile_shapes(graph_of("""ex:S a sh:NodeShape ; sh:targetClass ex:C ;
        sh:sparql [ sh:select "SELECT $this WHERE { $this <http://example.org/p> 1 }" ] ."""))  # fmt: skip
    data = graph_of("ex:a a ex:C ; ex:p 1 .")
    report = validation_report(validate(data, shapes), shapes.delegated)
    [node] = report.instances(sh("ValidationReport"))
    assert report.objects(node, "<https://w3id.org/dcat-publisher/terms#delegatedShape>") == [
        "<http://example.org/S>"
    ]


@pytest.mark.parametrize("name", ["ValidationReport", "ValidationResult"])
def test_every_node_of_the_report_is_typed(name: str) -> None:
    assert validation_report(results_of("ex:a ex:p 1 .", SHAPES)).instances(sh(name))
