"""`build`: check, then write the catalogue."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from dcat_publisher.catalog import read_catalog
from dcat_publisher.cli import options
from dcat_publisher.cli.check import report
from dcat_publisher.export import write_site
from dcat_publisher.findings import Severity
from dcat_publisher.profile import profile_named


@click.command()
@options.source
@options.out
@options.lang
@options.fail_on
@options.profile
def command(source: Path, out: Path, lang: str | None, fail_on: str, profile: str) -> None:
    """Check the folder SOURCE, then write the catalogue to the folder --out.

    When the check fails nothing is written, and what was there stays.

    Example: dcat-publisher build source --out out
    """
    sys.exit(build(source, out, options.language_of(lang), options.SEVERITIES[fail_on], profile))


def build(source: Path, out: Path, language: str, fail_on: Severity, profile: str) -> int:
    """Check and write a catalogue; give the exit code."""
    vocabulary = options.vocabulary()
    catalog = read_catalog(source, vocabulary, profile_named(profile))
    code = report(catalog, language, fail_on)
    if code != 0:
        click.echo(f"{out} is left as it was", err=True)
        return code
    write_site(catalog, vocabulary, out)
    click.echo(f"wrote {out}: {len(catalog.records)} records, {len(catalog.graph)} triples", err=True)
    return 0
