"""Where parts are kept: segments, files that are written once and never changed, or a list in memory.

Only what is read back whole and undamaged counts: each blob has its length and digest beside it, in the
state. A segment has a name of its own, so that two runs at once do not harm each other; what no state names
is swept.
"""

from __future__ import annotations

import contextlib
import hashlib
import marshal
import secrets
import time
import zlib
from collections.abc import Collection, Container
from pathlib import Path
from typing import Final, NamedTuple

from dcat_publisher.checking.pipeline.parts import OpenGraph, Part, Places, Remarks
from dcat_publisher.rdf.parse_cache import own_folder, read_own

_SUFFIX: Final = ".part"
_DIGEST: Final = 8
_OLD: Final = 3600.0
"""Seconds after which a segment that nobody names is swept: a run that wrote it a moment ago may name it."""


class DamagedError(Exception):
    """A blob is not there, or not as it was written."""


class Blob(NamedTuple):
    """A piece of a segment."""

    start: int
    length: int
    digest: bytes


class Kept(NamedTuple):
    """Where a part is: the segment, and its index, places and remarks in there."""

    segment: str
    graph: Blob
    places: Blob
    remarks: Blob


class Store:
    """The segments of one source folder, in a folder or, without one, in memory."""

    def __init__(self, folder: Path | None = None) -> None:
        self.folder = folder
        self.in_memory = folder is None
        self._memory: dict[str, bytes] = {}
        self._open: dict[str, bytes] = {}

    def write(self, parts: Collection[Part]) -> list[Kept]:
        """Write the parts to a new segment, and return where they are."""
        name = secrets.token_hex(12)
        data = bytearray()
        kept = [Kept(name, *(_append(data, blob) for blob in _blobs(part))) for part in parts]
        if self.in_memory or self.folder is None:
            self._memory[name] = bytes(data)
        else:
            _write(self.folder / f"{name}{_SUFFIX}", bytes(data))
        return kept

    def graph(self, kept: Kept) -> OpenGraph:
        """Return what a part says; raises DamagedError."""
        return OpenGraph(*marshal.loads(zlib.decompress(self._load(kept.segment, kept.graph))))

    def places(self, kept: Kept) -> Places:
        """Return the places of a part; raises DamagedError."""
        return Places(*marshal.loads(self._load(kept.segment, kept.places)))

    def remarks(self, kept: Kept) -> Remarks:
        """Return the remarks of a part; raises DamagedError."""
        return Remarks(*marshal.loads(self._load(kept.segment, kept.remarks)))

    def _load(self, segment: str, blob: Blob) -> bytes:
        data = self._bytes(segment)[blob.start : blob.start + blob.length]
        if _digest(data) != blob.digest:
            raise DamagedError(segment)
        return data

    def _bytes(self, segment: str) -> bytes:
        found = self._memory.get(segment) or self._open.get(segment)
        if found is None:
            if len(self._open) > 8:
                self._open.clear()
            found = self._open[segment] = self._read(segment)
        return found

    def _read(self, segment: str) -> bytes:
        if self.folder is None:
            raise DamagedError(segment)
        data = read_own(self.folder / f"{segment}{_SUFFIX}")
        if data is None:
            raise DamagedError(segment)
        return data

    def forget(self, named: Collection[str]) -> None:
        """Remove what is not named any more."""
        for name in self._memory.keys() - set(named):
            del self._memory[name]
        if self.folder is not None:
            sweep(self.folder, _SUFFIX, named)


def sweep(folder: Path, suffix: str, named: Container[str]) -> None:
    """Remove the files with a suffix that are not named, and were not written a moment ago."""
    for file in folder.glob(f"*{suffix}"):
        with contextlib.suppress(OSError):
            if file.stem not in named and time.time() - file.stat().st_mtime > _OLD:
                file.unlink()


def _blobs(part: Part) -> tuple[bytes, bytes, bytes]:
    # Texts are most of a graph, and become a third; the rest is read rarely and is small.
    graph = zlib.compress(marshal.dumps(tuple(part.graph)), 1)
    return graph, marshal.dumps(tuple(part.places)), marshal.dumps(tuple(part.remarks))


def _append(data: bytearray, blob: bytes) -> Blob:
    start = len(data)
    data += blob
    return Blob(start, len(blob), _digest(blob))


def _digest(data: bytes) -> bytes:
    return hashlib.blake2b(data, digest_size=_DIGEST).digest()


def _write(file: Path, data: bytes) -> None:
    """Write a segment under another name first: what has its name is whole."""
    with contextlib.suppress(OSError):
        own_folder(file.parent)
        beside = file.with_suffix(".new")
        beside.write_bytes(data)
        beside.chmod(0o600)
        beside.replace(file)


__all__ = ["Blob", "DamagedError", "Kept", "Store", "sweep"]
