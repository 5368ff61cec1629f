"""What a batch has written: its piece of each dump, the documents and pages of its datasets."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple, cast

from dcat_publisher.checking.pipeline.grouping import Files
from dcat_publisher.publish.pages import KeptEntry
from dcat_publisher.publish.staging import Staging, Stamp
from dcat_publisher.publish.taking_over import take_over
from dcat_publisher.rdf.jsonld_context import Json


class Slice(NamedTuple):
    """A part of a dump: where it begins, and how long it is, in bytes."""

    start: int
    length: int


@dataclass(slots=True)
class Written:
    """What a batch has written: the digest of what it shows, the term of its first dataset.

    `pieces` has its pieces of the dumps by suffix, `used` the names that they need declared; `resources` the
    entries of the list of resources, by term; `files` the stamps of documents and pages; `entries` those of
    the catalogue's list, each with language and term, where they were made anew. `read` are the numbers of
    the parts that were read for it. All but that and the digest is empty where the files of the last build
    are still right. `reads` are those parts by their files, and `basis` is the digest of what it was made of.
    """

    digest: bytes
    first: str = ""
    pieces: dict[str, Path | Slice] = field(default_factory=dict)
    used: dict[str, frozenset[str]] = field(default_factory=dict)
    resources: dict[str, dict[str, Json]] = field(default_factory=dict)
    files: dict[str, Stamp] = field(default_factory=dict)
    entries: list[tuple[str, str, KeptEntry]] = field(default_factory=list)
    read: frozenset[int] = frozenset()
    reads: tuple[Files, ...] = ()
    basis: bytes = b""

    def kept(self) -> tuple[object, ...]:
        """Return the form in which it is remembered, once its pieces are slices of dumps."""
        pieces = {suffix: tuple(cast(Slice, piece)) for suffix, piece in self.pieces.items()}
        files = {path: tuple(stamp) for path, stamp in self.files.items()}
        return self.digest, self.first, pieces, self.used, self.resources, files, self.reads, self.basis

    @classmethod
    def of(cls, kept: object) -> Written:
        """Return what `kept` gave."""
        digest, first, pieces, used, resources, files, reads, basis = cast(Any, kept)
        slices: dict[str, Path | Slice] = {suffix: Slice(*piece) for suffix, piece in pieces.items()}
        stamps = {path: Stamp(*each) for path, each in files.items()}
        return cls(digest, first, slices, used, resources, stamps, reads=reads, basis=basis)

    def taken_over(self, staging: Staging) -> bool:
        """Take its files over from the former output; False where one is not there as it was written."""
        return take_over(staging, self.files)
