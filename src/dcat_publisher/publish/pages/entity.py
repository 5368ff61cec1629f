"""The page of one described thing, as a model that the template shows."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import Final

from dcat_publisher.model.finding import Finding
from dcat_publisher.model.named_terms import NAMES
from dcat_publisher.model.namespaces import DCT
from dcat_publisher.model.terms import TYPE, datatype, iri_value, lexical
from dcat_publisher.publish.pages.access import Law, Offer, access_notes, contacts, laws, offer
from dcat_publisher.publish.pages.lists import Card, Uses, card, members, uses
from dcat_publisher.publish.pages.markup import capitalized
from dcat_publisher.publish.pages.predicates import (
    ACCESS_RIGHTS,
    CATALOG,
    CONTACT,
    DATASET,
    DESCRIPTIONS,
    DISTRIBUTION,
    GENERAL_CLASSES,
    HAS_DATASET,
    HAS_SERVICE,
    IDENTIFIER,
    IN_SERIES,
    ISSUED,
    MODIFIED,
    PUBLISHER,
    SERIES,
    SERVICE,
    TEMPORAL,
)
from dcat_publisher.publish.pages.quality import Quality, quality
from dcat_publisher.publish.pages.reader import Property, Reader, Text, Value
from dcat_publisher.publish.pages.text_blocks import Block, blocks
from dcat_publisher.publish.pages.wording import sort_key

_FACTS: Final = (
    PUBLISHER,
    ACCESS_RIGHTS,
    IN_SERIES,
    IDENTIFIER,
    ISSUED,
    MODIFIED,
    DCT.accrualPeriodicity,
    TEMPORAL,
    CONTACT,
)


_HELD: Final = frozenset({HAS_DATASET, HAS_SERVICE})
_CHECKED: Final = frozenset({CATALOG, DATASET, SERIES, SERVICE})


@dataclass(frozen=True, slots=True)
class Entity:
    """All that the page of one thing shows."""

    iri: str
    kind: str
    is_dataset: bool
    name: Text
    description: tuple[Block, ...]
    description_language: str | None
    parents: tuple[Value, ...]
    facts: tuple[Property, ...]
    members: tuple[Card, ...]
    access: tuple[tuple[Value, str], ...]
    offers: tuple[Offer, ...]
    contacts: tuple[Value, ...]
    laws: tuple[Law, ...]
    properties: tuple[Property, ...]
    uses: tuple[Uses, ...]
    citation: tuple[str, str, str]
    quality: Quality | None


def entity(
    reader: Reader, node: str, path: str, findings: Sequence[Finding], listed: Collection[str] = ()
) -> Entity:
    """Read what the page of a node shows.

    `findings` are those on this node, `listed` what a catalogue holds and the page shows in lists.
    """
    graph, types = reader.graph, tuple(reader.graph.types(node))
    described = reader.best([text for name in DESCRIPTIONS for text in graph.objects(node, name)])[:1]
    description = reader.shown(described[0]) if described else Text("")
    above = {*_on_top(reader, node), *_in_lists(reader, node, listed)}
    checked = bool(findings) or not _CHECKED.isdisjoint(types)
    return Entity(
        iri=iri_value(node),
        kind=capitalized(_kind(reader, types)),
        is_dataset=DATASET in types,
        name=reader.name(node),
        description=blocks(description.text),
        description_language=description.language,
        parents=tuple(reader.value(series, path) for series in graph.objects(node, IN_SERIES)),
        facts=_facts(reader, node, path) if {DATASET, SERIES, SERVICE} & set(types) else (),
        members=tuple(card(reader, member, path, node) for member in members(reader, node)),
        access=_access(reader, node, path),
        offers=tuple(offer(reader, item, path, node) for item in _ways(reader, node)),
        contacts=contacts(reader, node, path),
        laws=laws(reader, node, path),
        properties=_all_properties(reader, node, path, above),
        uses=() if DATASET in types else tuple(uses(reader, node, path)),
        citation=_citation(reader, node),
        quality=quality(findings, reader.language) if checked else None,
    )


def _kind(reader: Reader, types: Iterable[str]) -> str:
    """Return what a thing is called by the most telling of its classes."""
    known = [type_ for type_ in types if reader.labels.knows_type(type_)]
    telling = [type_ for type_ in known if type_ not in GENERAL_CLASSES] or known
    return reader.labels.type(telling[0], reader.language) if telling else ""


def _facts(reader: Reader, node: str, here: str) -> tuple[Property, ...]:
    graph, types = reader.graph, tuple(reader.graph.types(node))
    found = [
        reader.property(predicate, graph.objects(node, predicate), types, here, node)
        for predicate in _FACTS
        if graph.objects(node, predicate)
    ]
    # What is told here in short is told again further down, where the address of a nested node leads.
    return tuple(replace(item, values=tuple(_in_short(value) for value in item.values)) for item in found)


def _in_short(value: Value) -> Value:
    small = value.href is not None and not value.text[:1].isupper()
    if value.anchor is None and not small:
        return value
    return replace(value, anchor=None, text=capitalized(value.text) if small else value.text)


def _access(reader: Reader, node: str, here: str) -> tuple[tuple[Value, str], ...]:
    rights = reader.graph.objects(node, ACCESS_RIGHTS)
    values = [reader.value(term, here) for term in rights]
    notes = access_notes(rights, reader.language)
    return tuple(
        (replace(value, text=capitalized(value.text)), note)
        for value, note in zip(values, notes, strict=True)
    )


def _ways(reader: Reader, node: str) -> Sequence[str]:
    """Return the distributions; what is no dataset has no part of the page for them."""
    return reader.graph.objects(node, DISTRIBUTION) if DATASET in reader.graph.types(node) else ()


def _on_top(reader: Reader, node: str) -> Iterator[tuple[str, str]]:
    """Yield the statements that heading and introduction make."""
    graph = reader.graph
    names = ((name, text) for name in NAMES for text in reader.best(graph.objects(node, name))[:1])
    yield from islice(names, 1)
    texts = [(name, text) for name in DESCRIPTIONS for text in graph.objects(node, name)]
    first = reader.best([text for _, text in texts])[:1]
    yield from islice(((name, text) for name, text in texts if text in first), 1)


def _in_lists(reader: Reader, node: str, listed: Collection[str]) -> Iterator[tuple[str, str]]:
    """Yield the statements that lists make: what a catalogue holds, how to get the data."""
    graph = reader.graph
    yield from ((name, term) for name in _HELD for term in graph.objects(node, name) if term in listed)
    yield from ((DISTRIBUTION, term) for term in _ways(reader, node))


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
    found = [replace(reader.property(TYPE, (), types, here), values=classes)] if classes else []
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
