"""What the page of each kind of thing is made for: what people come for first, and what is short about it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Final

from dcat_publisher.model.language import in_language
from dcat_publisher.model.namespaces import DCT, ELI
from dcat_publisher.model.terms import iri_value, lexical
from dcat_publisher.publish.pages.access import Button, access_codes, button
from dcat_publisher.publish.pages.markup import capitalized
from dcat_publisher.publish.pages.predicates import (
    ACCESS_RIGHTS,
    CATALOG,
    CONCEPT,
    CONTACT,
    CONTACT_PAGE,
    DATASET,
    DOCUMENTATION,
    EMAIL,
    ENDPOINT,
    ENDPOINT_DESCRIPTION,
    FORMAT,
    GENERAL_CLASSES,
    HOMEPAGE,
    IDENTIFIER,
    IN_SCHEME,
    IN_SERIES,
    ISSUED,
    LANDING_PAGE,
    LEGISLATION,
    LICENSE,
    MEDIA_TYPE,
    MODIFIED,
    PUBLISHER,
    SERIES,
    SERVICE,
    SPATIAL,
    TELEPHONE,
    TEMPORAL,
    THEME,
)
from dcat_publisher.publish.pages.reader import Reader
from dcat_publisher.publish.pages.wording import ACCESS, word

LEGAL_RESOURCE: Final = ELI.LegalResource
_SHORT: Final = (
    TEMPORAL, DCT.accrualPeriodicity, MODIFIED, ISSUED, THEME, SPATIAL, IN_SERIES, CONTACT, IDENTIFIER,
)  # fmt: skip
FACTS: Final[Mapping[str, Sequence[str]]] = {
    DATASET: _SHORT,
    SERIES: _SHORT,
    SERVICE: (LICENSE, DCT.conformsTo, MODIFIED, ISSUED, THEME, CONTACT, IDENTIFIER),
}
"""What is told in short beside the text, by class, in this order."""
# What is offered as buttons, by the property, with the words for it; the first is what people come for.
_BUTTONS: Final[Mapping[str, str]] = {
    ENDPOINT: "endpoint",
    ENDPOINT_DESCRIPTION: "endpoint_description",
    HOMEPAGE: "homepage",
    EMAIL: "write",
    CONTACT_PAGE: "contact_page",
    TELEPHONE: "call",
    DOCUMENTATION: "documentation",
    LANDING_PAGE: "landing",
}
_USED: Final[Mapping[str, str]] = {
    PUBLISHER: "used_publisher",
    CONTACT: "used_contact",
    LEGISLATION: "used_law",
    THEME: "used_theme",
    ACCESS_RIGHTS: "used_rights",
    FORMAT: "used_format",
    MEDIA_TYPE: "used_format",
}


def facts_of(types: Collection[str]) -> Sequence[str]:
    """Return what is told in short of a thing with these classes."""
    return next((names for type_, names in FACTS.items() if type_ in types), ())


def offered(types: Collection[str]) -> list[str]:
    """Return the properties that are buttons on the page of a thing: data has a part of its own."""
    if not {DATASET, SERIES, CATALOG}.isdisjoint(types):
        return []
    return list(_BUTTONS)


def buttons(reader: Reader, node: str) -> Iterator[Button]:
    """Yield what people come to a page for; of a law that is its text."""
    types = reader.graph.types(node)
    if LEGAL_RESOURCE in types and iri_value(node).startswith(("http:", "https:")):
        yield button(word("read_law", reader.language), iri_value(node))
    first = True
    for predicate in offered(types):
        for value in reader.graph.objects(node, predicate):
            address = lexical(value)
            note = address.partition(":")[2] if address.startswith(("mailto:", "tel:")) else ""
            yield button(word(_BUTTONS[predicate], reader.language), address, note, primary=first)
            first = False


def kind(reader: Reader, node: str) -> str:
    """Return what a thing is called by the most telling of its classes; a code by the list it is in."""
    types = reader.graph.types(node)
    known = [type_ for type_ in types if reader.labels.knows_type(type_)]
    telling = [type_ for type_ in known if type_ not in GENERAL_CLASSES] or known
    name = capitalized(reader.labels.type(telling[0], reader.language) if telling else "")
    lists = reader.graph.objects(node, IN_SCHEME) if CONCEPT in types else ()
    names = [reader.name(each).text for each in lists if any(reader.graph.predicates(each))]
    return word("in_list", reader.language).format(kind=name, list=names[0]) if name and names else name


def meaning(reader: Reader, node: str) -> str:
    """Return what access rights mean, for their own page; nothing of other codes."""
    if CONCEPT not in reader.graph.types(node):
        return ""
    code = next(iter(access_codes([node])))
    return in_language(ACCESS[code], reader.language) if code in ACCESS and "/access-right/" in node else ""


def used_as(predicate: str, label: str, language: str) -> str:
    """Return the heading over the things that refer to one by a property."""
    if predicate in _USED:
        return word(_USED[predicate], language)
    return word("used_as", language).format(role=label)
