"""Scores in RDF, with the Data Quality Vocabulary: the measurements that the portals would publish."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from dcat_publisher.insight.scores.assessment import Assessment
from dcat_publisher.insight.scores.metrics import METRICS, Dimension, Level, Metric, Scheme
from dcat_publisher.insight.scores.scorecard import Scorecard
from dcat_publisher.model.graph import Graph
from dcat_publisher.model.named_terms import term
from dcat_publisher.model.terms import TYPE, XSD, iri, iri_value, literal
from dcat_publisher.rdf.turtle import to_turtle

_SPACES: Final = {
    Scheme.EU: "https://piveau.eu/ns/voc#",
    Scheme.FDK: "https://data.norge.no/vocabulary/dcatno-mqa#",
}
_PREFIXES: Final[Mapping[str, str]] = {
    "dqv": "http://www.w3.org/ns/dqv#",
    "dcatno-mqa": _SPACES[Scheme.FDK],
    "piveau": _SPACES[Scheme.EU],
    "xsd": XSD,
}


def as_dqv(card: Scorecard) -> str:
    """Write the measurements of all datasets as Turtle; what was not measured is left out."""
    graph = Graph()
    for scheme in Scheme:
        for assessment in card.assessments[scheme]:
            _add_assessment(graph, assessment, card)
    return to_turtle(graph, _PREFIXES)


def _add_assessment(graph: Graph, assessment: Assessment, card: Scorecard) -> None:
    for metric in METRICS:
        value = assessment.measured.get(metric.name)
        if metric.points(assessment.scheme) and value is not None:
            _add(graph, assessment, metric.name, _value(metric, value, assessment, card))
    for dimension in Dimension:
        points = literal(str(assessment.total(dimension)), f"{XSD}integer")
        _add(graph, assessment, f"{dimension.value}Scoring", points)
    _add(graph, assessment, "scoring", literal(str(assessment.total()), f"{XSD}integer"))


def _value(metric: Metric, value: bool, assessment: Assessment, card: Scorecard) -> str:
    """Return a value: the status of an address of the distribution that counts, else a boolean."""
    if metric.level is Level.URL and assessment.best is not None:
        predicate = term("dcat:accessURL" if metric.name.startswith("access") else "dcat:downloadURL")
        for address in card.graph.objects(assessment.best, predicate):
            status = card.statuses.get(iri_value(address))
            if status is not None:
                return literal(str(status), f"{XSD}integer")
    return literal("true" if value else "false", f"{XSD}boolean")


def _add(graph: Graph, assessment: Assessment, name: str, value: str) -> None:
    node = iri(f"{iri_value(assessment.subject).partition('#')[0]}#mqa-{assessment.scheme.value}-{name}")
    graph.add(assessment.subject, term("dqv:hasQualityMeasurement"), node)
    graph.add(node, TYPE, term("dqv:QualityMeasurement"))
    graph.add(node, term("dqv:computedOn"), assessment.subject)
    graph.add(node, term("dqv:isMeasurementOf"), iri(f"{_SPACES[assessment.scheme]}{name}"))
    graph.add(node, term("dqv:value"), value)
