"""Whose fault an ill-formed shape is: the file and line it stands on, and the named shape it is a part of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import lru_cache
from pathlib import Path
from typing import Final

from dcat_publisher.model.errors import ConfigurationError
from dcat_publisher.model.graph import Graph
from dcat_publisher.model.terms import is_blank, is_iri
from dcat_publisher.rdf.lines import Lines, Scan, lines_in, lines_of, scan_of
from dcat_publisher.rdf.read import RdfSyntaxError, read_rdf
from dcat_publisher.shacl.faults import shown
from dcat_publisher.shacl.model import ShapesError
from dcat_publisher.shacl.names import FIRST, NODE, NOT, PATH, PROPERTY, QUALIFIED_VALUE_SHAPE
from dcat_publisher.shacl.parse import own_labels, read_shapes
from dcat_publisher.shacl.paths import path_text, read_path

_MOST_STEPS: Final = 32
_LEADING_TO_LITERALS: Final = (PROPERTY, NODE, NOT, QUALIFIED_VALUE_SHAPE, FIRST)
"""What leads from a shape to a literal that stands where a shape should; others lead to texts as well."""


@contextmanager
def blamed(graph: Graph, files: Sequence[Path]) -> Iterator[None]:
    """Let a ShapesError that comes through say the file, where the shapes were read from files."""
    try:
        yield
    except ShapesError as error:
        error.owner = owner_of(error.shape, graph)
        error.path = _path_of(error.shape, graph)
        error.content = shown(error.shape, graph) if is_blank(error.shape) else None
        if files and error.file is None:
            file = _file_of(error.shape, error.owner, files)
            error.file, error.line = str(file), _line(file, error.shape, error.owner, tuple(files))
        raise


def _path_of(shape: str, graph: Graph) -> str | None:
    """Return the path of a property shape as text, None where it has none that can be read."""
    with suppress(ShapesError):
        return next((path_text(read_path(graph, node, shape)) for node in graph.objects(shape, PATH)), None)
    return None


def _line(file: Path, shape: str, owner: str | None, files: tuple[Path, ...]) -> int | None:
    """Return the line of a shape, else that of its owner, where the file tells."""
    with suppress(OSError, ConfigurationError, RdfSyntaxError):
        label = own_labels(files)[file].get(shape, shape) if is_blank(shape) else shape
        wanted = [label, *([] if owner is None else [owner])]
        lines = _lines(file, wanted)
        steps = [(owner or "", PROPERTY, label), (label,), (owner or "",)]
        return next((lines[step].line for step in steps if step in lines), None)
    return None


def _lines(file: Path, wanted: Sequence[str]) -> Lines:
    """Return the places of some nodes; a file with many faults is looked through once for all of them."""
    graph, scan = _scanned(file, file.stat().st_mtime_ns)
    return lines_of(file, set(wanted), graph) if scan is None else lines_in(scan, set(wanted), graph)


@lru_cache(maxsize=4)
def _scanned(file: Path, _changed: int) -> tuple[Graph, Scan | None]:
    graph = read_rdf(file)
    return graph, scan_of(file, graph.index.keys())


def _file_of(shape: str, owner: str | None, files: Sequence[Path]) -> Path:
    """Return the file of several, read in order, that first speaks of a shape; the first where none does."""
    if len(files) == 1:
        return files[0]
    node = owner if owner is not None and not is_blank(shape) else shape
    if is_blank(node):
        labels = own_labels(files)
        return next((file for file in files if node in labels[file]), files[0])
    return next((file for file in files if node in read_shapes([file]).index), files[0])


def owner_of(shape: str, graph: Graph) -> str | None:
    """Return the node with a name that leads to a blank one, or to a literal; None for a node with a name."""
    node = shape
    for _ in range(_MOST_STEPS):
        if is_iri(node):
            return None if node == shape else node
        node = next(_above(node, graph), "")
        if not node:
            return None
    return None


def _above(node: str, graph: Graph) -> Iterator[str]:
    """Yield the subjects that lead to a node."""
    inverse = graph.inverse()
    for predicate in inverse if is_blank(node) else _LEADING_TO_LITERALS:
        yield from inverse.get(predicate, {}).get(node, ())
