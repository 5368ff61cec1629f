"""Reading shapes from files and from text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

from dcat_publisher.model.errors import ConfigurationError
from dcat_publisher.model.graph import Graph, Triple
from dcat_publisher.model.language import placed
from dcat_publisher.model.terms import is_blank
from dcat_publisher.rdf.formats import format_of
from dcat_publisher.rdf.gate import parser_reason, quads
from dcat_publisher.rdf.read import triples_of

if TYPE_CHECKING:
    from pyoxigraph import Quad


def read_shapes(paths: Iterable[Path]) -> Graph:
    """Read RDF files (the suffix tells the format) into one graph.

    Blank nodes are numbered in the order of the files, so that two files never share one and the same files
    always give the same graph. Named graphs are merged. Raises OSError, and ConfigurationError that names
    the file and the line for what is not well-formed, the suffix that is not known and what is beyond the
    bounds of the gate.
    """
    graph = Graph()
    labels = _labels()
    for path in paths:
        form, data = format_of(path), path.read_bytes()
        try:
            _add(graph, quads(data, form, str(path), path.resolve().as_uri()), labels)
        except (SyntaxError, ValueError) as error:
            reason, line, column = parser_reason(error)
            raise ConfigurationError(placed(f"{path}:{line}:{column}", reason)) from error
    return graph


def own_labels(paths: Sequence[Path]) -> dict[Path, dict[str, str]]:
    """Return, for each file, the blank nodes of `read_shapes` that are its -> their labels in `read_rdf`.

    Raises OSError, and RdfSyntaxError and ConfigurationError as that does.
    """
    return _own_labels(tuple(paths), tuple(path.stat().st_mtime_ns for path in paths))


@lru_cache(maxsize=2)
def _own_labels(paths: tuple[Path, ...], _changed: tuple[int, ...]) -> dict[Path, dict[str, str]]:
    labels = _labels()
    return {path: _renamed(triples_of(path), labels) for path in paths}


def _renamed(triples: Iterable[Triple], labels: Iterator[str]) -> dict[str, str]:
    """Return the blank nodes of triples by what `read_shapes` calls them."""
    new: dict[str, str] = {}
    for subject, _, value in triples:
        for term in filter(is_blank, (subject, value)):
            if term not in new:
                new[term] = next(labels)
    return {label: own for own, label in new.items()}


def parse_shapes(turtle: str) -> Graph:
    """Read shapes from Turtle text; raises SyntaxError with line and column."""
    graph = Graph()
    _add(graph, quads(turtle.encode(), "turtle", "the shapes"), _labels())
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
