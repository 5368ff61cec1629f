"""The names that the harvester gives: record identifiers, the names of blank nodes, the hash of a dataset."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from uuid import UUID

from dcat_publisher.insight.harvest.facts import RECORDS, SKOLEM
from dcat_publisher.model.graph import Graph, Triple
from dcat_publisher.model.terms import TYPE, iri, is_blank


def java_uuid(text: str) -> str:
    """Return Java's `UUID.nameUUIDFromBytes`: MD5 of the text, marked as version 3, without a namespace."""
    return str(UUID(bytes=hashlib.md5(text.encode(), usedforsecurity=False).digest(), version=3))


def dataset_record(value: str) -> str:
    """Return the address of a dataset's record in the national catalogue, from the IRI of the dataset."""
    return f"{RECORDS}/datasets/{java_uuid(value)}"


def catalog_record(value: str) -> str:
    """Return the address of a catalogue's record in the national catalogue."""
    return f"{RECORDS}/catalogs/{java_uuid(value)}"


def content_hash(triples: Iterable[Triple]) -> str:
    """Return SHA-256 over the sorted triples: what the harvester compares from hour to hour."""
    lines = sorted(" ".join(triple) for triple in triples)
    return hashlib.sha256("".join(f"{line}\n" for line in lines).encode("utf-8", "surrogatepass")).hexdigest()


def without_blanks(graph: Graph, base: str) -> tuple[Graph, list[tuple[str, list[str]]]]:
    """Name the blank nodes of a dataset's graph as the harvester does, and say which nodes become one.

    A node's name comes from the sorted characters of its own triples, so that two nodes with the same letters
    in another order get the same name. Nodes are named from the leaves inward. The result is the new graph,
    and each new IRI that several nodes got although they say different things. Nodes in a circle keep their
    labels.
    """
    named: dict[str, str] = {}
    contents: dict[str, dict[str, str]] = {}
    while leaves := [node for node in graph.index if is_blank(node) and not _holds_blank(graph, node)]:
        for node in leaves:
            key = written(graph, node)
            name = iri(f"{base}{SKOLEM}{java_uuid(''.join(sorted(key)))}")
            named[node] = name
            contents.setdefault(name, {})[node] = key
        graph = renamed(graph, named)
    merged = [(name, list(nodes)) for name, nodes in contents.items() if len(set(nodes.values())) > 1]
    return graph, merged


def _holds_blank(graph: Graph, node: str) -> bool:
    values = (value for values in graph.predicates(node).values() for value in values)
    return any(is_blank(value) and value in graph.index for value in values)


def written(graph: Graph, node: str) -> str:
    """Write a node's triples without white space: each predicate once, as Turtle has it."""
    parts = []
    for predicate, values in sorted(graph.predicates(node).items()):
        spelled = sorted("[]" if is_blank(value) else "".join(value.split()) for value in values)
        parts.append(f"{'a' if predicate == TYPE else predicate}{','.join(spelled)}")
    return f"[{';'.join(parts)}]."


def renamed(graph: Graph, names: dict[str, str]) -> Graph:
    """Return a graph with other names for some nodes."""
    return Graph(_renamed(graph, names))


def _renamed(triples: Iterable[Triple], names: dict[str, str]) -> Iterator[Triple]:
    for subject, predicate, value in triples:
        yield names.get(subject, subject), predicate, names.get(value, value)
