"""`check FILE`: validate RDF that is there already, and report as for a source folder."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import click
from click.core import ParameterSource

from dcat_publisher.checking.emptiness import coverage_text, nothing_checked
from dcat_publisher.checking.selection import Choice, check_prefixes, project_root, select
from dcat_publisher.checking.selection.baseline import write_baseline
from dcat_publisher.checking.shape_notes import shape_errors, shape_warnings
from dcat_publisher.checking.validate_rdf import RdfSyntaxError, Validation, syntax_finding, validate
from dcat_publisher.cli import complain, options
from dcat_publisher.cli.reporting import ReportOptions, emit
from dcat_publisher.cli.saying import say
from dcat_publisher.model.finding import Finding
from dcat_publisher.model.gc_paused import gc_paused
from dcat_publisher.rules.rule_book import RuleBook
from dcat_publisher.shacl.limits import seconds_for, within
from dcat_publisher.source.source_text import Texts
from dcat_publisher.vocabulary.profile import Profile


def check_rdf(
    file: Path, shapes: tuple[Path, ...], wanted: ReportOptions,
    *, known: frozenset[str] = frozenset(), writes: Path | None = None, allow_empty: bool = False,
    strict_shapes: bool = False,
) -> int:  # fmt: skip
    """Validate a file against shapes, the profile, or both; report, and return the exit code.

    `known` are the fingerprints of findings that are not reported; where there is a baseline to be written,
    all go there and none is. A validation that looked at nothing, or against a term that SHACL does not
    have, is told of and ends with 1, unless `allow_empty` says that it is meant.
    """
    context = click.get_current_context()
    named = context.get_parameter_source("profile") is not ParameterSource.DEFAULT
    chosen = options.profile_named(wanted.profile)
    run = _run(file, shapes, chosen if named or not shapes else None, strict_shapes)
    rules, texts = RuleBook(chosen), Texts()
    check_prefixes((*wanted.select, *wanted.ignore), rules)
    choice = Choice(wanted.select, wanted.ignore, wanted.configuration.waivers, known)
    root = project_root(file.parent)
    selected = select(run.findings, [], choice, texts, rules, root)
    for line in run.warnings:
        complain(line)
    if writes is not None:
        write_baseline(writes, selected.findings, texts, root)
        click.echo(f"wrote {writes}: {len(selected.findings)} findings", err=True)
        return 0
    code = emit(selected, [file.as_posix()], file.parent, wanted, texts)
    if run.validation is not None:
        say(coverage_text(run.validation, wanted.language), err=True)
    if not run.vacuous or allow_empty:
        return code
    for line in run.vacuous:
        complain(f"{line}; --allow-empty says that this is meant")
    return code if wanted.exit_zero else max(code, 1)


@dataclass(frozen=True, slots=True)
class _Run:
    """What came of a validation: the findings, and the lines on what had no effect."""

    findings: list[Finding]
    validation: Validation | None = None
    warnings: tuple[str, ...] = ()
    vacuous: tuple[str, ...] = ()


def _run(file: Path, shapes: tuple[Path, ...], profile: Profile | None, strict: bool) -> _Run:
    with gc_paused():
        try:
            size = file.stat().st_size if file.is_file() else 0
            with within(seconds_for(size)):
                given = shapes or None
                validation = validate(file, shapes=given, profile=profile, strict_shapes=strict)
                nothing = nothing_checked(validation, shapes)
        except RdfSyntaxError as error:
            return _Run([syntax_finding(error)])
        vacuous = [] if nothing is None else [nothing]
        if not shapes:
            return _Run(validation.findings, validation, vacuous=tuple(vacuous))
        warnings = tuple(shape_warnings(validation.shapes, shapes))
        return _Run(validation.findings, validation, warnings, (*shape_errors(validation.shapes), *vacuous))
