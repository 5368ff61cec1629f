"""`check`: read, map and validate; write nothing, unless --fix says so."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from typing import Final, NoReturn

import click

from dcat_publisher.checking.catalog import Catalog, SourceCatalog, read_catalog
from dcat_publisher.checking.clock import today
from dcat_publisher.checking.configuration import Configuration
from dcat_publisher.checking.selection import project_root
from dcat_publisher.cli import complain, options
from dcat_publisher.cli.check_call import (
    RdfCall,
    is_of_rdf,
    refuse_options_of_folders,
    refuse_options_of_rdf,
    shown_of,
)
from dcat_publisher.cli.findings import baseline_file, known_findings, report_catalog
from dcat_publisher.cli.given import NamedPath
from dcat_publisher.cli.part import Part, whole_and_part
from dcat_publisher.cli.reporting import ReportOptions, Shown, chosen
from dcat_publisher.cli.running import RunOptions, check_source, run_options
from dcat_publisher.cli.saying import say
from dcat_publisher.model.errors import ConfigurationError, PublisherError
from dcat_publisher.model.gc_paused import gc_paused
from dcat_publisher.model.language import Words, filled
from dcat_publisher.source.source_text import Texts

_WORDS: Final = Words(__file__).group("check")


@click.command()
@options.sources
@options.lang
@options.fail_on
@options.profile
@options.output_format
@options.output_file
@options.color
@options.select
@options.ignore
@options.max_findings
@click.option(
    "--baseline", type=NamedPath(), metavar="FILE",
    help="Report only findings that this file does not have.",
)  # fmt: skip
@click.option("--write-baseline", is_flag=True, help="Write the findings to the baseline, and report none.")
@click.option(
    "--changed-since", metavar="REV", help="Report only findings that the git revision REV does not have."
)
@click.option("--exit-zero", is_flag=True, help="Exit with 0 whatever is found.")
@click.option("--watch", is_flag=True, help="Check again whenever a file is saved, until Ctrl-C.")
@click.option("--fix", is_flag=True, help="Put right what is safe: dates, addresses, tags, codes, spellings.")
@click.option("--unsafe-fixes", is_flag=True, help="With --fix or --diff: also take the nearest known word.")
@click.option("--diff", is_flag=True, help="Show what --fix would change, and write nothing.")
@click.option(
    "--shapes", type=NamedPath(), multiple=True, metavar="FILE",
    help="With an RDF file as SOURCE: validate against these shapes; with --profile, against both.",
)  # fmt: skip
@options.input_format
@click.option(
    "--allow-empty", is_flag=True,
    help="With RDF as SOURCE: that nothing in it is looked at, or that a term of --shapes has no effect, is "
    "no fault.",
)  # fmt: skip
@click.option(
    "--strict-shapes", is_flag=True,
    help="With --shapes: a shape with a fault is an error, instead of being left out with a warning.",
)  # fmt: skip
@click.option("--full", is_flag=True, help="Show every finding with its help, and not the rest by rule.")
@options.quiet
@click.option("--statistics", is_flag=True, help="Show how many findings each rule has.")
@run_options
def command(
    sources: tuple[str, ...], lang: str | None, fail_on: str, profile: str, output_format: str | None,
    output_file: Path | None, color: str, select: tuple[str, ...], ignore: tuple[str, ...],
    max_findings: int | None, baseline: Path | None, write_baseline: bool, changed_since: str | None,
    exit_zero: bool, watch: bool, fix: bool, unsafe_fixes: bool, diff: bool, shapes: tuple[Path, ...],
    input_format: str | None, allow_empty: bool, strict_shapes: bool, full: bool, quiet: bool,
    statistics: bool, running: RunOptions,
) -> None:  # fmt: skip
    """Read, map and validate the folder SOURCE, or RDF; write nothing, unless --fix says so.

    RDF is a file, several, a folder, a pattern, an address, or - for standard input: one graph together.

    A file or a folder within a source is reported on alone, with all of the source known.

    Example: dcat-publisher check source --lang en --fail-on warning --output-format sarif -o findings.sarif
    """
    shown = shown_of({Shown.ALL: full, Shown.GRAVE: quiet, Shown.COUNTS: statistics}, output_format)
    wanted = ReportOptions(
        options.language_of(lang), options.SEVERITIES[fail_on], output_format, output_file, color,
        options.prefixes(select), options.prefixes(ignore), exit_zero, profile, _configuration(),
        shown=shown, max_findings=max_findings,
    )  # fmt: skip
    if shapes or is_of_rdf(sources):
        refuse_options_of_folders(sources)
        call = RdfCall(sources, shapes, input_format, allow_empty, strict_shapes)
        _check_rdf(call, wanted, baseline, writes=write_baseline)
    refuse_options_of_rdf(sources[0])
    source, part = _whole_and_part(sources[0], whole=write_baseline)
    wanted = replace(wanted, part=part)
    if fix or diff:
        _fix(source, profile, wanted, unsafe=unsafe_fixes, show=diff)
    if watch:
        _watch(source, wanted, baseline, changed_since, running)
        return
    with gc_paused():  # and what was made is gone before it is on again
        code = _checked(source, wanted, baseline, changed_since, running, writes=write_baseline)
    sys.exit(code)


def _checked(
    source: Path, wanted: ReportOptions, baseline: Path | None, revision: str | None, running: RunOptions,
    *, writes: bool,
) -> int:  # fmt: skip
    """Check a folder and report, or write the baseline; return the exit code."""
    profiles = options.profiles_named(wanted.profile)
    catalog = check_source(source, options.vocabulary(), profiles, running).on(today())
    if writes:
        _write_baseline(catalog, source, wanted, baseline)
        return 0
    known = known_findings(baseline, wanted.configuration) | _former(revision, source, wanted)
    return report_catalog(catalog, source, wanted, known)


def _configuration() -> Configuration:
    """Return the configuration; raises ConfigurationError where `build` could not make its pages."""
    found = options.configuration()
    if found.pages is not None:
        from dcat_publisher.publish.pages import own_identity  # noqa: PLC0415  few projects have any

        own_identity(found.pages)
    return found


def _whole_and_part(typed: str, *, whole: bool) -> tuple[Path, Part | None]:
    """Return a source and what of it is asked about; a part is refused where the `whole` is needed."""
    source, part = whole_and_part(Path(typed))
    if whole and part is not None:
        raise ConfigurationError(filled(_WORDS["whole"], source=str(source)))
    return source, part


def _check_rdf(call: RdfCall, wanted: ReportOptions, baseline: Path | None, *, writes: bool) -> NoReturn:
    from dcat_publisher.checking.given_shapes import expanded  # noqa: PLC0415  folders need none of it
    from dcat_publisher.cli.rdf_input import check_rdf  # noqa: PLC0415

    call = replace(call, shapes=expanded(call.shapes))
    file = baseline_file(baseline, wanted.configuration)
    known = frozenset() if writes else known_findings(baseline, wanted.configuration)
    sys.exit(check_rdf(call, wanted, known, _needed(file) if writes else None))


def _watch(
    source: Path, wanted: ReportOptions, baseline: Path | None, revision: str | None, running: RunOptions,
) -> None:  # fmt: skip
    """Check now and after every save; a folder without a catalogue is told of, and waited for."""
    wanted = replace(wanted, shown=Shown.BRIEF) if wanted.shown is Shown.BY_RULE else wanted
    from dcat_publisher.checking.watch import changes  # noqa: PLC0415  few runs watch

    saves = changes([source, *options.knowledge_folders()])
    folder: SourceCatalog | None = None
    try:
        while True:
            try:
                knowledge = options.vocabulary(), options.profiles_named(wanted.profile)
                folder = SourceCatalog.kept(folder, source, *knowledge, running.memory(source))
                known = known_findings(baseline, wanted.configuration)
                known |= _former(revision, source, wanted)
                report_catalog(folder.check().on(today()), source, wanted, known)
            except PublisherError as error:
                complain(error.said(wanted.language))
            say(_WORDS["watching"][wanted.language].format(source=source), err=True)
            next(saves)
            click.echo("", err=True)
    except KeyboardInterrupt:
        click.echo("", err=True)


def _fix(source: Path, profile: str, wanted: ReportOptions, *, unsafe: bool, show: bool) -> None:
    from dcat_publisher.cli.fixing import fixed_texts, show_fixes, write_fixes  # noqa: PLC0415  few runs fix

    fixed = fixed_texts(source, options.profiles_named(profile), wanted, unsafe=unsafe)
    if show:
        sys.exit(show_fixes(fixed, wanted.language) and not wanted.exit_zero)
    write_fixes(fixed, wanted.language)


def _write_baseline(catalog: Catalog, source: Path, wanted: ReportOptions, given: Path | None) -> None:
    from dcat_publisher.checking.selection.baseline import write_baseline  # noqa: PLC0415  few runs write one

    file, texts = _needed(baseline_file(given, wanted.configuration)), Texts(root=source)
    found = chosen(catalog, source, wanted, texts).findings
    say(write_baseline(file, found, texts, project_root(source))[wanted.language], err=True)


def _needed(file: Path | None) -> Path:
    if file is None:
        raise ConfigurationError(_WORDS["baseline"])
    return file


def _former(revision: str | None, source: Path, wanted: ReportOptions) -> frozenset[str]:
    if revision is None:
        return frozenset()
    from dcat_publisher.checking.selection.changes import known_at  # noqa: PLC0415  only where git is asked
    from dcat_publisher.checking.selection.fingerprints import fingerprints  # noqa: PLC0415

    def check(folder: Path, root: Path) -> frozenset[str]:
        profile = options.profiles_named(wanted.profile)
        catalog = read_catalog(folder, options.vocabulary(), profile).on(today())
        texts = Texts(root=folder)
        whole = replace(wanted, part=None)
        return frozenset(fingerprints(chosen(catalog, folder, whole, texts).findings, texts, root))

    return known_at(revision, source, check)
