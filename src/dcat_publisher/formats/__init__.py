"""Graph to bytes: one row per serialisation; the same graph always gives the same bytes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from dcat_publisher.formats.document import Piece, Writer, document
from dcat_publisher.formats.jsonld import JsonLdWriter, to_jsonld
from dcat_publisher.formats.names import prefixes_of
from dcat_publisher.formats.ntriples import NTriplesWriter, to_ntriples
from dcat_publisher.formats.order import Block, blocks
from dcat_publisher.formats.rdfxml import RdfXmlWriter, to_rdfxml
from dcat_publisher.formats.turtle import TurtleWriter, to_turtle
from dcat_publisher.graph import Graph
from dcat_publisher.vocabulary import Context


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
