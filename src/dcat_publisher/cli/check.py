"""`check`: read, map and validate; write nothing, unless --fix says so."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click
from click.core import ParameterSource

from dcat_publisher.checking.catalog import CATALOG_FILE, Catalog, SourceCatalog, read_catalog
from dcat_publisher.checking.given_shapes import expanded
from dcat_publisher.checking.selection import project_root
from dcat_publisher.cli import complain, options
from dcat_publisher.cli.findings import baseline_file, known_findings, report_catalog
from dcat_publisher.cli.rdf_targets import is_rdf
from dcat_publisher.cli.reporting import ReportOptions, chosen
from dcat_publisher.cli.running import RunOptions, check_source, run_options
from dcat_publisher.model.errors import ConfigurationError, PublisherError
from dcat_publisher.source.source_text import Texts

_WATCHING = "watching {source}; Ctrl-C ends"


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
@click.option(
    "--baseline", type=click.Path(path_type=Path), metavar="FILE",
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
    "--shapes", type=click.Path(path_type=Path), multiple=True, metavar="FILE",
    help="With an RDF file as SOURCE: validate against these shapes; with --profile, against both.",
)  # fmt: skip
@click.option(
    "--input-format", metavar="FORMAT",
    help="With RDF as SOURCE: its format, by name, suffix or media type; else the suffix tells it, the "
    "server, or the text.",
)  # fmt: skip
@click.option(
    "--allow-empty", is_flag=True,
    help="With RDF as SOURCE: that nothing in it is looked at, or that a term of --shapes has no effect, is "
    "no fault.",
)  # fmt: skip
@click.option(
    "--strict-shapes", is_flag=True,
    help="With --shapes: a shape with a fault is an error, instead of being left out with a warning.",
)  # fmt: skip
@run_options
def command(
    sources: tuple[str, ...], lang: str | None, fail_on: str, profile: str, output_format: str | None,
    output_file: Path | None, color: str, select: tuple[str, ...], ignore: tuple[str, ...],
    baseline: Path | None, write_baseline: bool, changed_since: str | None, exit_zero: bool,
    watch: bool, fix: bool, unsafe_fixes: bool, diff: bool, shapes: tuple[Path, ...],
    input_format: str | None, allow_empty: bool, strict_shapes: bool, running: RunOptions,
) -> None:  # fmt: skip
    """Read, map and validate the folder SOURCE, or RDF; write nothing, unless --fix says so.

    RDF is a file, several, a folder, a pattern, an address, or - for standard input: one graph together.

    Example: dcat-publisher check source --lang en --fail-on warning --output-format sarif -o findings.sarif
    """
    wanted = ReportOptions(
        options.language_of(lang), options.SEVERITIES[fail_on], output_format, output_file, color,
        options.prefixes(select), options.prefixes(ignore), exit_zero, profile, options.configuration(),
    )  # fmt: skip
    if shapes or len(sources) > 1 or is_rdf(sources[0]):
        _refuse(sources)
        from dcat_publisher.cli.rdf_input import RdfCall, check_rdf  # noqa: PLC0415  folders need none of it

        call = RdfCall(sources, expanded(shapes), input_format, allow_empty, strict_shapes)
        writes = _needed(baseline_file(baseline, wanted.configuration)) if write_baseline else None
        known = frozenset() if write_baseline else known_findings(baseline, wanted.configuration)
        sys.exit(check_rdf(call, wanted, known, writes))
    _refuse_of_rdf()
    source = Path(sources[0])
    if fix or diff:
        _fix(source, profile, wanted, unsafe=unsafe_fixes, show=diff)
    if watch:
        _watch(source, wanted, profile, baseline, changed_since, running)
        return
    catalog = check_source(source, options.vocabulary(), options.profile_named(profile), running)
    if write_baseline:
        _write_baseline(catalog, source, wanted, baseline)
        return
    known = known_findings(baseline, wanted.configuration) | _former(changed_since, source, wanted, profile)
    sys.exit(report_catalog(catalog, source, wanted, known))


_OF_FOLDERS = ("changed_since", "watch", "fix", "unsafe_fixes", "diff", "jobs", "executor", "cache_dir")
_OF_RDF = ("allow_empty", "strict_shapes", "input_format")


def _refuse(sources: tuple[str, ...]) -> None:
    """Refuse options that do nothing with RDF: one that is taken and not obeyed is found out late."""
    for source in sources:
        if Path(source).suffix.lower() in (".yaml", ".yml"):
            raise ConfigurationError(_whole_source(Path(source)))
        if (Path(source) / CATALOG_FILE).is_file():
            raise ConfigurationError(
                f"{source} is a source folder, which is checked alone and against a profile; "
                "build it, and check what was built"
            )
    option = next(filter(_is_called, _OF_FOLDERS), None)
    if option is not None:
        name = f"--{option.replace('_', '-')}"
        raise ConfigurationError(f"{name} goes with a source folder, and {sources[0]} is read as RDF")


def _refuse_of_rdf() -> None:
    option = next(filter(_is_called, _OF_RDF), None)
    if option is not None:
        raise ConfigurationError(f"--{option.replace('_', '-')} goes with RDF as SOURCE")


def _is_called(option: str) -> bool:
    """Return whether the command line has an option; a configuration may have it for other calls."""
    return click.get_current_context().get_parameter_source(option) is ParameterSource.COMMANDLINE


def _whole_source(file: Path) -> str:
    """Say what to call for a file of a source: what it says is judged together with the others."""
    above = file.absolute().parents
    root = next((folder for folder in above if (folder / CATALOG_FILE).is_file()), above[0])
    return f"{file} is a file of a source; check its folder: dcat-publisher check {os.path.relpath(root)}"


def _watch(
    source: Path, wanted: ReportOptions, profile: str, baseline: Path | None, revision: str | None,
    running: RunOptions,
) -> None:  # fmt: skip
    """Check now and after every save; a folder without a catalogue is told of, and waited for."""
    from dcat_publisher.checking.watch import changes  # noqa: PLC0415  few runs watch

    saves = changes([source, *options.knowledge_folders()])
    folder: SourceCatalog | None = None
    try:
        while True:
            try:
                knowledge = options.vocabulary(), options.profile_named(profile)
                folder = SourceCatalog.kept(folder, source, *knowledge, running.memory(source))
                known = known_findings(baseline, wanted.configuration)
                known |= _former(revision, source, wanted, profile)
                report_catalog(folder.check(), source, wanted, known)
            except PublisherError as error:
                complain(str(error))
            click.echo(_WATCHING.format(source=source), err=True)
            next(saves)
            click.echo("", err=True)
    except KeyboardInterrupt:
        click.echo("", err=True)


def _fix(source: Path, profile: str, wanted: ReportOptions, *, unsafe: bool, show: bool) -> None:
    from dcat_publisher.cli.fixing import fixed_texts, show_fixes, write_fixes  # noqa: PLC0415  few runs fix

    fixed = fixed_texts(source, options.profile_named(profile), wanted, unsafe=unsafe)
    if show:
        sys.exit(show_fixes(fixed) and not wanted.exit_zero)
    write_fixes(fixed)


def _write_baseline(catalog: Catalog, source: Path, wanted: ReportOptions, given: Path | None) -> None:
    from dcat_publisher.checking.selection.baseline import write_baseline  # noqa: PLC0415  few runs write one

    file, texts = _needed(baseline_file(given, wanted.configuration)), Texts(root=source)
    found = chosen(catalog, source, wanted, texts).findings
    write_baseline(file, found, texts, project_root(source))
    click.echo(f"wrote {file}: {len(found)} findings", err=True)


def _needed(file: Path | None) -> Path:
    if file is None:
        raise ConfigurationError("--write-baseline needs --baseline FILE, here or in the configuration")
    return file


def _former(revision: str | None, source: Path, wanted: ReportOptions, profile: str) -> frozenset[str]:
    if revision is None:
        return frozenset()
    from dcat_publisher.checking.selection.changes import known_at  # noqa: PLC0415  only where git is asked
    from dcat_publisher.checking.selection.fingerprints import fingerprints  # noqa: PLC0415

    def check(folder: Path, root: Path) -> frozenset[str]:
        catalog = read_catalog(folder, options.vocabulary(), options.profile_named(profile))
        texts = Texts(root=folder)
        return frozenset(fingerprints(chosen(catalog, folder, wanted, texts).findings, texts, root))

    return known_at(revision, source, check)
