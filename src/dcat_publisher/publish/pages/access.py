"""How to get the data: access rights, distributions, whom to ask, and the laws that decide."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from dcat_publisher.model.language import in_language
from dcat_publisher.model.named_terms import NAMES
from dcat_publisher.model.terms import iri_value
from dcat_publisher.publish.pages.predicates import (
    ACCESS_URL,
    CONTACT,
    CONTACT_PAGE,
    DESCRIPTION,
    DESCRIPTIONS,
    DOWNLOAD_URL,
    EMAIL,
    LEGISLATION,
    TITLE,
)
from dcat_publisher.publish.pages.reader import Property, Reader, Text, Value
from dcat_publisher.publish.pages.text_blocks import Block, blocks, clickable
from dcat_publisher.publish.pages.wording import ACCESS


@dataclass(frozen=True, slots=True)
class Offer:
    """One way to get the data: a distribution with its links and what else is said of it."""

    anchor: str | None
    title: Value
    description: tuple[Block, ...]
    language: str | None
    links: tuple[tuple[str, Value], ...]
    details: tuple[Property, ...]


@dataclass(frozen=True, slots=True)
class Law:
    """One law: its name, its full citation, and the address of its text."""

    name: Value
    citation: Text | None
    href: str | None


def access_notes(rights: Iterable[str], language: str) -> tuple[str, ...]:
    """Return what access rights mean, one sentence for each that is in the EU list."""
    codes = [iri_value(term).rpartition("/")[2] for term in rights]
    return tuple(in_language(ACCESS[code], language) if code in ACCESS else "" for code in codes)


def offer(reader: Reader, node: str, here: str, owner: str) -> Offer:
    """Return a distribution as it is shown on the page of its dataset."""
    graph = reader.graph
    described = reader.best(graph.objects(node, DESCRIPTION))[:1]
    description = reader.shown(described[0]) if described else Text("")
    links = [
        (key, reader.value(value, here))
        for key, predicate in (("go", ACCESS_URL), ("download", DOWNLOAD_URL))
        for value in graph.objects(node, predicate)
    ]
    shown = (TITLE, DESCRIPTION, ACCESS_URL, DOWNLOAD_URL)
    others = _in_other_languages(reader, node, here, owner)
    return Offer(
        iri_value(node).partition("#")[2] if node.startswith(f"{owner[:-1]}#") else None,
        _title(reader, node, here),
        blocks(description.text),
        description.language,
        tuple(links),
        (*others, *reader.properties(node, here, owner, shown, (node,))),
    )


def _in_other_languages(reader: Reader, node: str, here: str, owner: str) -> Iterator[Property]:
    """Yield title and description in the languages that the page does not show them in."""
    types = tuple(reader.graph.types(node))
    for predicate in (TITLE, DESCRIPTION):
        texts = reader.graph.objects(node, predicate)
        rest = [text for text in texts if text not in reader.best(texts)[:1]]
        if rest:
            yield reader.property(predicate, rest, types, here, owner)


def _title(reader: Reader, node: str, here: str) -> Value:
    """Return the name of a distribution, if it has one; a link where it has a page of its own."""
    if node in reader.addresses:
        return reader.value(node, here)
    named = any(reader.graph.objects(node, name) for name in NAMES)
    name = reader.name(node) if named else Text("")
    return Value(name.text, name.language)


def contacts(reader: Reader, node: str, here: str) -> tuple[Value, ...]:
    """Return the addresses to write to."""
    graph = reader.graph
    return tuple(
        reader.value(address, here)
        for contact in graph.objects(node, CONTACT)
        for predicate in (EMAIL, CONTACT_PAGE)
        for address in graph.objects(contact, predicate)
    )


def laws(reader: Reader, node: str, here: str) -> tuple[Law, ...]:
    """Return the laws that apply to a node."""
    return tuple(
        Law(reader.value(law, here), reader.text(law, DESCRIPTIONS), clickable(iri_value(law)))
        for law in reader.graph.objects(node, LEGISLATION)
    )
