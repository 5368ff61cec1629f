"""The page of a dataset from a part of the graph: the same bytes as from the whole."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from dcat_publisher.model.bounded_description import bounded_description
from dcat_publisher.model.graph import Graph
from dcat_publisher.model.named_terms import NAMES
from dcat_publisher.model.namespaces import DCT
from dcat_publisher.publish.pages import PageFile, Site, page_files, signposting
from dcat_publisher.publish.pages.predicates import DATASET, DISTRIBUTION, HAS_DATASET, SERIES
from tests.publish.pages.pages_support import reference

RELATION = DCT.relation


def test_dataset_needs_its_part_and_the_names_of_what_it_refers_to() -> None:
    whole = related(reference())
    datasets = [node for node in whole.addresses if DATASET in whole.graph.types(node)]
    datasets = [node for node in datasets if SERIES not in whole.graph.types(node)]
    assert len(datasets) == 14
    for node in datasets:
        part = Site(
            alone(whole.graph, node, whole.catalog), whole.base, whole.catalog, whole.findings,
            whole.addresses, whole.languages, own=whole.identity,
        )  # fmt: skip
        assert [*files(part, node)] == [*files(whole, node)]
        assert signposting(part, node) == signposting(whole, node)


def related(site: Site) -> Site:
    """Return the site with every dataset referring to the next one and to a file of the one after that."""
    graph = Graph(site.graph)
    datasets = graph.instances(DATASET)
    ways = [graph.objects(node, DISTRIBUTION)[0] for node in datasets]
    for number, node in enumerate(datasets):
        graph.add(node, RELATION, datasets[number - 1])
        graph.add(node, RELATION, ways[number - 2])
    return replace(site, graph=graph)


def files(site: Site, node: str) -> Iterator[PageFile]:
    return page_files(site, node, "nb")


def alone(graph: Graph, node: str, catalog: str) -> Graph:
    """Return the part of the graph that a portion of a build has at least."""
    found = bounded_description(graph, node)
    found.add(catalog, HAS_DATASET, node)
    mentioned = {catalog, *(value for _, _, value in found)}
    for other in mentioned - set(bounded_description(graph, node).index):
        for name in NAMES:
            for text in graph.objects(other, name):
                found.add(other, name, text)
    return found
