"""On which line of an RDF file a triple or its subject stands, which no parser tells of a sound file.

The text is read once more, token by token, and what a token means is resolved as the parser resolves it: by
prefixes, base and context. A line is given only where a resolved term is one of those asked for, so that what
is not understood has no line rather than a wrong one.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from pathlib import Path
from typing import Final

from dcat_publisher.rdf.formats import Grammar, format_named, format_of
from dcat_publisher.rdf.lines.jsonld import jsonld_lines
from dcat_publisher.rdf.lines.model import Lines, Scan
from dcat_publisher.rdf.lines.ntriples import ntriples_lines
from dcat_publisher.rdf.lines.rdfxml import rdfxml_lines
from dcat_publisher.rdf.lines.turtle import turtle_lines

MAX_BYTES: Final = 32 * 1024 * 1024
"""The largest file that is read once more, N-Triples and N-Quads aside; a larger one has no lines."""
# N3 has statements of its own that no scanner knows: its files have no lines.
_SCANNERS: Final[Mapping[Grammar, Callable[[Scan], None]]] = {
    "turtle": turtle_lines, "json": jsonld_lines, "xml": rdfxml_lines,
}  # fmt: skip


def lines_of(file: Path, subjects: Collection[str]) -> Lines:
    """Return the lines of triples with some subjects: (subject[, predicate[, object]]) -> line, from 1.

    Shorter keys have the first line that is about them. Terms are spelled as in `terms`; a subject or triple
    that is not found is left out. Raises OSError.
    """
    grammar = format_named(format_of(file)).grammar
    if grammar == "lines":
        return ntriples_lines(file, subjects)
    scanner = _SCANNERS.get(grammar)
    if scanner is None or not subjects or file.stat().st_size > MAX_BYTES:
        return {}
    text = file.read_bytes().decode("utf-8-sig", "replace")
    scan = Scan(text, file.resolve().as_uri(), frozenset(subjects))
    scanner(scan)
    return scan.lines


__all__ = ["MAX_BYTES", "Lines", "lines_of"]
