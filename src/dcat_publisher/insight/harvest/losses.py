"""What gets lost when a document is split into datasets, each loss as a fault."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Final

from dcat_publisher.insight.harvest.facts import MAX_IRI
from dcat_publisher.insight.harvest.faults import Fault
from dcat_publisher.insight.harvest.split import Part, Split, is_dataset
from dcat_publisher.insight.harvest.syntax import SOUND_TAG
from dcat_publisher.model.graph import Graph
from dcat_publisher.model.named_terms import CATALOG, DATASET, MEMBER, RECORD, SERIES, TITLE
from dcat_publisher.model.namespaces import short, term
from dcat_publisher.model.terms import iri_value, is_blank, is_iri, is_literal, language, lexical

# What java.net.URI and a SPARQL query refuse in an address, although the gate lets it through.
_NOT_IN_URI: Final = re.compile(r"[{}|\\^`\"<>\x00-\x20\x7f]")
# What Turtle can write: a language tag (RDF 1.1 Turtle, LANGTAG), an address without the marks around it.
_NOT_QUOTABLE: Final = re.compile(r"[<>\\\n]")
_TOPIC: Final = term("foaf:primaryTopic")
_NINE_DIGITS: Final = re.compile(r"(?<!\d)\d{9}(?!\d)")
_DESCRIBED: Final = tuple(
    term(name)
    for name in (
        "dct:publisher", "dcat:contactPoint", "dcat:distribution", "adms:sample", "dct:temporal",
        "prov:qualifiedAttribution",
    )
)  # fmt: skip


def splitting_faults(graph: Graph, split: Split) -> Iterator[Fault]:
    """Yield what the splitting loses or breaks, of the document as a whole and of its datasets."""
    yield from _missing(graph, split)
    yield from _unnamed(graph)
    yield from _lost_members(graph, split)
    yield from _addresses(graph, split)
    yield from _unreadable(graph)
    for part in split.datasets.values():
        yield from _part_faults(part)
        yield from _references(graph, part)
    for record in graph.instances(RECORD):
        for topic in graph.objects(record, _TOPIC):
            if topic in split.datasets:
                yield Fault("H214", {"value": record}, focus=record, path=_TOPIC, value=topic)


def _missing(graph: Graph, split: Split) -> Iterator[Fault]:
    if not graph.instances(CATALOG):
        yield Fault("H201")
    if not split.datasets and not split.is_of_services:
        yield Fault("H202")


def _unnamed(graph: Graph) -> Iterator[Fault]:
    for catalog in graph.instances(CATALOG):
        if is_blank(catalog):
            yield Fault("H203", focus=catalog)
    for dataset in dict.fromkeys((*graph.instances(DATASET), *graph.instances(SERIES))):
        if is_blank(dataset):
            title = next((lexical(value) for value in graph.objects(dataset, TITLE)), dataset)
            yield Fault("H204", {"title": title}, focus=dataset)


def _lost_members(graph: Graph, split: Split) -> Iterator[Fault]:
    for catalog in graph.instances(CATALOG):
        for value in graph.objects(catalog, MEMBER):
            if is_literal(value):
                yield Fault("H205", {"value": value}, focus=catalog, path=MEMBER, value=value)
            elif not is_dataset(graph, value):
                yield Fault("H206", {"value": value}, focus=catalog, path=MEMBER, value=value)
    if split.generated is not None:
        for orphan in split.catalogs[split.generated]:
            yield Fault("H207", focus=orphan)
    counts = Counter(member for members in split.catalogs.values() for member in members)
    for member, number in counts.items():
        if number > 1:
            yield Fault("H213", {"number": str(number)}, focus=member)


def _addresses(graph: Graph, split: Split) -> Iterator[Fault]:
    for subject in (*(catalog for catalog in split.catalogs if catalog != split.generated), *split.datasets):
        value = iri_value(subject)
        if len(value) > MAX_IRI:
            yield Fault("H209", {"length": str(len(value)), "limit": str(MAX_IRI)}, focus=subject)
        match = _NOT_IN_URI.search(value)
        if match is not None:
            yield Fault("H108", {"iri": value, "character": match[0]}, focus=subject)
    for subject in split.datasets:
        if CATALOG in graph.types(subject):
            yield Fault("H208", focus=subject)


def _unreadable(graph: Graph) -> Iterator[Fault]:
    """Yield what is lost between the harvester and the next service, which gets each dataset as Turtle."""
    for subject, predicate, value in graph:
        tag = language(value)
        written = tag is None or SOUND_TAG.fullmatch(tag) is not None
        if not written or (is_iri(value) and _NOT_QUOTABLE.search(iri_value(value)) is not None):
            yield Fault("H114", {"value": value}, focus=subject, path=predicate, value=value)


def _part_faults(part: Part) -> Iterator[Fault]:
    if part.circle:
        yield Fault("H211", {"number": str(len(part.circle))}, focus=part.subject)
    for _, nodes in part.merged:
        yield Fault("H210", {"number": str(len(nodes)), "nodes": ", ".join(nodes)}, focus=part.subject)
    if part.empty:
        yield Fault("H212", focus=part.subject)


def _references(graph: Graph, part: Part) -> Iterator[Fault]:
    """Yield a dataset's references to what is not in the document, and to nodes without an address."""
    for predicate, values in graph.predicates(part.subject).items():
        if any(is_blank(value) for value in values):
            yield Fault("H216", {"property": short(predicate)}, focus=part.subject, path=predicate)
        if predicate in _DESCRIBED:
            for value in values:
                if is_iri(value) and value not in graph.index and not _is_registered(predicate, value):
                    blanks = {"property": short(predicate), "value": value}
                    yield Fault("H215", blanks, focus=part.subject, path=predicate, value=value)


def _is_registered(predicate: str, value: str) -> bool:
    """Return whether the portal finds a publisher by the organisation number in its address."""
    return predicate == term("dct:publisher") and has_organisation_number(value)


def has_organisation_number(value: str) -> bool:
    """Return whether an address has exactly one number of nine digits."""
    return len(_NINE_DIGITS.findall(value)) == 1
