"""Where things have their pages: records at their own path, all else described at a path made of its IRI."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final
from urllib.parse import unquote, urlsplit

from dcat_publisher.checking.naming import without_suffix
from dcat_publisher.checking.reserved import folded
from dcat_publisher.model.graph import Graph
from dcat_publisher.model.named_terms import NAMES
from dcat_publisher.model.namespaces import SKOS
from dcat_publisher.model.terms import iri_value, is_iri

_CONCEPT: Final = SKOS.Concept
_NOT_IN_A_NAME: Final = re.compile(r"[^\w.-]+")


def addresses_below(graph: Graph, base: str) -> dict[str, str]:
    """Return the path of everything described whose IRI is below the base; nested nodes have none."""
    start = f"<{base}"
    return {
        node: iri_value(node).removeprefix(base)
        for node in graph.index
        if node.startswith(start) and "#" not in node and len(node) > len(start) + 1
    }


def addresses(graph: Graph, base: str, records: Mapping[str, str]) -> dict[str, str]:
    """Return the path of everything that has a page.

    Args:
        graph: the whole catalogue.
        base: the base IRI.
        records: term -> path of the records; these stay.

    Code-list concepts get `concepts/<list>/<code>`, whatever else has a name gets `things/<host>/<name>`. Two
    that come to the same path are numbered, in the order of their IRIs. The answer is in order of path.
    """
    found = {**addresses_below(graph, base), **records}
    taken = set(map(folded, found.values()))
    for node in sorted(graph.index):
        if node not in found and is_iri(node) and not node.startswith(f"<{base}"):
            wanted = next(_wanted(graph, node), None)
            if wanted is not None:
                found[node] = _free(wanted, taken)
                taken.add(folded(found[node]))
    return dict(sorted(found.items(), key=lambda item: (item[1], item[0])))


def _wanted(graph: Graph, node: str) -> Iterator[str]:
    parts = [part for part in re.split(r"[/#]", unquote(iri_value(node))) if part]
    tail = "/".join(_NOT_IN_A_NAME.sub("-", part).strip("-.") or "-" for part in parts[-2:])
    if _CONCEPT in graph.types(node):
        yield without_suffix(f"concepts/{tail}")
    elif any(graph.objects(node, name) for name in NAMES) and not _is_scheme(graph, node):
        yield without_suffix(f"things/{urlsplit(iri_value(node)).hostname or 'other'}/{tail}")


def _is_scheme(graph: Graph, node: str) -> bool:
    return SKOS.ConceptScheme in graph.types(node)


def _free(path: str, taken: set[str]) -> str:
    number = 2
    while folded(path) in taken and folded(f"{path}-{number}") in taken:
        number += 1
    return f"{path}-{number}" if folded(path) in taken else path
