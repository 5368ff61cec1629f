"""The common part of a run: catalogue, agents, laws, series, and whatever is not one plain dataset."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from dcat_publisher.check.batches.order import Order, Output, Shown
from dcat_publisher.check.batches.outcome import edges_out
from dcat_publisher.check.batches.partial import BeyondError, Edge, backward_predicates
from dcat_publisher.check.batches.survey import DATASET, Leaf, Survey, owner_of, term_of
from dcat_publisher.check.catalog import CATALOG_FILE, names_of, records_in
from dcat_publisher.model.finding import Finding
from dcat_publisher.model.graph import Graph
from dcat_publisher.model.place import Place
from dcat_publisher.model.terms import TYPE, iri
from dcat_publisher.publish.pages import addresses
from dcat_publisher.publish.pages.predicates import HAS_DATASET
from dcat_publisher.source import Mapping, read
from dcat_publisher.source.mapping import (
    Names,
    Record,
    Settings,
    read_settings,
    same_iri_findings,
    still_there,
)
from dcat_publisher.source.mapping.enrichment import (
    MEMBERSHIP,
    add_concepts,
    add_schemes,
    add_superclasses,
    linked,
)
from dcat_publisher.source.mapping.record_mapper import RecordMapper
from dcat_publisher.source.mapping.settings import SETTINGS
from dcat_publisher.vocabulary import Vocabulary
from dcat_publisher.vocabulary.profile import Profile

_MEMBERSHIP = frozenset(predicate for predicate, _ in MEMBERSHIP)


@dataclass
class Common:
    """The common part, as mapped: `promoted` are leaves that it says something of, and that belong to it."""

    graph: Graph
    records: list[Record]
    settings: Settings
    names: Names
    findings: list[Finding]
    order: Order
    mentioned: set[str]
    edges: tuple[Edge, ...]
    promoted: set[str]


def map_common(source: Path, surveyed: Survey, vocabulary: Vocabulary, profile: Profile) -> Common:
    """Read and map what is not a leaf. Raises BeyondError when the folder is better read as a whole."""
    documents = [
        (Path(name).relative_to(source).with_suffix("").as_posix(), read(Path(name), name))
        for name in surveyed.others
    ]
    own = next((each for _, each in documents if each.file == (source / CATALOG_FILE).as_posix()), None)
    if own is None or not isinstance(own.root, Mapping):
        raise BeyondError
    settings = read_settings(own, vocabulary.context)
    records, findings = records_in(documents, settings, vocabulary)
    names = names_of(records, documents, settings)
    leaves = {term_of(leaf, settings.base): leaf for leaf in surveyed.leaves}
    promoted = _clashes(surveyed.leaves, leaves, records, names)
    for leaf in surveyed.leaves:
        names.by_path[leaf.path] = term_of(leaf, settings.base)[1:-1]
        names.by_name.setdefault(leaf.path.rpartition("/")[2], []).append(leaf.path)
    walk = RecordMapper(vocabulary, names, settings.defaults, settings.language)
    for record in records:
        walk.record(record, SETTINGS if record.path == "catalog" else frozenset())
    findings += [*settings.findings, *walk.findings, *walk.dangling(), *same_iri_findings(records)]
    findings += still_there(settings.removed, names.by_path.keys())
    graph = walk.graph
    edges = tuple(edges_out(graph, list(graph.index), backward_predicates(profile.graph)))
    mentioned = _mentioned(graph)
    add_superclasses(graph, vocabulary)
    add_concepts(graph, vocabulary, walk.concepts)
    add_schemes(graph, vocabulary)
    ranges = {node: found for node, found in linked(graph, vocabulary).items() if node not in leaves}
    for node, found in ranges.items():
        for range_ in found:
            graph.add(node, TYPE, range_)
    touched = {owner_of(node) for node in (*graph.index, *(node for node in mentioned if "#" in node))}
    promoted |= {leaves[node].file for node in touched & leaves.keys()}
    catalogs = [iri(record.iri) for record in records if record.path == "catalog"]
    if len(catalogs) != 1:
        raise BeyondError
    order = _order(graph, settings, names, leaves, catalogs[0], Place(own.file), vocabulary, profile, ranges)
    return Common(graph, records, settings, names, findings, order, mentioned, edges, promoted)


def _clashes(
    leaves: Sequence[Leaf], by_term: dict[str, Leaf], records: Iterable[Record], names: Names
) -> set[str]:
    """Return the files of leaves whose path or address something else has."""
    taken = {iri(name) for record in records for name in (record.iri, record.address)}
    clashing = {leaf.file for term, leaf in by_term.items() if term in taken or leaf.path in names.by_path}
    paths: dict[str, str] = {}
    for leaf in leaves:
        other = paths.setdefault(leaf.path, leaf.file)
        if other != leaf.file:
            clashing |= {other, leaf.file}
    return clashing


def _mentioned(graph: Graph) -> set[str]:
    return {
        value
        for said in graph.index.values()
        for predicate, values in said.items()
        if predicate != TYPE
        for value in values
        if value[0] == "<"
    }


def _order(
    graph: Graph, settings: Settings, names: Names, leaves: dict[str, Leaf], catalog: str, whole: Place,
    vocabulary: Vocabulary, profile: Profile, ranges: Iterable[str],
) -> Order:  # fmt: skip
    reduced = Graph()
    reduced.index = {node: said for node, said in graph.index.items() if node != catalog}
    reduced.index[catalog] = {TYPE: list(graph.types(catalog))}
    return Order(
        settings=settings, names=names, common=reduced, leaves=frozenset(leaves), catalog=catalog,
        whole=whole, folders=vocabulary.folders, profile_name=profile.name, profile_files=profile.files,
        backward=backward_predicates(profile.graph),
        leaf_types=(iri(DATASET), *vocabulary.superclasses(iri(DATASET))), linked=frozenset(ranges),
    )  # fmt: skip


def with_output(common: Common, output: Output) -> Order:
    """Return the order to write a site, with what pages show of the common records."""
    graph, order = common.graph, common.order
    said = graph.predicates(order.catalog)
    if output.extent.pages:
        records = {iri(record.iri): record.path for record in common.records}
        members = said.get(HAS_DATASET)
        shown = Shown(
            {name: values for name, values in said.items() if name not in _MEMBERSHIP},
            None if members is None else frozenset(members),
            addresses(graph, common.settings.base, records),
        )
        output = output._replace(shown=shown)
    return replace(order, output=output)


def add_leaf_members(common: Common) -> None:
    """Link the catalogue to its members, as `completion.add_members` does, without the leaves' graph."""
    graph, catalog = common.graph, common.order.catalog
    for predicate, names in MEMBERSHIP:
        if graph.objects(catalog, predicate):
            continue
        classes = {iri(f"http://www.w3.org/ns/dcat#{name}") for name in names}
        members = {node for node, said in graph.index.items() if not classes.isdisjoint(said.get(TYPE, ()))}
        own = members & graph.node_places.keys()
        if iri(DATASET) in classes:
            members |= common.order.leaves
        graph.places.update({(catalog, predicate, node): graph.node_places[node] for node in own})
        if members:
            graph.index[catalog][predicate] = sorted(members)
