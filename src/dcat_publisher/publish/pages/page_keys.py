"""What tells, without making them, whether the pages of a thing come out as they were."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from dcat_publisher.checking.pipeline.parts import document_of
from dcat_publisher.model.bounded_description import BOUNDARY
from dcat_publisher.model.graph import Graph
from dcat_publisher.model.terms import TYPE
from dcat_publisher.publish.pages.cards import card
from dcat_publisher.publish.pages.editions import neighbours
from dcat_publisher.publish.pages.known_entries import KnownEntries
from dcat_publisher.publish.pages.lists import MOST_USES, by_name
from dcat_publisher.publish.pages.predicates import CATALOG, DATASET, SERIES, SERVES, SERVICE
from dcat_publisher.publish.pages.reader import Reader
from dcat_publisher.publish.pages.render import Site, catalog_page

_OWN_LISTS: Final = frozenset({CATALOG, DATASET, SERIES, SERVICE})
"""What has lists of its own on its pages, for which more than users counts."""


class PageKeys:
    """The digests of what the pages of things show: agents, laws, codes, contact points.

    Such a page shows what is said of the thing with all that this leads to, the addresses of that, and of
    each list of users its length, and the cards of those that it has room for (see `references`). `common`
    is the digest of what all pages have.
    """

    def __init__(self, site: Site, common: bytes) -> None:
        self._site = site
        self._common = common
        self._readers = [site.reader(tag) for tag in site.languages]
        self._cards: dict[tuple[str, str], str] = {}
        for reader in self._readers:
            catalog_page(site, reader)  # by which the entries are known

    def key(self, node: str) -> bytes | None:
        """Return the digest for a thing; None for what has more on its pages."""
        site = self._site
        has_lists = not _OWN_LISTS.isdisjoint(site.graph.types(node)) or site.graph.objects(node, SERVES)
        if has_lists:
            return None
        users = [list(self._users(reader, node)) for reader in self._readers]
        beside = [neighbours(reader, node, "") for reader in self._readers]
        return digest_of((self._common, node, shown(site.graph, node, site), users, beside))

    def _users(self, reader: Reader, node: str) -> Iterator[tuple[object, ...]]:
        for predicate, users in reader.users(node):
            first = [self._card(reader, user) for user in by_name(reader, users)[:MOST_USES]]
            yield predicate, len(users), tuple(reader.graph.types(users[0])), first

    def _card(self, reader: Reader, user: str) -> str:
        """Return what tells the card of a user, or the link to it, from another."""
        found = self._cards.get((reader.language, user))
        if found is None:
            known = (self._site.known or KnownEntries()).html(reader.language, user)
            # The same card as on the catalogue's page, but for the way that links go up.
            said = card(reader, user, "") if known is None else known
            types = tuple(reader.graph.types(user))
            found = self._cards[reader.language, user] = digest_of((user, types, said)).hex()
        return found


def shown(graph: Graph, root: str, site: Site) -> list[tuple[object, ...]]:
    """Return what is said of a node and of all that it leads to, with the addresses of these.

    What belongs to other datasets, catalogues and series is left out, and so is the site's own catalogue.
    """
    found: dict[str, Mapping[str, Sequence[str]]] = {}
    waiting = [root]
    while waiting:
        node = waiting.pop()
        said = graph.index.get(node)
        if said is None or node in found:
            continue
        found[node] = said
        if "#" in node:
            waiting.append(document_of(node))
        if node == root or BOUNDARY.isdisjoint(said.get(TYPE, ())):
            values = (value for several in said.values() for value in several)
            waiting += [value for value in values if value[0] == "<" and value != site.catalog]
    paths = site.addresses
    return [(node, sorted(said.items()), paths.get(node)) for node, said in sorted(found.items())]


def digest_of(value: object) -> bytes:
    """Return the digest of plain values."""
    return hashlib.blake2b(repr(value).encode("utf-8", "surrogatepass"), digest_size=16).digest()


__all__ = ["PageKeys", "digest_of", "shown"]
