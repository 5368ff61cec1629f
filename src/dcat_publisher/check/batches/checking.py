"""The run: survey, common part, portions in whatever executor, and what can be said only at the end."""

from __future__ import annotations

from collections.abc import Callable, Generator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from dcat_publisher.check.batches.attempt import Run, Runner, Task
from dcat_publisher.check.batches.cache import Cache
from dcat_publisher.check.batches.common import map_common, with_output
from dcat_publisher.check.batches.order import Output
from dcat_publisher.check.batches.outcome import Outcome
from dcat_publisher.check.batches.partial import BeyondError
from dcat_publisher.check.batches.portion import run_portion
from dcat_publisher.check.batches.survey import survey
from dcat_publisher.check.catalog import Catalog, read_catalog, source_files
from dcat_publisher.model.finding import Finding, in_order
from dcat_publisher.model.gc_paused import gc_paused
from dcat_publisher.publish.assembly import assemble
from dcat_publisher.publish.export import EVERYTHING, Extent, replaced_site, write_site
from dcat_publisher.publish.resource_files import FileCache
from dcat_publisher.vocabulary import Vocabulary
from dcat_publisher.vocabulary.profile import Profile

PORTION = 64
"""How many datasets are read together: enough to make what they share cheap, few enough to share out."""


@dataclass(frozen=True, slots=True)
class Checked:
    """What came of a check: the findings in order, and the files of the source; `common` are not leaves.

    `noted` may have comments to this program in them.
    """

    findings: list[Finding]
    files: tuple[str, ...]
    common: tuple[str, ...]
    noted: tuple[str, ...]
    records: int
    in_portions: bool


def in_process(tasks: Sequence[Task]) -> Generator[Outcome, None, None]:
    """Run tasks one after the other in this process."""
    for task in tasks:
        yield run_portion(*task)


def check_folder(
    source: Path, vocabulary: Vocabulary, profile: Profile, runner: Runner = in_process,
    portion: int = PORTION, cache: Cache | None = None,
) -> Checked:  # fmt: skip
    """Read, map and validate a source folder, portion by portion.

    The findings are those of `read_catalog`, which also does the work where portions cannot: shapes that are
    not SHACL Core, verdicts that need other datasets whole, a `catalog.yaml` that cannot be read. `cache`
    knows what has not changed since an earlier run.
    """
    with gc_paused():
        if not (profile.shapes.delegated or profile.shapes.has_rules):
            try:
                checked, _ = _in_portions(source, vocabulary, profile, runner, portion, cache)
                if cache is not None:
                    cache.save()
                return checked
            except BeyondError:
                pass
        return _whole(read_catalog(source, vocabulary, profile))


def build_folder(
    source: Path, vocabulary: Vocabulary, profile: Profile, out: Path, accept: Callable[[Checked], bool],
    runner: Runner = in_process, portion: int = PORTION, extent: Extent = EVERYTHING,
    cache: Cache | None = None,
) -> Checked:  # fmt: skip
    """Check a source folder and write the catalogue to `out`, portion by portion.

    When `accept` says no to what was found, `out` stays as it is. The bytes are those that `write_site`
    writes, which also does the work where portions cannot. `cache` knows what has not changed since `out`
    was written. Raises OutputError when `out` cannot be written.
    """
    try:
        with gc_paused():
            if profile.shapes.delegated or profile.shapes.has_rules:
                raise BeyondError
            return _build_in_portions(
                source, vocabulary, profile, out, accept, runner, portion, extent, cache
            )
    except _RefusedError as refused:
        return refused.checked
    except BeyondError:
        catalog = read_catalog(source, vocabulary, profile)
        checked = _whole(catalog)
        if accept(checked):
            write_site(catalog, vocabulary, out, extent)
        return checked


class _RefusedError(Exception):
    def __init__(self, checked: Checked) -> None:
        super().__init__()
        self.checked = checked


def _build_in_portions(
    source: Path, vocabulary: Vocabulary, profile: Profile, out: Path, accept: Callable[[Checked], bool],
    runner: Runner, portion: int, extent: Extent, cache: Cache | None,
) -> Checked:  # fmt: skip
    with ExitStack() as stack:
        former = {} if cache is None else stack.enter_context(cache.former_dumps(out))
        staging = stack.enter_context(replaced_site(out))
        pieces = stack.enter_context(TemporaryDirectory(dir=out.parent, prefix=".pieces-"))
        output = Output(staging, Path(pieces).resolve(), extent)
        checked, run = _in_portions(source, vocabulary, profile, runner, portion, cache, output)
        if not accept(checked):
            raise _RefusedError(checked)
        dumps = assemble(
            run.common, run.surveyed.leaves, run.written, checked.findings, vocabulary.context, former,
            FileCache() if cache is None else cache.memory,
        )  # fmt: skip
    if cache is not None:
        cache.save(run.written, dumps)
    return checked


def _whole(catalog: Catalog) -> Checked:
    files = tuple(sorted({record.place.file for record in catalog.records}))
    return Checked(catalog.findings, files, files, files, len(catalog.records), in_portions=False)


def _in_portions(
    source: Path, vocabulary: Vocabulary, profile: Profile, runner: Runner, portion: int,
    cache: Cache | None, output: Output | None = None,
) -> tuple[Checked, Run]:  # fmt: skip
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
        if output is not None:
            common.order = with_output(common, output)
        run = Run(surveyed, common, profile, runner, portion, cache)
        run.first_round()
        if not run.promoted:
            return _checked(run), run
        promoted |= run.promoted


def _checked(run: Run) -> Checked:
    surveyed = run.surveyed
    names = sorted((*surveyed.others, *(leaf.file for leaf in surveyed.leaves)))
    noted = [name for name in names if name not in surveyed.glances or surveyed.glances[name].is_noted]
    records = len(surveyed.leaves) + len(run.common.records)
    findings = in_order(run.finish())
    return Checked(findings, tuple(names), surveyed.others, tuple(noted), records, in_portions=True)
