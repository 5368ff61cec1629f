"""The lines of N-Triples and N-Quads, which are lines already."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from pathlib import Path
from typing import Final

from dcat_publisher.model.graph import Graph
from dcat_publisher.rdf.lines.model import Lines, Span

_GRAPH: Final = re.compile(r"(?<=[^ ]) (?:<[^<>]*>|_:\S+)$")
_MANY: Final = 32


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


class KnownLines:
    """The same for a graph that knows its lines (`Graph.starts`), without reading the file again."""

    def __init__(self, graph: Graph) -> None:
        self._index = graph.index
        self._starts = dict(zip(graph.index, graph.starts, strict=True))
        self._numbers: dict[tuple[str, str], dict[str, int]] = {}

    def get(self, key: tuple[str, ...]) -> Span | None:
        """Return the place of a node, of a property of it, or of a triple: of the last of these terms."""
        subject, *rest = key
        number = self._starts.get(subject)
        if number is None or not rest:
            return None if number is None else Span(number, 1, 1 + len(subject))
        column = len(subject) + 2
        for predicate, values in self._index[subject].items():
            if predicate != rest[0]:
                number += len(values)
            elif len(rest) == 1:
                return Span(number, column, column + len(predicate))
            else:
                column += len(predicate) + 1
                offset = self._offset(subject, predicate, values, rest[1])
                return None if offset is None else Span(number + offset, column, column + len(rest[1]))
        return None

    def _offset(self, subject: str, predicate: str, values: Sequence[str], value: str) -> int | None:
        """Return the number of a value among those of a property; of many, by a table made once."""
        if len(values) <= _MANY:
            return values.index(value) if value in values else None
        numbers = self._numbers.get((subject, predicate))
        if numbers is None:
            numbers = {each: number for number, each in enumerate(values)}
            self._numbers[subject, predicate] = numbers
        return numbers.get(value)


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
