"""The service description (SPARQL 1.1 Service Description): what the endpoint speaks, what it has."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from dcat_publisher.model.graph import Graph
from dcat_publisher.model.terms import TYPE, iri, literal

_SD: Final = "http://www.w3.org/ns/sparql-service-description#"
_FORMATS: Final = "http://www.w3.org/ns/formats/"
_VOID: Final = "http://rdfs.org/ns/void#"
_INTEGER: Final = "http://www.w3.org/2001/XMLSchema#integer"
_RESULT_FORMATS: Final = (
    "SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV", "SPARQL_Results_TSV",
    "Turtle", "JSON-LD", "RDF_XML", "N-Triples",
)  # fmt: skip


def describe(endpoint: str, names: Iterable[str], triples: int) -> Graph:
    """Describe the endpoint at an IRI, with the names of its graphs and the size of the default one."""
    graph = Graph()
    service, dataset, default = iri(endpoint), iri(f"{endpoint}#dataset"), iri(f"{endpoint}#default-graph")
    graph.add(service, TYPE, _sd("Service"))
    graph.add(service, _sd("endpoint"), service)
    graph.add(service, _sd("supportedLanguage"), _sd("SPARQL11Query"))
    for name in _RESULT_FORMATS:
        graph.add(service, _sd("resultFormat"), iri(f"{_FORMATS}{name}"))
    graph.add(service, _sd("defaultDataset"), dataset)
    graph.add(dataset, TYPE, _sd("Dataset"))
    graph.add(dataset, _sd("defaultGraph"), default)
    graph.add(default, TYPE, _sd("Graph"))
    graph.add(default, iri(f"{_VOID}triples"), literal(str(triples), _INTEGER))
    for number, name in enumerate(names, 1):
        node = iri(f"{endpoint}#graph-{number}")
        graph.index[dataset].setdefault(_sd("namedGraph"), []).append(node)
        graph.add(node, TYPE, _sd("NamedGraph"))
        graph.add(node, _sd("name"), iri(name))
    return graph


def _sd(name: str) -> str:
    return iri(f"{_SD}{name}")
