"""Reading shapes from files and from text."""

# pyoxigraph is imported where something is parsed: validating a graph at hand needs no parser.
# ruff: noqa: PLC0415
from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

from dcat_publisher.model.graph import Graph

if TYPE_CHECKING:
    from pyoxigraph import Quad


def read_shapes(paths: Iterable[Path]) -> Graph:
    """Read RDF files (the suffix tells the format) into one graph.

    Blank nodes are numbered in the order of the files, so that two files never share one and the same files
    always give the same graph. Named graphs are merged. Raises OSError and SyntaxError (with file and line),
    and ValueError for a suffix that is not known.
    """
    from pyoxigraph import RdfFormat, parse

    graph = Graph()
    labels = _labels()
    for path in paths:
        rdf_format = RdfFormat.from_extension(path.suffix.removeprefix("."))
        if rdf_format is None:
            raise ValueError(f"{path}: {path.suffix!r} is not the suffix of an RDF format")
        _add(graph, parse(path=str(path), format=rdf_format, base_iri=path.resolve().as_uri()), labels)
    return graph


def parse_shapes(turtle: str) -> Graph:
    """Read shapes from Turtle text; raises SyntaxError with line and column."""
    from pyoxigraph import RdfFormat, parse

    graph = Graph()
    _add(graph, parse(turtle, format=RdfFormat.TURTLE), _labels())
    return graph


def _labels() -> Iterator[str]:
    return (f"_:b{number}" for number in count())


def _add(graph: Graph, quads: Iterable[Quad], labels: Iterator[str]) -> None:
    renamed: dict[str, str] = {}

    def name(term: str) -> str:
        if term[0] != "_":
            return term
        if term not in renamed:
            renamed[term] = next(labels)
        return renamed[term]

    for quad in quads:
        graph.add(name(str(quad.subject)), str(quad.predicate), name(str(quad.object)))
