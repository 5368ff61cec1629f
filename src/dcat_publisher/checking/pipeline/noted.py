"""What is noted of a part for when all are known, or for a certain day: likenesses of records, and dates."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence, Set
from itertools import chain
from typing import Final

from dcat_publisher.checking.clock import dated
from dcat_publisher.checking.likeness import COMPARED, Likeness, Shared, likenesses
from dcat_publisher.checking.pipeline.index import PartIndex
from dcat_publisher.checking.pipeline.linking import LinkedParts
from dcat_publisher.checking.pipeline.nodes import put_together
from dcat_publisher.checking.pipeline.parts import KeptDate, KeptLikeness, meaning
from dcat_publisher.checking.pipeline.places import PlaceCodec
from dcat_publisher.checking.pipeline.told import Publishers, Told
from dcat_publisher.model.graph import Graph
from dcat_publisher.model.named_terms import DISTRIBUTION
from dcat_publisher.model.namespaces import DCAT
from dcat_publisher.model.terms import iri
from dcat_publisher.source.mapping import NamedRecord
from dcat_publisher.source.mapping.enrichment import MEMBERSHIP

MEMBER_CLASSES: Final = frozenset(DCAT[name] for _, names in MEMBERSHIP for name in names)
"""The classes of what is harvested."""
_Placed = tuple[int, KeptLikeness] | Likeness
"""What a part kept, with its number; or what was found in several parts."""


def keep_likenesses(
    graph: Graph, records: Iterable[NamedRecord], codec: PlaceCodec
) -> Iterator[KeptLikeness]:
    """Yield what the records of a part may be taken for others by, and their distributions elsewhere."""
    for record in records:
        node = iri(record.iri)
        for like in likenesses(graph, node, MEMBER_CLASSES):
            yield *like[:5], codec.keep(like.place)
        for each in graph.objects(node, DISTRIBUTION):
            if each not in graph.index:
                yield node, "", DISTRIBUTION, each, "", codec.keep(record.place)


def keep_dates(graph: Graph, records: Iterable[NamedRecord], codec: PlaceCodec) -> Iterator[KeptDate]:
    """Yield the dates of a part that the clock has a say in."""
    places = {iri(record.iri): record.place for record in records}
    members = {
        node: place for node, place in places.items() if not MEMBER_CLASSES.isdisjoint(graph.types(node))
    }
    for entry in dated(graph, members):
        yield *entry[:3], codec.keep(entry.place)


def likenesses_in(parts: LinkedParts, told: Told) -> Iterator[Likeness]:
    """Yield those of all parts that several have; a publisher by its name is who that is."""
    scattered = _scattered(parts, told)
    others = list(_put_together(parts, scattered))
    shared = told.shared(parts.index.bindings)
    counted = Counter([*chain.from_iterable(shared), *(key for key, _ in others)])
    several = {key for key, number in counted.items() if number > 1}
    first: dict[Shared, _Placed | None] = {}
    for key, found in chain(_kept(parts, shared, several, scattered), others) if several else ():
        if key not in first:
            first[key] = found
            continue
        known, first[key] = first[key], None
        if known is not None:
            yield _likeness(parts, key, known)
        yield _likeness(parts, key, found)


def _kept(
    parts: LinkedParts, shared: Sequence[tuple[Shared, ...]], several: Set[Shared], scattered: Set[str]
) -> Iterator[tuple[Shared, _Placed]]:
    """Yield what the parts kept of the records that each describes alone, of what several have."""
    for number, keys in enumerate(shared):
        if several.isdisjoint(keys):
            continue
        likes = [like for like in parts.index.parts[number].likenesses if like[2] != DISTRIBUTION]
        for key, like in zip(keys, likes, strict=True):
            if key in several and like[0] not in scattered:
                yield key, (number, like)


def _put_together(parts: LinkedParts, scattered: set[str]) -> Iterator[tuple[Shared, _Placed]]:
    """Yield what the records may be taken for others by that no part alone describes."""
    for node in sorted(scattered):
        for like in likenesses(_around(parts, node), node, MEMBER_CLASSES):
            yield like[1:5], like


def _scattered(parts: LinkedParts, told: Told) -> set[str]:
    """Return the records of which a part alone does not know what they are taken for others by.

    Several describe them or their distributions, or the name of their publisher means nothing.
    """
    described = Counter(record.iri for alone in told.parts.values() for record in alone.records)
    several = {iri(name) for name, number in described.items() if number > 1}
    return several.union(_open(parts.index, told))


def _open(index: PartIndex, told: Told) -> Iterator[str]:
    """Yield the records that have a distribution in another part, or a publisher that nobody is."""
    who = Publishers(index.bindings)
    for alone in told.parts.values():
        for node, distribution in alone.distributions:
            term = meaning(distribution, index.bindings)
            if term is not None and index.describing(term):
                yield node
        if None in map(who.__getitem__, alone.publishers):
            likes = (like for like in alone.symbols.likenesses if like[2] != DISTRIBUTION)
            yield from (like[0] for like in likes if who[like[4]] is None)


def _around(parts: LinkedParts, node: str) -> Graph:
    """Return what all parts say of a record and its distributions, with the places of what is compared."""
    said = put_together(node, parts.index, parts)
    nodes = {each: put_together(each, parts.index, parts) for each in (node, *said.get(DISTRIBUTION, ()))}
    graph = Graph()
    for subject, predicates in nodes.items():
        for predicate, values in predicates.items():
            for value in values:
                is_compared = predicate in COMPARED
                place = parts.triple_place(subject, predicate, value) if is_compared else None
                graph.add(subject, predicate, value, place)
    return graph


def _likeness(parts: LinkedParts, key: Shared, found: _Placed) -> Likeness:
    if isinstance(found, Likeness):
        return found
    number, like = found
    return Likeness(like[0], *key, parts.codec(number).place(like[5]))


__all__ = ["MEMBER_CLASSES", "keep_dates", "keep_likenesses", "likenesses_in"]
