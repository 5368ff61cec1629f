"""One attempt at a run in portions: the rounds, and what can be said only at the end."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from dcat_publisher.check.batches.cache import Cache, order_digest, portion_key
from dcat_publisher.check.batches.common import Common, add_leaf_members
from dcat_publisher.check.batches.exchange import Exchange
from dcat_publisher.check.batches.order import save
from dcat_publisher.check.batches.outcome import Around, Outcome
from dcat_publisher.check.batches.partial import BeyondError, Stub, validate_part
from dcat_publisher.check.batches.survey import Leaf, Survey, owner_of, term_of
from dcat_publisher.check.batches.written import Written
from dcat_publisher.check.validation import organisation_numbers, result_findings
from dcat_publisher.model.finding import Finding
from dcat_publisher.model.terms import TYPE
from dcat_publisher.publish.assembly import strays
from dcat_publisher.source.mapping.enrichment import MEMBERSHIP
from dcat_publisher.vocabulary.profile import Profile

_MEMBERS = frozenset(predicate for predicate, _ in MEMBERSHIP)
Task = tuple[Path, tuple[Leaf, ...], Around]
Runner = Callable[[Sequence[Task]], Generator[Outcome, None, None]]
"""Runs tasks, here or elsewhere, and gives their outcomes in order; when closed early, nothing runs on."""


class Run:
    """One attempt at a run in portions."""

    def __init__(
        self,
        surveyed: Survey,
        common: Common,
        profile: Profile,
        runner: Runner,
        portion: int,
        cache: Cache | None,
    ) -> None:
        self.surveyed = surveyed
        self.common = common
        self.profile = profile
        self.runner = runner
        self.portions = list(_cut(surveyed.leaves, common, portion))
        self.cache = cache
        self.digest = b"" if cache is None else order_digest(surveyed, common.order, profile)
        self.outcomes: list[Outcome] = []
        self.written: list[Written] = []
        self.terms: dict[str, str] = {}

    def first_round(self) -> None:
        """Run all portions."""
        self.outcomes = list(self._run(dict.fromkeys(range(len(self.portions)), Around())).values())

    @property
    def promoted(self) -> frozenset[str]:
        """The files that have to be read before the portions, because others depend on what is in them."""
        file_of = {term_of(leaf, self.common.settings.base): leaf.file for leaf in self.surveyed.leaves}
        return frozenset(file_of[term] for outcome in self.outcomes for term in outcome.promoted)

    def finish(self) -> list[Finding]:
        """Run again those portions that depend on others, validate the common part; give all findings."""
        base = self.common.settings.base
        portion_of = {
            term_of(leaf, base): number for number, leaves in enumerate(self.portions) for leaf in leaves
        }
        exchange = Exchange(self.common, self.outcomes, portion_of)
        around = exchange.around()
        final = {**dict(enumerate(self.outcomes)), **self._run(around)}
        last = {
            number: exchange.completed(around.get(number, Around()), outcome)
            for number, outcome in final.items()
            if outcome.wanted or outcome.unnamed
        }
        final |= self._run(last)
        if self.common.order.output is not None:
            around |= last
            # An outcome is remembered without its files when another took its place at that time.
            bare = {n: around.get(n, Around()) for n, outcome in final.items() if outcome.written is None}
            final |= self._run(bare, remembered=False)
        self.written = [outcome.written for outcome in final.values() if outcome.written is not None]
        findings = self._common_findings(exchange)
        for outcome in final.values():
            findings += outcome.findings
        return _once(findings, portion_of, self.common)

    def _run(self, wanted: dict[int, Around], *, remembered: bool = True) -> dict[int, Outcome]:
        """Return the outcomes of portions: remembered ones, and those that have to be made now."""
        cache, output = self.cache, self.common.order.output
        staging = None if output is None else output.staging
        keys = {n: portion_key(self.digest, self.portions[n], around) for n, around in wanted.items()}
        found: dict[int, Outcome | None] = dict.fromkeys(wanted)
        if cache is not None and remembered:
            found |= {n: cache.find(key, staging) for n, key in keys.items()}
        missing = [n for n, outcome in found.items() if outcome is None]
        if missing:
            with TemporaryDirectory(prefix="dcat-publisher-") as folder:
                order_file = Path(folder, "order")
                save(self.common.order, order_file)
                tasks = [(order_file, self.portions[n], wanted[n]) for n in missing]
                with closing(self.runner(tasks)) as outcomes:
                    for n, outcome in zip(missing, outcomes, strict=True):
                        found[n] = outcome
                        if outcome.written is not None:
                            outcome.written.share(self.terms)
                        if cache is not None:
                            cache.keep(keys[n], outcome)
        return {n: outcome for n, outcome in found.items() if outcome is not None}

    def _common_findings(self, exchange: Exchange) -> list[Finding]:
        common = self.common
        graph, order = common.graph, common.order
        common_types = exchange.common_types()
        if common_types and order.output is not None:
            raise BeyondError  # the documents of datasets that lead there through common nodes lack the class
        for node, types in common_types.items():
            graph.index[node] = {TYPE: list(types)}
        add_leaf_members(common)
        stub = Stub(order.leaf_types)
        results = validate_part(
            graph,
            self.profile.shapes,
            dict.fromkeys(order.leaves, stub),
            frozenset(),
            exchange.common_edges(),
        )
        vague = common.names.unread.union(*(outcome.vague for outcome in self.outcomes))
        found = [
            *result_findings(graph, results, order.whole, common.findings, vague),
            *organisation_numbers(graph, order.whole),
        ]
        if any(_stands_elsewhere(each, common) for each in found):
            raise BeyondError
        return [*common.findings, *map(self._at_first_reference, found)]

    def _at_first_reference(self, found: Finding) -> Finding:
        """Return a finding about a node that is only linked to the place of the first link."""
        if found.focus is None or found.focus not in self.common.order.linked:
            return found
        places = [each.places[found.focus] for each in self.outcomes if found.focus in each.places]
        return replace(found, place=min([found.place, *places]))


def _cut(leaves: Iterable[Leaf], common: Common, size: int) -> Iterator[tuple[Leaf, ...]]:
    """Cut the leaves, in the order of their terms, into portions, none of which reaches across a stray."""
    ordered = sorted((term_of(leaf, common.settings.base), leaf) for leaf in leaves)
    between = iter([*strays(common.graph, common.order.leaves), None])
    stray = next(between)
    portion: list[Leaf] = []
    for term, leaf in ordered:
        passed = stray is not None and stray < term
        while stray is not None and stray < term:
            stray = next(between)
        if portion and (passed or len(portion) == size):
            yield tuple(portion)
            portion = []
        portion.append(leaf)
    if portion:
        yield tuple(portion)


def _stands_elsewhere(found: Finding, common: Common) -> bool:
    """Return whether the place of a finding of the common part is in a portion.

    So it is for a concept, which has the place of the first link, and for the catalogue's list of datasets.
    """
    order = common.order
    if found.focus is not None and found.focus not in common.graph.node_places:
        return found.focus not in order.linked
    if found.focus != common.order.catalog or found.path not in _MEMBERS:
        return False
    values = common.graph.objects(found.focus, found.path) if found.value is None else (found.value,)
    return not common.order.leaves.isdisjoint(values)


def _once(findings: Iterable[Finding], portion_of: dict[str, int], common: Common) -> list[Finding]:
    """Leave one finding of those about a node that several portions refer to: at the first reference."""
    kept: list[Finding] = []
    shared: dict[tuple[object, ...], Finding] = {}
    for found in findings:
        focus = found.focus
        if focus is None or owner_of(focus) in portion_of or focus in common.graph.node_places:
            kept.append(found)
            continue
        key = (found.code, focus, found.path, found.value, tuple(found.message.items()))
        if key not in shared or found.place < shared[key].place:
            shared[key] = found
    return [*kept, *shared.values()]
