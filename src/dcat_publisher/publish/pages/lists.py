"""Things in lists: in the order people expect, with their first words, and who refers to what."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final

from dcat_publisher.publish.pages import references
from dcat_publisher.publish.pages.predicates import DESCRIPTIONS, IN_SERIES, SERIES
from dcat_publisher.publish.pages.reader import Reader, Text, Value
from dcat_publisher.publish.pages.text_blocks import lead

_MOST_USES: Final = 200


@dataclass(frozen=True, slots=True)
class Card:
    """One thing in a list: its name, what it is part of, and its first words."""

    name: Value
    lead: Text | None
    parts: tuple[Value, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class Uses:
    """The things that refer to one by a property; `more` of them are not shown."""

    label: str
    users: tuple[Value, ...]
    more: int


def card(reader: Reader, node: str, here: str, within: str | None = None) -> Card:
    """Return a thing as an item of a list on the page `here`, which may be that of a series that it is in."""
    description = reader.text(node, DESCRIPTIONS)
    first = None if description is None else Text(lead(description.text), description.language)
    parts = tuple(
        reader.value(series, here) for series in reader.graph.objects(node, IN_SERIES) if series != within
    )
    return Card(reader.value(node, here), first, parts)


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
        shown = by_name(reader, users)[:_MOST_USES]
        yield Uses(label, tuple(reader.value(user, here) for user in shown), len(users) - len(shown))
