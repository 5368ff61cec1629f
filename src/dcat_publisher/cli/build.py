"""`build`: check, then write the catalogue."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from dcat_publisher.check.catalog import has_files, read_catalog
from dcat_publisher.cli import options
from dcat_publisher.cli.check import report
from dcat_publisher.cli.scale import LARGE, Scale, as_catalog, scale
from dcat_publisher.model.finding import Severity
from dcat_publisher.publish.export import EVERYTHING, SUFFIXES, Extent, write_site
from dcat_publisher.publish.tombstones import listed
from dcat_publisher.vocabulary.profile import Profile, profile_named

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
@scale
def command(
    source: Path, out: Path, lang: str | None, fail_on: str, profile: str, no_pages: bool, dumps_only: bool,
    formats: tuple[str, ...], scale: Scale,
) -> None:  # fmt: skip
    """Check the folder SOURCE, then write the catalogue to the folder --out.

    When the check fails nothing is written, and what was there stays.

    Example: dcat-publisher build source --out out
    """
    if (dumps_only or formats) and not no_pages:
        raise click.UsageError("--dumps-only and --format need --no-pages: pages lead to all documents")
    extent = Extent(formats or SUFFIXES, parts=not dumps_only, pages=not no_pages)
    language = options.language_of(lang)
    sys.exit(build(source, out, language, options.SEVERITIES[fail_on], profile, extent, scale))


def build(
    source: Path, out: Path, language: str, fail_on: Severity, profile: str, extent: Extent = EVERYTHING,
    scale: Scale | None = None,
) -> int:  # fmt: skip
    """Check and write a catalogue; give the exit code."""
    chosen, how = profile_named(profile), scale or Scale()
    if how.executor is not None or has_files(source, LARGE):
        return _in_portions(source, out, language, fail_on, chosen, extent, how)
    vocabulary = options.vocabulary()
    catalog = read_catalog(source, vocabulary, chosen)
    code = report(catalog, language, fail_on)
    if code == 0:
        with telling_what_is_removed(out):
            write_site(catalog, vocabulary, out, extent)
    _say_what_was_done(code, out, f"{len(catalog.records)} records, {len(catalog.graph)} triples")
    return code


def _in_portions(
    source: Path, out: Path, language: str, fail_on: Severity, profile: Profile, extent: Extent, scale: Scale
) -> int:
    from dcat_publisher.check.batches.cache import Cache  # noqa: PLC0415  large folders alone
    from dcat_publisher.check.batches.checking import Checked, build_folder  # noqa: PLC0415

    vocabulary, codes = options.vocabulary(), list[int]()

    def accept(checked: Checked) -> bool:
        codes.append(report(as_catalog(checked, source, vocabulary), language, fail_on))
        return codes[-1] == 0

    cache = Cache.of(source, scale.cache_dir, out) if scale.cache else None
    with scale.runner("building") as runner, telling_what_is_removed(out):
        checked = build_folder(source, vocabulary, profile, out, accept, runner, extent=extent, cache=cache)
    _say_what_was_done(codes[-1], out, f"{checked.records} records")
    return codes[-1]


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


def _say_what_was_done(code: int, out: Path, how_much: str) -> None:
    click.echo(f"wrote {out}: {how_much}" if code == 0 else f"{out} is left as it was", err=True)
