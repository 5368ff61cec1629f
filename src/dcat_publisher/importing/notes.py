"""What documents have that no triple says, so that an import says it: keys, names of graphs, and a base."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from dcat_publisher.model.graph import Graph
from dcat_publisher.model.language import Message, Words, filled
from dcat_publisher.rdf.documents import Document
from dcat_publisher.rdf.formats import format_named
from dcat_publisher.rdf.gate import quads
from dcat_publisher.rdf.plain_json import dropped_keys
from dcat_publisher.source.starter import BASE

_WORDS: Final = Words(__file__).group("note")
_WITH_GRAPHS: Final = frozenset({"trig", "n-quads"})
_NAMED_GRAPH: Final = b'"@graph"'
_DEFAULT_GRAPH: Final = "DEFAULT"
_MOST_NAMED: Final = 3


class Note(NamedTuple):
    """A line about a document; `is_loss` where something of it is not in the source."""

    message: Message
    is_loss: bool = False


def notes_of(documents: Sequence[Document], graphs: Sequence[Graph]) -> list[Note]:
    """Return what to say of documents, which are the graphs in the same order."""
    return [
        note
        for document, graph in zip(documents, graphs, strict=True)
        for note in _notes(document, graph, document.file.read_bytes())
    ]


def _notes(document: Document, graph: Graph, data: bytes) -> Iterator[Note]:
    is_json = format_named(document.form).grammar == "json"
    if is_json and (reason := dropped_keys(data)) is not None:
        yield Note(filled(_WORDS["keys"], name=document.name, reason=reason), is_loss=True)
    if document.form in _WITH_GRAPHS or (is_json and _NAMED_GRAPH in data):
        names = _names_of_graphs(document, data)
        if names:
            shown = ", ".join(names[:_MOST_NAMED]) + (", …" if len(names) > _MOST_NAMED else "")
            yield Note(filled(_WORDS["graphs"], name=document.name, names=shown))
    if document.base == BASE and BASE.encode() not in data and _begins(graph, f"<{BASE}"):
        yield Note(filled(_WORDS["relative"], name=document.name, base=BASE))


def _names_of_graphs(document: Document, data: bytes) -> list[str]:
    """Return the names of the graphs in a document, in order."""
    parser = quads(data, document.form, document.name, document.base, lenient=True, renamed=False)
    return sorted({str(quad.graph_name) for quad in parser} - {_DEFAULT_GRAPH})


def _begins(graph: Graph, beginning: str) -> bool:
    return any(term.startswith(beginning) for triple in graph for term in triple)


__all__ = ["Note", "notes_of"]
