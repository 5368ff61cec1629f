"""Graph to N-Triples (RDF 1.1 N-Triples): the spelling that terms have here."""

from __future__ import annotations

from collections.abc import Set

from dcat_publisher.model.graph import Graph
from dcat_publisher.rdf.document import Piece, document
from dcat_publisher.rdf.order import Block, blocks

_NO_NAMES: frozenset[str] = frozenset()


def to_ntriples(graph: Graph) -> str:
    """Write a graph as N-Triples, in the order of the other formats."""
    writer = NTriplesWriter()
    return document(writer, map(writer.piece, blocks(graph)))


class NTriplesWriter:
    """Writes subjects as N-Triples."""

    separator = ""
    foot = ""

    def head(self, used: Set[str]) -> str:  # noqa: ARG002  nothing is declared in N-Triples
        """Return nothing: the format has no head."""
        return ""

    def piece(self, block: Block) -> Piece:
        """Write one subject."""
        subject, predicates = block
        lines = [f"{subject} {name} {value} .\n" for name, values in predicates for value in values]
        return Piece("".join(lines), _NO_NAMES)
