"""Places and findings in the form in which they are kept: plain tuples.

A value that a record inherits stands in `catalog.yaml`. Its place is kept as its number among the places of
the defaults, so that a line more above them changes no record.
"""

from __future__ import annotations

import sys
from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields
from typing import TYPE_CHECKING, Any, Final

from dcat_publisher.model.finding import Call, Finding, Severity, remade
from dcat_publisher.model.place import Place
from dcat_publisher.source.tree import Mapping, Node, Scalar

if TYPE_CHECKING:
    from dcat_publisher.source.mapping.records import Defaults

KeptPlace = tuple[int] | tuple[int | str, int, int, int, int]
"""The number of a default's place; or a file, by number or name, with lines and columns."""
KeptFinding = tuple[Any, ...]
PackedPlaces = tuple[bytes, list[tuple[int, KeptPlace]]]
"""Numbers, four for each place, behind a letter for their size; and by position what these cannot say."""
_NONE: Final = (0, 0, 0, 0)
_FIELDS: Final = tuple(field.name for field in fields(Finding))
_PLACE: Final = _FIELDS.index("place")
_SEVERITY: Final = _FIELDS.index("severity")
_CALL: Final = _FIELDS.index("call")
_SEVERITIES: Final = {int(each): each for each in Severity}
_CALLS: Final = {int(each): each for each in Call}


class PlaceCodec:
    """Writes and reads kept places; `defaults` are the places of the settings, in order."""

    def __init__(self, defaults: Sequence[Place], files: Sequence[str] = ()) -> None:
        self._defaults = defaults
        self._files = files
        self._numbers = {place: number for number, place in reversed(list(enumerate(defaults)))}

    def over(self, files: Sequence[str]) -> PlaceCodec:
        """Return a codec for places in these files."""
        codec = PlaceCodec.__new__(PlaceCodec)
        codec._defaults, codec._numbers, codec._files = self._defaults, self._numbers, files
        return codec

    def is_like(self, other: PlaceCodec) -> bool:
        """Return whether another codec reads the places of defaults as this one does."""
        return self._defaults == other._defaults

    def keep(self, place: Place) -> KeptPlace:
        """Return the kept form of a place."""
        number = self._numbers.get(place)
        if number is not None:
            return (number,)
        file = place.file
        return (self._files.index(file) if file in self._files else file, *place[1:])

    def place(self, kept: KeptPlace) -> Place:
        """Return a place from its kept form."""
        if len(kept) == 1:
            return self._defaults[kept[0]]
        file = kept[0]
        return Place(file if isinstance(file, str) else self._files[file], *kept[1:])

    def pack(self, places: Iterable[Place | None]) -> PackedPlaces:
        """Return the packed form of places."""
        own, others = self._files[0] if len(self._files) == 1 else None, list[tuple[int, KeptPlace]]()
        flat: list[int] = []
        for position, place in enumerate(places):
            if place is not None and place[0] == own:
                flat += place[1:]
                continue
            flat += _NONE
            if place is not None:
                others.append((position, self.keep(place)))
        kind = "H" if max(flat, default=0) < 1 << 16 else "I"
        return kind.encode() + _little(array(kind, flat)).tobytes(), others

    def unpack(self, packed: PackedPlaces) -> list[Place | None]:
        """Return places from their packed form."""
        numbers = array(chr(packed[0][0]))
        numbers.frombytes(packed[0][1:])
        numbers = _little(numbers)
        file = self._files[0] if self._files else ""
        places = [
            Place(file, *numbers[start : start + 4]) if numbers[start] else None
            for start in range(0, len(numbers), 4)
        ]
        for position, kept in packed[1]:
            places[position] = self.place(kept)
        return places

    def keep_finding(self, finding: Finding) -> KeptFinding:
        """Return the kept form of a finding."""
        values = [getattr(finding, name) for name in _FIELDS]
        values[_PLACE], values[_SEVERITY] = self.keep(finding.place), int(finding.severity)
        values[_CALL] = int(finding.call)
        return tuple(values)

    def finding(self, kept: KeptFinding) -> Finding:
        """Return a finding from its kept form."""
        values = list(kept)
        values[_PLACE], values[_SEVERITY] = self.place(kept[_PLACE]), _SEVERITIES[kept[_SEVERITY]]
        values[_CALL] = _CALLS[kept[_CALL]]
        return remade(values)


def _little(numbers: array[int]) -> array[int]:
    """Return numbers in the order of bytes that is kept, or from there."""
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers


def places_of(defaults: Defaults) -> list[Place]:
    """Return the places of all keys and values of the defaults, in order."""
    found: dict[Place, None] = {}
    for entries in defaults.values():
        for key, value in entries:
            found[key.place] = None
            found.update(dict.fromkeys(_places(value)))
    return list(found)


def _places(node: Node) -> Iterator[Place]:
    yield node.place
    if isinstance(node, Mapping):
        for key, value in node.entries:
            yield key.place
            yield from _places(value)
    elif not isinstance(node, Scalar):
        for item in node.items:
            yield from _places(item)


def without_places(node: Node) -> object:
    """Return what a node says, wherever it stands."""
    if isinstance(node, Scalar):
        return node.text, node.plain
    if isinstance(node, Mapping):
        return {key.text: without_places(value) for key, value in node.entries}
    return [without_places(item) for item in node.items]
