"""The lines of N-Triples and N-Quads, which are lines already."""

from __future__ import annotations

import re
from collections.abc import Collection
from pathlib import Path
from typing import Final

from dcat_publisher.model.graph import Graph
from dcat_publisher.rdf.lines.model import Lines, Span

_GRAPH: Final = re.compile(r"(?<=[^ ]) (?:<[^<>]*>|_:\S+)$")


def ntriples_lines(
    file: Path, subjects: Collection[str], predicates: Collection[str] | None = None
) -> Lines:
    """Return the lines of triples with some subjects, and of these properties; see `lines_of`."""
    lines: Lines = {}
    has_graphs, former, is_asked = file.suffix.lower() == ".nq", "", False
    with file.open(encoding="utf-8-sig", errors="replace") as stream:
        for number, line in enumerate(stream, 1):
            subject, _, rest = line.partition(" ")
            if subject != former:  # what is said of a node mostly stands together
                former, is_asked = subject, subject in subjects
                if is_asked and (subject,) not in lines:
                    lines[subject,] = Span(number, 1, 1 + len(subject))
            if is_asked:
                predicate, _, value = rest.partition(" ")
                if predicates is None or predicate in predicates:
                    _note(lines, number, subject, predicate, _object(value, has_graphs=has_graphs))
    return lines


def known_lines(graph: Graph, subjects: Collection[str], predicates: Collection[str] | None = None) -> Lines:
    """Return the same for a graph that knows its lines, without reading the file again."""
    lines: Lines = {}
    for start, (subject, said) in zip(graph.starts, graph.index.items(), strict=True):
        if subject in subjects:
            lines[subject,] = Span(start, 1, 1 + len(subject))
            number = start
            for predicate, values in said.items():
                if predicates is None or predicate in predicates:
                    for line, value in enumerate(values, number):
                        _note(lines, line, subject, predicate, value)
                number += len(values)
    return lines


def _object(rest: str, *, has_graphs: bool) -> str:
    """Return the object from what stands behind the predicate of a line."""
    value = rest.strip().removesuffix(".").rstrip()
    return _GRAPH.sub("", value) if has_graphs else value


def _note(lines: Lines, number: int, subject: str, predicate: str, value: str) -> None:
    column = len(subject) + 2
    if (subject, predicate) not in lines:
        lines[subject, predicate] = Span(number, column, column + len(predicate))
    column += len(predicate) + 1
    if (subject, predicate, value) not in lines:
        lines[subject, predicate, value] = Span(number, column, column + len(value))
