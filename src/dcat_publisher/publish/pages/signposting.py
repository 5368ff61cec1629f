"""What the Link header of a resource says besides its formats (FAIR Signposting, https://signposting.org/FAIR/)."""

from __future__ import annotations

from typing import Final

from dcat_publisher.model.namespaces import SCHEMA_ORG
from dcat_publisher.model.terms import iri_value
from dcat_publisher.publish.pages.predicates import (
    CREATOR,
    DISTRIBUTION,
    DOWNLOAD_URL,
    LICENSE,
    PUBLISHER,
)
from dcat_publisher.publish.pages.references import catalogs
from dcat_publisher.publish.pages.render import Site
from dcat_publisher.publish.pages.structured import SCHEMA_TYPES
from dcat_publisher.publish.pages.text_blocks import clickable

# A header of many files would not get through proxies, which allow some 8 kB for all headers.
_MOST_FILES: Final = 20


def signposting(site: Site, node: str) -> list[dict[str, str]]:
    """Return the links as relation and target: how to cite it, type, files, catalogue, licence, authors."""
    graph = site.graph
    found = [("cite-as", node)]
    for type_, name in SCHEMA_TYPES.items():
        if type_ in graph.types(node):
            found += [("type", SCHEMA_ORG[name]), ("type", SCHEMA_ORG.AboutPage)]
    authors = graph.objects(node, CREATOR) or graph.objects(node, PUBLISHER)
    found += [("author", agent) for agent in authors]
    found += [("license", licence) for licence in graph.objects(node, LICENSE)]
    files = [file for way in graph.objects(node, DISTRIBUTION) for file in graph.objects(way, DOWNLOAD_URL)]
    found += [("item", file) for file in files[:_MOST_FILES]]
    found += [("collection", catalog) for catalog in catalogs(graph, node)]
    return [
        {"rel": relation, "href": iri_value(target)}
        for relation, target in dict.fromkeys(found)
        if clickable(iri_value(target)) is not None
    ]
