"""The index: which part describes what, who links to it, what belongs to which class."""

from __future__ import annotations

import copy
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from functools import cached_property
from typing import Final

from dcat_publisher.checking.pipeline.entries import Entries, append, listed
from dcat_publisher.checking.pipeline.parts import (
    INHERITED,
    RANGE_SHIFT,
    TYPED_HERE,
    Bindings,
    Said,
    Symbols,
    document_of,
    meaning,
)
from dcat_publisher.checking.pipeline.places import KeptPlace
from dcat_publisher.model.graph import Graph
from dcat_publisher.model.namespaces import DCAT
from dcat_publisher.model.terms import TYPE
from dcat_publisher.shacl.data import Hierarchy
from dcat_publisher.shacl.names import SUB_CLASS_OF
from dcat_publisher.source.mapping.enrichment import MEMBERSHIP, add_concepts, describe_schemes
from dcat_publisher.source.mapping.open_names import OPEN
from dcat_publisher.vocabulary import Vocabulary

CODES: Final = -1
"""The number of the part that the code lists are."""
_SHIFT: Final = 24
_PART: Final = (1 << _SHIFT) - 1
CLASSES: Final = {predicate: frozenset(DCAT[name] for name in names) for predicate, names in MEMBERSHIP}
TOLD: Final = (
    "documents", "links", "bits", "inherited", "backward", "typed", "members", "concepts", "schemes",
)  # fmt: skip
"""What the index is made from, of the symbols of a part."""
Link = tuple[int, int]
"""A part, and the bits of its links to a node."""


class PartIndex:
    """What is known of all parts together; parts have their number in order of file.

    `watched` are the predicates that shapes follow backwards, `backward` is predicate -> object -> subjects
    for these. `coded` are the nodes that the code lists describe, as far as something uses them. `claimed`
    are the predicates of membership that the catalogue's file states itself.
    """

    def __init__(
        self, parts: Sequence[Symbols], bindings: Bindings, catalog: str | None, vocabulary: Vocabulary,
        ranges: Sequence[str], watched: frozenset[str], claimed: frozenset[str] = frozenset(),
    ) -> None:  # fmt: skip
        self.parts = parts
        self.bindings = bindings
        self.catalog = catalog
        self.vocabulary = vocabulary
        self.ranges = ranges
        self.claimed = claimed
        self.watched = watched
        self.describers: dict[str, Entries] = {}
        self.linkers: dict[str, Entries] = {}
        self.typed: dict[str, tuple[str, ...]] = {}
        for number, symbols in enumerate(parts):
            self._add(number, symbols)
        self._classes_of_links: dict[str, list[str]] = {}
        self.below: dict[str, list[str]] = {}
        self.coded = coded_nodes(parts, bindings, vocabulary)

    def over(
        self, parts: Sequence[Symbols], bindings: Bindings, catalog: str | None, vocabulary: Vocabulary,
        ranges: Sequence[str], watched: frozenset[str],
    ) -> PartIndex | None:  # fmt: skip
        """Return this index over other parts, None where they describe or link to something else.

        Most edits change texts alone. What has been worked out is shared; neither of the two changes it.
        """
        now = (bindings, catalog, vocabulary, ranges, watched)
        if now != (self.bindings, self.catalog, self.vocabulary, self.ranges, self.watched):
            return None
        if len(parts) != len(self.parts) or not all(map(_tell_the_same, parts, self.parts)):
            return None
        other = copy.copy(self)
        other.parts = parts
        return other

    def claim(self, predicates: frozenset[str]) -> None:
        """Note the predicates of membership that the catalogue's file states itself."""
        if predicates != self.claimed:
            self.__dict__.pop("members", None)
        self.claimed = predicates

    def _add(self, number: int, symbols: Symbols) -> None:
        bindings, describers, linkers, typed = self.bindings, self.describers, self.linkers, self.typed
        for document in symbols.documents:
            node = meaning(document, bindings)
            if node is not None:
                append(describers, document_of(node), number)
        for target, bits in zip(symbols.links, symbols.bits, strict=True):
            node = bindings.get(target) if target[0] == OPEN else target  # `meaning`, for very many
            if node is None:
                continue
            if node in linkers:
                append(linkers, node, bits << _SHIFT | number)
            else:
                linkers[node] = bits << _SHIFT | number
        for subject, types in symbols.typed:
            if subject[0] == "<":
                typed[subject] = (*typed[subject], *types) if subject in typed else types

    def describing(self, node: str) -> Sequence[int]:
        """Return the parts that may describe a node, in order of file."""
        return listed(self.describers.get(document_of(node)))

    def linking(self, node: str) -> Iterator[Link]:
        """Yield the parts that link to a node, in order of file, with the bits of their links."""
        for entry in listed(self.linkers.get(node)):
            yield entry & _PART, entry >> _SHIFT

    def number_linking(self, node: str, predicate: str) -> int:
        """Return how many parts link to a node as to what a property leads to."""
        class_ = self.vocabulary.link_ranges.get(predicate)
        mask = 0 if class_ is None else 1 << RANGE_SHIFT + self.ranges.index(class_)
        return sum(bool(bits & mask) for _, bits in self.linking(node))

    def classes_of_links(self, node: str) -> list[str]:
        """Return the classes that follow from what links to a node."""
        found = self._classes_of_links.get(node)
        if found is None:
            found = self._classes_of_links[node] = self._classes(node)
        return found

    def _classes(self, node: str) -> list[str]:
        bits = self._coded_links.get(node, 0) << _SHIFT
        for entry in listed(self.linkers.get(node)):
            bits |= entry
        bits >>= _SHIFT + RANGE_SHIFT
        return [class_ for number, class_ in enumerate(self.ranges) if bits >> number & 1] if bits else []

    @cached_property
    def _coded_links(self) -> dict[str, int]:
        """What the code lists link to, with the classes that follow."""
        ranges = self.vocabulary.link_ranges
        found: dict[str, int] = {}
        for said in self.coded.values():
            for predicate in said.keys() & ranges.keys():
                bit = 1 << self.ranges.index(ranges[predicate]) + RANGE_SHIFT
                for value in said[predicate]:
                    if value[0] == "<":
                        found[value] = found.get(value, 0) | bit
        return found

    @property
    def linked_by_codes(self) -> Iterable[str]:
        """What the code lists lead to, and a class follows."""
        return self._coded_links

    @cached_property
    def members(self) -> dict[str, dict[str, None]]:
        """Predicate of membership -> the nodes that the catalogue has by it, in order of IRI."""
        if self.catalog is None:
            return {}
        found: dict[str, dict[str, None]] = {}
        for predicate, classes in CLASSES.items():
            if predicate not in self.claimed:
                nodes = {node for one in self.parts for node in members_of(one, classes)}
                found[predicate] = dict.fromkeys(sorted(nodes))
        return found

    @cached_property
    def backward(self) -> dict[str, dict[str, list[str]]]:
        """Predicate -> object -> subjects."""
        found: dict[str, dict[str, list[str]]] = {}
        for symbols in self.parts:
            for subject, predicate, value in symbols.backward:
                node, term = meaning(subject, self.bindings), meaning(value, self.bindings)
                if node is not None and term is not None:
                    subjects = found.setdefault(predicate, {}).setdefault(term, [])
                    if not subjects or subjects[-1] != node:
                        subjects.append(node)
        for subject, said in self.coded.items():
            for predicate in said.keys() & self.watched:
                for value in said[predicate]:
                    found.setdefault(predicate, {}).setdefault(value, []).append(subject)
        for by_object in found.values():
            by_object.update({node: list(dict.fromkeys(subjects)) for node, subjects in by_object.items()})
        return found

    def objects_of(self, predicate: str) -> Set[str]:
        """Return what something leads to by a predicate that shapes follow backwards."""
        known = self.backward.get(predicate, {}).keys()
        members = self.members.get(predicate)
        return known | members.keys() if members else known

    @cached_property
    def hierarchy(self) -> Hierarchy:
        """The classes below each class, as the catalogue states them."""
        uses: dict[str, Said] = {}
        for class_, subjects in self.backward.get(SUB_CLASS_OF, {}).items():
            for subject in subjects:
                uses.setdefault(subject, {}).setdefault(SUB_CLASS_OF, []).append(class_)
        return Hierarchy(list(uses.items()))

    @cached_property
    def inherited(self) -> dict[str, KeptPlace]:
        """Linked node -> where it stands first among the defaults."""
        found: dict[str, KeptPlace] = {}
        for entries in {symbols.inherited for symbols in self.parts}:
            for target, place in entries:
                node = meaning(target, self.bindings)
                if node is not None:
                    found[node] = min(place, found.get(node, place))
        return found


def _tell_the_same(one: Symbols, other: Symbols) -> bool:
    """Return whether an index of one part is an index of the other."""
    return one is other or all(getattr(one, name) == getattr(other, name) for name in TOLD)


def members_of(symbols: Symbols, classes: frozenset[str]) -> Iterator[str]:
    """Yield the nodes of a part that have one of these classes."""
    for node, types in symbols.members:
        if not classes.isdisjoint(types):
            yield node


def coded_nodes(parts: Iterable[Symbols], bindings: Bindings, vocabulary: Vocabulary) -> Mapping[str, Said]:
    """Return what the code lists say of the concepts and schemes that parts use."""
    concepts = dict.fromkeys(concept for symbols in parts for concept in symbols.concepts)
    schemes = dict.fromkeys(scheme for symbols in parts for scheme in symbols.schemes)
    graph = Graph()
    add_concepts(graph, vocabulary, _meanings(concepts, bindings))
    describe_schemes(graph, vocabulary, _meanings(schemes, bindings))
    return graph.index


def _meanings(terms: Iterable[str], bindings: Bindings) -> list[str]:
    return [found for term in terms if (found := meaning(term, bindings)) is not None]


def stands(bits: int) -> tuple[bool, bool]:
    """Return whether a link stands in a file of the part, and whether among the defaults."""
    return bool(bits & TYPED_HERE), bool(bits & INHERITED)


__all__ = ["CODES", "TOLD", "TYPE", "PartIndex", "coded_nodes", "members_of", "stands"]
