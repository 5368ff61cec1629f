"""What the pages of a portion show of other records: the catalogue's words, the names of other datasets."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from dcat_publisher.check.batches.order import Order, Shown
from dcat_publisher.check.batches.written import Said
from dcat_publisher.model.finding import Finding, in_order
from dcat_publisher.model.graph import Graph
from dcat_publisher.model.terms import TYPE
from dcat_publisher.publish.export import Content, site_of
from dcat_publisher.publish.pages import Site
from dcat_publisher.publish.pages.predicates import DISTRIBUTION, HAS_DATASET, NAMES
from dcat_publisher.source.mapping import Record

Named = tuple[str, tuple[tuple[str, tuple[str, ...]], ...]]
"""A dataset, and its names by predicate."""


def named(graph: Graph, term: str) -> Named:
    """Return what pages of other datasets show of one: what it is called, in all languages."""
    said = graph.predicates(term)
    return term, tuple((name, tuple(said[name])) for name in NAMES if name in said)


def shown_leaves(graph: Graph, order: Order, own: Iterable[str], mentioned: Iterable[str]) -> set[str]:
    """Return the other datasets that pages of these show: those they name, or their distributions do.

    A distribution may be a record of its own, and is shown on the page of its dataset all the same.
    """
    ways = {way for term in own for way in graph.objects(term, DISTRIBUTION)}
    said = [order.common.predicates(way) for way in ways]
    beyond = (value for each in said for values in each.values() for value in values)
    return {*mentioned, *beyond} & order.leaves - set(own)


def portion_site(
    graph: Graph, order: Order, shown: Shown, records: Mapping[str, Record], names: Iterable[Named],
    findings: Iterable[Finding],
) -> Site:  # fmt: skip
    """Return what the pages of a portion are made of: its graph, and what they show of others."""
    others = {term: {TYPE: list(order.leaf_types), **{k: list(v) for k, v in said}} for term, said in names}
    index = {**graph.index, **others, order.catalog: _catalog(shown, records)}
    paths = {**shown.paths, **{term: record.path for term, record in records.items()}}
    return site_of(
        Content(Graph.over(index), order.catalog, tuple(paths.items()), order.settings, in_order(findings))
    )


def _catalog(shown: Shown, records: Mapping[str, Record]) -> Said:
    """Return the catalogue as if it had the datasets of this portion only."""
    members = [term for term in records if shown.members is None or term in shown.members]
    return {**shown.catalog, HAS_DATASET: members}
