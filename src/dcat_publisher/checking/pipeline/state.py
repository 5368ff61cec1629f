"""What is remembered of a source folder for when something in it has changed: its parts and the verdicts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import chain, islice
from typing import Any, Final, NamedTuple

from dcat_publisher.checking.pipeline.grouping import Files
from dcat_publisher.checking.pipeline.memory import Memory
from dcat_publisher.checking.pipeline.parts import Symbols
from dcat_publisher.checking.pipeline.places import KeptFinding
from dcat_publisher.checking.pipeline.store import Blob, Kept

_AT_ONCE: Final = 1024
"""How many entries are written at once: a part has its own copy of the texts that its entries share."""


class Entry(NamedTuple):
    """A compiled part: the digest of all that it was made of, its symbols, where it is kept."""

    key: bytes
    symbols: Symbols
    kept: Kept


class Unit(NamedTuple):
    """The verdict on some parts: what was read besides, the results of shapes, wrong numbers."""

    parts: tuple[Files, ...]
    reads: frozenset[str]
    results: tuple[KeptFinding, ...]
    numbers: tuple[KeptFinding, ...]


@dataclass
class State:
    """All that is remembered where something has changed.

    `shapes` is the digest of the shapes that the verdicts are of; `codes` the verdict on the code lists.
    """

    entries: dict[Files, Entry] = field(default_factory=dict)
    active: tuple[Files, ...] = ()
    bindings: dict[str, str | None] = field(default_factory=dict)
    catalog: str | None = None
    claimed: frozenset[str] = frozenset()
    shapes: bytes = b""
    units: list[Unit] = field(default_factory=list)


def read_state(memory: Memory, name: str = "state") -> State:
    """Return the last state; an empty one where there is none that can be used."""
    parts: Iterator[Any] = memory.parts(name)
    head = next(parts, None)
    if head is None:
        return State()
    state = State({}, *head)
    state.units = [Unit(*each) for each in state.units]
    for entries in parts:
        state.entries.update({files: _entry(each) for files, each in entries.items()})
    return state


def save_state(memory: Memory, state: State, name: str = "state") -> None:
    """Remember a state; what cannot be written is not remembered."""
    units = [tuple(unit) for unit in state.units]
    head = state.active, state.bindings, state.catalog, state.claimed, state.shapes, units
    entries = iter(state.entries.items())
    some = iter(lambda: {files: _plain(entry) for files, entry in islice(entries, _AT_ONCE)}, {})
    memory.save_parts(name, chain([head], some))


def _plain(entry: Entry) -> tuple[object, ...]:
    kept = entry.kept
    return entry.key, tuple(entry.symbols), (kept.segment, *(tuple(blob) for blob in kept[1:]))


def _entry(loaded: tuple[Any, Any, Any]) -> Entry:
    key, symbols, (segment, *blobs) = loaded
    return Entry(key, Symbols(*symbols), Kept(segment, *(Blob(*blob) for blob in blobs)))
