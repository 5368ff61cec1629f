"""`check FILE`: validate RDF that is there already, and report as for a source folder."""

from __future__ import annotations

from pathlib import Path

import click
from click.core import ParameterSource

from dcat_publisher.check.selection import Choice, check_prefixes, project_root, select
from dcat_publisher.check.validate_rdf import RdfSyntaxError, syntax_finding, validate
from dcat_publisher.cli import options
from dcat_publisher.cli.reporting import ReportOptions, emit, running_profile
from dcat_publisher.model.finding import Finding
from dcat_publisher.model.gc_paused import gc_paused
from dcat_publisher.rules.rule_book import RuleBook
from dcat_publisher.source.source_text import Texts


def check_rdf(file: Path, shapes: tuple[Path, ...], profile: str, wanted: ReportOptions) -> int:
    """Validate a file against shapes, the profile, or both; report, and give the exit code."""
    context = click.get_current_context()
    named = context.get_parameter_source("profile") is not ParameterSource.DEFAULT
    findings = _findings(file, shapes, profile if named or not shapes else None)
    rules, texts = RuleBook(running_profile()), Texts()
    check_prefixes((*wanted.select, *wanted.ignore), rules)
    choice = Choice(wanted.select, wanted.ignore, options.configuration().waivers)
    selected = select(findings, [], choice, texts, rules, project_root(file.parent))
    return emit(selected, [file.as_posix()], file.parent, wanted, texts)


def _findings(file: Path, shapes: tuple[Path, ...], profile: str | None) -> list[Finding]:
    with gc_paused():
        try:
            return validate(file, shapes=shapes, profile=profile).findings
        except RdfSyntaxError as error:
            return [syntax_finding(error)]
