"""On which line of an RDF file a triple or its subject stands, which no parser tells of a sound file.

The text is read once more, token by token, and what a token means is resolved as the parser resolves it: by
prefixes, base and context. A line is given only where a resolved term is one of those asked for, so that what
is not understood has no line rather than a wrong one.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from importlib import import_module
from pathlib import Path
from typing import Final

from dcat_publisher.model.graph import Graph
from dcat_publisher.rdf.formats import Grammar, format_named, format_of
from dcat_publisher.rdf.lines.model import Lines, Scan, Span
from dcat_publisher.rdf.node_names import UNLABELLED

MAX_BYTES: Final = 32 * 1024 * 1024
"""The largest file that is read once more, N-Triples and N-Quads aside; a larger one has no lines."""
# N3 has statements of its own that no scanner knows: its files have no lines.
_SCANNERS: Final[dict[Grammar, str]] = {"turtle": "turtle", "json": "jsonld", "xml": "rdfxml"}


def lines_of(
    file: Path, subjects: Collection[str], graph: Graph | None = None, base: str | None = None,
    predicates: Collection[str] | None = None,
) -> Lines:  # fmt: skip
    """Return the places of triples with some subjects: (subject[, predicate[, object]]) -> that of the last.

    Shorter keys have the first place that is about them. Terms are spelled as in `terms`; a subject or triple
    that is not found is left out. Nodes that have no name in the file are found where the `graph` that was
    read from it is given: what the file says of each must be what is said there of the node with its number.
    Where `predicates` are given, triples with others may be left out.
    Raises OSError.
    """
    grammar = format_named(format_of(file)).grammar
    if grammar == "lines":
        from dcat_publisher.rdf.lines.ntriples import ntriples_lines  # noqa: PLC0415 (where it is used)

        return ntriples_lines(file, subjects, predicates)
    scan = scan_of(file, subjects, base) if subjects else None
    return {} if scan is None else scan.lines if graph is None else scan.lines | _of_unnamed(scan, graph)


def scan_of(file: Path, subjects: Collection[str], base: str | None = None) -> Scan | None:
    """Return the places of triples with some subjects, for `lines_in`; None where a file is not scanned."""
    grammar = format_named(format_of(file)).grammar
    if grammar not in _SCANNERS or file.stat().st_size > MAX_BYTES:
        return None
    text = file.read_bytes().decode("utf-8-sig", "replace")
    scan = Scan(text, base or file.resolve().as_uri(), frozenset(subjects))
    _scanner(_SCANNERS[grammar])(scan)
    return scan


def lines_in(scan: Scan, subjects: Collection[str], graph: Graph) -> Lines:
    """Return those of the places in a scan that `lines_of` would give for these of its subjects."""
    named = {key: span for key, span in scan.lines.items() if key[0] in subjects}
    return named | _of_unnamed(scan, graph, subjects)


def _scanner(name: str) -> Callable[[Scan], None]:
    """Return the scanner of a grammar, read when a file of it is: a check of YAML needs none."""
    module = import_module(f"{__name__}.{name}")
    scanner: Callable[[Scan], None] = getattr(module, f"{name}_lines")
    return scanner


def _of_unnamed(scan: Scan, graph: Graph, subjects: Collection[str] | None = None) -> Lines:
    """Return the places of nodes without a name, or none where the numbers of one would be a guess."""
    found = scan.of_unnamed(scan.subjects if subjects is None else subjects)
    nodes = sum(UNLABELLED.fullmatch(node) is not None for node in _blanks(graph))
    return found if scan.numbered == nodes and all(_is_said(key, graph) for key in found) else {}


def _blanks(graph: Graph) -> set[str]:
    objects = {value for _, _, value in graph if value[0] == "_"}
    return objects.union(subject for subject in graph.index if subject[0] == "_")


def _is_said(key: tuple[str, ...], graph: Graph) -> bool:
    if len(key) < 2:
        return key[0] in graph.index or not graph.index.get(key[0])
    values = graph.objects(key[0], key[1])
    return bool(values) and (len(key) < 3 or key[2] in values)


__all__ = ["MAX_BYTES", "Lines", "Scan", "Span", "lines_in", "lines_of", "scan_of"]
