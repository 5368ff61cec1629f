"""Blank nodes coloured by their surroundings, so that nodes of one colour cannot be told apart by them.

This is the coarsest equitable partition, found by splitting classes as J. Hopcroft does with the states of an
automaton (1971): the largest part of a class keeps its colour, and only the neighbours of the other parts are
looked at again. Each node changes its colour at most log2(n) times, so that long chains of blank nodes, which
is what RDF lists are, take no more time than other triples.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from dcat_publisher.model.graph import Triple
from dcat_publisher.model.terms import is_blank

Entry = tuple[str, str, str]
"""What a node says or what is said of it: `>` or `<`, the property, the other node."""
_OPPOSITE = {">": "<", "<": ">"}


def refined(triples: Iterable[Triple]) -> Mapping[str, int]:
    """Return blank node -> colour, in the order in which the nodes are met."""
    said = _said(triples)
    colours, members = dict.fromkeys(said, 0), {0: set(said)}
    marks = {
        node: [(way, name, "_" if other in said else other) for way, name, other in entries]
        for node, entries in said.items()
    }
    while marks:
        changed = [node for part in _split(colours, members, marks) for node in part]
        marks = {}
        for node in changed:
            for way, name, other in said[node]:
                if other in said:
                    marks.setdefault(other, []).append((_OPPOSITE[way], name, str(colours[node])))
    return colours


def _said(triples: Iterable[Triple]) -> dict[str, list[Entry]]:
    said: dict[str, list[Entry]] = {}
    for subject, predicate, value in triples:
        if is_blank(subject):
            said.setdefault(subject, []).append((">", predicate, value))
        if is_blank(value):
            said.setdefault(value, []).append(("<", predicate, subject))
    return said


def _split(
    colours: dict[str, int], members: dict[int, set[str]], marks: Mapping[str, list[Entry]]
) -> Iterator[set[str]]:
    """Split classes by the marks of their nodes; yield the parts that have a new colour.

    The nodes of a class without a mark are one part: what they are next to has kept its colour.
    """
    parts: dict[int, dict[tuple[Entry, ...], set[str]]] = {}
    for node, mark in marks.items():
        parts.setdefault(colours[node], {}).setdefault(tuple(sorted(mark)), set()).add(node)
    for colour, marked in parts.items():
        for part in _but_the_largest(members[colour], list(marked.values())):
            members[colour] -= part
            members[len(members)] = part
            colours.update(dict.fromkeys(part, len(members) - 1))
            yield part


def _but_the_largest(class_: set[str], marked: list[set[str]]) -> list[set[str]]:
    largest = max(marked, key=len)
    unmarked = len(class_) - sum(map(len, marked))
    if unmarked >= len(largest):
        return marked
    rest = class_.difference(*marked) if unmarked else set()
    return [part for part in (*marked, rest) if part and part is not largest]
