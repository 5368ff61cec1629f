"""The graph that a profile publishes of a catalogue: what its keys say, and its view makes of that.

A view is asked of one record at a time, with what the catalogue says of itself. What can be reached from the
record in the answer is what the profile says of it; a member of which it says nothing is not listed, and not
linked to.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from pathlib import Path
from typing import Final, NamedTuple

from dcat_publisher.checking.pipeline.tasks import InProcess, Runner
from dcat_publisher.checking.views.construct import Views
from dcat_publisher.checking.views.spelling import Index, read_answer
from dcat_publisher.model.bounded_description import add_parts, bounded_description
from dcat_publisher.model.gc_paused import gc_paused
from dcat_publisher.model.graph import Graph
from dcat_publisher.source.mapping.enrichment import MEMBER_PREDICATES
from dcat_publisher.vocabulary import Vocabulary
from dcat_publisher.vocabulary.ownership import other_terms
from dcat_publisher.vocabulary.profile import Profile

_CHUNK: Final = 256
"""How many records one process is asked about: it takes as long to begin as to answer for fifty."""


class Viewed(NamedTuple):
    """A catalogue to be viewed: its graph, the catalogue's own term, the terms of its records."""

    graph: Graph
    catalog: str
    records: tuple[str, ...]


class View(NamedTuple):
    """What a profile publishes: `is_whole` where that is the very graph of the catalogue."""

    profile: Profile
    graph: Graph
    is_whole: bool


@dataclass(frozen=True, slots=True)
class _Asked:
    """What the tasks of one run share: for each view its file, what its keys say, the catalogue's part."""

    files: tuple[Path, ...]
    graphs: tuple[Graph, ...]
    own: tuple[Graph, ...]
    viewed: Viewed


_asked: dict[str, _Asked] = {}
"""The runs of this process; what is forked from it has them too."""


def views_of(
    viewed: Viewed, profiles: Sequence[Profile], vocabulary: Vocabulary, runner: Runner | None = None
) -> list[View]:
    """Return what each profile publishes of a catalogue; raise ConfigurationError for a view that is none."""
    with gc_paused():
        said = [other_terms(profile, profiles, vocabulary).without(viewed.graph) for profile in profiles]
        views = [(profile.view, graph) for profile, graph in zip(profiles, said, strict=True)]
        answers = iter(_answers(viewed, [(file, graph) for file, graph in views if file is not None], runner))
        return [
            View(profile, *_published(viewed, graph, None if file is None else next(answers)))
            for profile, (file, graph) in zip(profiles, views, strict=True)
        ]


def _published(viewed: Viewed, graph: Graph, answer: Graph | None) -> tuple[Graph, bool]:
    if answer is not None:
        return _with_members(answer, graph, viewed.catalog), False
    if graph is viewed.graph:
        return graph, True
    reached = Graph()
    add_parts(reached, graph, [viewed.catalog, *viewed.records])
    return reached, False


def _with_members(answer: Graph, graph: Graph, catalog: str) -> Graph:
    """List the members of which the view says something; of the others nothing is said, nor linked to."""
    members = {name: graph.objects(catalog, name) for name in MEMBER_PREDICATES}
    absent = {node for each in members.values() for node in each if not answer.types(node)}
    index = _without_links(answer.index, absent) if absent else answer.index
    for predicate, nodes in members.items() if catalog in index else ():
        present = [node for node in nodes if node not in absent]
        index[catalog].pop(predicate, None)
        index[catalog] |= {predicate: present} if present else {}
    return Graph.over(index)


def _without_links(index: Index, absent: Set[str]) -> Index:
    """Return what is said without the links to some nodes."""
    found: Index = {}
    for node, said in index.items():
        kept = {name: [value for value in values if value not in absent] for name, values in said.items()}
        found[node] = {name: values for name, values in kept.items() if values}
    return found


def _answers(
    viewed: Viewed, views: Sequence[tuple[Path, Graph]], runner: Runner | None
) -> list[Graph]:
    """Return what views say of all records, each together."""
    if not views:
        return []
    files, graphs = zip(*views, strict=True)
    own = tuple(_part_of_catalog(graph, viewed.catalog) for graph in graphs)
    key, size = secrets.token_hex(8), len(viewed.records)
    _asked[key] = _Asked(tuple(files), tuple(graphs), own, viewed)
    run = runner if runner is not None and runner.shares and size > _CHUNK else InProcess()
    starts = range(0, size, _CHUNK)
    try:
        merged = [Graph() for _ in views]
        tasks, sizes = [(key, start) for start in starts], [min(_CHUNK, size - start) for start in starts]
        for found in run(answered, tasks, sizes):
            for graph, index in zip(merged, found, strict=True):
                _merge(graph.index, index)
        return merged
    finally:
        del _asked[key]


def answered(key: str, start: int) -> list[Index]:
    """Return what each view of a run says of some records."""
    asked = _asked[key]
    with Views(asked.files) as views, gc_paused():
        return [_of_view(number, asked, start, views) for number in range(len(asked.files))]


def _of_view(number: int, asked: _Asked, start: int, views: Views) -> Index:
    found, catalog, graph = Index(), asked.viewed.catalog, asked.graphs[number]
    own_part = asked.own[number].index
    own = _lines(own_part)
    for record in asked.viewed.records[start : start + _CHUNK]:
        part = {} if record == catalog else bounded_description(graph, record).index
        answer = Graph.over(read_answer(views.ask(number, _lines(part) + own), (part, own_part)))
        _merge(found, bounded_description(answer, record).index if record in answer.index else {})
    return found


def _part_of_catalog(graph: Graph, catalog: str) -> Graph:
    """Return what the catalogue says of itself, with all that it leads to but its members."""
    every = graph.predicates(catalog).items()
    said = {name: values for name, values in every if name not in MEMBER_PREDICATES}
    part = Graph.over({catalog: said})
    add_parts(part, graph, [value for values in said.values() for value in values if value in graph.index
                            and value != catalog])  # fmt: skip
    return part


def _merge(target: Index, more: Mapping[str, Mapping[str, list[str]]]) -> None:
    for node, said in more.items():
        known = target.get(node)
        if known is None:
            target[node] = {name: list(values) for name, values in said.items()}
            continue
        for name, values in said.items():
            there = known.setdefault(name, [])
            there += [value for value in values if value not in there]


def _lines(index: Mapping[str, Mapping[str, Iterable[str]]]) -> str:
    """Return triples as N-Triples, in which terms are spelled as they are in a graph."""
    return "".join(
        f"{node} {predicate} {value} .\n"
        for node, said in index.items() for predicate, values in said.items() for value in values
    )  # fmt: skip


__all__ = ["View", "Viewed", "answered", "views_of"]
