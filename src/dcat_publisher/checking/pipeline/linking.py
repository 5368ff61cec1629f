"""Parts as they are loaded: names linked, places at hand; the same for the main process and the workers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from dcat_publisher.checking.pipeline.index import PartIndex, stands
from dcat_publisher.checking.pipeline.parts import (
    Bindings,
    Index,
    Places,
    Remarks,
    Symbols,
    Typed,
    linked,
    meaning,
    triples,
)
from dcat_publisher.checking.pipeline.places import PlaceCodec
from dcat_publisher.checking.pipeline.store import Kept, Store
from dcat_publisher.model.place import Place

_MOST: Final = 400
"""How many parts are held at a time."""


class LinkedParts:
    """The parts of one run, by number."""

    def __init__(
        self, store: Store, kept: Sequence[Kept], files: Sequence[tuple[str, ...]], index: PartIndex,
        codec: PlaceCodec,
    ) -> None:  # fmt: skip
        self.index = index
        self._store = store
        self._kept = kept
        self._files = files
        self._codec = codec
        self._loaded: dict[int, Index] = {}
        self._typed: dict[int, tuple[Typed, dict[str, Place]]] = {}

    def __call__(self, number: int) -> Index:
        """Return what a part says."""
        found = self._loaded.get(number)
        if found is None:
            if len(self._loaded) > _MOST:
                self._loaded.clear()
            found = linked(self._store.graph(self._kept[number]), self.index.bindings)
            self._loaded[number] = found
        return found

    def codec(self, number: int) -> PlaceCodec:
        """Return what reads the places of a part."""
        return self._codec.over(self._files[number])

    def remarks(self, number: int) -> Remarks:
        """Return what was found in a part."""
        return self._store.remarks(self._kept[number])

    def places(self, number: int) -> tuple[Typed, dict[str, Place]]:
        """Return where the triples and the nodes of a part were typed."""
        found = self._typed.get(number)
        if found is None:
            if len(self._typed) > _MOST // 4:
                self._typed.clear()
            kept = self._kept[number]
            found = self._typed[number] = typed_places(
                self._store.graph(kept).said,
                self._store.places(kept),
                self.index.bindings,
                self.codec(number),
            )
        return found

    def node_place(self, node: str) -> Place | None:
        """Return the place where a node was declared first."""
        numbers = self.index.describing(node)
        return self._first((number, self.places(number)[1].get(node)) for number in numbers)

    def triple_place(self, subject: str, predicate: str, value: str) -> Place | None:
        """Return the place where a triple was typed first."""
        triple, numbers = (subject, predicate, value), self.index.describing(subject)
        return self._first((number, self.places(number)[0].get(triple)) for number in numbers)

    def rank(self, number: int, place: Place) -> list[str]:
        """Return what places in parts are ordered by: the file that says it, not where an inherited value is.

        A part of several files may have some before, and some after, those of another part.
        """
        files = self._files[number]
        return (place.file if place.file in files else files[0]).split("/")

    def _first(self, places: Iterable[tuple[int, Place | None]]) -> Place | None:
        ranked = [(self.rank(number, place), place) for number, place in places if place is not None]
        return min(ranked, key=lambda each: each[0])[1] if ranked else None

    def first_reference(self, node: str) -> Place | None:
        """Return the first place where something leads to a node."""
        if node[0] != "<":
            return self._first_literal(node)
        kept = self.index.inherited.get(node)
        first = None if kept is None else self._codec.place(kept)
        linking = [number for number, bits in self.index.linking(node) if stands(bits)[0]]
        for number in sorted(linking, key=lambda each: min(self._files[each])):
            if first is not None and first.file < min(self._files[number]):
                break
            first = min(
                (place for place in (first, self._own_reference(number, node)) if place), default=None
            )
        return first

    def _own_reference(self, number: int, node: str) -> Place | None:
        places = (place for (_, _, value), place in self.places(number)[0].items() if value == node)
        return min(places, default=None)

    def _first_literal(self, node: str) -> Place | None:
        places = (self._own_reference(number, node) for number in range(len(self._kept)))
        return min((place for place in places if place is not None), default=None)


def typed_places(
    index: Index, places: Places, bindings: Bindings, codec: PlaceCodec
) -> tuple[Typed, dict[str, Place]]:
    """Return the places of a part with its names linked; of what is said twice, the first."""
    typed: Typed = {}
    unpacked = codec.unpack(places.triples)
    for (subject, predicate, value), place in zip(triples(index), unpacked, strict=True):
        node, term = meaning(subject, bindings), meaning(value, bindings)
        if place is not None and node is not None and term is not None:
            typed.setdefault((node, predicate, term), place)
    nodes = zip(places.nodes, codec.unpack(places.of_nodes), strict=True)
    return typed, {node: place for node, place in nodes if place is not None}


def names_used(symbols: Sequence[Symbols]) -> Iterator[str]:
    """Yield the open references of parts, each once."""
    seen: set[str] = set()
    for one in symbols:
        for name in one.names:
            if name not in seen:
                seen.add(name)
                yield name
