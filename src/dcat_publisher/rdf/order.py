"""The order in which a graph is written: the same for every format, so a small edit gives a small diff."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Final

from dcat_publisher.model.graph import Graph
from dcat_publisher.model.named_terms import NAMES, TITLE
from dcat_publisher.model.namespaces import DCAT, DCT, SKOS
from dcat_publisher.model.terms import TYPE

_CLASSES: Final = tuple(
    DCAT[name] for name in ("Catalog", "DatasetSeries", "Dataset", "DataService", "Distribution")
)
_FIRST: Final = (
    TYPE,
    *(DCT[name] for name in ("title", "alternative", "description", "identifier")),
    *(name for name in NAMES if name != TITLE),
)
_CONCEPTS: Final = frozenset(
    SKOS[name] for name in ("Concept", "ConceptScheme")
)
_LINKS: Final = (DCAT.dataset, DCAT.service, DCAT.record, DCAT.distribution)

Block = tuple[str, list[tuple[str, list[str]]]]
"""A subject with its predicates and their objects, all in order."""
Rank = tuple[int, str, str]
"""What subjects are sorted by: kind, the record that a subject belongs to, its place in there."""


def blocks(graph: Graph) -> Iterator[Block]:
    """Return the subjects in order: catalogue, series, datasets with their own, agents, laws, code lists."""
    for subject in sorted(graph.index, key=lambda node: subject_rank(graph, node)):
        yield block_of(subject, graph.index[subject])


def block_of(subject: str, predicates: Mapping[str, list[str]]) -> Block:
    """Return a subject with its predicates and objects in order."""
    ordered = []
    for name in _order(tuple(predicates)):
        values = predicates[name]
        ordered.append((name, values if len(values) == 1 else sorted(values, key=_object_rank)))
    return subject, ordered


def subject_rank(graph: Graph, subject: str) -> Rank:
    """Return what a subject is sorted by."""
    own, fragment = subject, ""
    if "#" in subject:
        owner, _, rest = subject.rstrip(">").partition("#")
        if f"{owner}>" in graph.index:
            own, fragment = f"{owner}>", f"#{rest}"
    return _kind(tuple(graph.types(own))), own, fragment


@lru_cache(maxsize=4096)
def _kind(types: tuple[str, ...]) -> int:
    rank = next((place for place, class_ in enumerate(_CLASSES) if class_ in types), len(_CLASSES))
    if not _CONCEPTS.isdisjoint(types):
        return rank + 2
    return rank + (not types or all("foaf/0.1/Document" in type_ for type_ in types))


@lru_cache(maxsize=4096)
def _order(names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(sorted(names, key=lambda name: (_predicate_rank(name), name)))


def _predicate_rank(name: str) -> int:
    if name in _FIRST:
        return _FIRST.index(name)
    return len(_FIRST) + 1 + (name in _LINKS)


def _object_rank(term: str) -> tuple[str, str]:
    """Put literals by language, then by text, before which come IRIs."""
    suffix = term[term.rfind('"') + 1 :] if term[0] == '"' else ""
    return (suffix[1:], term) if suffix[:1] == "@" and suffix == suffix.lower() else ("", term)
