"""Which nodes of a graph are records, which are described where they are used, and which need no words.

A node has a record when its class makes one, or when it is not used exactly once. All others are nested where
they are used. What a build says by itself (see `implied`) is not described at all.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from dcat_publisher.importing.implied import Implied
from dcat_publisher.importing.lists import Lists
from dcat_publisher.model.graph import Graph
from dcat_publisher.model.named_terms import DISTRIBUTION
from dcat_publisher.model.namespaces import DCAT
from dcat_publisher.model.terms import TYPE, is_blank
from dcat_publisher.vocabulary import Vocabulary

_DISTRIBUTION: Final = DCAT.Distribution
_DEEPEST: Final = 12
"""How many levels of nodes stand below a record; what is deeper has a record of its own."""

Use = tuple[str, str]
"""Who leads to a node: subject and predicate."""


@dataclass(slots=True)
class Nodes:
    """The nodes of a graph: `records`, and those `nested` with the use that they are described at."""

    graph: Graph
    lists: Lists
    uses: Mapping[str, list[Use]]
    records: list[str] = field(default_factory=list)
    nested: dict[str, Use] = field(default_factory=dict)


def uses_of(graph: Graph) -> dict[str, list[Use]]:
    """Return node -> who leads to it, for the nodes that the graph describes and for all its blank nodes."""
    index = graph.index
    found: dict[str, list[Use]] = {}
    for subject, said in index.items():
        for predicate, values in said.items():
            if predicate == TYPE:
                continue
            for value in values:
                if value[0] != '"' and (value in index or value[0] == "_"):
                    found.setdefault(value, []).append((subject, predicate))
    return found


def placed(graph: Graph, vocabulary: Vocabulary, implied: Implied, uses: Mapping[str, list[Use]]) -> Nodes:
    """Return the nodes of a graph, each in its place."""
    uses = _said(uses, implied)
    nodes = Nodes(graph, Lists.of(graph, uses), uses)
    nodes.records += [node for node, used in uses.items() if node not in graph.index and len(used) > 1]
    for node in graph.index:
        if node in nodes.lists.cells or not implied.leaves(node):
            continue
        alone = node in implied.listed.index or is_record(graph.types(node), vocabulary)
        use = None if alone else _only_use(node, nodes)
        if use is None:
            nodes.records.append(node)
        else:
            nodes.nested[node] = use
    _bind(nodes)
    return nodes


def _said(uses: Mapping[str, list[Use]], implied: Implied) -> dict[str, list[Use]]:
    """Return the uses that the source has to say: not those in what a build copies from our lists."""
    listed = implied.listed.index
    return {
        node: [use for use in used if use[0] not in listed or node in implied.left_of(use[0]).get(use[1], ())]
        for node, used in uses.items()
    }


def is_record(types: Sequence[str], vocabulary: Vocabulary) -> bool:
    """Return whether a class, or one that it is part of, makes records."""
    return any(
        vocabulary.is_record_class(class_)
        for type_ in types
        for class_ in (type_, *vocabulary.superclasses(type_))
    )


def _only_use(node: str, nodes: Nodes) -> Use | None:
    """Return the one use of a node that it can be described at; None where it has a record."""
    uses = nodes.uses.get(node, ())
    if len(uses) == 1:
        return uses[0] if uses[0][0] != node else None
    if not is_blank(node) and _DISTRIBUTION in nodes.graph.types(node):
        owners = [use for use in uses if use[1] == DISTRIBUTION]
        return owners[0] if len(owners) == 1 else None
    return None


def _bind(nodes: Nodes) -> None:
    """Make records of those that are in a circle of nodes, too deep below a record, or below nothing."""
    owner = {node: nodes.lists.owner.get(use[0], use[0]) for node, use in nodes.nested.items()}
    depth = dict.fromkeys(nodes.records, 0)
    for node in sorted(owner):
        path: list[str] = []
        above = node
        while above not in depth and above in owner and above not in path:
            path.append(above)
            above = owner[above]
        if above not in depth:
            circle = path[path.index(above) :] if above in path else path[-1:]
            depth[min(circle, key=lambda one: one.rstrip(">"))] = 0  # before the parts that it was given
        for below in reversed(path):
            level = depth[owner[below]] + 1 if below not in depth else 0
            depth[below] = 0 if level > _DEEPEST else level
    rooted = [node for node in owner if not depth[node]]
    nodes.records += rooted
    for node in rooted:
        del nodes.nested[node]


def members(graph: Graph, vocabulary: Vocabulary, classes: frozenset[str]) -> Iterator[str]:
    """Yield the nodes that a build takes for members of the catalogue."""
    for node in graph.index:
        for type_ in graph.types(node):
            if type_ in classes or not classes.isdisjoint(vocabulary.superclasses(type_)):
                yield node
                break
