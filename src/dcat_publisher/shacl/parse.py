"""Reading shapes from files."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from dcat_publisher.graph import Graph


def read_shapes(paths: Iterable[Path]) -> Graph:
    """Read RDF files (the suffix tells the format) into one graph.

    Blank nodes are numbered in the order of the files, so that two files never share one and the same files
    always give the same graph. Named graphs are merged. Raises OSError and SyntaxError (with file and line),
    and ValueError for a suffix that is not known.
    """
    # Only here: validating a graph that is at hand needs no parser.
    from pyoxigraph import RdfFormat, parse  # noqa: PLC0415

    graph = Graph()
    number = 0
    for path in paths:
        rdf_format = RdfFormat.from_extension(path.suffix.removeprefix("."))
        if rdf_format is None:
            raise ValueError(f"{path}: {path.suffix!r} is not the suffix of an RDF format")
        labels: dict[str, str] = {}
        for quad in parse(path=str(path), format=rdf_format, base_iri=path.resolve().as_uri()):
            triple = [str(quad.subject), str(quad.predicate), str(quad.object)]
            for position in (0, 2):
                if triple[position][0] == "_":
                    label = triple[position]
                    if label not in labels:
                        labels[label] = f"_:b{number}"
                        number += 1
                    triple[position] = labels[label]
            graph.add(triple[0], triple[1], triple[2])
    return graph
