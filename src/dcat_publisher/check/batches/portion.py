"""One portion of a run: some datasets, read, mapped and validated as if the rest were there."""

from __future__ import annotations

from collections.abc import Sequence
from copy import copy
from pathlib import Path

from dcat_publisher.check.batches.order import Order, Shown, load
from dcat_publisher.check.batches.outcome import Around, Outcome, edges_out
from dcat_publisher.check.batches.partial import BeyondError, Stub, validate_part
from dcat_publisher.check.batches.survey import DATASET, Leaf, owner_of, term_of
from dcat_publisher.check.validation import organisation_numbers, result_findings
from dcat_publisher.model.gc_paused import gc_paused
from dcat_publisher.model.terms import TYPE, iri
from dcat_publisher.publish.output import write_portion
from dcat_publisher.publish.page_context import named, portion_site, shown_leaves
from dcat_publisher.source import read
from dcat_publisher.source.mapping import Record, records_of
from dcat_publisher.source.mapping.enrichment import add_concepts, add_schemes, add_superclasses, linked
from dcat_publisher.source.mapping.record_mapper import RecordMapper

_DATASET = iri(DATASET)


def run_portion(order_file: Path, leaves: Sequence[Leaf], around: Around) -> Outcome:
    """Run a portion; a function of its arguments and the files, so that any process can."""
    with gc_paused():
        return Portion(load(order_file), leaves, around).run()


class Portion:
    """One portion while it runs."""

    def __init__(self, order: Order, leaves: Sequence[Leaf], around: Around) -> None:
        self.order = order
        self.leaves = leaves
        self.around = around
        self.outcome = Outcome()
        names = copy(order.names)
        names.unread = set(names.unread)
        self.names = names
        self.walk = RecordMapper(order.vocabulary, names, order.settings.defaults, order.settings.language)
        self.graph = self.walk.graph
        self.records: dict[str, Record] = {}

    def run(self) -> Outcome:
        """Read, map, complete and validate."""
        outcome = self.outcome
        base = self.order.settings.base
        promoted = [term_of(leaf, base) for leaf in self.leaves if not self._map(leaf)]
        outcome.promoted = tuple(promoted)
        if promoted:
            return outcome
        outcome.findings += [*self.walk.findings, *self.walk.dangling()]
        own = list(self.graph.index)
        mentioned = self._mentioned(own)
        outcome.promoted = tuple(self._entered(mentioned))
        if outcome.promoted:
            return outcome
        self._complete()
        outcome.triples = len(self.graph)
        outcome.vague = tuple(sorted(self.names.unread - self.order.names.unread))
        outcome.findings += organisation_numbers(self.graph, self.order.whole)
        outcome.edges = tuple(edges_out(self.graph, own, self.order.backward))
        one: dict[tuple[str, ...], tuple[str, ...]] = {}
        for leaf in self.leaves:
            names = tuple(self.graph.index[term_of(leaf, base)])
            outcome.names[term_of(leaf, base)] = one.setdefault(names, names)
        if self._shown is not None:
            outcome.named = {term: named(self.graph, term) for term in self.records}
        self._validate(mentioned)
        return outcome

    def _mentioned(self, own: Sequence[str]) -> set[str]:
        index = self.graph.index
        return {
            value
            for subject in own
            for predicate, values in index[subject].items()
            if predicate != TYPE
            for value in values
            if value[0] == "<"
        }

    def _entered(self, mentioned: set[str]) -> set[str]:
        """Return the other leaves of which a part is referred to: `…/other#csv`."""
        owners = {owner_of(node) for node in mentioned if "#" in node and node not in self.graph.index}
        return owners & self.order.leaves - self.graph.index.keys()

    def _map(self, leaf: Leaf) -> bool:
        """Map one file; False when it is not the one dataset that it was taken for."""
        order, graph = self.order, self.graph
        document = read(Path(leaf.file), leaf.file)
        records, faults = records_of(document, leaf.path, order.settings.base, order.vocabulary.context)
        self.outcome.findings += [*document.findings, *faults]
        term = term_of(leaf, order.settings.base)
        if len(records) != 1 or iri(records[0].iri) != term or term in graph.index:
            return False
        before = len(graph.index)
        self.records[term] = records[0]
        self.walk.record(records[0])
        fresh = list(graph.index)[before:]
        inside = f"{term[:-1]}#"
        strange = any(node != term and not node.startswith(inside) for node in fresh)
        return (
            not strange
            and graph.index.get(term, {}).get(TYPE) == [_DATASET]
            and self._has_no_member(fresh, term)
        )

    def _has_no_member(self, nodes: Sequence[str], dataset: str) -> bool:
        """Return whether no nested node is a record, which the catalogue would have to list."""
        vocabulary = self.order.vocabulary
        return not any(
            vocabulary.is_record_class(type_)
            for node in nodes
            if node != dataset
            for type_ in self.graph.types(node)
        )

    def _complete(self) -> None:
        graph, order, vocabulary = self.graph, self.order, self.order.vocabulary
        add_superclasses(graph, vocabulary)
        add_concepts(graph, vocabulary, self.walk.concepts)
        add_schemes(graph, vocabulary)
        for node, ranges in linked(graph, vocabulary).items():
            if node in order.leaves or node == order.catalog:
                continue
            if node in order.common.index:
                if node in order.linked and not ranges.keys() <= set(order.common.types(node)):
                    raise BeyondError
                continue
            self.outcome.linked[node] = tuple(sorted(ranges))
            for range_ in ranges:
                graph.add(node, TYPE, range_)
        for node, types in self.around.types:
            for type_ in types:
                graph.add(node, TYPE, type_)

    def _validate(self, mentioned: set[str]) -> None:
        graph, order, outcome = self.graph, self.order, self.outcome
        stubs, included = self._surroundings(mentioned)
        outcome.bare = tuple(sorted(mentioned - graph.index.keys() - stubs.keys()))
        if not order.linked.isdisjoint(mentioned):
            for (_, _, value), place in graph.places.items():
                if value in order.linked:
                    outcome.places[value] = min(place, outcome.places.get(value, place))
        for node in included:
            graph.index[node] = order.common.index[node]
        try:
            results = validate_part(graph, order.profile.shapes, stubs, included, self.around.edges)
            outcome.findings += result_findings(
                graph, results, order.whole, outcome.findings, self.names.unread
            )
            self._write(mentioned)
        except BeyondError:
            if self.around.is_last or not stubs:
                raise
            outcome.wanted = tuple(stubs)
        finally:
            for node in included:
                del graph.index[node]

    @property
    def _shown(self) -> Shown | None:
        return None if self.order.output is None else self.order.output.shown

    def _write(self, mentioned: set[str]) -> None:
        """Write the portion's files, unless its pages have to wait for the names of other datasets."""
        graph, order, outcome, shown = self.graph, self.order, self.outcome, self._shown
        if order.output is None:
            return
        if shown is None:
            outcome.written = write_portion(graph, order, self.records, None)
            return
        outcome.unnamed = tuple(sorted(shown_leaves(graph, order, self.records, mentioned)))
        if outcome.unnamed and not self.around.is_last:
            return
        site = portion_site(graph, order, shown, self.records, self.around.named, outcome.findings)
        outcome.written = write_portion(graph, order, self.records, site)

    def _surroundings(self, mentioned: set[str]) -> tuple[dict[str, Stub], set[str]]:
        """Return what this portion refers to: stubs for other records, and the common nodes it leads to."""
        order, graph = self.order, self.graph
        own_leaves = {term_of(leaf, order.settings.base) for leaf in self.leaves}
        stubs: dict[str, Stub] = {}
        included: set[str] = set()
        waiting = list(mentioned)
        known = dict(self.around.names)
        for node in waiting:
            if node == order.catalog:
                stubs[node] = Stub(order.common.types(node))
            elif node in order.leaves:
                if node not in own_leaves:
                    stubs[node] = Stub(order.leaf_types, known.get(node))
            elif node in order.common.index and node not in included:
                included.add(node)
                graph.index.pop(node, None)
                waiting.extend(
                    value
                    for values in order.common.index[node].values()
                    for value in values
                    if value[0] == "<"
                )
        return stubs, included
