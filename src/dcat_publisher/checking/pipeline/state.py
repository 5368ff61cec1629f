"""What is remembered of a source folder for when something in it has changed: its parts and the verdicts."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import islice
from typing import Any, Final, NamedTuple

from dcat_publisher.checking.pipeline.grouping import Files
from dcat_publisher.checking.pipeline.memory import Memory
from dcat_publisher.checking.pipeline.parts import Symbols
from dcat_publisher.checking.pipeline.places import KeptFinding
from dcat_publisher.checking.pipeline.store import Blob, Kept, sweep

_CHUNK: Final = 256
"""How many entries are written together: few enough that one is written in no time, and they share texts."""
_SUFFIX: Final = ".entries"


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

    `shapes` is the digest of the shapes that the verdicts are of. `chunks` are the entries as they lie on the
    disk, by the name of the file.
    """

    entries: dict[Files, Entry] = field(default_factory=dict)
    active: tuple[Files, ...] = ()
    bindings: dict[str, str | None] = field(default_factory=dict)
    catalog: str | None = None
    claimed: frozenset[str] = frozenset()
    shapes: bytes = b""
    units: list[Unit] = field(default_factory=list)
    chunks: dict[str, dict[Files, Entry]] = field(default_factory=dict)


def read_state(memory: Memory, name: str = "state") -> State:
    """Return the last state; an empty one where there is none that can be used as a whole."""
    head: Any = memory.load(name)
    if head is None:
        return State()
    *said, chunks = head
    state = State({}, *said)
    state.units = [Unit(*each) for each in state.units]
    for chunk in chunks:
        entries: Any = memory.load(f"{chunk}{_SUFFIX}")
        if entries is None:
            return State()
        state.chunks[chunk] = {files: _entry(each) for files, each in entries.items()}
        state.entries.update(state.chunks[chunk])
    return state


def save_state(memory: Memory, state: State, name: str = "state") -> None:
    """Remember a state; what cannot be written is not remembered.

    Its entries are written in chunks, each once: an edit concerns one of them. What no state names is swept.
    """
    rest = dict(state.entries)
    kept = {chunk: entries for chunk, entries in state.chunks.items() if _is_whole(entries, rest)}
    for entries in kept.values():
        for files in entries:
            del rest[files]
    left = iter(rest.items())
    while entries := dict(islice(left, _CHUNK)):
        chunk = secrets.token_hex(12)
        memory.save(f"{chunk}{_SUFFIX}", {files: _plain(entry) for files, entry in entries.items()})
        kept[chunk] = entries
    state.chunks = kept
    units = [tuple(unit) for unit in state.units]
    head = state.active, state.bindings, state.catalog, state.claimed, state.shapes, units, tuple(kept)
    memory.save(name, head)
    if memory.folder is not None:
        sweep(memory.folder, _SUFFIX, kept)


def _is_whole(entries: Mapping[Files, Entry], now: Mapping[Files, Entry]) -> bool:
    """Return whether all entries of a chunk are still what they were, and are not few: those are joined."""
    is_same = all(now.get(files) is entry for files, entry in entries.items())
    return is_same and len(entries) >= _CHUNK // 2


def _plain(entry: Entry) -> tuple[object, ...]:
    kept = entry.kept
    return entry.key, tuple(entry.symbols), (kept.segment, *(tuple(blob) for blob in kept[1:]))


def _entry(loaded: tuple[Any, Any, Any]) -> Entry:
    key, symbols, (segment, *blobs) = loaded
    return Entry(key, Symbols(*symbols), Kept(segment, *(Blob(*blob) for blob in blobs)))
