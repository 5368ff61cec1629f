"""The lines of N-Triples and N-Quads, which are lines already."""

from __future__ import annotations

import re
from collections.abc import Collection
from pathlib import Path
from typing import Final

from dcat_publisher.rdf.lines.model import Lines, Span

_GRAPH: Final = re.compile(r"(?<=[^ ]) (?:<[^<>]*>|_:\S+)$")


def ntriples_lines(file: Path, subjects: Collection[str]) -> Lines:
    """Return the lines of triples with some subjects; see `lines_of`."""
    lines: Lines = {}
    with file.open(encoding="utf-8-sig", errors="replace") as stream:
        for number, line in enumerate(stream, 1):
            subject, _, rest = line.partition(" ")
            if subject in subjects:
                predicate, _, value = rest.partition(" ")
                value = value.strip().removesuffix(".").rstrip()
                if file.suffix.lower() == ".nq":
                    value = _GRAPH.sub("", value)
                column = 1
                for length, term in enumerate(terms := (subject, predicate, value), 1):
                    lines.setdefault(terms[:length], Span(number, column, column + len(term)))
                    column += len(term) + 1
    return lines
