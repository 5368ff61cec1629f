"""A harvester that tells by hashes what has changed, over rdflib: nothing of the program is used in it.

As the newer harvester it takes SHA-256 over the sorted triples of each dataset's graph (with all that can be
reached, up to other datasets and series) and of each catalogue's; as the older one it asks first whether the
whole document is isomorphic to the former.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

from rdflib import Graph, URIRef
from rdflib.compare import isomorphic
from rdflib.namespace import DCAT, RDF
from rdflib.term import Node


def read(file: Path) -> Graph:
    """Read a document."""
    return Graph().parse(file, format="turtle")


def hashes(graph: Graph) -> dict[str, str]:
    """Return the hash of each dataset, series and catalogue by its address."""
    kinds = (DCAT.Dataset, URIRef(f"{DCAT}DatasetSeries"))
    datasets = {node for kind in kinds for node in graph.subjects(RDF.type, kind)}
    catalogs = set(graph.subjects(RDF.type, DCAT.Catalog))
    return {
        str(node): _hash(graph, node, datasets) for node in datasets | catalogs if isinstance(node, URIRef)
    }


def _hash(graph: Graph, root: Node, datasets: set[Node]) -> str:
    waiting, seen, lines = [root], {root}, []
    while waiting:
        node = waiting.pop()
        for predicate, value in graph.predicate_objects(node):
            lines.append(f"{node.n3()} {predicate.n3()} {value.n3()}")
            if value not in seen and value not in datasets:
                seen.add(value)
                waiting.append(value)
    return hashlib.sha256("\n".join(sorted(lines)).encode()).hexdigest()


def changed(old: Path, new: Path) -> set[str]:
    """Return the addresses whose hash is another, or is there in one document only."""
    before, after = read(old), read(new)
    if isomorphic(before, after):
        return set()
    one, other = hashes(before), hashes(after)
    return {address for address in {**one, **other} if one.get(address) != other.get(address)}
