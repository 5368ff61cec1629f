"""`check FILE`: validate RDF that is there already, and report as for a source folder."""

from __future__ import annotations

from pathlib import Path

import click
from click.core import ParameterSource

from dcat_publisher.checking.emptiness import nothing_checked
from dcat_publisher.checking.selection import Choice, check_prefixes, project_root, select
from dcat_publisher.checking.selection.baseline import write_baseline
from dcat_publisher.checking.validate_rdf import RdfSyntaxError, syntax_finding, validate
from dcat_publisher.cli import complain, options
from dcat_publisher.cli.reporting import Described, ReportOptions, emit
from dcat_publisher.model.finding import Finding
from dcat_publisher.model.gc_paused import gc_paused
from dcat_publisher.report.model import Naming
from dcat_publisher.rules.rule_book import RuleBook
from dcat_publisher.shacl import Shapes
from dcat_publisher.shacl.blame import file_of
from dcat_publisher.shacl.limits import seconds_for, within
from dcat_publisher.source.source_text import Texts
from dcat_publisher.vocabulary.profile import Profile


def check_rdf(
    file: Path, shapes: tuple[Path, ...], wanted: ReportOptions,
    *, known: frozenset[str] = frozenset(), writes: Path | None = None, allow_empty: bool = False,
) -> int:  # fmt: skip
    """Validate a file against shapes, the profile, or both; report, and return the exit code.

    `known` are the fingerprints of findings that are not reported; where there is a baseline to be written,
    all go there and none is. A validation that looked at nothing is told of and ends with 1, unless
    `allow_empty` says that it is meant.
    """
    context = click.get_current_context()
    named = context.get_parameter_source("profile") is not ParameterSource.DEFAULT
    chosen = options.profile_named(wanted.profile)
    profile = chosen if named or not shapes else None
    findings, described, nothing = _findings(file, shapes, profile)
    rules, texts = RuleBook(chosen if described is None else described.profile), Texts()
    check_prefixes((*wanted.select, *wanted.ignore), rules)
    choice = Choice(wanted.select, wanted.ignore, wanted.configuration.waivers, known)
    root = project_root(file.parent)
    selected = select(findings, [], choice, texts, rules, root)
    if writes is not None:
        write_baseline(writes, selected.findings, texts, root)
        click.echo(f"wrote {writes}: {len(selected.findings)} findings", err=True)
        return 0
    code = emit(selected, [file.as_posix()], file.parent, wanted, texts, described)
    if nothing is None or allow_empty:
        return code
    complain(f"{nothing}; --allow-empty says that this is meant")
    return code if wanted.exit_zero else max(code, 1)


def _findings(
    file: Path, shapes: tuple[Path, ...], profile: Profile | None
) -> tuple[list[Finding], Described | None, str | None]:
    """Return the findings, what reports say beside them, and a line where nothing was looked at."""
    with gc_paused():
        try:
            size = file.stat().st_size if file.is_file() else 0
            with within(seconds_for(size)):
                validation = validate(file, shapes=shapes, profile=profile)
                nothing = nothing_checked(validation, shapes)
            if shapes:
                _warn(validation.profile.shapes)
            naming = Naming(validation.names, validation.shape_names)
            described = Described(
                naming, validation.profile, profile is not None or not shapes, tuple(map(str, shapes))
            )
            return validation.findings, described, nothing
        except RdfSyntaxError as error:
            return [syntax_finding(error)], None, None


def _warn(shapes: Shapes) -> None:
    """Say on standard error what is in shapes and has no effect: nobody would know otherwise."""
    for reference, users in shapes.dangling.items():
        complain(
            f"{file_of(users[0], shapes.files)}: shape {users[0]} refers to the property shape {reference}, "
            "which is not there; it is left out"
        )
    for name, users in shapes.unknown.items():
        complain(
            f"{file_of(users[0], shapes.files)}: shape {users[0]} has {name}, which SHACL does not have; "
            "it has no effect"
        )
