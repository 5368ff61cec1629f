"""Findings as a W3C validation report (SHACL 3.6) in Turtle, each with the place where it was typed.

Findings that no shape made are results too: their source shape is the rule, `pubr:T201`, and their
constraint component `pub:SourceConstraintComponent`, which says that the fault is in the source and not
only in the graph.
"""

from __future__ import annotations

from dcat_publisher.model.finding import Finding, Severity
from dcat_publisher.model.graph import Graph
from dcat_publisher.model.language import Message
from dcat_publisher.model.terms import XSD, iri, literal
from dcat_publisher.rdf.formats import to_turtle
from dcat_publisher.report.model import Report
from dcat_publisher.shacl import Result, validation_report

_SH = "http://www.w3.org/ns/shacl#"
_PUB = "https://w3id.org/dcat-publisher/terms#"
_RULES = "https://w3id.org/dcat-publisher/rules#"
SOURCE_COMPONENT = iri(f"{_PUB}SourceConstraintComponent")
_SEVERITIES = {Severity.ERROR: "Violation", Severity.WARNING: "Warning", Severity.INFO: "Info"}
_OWN_PREFIXES = {"sh": _SH, "pub": _PUB, "pubr": _RULES, "xsd": XSD}


def turtle(report: Report) -> str:
    """Write the findings as a sh:ValidationReport."""
    graph = validation_report([_result(report, found) for found in report.findings])
    root = graph.subjects(iri(f"{_SH}conforms"), literal(str(not report.findings).lower(), f"{XSD}boolean"))[
        0
    ]
    for node, found in zip(graph.objects(root, iri(f"{_SH}result")), report.findings, strict=True):
        _locate(graph, node, report, found)
    return to_turtle(graph, _OWN_PREFIXES)


def _result(report: Report, found: Finding) -> Result:
    """Return a finding as a result; one that is about no node is about its file, named by a literal."""
    return Result(
        focus=found.focus or literal(report.path(found)),
        path=found.path,
        value=found.value,
        component=found.component or SOURCE_COMPONENT,
        source_shape=found.shape or iri(f"{_RULES}{found.code}"),
        severity=iri(f"{_SH}{_SEVERITIES[found.severity]}"),
        messages=tuple(literal(text, language=tag) for tag, text in _messages(found).items()),
    )


def _messages(found: Finding) -> Message:
    """Return message and help as one text in each language."""
    advice = found.help or {}
    return {tag: f"{text} {advice.get(tag, '')}".strip() for tag, text in found.message.items()}


def _locate(graph: Graph, node: str, report: Report, found: Finding) -> None:
    graph.add(node, iri(f"{_PUB}code"), literal(found.code))
    graph.add(node, iri(f"{_PUB}file"), literal(report.path(found)))
    for name, number in (("line", found.place.line), ("column", found.place.column)):
        graph.add(node, iri(f"{_PUB}{name}"), literal(str(number), f"{XSD}integer"))
    keys = report.key_path(found)
    if keys:
        graph.add(node, iri(f"{_PUB}keyPath"), literal(keys))
