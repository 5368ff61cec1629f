"""Check and write a catalogue: what `build` does once, and `serve` before it answers and at every save."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from dcat_publisher.check.catalog import has_files, read_catalog
from dcat_publisher.cli import options
from dcat_publisher.cli.findings import report
from dcat_publisher.cli.reporting import ReportOptions
from dcat_publisher.cli.saying import say
from dcat_publisher.cli.scale import LARGE, Scale, as_catalog
from dcat_publisher.publish.destination import check_destination
from dcat_publisher.publish.export import EVERYTHING, Extent, write_site
from dcat_publisher.publish.tombstones import listed
from dcat_publisher.serve.site import check_site
from dcat_publisher.vocabulary.profile import Profile

_MOST_NAMED = 10


def build(
    source: Path, out: Path, wanted: ReportOptions, extent: Extent = EVERYTHING, scale: Scale | None = None
) -> int:  # fmt: skip
    """Check and write a catalogue; return the exit code."""
    check_destination(out, source, wanted.configuration.file)
    chosen, how = options.profile_named(wanted.profile), scale or Scale()
    if how.executor is not None or has_files(source, LARGE):
        return _in_portions(source, out, wanted, chosen, extent, how)
    vocabulary = options.vocabulary()
    catalog = read_catalog(source, vocabulary, chosen)
    code = report(catalog, wanted)
    if code == 0:
        with telling_what_is_removed(out):
            write_site(catalog, vocabulary, out, extent, check_site)
    _say_what_was_done(code, out, f"{len(catalog.records)} records, {len(catalog.graph)} triples")
    return code


def _in_portions(
    source: Path, out: Path, wanted: ReportOptions, profile: Profile, extent: Extent, scale: Scale
) -> int:
    from dcat_publisher.check.batches.cache import Cache  # noqa: PLC0415  large folders alone
    from dcat_publisher.check.batches.checking import Checked, build_folder  # noqa: PLC0415

    vocabulary, codes = options.vocabulary(), list[int]()

    def accept(checked: Checked) -> bool:
        codes.append(report(as_catalog(checked, source, vocabulary), wanted))
        return codes[-1] == 0

    cache = Cache.of(source, scale.cache_dir, out) if scale.cache else None
    with scale.runner("building") as runner, telling_what_is_removed(out):
        checked = build_folder(
            source, vocabulary, profile, out, accept, runner, extent=extent, cache=cache, check=check_site
        )
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
        say(f"gone, and answered with 410 from now on: {names}{more}", err=True)


def _say_what_was_done(code: int, out: Path, how_much: str) -> None:
    click.echo(f"wrote {out}: {how_much}" if code == 0 else f"{out} is left as it was", err=True)
