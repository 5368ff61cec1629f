"""Data to be validated: one graph, and the documents that it was read from, for the lines of findings."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple, TypeAlias

from dcat_publisher.model.errors import ConfigurationError
from dcat_publisher.model.finding import Finding, changed
from dcat_publisher.model.graph import Graph
from dcat_publisher.model.language import Words, filled
from dcat_publisher.model.place import Place
from dcat_publisher.rdf.documents import Document, file_document, laid_out
from dcat_publisher.rdf.formats import format_wanted
from dcat_publisher.rdf.joined import Joined, read_joined
from dcat_publisher.rdf.places import About, spans_of
from dcat_publisher.shacl.pyshacl_engine import to_graph

if TYPE_CHECKING:
    import pyoxigraph
    import rdflib

    AnyGraph: TypeAlias = Graph | rdflib.Graph | pyoxigraph.Store | pyoxigraph.Dataset
    AnyData: TypeAlias = Path | str | bytes | Sequence[Path | str] | AnyGraph

_WORDS: Final = Words(__file__).group("data")


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

    def placed(self, findings: Sequence[Finding]) -> list[Finding]:
        """Return findings in the document that each is about, on its line where the document tells it."""
        if not self.documents:
            return list(findings)
        places = self.places(findings)
        return [changed(each, place=place) for each, place in zip(findings, places, strict=True)]

    def places(self, abouts: Sequence[About]) -> list[Place]:
        """Return the place of what is said of nodes: the document, and the line where that tells it."""
        places = [Place(self.first)] * len(abouts)
        numbers: dict[int, list[int]] = {}
        for number, about in enumerate(abouts):
            numbers.setdefault(self._document(about), []).append(number)
        for document, group in numbers.items():
            found = self._places_in(document, [abouts[number] for number in group])
            for number, place in zip(group, found, strict=True):
                places[number] = place
        return places

    def _places_in(self, number: int, abouts: Sequence[About]) -> Iterator[Place]:
        document = self.documents[number]
        own = [self._own(number, about) for about in abouts] if self.joined.labels[number] else abouts
        whole = Place(document.name)
        for span in spans_of(own, self.joined.graphs[number], document.file, document.base):
            yield whole if span is None else Place(
                document.name, span.line, span.column, span.line, span.end_column
            )

    def _own(self, number: int, about: About) -> About:
        """Return the same about the labels of blank nodes that a document has itself."""
        focus, value = (
            None if term is None else self.joined.own(number, term) for term in (about.focus, about.value)
        )
        return _Own(focus, about.path, value)

    def _document(self, about: About) -> int:
        """Return which document has the triple that something is about, else its subject; the first else."""
        focus = about.focus
        return 0 if focus is None else self.joined.document(focus, about.path, about.value)


class _Own(NamedTuple):
    focus: str | None
    path: str | None
    value: str | None


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
        raise ConfigurationError(filled(_WORDS["no_data"], type=type(data).__name__))
    if not data:
        raise ConfigurationError(_WORDS["empty_data"])
    files = (Path(file) for file in data if isinstance(file, str | Path))
    return documents_data([file_document(file, folder, form) for file in files])


def _of_pyoxigraph(data: pyoxigraph.Store | pyoxigraph.Dataset) -> Graph:
    """Return a copy of a store or data set; the names of graphs are dropped, as those of a file are."""
    return Graph((str(quad.subject), str(quad.predicate), str(quad.object)) for quad in data)
