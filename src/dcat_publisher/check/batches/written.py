"""What a portion has written: its piece of each dump, the documents and pages of its datasets."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from dcat_publisher.publish.replacement import Staging, Stamp

Said = dict[str, list[str]]
"""Predicate -> objects of one node."""


class Slice(NamedTuple):
    """A part of a dump that was written before: where it begins, and how long it is, in bytes."""

    start: int
    length: int


@dataclass(slots=True)
class Written:
    """What a portion has written.

    `first` is the term of its first dataset; `pieces` has the pieces of the dumps by suffix, `used` the names
    that they need declared; `resources` the entries of the list of resources, by file of the source; `files`
    the stamps of documents and pages. `tail` describes nodes that belong to nobody, which go into the dumps
    once. Where there are pages, `own` describes the nodes of its datasets, and `addresses` has the paths of
    the pages of all other nodes that it links to.
    """

    first: str = ""
    pieces: dict[str, Path | Slice] = field(default_factory=dict)
    used: dict[str, frozenset[str]] = field(default_factory=dict)
    resources: dict[str, str] = field(default_factory=dict)
    files: dict[str, Stamp] = field(default_factory=dict)
    tail: dict[str, Said] = field(default_factory=dict)
    own: dict[str, Said] = field(default_factory=dict)
    addresses: dict[str, str] = field(default_factory=dict)

    def share(self, terms: dict[str, str]) -> None:
        """Let what portions say alike be the same text in memory; `terms` has the IRIs seen so far."""
        once = terms.setdefault
        self.own = {
            node: {
                once(name, name): [once(value, value) if value[0] == "<" else value for value in values]
                for name, values in said.items()
            }
            for node, said in self.own.items()
        }

    def taken_over(self, staging: Staging) -> bool:
        """Take its files over from the former output; False where one is not there as it was written."""
        return all(staging.keep(path, stamp) for path, stamp in self.files.items())

    def agrees(self, addresses: Mapping[str, str]) -> bool:
        """Return whether its links lead where the pages are."""
        return all(addresses.get(node) == path for node, path in self.addresses.items())
