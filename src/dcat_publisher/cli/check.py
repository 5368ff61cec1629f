"""`check`: read, map and validate; write nothing."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from dcat_publisher.catalog import Catalog, read_catalog
from dcat_publisher.cli import options
from dcat_publisher.findings import Severity, worst
from dcat_publisher.profile import profile_named
from dcat_publisher.report import concise, summary


@click.command()
@options.source
@options.lang
@options.fail_on
@options.profile
def command(source: Path, lang: str | None, fail_on: str, profile: str) -> None:
    """Read, map and validate the folder SOURCE; write nothing.

    Example: dcat-publisher check source --lang en --fail-on warning
    """
    catalog = read_catalog(source, options.vocabulary(), profile_named(profile))
    sys.exit(report(catalog, options.language_of(lang), options.SEVERITIES[fail_on]))


def report(catalog: Catalog, language: str, fail_on: Severity) -> int:
    """Print the findings of a catalogue and give the exit code."""
    for line in concise(catalog.findings, language):
        click.echo(line)
    click.echo(summary(catalog.findings, language), err=True)
    gravest = worst(catalog.findings)
    return 1 if gravest is not None and gravest >= fail_on else 0
