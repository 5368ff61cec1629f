"""What the portal's parsers lose of a dataset, each loss as a fault."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Final

from dcat_publisher.insight.harvest.faults import Fault
from dcat_publisher.insight.harvest.losses import has_organisation_number
from dcat_publisher.insight.harvest.portal import is_shown_theme
from dcat_publisher.insight.harvest.read_properties import DATASET_PROPERTIES, NODE_PROPERTIES, Manner
from dcat_publisher.insight.harvest.reader import KEPT_LANGUAGES, Reader
from dcat_publisher.insight.harvest.reference_data import ReferenceData
from dcat_publisher.model.graph import Graph
from dcat_publisher.model.language import Words
from dcat_publisher.model.named_terms import IN_SERIES, LABEL, TITLE
from dcat_publisher.model.namespaces import short, term
from dcat_publisher.model.terms import iri_value, is_iri, is_literal, language
from dcat_publisher.source.mapping.list_names import DESCRIBED_BY, METADATA
from dcat_publisher.vocabulary.profile import profile_named

_WORDS: Final = Words(__file__)


_LEGISLATION: Final = term("dcatap:applicableLegislation")
_CODED: Final = {
    term("dct:accessRights"): LABEL, term("dct:accrualPeriodicity"): LABEL, term("dct:language"): LABEL,
    term("dcat:theme"): LABEL, term("dct:type"): LABEL, term("dct:provenance"): LABEL,
    term("dct:spatial"): TITLE, term("dct:subject"): LABEL,
}  # fmt: skip
"""Property whose values are concepts -> the property that their name is read from."""
_SPATIAL: Final = term("dct:spatial")
"""The same place under two addresses, as the specification asks for: one that has a name is enough."""
_DATES: Final = tuple(term(name) for name in ("dct:issued", "dct:modified"))
_PERIOD_DATES: Final = tuple(term(name) for name in ("dcat:startDate", "dcat:endDate"))


def reading_faults(graph: Graph, subject: str, known: ReferenceData) -> Iterator[Fault]:
    """Yield what is not shown of a dataset, or not as it was meant; `graph` is the dataset's own."""
    yield from _node_faults(graph, subject, DATASET_PROPERTIES)
    for predicate, table in NODE_PROPERTIES.items():
        for value in graph.objects(subject, predicate):
            yield from _node_faults(graph, value, table)
    yield from _absent(graph, subject)
    yield from _concepts(graph, subject, known)
    yield from _people(graph, subject)
    yield from _dates(graph, subject)
    for series in graph.objects(subject, IN_SERIES):
        yield Fault("H312", {"value": series}, focus=subject, path=IN_SERIES, value=series)
    if graph.objects(subject, _LEGISLATION) and not graph.objects(subject, term("cpsv:follows")):
        yield Fault("H316", focus=subject, path=_LEGISLATION)


@cache
def _asked(types: tuple[str, ...]) -> frozenset[str]:
    """Return what a check asks of such a node: who was told to write it is not told to do without."""
    asked = profile_named().asked
    return frozenset[str]().union(*(asked.get(type_, frozenset()) for type_ in types))


def _node_faults(graph: Graph, node: str, table: Mapping[str, Manner]) -> Iterator[Fault]:
    for predicate, values in graph.predicates(node).items():
        manner = table.get(predicate)
        if _leads_to_variables(predicate, values):
            yield Fault("H318", focus=node, path=predicate)
        elif manner is None and predicate not in _asked(tuple(graph.types(node))):
            yield Fault("H305", {"property": short(predicate)}, focus=node, path=predicate)
        elif manner is None:
            continue
        elif manner in (Manner.TEXT, Manner.TEXTS):
            yield from _text_faults(node, predicate, values, manner)
        else:
            yield from _value_faults(node, predicate, values, manner)


def _leads_to_variables(predicate: str, values: Sequence[str]) -> bool:
    """Return whether this is the link to a list of variables, which a build makes of the list's name."""
    return predicate == DESCRIBED_BY and any(iri_value(value).endswith(METADATA) for value in values)


def _text_faults(node: str, predicate: str, values: Sequence[str], manner: Manner) -> Iterator[Fault]:
    name = short(predicate)
    for value in values:
        tag = language(value)
        if tag is not None and tag not in KEPT_LANGUAGES:
            yield Fault("H302", {"property": name, "tag": tag}, focus=node, path=predicate, value=value)
    if manner is Manner.TEXT:
        for tag, number in Counter(language(value) or "no" for value in values if is_literal(value)).items():
            if number > 1 and tag in KEPT_LANGUAGES:
                blanks = {"property": name, "tag": tag, "number": str(number)}
                yield Fault("H304", blanks, focus=node, path=predicate)


def _value_faults(node: str, predicate: str, values: Sequence[str], manner: Manner) -> Iterator[Fault]:
    name = short(predicate)
    code = {Manner.NODE: "H301", Manner.NODES: "H301", Manner.EACH_NODE: "H317"}.get(manner)
    for value in values:
        if code is not None and is_literal(value):
            yield Fault(code, {"property": name, "value": value}, focus=node, path=predicate, value=value)
    if manner in (Manner.ONE, Manner.NODE) and len(values) > 1:
        yield Fault("H303", {"property": name, "number": str(len(values))}, focus=node, path=predicate)


def _absent(graph: Graph, subject: str) -> Iterator[Fault]:
    reader = Reader(graph)
    for name, what in (
        ("dct:title", _WORDS["title"]),
        ("dct:description", _WORDS["description"]),
    ):
        if reader.texts(subject, term(name)) is None:
            yield Fault("H310", {"what": what, "property": name}, focus=subject, path=term(name))


def _concepts(graph: Graph, subject: str, known: ReferenceData) -> Iterator[Fault]:
    reader = Reader(graph)
    for predicate, label in _CODED.items():
        values = graph.objects(subject, predicate)
        named = {value for value in values if is_iri(value) and _has_name(reader, value, label, known)}
        for value in filter(is_iri, values):
            address = iri_value(value)
            if predicate == term("dcat:theme") and not is_shown_theme(address):
                yield Fault("H306", {"value": address}, focus=subject, path=predicate, value=value)
            elif value not in named and not (predicate == _SPATIAL and named):
                blanks = {"value": address, "property": short(predicate), "label": short(label)}
                yield Fault("H307", blanks, focus=subject, path=predicate, value=value)
            if predicate == term("dct:accessRights") and not known.knows(address, "access-right"):
                blanks = {"value": address, "property": short(predicate)}
                yield Fault("H314", blanks, focus=subject, path=predicate, value=value)


def _has_name(reader: Reader, value: str, label: str, known: ReferenceData) -> bool:
    return known.labels(iri_value(value)) is not None or reader.texts(value, label) is not None


def _people(graph: Graph, subject: str) -> Iterator[Fault]:
    reader = Reader(graph)
    for value in graph.objects(subject, term("dcat:contactPoint")):
        read = [term(f"vcard:{name}") for name in ("fn", "hasEmail", "hasTelephone", "hasURL")]
        if value in graph.index and all(reader.string(value, predicate) is None for predicate in read):
            yield Fault("H308", {"value": value}, focus=value)
    for value in graph.objects(subject, term("dct:publisher")):
        named = reader.texts(value, term("foaf:name")) or reader.string(value, term("rov:legalName"))
        if value in graph.index and not named and not has_organisation_number(value):
            yield Fault("H309", {"value": value}, focus=value, path=term("foaf:name"))


def _dates(graph: Graph, subject: str) -> Iterator[Fault]:
    periods = graph.objects(subject, term("dct:temporal"))
    old = Reader(graph, old=True)
    for node, predicates in ((subject, _DATES), *((period, _PERIOD_DATES) for period in periods)):
        for predicate in predicates:
            for value in graph.objects(node, predicate):
                if old.date(node, predicate) is None:
                    blanks = {"value": value, "property": short(predicate)}
                    yield Fault("H313", blanks, focus=node, path=predicate, value=value)
