"""Graph to bytes: one row per serialisation; the same graph always gives the same bytes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from dcat_publisher.model.graph import Graph
from dcat_publisher.rdf.document import Piece, Writer, document
from dcat_publisher.rdf.jsonld import JsonLdWriter, to_jsonld
from dcat_publisher.rdf.jsonld_context import Context
from dcat_publisher.rdf.names import prefixes_of
from dcat_publisher.rdf.ntriples import NTriplesWriter, to_ntriples
from dcat_publisher.rdf.order import Block, blocks
from dcat_publisher.rdf.rdfxml import RdfXmlWriter, to_rdfxml
from dcat_publisher.rdf.turtle import TurtleWriter, to_turtle


@dataclass(frozen=True, slots=True)
class Format:
    """One serialisation: its name, its registered media type, its file suffix, and what makes its writer."""

    name: str
    media_type: str
    suffix: str
    writer: Callable[[Context], Writer]

    def write(self, graph: Graph, context: Context) -> bytes:
        """Write a graph as one document."""
        writer = self.writer(context)
        return document(writer, map(writer.piece, blocks(graph))).encode()


FORMATS = (
    Format("turtle", "text/turtle", "ttl", lambda context: TurtleWriter(prefixes_of(context))),
    Format("json-ld", "application/ld+json", "jsonld", JsonLdWriter),
    Format("rdf-xml", "application/rdf+xml", "rdf", lambda context: RdfXmlWriter(prefixes_of(context))),
    Format("n-triples", "application/n-triples", "nt", lambda _: NTriplesWriter()),
)

__all__ = [
    "FORMATS",
    "Block",
    "Format",
    "Piece",
    "Writer",
    "blocks",
    "document",
    "to_jsonld",
    "to_ntriples",
    "to_rdfxml",
    "to_turtle",
]
