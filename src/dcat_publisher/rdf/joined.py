"""Several documents as one graph: their blank nodes stay apart, and each is known by where it comes from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, field
from itertools import count

from dcat_publisher.model.graph import Graph
from dcat_publisher.model.terms import is_blank
from dcat_publisher.rdf.documents import Document
from dcat_publisher.rdf.encoding import DamagedError
from dcat_publisher.rdf.node_names import UNLABELLED
from dcat_publisher.rdf.read import RdfSyntaxError, read_rdf


@dataclass(frozen=True, slots=True)
class Joined:
    """The graph that documents are together, and the graph of each, in the same order.

    `labels` has, for each document, those of its blank nodes that are called otherwise in the whole, for an
    earlier document has their label: label in the whole -> label in the document.
    """

    graph: Graph
    graphs: tuple[Graph, ...] = ()
    labels: tuple[dict[str, str], ...] = ()
    _others: tuple[frozenset[str], ...] = field(init=False)

    def __post_init__(self) -> None:
        """Note the labels that stand for a node of another document in the whole."""
        object.__setattr__(self, "_others", tuple(frozenset(own.values()) for own in self.labels))

    def own(self, number: int, term: str) -> str | None:
        """Return a term of the whole as a document has it; None for a blank node of another document."""
        label = self.labels[number].get(term)
        return label or (None if term in self._others[number] else term)

    def document(self, subject: str, predicate: str | None, value: str | None) -> int:
        """Return the number of the document that has a triple, else its subject, else of the first."""
        if len(self.graphs) < 2:
            return 0
        described: int | None = None
        for number, graph in enumerate(self.graphs):
            said = graph.predicates(self.own(number, subject) or "")
            if predicate and value and (self.own(number, value) or "") in said.get(predicate, ()):
                return number
            if said and described is None:
                described = number
        return described or 0


def read_joined(documents: Sequence[Document], *, lenient: bool = False) -> Joined:
    """Return documents as one graph, in which no two share a blank node. Raises as `read_rdf` does."""
    graphs = tuple(_read(document, lenient=lenient) for document in documents)
    if len(graphs) == 1:
        return Joined(graphs[0], graphs, ({},))
    taken: set[str] = set()
    labels: list[dict[str, str]] = []
    whole = Graph()
    for graph in graphs:
        new = _apart(set(_blanks(graph)), taken)
        for subject, predicate, value in graph:
            whole.add(new.get(subject, subject), predicate, new.get(value, value))
        labels.append({label: own for own, label in new.items() if label != own})
    whole.labels = {label: own for each in labels for label, own in each.items()}
    return Joined(whole, graphs, tuple(labels))


def _read(document: Document, *, lenient: bool) -> Graph:
    try:
        return read_rdf(document.file, document.form, document.base, lenient=lenient)
    except RdfSyntaxError as error:
        given = (error.reason, error.line, error.column, document.name)
        named = RdfSyntaxError(document.file, *given)
        named.told = error.told
        raise named from error
    except DamagedError as error:
        raise DamagedError(document.name, error.told) from error


def _apart(own: Set[str], taken: set[str]) -> dict[str, str]:
    """Return the labels of a document -> those that they have in the whole, which are taken from now on.

    A node without a label gets the next number that nobody has, as if it were of the same document.
    """
    numbers = count(len(taken) + 1)
    new: dict[str, str] = {}
    for label in sorted(own):
        renamed = label
        while renamed in taken or (renamed != label and renamed in own):
            renamed = f"_:unlabelled{next(numbers)}" if UNLABELLED.fullmatch(label) else f"{renamed}x"
        new[label] = renamed
        taken.add(renamed)
    return new


def _blanks(graph: Graph) -> Iterator[str]:
    for subject, _, value in graph:
        yield from filter(is_blank, (subject, value))
