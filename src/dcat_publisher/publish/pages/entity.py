"""The page of one described thing, as a model that the template shows."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from itertools import islice
from typing import Final

from dcat_publisher.model.named_terms import NAMES
from dcat_publisher.model.terms import TYPE, datatype, iri_value, lexical
from dcat_publisher.publish.pages.access import (
    Button,
    Law,
    Offer,
    access,
    common_way,
    contacts,
    landing_pages,
    laws,
    offer,
)
from dcat_publisher.publish.pages.cards import Card, card
from dcat_publisher.publish.pages.editions import Neighbours, editions, neighbours
from dcat_publisher.publish.pages.kinds import (
    LEGAL_RESOURCE,
    buttons,
    facts_of,
    kind,
    meaning,
    offered,
    used_as,
)
from dcat_publisher.publish.pages.lists import Uses, members, uses
from dcat_publisher.publish.pages.markup import capitalized
from dcat_publisher.publish.pages.predicates import (
    ACCESS_RIGHTS,
    CATALOG,
    CONCEPT,
    DATASET,
    DESCRIPTIONS,
    DISTRIBUTION,
    GENERAL_CLASSES,
    HAS_DATASET,
    HAS_SERVICE,
    IN_SERIES,
    ISSUED,
    LANDING_PAGE,
    LEGISLATION,
    NEXT,
    PREVIOUS,
    PUBLISHER,
    SERIES,
    SERVES,
    SERVICE,
)
from dcat_publisher.publish.pages.reader import Reader
from dcat_publisher.publish.pages.text_blocks import Block, blocks
from dcat_publisher.publish.pages.values import Property, Text, Value
from dcat_publisher.publish.pages.wording import sort_key

_HELD: Final = frozenset({HAS_DATASET, HAS_SERVICE})


@dataclass(frozen=True, slots=True)
class Entity:
    """All that the page of one thing shows, in its order."""

    iri: str
    kind: str
    is_dataset: bool
    name: Text
    heading: str
    parents: tuple[Value, ...]
    publisher: Property | None
    neighbours: Neighbours
    description: tuple[Block, ...]
    description_language: str | None
    meaning: str
    buttons: tuple[Button, ...]
    access: tuple[tuple[Value, str], ...]
    offers: tuple[Offer, ...]
    landing_pages: tuple[Button, ...]
    contacts: tuple[Value, ...]
    facts: tuple[Property, ...]
    members: tuple[Card, ...]
    serves: tuple[Card, ...]
    laws: tuple[Law, ...]
    uses: tuple[Uses, ...]
    properties: tuple[Property, ...]
    citation: tuple[str, str, str]

    @property
    def tells_access(self) -> bool:
        """Whether the page has a part on how to get access."""
        return bool(self.access or self.offers or self.landing_pages or (self.is_dataset and self.contacts))


def entity(reader: Reader, node: str, path: str, listed: Collection[str] = ()) -> Entity:
    """Read what the page of a node shows; `listed` is what a catalogue holds and the page shows in lists."""
    graph, types = reader.graph, tuple(reader.graph.types(node))
    described = reader.best([text for name in DESCRIPTIONS for text in graph.objects(node, name)])[:1]
    description = reader.shown(described[0]) if described else Text("")
    is_data = not {DATASET, SERIES, SERVICE}.isdisjoint(types)
    ways = graph.objects(node, DISTRIBUTION) if DATASET in types else ()
    return Entity(
        iri=iri_value(node),
        kind=kind(reader, node),
        is_dataset=DATASET in types and SERIES not in types,
        name=reader.name(node),
        heading=_heading(reader, node),
        parents=tuple(reader.value(series, path) for series in graph.objects(node, IN_SERIES)),
        publisher=_property(reader, node, PUBLISHER, path) if is_data else None,
        neighbours=neighbours(reader, node, path),
        description=blocks(description.text),
        description_language=description.language,
        meaning="" if described else meaning(reader, node),
        buttons=tuple(buttons(reader, node)),
        access=access(reader, node, path) if is_data else (),
        offers=tuple(offer(reader, item, path, node) for item in ways),
        landing_pages=_landing_pages(reader, node, types),
        contacts=contacts(reader, node, path) if is_data else (),
        facts=tuple(_facts(reader, node, path)),
        members=_members(reader, node, path),
        serves=_serves(reader, node, path),
        laws=laws(reader, node, path),
        uses=() if DATASET in types else _uses(reader, node, path),
        properties=_all_properties(reader, node, path, set(_told(reader, node, listed))),
        citation=_citation(reader, node),
    )


def _heading(reader: Reader, node: str) -> str:
    """Return the name as a heading: those of codes and laws are written as words in a sentence."""
    name = reader.name(node).text
    return name if {CONCEPT, LEGAL_RESOURCE}.isdisjoint(reader.graph.types(node)) else capitalized(name)


def _has_landing_pages(types: Collection[str]) -> bool:
    return not {DATASET, SERIES}.isdisjoint(types)


def _landing_pages(reader: Reader, node: str, types: Collection[str]) -> tuple[Button, ...]:
    """Return the pages about the data; first, of a series, the one by which all of it is to be had."""
    if not _has_landing_pages(types):
        return ()
    common = common_way(reader, node, members(reader, node)) if SERIES in types else ()
    is_first = not common and not reader.graph.objects(node, DISTRIBUTION)
    return (*common, *landing_pages(reader, node, primary=is_first))


def _property(reader: Reader, node: str, predicate: str, here: str) -> Property | None:
    terms = reader.graph.objects(node, predicate)
    types = tuple(reader.graph.types(node))
    return reader.property(predicate, terms, types, here, node) if terms else None


def _facts(reader: Reader, node: str, here: str) -> Iterator[Property]:
    for predicate in facts_of(reader.graph.types(node)):
        found = _property(reader, node, predicate, here)
        if found is not None:
            yield found._replace(values=tuple(_as_name(value) for value in found.values))


def _as_name(value: Value) -> Value:
    """Write the name of a code as one: it stands alone. A host is no name."""
    named = value.href is not None and "." not in value.text
    return value._replace(text=capitalized(value.text)) if named else value


def _members(reader: Reader, node: str, here: str) -> tuple[Card, ...]:
    """Return the datasets of a series: yearly editions from the newest on, then the others by name."""
    found = members(reader, node)
    newest = [edition.node for row in editions(reader, found).values() for edition in row]
    ordered = dict.fromkeys([*newest, *found])
    return tuple(card(reader, member, here, node) for member in ordered)


def _serves(reader: Reader, node: str, here: str) -> tuple[Card, ...]:
    """Return the datasets that a service has, as far as they have pages."""
    served = (term for term in reader.graph.objects(node, SERVES) if term in reader.addresses)
    return tuple(card(reader, term, here) for term in served)


def _uses(reader: Reader, node: str, here: str) -> tuple[Uses, ...]:
    return tuple(
        replace(found, label=used_as(found.predicate, found.label, reader.language))
        for found in uses(reader, node, here)
    )


def _told(reader: Reader, node: str, listed: Collection[str]) -> Iterator[tuple[str, str]]:
    """Yield the statements that the page makes before it comes to all the others."""
    graph, types = reader.graph, reader.graph.types(node)
    names = ((name, text) for name in NAMES for text in reader.best(graph.objects(node, name))[:1])
    yield from islice(names, 1)
    texts = [(name, text) for name in DESCRIPTIONS for text in graph.objects(node, name)]
    first = reader.best([text for _, text in texts])[:1]
    yield from islice(((name, text) for name, text in texts if text in first), 1)
    yield from ((name, term) for name in _HELD for term in graph.objects(node, name) if term in listed)
    whole = [*facts_of(types), *([DISTRIBUTION] if DATASET in types else ())]
    linked = [*offered(types), PREVIOUS, NEXT, *(() if CATALOG in types else [LEGISLATION])]
    if not {DATASET, SERIES, SERVICE}.isdisjoint(types):
        whole.append(PUBLISHER)
        linked.append(ACCESS_RIGHTS)
    if _has_landing_pages(types):
        linked.append(LANDING_PAGE)
    yield from ((name, term) for name in whole for term in graph.objects(node, name))
    # A link tells nothing of what is described on this page and no other.
    links = ((name, term) for name in linked for term in graph.objects(node, name))
    yield from ((name, term) for name, term in links if not reader.is_nested(term, node))
    yield from ((SERVES, term) for term in graph.objects(node, SERVES) if term in reader.addresses)


def _all_properties(
    reader: Reader, node: str, here: str, above: Collection[tuple[str, str]]
) -> tuple[Property, ...]:
    """Return everything but the statements that stand above."""
    types = tuple(reader.graph.types(node))
    # The kind stands over the heading, in words; a class that has no word is told by its name. What a code is
    # besides a concept, its list decides.
    told = reader.labels.knows_type
    other = [type_ for type_ in types if not told(type_)] if GENERAL_CLASSES.isdisjoint(types) else []
    classes = tuple(Value(reader.labels.type(one, reader.language), href=iri_value(one)) for one in other)
    found = [reader.property(TYPE, (), types, here)._replace(values=classes)] if classes else []
    for predicate, terms in reader.graph.predicates(node).items():
        rest = [term for term in terms if (predicate, term) not in above]
        if rest and predicate != TYPE:
            found.append(reader.property(predicate, rest, types, here, node))
    return tuple(sorted(found, key=lambda item: sort_key(item.label)))


def _citation(reader: Reader, node: str) -> tuple[str, str, str]:
    """Return publisher, year of issue (or nothing) and title, of which a reference is made.

    The year is named as that: in brackets after the publisher it reads as the year of the data.
    """
    graph = reader.graph
    publisher = ", ".join(reader.name(agent).text for agent in graph.objects(node, PUBLISHER))
    dates = [lexical(date) for date in graph.objects(node, ISSUED) if datatype(date) is not None]
    return publisher, dates[0][:4] if dates else "", reader.name(node).text
