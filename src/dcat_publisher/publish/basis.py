"""What batches are made of: tells, without loading any of it, which ones come out as they were."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from typing import NamedTuple, Protocol

from dcat_publisher.checking.pipeline.grouping import Files
from dcat_publisher.checking.pipeline.index import TOLD, PartIndex
from dcat_publisher.checking.pipeline.linking import LinkedParts
from dcat_publisher.checking.pipeline.opening import Opened
from dcat_publisher.checking.pipeline.parts import Index
from dcat_publisher.checking.pipeline.state import Entry
from dcat_publisher.publish.orders import Order


class Parts(Protocol):
    """Parts by number, with the index of all."""

    @property
    def index(self) -> PartIndex:
        """The index of all parts."""
        ...

    def __call__(self, number: int) -> Index:
        """Return what a part says."""
        ...


class NotedParts:
    """Parts, of which it is noted which were read."""

    def __init__(self, parts: LinkedParts) -> None:
        self.index = parts.index
        self.read: set[int] = set()
        self._parts = parts

    def __call__(self, number: int) -> Index:
        """Return what a part says, and note that it was read."""
        self.read.add(number)
        return self._parts(number)


class Told(NamedTuple):
    """The digest of what a part is made of, and that of what it tells the index."""

    key: bytes
    digest: bytes

    @classmethod
    def of(cls, entry: Entry) -> Told:
        """Return what a part tells."""
        return cls(entry.key, _digest([getattr(entry.symbols, name) for name in TOLD]))


class Basis:
    """What the batches of one build are made of; `told` has what each part tells, to be remembered.

    A batch shows what the parts say that it has read, and the index decides what more these lead it to read.
    So if the parts are the same, and all parts together tell the index the same, it shows the same.
    """

    def __init__(self, opened: Opened, order: Order, former: Mapping[Files, Told]) -> None:
        state = opened.state
        self.told: dict[Files, Told] = {}
        for files in state.active:
            entry, known = state.entries[files], former.get(files)
            is_known = known is not None and entry.key and known.key == entry.key
            self.told[files] = known if known is not None and is_known else Told.of(entry)
        together = [(files, told.digest) for files, told in self.told.items()]
        index, compiler = opened.parts.index, opened.shared.compiler
        means = (sorted(state.bindings.items(), key=lambda item: item[0]), state.catalog, index.ranges)
        shown = (order.digest, sorted(order.paths.items()), sorted(order.members))
        self._common = _digest((compiler.digest, compiler.exact_digest, together, means, shown))

    def digest(self, parts: Iterable[Files]) -> bytes:
        """Return the digest of what a batch is made of that has read these parts; empty where none can tell.

        That is when a part is not there, or could not be read.
        """
        keys = [(files, self.told[files].key if files in self.told else b"") for files in sorted(parts)]
        return _digest((self._common, keys)) if all(key for _, key in keys) else b""


def _digest(value: object) -> bytes:
    return hashlib.blake2b(repr(value).encode("utf-8", "surrogatepass"), digest_size=16).digest()


__all__ = ["Basis", "NotedParts", "Parts", "Told"]
