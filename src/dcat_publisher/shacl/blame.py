"""Whose fault an ill-formed shape is: the file it stands in, and the named shape that it is a part of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from dcat_publisher.model.errors import ConfigurationError
from dcat_publisher.model.graph import Graph
from dcat_publisher.model.terms import is_iri
from dcat_publisher.rdf.lines import lines_of
from dcat_publisher.shacl.model import ShapesError
from dcat_publisher.shacl.names import PATH
from dcat_publisher.shacl.parse import read_shapes

_MOST_STEPS = 32


@contextmanager
def blamed(graph: Graph, files: Sequence[Path]) -> Iterator[None]:
    """Let a ShapesError that comes through say the file, where the shapes were read from files."""
    try:
        yield
    except ShapesError as error:
        if files and error.file is None:
            error.file = str(file_of(error.shape, files))
        error.owner = owner_of(error.shape, graph)
        error.path = next(filter(is_iri, graph.objects(error.shape, PATH)), None)
        error.line = None if error.file is None else _line(Path(error.file), error.owner or error.shape)
        raise


def _line(file: Path, shape: str) -> int | None:
    """Return the first line that is about a shape with a name, where the file tells."""
    with suppress(OSError, ConfigurationError):
        span = lines_of(file, {shape}).get((shape,)) if is_iri(shape) else None
        return None if span is None else span.line
    return None


def file_of(shape: str, files: Sequence[Path]) -> Path:
    """Return the file of several, read in order, that first speaks of a shape; the first where none does."""
    for number in range(1, len(files)):
        if shape in read_shapes(files[:number]).index:
            return files[number - 1]
    return files[-1] if len(files) > 1 and shape in read_shapes(files).index else files[0]


def owner_of(shape: str, graph: Graph) -> str | None:
    """Return the node with a name that leads to a blank one; None for a node that has a name itself."""
    node = shape
    for _ in range(_MOST_STEPS):
        if node[0] != "_":
            return None if node == shape else node
        above = (subjects for by_value in graph.inverse().values() if (subjects := by_value.get(node)))
        node = next(above, [""])[0]
        if not node:
            return None
    return None
