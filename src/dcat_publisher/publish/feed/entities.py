"""The graph cut into entities: what each activity of the feed carries, so that all together are the graph.

An entity is what DCAT-AP Feeds lets stand alone: catalogues, datasets, series, data services, distributions,
agents and contact points with a document of their own. To it belong its nested nodes (`#...`), and the things
without an activity of their own that it leads to, such as laws. Codes are referred to only, as the
specification has it ("Referenced entities"): what they are called is said with the catalogue. That it
has a member is said with the member; so a new dataset is no new version of a catalogue with ten thousand.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from dcat_publisher.checking.pipeline.parts import document_of
from dcat_publisher.model.graph import Graph
from dcat_publisher.model.namespaces import DCAT, DCT, FOAF, terms
from dcat_publisher.model.terms import TYPE

# In the order in which they are announced: no entity before what it refers to ("Entity types" of the
# specification); what has several classes is the last of them.
_RANKS: Final[Mapping[str, int]] = {
    FOAF.Agent: 0,
    **dict.fromkeys(terms("vcard", "Kind", "Organization", "Individual", "Group", "Location"), 1),
    DCAT.DatasetSeries: 2,
    DCAT.DataService: 3,
    DCAT.Distribution: 4,
    DCAT.Dataset: 5,
    DCAT.Catalog: 6,
}
_CODES: Final = frozenset(terms("skos", "Concept", "ConceptScheme"))
_CATALOG: Final = _RANKS[DCAT.Catalog]
_SERIES: Final = _RANKS[DCAT.DatasetSeries]
_MEMBERSHIP: Final = frozenset((DCAT.dataset, DCAT.service, DCAT.catalog, DCT.hasPart))


class Entities:
    """The entities of a graph, in the order in which they are announced."""

    def __init__(self, graph: Graph, catalog: str) -> None:
        """Cut a graph; `catalog` is the term of the catalogue, which gets what nothing else leads to."""
        self._graph = graph
        self._catalog = catalog
        ranks = {node: rank for node, said in graph.index.items() if (rank := _rank(said.get(TYPE, ()))) >= 0}
        self._own: dict[str, list[str]] = {}
        shared, codes = list[str](), list[str]()
        for node, said in graph.index.items():
            owner = document_of(node)
            owner = owner if owner in ranks else node
            if owner in ranks:
                self._own.setdefault(owner, []).append(node)
            elif _CODES.isdisjoint(said.get(TYPE, ())):
                shared.append(node)
            else:
                codes.append(node)
        self._ranks = {node: ranks[node] for node in self._own}
        self._shared = dict.fromkeys(shared, frozenset[str]())
        self._close()
        self._members = self._said_of_members()
        self._add_unreached(codes)

    def __iter__(self) -> Iterator[str]:
        return iter(sorted(self._own, key=lambda node: (self._ranks[node], node)))

    def __contains__(self, node: str) -> bool:
        return node in self._own

    def said_of(self, entity: str) -> list[str]:
        """Return what catalogues say of an entity as their member, as lines of N-Triples."""
        return self._members.get(entity, [])

    def payload(self, entity: str) -> list[str]:
        """Return what belongs to an entity as lines of N-Triples, sorted."""
        lines = list(self.said_of(entity))
        own = self._own[entity]
        for node in own:
            lines += self._lines(node)
        for node in self._reached(own):
            lines += self._lines(node)
        return sorted(lines)

    def _lines(self, node: str) -> Iterator[str]:
        left_out = self._own if self._ranks.get(node) == _CATALOG else ()
        for name, values in self._graph.index[node].items():
            passed = left_out if name in _MEMBERSHIP else ()
            for value in values:
                if value not in passed:
                    yield f"{node} {name} {value} .\n"

    def _reached(self, nodes: list[str]) -> set[str]:
        """Return the shared nodes that some nodes lead to."""
        shared, index = self._shared, self._graph.index
        found = set[str]()
        for node in nodes:
            for values in index[node].values():
                for value in values:
                    if value in shared and value not in found:
                        found |= shared[value]
        return found

    def _close(self) -> None:
        """Work out of each shared node which others it leads to, itself among them."""
        for node in self._shared:
            found, waiting = set[str](), [node]
            while waiting:
                each = waiting.pop()
                if each not in found:
                    found.add(each)
                    values = self._graph.index[each].values()
                    waiting += [value for several in values for value in several if value in self._shared]
            self._shared[node] = frozenset(found)

    def _said_of_members(self) -> dict[str, list[str]]:
        """Return what catalogues say of their members, by member."""
        found: dict[str, list[str]] = {}
        for node, rank in self._ranks.items():
            for name in _MEMBERSHIP & self._graph.index[node].keys() if rank == _CATALOG else ():
                for value in self._graph.index[node][name]:
                    if value in self._own:
                        found.setdefault(value, []).append(f"{node} {name} {value} .\n")
        return found

    def _add_unreached(self, codes: list[str]) -> None:
        """Give the catalogue the codes and what nothing leads to, so that nothing of the graph is missing."""
        reached = set[str]().union(*(self._reached(nodes) for nodes in self._own.values()))
        rest = codes + [node for node in self._shared if node not in reached]
        if rest and self._catalog in self._own:
            self._own[self._catalog] += rest


def _rank(types: list[str] | tuple[str, ...]) -> int:
    ranks = [_RANKS[each] for each in types if each in _RANKS]
    # A series is a dataset by its definition (DCAT 3), and datasets refer to it.
    return -1 if not ranks else _SERIES if _SERIES in ranks and _CATALOG not in ranks else max(ranks)
