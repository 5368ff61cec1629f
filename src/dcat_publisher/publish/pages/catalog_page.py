"""The catalogue page: what the catalogue holds, what to choose it by, and the series and services."""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence
from typing import Final, NamedTuple

from dcat_publisher.model.terms import iri
from dcat_publisher.publish.pages.cards import Card, card
from dcat_publisher.publish.pages.lists import by_name
from dcat_publisher.publish.pages.markup import capitalized
from dcat_publisher.publish.pages.predicates import DATASET, HAS_DATASET, HAS_SERVICE, SERIES, SERVICE
from dcat_publisher.publish.pages.reader import Reader
from dcat_publisher.publish.pages.search import FACETS, Facet, Found
from dcat_publisher.publish.pages.wording import sort_key

_MOST_CHOICES: Final = 200
_NO_SOURCES: Final = frozenset({SERIES, SERVICE})


class Choice(NamedTuple):
    """A value to browse by: its name, its page, and how many have it."""

    name: str
    href: str | None
    number: int


def members(reader: Reader, catalog: str) -> Sequence[str]:
    """Return what the catalogue holds and has a page here, in order of name."""
    return reader.once(("members", catalog), lambda: _members(reader, catalog))


def _members(reader: Reader, catalog: str) -> list[str]:
    found = [
        term for predicate in (HAS_DATASET, HAS_SERVICE) for term in reader.graph.objects(catalog, predicate)
    ]
    return by_name(reader, (term for term in dict.fromkeys(found) if term in reader.addresses))


def of_type(reader: Reader, nodes: Iterable[str], type_: str) -> list[str]:
    """Return those of the nodes that have a class; a series is none of its own datasets' kind."""
    classes = reader.graph.types
    if type_ == DATASET:
        return [node for node in nodes if type_ in (own := classes(node)) and _NO_SOURCES.isdisjoint(own)]
    return [node for node in nodes if type_ in classes(node)]


def held(reader: Reader, catalog: str, type_: str) -> Sequence[str]:
    """Return the members of a catalogue that have a class, see `of_type`; asked for again and again."""
    key = "held", catalog, type_
    return reader.once(key, lambda: of_type(reader, members(reader, catalog), type_))


def listed(reader: Reader, catalog: str) -> frozenset[str]:
    """Return those of a catalogue's members that stand in one of the page's lists."""
    return frozenset(node for type_ in (DATASET, SERIES, SERVICE) for node in held(reader, catalog, type_))


def facets(reader: Reader, entries: Sequence[Found]) -> list[Facet]:
    """Return what the entries of the list are of: the values that most have, in order of name."""
    counts: dict[str, dict[str, int]] = {key: {} for key in FACETS}
    for entry in entries:
        for key, values in entry.facets.items() if entry.listed else ():
            for value in values:
                counts[key][value] = counts[key].get(value, 0) + 1
    result = []
    for key, of_key in counts.items():
        most = sorted(of_key.items(), key=lambda pair: -pair[1])[:_MOST_CHOICES]
        named = [(value, capitalized(reader.name(iri(value)).text), count) for value, count in most]
        if named:
            result.append(Facet(key, sorted(named, key=lambda choice: sort_key(choice[1]))))
    return result


def telling(found: Iterable[Facet], entries: Sequence[Found]) -> list[Facet]:
    """Return what narrows the list down: what all of it has is nothing to choose by."""
    number = sum(entry.listed for entry in entries)
    rows = [Facet(each.key, [row for row in each.choices if row[2] < number]) for each in found]
    return [each for each in rows if each.choices]


def browsing(reader: Reader, found: Sequence[Facet], here: str) -> list[tuple[str, list[Choice]]]:
    """Return what to browse by without any search: the pages of the values, where there are such."""
    rows = [
        (facet.key, [Choice(label, reader.href(iri(value), here), n) for value, label, n in facet.choices])
        for facet in found
    ]
    shown = [(key, [choice for choice in row if choice.href is not None]) for key, row in rows]
    return [(key, row) for key, row in shown if row]


def cards(
    reader: Reader, catalog: str, without: Container[str], here: str
) -> list[tuple[str, list[Card]]]:
    """Return the other lists of the page: series and services, with the word for their heading."""
    lists = [("series", SERIES), ("services", SERVICE)]
    given = [
        (key, [card(reader, node, here) for node in held(reader, catalog, type_) if node not in without])
        for key, type_ in lists
    ]
    return [(key, shown) for key, shown in given if shown]
