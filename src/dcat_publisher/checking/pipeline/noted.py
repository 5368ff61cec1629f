"""What is noted of a part for when all are known, or for a certain day: likenesses of records, and dates."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from dcat_publisher.checking.clock import dated
from dcat_publisher.checking.likeness import Likeness, likenesses
from dcat_publisher.checking.pipeline.linking import LinkedParts
from dcat_publisher.checking.pipeline.parts import KeptDate, KeptLikeness, meaning
from dcat_publisher.checking.pipeline.places import PlaceCodec
from dcat_publisher.model.graph import Graph
from dcat_publisher.model.terms import iri
from dcat_publisher.source.mapping import NamedRecord

_Shared = tuple[str, str, str, str]
"""Class, property, value and publisher: what two records are alike by."""


def keep_likenesses(
    graph: Graph, records: Iterable[NamedRecord], classes: frozenset[str], codec: PlaceCodec
) -> Iterator[KeptLikeness]:
    """Yield what the records of a part may be taken for others by."""
    for record in records:
        for like in likenesses(graph, iri(record.iri), classes):
            yield *like[:5], codec.keep(like.place)


def keep_dates(
    graph: Graph, records: Iterable[NamedRecord], classes: frozenset[str], codec: PlaceCodec
) -> Iterator[KeptDate]:
    """Yield the dates of a part that the clock has a say in."""
    places = {iri(record.iri): record.place for record in records}
    members = {node: place for node, place in places.items() if not classes.isdisjoint(graph.types(node))}
    for entry in dated(graph, members):
        yield *entry[:3], codec.keep(entry.place)


def likenesses_in(parts: LinkedParts) -> Iterator[Likeness]:
    """Yield those of all parts that several have; a publisher by its name is who that is."""
    bindings = parts.index.bindings
    first: dict[_Shared, tuple[int, KeptLikeness]] = {}
    for number, symbols in enumerate(parts.index.parts):
        for like in symbols.likenesses:
            _, class_, path, value, publisher, _ = like
            who = meaning(publisher, bindings) if publisher else ""
            if who is None:  # a name that nothing has
                continue
            key = class_, path, value, who
            known = first.setdefault(key, (number, like))
            if known[1] is not like:
                if known[0] >= 0:
                    yield _likeness(parts, key, *known)
                    first[key] = -1, known[1]
                yield _likeness(parts, key, number, like)


def _likeness(parts: LinkedParts, key: _Shared, number: int, like: KeptLikeness) -> Likeness:
    return Likeness(like[0], *key, parts.codec(number).place(like[5]))


def dates_in(parts: LinkedParts) -> Iterator[tuple[Any, ...]]:
    """Yield the dates of all parts that the clock has a say in, each with its whole place."""
    for number, symbols in enumerate(parts.index.parts):
        codec = parts.codec(number)
        for node, path, value, kept in symbols.dated:
            yield node, path, value, tuple(codec.place(kept))


__all__ = ["dates_in", "keep_dates", "keep_likenesses", "likenesses_in"]
