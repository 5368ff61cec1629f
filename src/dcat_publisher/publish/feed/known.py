"""What is remembered of a feed: its closed pages, which never change, and what entities carried."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple, cast

from dcat_publisher.publish.feed.activity import Activity, digest_of
from dcat_publisher.publish.staging import Stamp
from dcat_publisher.rdf.jsonld_context import Json


class KnownPage(NamedTuple):
    """A closed page: its stamp, what it said, what the list says of it."""

    stamp: Stamp
    activities: tuple[Activity, ...]
    entry: dict[str, Json]


@dataclass(slots=True)
class KnownFeed:
    """What the former build remembers of the feed, and this one.

    `pages` are closed pages by path. `shown` tells of entities what belongs to them now, as far as that is
    known; `payloads` are by entity the digest of that, and the digest of what it carries. `address` is that
    of the feed.
    """

    address: str = ""
    former_address: str = ""
    shown: Mapping[str, bytes] = field(default_factory=dict)
    former_pages: Mapping[str, KnownPage] = field(default_factory=dict)
    pages: dict[str, KnownPage] = field(default_factory=dict)
    former: Mapping[str, tuple[bytes, str]] = field(default_factory=dict)
    payloads: dict[str, tuple[bytes, str]] = field(default_factory=dict)

    def page(self, out: Path, feed: str, path: str) -> KnownPage | None:
        """Return what a closed page said if it is as it was written; None where it has to be read."""
        known = self.former_pages.get(path) if feed == self.former_address else None
        try:
            return known if known is not None and Stamp.of((out / path).lstat()) == known.stamp else None
        except OSError:
            return None

    def digest(self, entity: str, besides: Iterable[str], payload: Callable[[], list[str]]) -> str:
        """Return the digest of what an entity carries; `besides` is said of it elsewhere."""
        shown = self.shown.get(entity)
        if shown is None:
            return digest_of("".join(payload()))
        text = "".join(besides).encode("utf-8", "surrogatepass")
        key = hashlib.blake2b(text, digest_size=16, key=shown).digest()
        known = self.former.get(entity)
        if known is None or known[0] != key:
            known = key, digest_of("".join(payload()))
        self.payloads[entity] = known
        return known[1]

    def kept(self) -> tuple[object, ...]:
        """Return the form in which it is remembered."""
        pages = {
            path: (tuple(page.stamp), tuple(map(tuple, page.activities)), page.entry)
            for path, page in self.pages.items()
        }
        return self.address, pages, self.payloads

    @classmethod
    def of(cls, kept: object) -> KnownFeed:
        """Return what `kept` gave, as that of the former build."""
        address, pages, payloads = cast(Any, kept)
        known = {
            path: KnownPage(Stamp(*stamp), tuple(Activity(*each) for each in said), entry)
            for path, (stamp, said, entry) in pages.items()
        }
        return cls(former_address=address, former_pages=known, former=payloads)
