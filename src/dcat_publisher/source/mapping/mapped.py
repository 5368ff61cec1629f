"""Records to one graph, and what was found on the way."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from dcat_publisher.model.finding import Finding
from dcat_publisher.model.graph import Graph
from dcat_publisher.model.terms import iri
from dcat_publisher.source.mapping.enrichment import (
    add_concepts,
    add_members,
    add_range_types,
    add_schemes,
    add_superclasses,
)
from dcat_publisher.source.mapping.meant import PropertiesOf, nothing_known
from dcat_publisher.source.mapping.names import Names
from dcat_publisher.source.mapping.record_mapper import RecordMapper
from dcat_publisher.source.mapping.records import Record
from dcat_publisher.source.mapping.settings import SETTINGS, Settings
from dcat_publisher.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Mapped:
    """The graph of all records, and what was found while mapping them."""

    graph: Graph
    findings: list[Finding]


def map_records(
    records: Iterable[Record],
    settings: Settings,
    names: Names,
    vocabulary: Vocabulary,
    properties_of: PropertiesOf = nothing_known,
) -> Mapped:
    """Map records to one graph and complete it with what follows from them.

    `properties_of` says which properties a class may have, for the question what an unknown key
    was meant to be.
    """
    walk = RecordMapper(vocabulary, names, settings.defaults, settings.language, properties_of)
    catalog = None
    for record in records:
        is_catalog = record.path == "catalog"
        catalog = iri(record.iri) if is_catalog else catalog
        walk.record(record, SETTINGS if is_catalog else frozenset())
    graph = walk.graph
    if catalog is not None:
        add_members(graph, catalog)
    add_superclasses(graph, vocabulary)
    add_concepts(graph, vocabulary, walk.concepts)
    add_schemes(graph, vocabulary)
    add_range_types(graph, vocabulary)
    return Mapped(graph, [*walk.findings, *walk.nested.dangling(names)])


__all__ = ["Mapped", "map_records"]
