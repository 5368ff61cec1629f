"""What is imported, from documents to one graph; what cannot be one is said before anything is written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from dcat_publisher.importing.literals import parts_of
from dcat_publisher.importing.notes import Note, notes_of
from dcat_publisher.importing.table import Table
from dcat_publisher.model.errors import ConfigurationError
from dcat_publisher.model.graph import Graph, Triple
from dcat_publisher.model.language import Words, filled
from dcat_publisher.model.named_terms import CATALOG, TITLE
from dcat_publisher.model.namespaces import HYDRA
from dcat_publisher.model.terms import TYPE, is_blank
from dcat_publisher.rdf.documents import MAX_BYTES, Document
from dcat_publisher.rdf.joined import Joined, read_joined

_WORDS: Final = Words(__file__)


@dataclass(slots=True)
class Given:
    """The graph of an import without what is only about paging; `paging` counts that by property."""

    graph: Graph
    triples: int
    paging: Counter[str] = field(default_factory=Counter)
    lost: list[tuple[Triple, str]] = field(default_factory=list)
    notes: Sequence[Note] = ()


def given(documents: Sequence[Document], tables: Sequence[Table] = (), *, lenient: bool = False) -> Given:
    """Read documents to one graph, and add what tables say.

    Raises ConfigurationError where they are too large, have nothing in them, or two of them are catalogues of
    the same address; RdfSyntaxError for what is not well-formed.
    """
    names = ", ".join(document.name for document in documents)
    size = sum(document.file.stat().st_size for document in documents)
    if size > MAX_BYTES:
        raise ConfigurationError(
            filled(_WORDS["too_large"], inputs=names, size=f"{size:,}", most=f"{MAX_BYTES:,}")
        )
    joined = read_joined(documents, lenient=lenient) if documents else Joined(Graph())
    for each in tables:
        for triple in each.graph:
            joined.graph.add(*triple)
    if not joined.graph.index:
        raise ConfigurationError(filled(_WORDS["nothing"], inputs=names))
    _refuse_two_catalogues(documents, joined.graphs)
    found = without_paging(joined.graph)
    found.lost = [cell for each in tables for cell in each.lost]
    found.triples += len(found.lost)
    found.notes = notes_of(documents, joined.graphs)
    return found


def _refuse_two_catalogues(documents: Sequence[Document], graphs: Sequence[Graph]) -> None:
    """Refuse catalogues of one address with different titles; pages of one catalogue have the same."""
    first: dict[str, tuple[Document, frozenset[str]]] = {}
    for document, graph in zip(documents, graphs, strict=True):
        for catalog in graph.instances(CATALOG):
            titles = frozenset(graph.objects(catalog, TITLE))
            if is_blank(catalog) or not titles:
                continue
            other, before = first.setdefault(catalog, (document, titles))
            if not _may_be_one(titles, before):
                raise ConfigurationError(
                    filled(
                        _WORDS["two_catalogues"], first=other.name, second=document.name, iri=catalog[1:-1],
                        title=parts_of(min(before))[0], other=parts_of(min(titles))[0],
                    )
                )  # fmt: skip


def _may_be_one(titles: frozenset[str], others: frozenset[str]) -> bool:
    """Return whether no language has two titles."""
    tags = Counter(parts_of(title)[1] for title in titles | others if title[0] == '"')
    return titles == others or all(number == 1 for number in tags.values())


def without_paging(graph: Graph) -> Given:
    """Return a graph without the controls of paged answers (Hydra): a build has its own."""
    space, kept = f"<{HYDRA}", Graph()
    paging: Counter[str] = Counter()
    if not any(name.startswith(space) for said in graph.index.values() for name in _names(said)):
        return Given(graph, len(graph))
    for subject, predicate, value in graph:
        if predicate.startswith(space) or (predicate == TYPE and value.startswith(space)):
            paging[predicate] += 1
        else:
            kept.add(subject, predicate, value)
    return Given(kept, len(graph), paging)


def _names(said: dict[str, list[str]]) -> list[str]:
    return [*said, *said.get(TYPE, ())]
