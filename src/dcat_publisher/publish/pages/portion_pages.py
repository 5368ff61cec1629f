"""The catalogue's page with each portion of a list that is too long for one, and what tells these apart."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from functools import cached_property

from dcat_publisher.publish.pages.list_pages import portion_of, portions
from dcat_publisher.publish.pages.search import CatalogPage, Found, Hits, Query, compose


@dataclass(frozen=True)
class Portions:
    """The portions of one language."""

    parts: CatalogPage
    listed: list[Found] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "listed", list(self.parts.listed))

    @property
    def last(self) -> int:
        """How many portions there are."""
        return portions(len(self.listed))

    def page(self, number: int) -> bytes:
        """Return the page with one portion."""
        return compose(self.parts, Query(), Hits(self.listed), number).encode("utf-8", "replace")

    def key(self, number: int) -> bytes:
        """Return the digest of what a page shows; what all pages have besides is not in it."""
        texts = [str(number), *(entry.html for entry in portion_of(self.listed, number))]
        text = "\0".join(texts).encode("utf-8", "surrogatepass")
        return hashlib.blake2b(text, digest_size=16, key=self._around).digest()

    @cached_property
    def _around(self) -> bytes:
        parts = self.parts
        shown = parts.language, parts.index, parts.count, parts.before, parts.after, parts.facets
        said = repr((len(self.listed), *shown)).encode("utf-8", "surrogatepass")
        return hashlib.blake2b(said, digest_size=16).digest()
