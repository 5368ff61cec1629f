"""What follows from the records and is not typed: membership, superclasses, descriptions of what is meant.

Consumers run without inference and without fetching anything, so the graph says these things itself: the
national harvester scores only what is described in the document.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from dcat_publisher.model.graph import Graph
from dcat_publisher.model.namespaces import DCAT, DCT, SKOS
from dcat_publisher.model.terms import TYPE, iri_value
from dcat_publisher.vocabulary import Vocabulary

_IN_SCHEME = SKOS.inScheme
TAXONOMY = DCAT.themeTaxonomy
_LABEL = SKOS.prefLabel
_TITLE = DCT.title
_DESCRIPTION = (_LABEL, SKOS.notation, _IN_SCHEME)
MEMBERSHIP = (
    (DCAT.dataset, ("Dataset", "DatasetSeries")),
    (DCAT.service, ("DataService",)),
)
MEMBER_PREDICATES: Final = tuple(predicate for predicate, _ in MEMBERSHIP)
"""What a catalogue names its members by."""


def add_members(graph: Graph, catalog: str) -> None:
    """Link the catalogue to every dataset, series and service, unless it names its members itself.

    A member that names its catalogue (`inCatalog`) says nothing of the others.
    """
    own = graph.node_places[catalog].file if catalog in graph.node_places else None
    for predicate, names in MEMBERSHIP:
        said = [(catalog, predicate, member) for member in graph.objects(catalog, predicate)]
        if any(graph.places[triple].file == own for triple in said if triple in graph.places):
            continue
        classes = {DCAT[name] for name in names}
        members = [node for node in graph.index if not classes.isdisjoint(graph.types(node))]
        for member in sorted(members):
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
            _copy_scheme(found.graph, scheme, graph)


def add_schemes(graph: Graph, vocabulary: Vocabulary) -> None:
    """Describe the concept schemes that the catalogue names as its theme taxonomy."""
    describe_schemes(
        graph, vocabulary, [scheme for said in graph.index.values() for scheme in said.get(TAXONOMY, ())]
    )


def describe_schemes(graph: Graph, vocabulary: Vocabulary, schemes: Iterable[str]) -> None:
    """Describe concept schemes from the code lists of the themes."""
    for scheme in schemes:
        for entry in vocabulary.codes.of_key("theme"):
            _copy_scheme(entry.graph, scheme, graph)


def _copy_scheme(source: Graph, scheme: str, target: Graph) -> None:
    """Describe a scheme; its label is its title too, which DCAT-AP asks of it (ConceptScheme, mandatory)."""
    _copy(source, scheme, target)
    for label in source.objects(scheme, _LABEL):
        target.add(scheme, _TITLE, label)


def _copy(source: Graph, subject: str, target: Graph) -> None:
    for predicate in (TYPE, *_DESCRIPTION):
        for value in source.objects(subject, predicate):
            target.add(subject, predicate, value)


def add_range_types(graph: Graph, vocabulary: Vocabulary) -> None:
    """Give what is referred to, and not described otherwise, the classes that the properties lead to.

    All of them where several properties lead there, so that the order of the files makes no difference. Not
    where that class makes a record: a dataset of somebody else would be harvested as one of ours. Nor where
    something is asked of the class: a bare ELI would be a law without a title. Nor where a public list
    describes it.
    """
    for value, ranges in linked(graph, vocabulary).items():
        for range_ in ranges:
            graph.add(value, TYPE, range_)


def linked(graph: Graph, vocabulary: Vocabulary) -> dict[str, dict[str, None]]:
    """Return the IRIs that are referred to and have no class -> classes that follow from the properties."""
    index, ranges_of = graph.index, vocabulary.link_ranges
    found: dict[str, dict[str, None]] = {}
    for said in index.values():
        for predicate in said.keys() & ranges_of.keys():
            range_ = ranges_of[predicate]
            for value in said[predicate]:
                if value[0] != "<" or (value in index and TYPE in index[value]):
                    continue
                if not vocabulary.is_described_elsewhere(value, range_):
                    found.setdefault(value, {})[range_] = None
    return found
