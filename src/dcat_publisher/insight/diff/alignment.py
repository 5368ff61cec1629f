"""Blank nodes of two graphs, named alike where they say the same or stand in the same place.

First nodes whose surroundings are equal are paired, by refining colours over both graphs at once; then, from
paired owners downward, those that share most of what they say. Nodes in circles that look alike are paired
in order, so for such graphs more may be told than has changed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from dcat_publisher.insight.diff.colours import refined
from dcat_publisher.model.graph import Graph
from dcat_publisher.model.terms import TYPE, is_blank


def aligned(old: Graph, new: Graph) -> tuple[Graph, Graph]:
    """Return both graphs with other labels on blank nodes: a label in both means the same node."""
    if not _has_blanks(old) and not _has_blanks(new):
        return old, new
    old, new = _labelled(old, "a"), _labelled(new, "b")
    pairs = _equal_pairs(old, new)
    _pair_downward(old, new, pairs)
    named = {former: f"_:n{number}" for number, former in enumerate(pairs)}
    named |= {now: named[former] for former, now in pairs.items()}
    return _renamed(old, named), _renamed(new, named)


def _has_blanks(graph: Graph) -> bool:
    return any(subject[0] == "_" or value[0] == "_" for subject, _, value in graph)


def _renamed(graph: Graph, names: Mapping[str, str]) -> Graph:
    return Graph(
        (names.get(subject, subject), name, names.get(value, value)) for subject, name, value in graph
    )


def _labelled(graph: Graph, letter: str) -> Graph:
    blanks = dict.fromkeys(node for triple in graph for node in (triple[0], triple[2]) if is_blank(node))
    return _renamed(graph, {node: f"_:{letter}{number}" for number, node in enumerate(blanks)})


def _equal_pairs(old: Graph, new: Graph) -> dict[str, str]:
    """Pair the nodes that have the same colour: as many as both graphs have of it."""
    classes: dict[int, tuple[list[str], list[str]]] = {}
    for node, colour in refined([*old, *new]).items():
        classes.setdefault(colour, ([], []))[node.startswith("_:b")].append(node)
    return {
        former: now
        for formers, nows in classes.values()
        for former, now in zip(formers, nows, strict=False)
    }  # fmt: skip


def _pair_downward(old: Graph, new: Graph, pairs: dict[str, str]) -> None:
    """Pair what is left below nodes that are paired, IRIs with themselves, the most alike first."""
    waiting = [(node, node) for node in old.index if not is_blank(node) and node in new.index]
    waiting += pairs.items()
    taken = set(pairs.values())
    while waiting:
        former, now = waiting.pop()
        for predicate, values in old.predicates(former).items():
            free = [value for value in values if is_blank(value) and value not in pairs]
            open_ = [value for value in new.objects(now, predicate) if is_blank(value) and value not in taken]
            for one, other in _alike(old, free, new, open_):
                pairs[one] = other
                taken.add(other)
                waiting.append((one, other))


def _alike(old: Graph, formers: list[str], new: Graph, nows: list[str]) -> Iterator[tuple[str, str]]:
    """Pair nodes of the same types by how much they share; one alone on each side needs to share nothing."""
    alone = len(formers) == len(nows) == 1
    scored = sorted(
        (
            (-len(_facts(old, former) & _facts(new, now)), former, now)
            for former in formers
            for now in nows
            if set(old.types(former)) == set(new.types(now))
        ),
        key=lambda entry: entry[0],
    )
    used: set[str] = set()
    for score, former, now in scored:
        if (score < 0 or alone) and former not in used and now not in used:
            used |= {former, now}
            yield former, now


def _facts(graph: Graph, node: str) -> set[tuple[str, str]]:
    """Return what a node says without blank nodes and classes."""
    return {
        (predicate, value)
        for predicate, values in graph.predicates(node).items()
        for value in values
        if predicate != TYPE and not is_blank(value)
    }
