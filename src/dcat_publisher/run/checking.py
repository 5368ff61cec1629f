"""The run: survey, common part, portions in whatever executor, and what can be said only at the end."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from dcat_publisher.catalog import Catalog, read_catalog, source_files
from dcat_publisher.export import SUFFIXES, replaced_site, write_site
from dcat_publisher.findings import Finding, in_order
from dcat_publisher.mapping.completion import MEMBERSHIP
from dcat_publisher.profile import Profile
from dcat_publisher.run.assembly import assemble, strays
from dcat_publisher.run.cache import Cache, order_digest, portion_key
from dcat_publisher.run.common import Common, add_leaf_members, map_common
from dcat_publisher.run.exchange import Exchange
from dcat_publisher.run.order import Output, save
from dcat_publisher.run.output import Written
from dcat_publisher.run.partial import BeyondError, Stub, validate_part
from dcat_publisher.run.portion import Around, Outcome, run_portion, without_collection
from dcat_publisher.run.survey import Leaf, Survey, owner_of, survey, term_of
from dcat_publisher.terms import TYPE
from dcat_publisher.validation import organisation_numbers, result_findings
from dcat_publisher.vocabulary import Vocabulary

_MEMBERS = frozenset(predicate for predicate, _ in MEMBERSHIP)
PORTION = 64
"""How many datasets are read together: enough to make what they share cheap, few enough to share out."""
Task = tuple[Path, tuple[Leaf, ...], Around]
Runner = Callable[[Sequence[Task]], Iterable[Outcome]]
"""Runs tasks, here or elsewhere, and gives their outcomes in order."""


@dataclass(frozen=True, slots=True)
class Checked:
    """What came of a check: the findings in order, and how much was looked at."""

    findings: list[Finding]
    files: tuple[str, ...]
    datasets: int
    in_portions: bool


def in_process(tasks: Sequence[Task]) -> Iterable[Outcome]:
    """Run tasks one after the other in this process."""
    return [run_portion(*task) for task in tasks]


def check_folder(
    source: Path, vocabulary: Vocabulary, profile: Profile, runner: Runner = in_process,
    portion: int = PORTION, cache: Cache | None = None,
) -> Checked:  # fmt: skip
    """Read, map and validate a source folder, portion by portion.

    The findings are those of `read_catalog`, which also does the work where portions cannot: shapes that are
    not SHACL Core, verdicts that need other datasets whole, a `catalog.yaml` that cannot be read. `cache`
    knows what has not changed since an earlier run.
    """
    with without_collection():
        if not (profile.shapes.delegated or profile.shapes.has_rules):
            try:
                return _in_portions(source, vocabulary, profile, runner, portion, cache)
            except BeyondError:
                pass
        return _whole(read_catalog(source, vocabulary, profile))


def build_folder(
    source: Path, vocabulary: Vocabulary, profile: Profile, out: Path, accept: Callable[[Checked], bool],
    runner: Runner = in_process, portion: int = PORTION, suffixes: Sequence[str] = SUFFIXES,
    parts: bool = True,
) -> Checked:  # fmt: skip
    """Check a source folder and write the catalogue to `out`, without HTML pages, portion by portion.

    `suffixes` are those of the formats, `parts` whether each record has documents of its own. When `accept`
    says no to what was found, `out` stays as it is. The bytes are those that `write_site` writes. Raises
    OutputError when `out` cannot be written.
    """
    try:
        with without_collection():
            if profile.shapes.delegated or profile.shapes.has_rules:
                raise BeyondError
            with (
                replaced_site(out) as staging,
                TemporaryDirectory(dir=out.parent, prefix=".pieces-") as pieces,
            ):
                output = Output(staging.resolve(), Path(pieces).resolve(), tuple(suffixes), parts)
                checked = _in_portions(source, vocabulary, profile, runner, portion, None, output)
                if not accept(checked):
                    raise _RefusedError(checked)
                return checked
    except _RefusedError as refused:
        return refused.checked
    except BeyondError:
        catalog = read_catalog(source, vocabulary, profile)
        checked = _whole(catalog)
        if accept(checked):
            write_site(catalog, vocabulary, out, suffixes=suffixes, pages=False, parts=parts)
        return checked


class _RefusedError(Exception):
    def __init__(self, checked: Checked) -> None:
        super().__init__()
        self.checked = checked


def _whole(catalog: Catalog) -> Checked:
    files = {record.place.file for record in catalog.records}
    return Checked(catalog.findings, tuple(sorted(files)), len(catalog.records), in_portions=False)


def _in_portions(
    source: Path, vocabulary: Vocabulary, profile: Profile, runner: Runner, portion: int,
    cache: Cache | None, output: Output | None = None,
) -> Checked:  # fmt: skip
    files, unread = source_files(source)
    if unread:
        raise BeyondError
    promoted: frozenset[str] = frozenset()
    known = {} if cache is None else cache.glances
    while True:
        surveyed = survey(source, files, vocabulary.context, known, promoted)
        if cache is not None:
            cache.glances = known = surveyed.glances
        if not surveyed.leaves:
            raise BeyondError
        common = map_common(source, surveyed, vocabulary, profile)
        if common.promoted:
            promoted |= common.promoted
            continue
        common.order = replace(common.order, output=output)
        run = Run(surveyed, common, profile, runner, portion, cache)
        run.first_round()
        if not run.promoted:
            checked = run.finish()
            if output is not None:
                assemble(common, run.written, output, vocabulary.context)
            if cache is not None:
                cache.save()
            return checked
        promoted |= run.promoted


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
        self.digest = b"" if cache is None else order_digest(surveyed, common.order.vocabulary, profile)
        self.outcomes: list[Outcome] = []
        self.written: list[Written] = []

    def first_round(self) -> None:
        """Run all portions."""
        self.outcomes = self._run(dict.fromkeys(range(len(self.portions)), Around()))

    @property
    def promoted(self) -> frozenset[str]:
        """The files that have to be read before the portions, because others depend on what is in them."""
        file_of = {term_of(leaf, self.common.settings.base): leaf.file for leaf in self.surveyed.leaves}
        return frozenset(file_of[term] for outcome in self.outcomes for term in outcome.promoted)

    def finish(self) -> Checked:
        """Run again those portions that depend on others, validate the common part, and join the findings."""
        base = self.common.settings.base
        portion_of = {
            term_of(leaf, base): number for number, leaves in enumerate(self.portions) for leaf in leaves
        }
        exchange = Exchange(self.common, self.outcomes, portion_of)
        again = exchange.around()
        final = list(self.outcomes)
        for number, outcome in zip(again, self._run(again), strict=True):
            final[number] = outcome
        self.written = [outcome.written for outcome in final if outcome.written is not None]
        findings = self._common_findings(exchange)
        for outcome in final:
            findings += outcome.findings
        files = (*self.surveyed.others, *(leaf.file for leaf in self.surveyed.leaves))
        return Checked(
            in_order(_once(findings, portion_of, self.common)),
            tuple(sorted(files)),
            len(self.surveyed.leaves) + len(self.common.records),
            in_portions=True,
        )

    def _run(self, wanted: dict[int, Around]) -> list[Outcome]:
        """Give the outcomes of portions: remembered ones, and those that have to be made now."""
        cache = self.cache
        keys = {n: portion_key(self.digest, self.portions[n], around) for n, around in wanted.items()}
        found = {n: None if cache is None else cache.find(key) for n, key in keys.items()}
        missing = [n for n, outcome in found.items() if outcome is None]
        if missing:
            with TemporaryDirectory(prefix="dcat-publisher-") as folder:
                order_file = Path(folder, "order")
                save(self.common.order, order_file)
                tasks = [(order_file, self.portions[n], wanted[n]) for n in missing]
                for n, outcome in zip(missing, self.runner(tasks), strict=True):
                    found[n] = outcome
                    if cache is not None:
                        cache.keep(keys[n], outcome)
        return [outcome for outcome in found.values() if outcome is not None]

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
        """Give the finding about a node that is only linked to the place of the first link, of all portions."""
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
    """Tell whether the place of a finding of the common part is in a portion.

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
