"""Yearly editions: members of a series whose names differ in the year alone."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from dcat_publisher.publish.pages.predicates import IN_SERIES, NEXT, PREVIOUS
from dcat_publisher.publish.pages.reader import Reader
from dcat_publisher.publish.pages.values import Value

# A year, or two with a dash or a slash between them: 2023, 2022-23, 2022/2023.
_YEARS: Final = re.compile(r"\b((?:19|20)[0-9]{2})(?:\s?[-–/]\s?(?:19|20)?[0-9]{2})?\b")


class Edition(NamedTuple):
    """One edition: the dataset, and its year or years as they stand in its name."""

    node: str
    years: str


def years_in(name: str) -> str:
    """Return the last year or years that a name has; nothing where it has none."""
    found = [match[0] for match in _YEARS.finditer(name)]
    return found[-1] if found else ""


def editions(reader: Reader, nodes: Iterable[str]) -> dict[str, list[Edition]]:
    """Return by series the editions among some datasets, the newest first; two make a row of them."""
    alike: dict[tuple[str, str], list[Edition]] = {}
    for node in nodes:
        name = reader.name(node).text
        years = years_in(name)
        for series in reader.graph.objects(node, IN_SERIES)[:1] if years else ():
            row = alike.setdefault((series, " ".join(_YEARS.sub(" ", name).split())), [])
            row.append(Edition(node, years))
    found: dict[str, list[Edition]] = {}
    for (series, _), row in alike.items():
        if len(row) > 1:
            found.setdefault(series, []).extend(row)
    return {series: _newest_first(reader, row) for series, row in found.items()}


def _newest_first(reader: Reader, row: Sequence[Edition]) -> list[Edition]:
    by_name = sorted(row, key=lambda edition: reader.rank(edition.node))
    return sorted(by_name, key=lambda edition: edition.years, reverse=True)


class Neighbours(NamedTuple):
    """The editions before and after one, as links."""

    previous: tuple[Value, ...] = ()
    next: tuple[Value, ...] = ()


def neighbours(reader: Reader, node: str, here: str) -> Neighbours:
    """Return the editions that a dataset or others name as coming before and after it."""
    graph = reader.graph
    before = dict.fromkeys([*graph.objects(node, PREVIOUS), *sorted(graph.subjects(NEXT, node))])
    after = dict.fromkeys([*graph.objects(node, NEXT), *sorted(graph.subjects(PREVIOUS, node))])
    return Neighbours(
        tuple(reader.value(term, here) for term in before if term != node),
        tuple(reader.value(term, here) for term in after if term != node),
    )
