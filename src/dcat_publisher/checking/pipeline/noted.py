"""What is noted of a part for when all are known, or for a certain day: likenesses of records, and dates."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Any, Final

from dcat_publisher.checking.clock import dated
from dcat_publisher.checking.likeness import COMPARED, Likeness, likenesses
from dcat_publisher.checking.pipeline.linking import LinkedParts
from dcat_publisher.checking.pipeline.nodes import put_together
from dcat_publisher.checking.pipeline.parts import Bindings, KeptDate, KeptLikeness, Symbols, meaning
from dcat_publisher.checking.pipeline.places import PlaceCodec
from dcat_publisher.model.graph import Graph
from dcat_publisher.model.named_terms import DISTRIBUTION
from dcat_publisher.model.namespaces import DCAT
from dcat_publisher.model.terms import iri
from dcat_publisher.source.mapping import NamedRecord
from dcat_publisher.source.mapping.enrichment import MEMBERSHIP

MEMBER_CLASSES: Final = frozenset(DCAT[name] for _, names in MEMBERSHIP for name in names)
"""The classes of what is harvested."""
_Shared = tuple[str, str, str, str]
"""Class, property, value and publisher: what two records are alike by."""
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


def likenesses_in(parts: LinkedParts) -> Iterator[Likeness]:
    """Yield those of all parts that several have; a publisher by its name is who that is."""
    scattered = _scattered(parts)
    first: dict[_Shared, _Placed | None] = {}
    for key, found in chain(_kept(parts, scattered), _put_together(parts, scattered)):
        if key not in first:
            first[key] = found
            continue
        known, first[key] = first[key], None
        if known is not None:
            yield _likeness(parts, key, known)
        yield _likeness(parts, key, found)


def _kept(parts: LinkedParts, scattered: set[str]) -> Iterator[tuple[_Shared, _Placed]]:
    """Yield what the parts kept of the records that each describes alone."""
    bindings = parts.index.bindings
    for number, symbols in enumerate(parts.index.parts):
        for like in symbols.likenesses:
            node, class_, path, value, publisher, _ = like
            if path != DISTRIBUTION and node not in scattered:
                yield (class_, path, value, _who(publisher, bindings) or ""), (number, like)


def _put_together(parts: LinkedParts, scattered: set[str]) -> Iterator[tuple[_Shared, _Placed]]:
    """Yield what the records may be taken for others by that no part alone describes."""
    for node in sorted(scattered):
        for like in likenesses(_around(parts, node), node, MEMBER_CLASSES):
            yield like[1:5], like


def _scattered(parts: LinkedParts) -> set[str]:
    """Return the records of which a part alone does not know what they are taken for others by.

    Several describe them or their distributions, or the name of their publisher means nothing.
    """
    described = Counter(iri(record[1]) for symbols in parts.index.parts for record in symbols.records)
    several = {node for node, number in described.items() if number > 1}
    return several.union(*(_open(parts, symbols) for symbols in parts.index.parts))


def _open(parts: LinkedParts, symbols: Symbols) -> Iterator[str]:
    """Yield the records of a part that have a distribution in another, or a publisher that nobody is."""
    index = parts.index
    for node, _, path, value, publisher, _ in symbols.likenesses:
        if path == DISTRIBUTION:
            term = meaning(value, index.bindings)
            if term is not None and index.describing(term):
                yield node
        elif _who(publisher, index.bindings) is None:
            yield node


def _who(publisher: str, bindings: Bindings) -> str | None:
    """Return the publisher that a term means, "" where there is none; None for a name that nothing has."""
    return meaning(publisher, bindings) if publisher else ""


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


def _likeness(parts: LinkedParts, key: _Shared, found: _Placed) -> Likeness:
    if isinstance(found, Likeness):
        return found
    number, like = found
    return Likeness(like[0], *key, parts.codec(number).place(like[5]))


def dates_in(parts: LinkedParts) -> Iterator[tuple[Any, ...]]:
    """Yield the dates of all parts that the clock has a say in, each with its whole place."""
    for number, symbols in enumerate(parts.index.parts):
        codec = parts.codec(number)
        for node, path, value, kept in symbols.dated:
            yield node, path, value, tuple(codec.place(kept))


__all__ = ["MEMBER_CLASSES", "dates_in", "keep_dates", "keep_likenesses", "likenesses_in"]
