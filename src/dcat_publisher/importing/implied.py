"""What a build says by itself of an imported graph, so that the source need not say it.

Classes that follow from others or from the property that leads to a node, and the labels of codes from our
lists. The rules are those of `source/mapping/enrichment`, asked the other way round.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from dcat_publisher.model.graph import Graph
from dcat_publisher.model.terms import TYPE, iri, iri_value
from dcat_publisher.rdf.jsonld_context import Kind
from dcat_publisher.source.mapping.enrichment import TAXONOMY, add_concepts, describe_schemes
from dcat_publisher.vocabulary import Vocabulary


@dataclass(slots=True)
class Implied:
    """What is implied in one graph: by our code lists (`listed`), and classes by links (`ranges`)."""

    graph: Graph
    vocabulary: Vocabulary
    listed: Graph
    ranges: Mapping[str, Mapping[str, None]]
    left: dict[str, dict[str, list[str]]] = field(default_factory=dict)

    @classmethod
    def of(
        cls, graph: Graph, vocabulary: Vocabulary, uses: Mapping[str, Sequence[tuple[str, str]]]
    ) -> Implied:
        """Find out what is implied in a graph."""
        return cls(graph, vocabulary, _listed(graph, vocabulary, uses), _ranges(graph, vocabulary, uses))

    def leaves(self, node: str) -> bool:
        """Return whether something has to be said of a node."""
        return bool(self.left_of(node))

    def left_of(self, node: str) -> dict[str, list[str]]:
        """Return what has to be said of a node: predicate -> values."""
        known = self.left.get(node)
        if known is None:
            known = self.left[node] = self._left(node)
        return known

    def types(self, node: str) -> Sequence[str]:
        """Return the classes of a node as they are built, but for those that follow from another."""
        own = self.listed.index.get(node)
        return self.left_of(node).get(TYPE, ()) if own is None else own.get(TYPE, ())

    def _left(self, node: str) -> dict[str, list[str]]:
        said = self.graph.index.get(node, {})
        own = self.listed.index.get(node)
        if own is not None:
            left = {
                name: [one for one in values if one not in own.get(name, ())] for name, values in said.items()
            }
            return {name: values for name, values in left.items() if values}
        types = said.get(TYPE, ())
        if len(said) == 1 and types and all(type_ in self.ranges.get(node, ()) for type_ in types):
            return {}
        if len(types) < 2:
            return said
        above = {parent for type_ in types for parent in self.vocabulary.superclasses(type_)}
        return {**said, TYPE: [type_ for type_ in types if type_ not in above]}


def _listed(graph: Graph, vocabulary: Vocabulary, uses: Mapping[str, Sequence[tuple[str, str]]]) -> Graph:
    """Return what a build copies from our lists of the codes and schemes that are used."""
    by_property = vocabulary.context.by_property
    keys = {iri(name) for name, each in by_property.items() if any(one.kind is Kind.CODE for one in each)}
    codes = [
        node
        for node, used in uses.items()
        if node[0] == "<"
        and any(predicate in keys for _, predicate in used)
        and vocabulary.codes.describing(iri_value(node)) is not None
    ]
    described = Graph()
    add_concepts(described, vocabulary, codes)
    # A code that the graph leads to without describing it has its scheme described all the same.
    others = {
        value
        for said in graph.index.values()
        for predicate in keys & said.keys()
        for value in said[predicate]
        if value[0] == "<" and value not in graph.index
    }
    add_concepts(described, vocabulary, sorted(others))
    schemes = [scheme for said in graph.index.values() for scheme in said.get(TAXONOMY, ())]
    describe_schemes(described, vocabulary, schemes)
    return described


def _ranges(
    graph: Graph, vocabulary: Vocabulary, uses: Mapping[str, Sequence[tuple[str, str]]]
) -> dict[str, dict[str, None]]:
    """Return node -> the classes that the properties which lead there give it, where it says nothing else."""
    found: dict[str, dict[str, None]] = {}
    ranges_of = vocabulary.link_ranges
    for node, used in uses.items():
        if node[0] != "<" or len(graph.index.get(node, ())) != 1:
            continue
        for _, predicate in used:
            range_ = ranges_of.get(predicate)
            if range_ is not None and not vocabulary.is_described_elsewhere(node, range_):
                found.setdefault(node, {})[range_] = None
    return found
