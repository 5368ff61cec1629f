"""Data to be validated: one graph, and the documents that it was read from, for the lines of findings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from dcat_publisher.model.errors import ConfigurationError
from dcat_publisher.model.finding import Finding, Severity, changed
from dcat_publisher.model.graph import Graph
from dcat_publisher.model.place import Place
from dcat_publisher.rdf.documents import Document, file_document, laid_out
from dcat_publisher.rdf.formats import format_wanted
from dcat_publisher.rdf.joined import Joined, read_joined
from dcat_publisher.rdf.places import with_lines
from dcat_publisher.shacl import Result
from dcat_publisher.shacl.pyshacl_engine import to_graph

if TYPE_CHECKING:
    import pyoxigraph
    import rdflib

    AnyGraph: TypeAlias = Graph | rdflib.Graph | pyoxigraph.Store | pyoxigraph.Dataset
    AnyData: TypeAlias = Path | str | bytes | Sequence[Path | str] | AnyGraph


@dataclass(frozen=True)
class RdfData:
    """A graph, and the `documents` that it was read from, in order; none for a graph that was given."""

    joined: Joined
    documents: tuple[Document, ...] = ()

    @property
    def graph(self) -> Graph:
        """The graph that all documents are together."""
        return self.joined.graph

    @property
    def first(self) -> str:
        """The name of the first document; `-` for a graph."""
        return self.documents[0].name if self.documents else "-"

    @property
    def name(self) -> str:
        """What people call the data, whatever it consists of."""
        others = len(self.documents) - 1
        return self.first if others < 1 else f"{self.first} and {others} more"

    def placed(self, findings: Iterable[Finding]) -> list[Finding]:
        """Return findings in the document that each is about, on its line where the document tells it."""
        if not self.documents:
            return list(findings)
        by_document: dict[int, list[Finding]] = {}
        for finding in findings:
            by_document.setdefault(self._index(finding), []).append(finding)
        return [
            finding for number, group in by_document.items() for finding in self._placed_in(number, group)
        ]

    def _placed_in(self, number: int, findings: list[Finding]) -> Iterator[Finding]:
        document = self.documents[number]
        is_own = not self.joined.labels[number]
        own = findings if is_own else [self._own(number, each) for each in findings]
        lines = with_lines(own, self.joined.graphs[number], document.file, document.base)
        for finding, placed in zip(findings, lines, strict=True):
            if is_own and placed.place.file == document.name:
                yield placed
            else:
                yield changed(finding, place=placed.place._replace(file=document.name))

    def _own(self, number: int, finding: Finding) -> Finding:
        """Return a finding with the labels of blank nodes that a document has itself."""
        focus, value = (
            None if term is None else self.joined.own(number, term) for term in (finding.focus, finding.value)
        )
        return replace(finding, focus=focus, value=value)

    def _index(self, finding: Finding) -> int:
        """Return which document has the triple that a finding is about, else its subject; the first else."""
        focus = finding.focus
        return 0 if focus is None else self.joined.document(focus, finding.path, finding.value)

    def lines_of(self, results: Sequence[Result]) -> Iterator[Result]:
        """Yield results with the file and line that each is about, where a document tells it."""
        whole = Place(self.first)
        asked = [
            Finding(str(number), Severity.ERROR, whole, {}, focus=result.focus, path=result.path,
                    value=result.value)
            for number, result in enumerate(results)
        ]  # fmt: skip
        places = {int(finding.code): finding.place for finding in self.placed(asked)}
        for number, result in enumerate(results):
            place = places[number]
            yield result._replace(file=place.file, line=place.line) if self.documents else result


def documents_data(documents: Sequence[Document]) -> RdfData:
    """Read documents to one graph. Raises RdfSyntaxError and ConfigurationError."""
    return RdfData(read_joined(documents), tuple(documents))


def read_data(data: AnyData, input_format: str | None, folder: Path) -> RdfData:
    """Read whatever Python has: files, bytes or a graph of one of three libraries; see `validate`."""
    form = format_wanted(input_format)
    if isinstance(data, Graph):
        return RdfData(Joined(data))
    if isinstance(data, bytes | bytearray):
        return documents_data([laid_out("-", bytes(data), folder, form)])
    if isinstance(data, str | Path):
        return documents_data([file_document(Path(data), folder, form)])
    library = type(data).__module__.partition(".")[0]
    if library == "rdflib":
        return RdfData(Joined(to_graph(data)))  # type: ignore[arg-type]
    if library == "pyoxigraph":
        return RdfData(Joined(_of_pyoxigraph(data)))  # type: ignore[arg-type]
    if not isinstance(data, Sequence):
        raise ConfigurationError(f"data of the type {type(data).__name__} cannot be validated")
    if not data:
        raise ConfigurationError("the list of data is empty, so there is nothing to validate")
    files = (Path(file) for file in data if isinstance(file, str | Path))
    return documents_data([file_document(file, folder, form) for file in files])


def _of_pyoxigraph(data: pyoxigraph.Store | pyoxigraph.Dataset) -> Graph:
    """Return a copy of a store or data set; the names of graphs are dropped, as those of a file are."""
    return Graph((str(quad.subject), str(quad.predicate), str(quad.object)) for quad in data)
