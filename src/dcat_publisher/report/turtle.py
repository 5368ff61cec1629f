"""Findings as a W3C validation report (SHACL 3.6) in Turtle, each with the place where it was typed.

Findings that no shape made are results too: their source shape is the rule, `pubr:T201`, and their
constraint component `pub:SourceConstraintComponent`, which says that the fault is in the source and not
only in the graph.
"""

from __future__ import annotations

from dcat_publisher.model.finding import Finding, Severity
from dcat_publisher.model.graph import Graph
from dcat_publisher.model.language import Message
from dcat_publisher.model.namespaces import PUB, PUB_RULES, SH, XSD
from dcat_publisher.model.terms import iri, literal
from dcat_publisher.rdf.formats import to_turtle
from dcat_publisher.report.model import Report
from dcat_publisher.shacl import Result, validation_report

SOURCE_COMPONENT = PUB.SourceConstraintComponent
_SEVERITIES = {Severity.ERROR: "Violation", Severity.WARNING: "Warning", Severity.INFO: "Info"}
_OWN_PREFIXES = {"sh": SH.iri, "pub": PUB.iri, "pubr": PUB_RULES.iri, "xsd": XSD.iri}


def turtle(report: Report) -> str:
    """Write the findings as a sh:ValidationReport."""
    graph = validation_report([_result(report, found) for found in report.findings])
    root = graph.subjects(SH.conforms, literal(str(not report.findings).lower(), XSD + "boolean"))[
        0
    ]
    for node, found in zip(graph.objects(root, SH.result), report.findings, strict=True):
        _locate(graph, node, report, found)
    return to_turtle(graph, _OWN_PREFIXES)


def _result(report: Report, found: Finding) -> Result:
    """Return a finding as a result; one that is about no node is about its file, named by a literal.

    The severity is the shape's, whatever address that is (SHACL 2.1.4 and 3.6.2.4).
    """
    return Result(
        focus=found.focus or literal(report.path(found)),
        path=found.path,
        value=found.value,
        component=found.component or SOURCE_COMPONENT,
        source_shape=found.shape or PUB_RULES[found.code],
        severity=found.shape_severity or SH[_SEVERITIES[found.severity]],
        messages=tuple(literal(text, language=tag) for tag, text in _messages(report, found).items()),
    )


def _messages(report: Report, found: Finding) -> Message:
    """Return message and help as one text in each language, and what a node without a name is."""
    advice, nodes = found.help or {}, report.blank_nodes(found)
    told = f" ({nodes})" if nodes else ""
    return {tag: f"{text}{told} {advice.get(tag, '')}".strip() for tag, text in found.message.items()}


def _locate(graph: Graph, node: str, report: Report, found: Finding) -> None:
    graph.add(node, iri(f"{PUB.iri}code"), literal(found.code))
    graph.add(node, PUB.file, literal(report.path(found)))
    for name, number in (("line", found.place.line), ("column", found.place.column)):
        graph.add(node, PUB[name], literal(str(number), XSD + "integer"))
    keys = report.key_path(found)
    if keys:
        graph.add(node, PUB.keyPath, literal(keys))
