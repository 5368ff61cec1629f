"""The table of conditions, written as SHACL, so that another engine can judge by it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import rdflib
from rdflib import BNode, Literal, URIRef
from rdflib.collection import Collection
from rdflib.namespace import RDF, SH, SKOS, XSD
from rdflib.term import Node

from dcat_publisher.insight.scores.conditions import CONDITIONS
from dcat_publisher.model.named_terms import term


def condition_shapes() -> rdflib.Graph:
    """Write the table."""
    graph = rdflib.Graph()
    for number, (target, path, constraints) in enumerate(CONDITIONS):
        shape, node = URIRef(f"urn:shape:{number}"), URIRef(f"urn:node:{number}")
        graph.add((node, RDF.type, SH.NodeShape))
        if target.startswith("objects of "):
            graph.add((node, SH.targetObjectsOf, _ref(term(target.removeprefix("objects of ")))))
        else:
            graph.add((node, SH.targetClass, _ref(term(target))))
        graph.add((node, SH.property, shape))
        graph.add((shape, SH.path, _ref(path)))
        for constraint in constraints:
            _constrain(graph, shape, constraint)
    return graph


def _ref(value: str) -> URIRef:
    return URIRef(value[1:-1])


def _constrain(graph: rdflib.Graph, shape: URIRef, constraint: str) -> None:
    kind, _, argument = constraint.partition("=")
    if kind == "1..":
        graph.add((shape, SH.minCount, Literal(1)))
    elif kind == "..1":
        graph.add((shape, SH.maxCount, Literal(1)))
    elif kind == "class":
        graph.add((shape, SH["class"], _ref(term(argument))))
    elif kind == "datatype":
        graph.add((shape, SH.datatype, _ref(term(argument))))
    elif kind == "literal":
        graph.add((shape, SH.nodeKind, SH.Literal))
    elif kind == "node":
        graph.add((shape, SH.nodeKind, SH.BlankNodeOrIRI))
    elif kind == "date":
        _either(graph, shape, SH["or"], ((SH.datatype, XSD.date), (SH.datatype, XSD.dateTime)))
    elif kind == "resource":
        classes = ("Catalog", "Dataset", "DataService")
        _either(graph, shape, SH["or"], ((SH["class"], _ref(term(f"dcat:{name}"))) for name in classes))
    elif kind == "theme":
        value = BNode()
        graph.add((shape, SH.qualifiedValueShape, value))
        graph.add((shape, SH.qualifiedMinCount, Literal(1)))
        _in_scheme(graph, value, "data-theme", needed=False)
    else:
        assert kind == "scheme"
        graph.add((shape, SH.nodeKind, SH.IRI))
        names = ("country", "place", "continent", "geonames") if argument == "spatial" else (argument,)
        parts = []
        for name in names:
            part = BNode()
            _in_scheme(graph, part, name, needed=name != "file-type")
            parts.append(part)
        _either_of(graph, shape, SH["or"], parts)


def _in_scheme(graph: rdflib.Graph, node: BNode, name: str, *, needed: bool) -> None:
    inner, list_ = BNode(), BNode()
    graph.add((node, SH.property, inner))
    graph.add((inner, SH.path, SKOS.inScheme))
    addresses = {"geonames": "sws.geonames.org", "adms-status": "purl.org/adms/status/1.0"}
    rest = addresses.get(name, f"publications.europa.eu/resource/authority/{name}")
    Collection(graph, list_, [URIRef(f"{scheme}://{rest}") for scheme in ("http", "https")])
    graph.add((inner, SH["in"], list_))
    if needed:
        graph.add((inner, SH.minCount, Literal(1)))
    if name in ("place", "adms-status", "resource-type"):
        graph.add((inner, SH["class"], SKOS.ConceptScheme))


def _either(
    graph: rdflib.Graph, shape: URIRef, how: URIRef, choices: Iterable[tuple[URIRef, URIRef]]
) -> None:
    parts = []
    for predicate, value in choices:
        part = BNode()
        graph.add((part, predicate, value))
        parts.append(part)
    _either_of(graph, shape, how, parts)


def _either_of(graph: rdflib.Graph, shape: URIRef, how: URIRef, parts: Sequence[BNode]) -> None:
    list_ = BNode()
    nodes: list[Node] = list(parts)
    Collection(graph, list_, nodes)
    graph.add((shape, how, list_))
