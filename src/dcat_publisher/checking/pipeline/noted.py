"""What is noted of a part for when all are known, or for a certain day: likenesses of records, and dates."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dcat_publisher.checking.clock import Dated, dated
from dcat_publisher.checking.likeness import Likeness, likenesses
from dcat_publisher.checking.pipeline.linking import LinkedParts
from dcat_publisher.checking.pipeline.parts import KeptDate, KeptLikeness, meaning
from dcat_publisher.checking.pipeline.places import PlaceCodec
from dcat_publisher.model.graph import Graph
from dcat_publisher.model.terms import iri
from dcat_publisher.source.mapping import NamedRecord


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
    """Yield those of all parts; a publisher by its name is who that is."""
    bindings = parts.index.bindings
    for number, symbols in enumerate(parts.index.parts):
        codec = parts.codec(number)
        for node, class_, path, value, publisher, kept in symbols.likenesses:
            who = meaning(publisher, bindings) if publisher else ""
            if who is None:  # a name that nothing has
                continue
            yield Likeness(node, class_, path, value, who, codec.place(kept))


def dates_in(parts: LinkedParts) -> Iterator[Dated]:
    """Yield the dates of all parts that the clock has a say in."""
    for number, symbols in enumerate(parts.index.parts):
        codec = parts.codec(number)
        for node, path, value, kept in symbols.dated:
            yield Dated(node, path, value, codec.place(kept))


__all__ = ["dates_in", "keep_dates", "keep_likenesses", "likenesses_in"]
