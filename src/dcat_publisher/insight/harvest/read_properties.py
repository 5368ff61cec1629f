"""Which properties the newer parser reads, and in what manner, for each kind of node around a dataset.

A property that is in none of these tables stays in the stored RDF and in SPARQL, but nobody sees it in the
portal.
"""

from __future__ import annotations

import enum
from collections.abc import Iterator, Mapping
from typing import Final

from dcat_publisher.insight.harvest.portal import REFERENCES
from dcat_publisher.model.graph import Graph
from dcat_publisher.model.namespaces import short, term
from dcat_publisher.model.terms import TYPE


class Manner(enum.Enum):
    """How a property is taken: it decides what gets lost."""

    TEXT = "one text per language"
    TEXTS = "all texts"
    STRINGS = "all values, of any kind"
    ONE = "one value, of any kind"
    NODE = "one node"
    NODES = "all nodes, none when one value is a text"
    EACH_NODE = "all nodes, texts left out"


def _table(**rows: str) -> Mapping[str, Manner]:
    found = {TYPE: Manner.STRINGS}
    for manner, names in rows.items():
        found.update({term(name): Manner[manner] for name in names.split()})
    return found


DATASET_PROPERTIES: Final[Mapping[str, Manner]] = {
    **_table(
        TEXT="dct:title dct:description",
        TEXTS="dcat:keyword",
        STRINGS="dct:identifier adms:identifier dcat:landingPage foaf:page",
        ONE="dct:issued dct:modified dcat:prev dcat:last",
        NODE="dct:publisher dct:accessRights dct:accrualPeriodicity dct:provenance dcat:inSeries",
        NODES="dcat:contactPoint dcat:theme dct:language dct:type dct:spatial dct:subject dct:temporal "
        "dcat:distribution adms:sample prov:qualifiedAttribution dcatap:applicableLegislation "
        "dqv:hasQualityAnnotation dcatap:hvdCategory cv:hasCost mobility:mobilityTheme",
        EACH_NODE="dct:conformsTo cpsv:follows",
    ),
    **dict.fromkeys(REFERENCES, Manner.NODES),
}
_DISTRIBUTION: Final = _table(
    TEXT="dct:title dct:description",
    STRINGS="dcat:accessURL dcat:downloadURL dct:format dcat:mediaType",
    ONE="dcat:compressFormat dcat:packageFormat",
    NODE="adms:status dct:rights",
    NODES="dcat:accessService dcatap:applicableLegislation",
    EACH_NODE="dct:license dct:conformsTo foaf:page",
)
_CONTACT: Final = _table(
    ONE="vcard:fn vcard:hasEmail vcard:hasTelephone vcard:hasURL",
    TEXT="vcard:hasOrganizationName vcard:organization-unit",
)
_AGENT: Final = _table(TEXT="foaf:name", ONE="dct:identifier rov:legalName rov:orgType")
_LAW: Final = _table(
    TEXT="dct:title dct:description",
    STRINGS="rdfs:seeAlso dct:relation",
    NODE="dct:type",
    NODES="dct:language",
)
_PERIOD: Final = _table(ONE="dcat:startDate dcat:endDate schema:startDate schema:endDate")

NODE_PROPERTIES: Final[Mapping[str, Mapping[str, Manner]]] = {
    term("dct:publisher"): _AGENT,
    term("dcat:contactPoint"): _CONTACT,
    term("dcat:distribution"): _DISTRIBUTION,
    term("adms:sample"): _DISTRIBUTION,
    term("dcatap:applicableLegislation"): _LAW,
    term("dct:temporal"): _PERIOD,
}
"""Property of a dataset -> what is read of the nodes that are its values."""


def taken(graph: Graph, subject: str) -> list[str]:
    """Return the properties of a dataset that the newer parser reads."""
    return [name for name in graph.predicates(subject) if name in DATASET_PROPERTIES and name != TYPE]


def ignored(graph: Graph, subject: str) -> list[str]:
    """Return what it does not read of a dataset and the nodes around it: `dct:publisher/foaf:age`."""
    return list(dict.fromkeys(_ignored(graph, subject)))


def _ignored(graph: Graph, subject: str) -> Iterator[str]:
    yield from (short(name) for name in graph.predicates(subject) if name not in DATASET_PROPERTIES)
    for predicate, table in NODE_PROPERTIES.items():
        for value in graph.objects(subject, predicate):
            for name in graph.predicates(value):
                if name not in table:
                    yield f"{short(predicate)}/{short(name)}"
