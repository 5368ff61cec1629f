"""What follows from the records and is not typed: membership, superclasses, descriptions of what is meant.

Consumers run without inference and without fetching anything, so the graph says these things itself: the
national harvester scores only what is described in the document.
"""

from __future__ import annotations

from collections.abc import Iterable

from dcat_publisher.graph import Graph
from dcat_publisher.terms import TYPE, iri, iri_value, is_iri
from dcat_publisher.vocabulary import Vocabulary

DCAT = "http://www.w3.org/ns/dcat#"
_SKOS = "http://www.w3.org/2004/02/skos/core#"
_IN_SCHEME = iri(f"{_SKOS}inScheme")
_DESCRIPTION = tuple(iri(f"{_SKOS}{name}") for name in ("prefLabel", "notation", "inScheme"))
_MEMBERSHIP = (
    (iri(f"{DCAT}dataset"), ("Dataset", "DatasetSeries")),
    (iri(f"{DCAT}service"), ("DataService",)),
)


def add_members(graph: Graph, catalog: str) -> None:
    """Link the catalogue to every dataset, series and service, unless it names its members itself."""
    for predicate, names in _MEMBERSHIP:
        if graph.objects(catalog, predicate):
            continue
        members = [node for name in names for node in graph.instances(iri(f"{DCAT}{name}"))]
        for member in sorted(set(members)):
            graph.add(catalog, predicate, member, graph.node_places.get(member))


def add_superclasses(graph: Graph, vocabulary: Vocabulary) -> None:
    """Give every node the superclasses of its classes: an org:Organization is said to be a foaf:Agent."""
    for subject in list(graph.index):
        for type_ in list(graph.types(subject)):
            for parent in vocabulary.superclasses(type_):
                graph.add(subject, TYPE, parent)


def add_concepts(graph: Graph, vocabulary: Vocabulary, concepts: Iterable[str]) -> None:
    """Describe the concepts that occur, and their schemes, from the code lists: type, label, notation."""
    for concept in concepts:
        found = vocabulary.codes.describing(iri_value(concept))
        if found is None:
            continue
        _copy(found.graph, concept, graph)
        for scheme in found.graph.objects(concept, _IN_SCHEME):
            _copy(found.graph, scheme, graph)


def add_schemes(graph: Graph, vocabulary: Vocabulary) -> None:
    """Describe the concept schemes that the catalogue names as its theme taxonomy."""
    for _, predicate, scheme in list(graph):
        if predicate == iri(f"{DCAT}themeTaxonomy"):
            for entry in vocabulary.codes.of_key("theme"):
                _copy(entry.graph, scheme, graph)


def _copy(source: Graph, subject: str, target: Graph) -> None:
    for predicate in (TYPE, *_DESCRIPTION):
        for value in source.objects(subject, predicate):
            target.add(subject, predicate, value)


def add_range_types(graph: Graph, vocabulary: Vocabulary) -> None:
    """Give what is referred to, and not described otherwise, the class that the property leads to.

    Not where that class makes a record: a dataset of somebody else would be harvested as one of ours.
    """
    for _, predicate, value in list(graph):
        if is_iri(value) and predicate != TYPE and not graph.types(value):
            range_ = vocabulary.range_of(predicate)
            if range_ is not None and not vocabulary.is_record_class(range_):
                graph.add(value, TYPE, range_)
