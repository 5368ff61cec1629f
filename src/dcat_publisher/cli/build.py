"""`build`: check, then write the catalogue."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import click

from dcat_publisher.catalog import read_catalog
from dcat_publisher.cli import options
from dcat_publisher.cli.check import report
from dcat_publisher.cli.scale import Scale, as_catalog, scale
from dcat_publisher.export import SUFFIXES, write_site
from dcat_publisher.findings import Severity
from dcat_publisher.profile import profile_named
from dcat_publisher.removed import listed

_MOST_NAMED = 10


@click.command()
@options.source
@options.out
@options.lang
@options.fail_on
@options.profile
@click.option(
    "--no-pages", is_flag=True,
    help="Write no HTML. A large folder is then read in portions, in little memory and several processes.",
)  # fmt: skip
@click.option("--dumps-only", is_flag=True, help="Write the whole catalogue only, no document per record.")
@click.option(
    "--format", "formats", type=click.Choice(SUFFIXES), multiple=True,
    help="A format to write, with --no-pages; else all.",
)  # fmt: skip
@scale
def command(
    source: Path, out: Path, lang: str | None, fail_on: str, profile: str, no_pages: bool, dumps_only: bool,
    formats: tuple[str, ...], scale: Scale,
) -> None:  # fmt: skip
    """Check the folder SOURCE, then write the catalogue to the folder --out.

    When the check fails nothing is written, and what was there stays.

    Example: dcat-publisher build source --out out
    """
    if no_pages:
        wanted = options.language_of(lang), options.SEVERITIES[fail_on]
        sys.exit(_without_pages(source, out, *wanted, profile, formats or SUFFIXES, not dumps_only, scale))
    if dumps_only or formats:
        raise click.UsageError("--dumps-only and --format need --no-pages: pages lead to all documents")
    sys.exit(build(source, out, options.language_of(lang), options.SEVERITIES[fail_on], profile))


def build(source: Path, out: Path, language: str, fail_on: Severity, profile: str) -> int:
    """Check and write a catalogue; give the exit code."""
    vocabulary = options.vocabulary()
    catalog = read_catalog(source, vocabulary, profile_named(profile))
    code = report(catalog, language, fail_on)
    if code != 0:
        click.echo(f"{out} is left as it was", err=True)
        return code
    with telling_what_is_removed(out):
        write_site(catalog, vocabulary, out)
    click.echo(f"wrote {out}: {len(catalog.records)} records, {len(catalog.graph)} triples", err=True)
    return 0


@contextmanager
def telling_what_is_removed(out: Path) -> Iterator[None]:
    """Say on standard error which addresses were there before and are gone after what is done inside."""
    before = listed(out).removed
    yield
    gone = sorted(listed(out).removed - before)
    if gone:
        more = f" and {len(gone) - _MOST_NAMED} more" if len(gone) > _MOST_NAMED else ""
        names = ", ".join(gone[:_MOST_NAMED])
        click.echo(f"gone, and answered with 410 from now on: {names}{more}", err=True)


def _without_pages(
    source: Path, out: Path, language: str, fail_on: Severity, profile: str, formats: Sequence[str],
    parts: bool, scale: Scale,
) -> int:  # fmt: skip
    from dcat_publisher.run.checking import Checked, build_folder  # noqa: PLC0415  such builds alone

    vocabulary, chosen = options.vocabulary(), profile_named(profile)
    codes: list[int] = []

    def accept(checked: Checked) -> bool:
        codes.append(report(as_catalog(checked, source, vocabulary), language, fail_on))
        return codes[-1] == 0

    with scale.runner("building") as runner, telling_what_is_removed(out):
        checked = build_folder(
            source, vocabulary, chosen, out, accept, runner, suffixes=tuple(formats), parts=parts
        )
    done = f"wrote {out}: {checked.records} records" if codes[-1] == 0 else f"{out} is left as it was"
    click.echo(done, err=True)
    return codes[-1]
