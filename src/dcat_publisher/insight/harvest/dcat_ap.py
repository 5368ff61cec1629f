"""What DCAT-AP 3.0.1 (2025-07-10) makes mandatory, class by class."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from dcat_publisher.insight.harvest.faults import Fault
from dcat_publisher.insight.harvest.paged import Check
from dcat_publisher.model.graph import Graph
from dcat_publisher.model.named_terms import CATALOG, DATASET, SERIES, TITLE
from dcat_publisher.model.namespaces import short, term, terms
from dcat_publisher.model.terms import lexical

MANDATORY: Final[Mapping[str, tuple[str, ...]]] = {
    CATALOG: terms("dct", "title", "description", "publisher"),
    DATASET: terms("dct", "title", "description"),
    SERIES: terms("dct", "title", "description"),
    term("dcat:Distribution"): terms("dcat", "accessURL"),
    term("dcat:DataService"): (TITLE, term("dcat:endpointURL")),
    term("dcat:CatalogRecord"): (term("foaf:primaryTopic"), term("dct:modified")),
    term("foaf:Agent"): terms("foaf", "name"),
    term("dcat:Relationship"): (term("dct:relation"), term("dcat:hadRole")),
    term("spdx:Checksum"): terms("spdx", "algorithm", "checksumValue"),
    term("adms:Identifier"): terms("skos", "notation"),
    term("skos:ConceptScheme"): (TITLE,),
    term("skos:Concept"): terms("skos", "prefLabel"),
}
"""Class -> the properties that DCAT-AP 3.0.1 (2025-07-10) makes mandatory."""


def has_mandatory(label: str) -> Check:
    """Return the check that what DCAT-AP makes mandatory is there; `label` is who asks for it."""

    def faults(graph: Graph, _members: Sequence[str]) -> Iterator[Fault]:
        for class_, predicates in MANDATORY.items():
            for subject in graph.instances(class_):
                for predicate in predicates:
                    if not graph.objects(subject, predicate):
                        yield lacking(subject, predicate, label)

    return faults


def lacking(subject: str, predicate: str, label: str) -> Fault:
    """Return the fault that a node lacks what a harvester asks for."""
    blanks = {"node": lexical(subject), "property": short(predicate), "harvester": label}
    return Fault("H501", blanks, focus=subject, path=predicate)
