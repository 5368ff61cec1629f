"""The service description (SPARQL 1.1 Service Description): what the endpoint speaks, what it has."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from dcat_publisher.model.graph import Graph
from dcat_publisher.model.namespaces import SD, VOID, W3C_FORMATS, XSD
from dcat_publisher.model.terms import TYPE, iri, literal
from dcat_publisher.rdf.formats import FORMATS

_INTEGER: Final = XSD + "integer"
_RESULT_FORMATS: Final = (
    *(W3C_FORMATS[f"SPARQL_Results_{name}"] for name in ("JSON", "XML", "CSV", "TSV")),
    *(entry.term for entry in FORMATS if entry.term is not None),
)


def describe(endpoint: str, names: Iterable[str], triples: int) -> Graph:
    """Describe the endpoint at an IRI, with the names of its graphs and the size of the default one."""
    graph = Graph()
    service, dataset, default = iri(endpoint), iri(f"{endpoint}#dataset"), iri(f"{endpoint}#default-graph")
    graph.add(service, TYPE, _sd("Service"))
    graph.add(service, _sd("endpoint"), service)
    graph.add(service, _sd("supportedLanguage"), _sd("SPARQL11Query"))
    for form in _RESULT_FORMATS:
        graph.add(service, _sd("resultFormat"), form)
    graph.add(service, _sd("defaultDataset"), dataset)
    graph.add(dataset, TYPE, _sd("Dataset"))
    graph.add(dataset, _sd("defaultGraph"), default)
    graph.add(default, TYPE, _sd("Graph"))
    graph.add(default, VOID.triples, literal(str(triples), _INTEGER))
    for number, name in enumerate(names, 1):
        node = iri(f"{endpoint}#graph-{number}")
        graph.index[dataset].setdefault(_sd("namedGraph"), []).append(node)
        graph.add(node, TYPE, _sd("NamedGraph"))
        graph.add(node, _sd("name"), iri(name))
    return graph


def _sd(name: str) -> str:
    return SD[name]
