"""Things in lists: in the order people expect, and who refers to what."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlencode

from dcat_publisher.model.terms import iri_value
from dcat_publisher.publish.pages import references
from dcat_publisher.publish.pages.cards import Card, card
from dcat_publisher.publish.pages.predicates import (
    ACCESS_RIGHTS,
    DATASET,
    FORMAT,
    PUBLISHER,
    SERIES,
    SERVICE,
    THEME,
)
from dcat_publisher.publish.pages.reader import Reader
from dcat_publisher.publish.pages.values import Value

MOST_USES: Final = 200
"""How many users of a thing its page shows by each property."""
_FACETS: Final = {PUBLISHER: "publisher", THEME: "theme", ACCESS_RIGHTS: "rights", FORMAT: "format"}
_IN_CARDS: Final = frozenset({DATASET, SERIES, SERVICE})


@dataclass(frozen=True, slots=True)
class Uses:
    """The things that refer to one by a property: data as cards, the others as links.

    `more` of them are not shown; `facet` is the query that the catalogue's page shows all of them by, if it
    does.
    """

    predicate: str
    label: str
    cards: tuple[Card, ...]
    users: tuple[Value, ...]
    more: int
    facet: str = ""


def by_name(reader: Reader, nodes: Iterable[str]) -> list[str]:
    """Sort nodes by name."""
    return sorted(nodes, key=reader.rank)


def members(reader: Reader, node: str) -> list[str]:
    """Return the datasets of a series, in order of name."""
    if SERIES not in reader.graph.types(node):
        return []
    return by_name(reader, references.members(reader.graph, node))


def uses(reader: Reader, node: str, here: str) -> Iterator[Uses]:
    """Yield who refers to a node, by property; what catalogue and series hold is told elsewhere."""
    for predicate, users in reader.users(node):
        label = reader.labels.property(predicate, tuple(reader.graph.types(users[0])), reader.language)
        shown = by_name(reader, users)[:MOST_USES]
        data = [user for user in shown if not _IN_CARDS.isdisjoint(reader.graph.types(user))]
        links = tuple(reader.value(user, here) for user in shown if user not in data)
        cards = tuple(card(reader, user, here) for user in data)
        more, key = len(users) - len(shown), _FACETS.get(predicate)
        facet = urlencode({key: iri_value(node)}, errors="replace") if key and more else ""
        yield Uses(predicate, label, cards, links, more, facet)
