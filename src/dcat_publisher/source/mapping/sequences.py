"""Ordered values, `{'@list': […]}` (JSON-LD 1.1, 9.7): lists of RDF, whose cells are the only blank nodes."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from typing import TypeGuard

from dcat_publisher.model.finding import Finding
from dcat_publisher.model.graph import Graph
from dcat_publisher.model.namespaces import RDF
from dcat_publisher.model.place import Place
from dcat_publisher.rdf.jsonld_context import Definition
from dcat_publisher.source import Mapping, Node
from dcat_publisher.source.mapping.literals import Outcome, items

_LIST = "@list"


def is_sequence(node: Node) -> TypeGuard[Mapping]:
    """Return whether a node is a list object: a mapping with `@list` and nothing else."""
    return isinstance(node, Mapping) and len(node.entries) == 1 and node.entries[0][0].text == _LIST


def sequence(node: Mapping) -> Sequence[Node]:
    """Return the values of a list object."""
    return items(node.entries[0][1])


def parted(outcomes: Sequence[Outcome]) -> tuple[list[Finding], list[tuple[str, Place]]]:
    """Return the faults among some outcomes, and the terms."""
    faults = [outcome for outcome in outcomes if isinstance(outcome, Finding)]
    return faults, [outcome for outcome in outcomes if not isinstance(outcome, Finding)]


def in_cell(definition: Definition) -> Definition:
    """Return the definition of a key as of what leads from a cell of a list to an item."""
    return replace(definition, iri=RDF + "first")


def add_sequence(graph: Graph, terms: Sequence[tuple[str, Place]], owner: str) -> list[str]:
    """Add the cells of a list to a graph and return them, with `rdf:nil` behind the last.

    They are labelled by whose list it is, so that the same source has the same labels each time. `owner` is
    the address of the node and the property.
    """
    number = 0
    while _label(owner, number, 0) in graph.index:
        number += 1
    cells = [*(_label(owner, number, cell) for cell in range(len(terms))), RDF.nil]
    for cell, following, (term, place) in zip(cells, cells[1:], terms, strict=False):
        graph.add(cell, RDF.first, term, place)
        graph.add(cell, RDF.rest, following, place)
    return cells


def _label(owner: str, number: int, cell: int) -> str:
    digest = hashlib.blake2b(f"{owner} {number} {cell}".encode("utf-8", "replace"), digest_size=10)
    return f"_:list{digest.hexdigest()}"


__all__ = ["add_sequence", "in_cell", "is_sequence", "parted", "sequence"]
