"""The rules as facts: what each property shape asks, read from the shapes graph."""

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from dcat_publisher.model.graph import Graph
from dcat_publisher.model.terms import is_iri
from dcat_publisher.shacl import read_shapes
from tests.shapes.cases import NOS, SHAPES
from tests.shapes.shapes_graph import SH, ShapesGraph

PREFIXES = {
    "adms": "http://www.w3.org/ns/adms#",
    "cv": "http://data.europa.eu/m8g/",
    "dcat": "http://www.w3.org/ns/dcat#",
    "dcatap": "http://data.europa.eu/r5r/",
    "dct": "http://purl.org/dc/terms/",
    "dqv": "http://www.w3.org/ns/dqv#",
    "eli": "http://data.europa.eu/eli/ontology#",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "nos": NOS,
    "odrl": "http://www.w3.org/ns/odrl/2/",
    "odrs": "http://schema.theodi.org/odrs#",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "sh": SH,
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "spdx": "http://spdx.org/rdf/terms#",
    "time": "http://www.w3.org/2006/time#",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}


class Rule(NamedTuple):
    """A property shape that a node shape names: its targets, and the path where it is one property."""

    name: str
    node: str
    targets: frozenset[str]
    path: str | None
    severity: str
    parameters: dict[str, list[str]]


@cache
def graph() -> Graph:
    """Return the shapes graph."""
    return read_shapes(SHAPES)


_SHAPES = ShapesGraph(graph, PREFIXES)
curie = _SHAPES.curie
members = _SHAPES.members


@cache
def rules() -> tuple[Rule, ...]:
    """Return the rules: property shapes named by a node shape that has a target."""
    return tuple(_rules())


def _rules() -> Iterator[Rule]:
    for node, targets, shape, asked in _SHAPES.targeted():
        path = asked["sh:path"][0]
        name = shape[1:-1].removeprefix(NOS)
        severity = curie(asked["sh:severity"][0]).removeprefix("sh:")
        yield Rule(name, node, targets, curie(path) if is_iri(path) else None, severity, asked)
