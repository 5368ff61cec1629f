"""The catalogue in pages, for harvesters that read Hydra: each page a graph that stands for itself.

Nothing has to be read in pages: the whole is one document. But some harvesters have a limit of size, and they
follow two generations of Hydra. ckanext-dcat looks for a `hydra:PagedCollection` and takes its `hydra:next`,
older versions only its `hydra:nextPage`; udata takes the `hydra:next` of a `hydra:PartialCollectionView`, and
without one the `hydra:nextPage` of a `hydra:PagedCollection`. Each takes the first such node, so there is one
on a page, and it is both.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType
from typing import Final

from dcat_publisher.model.bounded_description import add_parts, led_to
from dcat_publisher.model.graph import Graph
from dcat_publisher.model.namespaces import HYDRA, XSD
from dcat_publisher.model.terms import TYPE, iri, literal
from dcat_publisher.rdf.formats import Format
from dcat_publisher.rdf.jsonld_context import Context
from dcat_publisher.source.mapping.enrichment import MEMBER_PREDICATES

MEMBERS_PER_PAGE: Final = 100
"""What the harvesters are used to: CKAN's own pages have a hundred data sets."""

_NO_SUMS: Final[Mapping[str, str]] = MappingProxyType({})


@dataclass(frozen=True)
class Page:
    """One page: its number, the number of the last, of how many members, how many a page has; what it shows.

    `shown` are the members on it, `source` is the graph that they are of.
    """

    number: int
    last: int
    members: int
    size: int
    base: str
    source: Graph
    catalog: str
    shown: tuple[str, ...]

    @cached_property
    def graph(self) -> Graph:
        """What the page says, but of itself."""
        return page_of(self.source, self.catalog, self.shown)

    def document(self, entry: Format, context: Context) -> bytes:
        """Write the page in a format; what it says of itself leads to pages in the same format."""
        document = f"{self.base}catalog.{entry.suffix}"
        node, said = navigation(document, self.number, self.last, self.members, self.size)
        return entry.write(Graph.over({**self.graph.index, node: said}), context)

    def digest(self, sums: Mapping[str, str] = _NO_SUMS) -> bytes:
        """Return what tells the page from one that says something else.

        `sums` has the sums of documents that say of a member what the page says of it.
        """
        known = [sums[member] for member in self.shown if member in sums]
        rest = [member for member in self.shown if member not in sums]
        own = _said_of(self.source, self.catalog, self.shown)
        parts = [repr((self.number, self.last, self.members, self.size, self.base, known))]
        for subject, said in _described(self.source, self.catalog, own, rest).index.items():
            parts.append(subject)
            for predicate, values in said.items():
                parts += (predicate, *values)
        return hashlib.blake2b("\0".join(parts).encode("utf-8", "surrogatepass"), digest_size=16).digest()


def pages_of(graph: Graph, catalog: str, base: str, size: int = MEMBERS_PER_PAGE) -> Iterator[Page]:
    """Yield the pages in order; `size` is how many members a page has.

    A page has the catalogue with those of its members that are on the page, and each of them with all that
    its own document has. Members come in the order of their IRIs: data sets, series and services.
    """
    members = sorted({member for name in MEMBER_PREDICATES for member in graph.objects(catalog, name)})
    count = max(1, -(-len(members) // size))
    for number in range(1, count + 1):
        shown = tuple(members[(number - 1) * size : number * size])
        yield Page(number, count, len(members), size, base, graph, catalog, shown)


def page_of(graph: Graph, catalog: str, members: Sequence[str]) -> Graph:
    """Return the catalogue as if it had these members only."""
    return _described(graph, catalog, _said_of(graph, catalog, members), members)


def _said_of(graph: Graph, catalog: str, members: Sequence[str]) -> dict[str, list[str]]:
    """Return what the catalogue says of itself as if it had these members only."""
    shown = set(members)
    said = {
        name: [value for value in values if name not in MEMBER_PREDICATES or value in shown]
        for name, values in graph.predicates(catalog).items()
    }
    return {name: values for name, values in said.items() if values}


def _described(graph: Graph, catalog: str, said: dict[str, list[str]], members: Sequence[str]) -> Graph:
    """Return what the catalogue says, with what belongs to it and to these members."""
    page = Graph()
    page.index[catalog] = said
    add_parts(page, graph, [*led_to(graph, said), *members])
    return page


def navigation(
    document: str, number: int, count: int, total: int, size: int
) -> tuple[str, dict[str, list[str]]]:
    """Return the node of a page and what it says of itself; its links lead to pages of the same format."""
    links = {"first": 1, "last": count}
    links |= {"previous": number - 1} if number > 1 else {}
    links |= {"next": number + 1} if number < count else {}
    said = {TYPE: [HYDRA.PagedCollection, HYDRA.PartialCollectionView]}
    for name, to in links.items():
        target = [iri(f"{document}?page={to}")]
        said |= {HYDRA[name]: target, HYDRA[f"{name}Page"]: target}
    for name, value in (("totalItems", total), ("itemsPerPage", size)):
        said[HYDRA[name]] = [literal(str(value), XSD + "integer")]
    return iri(f"{document}?page={number}"), said
