"""Which files make a part together: those that speak of the same nodes, where that makes a difference.

Nested nodes are numbered, and a node inherits by its class, in the light of what earlier files said of it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from dcat_publisher.checking.pipeline.parts import Symbols

Files = tuple[str, ...]
"""The names of the files of a part, in order."""


def groups(files: Sequence[str], symbols_of: Callable[[Files], Symbols]) -> list[Files]:
    """Return the parts that files make, in order of their first file."""
    parts: list[Files] = [(file,) for file in files]
    place = {file: number for number, file in enumerate(files)}
    while True:
        joined = _joined(parts, symbols_of)
        if not joined:
            return parts
        merged = {file for group in joined for file in group}
        rest = [part for part in parts if merged.isdisjoint(part)]
        ordered = [tuple(sorted(group, key=place.__getitem__)) for group in joined]
        parts = sorted([*rest, *ordered], key=lambda part: place[part[0]])


def _joined(parts: Sequence[Files], symbols_of: Callable[[Files], Symbols]) -> list[list[str]]:
    """Return the files of parts that have to be joined."""
    first: dict[str, int] = {}
    several: dict[str, list[int]] = {}
    for number, part in enumerate(parts):
        for document in symbols_of(part).documents:
            if document in first:
                several.setdefault(document, [first[document]]).append(number)
            else:
                first[document] = number
    leader: dict[int, int] = {}
    for document, numbers in several.items():
        if any(document in symbols_of(parts[number]).asked for number in numbers):
            for number in numbers[1:]:
                leader[_find(leader, number)] = _find(leader, numbers[0])
    joined: dict[int, list[str]] = {}
    for number in {*leader, *leader.values()}:
        joined.setdefault(_find(leader, number), []).extend(parts[number])
    return [group for group in joined.values() if len(group) > 1]


def _find(leader: Mapping[int, int], number: int) -> int:
    while leader.get(number, number) != number:
        number = leader[number]
    return number
