"""Graph to bytes: one row per serialisation; the same graph always gives the same bytes."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from dcat_publisher.formats.jsonld import to_jsonld
from dcat_publisher.formats.names import prefixes_of
from dcat_publisher.formats.order import blocks
from dcat_publisher.formats.turtle import to_turtle
from dcat_publisher.graph import Graph
from dcat_publisher.vocabulary import Context


@dataclass(frozen=True, slots=True)
class Format:
    """One serialisation: its name, its registered media type, its file suffix, and its writer."""

    name: str
    media_type: str
    suffix: str
    write: Callable[[Graph, Context], bytes]


def _turtle(graph: Graph, context: Context) -> bytes:
    return to_turtle(graph, prefixes_of(context)).encode()


def _jsonld(graph: Graph, context: Context) -> bytes:
    return to_jsonld(graph, context).encode()


def _ntriples(graph: Graph, _context: Context) -> bytes:
    return to_ntriples(graph).encode()


def to_ntriples(graph: Graph) -> str:
    """Write a graph as N-Triples, in the order of the other formats."""
    return "".join(
        f"{subject} {predicate} {value} .\n"
        for subject, predicates in blocks(graph)
        for predicate, values in predicates
        for value in values
    )


def _rdfxml(graph: Graph, context: Context) -> bytes:
    from pyoxigraph import RdfFormat, parse, serialize  # noqa: PLC0415  only where it is written

    triples = (quad.triple for quad in parse(_ntriples(graph, context), format=RdfFormat.N_TRIPLES))
    written = serialize(triples, format=RdfFormat.RDF_XML, prefixes=dict(prefixes_of(context)))
    return _declared_in_order(written or b"")


def _declared_in_order(document: bytes) -> bytes:
    """Sort the namespaces of the root element, whose order differs between runs, and drop the unused ones."""
    start, end = document.index(b"<rdf:RDF"), document.index(b">", document.index(b"<rdf:RDF"))
    body = document[end:]
    declared = sorted(set(re.findall(rb'xmlns:([\w.-]+)="([^"]*)"', document[start:end])))
    used = [(name, space) for name, space in declared if name == b"rdf" or b"<" + name + b":" in body]
    attributes = b"".join(b'\n    xmlns:%s="%s"' % pair for pair in used)
    # A carriage return has to be written as a reference, or XML parsers read a line feed (XML 1.0, 2.11).
    return document[:start] + b"<rdf:RDF" + attributes + body.replace(b"\r", b"&#13;")


FORMATS = (
    Format("turtle", "text/turtle", "ttl", _turtle),
    Format("json-ld", "application/ld+json", "jsonld", _jsonld),
    Format("rdf-xml", "application/rdf+xml", "rdf", _rdfxml),
    Format("n-triples", "application/n-triples", "nt", _ntriples),
)

__all__ = ["FORMATS", "Format", "to_jsonld", "to_ntriples", "to_turtle"]
