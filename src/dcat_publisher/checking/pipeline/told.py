"""What each part tells by itself, with whole places: worked out once for as long as it is the same part."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain
from typing import Any, NamedTuple

from dcat_publisher.checking.likeness import Shared
from dcat_publisher.checking.naming import name_findings, record_places
from dcat_publisher.checking.pipeline.grouping import Files
from dcat_publisher.checking.pipeline.parts import Bindings, Symbols, meaning
from dcat_publisher.checking.pipeline.places import PlaceCodec
from dcat_publisher.model.finding import Finding
from dcat_publisher.model.named_terms import DISTRIBUTION
from dcat_publisher.model.place import Place
from dcat_publisher.model.terms import iri
from dcat_publisher.source.mapping import NamedRecord


class Alone(NamedTuple):
    """What one part tells.

    Its records, the path that each is served at, the terms that they have; its dates; of what records may be
    taken for others by, the publishers and the distributions that other parts may describe.
    """

    symbols: Symbols
    records: tuple[NamedRecord, ...]
    served: tuple[tuple[str, Place], ...]
    terms: tuple[str, ...]
    dates: tuple[tuple[Any, ...], ...]
    publishers: frozenset[str]
    distributions: tuple[tuple[str, str], ...]


class Told:
    """What all parts tell, in order; of those that are the same as in `former`, what it has of them."""

    def __init__(
        self, parts: Sequence[Symbols], files: Sequence[Files], codec: PlaceCodec, former: Told | None = None
    ) -> None:
        self._codec = codec
        self._former = former if former is not None and former._codec.is_like(codec) else None
        known = {} if self._former is None else self._former.parts
        self.parts: dict[Files, Alone] = {}
        for names, symbols in zip(files, parts, strict=True):
            alone = known.get(names)
            is_same = alone is not None and alone.symbols is symbols
            self.parts[names] = alone if alone is not None and is_same else _alone(symbols, codec.over(names))
        self._named: tuple[list[tuple[str, Place]], str, list[Finding]] | None = (
            None if former is None else former._named
        )
        self._bindings: Bindings = {}
        self._shared: dict[Files, tuple[Shared, ...]] = {}

    def records(self) -> list[NamedRecord]:
        """Return the records of all parts, in order of file."""
        found = list(chain.from_iterable(alone.records for alone in self.parts.values()))
        if any(len(names) > 1 for names in self.parts):
            files = sorted((file for names in self.parts for file in names), key=_order)
            order = {name: number for number, name in enumerate(files)}
            found.sort(key=lambda record: order[record.place.file])
        return found

    def dates(self) -> Iterator[tuple[Any, ...]]:
        """Yield the dates that the clock has a say in, each with its whole place."""
        return chain.from_iterable(alone.dates for alone in self.parts.values())

    def unserved(self, places: list[tuple[str, Place]], base: str) -> list[Finding]:
        """Return what of places with their paths cannot be served; worked out again where one is another."""
        if self._named is None or self._named[:2] != (places, base):
            self._named = places, base, name_findings(places, base)
        return self._named[2]

    def shared(self, bindings: Bindings) -> list[tuple[Shared, ...]]:
        """Return by what records may be taken for others, part by part, with who the publishers are."""
        former, who = self._former, Publishers(bindings)
        is_known = former is not None and former._bindings == bindings
        known = former._shared if former is not None and is_known else {}
        for names, alone in self.parts.items():
            is_same = former is not None and former.parts.get(names) is alone
            found = known.get(names) if is_same else None
            self._shared[names] = _shared(alone.symbols, who) if found is None else found
        self._bindings, self._former = bindings, None
        return list(self._shared.values())


class Publishers(dict[str, str | None]):
    """The publisher that a term means, "" where there is none; None for a name that nothing has."""

    def __init__(self, bindings: Bindings) -> None:
        super().__init__({"": ""})
        self._bindings = bindings

    def __missing__(self, publisher: str) -> str | None:
        found = self[publisher] = meaning(publisher, self._bindings)
        return found


def _alone(symbols: Symbols, codec: PlaceCodec) -> Alone:
    place = codec.place
    records = tuple(
        NamedRecord(path, address, own, place(kept), types, label)
        for path, address, own, kept, types, label in symbols.records
    )
    terms = tuple(iri(name) for record in records for name in (record.iri, record.address))
    dates = tuple((*date[:3], (*place(date[3]),)) for date in symbols.dated)
    served, likes = tuple(record_places(records)), symbols.likenesses
    publishers = frozenset([like[4] for like in likes if like[2] != DISTRIBUTION])
    distributions = tuple([(like[0], like[3]) for like in likes if like[2] == DISTRIBUTION])
    return Alone(symbols, records, served, terms, dates, publishers, distributions)


def _shared(symbols: Symbols, who: Publishers) -> tuple[Shared, ...]:
    return tuple(
        [
            (class_, path, value, who[publisher] or "")
            for _, class_, path, value, publisher, _ in symbols.likenesses
            if path != DISTRIBUTION
        ]
    )


def _order(file: str) -> list[str]:
    return file.split("/")


__all__ = ["Alone", "Publishers", "Told"]
