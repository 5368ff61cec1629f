"""`build`: check, then write the catalogue."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from dcat_publisher.check.catalog import LARGE, Catalog
from dcat_publisher.cli import options
from dcat_publisher.cli.check import report
from dcat_publisher.cli.running import RunOptions, check_source, run_options
from dcat_publisher.cli.saying import say
from dcat_publisher.model.finding import Severity
from dcat_publisher.publish.build import build_site
from dcat_publisher.publish.destination import check_destination
from dcat_publisher.publish.export import EVERYTHING, SUFFIXES, Extent
from dcat_publisher.publish.tombstones import listed
from dcat_publisher.serve.site import check_site
from dcat_publisher.vocabulary.profile import profile_named

_MOST_NAMED = 10


@click.command()
@options.source
@options.out
@options.lang
@options.fail_on
@options.profile
@click.option("--no-pages", is_flag=True, help="Write no HTML, and no file that goes with it.")
@click.option("--dumps-only", is_flag=True, help="Write the whole catalogue only, no document per record.")
@click.option(
    "--format", "formats", type=click.Choice(SUFFIXES), multiple=True,
    help="A format to write, with --no-pages; else all.",
)  # fmt: skip
@run_options
def command(
    source: Path, out: Path, lang: str | None, fail_on: str, profile: str, no_pages: bool, dumps_only: bool,
    formats: tuple[str, ...], running: RunOptions,
) -> None:  # fmt: skip
    """Check the folder SOURCE, then write the catalogue to the folder --out.

    When the check fails nothing is written, and what was there stays.

    Example: dcat-publisher build source --out out
    """
    if (dumps_only or formats) and not no_pages:
        raise click.UsageError("--dumps-only and --format need --no-pages: pages lead to all documents")
    extent = Extent(formats or SUFFIXES, parts=not dumps_only, pages=not no_pages)
    language = options.language_of(lang)
    sys.exit(build(source, out, language, options.SEVERITIES[fail_on], profile, extent, running))


def build(
    source: Path, out: Path, language: str, fail_on: Severity, profile: str, extent: Extent = EVERYTHING,
    running: RunOptions | None = None,
) -> int:  # fmt: skip
    """Check and write a catalogue; give the exit code."""
    check_destination(out, source, options.configuration().file)
    vocabulary, how = options.vocabulary(), running or RunOptions()
    catalog = check_source(source, vocabulary, profile_named(profile), how, "checking")
    code = report(catalog, language, fail_on)
    if code == 0:
        with telling_what_is_removed(out), how.runner("building") as runner:
            build_site(catalog, vocabulary.context, out, extent, runner, check_site)
    _say_what_was_done(code, out, _how_much(catalog))
    return code


def _how_much(catalog: Catalog) -> str:
    if catalog.number >= LARGE:  # whose triples nobody has counted
        return f"{catalog.number} records"
    return f"{catalog.number} records, {len(catalog.graph)} triples"


@contextmanager
def telling_what_is_removed(out: Path) -> Iterator[None]:
    """Say on standard error which addresses were there before and are gone after what is done inside."""
    before = listed(out).removed
    yield
    gone = sorted(listed(out).removed - before)
    if gone:
        more = f" and {len(gone) - _MOST_NAMED} more" if len(gone) > _MOST_NAMED else ""
        names = ", ".join(gone[:_MOST_NAMED])
        say(f"gone, and answered with 410 from now on: {names}{more}", err=True)


def _say_what_was_done(code: int, out: Path, how_much: str) -> None:
    click.echo(f"wrote {out}: {how_much}" if code == 0 else f"{out} is left as it was", err=True)
