"""Periods of time that are not what was meant: one written as two, an end that stands for none."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from dcat_publisher.checking.placed_nodes import PlacedNodes
from dcat_publisher.model.finding import Finding
from dcat_publisher.model.namespaces import DCAT, DCT
from dcat_publisher.model.place import Place
from dcat_publisher.model.terms import lexical
from dcat_publisher.rules import finding

_NEVER: Final = re.compile(r"(?:2[1-9]|[3-9][0-9])[0-9]{2}(?![0-9])")
"""A year that databases and forms have for "without end"; no description tells of data so far ahead."""


def period_faults(graph: PlacedNodes, node: str, whole: Place) -> Iterator[Finding]:
    """Yield what is to be said of the periods of a resource, and of a period itself."""
    yield from _halves(graph, node, whole)
    for end in graph.objects(node, DCAT.endDate):
        if end[0] == '"' and _NEVER.match(lexical(end)) is not None:
            place = graph.triple_place(node, DCAT.endDate, end) or graph.node_place(node) or whole
            yield finding("T209", place, value=lexical(end), focus=node, path=DCAT.endDate)


def _halves(graph: PlacedNodes, node: str, whole: Place) -> Iterator[Finding]:
    """Report two periods of which one has a start only and the other an end only."""
    periods = graph.objects(node, DCT.temporal)
    if len(periods) != 2:
        return
    starts = [graph.objects(each, DCAT.startDate) for each in periods]
    ends = [graph.objects(each, DCAT.endDate) for each in periods]
    both = [*filter(None, starts)], [*filter(None, ends)]
    if [len(each) for each in both] != [1, 1] or any(map(_has_both, starts, ends)):
        return
    first, last = (lexical(values[0][0]) for values in both)
    second = next(each for each, values in zip(periods, ends, strict=True) if values)
    place = graph.triple_place(node, DCT.temporal, second) or graph.node_place(node) or whole
    yield finding("T208", place, start=first, end=last, focus=node, path=DCT.temporal)


def _has_both(start: object, end: object) -> bool:
    return bool(start) and bool(end)


__all__ = ["period_faults"]
